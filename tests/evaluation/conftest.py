"""The whole system for the floors of the evaluation."""

from __future__ import annotations

import pytest

from tests import whole_system


def pytest_configure(config: pytest.Config) -> None:
    """Takes the systems in."""
    whole_system.register(config)
