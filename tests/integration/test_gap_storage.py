"""Gaps and feedback are kept once, encrypted, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError

from bot.casework.gaps import Feedback, Gap, GapReason
from bot.storage.unit_of_work import StoredUnitsOfWork
from bot.usecases.message import Author, Conversation
from bot.usecases.reply import Reply
from tests.serving import NOW


@pytest.fixture
def units(engine: Engine, cipher: Fernet) -> StoredUnitsOfWork:
    """Transactions on either database."""
    return StoredUnitsOfWork(engine, cipher)


@pytest.fixture
def gap(units: StoredUnitsOfWork) -> Gap:
    """A gap of a conversation that is there, not kept yet."""
    with units() as work:
        conversation = work.messages.conversation_of("web", "key", NOW)
        work.commit()
    return Gap(conversation, 1, GapReason.REFUSED, "护照怎么办", NOW, "passport", "ABCDE-23456")


def keep(units: StoredUnitsOfWork, *gaps: Gap) -> None:
    """Keeps gaps."""
    with units() as work:
        for gap in gaps:
            work.gaps.keep(gap)
        work.commit()


def newest(units: StoredUnitsOfWork, limit: int = 9, **which: object) -> list[Gap]:
    """What is kept."""
    with units() as work:
        return list(work.gaps.newest(limit, **which))  # type: ignore[arg-type]


def test_a_gap_comes_back_whole(units: StoredUnitsOfWork, gap: Gap) -> None:
    bare = replace(gap, seq=3, matter=None, receipt=None)
    keep(units, gap, bare)
    assert newest(units) == [gap, bare]


def test_the_same_question_and_reason_is_kept_once_with_its_last_time(
    units: StoredUnitsOfWork, gap: Gap
) -> None:
    later = replace(gap, at=NOW + timedelta(hours=1), matter=None)
    keep(units, gap)
    keep(units, later)
    assert newest(units) == [later]


def test_a_question_may_have_several_reasons_and_lose_one(units: StoredUnitsOfWork, gap: Gap) -> None:
    keep(units, gap, replace(gap, reason=GapReason.UNHELPFUL))
    with units() as work:
        work.gaps.withdraw(gap.conversation, gap.seq, GapReason.UNHELPFUL)
        work.gaps.withdraw(gap.conversation, gap.seq, GapReason.HANDED_OFF)
        work.commit()
    assert newest(units) == [gap]


def test_the_newest_come_first_and_others_are_left_out(units: StoredUnitsOfWork, gap: Gap) -> None:
    gaps = [replace(gap, seq=2 * n + 1, at=NOW - timedelta(days=n)) for n in range(5)]
    gaps[3] = replace(gaps[3], reason=GapReason.NOT_HELD)
    keep(units, *reversed(gaps))
    assert newest(units) == gaps
    assert newest(units, 2) == gaps[:2]
    assert newest(units, since=NOW - timedelta(days=2)) == gaps[:3]
    assert newest(units, reason=GapReason.NOT_HELD) == [gaps[3]]
    assert newest(units, since=NOW - timedelta(days=2), reason=GapReason.NOT_HELD) == []


def test_gaps_are_counted_by_reason_with_every_reason_named(units: StoredUnitsOfWork, gap: Gap) -> None:
    keep(units, gap, replace(gap, seq=3), replace(gap, reason=GapReason.HANDED_OFF))
    with units() as work:
        counted = dict(work.gaps.counted())
    assert counted.pop(GapReason.REFUSED) == 2
    assert counted.pop(GapReason.HANDED_OFF) == 1
    assert counted == {GapReason.NOT_HELD: 0, GapReason.NONE_OF_THESE: 0, GapReason.UNHELPFUL: 0}


def test_a_gap_needs_its_conversation(units: StoredUnitsOfWork, gap: Gap) -> None:
    with pytest.raises(IntegrityError):
        keep(units, replace(gap, conversation="nowhere"))


def test_the_last_feedback_on_an_answer_is_the_one_kept(units: StoredUnitsOfWork) -> None:
    first = Feedback("ABCDE-23456", helpful=False, at=NOW, comment="没写清楚")
    last = Feedback("ABCDE-23456", helpful=True, at=NOW + timedelta(minutes=1))
    for feedback in (first, last):
        with units() as work:
            assert work.feedbacks.of("ABCDE-23456") == (first if feedback is last else None)
            work.feedbacks.keep(feedback)
            work.commit()
    with units() as work:
        assert work.feedbacks.of("ABCDE-23456") == last
        assert work.feedbacks.of("ABCDE-23457") is None


def test_what_citizens_asked_and_commented_stands_encrypted(
    units: StoredUnitsOfWork, engine: Engine, gap: Gap
) -> None:
    keep(units, gap)
    with units() as work:
        work.feedbacks.keep(Feedback("ABCDE-23456", helpful=False, at=NOW, comment="我住和平路"))
        work.commit()
    with engine.connect() as connection:
        rows = [
            *connection.execute(text("SELECT * FROM gaps")),
            *connection.execute(text("SELECT * FROM feedback")),
        ]
    raw = b" ".join(
        bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
        for row in rows
        for value in row
    )
    assert b"passport" in raw
    for secret in ("护照怎么办", "我住和平路"):
        assert secret.encode() not in raw


def test_a_conversation_is_paged_from_its_beginning(units: StoredUnitsOfWork) -> None:
    with units() as work:
        conversation = work.messages.conversation_of("rest", "k", NOW)
        for number in range(1, 6):
            work.messages.add(conversation, Author.CITIZEN, Reply(str(number), {}), NOW)
        work.commit()
    with units() as work:
        assert [m.seq for m in work.messages.page(conversation, 0, 2)] == [1, 2]
        assert [m.seq for m in work.messages.page(conversation, 3, 9)] == [4, 5]
        assert [m.seq for m in work.messages.before(conversation, 5, 2)] == [3, 4]
        assert work.messages.conversation(conversation) == Conversation(conversation, "rest", NOW)
        assert work.messages.conversation("nowhere") is None


def test_the_question_of_an_answer_is_found_by_its_receipt(units: StoredUnitsOfWork) -> None:
    with units() as work:
        conversation = work.messages.conversation_of("rest", "k", NOW)
        asked = work.messages.add(conversation, Author.CITIZEN, Reply("问", {}), NOW)
        reply = Reply("答", {"receipt": "ABCDE-23456"})
        answer = work.messages.add(conversation, Author.ASSISTANT, reply, NOW, answers=asked.seq)
        alone = work.messages.add(
            conversation, Author.ASSISTANT, Reply("答", {"receipt": "ABCDE-23457"}), NOW
        )
        work.commit()
    with units() as work:
        found = work.messages.answered_under("ABCDE-23456")
        assert found is not None
        assert (found.conversation, found.reply, found.question) == (conversation, answer, asked)
        unasked = work.messages.answered_under("ABCDE-23457")
        assert unasked is not None
        assert (unasked.reply, unasked.question) == (alone, None)
        assert work.messages.answered_under("ABCDE-23458") is None
