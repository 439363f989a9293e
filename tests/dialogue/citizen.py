"""A citizen in a conversation of their own, and what they are answered."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.json_calls import JsonCalls


@dataclass(frozen=True)
class Heard:
    """An utterance as a client of the REST channel gets it."""

    text: str
    custom: Mapping[str, Any]
    buttons: Mapping[str, str]

    @property
    def kind(self) -> str:
        """The kind of utterance."""
        return str(self.custom["kind"])

    @property
    def matter(self) -> str | None:
        """The code of the matter it is about, if it is about one."""
        code: str | None = self.custom.get("matter_code")
        return code

    @property
    def facts(self) -> list[str]:
        """Keys of the facts told, in order."""
        return [fact["key"] for fact in self.custom.get("facts", ())]

    @property
    def wording(self) -> str | None:
        """Which fixed wording it is, if it is put together of nothing else."""
        wording: str | None = self.custom.get("wording")
        return wording

    @property
    def aspects(self) -> set[str]:
        """What of the matter it tells."""
        return set(self.custom.get("aspects", ()))


class Citizen:
    """Speaks to the system at a base address under a sender nobody else has."""

    def __init__(self, url: str) -> None:
        self.calls = JsonCalls(url)
        self._sender = f"dialogue-{secrets.token_hex(8)}"

    def say(self, message: str) -> Heard:
        """The only utterance that answers a message."""
        (heard,) = self.ask(message)
        return heard

    def ask(self, message: str) -> list[Heard]:
        """All utterances that answer a message, in order."""
        answer = self.calls.post("/webhooks/rest/webhook", {"sender": self._sender, "message": message})
        assert answer.status == 200, answer
        return [self._heard(utterance) for utterance in answer.body]

    def _heard(self, utterance: Mapping[str, Any]) -> Heard:
        assert utterance["recipient_id"] == self._sender
        assert utterance["text"].strip()
        buttons = {button["title"]: button["payload"] for button in utterance.get("buttons", ())}
        return Heard(utterance["text"], utterance["custom"], buttons)

    def decision_about(self, question: str) -> str:
        """What the matching alone makes of a question: answer, ask or refuse."""
        return str(self.calls.get("/api/v1/matters", q=question).body["decision"])


NewCitizen = Callable[[], Citizen]
