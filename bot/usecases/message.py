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
    """`seq` counts the messages of one conversation from 1; `client_id` is the sender's own;
    `answers` is the number of the message it replies to."""

    seq: int
    author: Author
    content: Reply
    at: datetime
    client_id: str | None = None
    answers: int | None = None

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


@dataclass(frozen=True)
class Conversation:
    """A conversation by its id: the channel it came by and when it began."""

    id: str
    channel: str
    begun_at: datetime


@dataclass(frozen=True)
class Answered:
    """A reply of a conversation and the citizen's message it replied to, if that is known."""

    conversation: str
    reply: Message
    question: Message | None


def buttons_json(reply: Reply) -> list[dict[str, str]]:
    """The buttons of a reply as JSON."""
    return [{"title": button.title, "payload": button.payload} for button in reply.buttons]
