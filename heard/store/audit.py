"""The audit log: who did what to whom, in a chain in which no entry can be changed unseen."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select

from heard.store.columns import in_utc, storable
from heard.store.tables import audit

if TYPE_CHECKING:
    from heard.store.database import Database, Transaction

_E = audit.c
_LATEST = select(_E.chain).order_by(_E.id.desc()).limit(1)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that somebody did."""

    id: int
    at: datetime
    who: str
    did: str
    about: str
    detail: str


class Audit:
    """The audit log of one store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, did: str, *, by: str, about: str = "", detail: str = "") -> None:
        """Write down what somebody did."""
        self._database.write(
            lambda transaction: note(transaction, did, by=by, about=about, detail=detail)
        )

    def list(
        self, *, limit: int = 100, before: int | None = None, who: str | None = None
    ) -> tuple[Entry, ...]:
        """The latest entries, the newest first; `before` is the last id of the page before."""
        chosen = select(audit).order_by(_E.id.desc()).limit(limit)
        if before is not None:
            chosen = chosen.where(_E.id < before)
        if who is not None:
            chosen = chosen.where(_E.who == who)
        with self._database.read() as connection:
            return tuple(
                Entry(one.id, one.at, one.who, one.did, one.about, one.detail)
                for one in connection.execute(chosen)
            )

    def verify(self) -> int | None:
        """The first entry that does not fit the one before it; None where all do.

        The oldest entry that is kept is taken as it stands: those before it were swept by age.
        """
        chain: str | None = None
        with self._database.read() as connection:
            for one in connection.execute(select(audit).order_by(_E.id)):
                if chain is not None and one.chain != _linked(chain, one._mapping):  # noqa: SLF001
                    return int(one.id)
                chain = one.chain
        return None


def note(transaction: Transaction, did: str, *, by: str, about: str = "", detail: str = "") -> None:
    """Write an entry within a transaction."""
    values = {
        "at": datetime.now(UTC),
        "who": storable(by),
        "did": did[:60],
        "about": storable(about),
        "detail": storable(detail),
    }
    before = transaction.run(_LATEST).scalar_one_or_none() or ""
    transaction.run(insert(audit), values | {"chain": _linked(before, values)})


def _linked(chain: str, entry: Any) -> str:  # noqa: ANN401 - a mapping of columns
    told = [in_utc(entry["at"]).isoformat(), *(entry[name] for name in ("who", "did"))]
    told += [entry["about"], entry["detail"], chain]
    return sha256(json.dumps(told).encode()).hexdigest()
