"""What is kept about one customer: to hand it over, and to delete it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, select

from heard.errors import ConflictError, InputError
from heard.quoting import counted
from heard.store import audit
from heard.store.events import Happened, record
from heard.store.row import row_of, turn_of
from heard.store.tables import conversations, deliveries, events, promises, turns

if TYPE_CHECKING:
    from heard.store.database import Database, Transaction

_C = conversations.c
_ROW = [column for column in _C if column.name != "state"]


@dataclass(frozen=True, slots=True)
class Deleted:
    """How much was deleted."""

    conversations: int
    turns: int
    promises: int


class Customers:
    """Questions about one customer, by the name that the conversations carry for them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def export(self, customer: str) -> dict[str, Any]:
        """All that is kept about them, as plain JSON values; empty where nothing is."""
        told = []
        with self._database.read() as connection:
            chosen = select(*_ROW).where(_C.customer == customer).order_by(_C.started_at, _C.id)
            for record_ in connection.execute(chosen).all():
                row = row_of(record_)
                said = select(turns).where(turns.c.conversation == row.id).order_by(turns.c.seq)
                owed = select(promises).where(promises.c.conversation == row.id)
                logged = select(events).where(events.c.conversation == row.id)
                told.append(
                    _plain(
                        {
                            "id": row.id,
                            "channel": row.channel,
                            "agent": row.agent,
                            "team": row.team,
                            "status": row.status,
                            "held": row.held_by is not None,
                            "started_at": row.started_at,
                            "updated_at": row.updated_at,
                            "history": {
                                "earlier_contacts": row.earlier_contacts,
                                "overdue_promises": row.overdue_promises,
                                "customer_since": row.customer_since,
                            },
                            "board": row.board,
                            "turns": [
                                _turn(turn_of(one)) for one in connection.execute(said).all()
                            ],
                            "promises": [
                                dict(one._mapping)  # noqa: SLF001
                                for one in connection.execute(owed.order_by(promises.c.id)).all()
                            ],
                            "events": [
                                dict(one._mapping)  # noqa: SLF001
                                for one in connection.execute(logged.order_by(events.c.cursor))
                            ],
                        }
                    )
                )
        exported_at = datetime.now(UTC).isoformat()
        return {"customer": customer, "exported_at": exported_at, "conversations": told}

    def delete(self, customer: str, by: str) -> Deleted:
        """Delete all that is kept about them; the audit log keeps that it was done.

        Refused while one of their conversations is on hold.
        """
        if not customer:
            raise InputError("a customer needs a name")
        whose = select(_C.id, _C.held_by, _C.agent).where(_C.customer == customer)

        def do(transaction: Transaction) -> Deleted:
            found = transaction.run(whose).all()
            held = [one.id for one in found if one.held_by is not None]
            if held:
                raise ConflictError(f'conversation "{held[0]}" is on hold')
            gone = erase(transaction, [(one.id, one.agent) for one in found])
            audit.note(
                transaction,
                "delete customer",
                by=by,
                about=noted(customer),
                detail=f"{counted(gone.conversations, 'conversation')}, {counted(gone.turns, 'turn')}",
            )
            return gone

        gone = self._database.write(do)
        self._database.tidy()
        return gone


def noted(customer: str) -> str:
    """A customer as the audit log names them: the same each time, and nobody can read who it is.

    >>> noted("k-17")
    'customer 369a8a2236855b06'
    """
    return f"customer {sha256(customer.encode('utf-8', 'replace')).hexdigest()[:16]}"


def erase(transaction: Transaction, which: list[tuple[str, str | None]]) -> Deleted:
    """Delete conversations (id and agent) with all that hangs on them, within a transaction."""
    ids = [id_ for id_, _ in which]
    counted = [
        transaction.run(
            select(func.count()).select_from(table).where(table.c.conversation.in_(ids))
        ).scalar_one()
        for table in (turns, promises)
    ]
    for table in (events, deliveries):
        transaction.run(delete(table).where(table.c.conversation.in_(ids)))
    transaction.run(delete(conversations).where(_C.id.in_(ids)))
    for id_, agent in which:
        record(transaction, Happened("erased"), conversation=id_, seq=0, agent=agent)
    return Deleted(len(ids), *counted)


def _turn(one: Any) -> dict[str, Any]:  # noqa: ANN401 - a stored turn
    names = ("seq", "speaker", "text", "name", "at_s", "end_s", "at", "internal", "stored_at")
    return {name: getattr(one, name) for name in names} | {"told": one.told}


def _plain(value: Any) -> Any:  # noqa: ANN401 - any JSON value, or a time in one
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if hasattr(value, "isoformat") else value
