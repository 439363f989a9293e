"""The other public addresses: matters, receipts, health, pages; and what every answer carries."""

from __future__ import annotations

from typing import Any

import pytest

from bot.gateway.app import ROUTES
from bot.gateway.openapi import DESCRIPTION
from tests.fakes import EchoingDialogue
from tests.serving import NOW, Client, Parts, Service

MATTERS = "/api/v1/matters"


async def found(client: Client, **query: str) -> dict[str, Any]:
    """The answer to a search."""
    response = await client.get(MATTERS, params=query)
    assert response.status == 200, await response.text()
    body = await response.json()
    assert isinstance(body, dict)
    return body


async def test_a_text_is_told_its_matters_with_scores_and_reasons(service: Service) -> None:
    body = await found(service.client, q="结婚登记要什么材料")
    assert set(body) == {"decision", "probability", "matches"}
    assert body["decision"] == "answer"
    first = body["matches"][0]
    assert (first["matter_code"], first["name"]) == ("marriage_registration", "结婚登记")
    assert first["reasons"]
    assert 0 < first["score"] <= 1
    scores = [match["score"] for match in body["matches"]]
    assert scores == sorted(scores, reverse=True)


async def test_a_matter_stands_once_and_no_more_are_told_than_asked_for(service: Service) -> None:
    codes = [match["matter_code"] for match in (await found(service.client, q="要什么材料"))["matches"]]
    assert len(codes) == len(set(codes)) <= 5
    assert len((await found(service.client, q="要什么材料", limit="1"))["matches"]) == 1
    assert len((await found(service.client, q="要什么材料", limit="50"))["matches"]) >= len(codes)


@pytest.mark.parametrize(
    "limit", ["0", "51", "-1", "1.5", "x", "", " 5", "²", "٣", "9" * 5000], ids=lambda limit: limit[:5]
)
async def test_a_limit_that_is_none_is_refused(service: Service, limit: str) -> None:
    response = await service.client.get(MATTERS, params={"q": "结婚登记", "limit": limit})
    assert (response.status, (await response.json())["error"]) == (400, "bad_limit")


@pytest.mark.parametrize(
    ("query", "code"),
    [({}, "bad_field"), ({"q": ""}, "empty"), ({"q": "\u200b"}, "empty"), ({"q": "办" * 501}, "too_long")],
)
async def test_a_search_for_nothing_is_refused(service: Service, query: dict[str, str], code: str) -> None:
    response = await service.client.get(MATTERS, params=query)
    assert (response.status, (await response.json())["error"]) == (400, code)


async def test_a_search_for_what_is_not_here_refuses(service: Service) -> None:
    assert (await found(service.client, q="火星上怎么种土豆"))["decision"] == "refuse"


async def test_an_answer_is_found_again_by_its_receipt_without_the_question(service: Service) -> None:
    said = await service.told("我叫张三，办证")
    number = said["custom"]["receipt"]
    for typed in (number, number.lower(), number.replace("-", ""), number.replace("-", " ")):
        response = await service.client.get(f"/api/v1/receipts/{typed}")
        assert response.status == 200
        body = await response.json()
        assert body == {
            "receipt": number,
            "at": NOW.isoformat(),
            "text": said["text"],
            "custom": said["custom"],
        }


@pytest.mark.parametrize("number", ["ABCDE-23456", "x", "..", "%2e%2e%2f", "甲", "' OR 1=1 --"])
async def test_an_unknown_receipt_is_told_so_in_chinese(service: Service, number: str) -> None:
    response = await service.client.get(f"/api/v1/receipts/{number}")
    assert response.status == 404
    assert (await response.json())["message"].endswith("。")


async def test_the_service_says_that_it_lives(service: Service) -> None:
    response = await service.client.get("/healthz")
    assert (response.status, await response.json()) == (200, {"status": "ok"})


@pytest.mark.parametrize(
    ("database", "dialogue", "status"), [(True, True, 200), (True, False, 200), (False, True, 503)]
)
async def test_the_service_says_whether_it_can_work(
    parts: Parts, *, database: bool, dialogue: bool, status: int
) -> None:
    async def database_answers() -> bool:
        return database

    async def dialogue_answers() -> bool:
        return dialogue

    checks = {"database": database_answers, "dialogue": dialogue_answers}
    async with parts.serving(EchoingDialogue(), checks=checks) as service:
        response = await service.client.get("/readyz")
        version = parts.knowledge.current().catalogue.version
        assert response.status == status
        assert await response.json() == {
            "database": database,
            "dialogue": dialogue,
            "knowledge": {"version": version, "subjects": 5},
        }


async def test_the_description_is_served_as_it_stands(service: Service) -> None:
    response = await service.client.get("/api/v1/openapi.json")
    assert await response.json() == DESCRIPTION


@pytest.mark.parametrize("path", ["/nowhere", "/api/v1/nothing", "/assets/", "/admin", "/webhook", "/%00"])
async def test_an_unknown_address_is_told_so_in_json(service: Service, path: str) -> None:
    response = await service.client.get(path)
    assert response.status == 404
    body = await response.json()
    assert body["error"] == "not_found"
    assert body["message"].endswith("。")


EVERYWHERE = [
    ("GET", "/healthz"),
    ("GET", "/readyz"),
    ("GET", "/api/v1/matters?q=结婚登记"),
    ("GET", "/api/v1/matters"),
    ("GET", "/api/v1/receipts/x"),
    ("GET", "/api/v1/openapi.json"),
    ("GET", "/nowhere"),
    ("DELETE", "/healthz"),
    ("POST", "/webhooks/rest/webhook"),
    ("GET", "/assets/none.js"),
    ("GET", "/ws/chat"),
]


@pytest.mark.parametrize(("method", "path"), EVERYWHERE)
async def test_every_response_carries_the_protecting_headers(
    service: Service, method: str, path: str
) -> None:
    response = await service.client.request(method, path)
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "no-referrer"


async def test_no_route_answers_with_a_fault_of_ours(service: Service) -> None:
    for route in ROUTES:
        path = route.path.replace("{name}", "x").replace("{number}", "x")
        response = await service.client.request(route.method, path)
        assert response.status < 500, path
