"""What the assistant says: text that stands alone, with the same content as data beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class ReplyKind(StrEnum):
    """What a reply is, so that pages can show it accordingly."""

    ANSWER = "answer"
    CANDIDATES = "candidates"
    REFUSAL = "refusal"
    QUESTION = "question"
    TICKET = "ticket"
    HANDOFF = "handoff"
    EMERGENCY = "emergency"
    NOTICE = "notice"


@dataclass(frozen=True)
class Button:
    """A choice: what it shows and what is said when it is pressed."""

    title: str
    payload: str


@dataclass(frozen=True)
class Reply:
    """One utterance. `custom` is the contract of design §3, JSON all through."""

    text: str
    custom: Mapping[str, Any]
    buttons: tuple[Button, ...] = field(default=())

    @property
    def receipt(self) -> str | None:
        """The number under which the reply can be found again."""
        receipt = self.custom.get("receipt")
        return receipt if isinstance(receipt, str) else None
