"""The channel: only for who has the token, every utterance whole."""
# mypy: ignore-errors
# ruff: noqa: PT009, PT027 - there is no pytest in the Rasa environment

from __future__ import annotations

import asyncio
import socket
import unittest
from contextlib import asynccontextmanager
from importlib import import_module

import aiohttp
from rasa.shared.exceptions import RasaException
from sanic import Sanic

# By name: mypy, which knows nothing of Rasa, must not follow it.
loopback_channel = import_module("rasa_box.loopback_channel")
LoopbackChannel, WholeReplies = loopback_channel.LoopbackChannel, loopback_channel.WholeReplies

TOKEN = "the shared token"
AUTHORISED = {"Authorization": f"Bearer {TOKEN}"}
TURN = {"sender": "c1", "message": "办证"}
WHOLE = {
    "text": "一\n\n二",
    "buttons": [{"title": "甲", "payload": "第一个"}],
    "custom": {"kind": "candidates"},
}


@asynccontextmanager
async def serving(on_new_message):
    """The address of a Sanic server with the channel, where Rasa puts it.

    Once a process: Sanic rewrites its own methods for the first application only.
    """
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    app = Sanic("box", configure_logging=False)
    app.blueprint(LoopbackChannel(TOKEN).blueprint(on_new_message), url_prefix="/webhooks/jiesu")
    server = await app.create_server(sock=listening, return_asyncio_server=True, access_log=False)
    await server.startup()
    await server.before_start()
    await server.start_serving()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/webhooks/jiesu/webhook"
    finally:
        server.close()
        await server.wait_closed()


class Channel(unittest.IsolatedAsyncioTestCase):
    async def hear(self, message):
        """Answers as Rasa does: through the message's output channel."""
        self.heard.append(message)
        if message.text == "坏":
            raise ZeroDivisionError("secret detail")
        await message.output_channel.send_response("c1", dict(WHOLE))
        await message.output_channel.send_response("c1", {"text": "三", "buttons": [], "image": None})

    async def post(self, json=TURN, headers=AUTHORISED):
        async with (
            aiohttp.ClientSession() as session,
            session.post(self.url, json=json, headers=headers) as response,
        ):
            return response.status, await response.json()

    async def test_the_channel(self):
        async with serving(self.hear) as self.url:
            for case in (
                self.a_turn_gets_its_utterances_whole,
                self.metadata_is_passed_on,
                self.without_the_right_token_nothing_is_heard,
                self.a_turn_that_fails_is_told_without_details,
            ):
                self.heard = []
                with self.subTest(case.__name__):
                    await case()

    async def a_turn_gets_its_utterances_whole(self):
        self.assertEqual(await self.post(), (200, [WHOLE, {"text": "三"}]))
        (message,) = self.heard
        self.assertEqual((message.sender_id, message.text, message.input_channel), ("c1", "办证", "jiesu"))

    async def metadata_is_passed_on(self):
        await self.post({**TURN, "metadata": {"a": 1}})
        self.assertEqual(self.heard[0].metadata, {"a": 1})

    async def without_the_right_token_nothing_is_heard(self):
        for given in (
            "",
            "Bearer ",
            "Bearer another",
            TOKEN,
            f"bearer {TOKEN}",
            f"Bearer {TOKEN}x",
            "Bearer é",
        ):
            with self.subTest(given=given):
                refused = await self.post(headers={"Authorization": given})
                self.assertEqual(refused, (401, {"error": "unauthorized"}))
        self.assertEqual(await self.post(headers={}), (401, {"error": "unauthorized"}))
        self.assertEqual(self.heard, [])

    async def a_turn_that_fails_is_told_without_details(self):
        with self.assertLogs("rasa_box.loopback_channel", "ERROR") as logs:
            self.assertEqual(await self.post({**TURN, "message": "坏"}), (500, {"error": "turn_failed"}))
        self.assertNotIn("坏", str(logs.output))
        self.assertNotIn("secret", str(logs.output))


class Credentials(unittest.TestCase):
    def test_a_channel_without_a_token_is_not_made(self):
        for credentials in (None, {}, {"token": ""}, {"token": None}, {"token": "${JIESU_RASA_TOKEN}"}):
            with self.subTest(credentials=credentials), self.assertRaises(RasaException):
                LoopbackChannel.from_credentials(credentials)

    def test_a_channel_with_a_token_is_made(self):
        self.assertEqual(LoopbackChannel.from_credentials({"token": "x"}).name(), "jiesu")


class Whole(unittest.TestCase):
    def test_text_buttons_and_data_stay_in_one_element(self):
        replies = WholeReplies()
        asyncio.run(replies.send_response("c1", dict(WHOLE)))
        self.assertEqual(replies.messages, [WHOLE])
        self.assertEqual(WholeReplies.name(), "jiesu")
