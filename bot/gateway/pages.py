"""The built pages: HTML always fresh, hashed assets cached for good."""

from __future__ import annotations

from pathlib import Path

from aiohttp import web

STATIC = Path(__file__).parent / "static"
_FOREVER = "public, max-age=31536000, immutable"


async def citizen_page(request: web.Request) -> web.FileResponse:  # noqa: ARG001 - a handler's signature
    """GET /: the citizen page."""
    return web.FileResponse(STATIC / "citizen" / "index.html", headers={"Cache-Control": "no-cache"})


async def asset(request: web.Request) -> web.FileResponse:
    """GET /assets/{name}: a built file; its name changes with its content."""
    path = STATIC / "assets" / request.match_info["name"]
    if not path.is_file():
        raise web.HTTPNotFound
    return web.FileResponse(path, headers={"Cache-Control": _FOREVER})
