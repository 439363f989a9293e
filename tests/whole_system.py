"""Whole real systems as fixtures, one of each for all tests of a run.

A plugin, not a conftest: tests/dialogue and tests/e2e both register it, and share what it starts.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import pytest

from bot.settings import read_settings
from tests.restartable_system import RestartableSystem, restartable_system
from tests.running_system import RunningSystem, running_system


def register(config: pytest.Config) -> None:
    """Makes the fixtures known, once."""
    if not config.pluginmanager.has_plugin(__name__):
        config.pluginmanager.register(sys.modules[__name__], __name__)


def missing(what: str) -> None:
    """Skips the test, or fails it where everything has to be there."""
    if os.environ.get("CI") == "true":
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture(scope="session")
def trained_model() -> None:
    """Only with a trained model."""
    model = read_settings().model
    if not model.exists():
        missing(f"没有训练好的对话模型 {model}，请先运行 make setup。")


@pytest.fixture(scope="session")
def whole_system(trained_model: None) -> Iterator[RunningSystem]:
    """A system almost without rate limits, for tests that leave it running."""
    with running_system() as system:
        yield system


@pytest.fixture(scope="session")
def restartable(trained_model: None) -> Iterator[RestartableSystem]:
    """A system with the usual rate limits, for tests that break it: see breakable_system."""
    with restartable_system() as system:
        yield system


@pytest.fixture
def breakable_system(restartable: RestartableSystem) -> Iterator[RestartableSystem]:
    """A ready system that the test may break; it is made whole again before the next test."""
    restartable.wait_until_ready()
    yield restartable
    restartable.start_again()
