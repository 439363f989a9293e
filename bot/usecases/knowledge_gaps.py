"""What the knowledge lacks, the most wanted first: unanswered questions in clusters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.casework.gaps import Gap, GapReason
from bot.matching.clusters import clusters
from bot.matching.features import Features

# Gaps looked at, the newest: clustering as many takes a second or two.
MOST_GAPS = 5_000
# After a month a conversation counts half: a gap closed since sinks by itself, and one that
# comes up every season does not vanish.
HALF_LIFE = timedelta(days=30)


@dataclass(frozen=True)
class OpenQuestion:
    """A question of a conversation with everything that showed it was not answered."""

    question: str
    conversation: str
    seq: int
    reasons: tuple[GapReason, ...]
    at: datetime
    matter: str | None
    receipt: str | None


@dataclass(frozen=True)
class GapCluster:
    """Questions that ask nearly the same, the newest first.

    `weight` is the number of conversations, each halved every HALF_LIFE since its question;
    `reasons` counts questions; `matter` is the nearest one of most questions.
    """

    representative: str
    weight: float
    conversations: int
    reasons: Mapping[GapReason, int]
    matter: str | None
    first_at: datetime
    last_at: datetime
    questions: tuple[OpenQuestion, ...]


def overview(gaps: Iterable[Gap], cut: Callable[[str], Features], now: datetime) -> list[GapCluster]:
    """All gaps in clusters, the heaviest first; the same gaps in any order give the same.

    `cut` gives the features of a text.
    """
    questions = _questions(gaps)
    found = [
        _cluster([questions[i] for i in one.members], questions[one.medoid].question, now)
        for one in clusters([question.question for question in questions], cut)
    ]
    return sorted(found, key=lambda one: (-one.weight, -one.last_at.timestamp(), one.representative))


def _questions(gaps: Iterable[Gap]) -> list[OpenQuestion]:
    by_message: dict[tuple[str, int], list[Gap]] = {}
    for gap in sorted(gaps, key=lambda gap: (gap.at, gap.conversation, gap.seq, gap.reason)):
        by_message.setdefault((gap.conversation, gap.seq), []).append(gap)
    return [_question(several) for several in by_message.values()]


def _question(several: Sequence[Gap]) -> OpenQuestion:
    return OpenQuestion(
        question=several[0].question,
        conversation=several[0].conversation,
        seq=several[0].seq,
        reasons=tuple(gap.reason for gap in several),
        at=several[-1].at,
        matter=next((gap.matter for gap in several if gap.matter), None),
        receipt=next((gap.receipt for gap in several if gap.receipt), None),
    )


def _cluster(members: Sequence[OpenQuestion], representative: str, now: datetime) -> GapCluster:
    last: dict[str, datetime] = {}
    for one in members:
        last[one.conversation] = max(one.at, last.get(one.conversation, one.at))
    times = [one.at for one in members]
    matters = Counter(one.matter for one in members if one.matter)
    return GapCluster(
        representative=representative,
        weight=sum(_faded(now - at) for at in last.values()),
        conversations=len(last),
        reasons=Counter(reason for one in members for reason in one.reasons),
        matter=min(matters, key=lambda code: (-matters[code], code), default=None),
        first_at=min(times),
        last_at=max(times),
        questions=tuple(sorted(members, key=lambda one: (-one.at.timestamp(), one.conversation, one.seq))),
    )


def _faded(age: timedelta) -> float:
    return float(0.5 ** (max(age, timedelta()) / HALF_LIFE))
