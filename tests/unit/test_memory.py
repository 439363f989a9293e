"""What is kept in mind survives being stored as JSON."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.usecases.memory import Memory

memories = st.builds(
    Memory,
    subject=st.none() | st.text(),
    question=st.none() | st.text(),
    candidates=st.lists(st.text()).map(tuple),
    misses=st.integers(0, 10),
    person_offered=st.booleans(),
)


@given(memories)
def test_a_memory_stored_is_the_same_memory(memory: Memory) -> None:
    assert Memory.from_json(json.loads(json.dumps(memory.to_json()))) == memory


@pytest.mark.parametrize("stored", [None, "memory", 5, [], {}, {"of": "an older version"}])
def test_what_is_no_memory_is_an_empty_one(stored: object) -> None:
    assert Memory.from_json(stored) == Memory()


def test_what_an_older_version_kept_is_taken_up() -> None:
    assert Memory.from_json({"subject": "a", "gone": 1}) == Memory(subject="a")
