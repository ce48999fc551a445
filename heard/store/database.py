"""The database itself: one engine, many readers, and writers that commit together.

Every write of a process goes through one door, and whoever is first through it takes along all
that are waiting: twenty turns that arrive together cost one commit. On PostgreSQL the door is
shared by all processes (an advisory lock held until the commit), so an event's cursor is also
the order in which events become visible: a reader that asks for what came after a cursor can
never miss one that was numbered earlier and committed later.
"""

from __future__ import annotations

import os
import threading
from collections import deque
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from heard.errors import HeardError, StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sqlalchemy import URL, Connection, CursorResult, Engine, Executable
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.pool import ConnectionPoolEntry

Value = TypeVar("Value")

CHANNEL = "heard"  # of NOTIFY
MOST_TOGETHER = 64  # writes in one commit
_DOOR = text("SELECT pg_advisory_xact_lock(4716802)")
_NOTIFY = text(f"SELECT pg_notify('{CHANNEL}', :cursor)")
_PG_OPTIONS = (
    "-c idle_in_transaction_session_timeout=15000 -c lock_timeout=15000 -c timezone=UTC"
    " -c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3"
)


@dataclass(slots=True)
class Transaction:
    """One write under way. A job looks first, raises if it must, and only then writes."""

    connection: Connection
    cursor: int = 0  # of the latest event recorded in it

    def run(
        self, statement: Executable, values: Mapping[str, Any] | list[dict[str, Any]] | None = None
    ) -> CursorResult[Any]:
        """Execute one statement."""
        return self.connection.execute(statement, values)


@dataclass(slots=True)
class _Job(Generic[Value]):
    """A write that waits for its commit, and how it went."""

    do: Callable[[Transaction], Value]
    over: bool = False
    value: list[Value] = field(default_factory=list)
    fault: BaseException | None = None


class Database:
    """One engine with a door for writers. `told` is called after each commit that made events."""

    def __init__(self, url: URL, *, synced: bool = True) -> None:
        self.url = url
        self.engine = _engine(url, synced=synced)
        self.told: Callable[[int], None] = lambda _cursor: None
        self._door = threading.Lock()
        self._waiting: deque[_Job[Any]] = deque()

    @classmethod
    def at(cls, address: str, *, synced: bool = True) -> Database:
        """The database at a URL, or in a SQLite file named by its path."""
        return cls(_url(address), synced=synced)

    @property
    def shared(self) -> bool:
        """Whether several processes may write to it at once (PostgreSQL)."""
        return self.engine.dialect.name == "postgresql"

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one state of the database throughout."""
        try:
            with self.engine.connect() as connection:
                yield connection
        except SQLAlchemyError as fault:
            raise _problem(fault) from fault

    def write(self, do: Callable[[Transaction], Value]) -> Value:
        """Run a job in a transaction, alone or with others; what it gave is kept once this returns.

        The job may run twice: where a fault of another spoils a common commit, each runs alone.
        """
        job = _Job(do)
        self._waiting.append(job)
        while not job.over:
            with self._door:
                if not job.over:
                    self._together([self._waiting.popleft() for _ in range(self._many())])
        if job.fault is not None:
            raise _problem(job.fault) if isinstance(job.fault, SQLAlchemyError) else job.fault
        return job.value[0]

    def tidy(self) -> None:
        """After a deletion: let nothing of it stand in SQLite's journal either, if nobody reads."""
        if self.shared:
            return
        with self._door, self.engine.connect() as connection:
            connection.rollback()
            wire = connection.connection.driver_connection
            if wire is not None:
                wire.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()

    def _many(self) -> int:
        return min(MOST_TOGETHER, len(self._waiting))

    def _together(self, jobs: list[_Job[Any]]) -> None:
        try:
            cursor = self._commit(jobs)
        except Exception as fault:  # noqa: BLE001 - it is handed to whoever waits for the job
            if len(jobs) > 1:
                for job in jobs:
                    self._together([job])
                return
            jobs[0].fault = fault
            cursor = 0
        except BaseException as fault:
            for job in jobs:
                job.fault, job.over = fault, True
            raise
        for job in jobs:
            job.over = True
        if cursor:
            self.told(cursor)

    def _commit(self, jobs: list[_Job[Any]]) -> int:
        options = {"heard_writes": True}
        with self.engine.connect().execution_options(**options) as connection, connection.begin():
            transaction = Transaction(connection)
            if self.shared:
                connection.execute(_DOOR)
            for job in jobs:
                job.value, job.fault = [], None
                try:
                    job.value.append(job.do(transaction))
                except HeardError as fault:  # raised before it wrote anything
                    job.fault = fault
            if self.shared and transaction.cursor:
                connection.execute(_NOTIFY, {"cursor": str(transaction.cursor)})
        return 0 if self.shared else transaction.cursor


def _url(address: str) -> URL:
    """The URL that is meant: a plain path is a SQLite file, and PostgreSQL is spoken by psycopg."""
    if "://" not in address:
        address = f"sqlite:///{address}"
    try:
        url = make_url(address)
    except ArgumentError as fault:
        raise StoreError(f'"{address}" is no database URL') from fault
    kind = url.get_backend_name()
    if kind in {"postgres", "postgresql"}:
        return url.set(drivername="postgresql+psycopg")
    if kind != "sqlite":
        raise StoreError(f'unknown database "{kind}". Allowed: postgresql, sqlite.')
    if url.database in {None, "", ":memory:"}:
        raise StoreError("a SQLite database needs a file, as in sqlite:///heard.db")
    return url


def _engine(url: URL, *, synced: bool) -> Engine:
    if url.get_backend_name() == "postgresql":
        options = _PG_OPTIONS + ("" if synced else " -c synchronous_commit=off")
        try:
            return create_engine(
                url, pool_size=8, max_overflow=24, connect_args={"options": options}
            )
        except ModuleNotFoundError as fault:
            raise StoreError("PostgreSQL needs: pip install 'heard[postgres]'") from fault
    _for_nobody_else(url)
    engine = create_engine(url, pool_size=8, max_overflow=24)
    event.listen(engine, "connect", partial(_prepare, synced=synced))
    event.listen(engine, "begin", _begin)
    return engine


def _for_nobody_else(url: URL) -> None:
    """Make a new SQLite file one that only its owner reads; its journal is as it is. An old one stays."""
    if str(url.database).startswith("file:"):  # SQLite's own way to name a file, with settings
        return
    with suppress(OSError):  # it is there; or it can't be, and SQLite says why
        os.close(os.open(str(url.database), os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def _prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry, *, synced: bool) -> None:
    """SQLite as we want it: readers beside a writer, and nothing left of what is deleted."""
    connection.isolation_level = None  # we say BEGIN ourselves
    cursor = connection.cursor()
    for setting in (
        "busy_timeout=15000",
        "journal_mode=WAL",
        f"synchronous={'FULL' if synced else 'NORMAL'}",
        "foreign_keys=ON",
        "secure_delete=ON",
    ):
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("heard_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _problem(fault: SQLAlchemyError | BaseException) -> StoreError:
    """A fault of the database in one line, without the statement and its values."""
    said = str(getattr(fault, "orig", None) or fault).strip().splitlines()
    return StoreError(f"the database refused: {said[0] if said else type(fault).__name__}")
