"""What citizens think of the answers, stored."""

from __future__ import annotations

from cryptography.fernet import Fernet
from sqlalchemy.orm import Session

from bot.casework.gaps import Feedback
from bot.storage.tables import FeedbackRow


class StoredFeedbacks:
    """The port usecases.ports.Feedbacks on a session; comments are encrypted with `cipher`."""

    def __init__(self, session: Session, cipher: Fernet) -> None:
        self._session = session
        self._cipher = cipher

    def keep(self, feedback: Feedback) -> None:
        """See the port."""
        comment = feedback.comment
        row = FeedbackRow(
            receipt=feedback.receipt,
            helpful=feedback.helpful,
            comment=None if comment is None else self._cipher.encrypt(comment.encode()),
            at=feedback.at,
        )
        self._session.merge(row)
        self._session.flush()

    def of(self, receipt: str) -> Feedback | None:
        """See the port."""
        row = self._session.get(FeedbackRow, receipt)
        if row is None:
            return None
        comment = None if row.comment is None else self._cipher.decrypt(row.comment).decode()
        return Feedback(row.receipt, row.helpful, row.at, comment)
