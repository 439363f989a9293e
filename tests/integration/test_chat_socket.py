"""The citizen page's WebSocket: its frames, and what it refuses."""

from __future__ import annotations

from typing import Any

import pytest
from aiohttp import WSMsgType, WSServerHandshakeError
from sqlalchemy import Engine, text

from tests.fakes import ASKS_BACK, EchoingDialogue
from tests.serving import NOW, Parts, Service
from tests.socket_page import open_page


async def test_a_page_that_says_hello_is_given_a_secret_conversation(service: Service) -> None:
    async with open_page(service.client) as one, open_page(service.client) as other:
        first, second = await one.hello(), await other.hello()
        assert first["messages"] == []
        assert len(first["conversation"]) >= 32
        assert first["conversation"] != second["conversation"]


async def test_a_message_comes_back_as_its_acknowledgement_and_is_answered(service: Service) -> None:
    async with open_page(service.client) as page:
        await page.hello()
        await page.say("c1", "办证 <b>吗</b>")
        assert await page.next() == {
            "type": "message",
            "message": {
                "seq": 1, "id": "c1", "author": "citizen", "text": "办证 <b>吗</b>", "at": NOW.isoformat(),
                "buttons": [], "custom": {},
            },
        }  # fmt: skip
        assert await page.next() == {"type": "typing", "on": True}
        answer = (await page.until("message"))["message"]
        assert (answer["seq"], answer["author"], answer["text"]) == (2, "assistant", "您说：办证 <b>吗</b>")
        assert answer["custom"]["kind"] == "answer"
        assert await page.next() == {"type": "typing", "on": False}


async def test_buttons_reach_the_page(service: Service) -> None:
    async with open_page(service.client) as page:
        await page.hello()
        await page.say("c1", ASKS_BACK)
        await page.until_seq(2)
        assert page.messages[2]["buttons"][1] == {"title": "都不是", "payload": "都不是"}


async def test_two_conversations_do_not_hear_each_other(service: Service) -> None:
    async with open_page(service.client) as one, open_page(service.client) as other:
        await one.hello()
        await other.hello()
        await one.say("c1", "甲的话")
        await one.until_idle()
        await other.say("c1", "乙的话")
        await other.until_idle()
        assert one.texts == ["甲的话", "您说：甲的话"]
        assert other.texts == ["乙的话", "您说：乙的话"]


@pytest.mark.parametrize(
    "offered", ["short", "x" * 31, "x" * 65, "中" * 20 + "/../" * 5, "a b" * 12, 5, [], None]
)
async def test_a_conversation_that_is_no_token_is_exchanged_for_one(service: Service, offered: Any) -> None:
    async with open_page(service.client) as page:
        assert (await page.hello(offered))["conversation"] != offered


async def test_a_page_of_a_foreign_site_is_refused(service: Service) -> None:
    for origin in ("https://evil.example", "null", "http://127.0.0.1:1", "file://"):
        with pytest.raises(WSServerHandshakeError) as refused:
            await service.client.ws_connect("/ws/chat", headers={"Origin": origin})
        assert refused.value.status == 403


async def test_the_refusal_of_a_foreign_site_is_said_in_chinese(service: Service) -> None:
    response = await service.client.get("/ws/chat", headers={"Origin": "https://evil.example"})
    assert response.status == 403
    assert (await response.json())["error"] == "forbidden_origin"


async def test_our_own_page_is_let_in(service: Service) -> None:
    own = str(service.client.make_url("/")).rstrip("/")
    async with open_page(service.client, Origin=own) as page:
        assert await page.hello()


BAD_FRAMES: dict[str, tuple[str, str]] = {
    "no JSON": ("hello", "bad_json"),
    "nothing": ("", "bad_json"),
    "a list": ("[]", "bad_json"),
    "null": ("null", "bad_json"),
    "a deep nest": ("[" * 9000, "bad_json"),
    "no type": ("{}", "bad_field"),
    "an unknown type": ('{"type": "shout"}', "bad_field"),
    "a type that is a list": ('{"type": ["hello"]}', "bad_field"),
    "no id": ('{"type": "message", "text": "办证"}', "bad_field"),
    "an empty id": ('{"type": "message", "id": "", "text": "办证"}', "bad_field"),
    "an id too long": ('{"type": "message", "id": "' + "x" * 65 + '", "text": "办证"}', "bad_field"),
    "an id that is a number": ('{"type": "message", "id": 5, "text": "办证"}', "bad_field"),
    "no text": ('{"type": "message", "id": "c1"}', "bad_field"),
    "an empty text": ('{"type": "message", "id": "c1", "text": ""}', "empty"),
    "a blank text": ('{"type": "message", "id": "c1", "text": " \\u200b\\ud83d"}', "empty"),
    "a text too long": ('{"type": "message", "id": "c1", "text": "' + "办" * 501 + '"}', "too_long"),
    "a text far too long": ('{"type": "message", "id": "c1", "text": "' + "办" * 5000 + '"}', "too_long"),
    "after in words": ('{"type": "hello", "after": "5"}', "bad_field"),
    "after below zero": ('{"type": "hello", "after": -1}', "bad_field"),
    "after beyond any number": ('{"type": "hello", "after": 1' + "0" * 30 + "}", "bad_field"),
}  # fmt: skip


@pytest.mark.parametrize(("frame", "code"), BAD_FRAMES.values(), ids=BAD_FRAMES.keys())
async def test_a_bad_frame_gets_an_error_and_the_socket_stays_open(
    service: Service, sqlite_engine: Engine, frame: str, code: str
) -> None:
    async with open_page(service.client) as page:
        await page.hello()
        await page.socket.send_str(frame)
        error = await page.until("error")
        assert error["error"] == code
        assert error["message"].endswith("。")
        assert error["id"] == ("c1" if '"c1"' in frame else None)
        with sqlite_engine.connect() as connection:
            assert connection.scalar(text("SELECT count(*) FROM messages")) == 0
        await page.say("c2", "还在吗")
        await page.until_idle()
        assert page.texts == ["还在吗", "您说：还在吗"]


async def test_a_message_before_hello_is_refused(service: Service) -> None:
    async with open_page(service.client) as page:
        await page.say("c1", "办证")
        assert (await page.until("error"))["error"] == "bad_field"


async def test_a_frame_beyond_all_measure_closes_the_socket_only(service: Service) -> None:
    async with open_page(service.client) as page:
        await page.hello()
        await page.socket.send_str("x" * 20_000)
        assert (await page.socket.receive(timeout=10)).type in {WSMsgType.CLOSE, WSMsgType.CLOSED}
    async with open_page(service.client) as page:
        assert await page.hello()


async def test_who_sends_too_much_is_told_to_wait_and_loses_nothing_said_before(parts: Parts) -> None:
    strict = {"JIESU_SENDER_PER_MINUTE": "1"}
    async with parts.serving(EchoingDialogue(), strict) as service, open_page(service.client) as page:
        await page.hello()
        await page.say("c1", "一")
        await page.until_idle()
        await page.say("c2", "二")
        error = await page.until("error")
        assert (error["error"], error["id"]) == ("rate_limited", "c2")
        assert "秒" in error["message"]
        assert page.texts == ["一", "您说：一"]


async def test_a_stop_of_the_service_tells_the_page_to_come_back(parts: Parts) -> None:
    async with parts.serving(EchoingDialogue()) as service, open_page(service.client) as page:
        await page.hello()
        await service.client.server.close()
        closing = await page.socket.receive(timeout=10)
        assert (closing.type, closing.data) == (WSMsgType.CLOSE, 1001)
