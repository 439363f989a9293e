"""What the assistant did not know, as it shows in the course of a conversation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.casework.gaps import Gap, GapReason
from bot.casework.personal_data import masked
from bot.catalogue.catalogue import FACT_SEPARATOR
from bot.usecases.exchange import Exchange
from bot.usecases.reply import ReplyKind

# Messages looked back on: a question, a choice, another wording, each with its reply.
LOOKED_BACK_ON = 8
# Fixed wordings by their keys in labels.yml: the choice stays open; nothing is said of the matter;
# the way to a person, who was asked for.
_STILL_CHOOSING, _SAY_MORE, _TO_A_PERSON = "choose_again", "say_more", "hand_off"
# Replies about a question, as greetings, complaints and tickets are none.
_TO_A_QUESTION = frozenset({ReplyKind.ANSWER, ReplyKind.REFUSAL, ReplyKind.CANDIDATES, ReplyKind.QUESTION})


def noticed(
    conversation: str, talk: Sequence[Exchange], now: datetime, nearest: str | None = None
) -> list[Gap]:
    """The gaps that the last exchange of a talk brings to light.

    `nearest`: code of the matter nearest to the last message, for a reply that names none.
    """
    gaps: dict[tuple[int, GapReason], Gap] = {}
    for reason, shown_by in _signs(talk):
        matter = _matter(shown_by) or (nearest if shown_by is talk[-1] else None)
        gap = gap_of(conversation, talk, shown_by, reason, now, matter)
        if gap is not None:
            gaps.setdefault((gap.seq, gap.reason), gap)
    return list(gaps.values())


def gap_of(
    conversation: str,
    talk: Sequence[Exchange],
    shown_by: Exchange,
    reason: GapReason,
    now: datetime,
    matter: str | None = None,
) -> Gap | None:
    """The gap of the question that an exchange replied to, maybe by way of a choice; None if it
    replied to no question."""
    question = _question_behind(talk, shown_by)
    if question is None:
        return None
    return Gap(
        conversation=conversation,
        seq=question.message.seq,
        reason=reason,
        question=masked(question.message.content.text),
        at=now,
        matter=matter or _matter(shown_by),
        receipt=shown_by.receipt,
    )


def _signs(talk: Sequence[Exchange]) -> Iterator[tuple[GapReason, Exchange]]:
    """Each reason with the exchange whose reply was not enough."""
    last = talk[-1]
    before = next((one for one in reversed(talk[:-1]) if one.wording != _STILL_CHOOSING), None)
    own = _own_reason(last)
    if own is not None and last.is_question:
        yield own, last
    if last.kind == ReplyKind.HANDOFF and last.wording == _TO_A_PERSON:
        if last.is_question:
            yield GapReason.HANDED_OFF, last
        elif before is not None and before.kind in _TO_A_QUESTION:
            yield GapReason.HANDED_OFF, before
    elif before is not None and last.wording != _STILL_CHOOSING:
        if before.kind == ReplyKind.CANDIDATES and last.kind in _TO_A_QUESTION:
            if not last.told.intersection(before.candidates):
                yield GapReason.NONE_OF_THESE, before
        elif before.kind == ReplyKind.ANSWER and last.turns_down:
            yield GapReason.UNHELPFUL, before


def _own_reason(exchange: Exchange) -> GapReason | None:
    """Why an exchange by itself is a gap, if it is one."""
    if exchange.kind == ReplyKind.REFUSAL:
        return GapReason.NOT_HELD if exchange.matter else GapReason.REFUSED
    empty = exchange.kind == ReplyKind.ANSWER and not exchange.cites
    if exchange.kind is None or empty or exchange.wording == _SAY_MORE:
        return GapReason.REFUSED
    return None


def _question_behind(talk: Sequence[Exchange], exchange: Exchange) -> Exchange | None:
    for one in reversed([one for one in talk if one.message.seq <= exchange.message.seq]):
        if one.is_question:
            return one
        if not one.is_signal:
            return None
    return None


def _matter(exchange: Exchange) -> str | None:
    if exchange.matter:
        return exchange.matter
    return exchange.candidates[0].partition(FACT_SEPARATOR)[0] if exchange.candidates else None
