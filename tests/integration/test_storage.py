"""Messages are kept in order, once, encrypted, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from cryptography.fernet import Fernet, InvalidToken
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError, StatementError

from bot.storage.unit_of_work import StoredUnitsOfWork
from bot.usecases.message import Author, Message
from bot.usecases.receipts import new_receipt
from bot.usecases.reply import Button, Reply
from tests.serving import NOW

SAID = Reply("我的电话是13800138000，办营业执照", {})


@pytest.fixture
def units(engine: Engine, cipher: Fernet) -> StoredUnitsOfWork:
    """Transactions on either database."""
    return StoredUnitsOfWork(engine, cipher)


def begin(units: StoredUnitsOfWork, key: str = "key", channel: str = "web") -> str:
    """A conversation, kept."""
    with units() as work:
        conversation = work.messages.conversation_of(channel, key, NOW)
        work.commit()
    return conversation


def add(units: StoredUnitsOfWork, conversation: str, content: Reply = SAID, **more: object) -> Message:
    """A message of the citizen, kept."""
    with units() as work:
        message = work.messages.add(conversation, Author.CITIZEN, content, NOW, **more)  # type: ignore[arg-type]
        work.commit()
    return message


def texts(units: StoredUnitsOfWork, conversation: str, after: int = 0, limit: int = 200) -> list[str]:
    """What stands in a conversation."""
    with units() as work:
        return [message.content.text for message in work.messages.after(conversation, after, limit)]


def test_a_conversation_is_the_same_for_the_same_key_of_the_same_channel(units: StoredUnitsOfWork) -> None:
    first = begin(units)
    assert begin(units) == first
    assert begin(units, channel="rest") != first
    assert begin(units, key="other") != first


def test_asking_for_an_unknown_conversation_does_not_begin_one(units: StoredUnitsOfWork) -> None:
    for _ in range(2):
        with units() as work:
            assert work.messages.known_conversation("web", "key") is None
            work.commit()


def test_messages_are_numbered_from_one_in_each_conversation(units: StoredUnitsOfWork) -> None:
    one, other = begin(units), begin(units, key="other")
    assert [add(units, one).seq, add(units, other).seq, add(units, one).seq] == [1, 1, 2]


def test_messages_come_back_in_order_and_whole(units: StoredUnitsOfWork) -> None:
    conversation = begin(units)
    buttons = (Button("甲", "第一个"), Button("都不是", "都不是"))
    reply = Reply("<b>哪一个？</b>\n😀", {"kind": "candidates", "candidates": ["a#b"], "n": None}, buttons)
    asked = add(units, conversation, client_id="c1")
    with units() as work:
        answer = work.messages.add(conversation, Author.ASSISTANT, reply, NOW, answers=asked.seq)
        work.commit()
    with units() as work:
        assert list(work.messages.after(conversation, 0, 200)) == [asked, answer]
    assert answer == Message(2, Author.ASSISTANT, reply, NOW, None, answers=1)


def test_only_what_came_after_is_given_and_of_that_the_last(units: StoredUnitsOfWork) -> None:
    conversation = begin(units)
    for number in range(1, 8):
        add(units, conversation, Reply(str(number), {}))
    assert texts(units, conversation, after=4) == ["5", "6", "7"]
    assert texts(units, conversation, after=1, limit=3) == ["5", "6", "7"]
    assert texts(units, conversation, after=7) == []


def test_a_client_id_finds_its_message_in_its_own_conversation_only(units: StoredUnitsOfWork) -> None:
    one, other = begin(units), begin(units, key="other")
    message = add(units, one, client_id="c1")
    with units() as work:
        assert work.messages.by_client_id(one, "c1") == message
        assert work.messages.by_client_id(one, "c2") is None
        assert work.messages.by_client_id(other, "c1") is None


def test_the_database_itself_refuses_a_client_id_twice(units: StoredUnitsOfWork) -> None:
    conversation = begin(units)
    add(units, conversation, client_id="c1")
    with pytest.raises(IntegrityError):
        add(units, conversation, client_id="c1")
    assert add(units, begin(units, key="other"), client_id="c1").seq == 1


def test_the_replies_to_a_message_are_found(units: StoredUnitsOfWork) -> None:
    conversation = begin(units)
    first, second = add(units, conversation), add(units, conversation)
    with units() as work:
        for number in range(2):
            reply = Reply(str(number), {})
            work.messages.add(conversation, Author.ASSISTANT, reply, NOW, answers=second.seq)
        work.commit()
    with units() as work:
        assert [m.content.text for m in work.messages.answers_to(conversation, second.seq)] == ["0", "1"]
        assert work.messages.answers_to(conversation, first.seq) == []


def test_an_answer_is_found_by_its_receipt(units: StoredUnitsOfWork) -> None:
    conversation, receipt = begin(units), new_receipt()
    message = add(units, conversation, Reply("答", {"receipt": receipt}))
    with units() as work:
        assert work.messages.by_receipt(receipt) == message
        assert work.messages.by_receipt(new_receipt()) is None


def test_the_database_itself_refuses_a_receipt_twice(units: StoredUnitsOfWork) -> None:
    receipt = new_receipt()
    add(units, begin(units), Reply("答", {"receipt": receipt}))
    with pytest.raises(IntegrityError):
        add(units, begin(units, key="other"), Reply("答", {"receipt": receipt}))


def test_messages_without_a_receipt_do_not_get_in_each_others_way(units: StoredUnitsOfWork) -> None:
    conversation = begin(units)
    assert [add(units, conversation).seq for _ in range(3)] == [1, 2, 3]


def test_nothing_is_kept_without_a_commit(units: StoredUnitsOfWork) -> None:
    conversation = begin(units)
    with units() as work:
        work.messages.add(conversation, Author.CITIZEN, SAID, NOW)
    assert texts(units, conversation) == []


def test_nothing_is_kept_of_a_transaction_that_breaks_off(units: StoredUnitsOfWork) -> None:
    conversation = begin(units)

    def break_off() -> None:
        with units() as work:
            work.messages.add(conversation, Author.CITIZEN, SAID, NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off()
    assert texts(units, conversation) == []


def test_a_message_needs_its_conversation(units: StoredUnitsOfWork) -> None:
    with pytest.raises(IntegrityError):
        add(units, "no such conversation")


def test_what_people_said_stands_encrypted(units: StoredUnitsOfWork, engine: Engine) -> None:
    add(units, begin(units, key="a secret token"), client_id="c1")
    with engine.connect() as connection:
        rows = [*connection.execute(text("SELECT * FROM messages"))]
        rows += connection.execute(text("SELECT * FROM conversations"))
    raw = b" ".join(
        bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
        for row in rows
        for value in row
    )
    assert b"web" in raw
    for secret in ("营业执照", "13800138000", "a secret token"):
        assert secret.encode() not in raw
        assert secret.encode("unicode-escape") not in raw


def test_another_key_opens_nothing(units: StoredUnitsOfWork, engine: Engine) -> None:
    conversation = begin(units)
    add(units, conversation)
    stranger = StoredUnitsOfWork(engine, Fernet(Fernet.generate_key()))
    with pytest.raises(InvalidToken):
        texts(stranger, conversation)


def test_moments_come_back_aware_whatever_zone_they_had(units: StoredUnitsOfWork) -> None:
    conversation = begin(units)
    beijing = datetime(2026, 1, 5, 17, 30, 1, 250_000, tzinfo=timezone(timedelta(hours=8)))
    with units() as work:
        work.messages.add(conversation, Author.CITIZEN, SAID, beijing)
        work.commit()
    with units() as work:
        (message,) = work.messages.after(conversation, 0, 1)
    assert message.at == beijing
    assert message.at.utcoffset() is not None


def test_a_moment_without_a_zone_is_refused(units: StoredUnitsOfWork) -> None:
    conversation = begin(units)
    with units() as work, pytest.raises(StatementError, match="time zone"):
        work.messages.add(conversation, Author.CITIZEN, SAID, datetime.now(UTC).replace(tzinfo=None))
