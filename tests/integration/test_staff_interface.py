"""Staff see what was not answered and what was said, nobody else does, and no personal number."""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.fakes import EchoingDialogue
from tests.scripted_dialogue import ScriptedDialogue, refusal
from tests.serving import NOW, Parts, Service

TOKEN = "a-token-for-the-tests"
STAFF = {"Authorization": f"Bearer {TOKEN}"}
OPEN = {"JIESU_STAFF_TOKEN": TOKEN}
GAPS = "/api/v1/knowledge/gaps"
PROTECTED = [GAPS, "/api/v1/conversations/x", "/metrics"]
QUESTIONS = ("护照怎么办", "请问户照咋办", "低保要什么材料")


@pytest.fixture
async def staffed(parts_on_either: Parts) -> AsyncIterator[Service]:
    """A service with a token that refuses a few questions."""
    script = {question: refusal() for question in QUESTIONS}
    async with parts_on_either.serving(ScriptedDialogue(script), OPEN) as service:
        yield service


async def seen(service: Service, path: str, **query: str) -> dict[str, Any]:
    """What staff get."""
    response = await service.client.get(path, params=query, headers=STAFF)
    assert response.status == 200, await response.text()
    assert response.headers["Cache-Control"] == "no-store"
    body = await response.json()
    assert isinstance(body, dict)
    return body


@pytest.mark.parametrize("path", PROTECTED)
async def test_without_the_setting_nobody_is_let_in_and_the_way_is_told(service: Service, path: str) -> None:
    for headers in ({}, STAFF, {"Authorization": "Bearer "}, {"Authorization": "Bearer None"}):
        response = await service.client.get(path, headers=headers)
        assert response.status == 403
        body = await response.json()
        assert body["error"] == "staff_closed"
        assert "JIESU_STAFF_TOKEN" in body["message"]


@pytest.mark.parametrize("path", PROTECTED)
@pytest.mark.parametrize(
    "given",
    [None, "", "Bearer", "Bearer ", TOKEN, f"Basic {TOKEN}", f"Bearer {TOKEN}x", f"Bearer {TOKEN[:-1]}"],
)
async def test_without_the_right_token_nobody_is_let_in(parts: Parts, path: str, given: str | None) -> None:
    async with parts.serving(EchoingDialogue(), OPEN) as service:
        response = await service.client.get(
            path, headers={"Authorization": given} if given is not None else {}
        )
        assert response.status == 401
        assert response.headers["WWW-Authenticate"] == "Bearer"
        body = await response.json()
        assert body["error"] == "staff_only"
        assert TOKEN not in body["message"]


async def test_the_token_may_be_written_after_bearer_in_any_case(parts: Parts) -> None:
    async with parts.serving(EchoingDialogue(), OPEN) as service:
        response = await service.client.get(GAPS, headers={"Authorization": f"bearer {TOKEN}"})
        assert response.status == 200


async def test_what_most_conversations_asked_stands_first_with_the_way_to_them(staffed: Service) -> None:
    for sender, question in zip("甲乙丙", QUESTIONS, strict=True):
        await staffed.told(question, sender)
    body = await seen(staffed, GAPS)
    assert (body["total"], body["complete"]) == (2, True)
    first, second = body["clusters"]
    assert (first["conversations"], first["weight"], first["count"]) == (2, 2.0, 2)
    assert first["reasons"] == {"refused": 2}
    assert first["representative"] in QUESTIONS[:2]
    assert (first["first_at"], first["last_at"]) == (NOW.isoformat(), NOW.isoformat())
    assert [one["question"] for one in second["questions"]] == [QUESTIONS[2]]
    for one in first["questions"]:
        talk = await seen(staffed, one["conversation"])
        asked = next(message for message in talk["messages"] if message["seq"] == one["seq"])
        assert (asked["author"], asked["text"]) == ("citizen", one["question"])
        assert talk["messages"][1]["receipt"] == one["receipt"]


async def test_the_list_is_cut_filtered_and_gone_on_with(staffed: Service) -> None:
    for sender, question in zip("甲乙丙", QUESTIONS, strict=True):
        await staffed.told(question, sender)
    one, other = (await seen(staffed, GAPS))["clusters"]
    assert (await seen(staffed, GAPS, limit="1"))["clusters"] == [one]
    assert (await seen(staffed, GAPS, offset="1"))["clusters"] == [other]
    assert (await seen(staffed, GAPS, offset="2"))["clusters"] == []
    assert (await seen(staffed, GAPS, reason="refused"))["total"] == 2
    assert (await seen(staffed, GAPS, reason="unhelpful"))["total"] == 0
    assert (await seen(staffed, GAPS, since="2026-01-05"))["total"] == 2
    assert (await seen(staffed, GAPS, since="2026-01-05T17:30:00+08:00"))["total"] == 2
    assert (await seen(staffed, GAPS, since="2026-01-05T17:30:01+08:00"))["total"] == 0
    assert (await seen(staffed, GAPS, since="2026-01-06"))["total"] == 0


@pytest.mark.parametrize(
    ("query", "code"),
    [
        *(({"limit": limit}, "bad_number") for limit in ("0", "51", "-1", "x", "", "1.5", "²", "9" * 5000)),
        ({"offset": "-1"}, "bad_number"),
        ({"offset": "5001"}, "bad_number"),
        *(({"since": since}, "bad_moment") for since in ("", "gestern", "2026-13-01", "2026-01-05T09:00:00")),
        *(({"reason": reason}, "bad_choice") for reason in ("", "REFUSED", "other")),
    ],
    ids=lambda value: str(value)[:30],
)
async def test_a_question_for_gaps_that_is_none_is_refused(
    parts: Parts, query: dict[str, str], code: str
) -> None:
    async with parts.serving(EchoingDialogue(), OPEN) as service:
        response = await service.client.get(GAPS, params=query, headers=STAFF)
        assert (response.status, (await response.json())["error"]) == (400, code)
        assert f"“{next(iter(query))}”" in (await response.json())["message"]


async def test_a_transcript_tells_who_said_what_when_and_in_what_kind(staffed: Service) -> None:
    said = await staffed.told(QUESTIONS[0])
    (cluster,) = (await seen(staffed, GAPS))["clusters"]
    address = cluster["questions"][0]["conversation"]
    assert await seen(staffed, address) == {
        "id": address.rsplit("/", 1)[1],
        "channel": "rest",
        "begun_at": NOW.isoformat(),
        "messages": [
            {
                "seq": 1, "author": "citizen", "kind": None, "text": QUESTIONS[0], "at": NOW.isoformat(),
                "answers": None, "receipt": None,
            },
            {
                "seq": 2, "author": "assistant", "kind": "refusal", "text": said["text"],
                "at": NOW.isoformat(), "answers": 1, "receipt": said["custom"]["receipt"],
            },
        ],
        "next": None,
    }  # fmt: skip


async def test_a_long_transcript_is_read_page_by_page(staffed: Service) -> None:
    for question in (QUESTIONS[0], "换驾照要什么材料", "换驾照多少钱"):
        await staffed.told(question)
    address = (await seen(staffed, GAPS))["clusters"][0]["questions"][0]["conversation"]
    numbers, after = [], 0
    for expected in (4, None):
        page = await seen(staffed, address, limit="4", after=str(after))
        numbers += [message["seq"] for message in page["messages"]]
        assert page["next"] == expected
        after = page["next"] or 0
    assert numbers == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("query", [{"limit": "0"}, {"limit": "201"}, {"after": "-1"}, {"after": "9" * 10}])
async def test_a_page_that_is_none_is_refused(parts: Parts, query: dict[str, str]) -> None:
    async with parts.serving(EchoingDialogue(), OPEN) as service:
        response = await service.client.get("/api/v1/conversations/x", params=query, headers=STAFF)
        assert (response.status, (await response.json())["error"]) == (400, "bad_number")


@pytest.mark.parametrize("number", ["x", "0" * 32, "市民甲", "' OR 1=1 --", "%00"])
async def test_an_unknown_conversation_is_told_so(parts_on_either: Parts, number: str) -> None:
    async with parts_on_either.serving(EchoingDialogue(), OPEN) as service:
        await service.told("办证")
        response = await service.client.get(f"/api/v1/conversations/{number}", headers=STAFF)
        assert (response.status, (await response.json())["error"]) == (404, "conversation_unknown")


MOBILE, IDENTITY, CARD = "13800138000", "11010519491231002X", "6222020200012345678"


def full_width(number: str) -> str:
    """A number in the wide digits of Chinese keyboards."""
    return "".join(chr(ord(digit) + 0xFEE0) for digit in number)


DISGUISES = (
    MOBILE, f"+86 {MOBILE[:3]}-{MOBILE[3:7]}-{MOBILE[7:]}", full_width(MOBILE), " ".join(MOBILE),
    "．".join(MOBILE), MOBILE.replace("0", "⓪").replace("1", "①"), f"{MOBILE[:5]}\u200b{MOBILE[5:]}",
    IDENTITY, IDENTITY.lower(), full_width(IDENTITY), f"{IDENTITY[:6]} {IDENTITY[6:14]} {IDENTITY[14:]}",
    CARD, f"{CARD[:4]} {CARD[4:8]} {CARD[8:12]} {CARD[12:]}",
)  # fmt: skip


async def test_no_personal_number_is_shown_to_staff_or_logged(
    parts_on_either: Parts, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with parts_on_either.serving(ScriptedDialogue(otherwise=refusal), OPEN) as service:
        for disguise in DISGUISES:
            said = await service.told(f"我的号码{disguise}，怎么办")
            address = f"/api/v1/receipts/{said['custom']['receipt']}/feedback"
            opinion = {"helpful": False, "comment": f"打{disguise}"}
            assert (await service.client.post(address, json=opinion)).status == 204
        listed = await service.client.get(GAPS, headers=STAFF)
        clusters = (await listed.json())["clusters"]
        assert sum(cluster["count"] for cluster in clusters) == len(DISGUISES)
        assert all("〔" in one["question"] for cluster in clusters for one in cluster["questions"])
        address = clusters[0]["questions"][0]["conversation"]
        talk = await service.client.get(address, headers=STAFF)
        assert len((await talk.json())["messages"]) == 2 * len(DISGUISES)
        shown = [await listed.text(), await talk.text(), caplog.text]
    for text in shown:
        # Digits of every script, whatever stands between them, but not those of ids and receipts.
        visible = re.sub(
            r"/conversations/\w+|\"id\": \"\w+\"|[0-9A-Z]{5}-[0-9A-Z]{5}|\d{4}-\d\d-\d\dT[\d:+]+", "", text
        )
        digits = "".join(str(unicodedata.digit(c, "")) for c in visible if c.isalnum())
        assert "0138000" not in digits
        assert "4912310" not in digits
        assert "2345678" not in digits


async def test_the_numbers_for_monitoring_say_what_happened_and_nothing_anyone_said(parts: Parts) -> None:
    async def down() -> bool:
        return False

    async def up() -> bool:
        return True

    script = {QUESTIONS[0]: refusal()}
    checks = {"database": up, "dialogue": down}
    async with parts.serving(ScriptedDialogue(script), OPEN, checks) as service:
        for question in (QUESTIONS[0], "换驾照要什么材料", "换驾照多少钱"):
            await service.told(question)
        async with service.client.ws_connect("/ws/chat") as socket:
            await socket.send_json({"type": "hello", "conversation": None})
            await socket.receive_json()
            response = await service.client.get("/metrics", headers=STAFF)
        assert response.status == 200
        assert response.content_type == "text/plain"
        text = await response.text()
    numbers = dict(line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
    assert numbers['jiesu_replies_total{kind="answer"}'] == "2.0"
    assert numbers['jiesu_replies_total{kind="refusal"}'] == "1.0"
    assert numbers['jiesu_replies_total{kind="candidates"}'] == "0.0"
    assert numbers["jiesu_turn_seconds_count"] == "3.0"
    assert 0 < float(numbers["jiesu_turn_seconds_sum"]) < 30
    assert numbers["jiesu_open_sockets"] == "1.0"
    assert numbers['jiesu_knowledge_gaps{reason="refused"}'] == "1.0"
    assert numbers['jiesu_knowledge_gaps{reason="unhelpful"}'] == "0.0"
    assert numbers["jiesu_dialogue_available"] == "0.0"
    assert not re.search("[\u4e00-\u9fff]", text)


async def test_two_applications_in_one_process_count_apart(parts: Parts) -> None:
    for _ in range(2):
        async with parts.serving(EchoingDialogue(), OPEN) as service:
            await service.told("办证")
            text = await (await service.client.get("/metrics", headers=STAFF)).text()
            assert 'jiesu_replies_total{kind="answer"} 1.0' in text
            assert "jiesu_dialogue_available 1.0" in text
