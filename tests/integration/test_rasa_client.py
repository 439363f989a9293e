"""The client of the dialogue model, against a server that behaves as Rasa does, or does not."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.clients.rasa import RasaDialogue
from bot.usecases.ports import DialogueUnavailable
from bot.usecases.reply import Button, Reply

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Clock:
    """Stands still until it is moved."""

    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@asynccontextmanager
async def rasa(
    handler: Handler, patience: float = 5.0, clock: Clock | None = None
) -> AsyncIterator[RasaDialogue]:
    """A client of a server that answers every turn by a handler."""
    app = web.Application()
    app.router.add_post("/webhooks/jiesu/webhook", handler)
    app.router.add_get("/", _alive)
    async with TestServer(app) as server, aiohttp.ClientSession() as session:
        url = str(server.make_url("/")).rstrip("/")
        yield RasaDialogue(session, url, "token", patience, clock or Clock())


async def _alive(request: web.Request) -> web.Response:
    return web.Response(text="Hello from Rasa: 3.6.21")


def answering(body: object, status: int = 200) -> Handler:
    """A server that always gives the same."""

    async def handler(request: web.Request) -> web.Response:
        return web.json_response(body, status=status)

    return handler


async def test_a_turn_is_sent_with_the_token_and_its_replies_come_back_whole() -> None:
    calls = []

    async def handler(request: web.Request) -> web.Response:
        calls.append((request.headers["Authorization"], await request.json()))
        buttons = [{"title": "甲", "payload": "第一个"}]
        return web.json_response(
            [{"text": "一\n\n二", "buttons": buttons, "custom": {"kind": "candidates"}}, {"text": "三"}]
        )

    async with rasa(handler) as dialogue:
        replies = await dialogue.replies("c1", "办证")
    assert calls == [("Bearer token", {"sender": "c1", "message": "办证"})]
    assert list(replies) == [
        Reply("一\n\n二", {"kind": "candidates"}, (Button("甲", "第一个"),)),
        Reply("三", {}),
    ]


async def test_no_reply_is_no_reply() -> None:
    async with rasa(answering([])) as dialogue:
        assert list(await dialogue.replies("c1", "办证")) == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ([], 500),
        ([], 401),
        ([], 404),
        ({"error": "turn_failed"}, 200),
        ([{"custom": {}}], 200),
        (["text"], 200),
        ("text", 200),
        (None, 200),
        ([{"text": "x", "buttons": [{"title": "x"}]}], 200),
    ],
)
async def test_whatever_else_comes_back_means_unavailable(body: object, status: int) -> None:
    async with rasa(answering(body, status)) as dialogue:
        with pytest.raises(DialogueUnavailable):
            await dialogue.replies("c1", "办证")


async def test_what_is_no_json_means_unavailable() -> None:
    async def handler(request: web.Request) -> web.Response:
        return web.Response(text="<html>", content_type="text/html")

    async with rasa(handler) as dialogue:
        with pytest.raises(DialogueUnavailable):
            await dialogue.replies("c1", "办证")


async def test_a_broken_connection_means_unavailable() -> None:
    async def handler(request: web.Request) -> web.Response:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    async with rasa(handler) as dialogue:
        with pytest.raises(DialogueUnavailable):
            await dialogue.replies("c1", "办证")


async def test_a_server_that_is_not_there_is_neither_available_nor_ready() -> None:
    async with aiohttp.ClientSession() as session:
        dialogue = RasaDialogue(session, "http://127.0.0.1:9", "token", 5)
        with pytest.raises(DialogueUnavailable):
            await dialogue.replies("c1", "办证")
        assert not await dialogue.is_ready()


async def test_a_server_that_answers_is_ready() -> None:
    async with rasa(answering([])) as dialogue:
        assert await dialogue.is_ready()


async def test_after_a_timeout_rasa_is_left_alone_for_a_while() -> None:
    calls, clock, released = [], Clock(), asyncio.Event()

    async def handler(request: web.Request) -> web.Response:
        calls.append(1)
        if len(calls) == 1:
            await released.wait()
        return web.json_response([{"text": "好"}])

    async with rasa(handler, patience=0.2, clock=clock) as dialogue:
        with pytest.raises(DialogueUnavailable, match="timeout"):
            await dialogue.replies("c1", "办证")
        released.set()
        before = len(calls)
        with pytest.raises(DialogueUnavailable, match="resting"):
            await dialogue.replies("c1", "办证")
        assert len(calls) == before
        clock.seconds += 11
        assert [reply.text for reply in await dialogue.replies("c1", "办证")] == ["好"]
