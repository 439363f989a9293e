"""The stored questions that were not answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from cryptography.fernet import Fernet
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from bot.casework.gaps import Gap, GapReason
from bot.storage.tables import GapRow


class StoredGaps:
    """The port usecases.ports.Gaps on a session; questions are encrypted with `cipher`."""

    def __init__(self, session: Session, cipher: Fernet) -> None:
        self._session = session
        self._cipher = cipher

    def keep(self, gap: Gap) -> None:
        """See the port."""
        row = GapRow(
            conversation_id=gap.conversation,
            seq=gap.seq,
            reason=gap.reason.value,
            question=self._cipher.encrypt(gap.question.encode()),
            matter=gap.matter,
            receipt=gap.receipt,
            at=gap.at,
        )
        self._session.merge(row)
        self._session.flush()

    def withdraw(self, conversation: str, seq: int, reason: GapReason) -> None:
        """See the port."""
        self._session.execute(
            delete(GapRow).where(
                GapRow.conversation_id == conversation, GapRow.seq == seq, GapRow.reason == reason.value
            )
        )

    def newest(
        self, limit: int, *, since: datetime | None = None, reason: GapReason | None = None
    ) -> Sequence[Gap]:
        """See the port."""
        # The further columns settle the order of gaps noticed at the same moment.
        query = select(GapRow).order_by(GapRow.at.desc(), GapRow.conversation_id, GapRow.seq, GapRow.reason)
        if since is not None:
            query = query.where(GapRow.at >= since)
        if reason is not None:
            query = query.where(GapRow.reason == reason.value)
        return [self._gap(row) for row in self._session.scalars(query.limit(limit))]

    def counted(self) -> Mapping[GapReason, int]:
        """See the port."""
        query = select(GapRow.reason, func.count()).group_by(GapRow.reason)
        counts = {row[0]: row[1] for row in self._session.execute(query)}
        return {reason: counts.get(reason.value, 0) for reason in GapReason}

    def _gap(self, row: GapRow) -> Gap:
        return Gap(
            conversation=row.conversation_id,
            seq=row.seq,
            reason=GapReason(row.reason),
            question=self._cipher.decrypt(row.question).decode(),
            at=row.at,
            matter=row.matter,
            receipt=row.receipt,
        )
