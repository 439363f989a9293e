"""The dialogue model behind Rasa's loopback channel."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

import aiohttp

from bot.usecases.ports import DialogueUnavailable
from bot.usecases.reply import Button, Reply

# After a turn that took too long, Rasa is left alone for a while: citizens should not
# wait for the same silence one after the other.
_REST_AFTER_TIMEOUT = 10.0


class RasaDialogue:
    """The port usecases.ports.Dialogue on a Rasa server."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        url: str,
        token: str,
        timeout: float,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._session = session
        self._url = url
        self._headers = {"Authorization": f"Bearer {token}"}
        self._timeout = aiohttp.ClientTimeout(total=timeout)
        self._now = now
        self._resting_until = 0.0

    async def replies(self, conversation: str, text: str) -> Sequence[Reply]:
        """See the port."""
        if self._now() < self._resting_until:
            raise DialogueUnavailable("resting after a timeout")
        turn = {"sender": conversation, "message": text}
        try:
            async with self._session.post(
                f"{self._url}/webhooks/jiesu/webhook", json=turn, headers=self._headers, timeout=self._timeout
            ) as response:
                if response.status != 200:
                    raise DialogueUnavailable(f"status {response.status}")
                return [_reply(utterance) for utterance in await response.json()]
        except TimeoutError as error:
            self._resting_until = self._now() + _REST_AFTER_TIMEOUT
            raise DialogueUnavailable("timeout") from error
        except (aiohttp.ClientError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise DialogueUnavailable(type(error).__name__) from error

    async def is_ready(self) -> bool:
        """Whether Rasa answers at all."""
        try:
            async with self._session.get(f"{self._url}/", timeout=aiohttp.ClientTimeout(total=2)) as response:
                return response.status == 200
        except (TimeoutError, aiohttp.ClientError):
            return False


def _reply(utterance: dict[str, Any]) -> Reply:
    buttons = tuple(Button(b["title"], b["payload"]) for b in utterance.get("buttons", ()))
    return Reply(utterance["text"], utterance.get("custom", {}), buttons)
