"""The schema goes up, down and up again, and is what the code takes it to be."""

from __future__ import annotations

from collections.abc import Iterator

import alembic.command
import alembic.config
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from cryptography.fernet import Fernet
from sqlalchemy import Engine, inspect

from bot.settings import PROJECT
from bot.storage.database import BadDatabase, migrate, open_database
from bot.storage.tables import Base
from bot.storage.unit_of_work import StoredUnitsOfWork
from bot.usecases.message import Author
from bot.usecases.reply import Reply
from tests.serving import NOW


@pytest.fixture
def empty(database_url: str) -> Iterator[Engine]:
    """Either database without any table."""
    engine = open_database(database_url)
    yield engine
    engine.dispose()


def configuration() -> alembic.config.Config:
    """Alembic's view of our migrations."""
    config = alembic.config.Config()
    config.set_main_option("script_location", str(PROJECT / "bot" / "storage" / "migrations"))
    return config


def downgrade(engine: Engine, revision: str) -> None:
    """Takes the schema back."""
    config = configuration()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        alembic.command.downgrade(config, revision)


def tables(engine: Engine) -> set[str]:
    """Names of all tables but Alembic's own."""
    return set(inspect(engine).get_table_names()) - {"alembic_version"}


def test_the_schema_goes_up_down_and_up_again(empty: Engine) -> None:
    migrate(empty)
    assert tables(empty) == set(Base.metadata.tables)
    downgrade(empty, "base")
    assert tables(empty) == set()
    migrate(empty)
    assert tables(empty) == set(Base.metadata.tables)


def test_each_single_step_goes_down_and_up(empty: Engine) -> None:
    migrate(empty)
    script = ScriptDirectory.from_config(configuration())
    for revision in script.walk_revisions():
        downgrade(empty, str(revision.down_revision or "base"))
    assert tables(empty) == set()
    migrate(empty)


def test_the_migrations_make_exactly_the_tables_of_the_code(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []


def test_migrating_again_changes_nothing_and_keeps_what_is_stored(engine: Engine, cipher: Fernet) -> None:
    units = StoredUnitsOfWork(engine, cipher)
    with units() as work:
        conversation = work.messages.conversation_of("web", "key", NOW)
        work.messages.add(conversation, Author.CITIZEN, Reply("办证", {}), NOW)
        work.commit()
    migrate(engine)
    with units() as work:
        assert [message.content.text for message in work.messages.after(conversation, 0, 9)] == ["办证"]


def test_what_was_stored_before_there_were_gaps_is_kept(empty: Engine, cipher: Fernet) -> None:
    migrate(empty)
    downgrade(empty, "0001")
    units = StoredUnitsOfWork(empty, cipher)
    with units() as work:
        conversation = work.messages.conversation_of("web", "key", NOW)
        work.messages.add(conversation, Author.CITIZEN, Reply("办证", {}), NOW)
        work.commit()
    migrate(empty)
    with units() as work:
        assert [message.content.text for message in work.messages.page(conversation, 0, 9)] == ["办证"]
        assert work.gaps.newest(9) == []


@pytest.mark.parametrize("url", ["", "nonsense", "mysql://localhost/x", "oracle://x"])
def test_an_address_of_another_kind_is_refused_in_chinese(url: str) -> None:
    with pytest.raises(BadDatabase, match=r"JIESU_DATABASE_URL.*。"):
        open_database(url)
