"""Retention: what is too old is deleted, a few at a time so that nobody live waits for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from heard.errors import InputError
from heard.quoting import counted
from heard.store import audit as log
from heard.store.columns import in_utc
from heard.store.customers import erase
from heard.store.tables import audit, conversations, deliveries, events, links, sessions

if TYPE_CHECKING:
    from heard.store.database import Database, Transaction

AT_ONCE = 50  # conversations in one commit

_C = conversations.c


@dataclass(frozen=True, slots=True)
class Swept:
    """How much was too old."""

    conversations: int
    sessions: int
    deliveries: int
    entries: int  # of the audit log


class Retention:
    """Deletes by age, each class of data by its own."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def sweep(
        self,
        now: datetime | None = None,
        *,
        days: float | None = None,
        audit_days: float = 365,
        delivery_days: float = 30,
    ) -> Swept:
        """Delete conversations in which nothing happened for `days`, and what else is too old.

        Without `days` conversations stay, as those on hold do in any case. Sessions and links go once
        they have expired.
        """
        if min(1 if days is None else days, audit_days, delivery_days) <= 0:
            raise InputError("what is kept is kept for more than 0 days")
        moment = in_utc(now or datetime.now(UTC))
        gone = 0
        if days is not None:
            before = moment - timedelta(days=days)
            while found := self._database.write(lambda transaction: _old(transaction, before)):
                gone += found
        written = moment - timedelta(days=audit_days)
        sent = moment - timedelta(days=delivery_days)

        def rest(transaction: Transaction) -> Swept:
            over = transaction.run(delete(sessions).where(sessions.c.expires_at <= moment))
            transaction.run(delete(links).where(links.c.expires_at <= moment))
            transaction.run(delete(events).where(events.c.kind == "erased", events.c.at < written))
            old = transaction.run(delete(deliveries).where(deliveries.c.made_at < sent))
            entries = transaction.run(delete(audit).where(audit.c.at < written))
            return Swept(gone, over.rowcount, old.rowcount, entries.rowcount)

        swept = self._database.write(rest)
        self._database.tidy()
        return swept


def _old(transaction: Transaction, before: datetime) -> int:
    chosen = (
        select(_C.id, _C.agent)
        .where(_C.started_at < before, _C.updated_at < before, _C.held_by.is_(None))
        .limit(AT_ONCE)
    )
    which = [(one.id, one.agent) for one in transaction.run(chosen)]
    if which:
        erase(transaction, which)
        days = (datetime.now(UTC) - before).days
        log.note(
            transaction,
            "sweep",
            by="retention",
            detail=f"{counted(len(which), 'conversation')}, unchanged for {counted(days, 'day')}",
        )
    return len(which)
