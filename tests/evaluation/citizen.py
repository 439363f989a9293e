"""A citizen who talks to a system through its REST channel."""

from __future__ import annotations

import asyncio
import itertools
import secrets
import time
from collections.abc import Sequence
from typing import Any

import aiohttp

from bot.usecases.reply import Button
from tests.evaluation.scoring import Given

_MOST_TRIES = 20


class NoReply(Exception):
    """The system did not answer as the channel promises; the message is a Chinese sentence."""


class Citizens:
    """Conversations with the system at a base address, each under a sender of its own."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self._session = session
        self._address = f"{url.rstrip('/')}/webhooks/rest/webhook"
        run = secrets.token_hex(4)
        self._senders = (f"evaluate-{run}-{number}" for number in itertools.count(1))

    async def converse(self, messages: Sequence[str]) -> Given:
        """The reply to the last message of a new conversation. Raises NoReply."""
        sender = next(self._senders)
        given = Given("", ())
        for message in messages:
            given = await self._say(sender, message)
        return given

    async def _say(self, sender: str, message: str) -> Given:
        for _ in range(_MOST_TRIES):
            began = time.perf_counter()
            try:
                async with self._session.post(
                    self._address, json={"sender": sender, "message": message}
                ) as response:
                    if response.status == 200:
                        return _given(await response.json(), time.perf_counter() - began)
                    if response.status != 429:
                        raise NoReply(f"{self._address} 答了状态码 {response.status}。")
                    wait = float(response.headers.get("Retry-After", "1"))
            except (aiohttp.ClientError, TimeoutError) as error:
                raise NoReply(f"{self._address} 没有答复（{type(error).__name__}）。") from error
            await asyncio.sleep(wait)
        raise NoReply(f"{self._address} 一直限流，请放宽它的 JIESU_ADDRESS_PER_MINUTE。")


def _given(utterances: Sequence[dict[str, Any]], seconds: float) -> Given:
    text = "\n".join(u.get("text", "") for u in utterances)
    kinds = tuple(str(u["custom"]["kind"]) for u in utterances if u.get("custom", {}).get("kind"))
    buttons = tuple(Button(b["title"], b["payload"]) for u in utterances for b in u.get("buttons", ()))
    return Given(text, kinds, buttons, seconds)
