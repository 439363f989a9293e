"""The shipped knowledge, loaded once."""

from __future__ import annotations

import pytest

from bot.catalogue.catalogue import Catalogue
from bot.settings import PROJECT
from bot.usecases.answering import Answering
from bot.usecases.knowledge_in_use import KnowledgeInUse


@pytest.fixture(scope="package")
def shipped_answering() -> Answering:
    """The answers of the shipped knowledge."""
    return KnowledgeInUse(PROJECT / "knowledge").current()


@pytest.fixture(scope="package")
def shipped(shipped_answering: Answering) -> Catalogue:
    """The shipped knowledge."""
    return shipped_answering.catalogue
