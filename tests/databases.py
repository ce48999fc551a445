"""Databases to test on: a SQLite file always, PostgreSQL where one answers."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import psycopg
import pytest
from psycopg import sql

SERVER = os.environ.get("HEARD_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres")


@cache
def why_no_postgres() -> str:
    """Empty where PostgreSQL answers."""
    try:
        psycopg.connect(SERVER, connect_timeout=60).close()
    except psycopg.OperationalError as fault:
        return f"no PostgreSQL to test on: {str(fault).splitlines()[0]}"
    return ""


@contextmanager
def fresh_postgres() -> Iterator[str]:
    """The URL of a new, empty database that is dropped afterwards."""
    if why_no_postgres():
        pytest.skip(why_no_postgres())
    name = f"heard_test_{secrets.token_hex(6)}"
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    try:
        yield SERVER.rpartition("/")[0] + "/" + name
    finally:
        with psycopg.connect(SERVER, autocommit=True) as server:
            drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
            server.execute(drop.format(sql.Identifier(name)))


def emptied(url: str) -> None:
    """Empty every table of a migrated PostgreSQL database, and count from 1 again."""
    with psycopg.connect(url) as connection:
        connection.execute("SET synchronous_commit = off")
        connection.execute("SET session_replication_role = replica")
        for (name,) in connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            " AND tablename <> 'alembic_version'"
        ).fetchall():
            connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(name)))
        for (name,) in connection.execute(
            "SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'"
        ).fetchall():
            restart = sql.SQL("ALTER SEQUENCE {} RESTART").format(sql.Identifier(name))
            connection.execute(restart)
