"""What happened, in one order for everybody: the log that live pages and sockets follow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import bindparam, func, insert, select

from heard.store.notices import Notices
from heard.store.prepared import Asked, Prepared
from heard.store.tables import events

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Row as Record

    from heard.store.database import Database, Transaction
    from heard.store.notices import Listening

EventKind = Literal[
    "opened",
    "turn",
    "advice",
    "alert",
    "handoff",
    "promise",
    "whisper",
    "takeover",
    "returned",  # whoever had taken it over gave it back
    "mute",
    "closed",
    "erased",  # the conversation is no longer kept; nothing else of it is left
]

_AFTER = (
    select(events)
    .where(events.c.cursor > bindparam("after"))
    .order_by(events.c.cursor)
    .limit(bindparam("most"))
)
_OF_AGENT = _AFTER.where(events.c.agent == bindparam("whose"))
_OF_KINDS = (
    select(events)
    .where(
        events.c.conversation == bindparam("which"),
        events.c.kind.in_(bindparam("kinds", expanding=True)),
    )
    .order_by(events.c.cursor)
)
_OF_CONVERSATION = _AFTER.where(events.c.conversation == bindparam("which"))
_ADD = Prepared(insert(events).inline(), "kind", "conversation", "seq", "at", "agent", "by", "note")
_LAST = select(func.max(events.c.cursor))
_LAST_WRITTEN = Asked(_LAST)  # the door is ours until the commit


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened in a conversation."""

    cursor: int  # larger than that of every event before it
    kind: EventKind
    conversation: str
    seq: int  # the conversation's last turn at that time; 0 before the first
    at: datetime
    agent: str | None = None  # whose conversation it is
    by: str | None = None  # who did it, where a person did
    note: str = ""  # a whisper's text, an advice's play, an alert's reason


@dataclass(frozen=True, slots=True)
class Happened:
    """An event before it is numbered."""

    kind: EventKind
    note: str = ""
    by: str | None = None


class Events:
    """The log of events of one store."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._notices = Notices(database)

    def after(
        self,
        cursor: int,
        limit: int = 500,
        *,
        agent: str | None = None,
        conversation: str | None = None,
    ) -> tuple[Event, ...]:
        """What happened after this cursor, oldest first."""
        values: dict[str, Any] = {"after": cursor, "most": limit}
        statement = _AFTER
        if conversation is not None:
            statement, values = _OF_CONVERSATION, values | {"which": conversation}
        elif agent is not None:
            statement, values = _OF_AGENT, values | {"whose": agent}
        with self._database.read() as connection:
            return tuple(_event(record) for record in connection.execute(statement, values))

    def of(self, conversation: str, *kinds: EventKind) -> tuple[Event, ...]:
        """All that happened of these kinds in one conversation, oldest first."""
        values = {"which": conversation, "kinds": list(kinds)}
        with self._database.read() as connection:
            return tuple(_event(record) for record in connection.execute(_OF_KINDS, values))

    def last(self) -> int:
        """The latest cursor, 0 before anything happened: where a new listener starts."""
        with self._database.read() as connection:
            return connection.execute(_LAST).scalar() or 0

    def listen(self, callback: Callable[[int], None]) -> Listening:
        """Call back with the latest cursor whenever something happened, until stopped.

        It is called from another thread, at least once after each commit (several may be told
        as one), and after a lost connection came back: ask for what came `after` your cursor.
        """
        return self._notices.listen(callback)

    def close(self) -> None:
        """Stop whatever still listens."""
        self._notices.close()


def record(
    transaction: Transaction,
    happened: Happened,
    *,
    conversation: str,
    seq: int,
    agent: str | None,
    at: datetime | None = None,
) -> None:
    """Write one event within a transaction."""
    now = at or datetime.now(UTC)
    one = as_recorded(happened, conversation=conversation, seq=seq, agent=agent, at=now)
    record_all(transaction, [one])


def record_all(transaction: Transaction, recorded: list[dict[str, Any]]) -> None:
    """Write events within a transaction, numbered in this order."""
    _ADD.write(transaction, recorded)
    [(transaction.cursor,)] = _LAST_WRITTEN.rows(transaction)


def as_recorded(
    happened: Happened, *, conversation: str, seq: int, agent: str | None, at: datetime
) -> dict[str, Any]:
    """An event as its row is written."""
    return {
        "kind": happened.kind,
        "conversation": conversation,
        "seq": seq,
        "at": at,
        "agent": agent,
        "by": happened.by,
        "note": happened.note,
    }


def _event(record: Record[tuple[object, ...]]) -> Event:
    return Event(**record._mapping)  # noqa: SLF001 - the public name of a row's mapping
