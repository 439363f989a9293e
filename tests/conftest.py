"""What tests share: a small knowledge, real databases, the public application."""

from __future__ import annotations

import logging
import warnings
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import hypothesis
import pytest
from cryptography.fernet import Fernet
from sqlalchemy import Engine

with warnings.catch_warnings():
    # Its source has invalid escapes, which Python tells when it compiles them for the first time.
    warnings.simplefilter("ignore")
    import jieba  # type: ignore[import-untyped]  # noqa: F401 - carries no types

from bot.catalogue.catalogue import Catalogue
from bot.storage.database import migrate, open_database
from bot.usecases.answering import Answering
from bot.usecases.knowledge_in_use import KnowledgeInUse
from tests.fakes import EchoingDialogue
from tests.postgres import schema_of_its_own
from tests.sample import copy_of_sample
from tests.serving import Parts, Service

logging.getLogger("jieba").setLevel(logging.ERROR)
# How long one example takes says nothing on a machine that is busy with other things.
hypothesis.settings.register_profile("jiesu", deadline=None)
hypothesis.settings.load_profile("jiesu")


@pytest.fixture
def sample_folder(tmp_path: Path) -> Path:
    """The sample knowledge in a folder that the test may change."""
    return copy_of_sample(tmp_path / "knowledge")


@pytest.fixture(scope="session")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeInUse:
    """The sample knowledge in use; shared, so it must not be reloaded."""
    return KnowledgeInUse(copy_of_sample(tmp_path_factory.mktemp("sample") / "knowledge"))


@pytest.fixture(scope="session")
def answering(knowledge: KnowledgeInUse) -> Answering:
    """The answers of the sample knowledge."""
    return knowledge.current()


@pytest.fixture(scope="session")
def catalogue(answering: Answering) -> Catalogue:
    """The sample knowledge."""
    return answering.catalogue


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database: a SQLite file, then a PostgreSQL schema."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'jiesu.sqlite'}"
    else:
        with schema_of_its_own() as url:
            yield url


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """Either database with its tables."""
    engine = open_database(database_url)
    migrate(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def sqlite_engine(tmp_path: Path) -> Iterator[Engine]:
    """A SQLite file with its tables, for tests that are not about the database."""
    engine = open_database(f"sqlite:///{tmp_path / 'jiesu.sqlite'}")
    migrate(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def cipher() -> Fernet:
    """A key of the test's own."""
    return Fernet(Fernet.generate_key())


@pytest.fixture
def parts(sqlite_engine: Engine, cipher: Fernet, knowledge: KnowledgeInUse, tmp_path: Path) -> Parts:
    """What the application is put together from, on SQLite."""
    return Parts(sqlite_engine, cipher, knowledge, tmp_path)


@pytest.fixture
def parts_on_either(engine: Engine, cipher: Fernet, knowledge: KnowledgeInUse, tmp_path: Path) -> Parts:
    """What the application is put together from, on SQLite and on PostgreSQL."""
    return Parts(engine, cipher, knowledge, tmp_path)


@pytest.fixture
def dialogue() -> EchoingDialogue:
    """A dialogue model that says everything back."""
    return EchoingDialogue()


@pytest.fixture
async def service(parts: Parts, dialogue: EchoingDialogue) -> AsyncIterator[Service]:
    """The application with a dialogue model that says everything back."""
    async with parts.serving(dialogue) as running:
        yield running
