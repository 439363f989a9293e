"""The stored messages of all conversations."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Sequence
from datetime import datetime

from cryptography.fernet import Fernet
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.storage.tables import ConversationRow, MessageRow
from bot.usecases.message import Answered, Author, Conversation, Message, buttons_json
from bot.usecases.reply import Button, Reply


class StoredMessages:
    """The port usecases.ports.Messages on a session; bodies are encrypted with `cipher`."""

    def __init__(self, session: Session, cipher: Fernet) -> None:
        self._session = session
        self._cipher = cipher

    def conversation_of(self, channel: str, key: str, now: datetime) -> str:
        """See the port. The conversation is locked until the transaction ends."""
        known = (
            select(ConversationRow.id).with_for_update().filter_by(channel=channel, key_digest=_digest(key))
        )
        row = ConversationRow(id=uuid.uuid4().hex, channel=channel, key_digest=_digest(key), begun_at=now)
        conversation = self._session.scalar(known)
        if conversation is not None:
            return conversation
        try:
            with self._session.begin_nested():
                self._session.add(row)
        except IntegrityError:
            # Begun by another transaction in the meantime, which has ended by now.
            return self._session.scalars(known).one()
        return row.id

    def known_conversation(self, channel: str, key: str) -> str | None:
        """See the port."""
        query = select(ConversationRow.id).where(
            ConversationRow.channel == channel, ConversationRow.key_digest == _digest(key)
        )
        return self._session.scalar(query)

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
        """See the port."""
        # Two processes must never give out the same number.
        self._lock(conversation)
        last = self._session.scalar(
            select(func.max(MessageRow.seq)).where(MessageRow.conversation_id == conversation)
        )
        row = MessageRow(
            conversation_id=conversation,
            seq=(last or 0) + 1,
            author=author.value,
            body=self._encrypted(content),
            at=now,
            client_id=client_id,
            answers=answers,
            receipt=content.receipt,
        )
        self._session.add(row)
        self._session.flush()
        return Message(row.seq, author, content, now, client_id, answers)

    def after(self, conversation: str, seq: int, limit: int) -> Sequence[Message]:
        """See the port."""
        query = (
            select(MessageRow)
            .where(MessageRow.conversation_id == conversation, MessageRow.seq > seq)
            .order_by(MessageRow.seq.desc())
            .limit(limit)
        )
        return [self._message(row) for row in reversed(self._session.scalars(query).all())]

    def answers_to(self, conversation: str, seq: int) -> Sequence[Message]:
        """See the port."""
        query = (
            select(MessageRow)
            .where(MessageRow.conversation_id == conversation, MessageRow.answers == seq)
            .order_by(MessageRow.seq)
        )
        return [self._message(row) for row in self._session.scalars(query)]

    def unanswered(self, conversation: str) -> Sequence[Message]:
        """See the port."""
        answered = select(MessageRow.answers).where(
            MessageRow.conversation_id == conversation, MessageRow.answers.is_not(None)
        )
        query = (
            select(MessageRow)
            .where(
                MessageRow.conversation_id == conversation,
                MessageRow.author == Author.CITIZEN.value,
                MessageRow.seq.not_in(answered),
            )
            .order_by(MessageRow.seq)
        )
        return [self._message(row) for row in self._session.scalars(query)]

    def by_client_id(self, conversation: str, client_id: str) -> Message | None:
        """See the port."""
        query = select(MessageRow).where(
            MessageRow.conversation_id == conversation, MessageRow.client_id == client_id
        )
        row = self._session.scalar(query)
        return self._message(row) if row else None

    def by_receipt(self, receipt: str) -> Message | None:
        """See the port."""
        row = self._session.scalar(select(MessageRow).where(MessageRow.receipt == receipt))
        return self._message(row) if row else None

    def answered_under(self, receipt: str) -> Answered | None:
        """See the port."""
        row = self._session.scalar(select(MessageRow).where(MessageRow.receipt == receipt))
        if row is None:
            return None
        self._lock(row.conversation_id)
        asked = self._session.get(MessageRow, (row.conversation_id, row.answers)) if row.answers else None
        question = self._message(asked) if asked else None
        return Answered(row.conversation_id, self._message(row), question)

    def before(self, conversation: str, seq: int, limit: int) -> Sequence[Message]:
        """See the port."""
        query = (
            select(MessageRow)
            .where(MessageRow.conversation_id == conversation, MessageRow.seq < seq)
            .order_by(MessageRow.seq.desc())
            .limit(limit)
        )
        return [self._message(row) for row in reversed(self._session.scalars(query).all())]

    def conversation(self, conversation: str) -> Conversation | None:
        """See the port."""
        row = self._session.get(ConversationRow, conversation)
        return Conversation(row.id, row.channel, row.begun_at) if row else None

    def page(self, conversation: str, after: int, limit: int) -> Sequence[Message]:
        """See the port."""
        query = (
            select(MessageRow)
            .where(MessageRow.conversation_id == conversation, MessageRow.seq > after)
            .order_by(MessageRow.seq)
            .limit(limit)
        )
        return [self._message(row) for row in self._session.scalars(query)]

    def _lock(self, conversation: str) -> None:
        self._session.execute(
            select(ConversationRow.id).where(ConversationRow.id == conversation).with_for_update()
        )

    def _encrypted(self, content: Reply) -> bytes:
        body = {"text": content.text, "custom": dict(content.custom), "buttons": buttons_json(content)}
        return self._cipher.encrypt(json.dumps(body, ensure_ascii=False).encode())

    def _message(self, row: MessageRow) -> Message:
        body = json.loads(self._cipher.decrypt(row.body))
        buttons = tuple(Button(b["title"], b["payload"]) for b in body["buttons"])
        content = Reply(body["text"], body["custom"], buttons)
        return Message(row.seq, Author(row.author), content, row.at, row.client_id, row.answers)


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
