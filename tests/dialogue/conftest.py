"""What the conversations share: the whole system, and citizens who speak to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import whole_system
from tests.dialogue.citizen import Citizen, NewCitizen
from tests.running_system import RunningSystem


def pytest_configure(config: pytest.Config) -> None:
    """Takes the systems in."""
    whole_system.register(config)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here needs Rasa."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.rasa)


@pytest.fixture
def new_citizen(whole_system: RunningSystem) -> NewCitizen:
    """Begins a new conversation with the shared system."""
    return lambda: Citizen(whole_system.url)


@pytest.fixture
def citizen(new_citizen: NewCitizen) -> Citizen:
    """A citizen who has not said anything yet."""
    return new_citizen()
