"""What the assistant did not know: a question, and how that came to light."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class GapReason(StrEnum):
    """How it came to light that a question was not answered."""

    REFUSED = "refused"
    NOT_HELD = "not_held"
    NONE_OF_THESE = "none_of_these"
    UNHELPFUL = "unhelpful"
    HANDED_OFF = "handed_off"


@dataclass(frozen=True)
class Gap:
    """A question of a conversation with one reason; the same question may have several.

    `seq` is the number of the question's message, `question` its text with personal numbers
    masked, `matter` the code of the nearest matter, `receipt` that of the reply concerned.
    """

    conversation: str
    seq: int
    reason: GapReason
    question: str
    at: datetime
    matter: str | None = None
    receipt: str | None = None


@dataclass(frozen=True)
class Feedback:
    """What a citizen thinks of one answer; `comment` with personal numbers masked."""

    receipt: str
    helpful: bool
    at: datetime
    comment: str | None = None
