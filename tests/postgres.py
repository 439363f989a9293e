"""A real PostgreSQL for tests: each gets a schema of its own, dropped afterwards."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from psycopg import sql
from sqlalchemy.engine import make_url

DEFAULT_URL = "postgresql://postgres@127.0.0.1:5432/test"


@contextmanager
def schema_of_its_own() -> Iterator[str]:
    """The address of an empty schema. Without a server: a failure under CI, else a skip."""
    url = os.environ.get("JIESU_TEST_POSTGRES_URL", DEFAULT_URL)
    try:
        server = psycopg.connect(url, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError as error:
        reason = f"no PostgreSQL at {make_url(url).render_as_string()} (JIESU_TEST_POSTGRES_URL): {error}"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    schema = f"jiesu_{uuid.uuid4().hex}"
    with server:
        server.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(schema)))
        try:
            address = make_url(url).update_query_dict({"options": f"-csearch_path={schema}"})
            yield address.render_as_string(hide_password=False)
        finally:
            server.execute(sql.SQL("DROP SCHEMA {} CASCADE").format(sql.Identifier(schema)))
