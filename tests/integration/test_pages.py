"""The built pages are served, and nothing beside them."""

from __future__ import annotations

from pathlib import Path

import pytest
from yarl import URL

from bot.gateway import pages
from tests.serving import Service


@pytest.fixture
def static(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of built pages, with a secret beside it."""
    folder = tmp_path / "static"
    (folder / "assets").mkdir(parents=True)
    (folder / "citizen").mkdir()
    (folder / "citizen" / "index.html").write_text("<!doctype html>", encoding="utf-8")
    (folder / "assets" / "app-1234.js").write_text("1", encoding="utf-8")
    (folder / "secret.txt").write_text("secret", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    monkeypatch.setattr(pages, "STATIC", folder)
    monkeypatch.setattr(pages, "ASSETS", folder / "assets")
    return folder


@pytest.mark.usefixtures("static")
async def test_the_page_is_always_fresh_and_its_assets_stay(service: Service) -> None:
    page = await service.client.get("/")
    assert (page.status, page.content_type, page.headers["Cache-Control"]) == (200, "text/html", "no-cache")
    asset = await service.client.get("/assets/app-1234.js")
    assert asset.status == 200
    assert "immutable" in asset.headers["Cache-Control"]
    assert asset.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.usefixtures("static")
@pytest.mark.parametrize(
    "path",
    [
        "/assets/none.js",
        "/assets/..%2Fsecret.txt",
        "/assets/..%2F..%2Fsecret.txt",
        "/assets/%2e%2e%2fsecret.txt",
        "/assets/../secret.txt",
        "/assets/..%5Csecret.txt",
        "/assets/%2Fetc%2Fpasswd",
        "/assets/%2e%2e",
        "/assets/..%252Fsecret.txt",
        "/assets/%2F",
        "/assets/app-1234.js%00.html",
        "/assets/" + "x" * 3000,
        "/assets/" + "%E5%8A%9E" * 250,
    ],
)
async def test_nothing_but_the_assets_can_be_fetched(service: Service, path: str) -> None:
    response = await service.client.get(URL(path, encoded=True))
    assert response.status == 404, await response.text()
    assert (await response.json())["error"] == "not_found"
