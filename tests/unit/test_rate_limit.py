"""How many messages a sender may send, by an injected clock."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.gateway import rate_limit
from bot.gateway.rate_limit import TokenBuckets


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    """A clock of the test's own."""
    return Clock()


def test_a_quarter_of_a_minutes_messages_may_come_at_once(clock: Clock) -> None:
    buckets = TokenBuckets(40, clock)
    assert [buckets.wait_for("甲") for _ in range(10)] == [0.0] * 10
    assert buckets.wait_for("甲") == pytest.approx(1.5)


def test_who_waits_as_long_as_told_gets_through(clock: Clock) -> None:
    buckets = TokenBuckets(4, clock)
    assert buckets.wait_for("甲") == 0
    clock.seconds += buckets.wait_for("甲")
    assert buckets.wait_for("甲") == 0


def test_who_waits_less_does_not_and_is_told_the_rest(clock: Clock) -> None:
    buckets = TokenBuckets(4, clock)
    buckets.wait_for("甲")
    clock.seconds += 10
    assert buckets.wait_for("甲") == pytest.approx(5)


def test_being_refused_costs_nothing(clock: Clock) -> None:
    buckets = TokenBuckets(4, clock)
    buckets.wait_for("甲")
    assert [buckets.wait_for("甲") for _ in range(5)] == [pytest.approx(15)] * 5


def test_one_sender_does_not_use_up_what_another_has(clock: Clock) -> None:
    buckets = TokenBuckets(4, clock)
    buckets.wait_for("甲")
    assert buckets.wait_for("甲") > 0
    assert buckets.wait_for("乙") == 0


def test_nothing_is_saved_up_beyond_the_burst(clock: Clock) -> None:
    buckets = TokenBuckets(40, clock)
    buckets.wait_for("甲")
    clock.seconds += 86_400
    assert [buckets.wait_for("甲") for _ in range(10)] == [0.0] * 10
    assert buckets.wait_for("甲") > 0


def test_even_the_smallest_limit_lets_one_through(clock: Clock) -> None:
    buckets = TokenBuckets(1, clock)
    assert buckets.wait_for("甲") == 0
    assert buckets.wait_for("甲") == pytest.approx(60)


def test_the_memory_for_senders_is_bounded(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rate_limit, "_MOST_BUCKETS", 3)
    buckets = TokenBuckets(4, clock)
    for sender in "甲乙丙":
        buckets.wait_for(sender)
    buckets.wait_for("甲")
    buckets.wait_for("丁")
    assert buckets.wait_for("甲") > 0, "used lately, so still remembered"
    assert buckets.wait_for("乙") == 0, "the longest unused is forgotten"


@given(st.integers(1, 300), st.lists(st.floats(0, 20), min_size=1, max_size=200))
def test_no_one_gets_more_through_than_the_limit(per_minute: int, pauses: list[float]) -> None:
    clock = Clock()
    buckets = TokenBuckets(per_minute, clock)
    through = 0
    for pause in pauses:
        clock.seconds += pause
        through += buckets.wait_for("甲") == 0
    assert through <= max(per_minute / 4, 1) + sum(pauses) * per_minute / 60 + 1e-6
