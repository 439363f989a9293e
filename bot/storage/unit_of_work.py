"""Transactions on the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from cryptography.fernet import Fernet
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from bot.storage.feedbacks import StoredFeedbacks
from bot.storage.gaps import StoredGaps
from bot.storage.messages import StoredMessages


class StoredUnitOfWork:
    """The port usecases.ports.UnitOfWork on one session."""

    def __init__(self, session: Session, cipher: Fernet) -> None:
        self._session = session
        self.messages = StoredMessages(session, cipher)
        self.gaps = StoredGaps(session, cipher)
        self.feedbacks = StoredFeedbacks(session, cipher)

    def commit(self) -> None:
        """See the port."""
        self._session.commit()


class StoredUnitsOfWork:
    """The port usecases.ports.UnitsOfWork on a database."""

    def __init__(self, engine: Engine, cipher: Fernet) -> None:
        self._engine = engine
        self._cipher = cipher

    @contextmanager
    def begin(self) -> Iterator[StoredUnitOfWork]:
        """A transaction, rolled back at the end unless committed."""
        with Session(self._engine, expire_on_commit=False) as session:
            yield StoredUnitOfWork(session, self._cipher)

    __call__ = begin
