"""Judges what the assistant said to a labelled question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from bot.usecases.reply import Button, ReplyKind
from tests.evaluation.case import Case
from tests.evaluation.containing import contains

# Of several utterances the most telling one names the whole reply.
_TELLING = (
    ReplyKind.ANSWER,
    ReplyKind.CANDIDATES,
    ReplyKind.HANDOFF,
    ReplyKind.REFUSAL,
    ReplyKind.QUESTION,
)
_REFUSED = {ReplyKind.HANDOFF, ReplyKind.REFUSAL}
_SAYS_UNKNOWN = re.compile(
    r"(?:文件|资料|规定|知识库)[^。！？]{0,12}(?:没有|没|未|不)(?:查到|找到|写明|写|规定|提到|说|包含|涉及)"
)
_OFFERS_PERSON = re.compile("人工|话务员|工作人员|12345")


class Outcome(StrEnum):
    """How a question ended."""

    RIGHT = "right"
    WRONG = "wrong"
    WRONGLY_REFUSED = "wrongly_refused"
    ASKED = "asked"
    WRONGLY_ANSWERED = "wrongly_answered"


@dataclass(frozen=True)
class Given:
    """The whole reply to one message: its utterances joined, their kinds, the buttons, seconds."""

    text: str
    kinds: tuple[str, ...]
    buttons: tuple[Button, ...] = ()
    seconds: float = 0.0

    @property
    def kind(self) -> str:
        """The kind that tells most; empty if nothing was said."""
        return next((kind for kind in _TELLING if kind in self.kinds), "".join(self.kinds[:1]))


@dataclass(frozen=True)
class Verdict:
    """A judged question; `right_by_choice`: one of the candidates offered leads to a right answer."""

    case: Case
    given: Given
    outcome: Outcome
    forbidden: tuple[str, ...] = field(default=())
    right_by_choice: bool = False


def judge(case: Case, given: Given) -> Verdict:
    """The verdict on the first reply alone."""
    forbidden = tuple(wording for wording in case.must_not if contains(given.text, wording))
    outcome = (_of_refusal if case.must_refuse else _of_answer)(case, given, forbidden)
    return Verdict(case, given, outcome, forbidden)


def holds_what_is_asked(case: Case, text: str) -> bool:
    """Whether every group of `must` is hit."""
    return all(any(contains(text, wording) for wording in group) for group in case.must)


def _of_answer(case: Case, given: Given, forbidden: Sequence[str]) -> Outcome:
    if given.kind == ReplyKind.CANDIDATES:
        return Outcome.ASKED
    if not given.kinds or given.kind in _REFUSED | {ReplyKind.QUESTION}:
        return Outcome.WRONGLY_REFUSED
    right = holds_what_is_asked(case, given.text) and not forbidden
    return Outcome.RIGHT if right else Outcome.WRONG


def _of_refusal(case: Case, given: Given, forbidden: Sequence[str]) -> Outcome:
    refused = given.kind in _REFUSED or says_it_does_not_know(given.text)
    if refused and holds_what_is_asked(case, given.text) and not forbidden:
        return Outcome.RIGHT
    if given.kind == ReplyKind.ANSWER:
        return Outcome.WRONGLY_ANSWERED
    return Outcome.ASKED if given.kind == ReplyKind.CANDIDATES else Outcome.WRONG


def says_it_does_not_know(text: str) -> bool:
    """Whether a text says that the documents do not hold it and offers a person."""
    return bool(_SAYS_UNKNOWN.search(text) and _OFFERS_PERSON.search(text))
