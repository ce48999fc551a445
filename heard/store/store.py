"""The store: one database, and a small noun for each thing that is kept in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Self

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from heard.errors import StoreError
from heard.store.accounts import Accounts
from heard.store.audit import Audit
from heard.store.conversations import Conversations
from heard.store.customers import Customers
from heard.store.database import Database
from heard.store.events import Events
from heard.store.keys import Keys
from heard.store.migrate import migrate
from heard.store.promises import Promises
from heard.store.retention import Retention
from heard.store.seal import Seal
from heard.store.sessions import Links, Sessions
from heard.store.webhooks import Webhooks

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType


class Store:
    """Everything that is kept. Safe to use from many threads; each call is one transaction."""

    def __init__(self, database: Database, seal: Seal | None = None) -> None:
        self._database = database
        self.conversations = Conversations(database, seal)
        self.promises = Promises(database)
        self.events = Events(database)
        self.accounts = Accounts(database)
        self.sessions = Sessions(database)
        self.links = Links(database)
        self.keys = Keys(database)
        self.audit = Audit(database)
        self.webhooks = Webhooks(database, seal)
        self.customers = Customers(database)
        self.retention = Retention(database)

    @classmethod
    def open(cls, url: str, *, synced: bool = True, keys: Sequence[str] = ()) -> Store:
        """Open a database and bring its tables up to date; a SQLite file is made where missing.

        `url` is a path (`heard.db`), `sqlite:///…` or `postgresql://…`. What is answered outlives
        a power cut; with `synced=False` only the end of any process, and a commit waits for no
        disk. `keys` close webhooks' secrets and customers' names, the newest first; left out, a
        file beside a SQLite file holds one. Raises StoreError.
        """
        database = Database.at(url, synced=synced)
        seal = Seal(keys, file=None if database.shared else Path(f"{database.url.database}.key"))
        try:
            migrate(database)
        except (SQLAlchemyError, OSError) as fault:
            database.close()
            shown = database.url.render_as_string(hide_password=True)
            raise StoreError(f'cannot open "{shown}": {_why(database, fault)}') from fault
        except StoreError:
            database.close()
            raise
        return cls(database, seal)

    @property
    def kind(self) -> str:
        """`sqlite` or `postgresql`."""
        return self._database.engine.dialect.name

    @property
    def shared(self) -> bool:
        """Whether several server processes may stand on it at once."""
        return self._database.shared

    def ready(self) -> None:
        """Ask the database something. Raises StoreError where it does not answer."""
        with self._database.read() as connection:
            connection.execute(text("SELECT 1"))

    def close(self) -> None:
        """Stop listening and let go of every connection."""
        self.events.close()
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _why(database: Database, fault: Exception) -> str:
    """Why a database could not be opened, in words that say what to mend where that is known."""
    folder = Path(database.url.database or "").parent
    if not database.shared and not folder.is_dir():
        return f'there is no folder "{folder}"; make it first'
    said = str(getattr(fault, "orig", None) or fault).strip().splitlines()
    return said[0].strip("'") if said else repr(fault)
