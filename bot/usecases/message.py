"""A message of a conversation, as stored and as shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.usecases.reply import Reply


class Author(StrEnum):
    """Who speaks."""

    CITIZEN = "citizen"
    ASSISTANT = "assistant"
    OPERATOR = "operator"
    NOTICE = "notice"


@dataclass(frozen=True)
class Message:
    """`seq` counts the messages of one conversation from 1; `client_id` is the sender's own."""

    seq: int
    author: Author
    content: Reply
    at: datetime
    client_id: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The message in the contract of the citizen page."""
        return {
            "seq": self.seq,
            "id": self.client_id,
            "author": self.author.value,
            "text": self.content.text,
            "at": self.at.isoformat(),
            "buttons": buttons_json(self.content),
            "custom": dict(self.content.custom),
        }


def buttons_json(reply: Reply) -> list[dict[str, str]]:
    """The buttons of a reply as JSON."""
    return [{"title": button.title, "payload": button.payload} for button in reply.buttons]
