"""What a citizen thinks of an answer, taken under its receipt number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.casework.gaps import Feedback, GapReason
from bot.casework.personal_data import masked
from bot.usecases.exchange import Exchange, exchanges
from bot.usecases.inbound import BadInput, cleaned_text
from bot.usecases.noticing import LOOKED_BACK_ON, gap_of
from bot.usecases.ports import UnitOfWork

LONGEST_COMMENT = 200


@dataclass(frozen=True)
class Opinion:
    """Whether an answer was helpful, and what the citizen adds."""

    helpful: bool
    comment: str | None = None


def parsed_opinion(body: Mapping[str, object]) -> Opinion:
    """The opinion in a request. Raises BadInput: bad_field, comment_too_long."""
    helpful, comment = body.get("helpful"), body.get("comment")
    if not isinstance(helpful, bool):
        raise BadInput("bad_field", field="helpful")
    if comment is None:
        return Opinion(helpful)
    text = cleaned_text(comment, "comment")
    if len(text) > LONGEST_COMMENT:
        raise BadInput("comment_too_long", length=len(text), most=LONGEST_COMMENT)
    return Opinion(helpful, text or None)


def take_feedback(work: UnitOfWork, receipt: str, opinion: Opinion, now: datetime) -> bool:
    """Keeps an opinion, the last one counts; False if there is no answer under the number.

    One that was not helpful makes a gap of the question; a later helpful one withdraws it.
    """
    answered = work.messages.answered_under(receipt)
    if answered is None:
        return False
    comment = None if opinion.comment is None else masked(opinion.comment)
    work.feedbacks.keep(Feedback(receipt, opinion.helpful, now, comment))
    asked = answered.question
    if asked is not None:
        before = exchanges(work.messages.before(answered.conversation, asked.seq, LOOKED_BACK_ON))
        shown_by = Exchange(asked, (answered.reply.content,))
        talk = [*before, shown_by]
        gap = gap_of(answered.conversation, talk, shown_by, GapReason.UNHELPFUL, now)
        if gap and opinion.helpful:
            work.gaps.withdraw(gap.conversation, gap.seq, gap.reason)
        elif gap:
            work.gaps.keep(gap)
    work.commit()
    return True
