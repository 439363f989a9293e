"""Trackers are kept on one connection in WAL mode, and found again by the next process."""
# mypy: ignore-errors
# ruff: noqa: PT009 - there is no pytest in the Rasa environment

from __future__ import annotations

import sqlite3
import tempfile
import unittest
from importlib import import_module
from pathlib import Path

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

# By name: mypy, which knows nothing of Rasa, must not follow it.
WalTrackerStore = import_module("rasa_box.wal_tracker_store").WalTrackerStore

DOMAIN = Domain.from_yaml(
    "version: '3.1'\nslots:\n  memory:\n    type: any\n    influence_conversation: false\n"
    "    mappings:\n      - type: custom\n"
)


class TrackerStore(unittest.IsolatedAsyncioTestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = Path(folder.name) / "trackers.sqlite"

    def store(self):
        store = WalTrackerStore(DOMAIN, host=f"sqlite:///{self.path}")
        self.addCleanup(store.engine.dispose)
        return store

    async def save(self, store, text):
        tracker = DialogueStateTracker("c1", DOMAIN.slots)
        kept = await store.retrieve("c1")
        events = [*(kept.events if kept else ()), UserUttered(text), SlotSet("memory", {"subject": text})]
        tracker.recreate_from_dialogue(type(tracker.as_dialogue())("c1", events))
        await store.save(tracker)

    async def test_a_tracker_is_found_again_by_the_next_process(self):
        store = self.store()
        for text in ("一", "二"):
            await self.save(store, text)
        store.engine.dispose()
        tracker = await self.store().retrieve("c1")
        said = [event.text for event in tracker.events if isinstance(event, UserUttered)]
        self.assertEqual(said, ["一", "二"])
        self.assertEqual(tracker.get_slot("memory"), {"subject": "二"})

    async def test_an_unknown_conversation_has_no_tracker(self):
        self.assertIsNone(await self.store().retrieve("c2"))

    async def test_the_file_is_in_wal_mode(self):
        await self.save(self.store(), "一")
        connection = sqlite3.connect(self.path)
        self.addCleanup(connection.close)
        self.assertEqual(connection.execute("PRAGMA journal_mode").fetchone(), ("wal",))

    async def test_all_turns_use_the_same_connection(self):
        store = self.store()
        connections = []
        for _ in range(3):
            with store.engine.connect() as connection:
                connections.append(id(connection.connection.dbapi_connection))
        self.assertEqual(len(set(connections)), 1)
