"""The tables. What people said stands encrypted in `body`, `question` and `comment`."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, MetaData, String, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from bot.storage.instant import Instant


class Base(DeclarativeBase):
    """All tables, with constraint names that migrations can rely on."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class ConversationRow(Base):
    """A conversation; `key_digest` is the SHA-256 of the secret its channel knows it by."""

    __tablename__ = "conversations"
    __table_args__ = (UniqueConstraint("channel", "key_digest"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    channel: Mapped[str] = mapped_column(String(16))
    key_digest: Mapped[str] = mapped_column(String(64))
    begun_at: Mapped[datetime] = mapped_column(Instant)


class MessageRow(Base):
    """A message; `answers` is the number of the message it replies to."""

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("conversation_id", "client_id"),
        UniqueConstraint("receipt"),
    )

    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    author: Mapped[str] = mapped_column(String(16))
    body: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[datetime] = mapped_column(Instant)
    client_id: Mapped[str | None] = mapped_column(String(64))
    answers: Mapped[int | None]
    receipt: Mapped[str | None] = mapped_column(String(16))


class GapRow(Base):
    """A question that was not answered, by reason; `seq` is the number of its message."""

    __tablename__ = "gaps"

    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    reason: Mapped[str] = mapped_column(String(16), primary_key=True)
    question: Mapped[bytes] = mapped_column(LargeBinary)
    matter: Mapped[str | None] = mapped_column(String)
    receipt: Mapped[str | None] = mapped_column(String(16))
    at: Mapped[datetime] = mapped_column(Instant, index=True)


class FeedbackRow(Base):
    """What a citizen thinks of the answer with a receipt; the last word counts."""

    __tablename__ = "feedback"

    receipt: Mapped[str] = mapped_column(String(16), primary_key=True)
    helpful: Mapped[bool]
    comment: Mapped[bytes | None] = mapped_column(LargeBinary)
    at: Mapped[datetime] = mapped_column(Instant)
