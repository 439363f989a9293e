"""Gaps are shown in clusters: the most wanted first, the old ones fading."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest

from bot.casework.gaps import Gap, GapReason
from bot.matching.features import Segmenter
from bot.usecases.knowledge_gaps import HALF_LIFE, GapCluster, overview
from tests.serving import NOW

SEGMENTER = Segmenter((), ())
REFUSED, HANDED_OFF = GapReason.REFUSED, GapReason.HANDED_OFF


def gap(
    question: str, conversation: str = "c", seq: int = 1, *, days_ago: float = 0.0, **more: object
) -> Gap:
    """A gap, refused now unless said otherwise."""
    plain = Gap(conversation, seq, REFUSED, question, NOW - timedelta(days=days_ago))
    return replace(plain, **more)  # type: ignore[arg-type]


def shown(*gaps: Gap) -> list[GapCluster]:
    """The clusters of gaps."""
    return overview(gaps, SEGMENTER.features, NOW)


def test_what_more_conversations_asked_stands_first() -> None:
    found = shown(gap("低保怎么办", "a"), gap("护照怎么办", "b"), gap("请问护照咋办", "c"))
    assert [(one.conversations, one.weight) for one in found] == [(2, 2.0), (1, 1.0)]
    assert "护照" in found[0].representative


def test_a_conversation_that_asks_again_and_again_counts_once() -> None:
    (one,) = shown(*(gap("护照怎么办", "a", seq) for seq in (1, 3, 5)))
    assert (one.conversations, one.weight, len(one.questions)) == (1, 1.0, 3)


def test_a_question_counts_half_after_the_half_life() -> None:
    days = HALF_LIFE / timedelta(days=1)
    (one,) = shown(
        gap("护照怎么办", "a"),
        gap("护照怎么办", "b", days_ago=days),
        gap("护照怎么办", "c", days_ago=2 * days),
    )
    assert one.weight == pytest.approx(1.75)
    assert one.conversations == 3


def test_the_last_time_a_conversation_asked_is_what_counts() -> None:
    (one,) = shown(gap("护照怎么办", "a", 1, days_ago=300), gap("护照怎么办", "a", 3))
    assert one.weight == 1.0


def test_a_time_ahead_of_the_clock_weighs_no_more_than_now() -> None:
    (one,) = shown(gap("护照怎么办", days_ago=-5))
    assert one.weight == 1.0


def test_a_question_with_several_reasons_is_one_question() -> None:
    (one,) = shown(
        gap("护照怎么办", receipt="R"), gap("护照怎么办", reason=HANDED_OFF), gap("护照怎么办", "b")
    )
    assert (len(one.questions), dict(one.reasons)) == (2, {REFUSED: 2, HANDED_OFF: 1})
    both = next(question for question in one.questions if question.conversation == "c")
    assert (set(both.reasons), both.receipt) == ({REFUSED, HANDED_OFF}, "R")


def test_first_and_last_time_and_the_nearest_matter_are_told() -> None:
    gaps = [
        gap("护照怎么办", str(n), days_ago=n, matter=m)
        for n, m in enumerate(("x", "passport", "passport", None))
    ]
    (one,) = shown(*gaps)
    assert (one.first_at, one.last_at) == (NOW - timedelta(days=3), NOW)
    assert one.matter == "passport"
    assert [question.conversation for question in one.questions] == ["0", "1", "2", "3"]


def test_of_two_equally_frequent_matters_it_is_always_the_same() -> None:
    gaps = [gap("护照怎么办", "a", matter="y"), gap("护照怎么办", "b", matter="x")]
    assert {one.matter for order in permutations(gaps) for one in shown(*order)} == {"x"}


def test_any_order_of_the_gaps_gives_the_same() -> None:
    gaps = [
        gap("护照怎么办", "a"),
        gap("低保怎么办", "b"),
        gap("户照咋办", "c", days_ago=1),
        gap("护照怎么办", "a", reason=HANDED_OFF),
    ]
    found = shown(*gaps)
    assert all(shown(*order) == found for order in permutations(gaps))


def test_no_gaps_give_no_clusters() -> None:
    assert shown() == []
