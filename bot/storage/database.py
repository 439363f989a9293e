"""Opens the database and brings its schema up to date."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import alembic.command
import alembic.config
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

_MIGRATIONS = Path(__file__).parent / "migrations"


class BadDatabase(Exception):
    """The database address cannot be used; the message is a Chinese sentence."""


def open_database(url: str) -> Engine:
    """An engine for SQLite (in WAL mode) or PostgreSQL. Raises BadDatabase."""
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise BadDatabase("JIESU_DATABASE_URL 不是有效的数据库地址。") from error
    if address.get_backend_name() == "postgresql":
        return create_engine(address.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    if address.get_backend_name() != "sqlite":
        raise BadDatabase("JIESU_DATABASE_URL 只支持 SQLite 和 PostgreSQL。")
    if address.database and address.database != ":memory:":
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(address)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_writing)
    return engine


def _prepare_sqlite(connection: Any, record: object) -> None:  # noqa: ARG001 - SQLAlchemy's signature
    # The driver's own transactions begin too late for what is read before it is written.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=10000"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_writing(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def migrate(engine: Engine) -> None:
    """Brings the schema to the newest state."""
    config = alembic.config.Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        alembic.command.upgrade(config, "head")
