"""What the use cases need from outside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from bot.casework.gaps import Feedback, Gap, GapReason
from bot.usecases.message import Answered, Author, Conversation, Message
from bot.usecases.reply import Reply


class DialogueUnavailable(Exception):
    """The dialogue model cannot answer now."""


class Dialogue(Protocol):
    """The dialogue model: what the assistant says to a message."""

    async def replies(self, conversation: str, text: str) -> Sequence[Reply]:
        """Replies in order, possibly none. Raises DialogueUnavailable."""
        ...


class Messages(Protocol):
    """The stored messages of all conversations."""

    def conversation_of(self, channel: str, key: str, now: datetime) -> str:
        """The id of the conversation a channel knows by `key`; begun now if there is none."""
        ...

    def known_conversation(self, channel: str, key: str) -> str | None:
        """The id of the conversation a channel knows by `key`, None if there is none."""
        ...

    def add(
        self,
        conversation: str,
        author: Author,
        content: Reply,
        now: datetime,
        *,
        client_id: str | None = None,
        answers: int | None = None,
    ) -> Message:
        """Stores a message as the next one of its conversation; `answers` names the one replied to."""
        ...

    def answers_to(self, conversation: str, seq: int) -> Sequence[Message]:
        """The replies given to a message, in order."""
        ...

    def unanswered(self, conversation: str) -> Sequence[Message]:
        """The messages of the citizen to which there is no reply, in order."""
        ...

    def after(self, conversation: str, seq: int, limit: int) -> Sequence[Message]:
        """The last `limit` messages with a larger number than `seq`, in order."""
        ...

    def by_client_id(self, conversation: str, client_id: str) -> Message | None:
        """The message a client sent under an id of its own."""
        ...

    def by_receipt(self, receipt: str) -> Message | None:
        """The answer given under a receipt number."""
        ...

    def answered_under(self, receipt: str) -> Answered | None:
        """The answer of a receipt number with what it replied to; its conversation stays locked."""
        ...

    def before(self, conversation: str, seq: int, limit: int) -> Sequence[Message]:
        """The last `limit` messages with a smaller number than `seq`, in order."""
        ...

    def conversation(self, conversation: str) -> Conversation | None:
        """Where and when a conversation began, None if there is no such conversation."""
        ...

    def page(self, conversation: str, after: int, limit: int) -> Sequence[Message]:
        """The first `limit` messages with a larger number than `after`, in order."""
        ...


class Gaps(Protocol):
    """The questions that were not answered."""

    def keep(self, gap: Gap) -> None:
        """Keeps a gap, in place of an earlier one of the same question and reason.

        The conversation must be locked by this transaction.
        """
        ...

    def withdraw(self, conversation: str, seq: int, reason: GapReason) -> None:
        """Forgets a gap; nothing happens if there is none."""
        ...

    def newest(
        self, limit: int, *, since: datetime | None = None, reason: GapReason | None = None
    ) -> Sequence[Gap]:
        """The newest gaps, the newest first."""
        ...

    def counted(self) -> Mapping[GapReason, int]:
        """How many gaps of each reason there are; every reason is named."""
        ...


class Feedbacks(Protocol):
    """What citizens think of the answers."""

    def keep(self, feedback: Feedback) -> None:
        """Keeps it in place of an earlier one; the answer's conversation must be locked."""
        ...

    def of(self, receipt: str) -> Feedback | None:
        """The last feedback on an answer."""
        ...


class UnitOfWork(Protocol):
    """One transaction; nothing is kept unless `commit` was called."""

    @property
    def messages(self) -> Messages:
        """The stored messages."""
        ...

    @property
    def gaps(self) -> Gaps:
        """The questions that were not answered."""
        ...

    @property
    def feedbacks(self) -> Feedbacks:
        """What citizens think of the answers."""
        ...

    def commit(self) -> None:
        """Keeps what was done."""
        ...


class UnitsOfWork(Protocol):
    """Begins transactions."""

    def __call__(self) -> AbstractContextManager[UnitOfWork]:
        """A new transaction, rolled back at the end unless committed."""
        ...
