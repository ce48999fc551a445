"""A turn on its way into the store, and what it answers: exactly once, however often it is sent."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, insert, select, update

from heard.errors import ConflictError, InputError, MissingError
from heard.store import promises as owed
from heard.store import webhooks as outbox
from heard.store.columns import storable
from heard.store.events import Happened, record
from heard.store.row import standing
from heard.store.tables import conversations, turns

if TYPE_CHECKING:
    from collections.abc import Mapping

    from heard.conversation import Turn
    from heard.store.database import Transaction
    from heard.track import Promise

LONGEST_NAME = 200  # characters of an id or a person's name; it stands in an index

_C, _T = conversations.c, turns.c
_BEFORE_APPEND = (
    select(
        _C.status,
        _C.seq,
        _C.agent,
        _T.seq.label("first_seq"),
        _T.speaker,
        _T.text,
        _T.told,
    )
    .select_from(
        conversations.outerjoin(
            turns, and_(_T.conversation == _C.id, _T.client_id == bindparam("client"))
        )
    )
    .where(_C.id == bindparam("which"))
)
_ADD_TURN = insert(turns)
_MOVE_ON = (
    update(conversations)
    .where(_C.id == bindparam("which"))
    .values({name: bindparam(name) for name in ("seq", "updated_at", "state", *standing({}))})
)


@dataclass(frozen=True, slots=True)
class Addition:
    """A turn to be added, with all that follows from it."""

    conversation: str
    client_id: str  # the sender's own name for the turn; sent again, it is the same turn
    turn: Turn
    told: Mapping[str, Any]  # what `heard follow --json` says of it
    state: bytes | None = None  # the coach's, after this turn
    board: Mapping[str, Any] = field(default_factory=dict)
    expected_seq: int | None = None  # of the last turn the sender knows
    promises: tuple[Promise, ...] = ()
    happened: tuple[Happened, ...] = ()


@dataclass(frozen=True, slots=True)
class Appended:
    """The answer to a turn; the same turn sent again gets the same answer."""

    seq: int
    duplicate: bool
    told: dict[str, Any]
    cursor: int  # of the turn's last event; 0 for a duplicate


def add(transaction: Transaction, addition: Addition) -> Appended:
    """Add a turn within a transaction; raises before it writes anything."""
    id, turn = addition.conversation, addition.turn  # noqa: A001 - the word of the trade
    wanted = {"which": id, "client": addition.client_id}
    there = transaction.run(_BEFORE_APPEND, wanted).first()
    if there is None:
        raise unknown(id)
    if there.first_seq is not None:
        if (there.speaker, there.text) != (turn.speaker, storable(turn.text)):
            raise ConflictError(f'turn "{addition.client_id}" was sent before with other words')
        return Appended(there.first_seq, duplicate=True, told=json.loads(there.told), cursor=0)
    if there.status != "open":
        raise ConflictError(f'conversation "{id}" is closed')
    if addition.expected_seq not in (None, there.seq):
        problem = f'conversation "{id}" is at turn {there.seq}, not {addition.expected_seq}'
        raise ConflictError(problem)
    seq, now = there.seq + 1, datetime.now(UTC)
    told = json.dumps(dict(addition.told), separators=(",", ":"))
    values = {"conversation": id, "seq": seq, "client_id": addition.client_id, "told": told}
    transaction.run(_ADD_TURN, values | _said(turn) | {"stored_at": now})
    moved = {"which": id, "seq": seq, "updated_at": now, "state": addition.state}
    transaction.run(_MOVE_ON, standing(addition.board) | moved)
    if addition.promises:
        owed.put(transaction, id, addition.promises, now)
    for one in (Happened("turn"), *_advice(addition.told), *addition.happened):
        record(transaction, one, conversation=id, seq=seq, agent=there.agent, at=now)
        outbox.announce(transaction, one, conversation=id, seq=seq, at=now)
    return Appended(seq, duplicate=False, told=json.loads(told), cursor=transaction.cursor)


def checked(addition: Addition) -> None:
    """Refuse what could never be kept."""
    named("turn", addition.client_id)
    if storable(addition.conversation) != addition.conversation:
        raise unknown(addition.conversation)


def named(what: str, name: str) -> None:
    """Refuse an id that is empty, too long to stand in an index, or not plain text."""
    if not name.strip():
        raise InputError(f"a {what} needs an id")
    if len(name) > LONGEST_NAME:
        raise InputError(f"the id of a {what} has at most {LONGEST_NAME} characters")
    if storable(name) != name:
        raise InputError(f"the id of a {what} holds a character that cannot be kept")


def unknown(id: str) -> MissingError:  # noqa: A002
    """What is said of a conversation that isn't there."""
    return MissingError(f'no conversation "{id[:LONGEST_NAME]}"')


def _advice(told: Mapping[str, Any]) -> tuple[Happened, ...]:
    card = told.get("advice")
    return (Happened("advice", str(card.get("play", ""))),) if card else ()


def _said(turn: Turn) -> dict[str, Any]:
    return {
        "speaker": turn.speaker,
        "text": turn.text,
        "name": turn.name,
        "at_s": turn.at_s,
        "end_s": turn.end_s,
        "at": turn.at,
        "internal": turn.internal,
    }
