"""Word that something happened, carried between threads and, on PostgreSQL, between processes."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from sqlalchemy import text

from heard.store.database import CHANNEL

if TYPE_CHECKING:
    from collections.abc import Callable

    import psycopg

    from heard.store.database import Database

LOG = logging.getLogger(__name__)
_LOOK_UP_S = 0.5  # how long a waiting listener takes to see that it should stop
_AGAIN_S = 1.0  # before a lost connection is tried again
_LATEST = text("SELECT max(cursor) FROM events")


class Listening:
    """One callback that is told of events until it is stopped."""

    def __init__(self, notices: Notices, callback: Callable[[int], None]) -> None:
        self._notices = notices
        self.callback = callback

    def stop(self) -> None:
        """Tell this callback nothing more."""
        self._notices.forget(self)


class Notices:
    """Tells every listener of this process the latest cursor; one thread, started when needed."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._listening: tuple[Listening, ...] = ()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._over = threading.Event()
        database.told = self.tell

    def listen(self, callback: Callable[[int], None]) -> Listening:
        """Begin to tell this callback; on PostgreSQL, once this returns nothing is missed."""
        listening = Listening(self, callback)
        with self._lock:
            self._listening += (listening,)
            if self._database.shared and self._thread is None:
                ready = threading.Event()
                self._thread = threading.Thread(
                    target=self._follow, args=(ready,), name="heard-notices", daemon=True
                )
                self._thread.start()
                ready.wait(10)
        return listening

    def forget(self, listening: Listening) -> None:
        """Take one callback off the list."""
        with self._lock:
            self._listening = tuple(one for one in self._listening if one is not listening)

    def tell(self, cursor: int) -> None:
        """Pass the latest cursor on. One listener's fault is not another's."""
        for one in self._listening:
            try:
                one.callback(cursor)
            except Exception:
                LOG.exception("a listener failed")

    def close(self) -> None:
        """End the thread."""
        self._over.set()
        if self._thread is not None:
            self._thread.join(5)

    def _follow(self, ready: threading.Event) -> None:
        lost = False
        while not self._over.is_set():
            try:
                self._hear(ready, lost=lost)
            except Exception as fault:  # noqa: BLE001 - whatever it was, try again
                LOG.warning("the listening connection was lost: %s", type(fault).__name__)
                lost = True
                self._over.wait(_AGAIN_S)

    def _hear(self, ready: threading.Event, *, lost: bool) -> None:
        engine = self._database.engine
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql(f"LISTEN {CHANNEL}")
            wire: psycopg.Connection = connection.connection.driver_connection  # type: ignore[assignment]
            ready.set()
            if lost:
                self.tell(connection.execute(_LATEST).scalar() or 0)
            try:
                while not self._over.is_set():
                    told = [int(one.payload) for one in wire.notifies(timeout=_LOOK_UP_S)]
                    if told:
                        self.tell(max(told))
            finally:
                connection.invalidate()  # it still listens: not one for the pool
