"""A turn on its way into the store, and what it answers: exactly once, however often it is sent."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import String as Text
from sqlalchemy import and_, bindparam, column, func, insert, select, update, values

from heard.errors import ConflictError, InputError, MissingError, StoreError
from heard.store import promises as owed
from heard.store import webhooks as outbox
from heard.store.columns import as_json, storable
from heard.store.events import Happened, as_recorded, record_all
from heard.store.prepared import Prepared, Sought
from heard.store.row import standing
from heard.store.tables import conversations, turns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Select

    from heard.conversation import Turn
    from heard.store.database import Transaction
    from heard.store.seal import Seal
    from heard.track import Promise

LONGEST_NAME = 200  # characters of an id or a person's name; it stands in an index

_C, _T = conversations.c, turns.c


def _standing(many: int) -> Select[Any]:
    """Where the conversations of so many turns stand, and which of the turns are there already."""
    pairs = [
        (bindparam(f"which_{n}", type_=Text), bindparam(f"client_{n}", type_=Text))
        for n in range(many)
    ]
    sent = values(column("which", Text), column("client", Text), name="sent").data(pairs).cte()
    there = and_(_T.conversation == sent.c.which, _T.client_id == sent.c.client)
    return (
        select(sent.c.which, sent.c.client, _C.status, _C.seq, _C.agent, _T.seq)
        .select_from(sent)
        .join(conversations, _C.id == sent.c.which)
        .outerjoin(turns, there)
    )


_STANDING = Sought(_standing)
_SENT_ONE = select(_T.seq, _T.speaker, _T.text, _T.told).where(
    _T.conversation == bindparam("which"), _T.client_id == bindparam("client")
)
_ADD_TURN = Prepared(insert(turns), *(column.name for column in _T))
_MOVE_ON = Prepared(
    update(conversations)
    .where(_C.id == bindparam("which"))
    .values({name: bindparam(name) for name in ("seq", "updated_at", "state", *standing({}))})
    .values(names=func.coalesce(bindparam("names", type_=Text), _C.names))
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
    names: tuple[str, ...] = ()  # the customer's, where they are others than those that are kept


@dataclass(frozen=True, slots=True)
class Appended:
    """The answer to a turn; the same turn sent again gets the same answer."""

    seq: int
    duplicate: bool
    kept: str  # what was told, as it is kept

    @property
    def told(self) -> dict[str, Any]:
        """What was told of it."""
        found: dict[str, Any] = json.loads(self.kept)
        return found


@dataclass(slots=True)
class _Standing:
    """A conversation as it stands within the transaction."""

    status: str
    seq: int
    agent: str | None


@dataclass(frozen=True, slots=True)
class _Sent:
    """A turn that was sent under a name before."""

    seq: int
    speaker: str
    text: str
    told: str


@dataclass(slots=True)
class _Batch:
    """Turns that go in together, each statement once for all of them; looks first, writes last."""

    now: datetime
    seal: Seal
    there: dict[str, _Standing]
    sent: dict[tuple[str, str], _Sent]
    turns: list[dict[str, Any]] = field(default_factory=list)
    moves: dict[str, dict[str, Any]] = field(default_factory=dict)  # the last of each conversation
    added: list[tuple[Addition, int]] = field(default_factory=list)

    @classmethod
    def of(cls, transaction: Transaction, additions: Sequence[Addition], seal: Seal) -> Self:
        """What the store knows of these turns and their conversations."""
        standing: dict[str, _Standing] = {}
        sent: dict[tuple[str, str], _Sent] = {}
        pairs = [(one.conversation, one.client_id) for one in additions]
        for which, client, status, seq, agent, there in _STANDING.rows(transaction, pairs):
            standing[which] = _Standing(status, seq, agent)
            if there is not None:
                one = transaction.run(_SENT_ONE, {"which": which, "client": client}).one()
                sent[which, client] = _Sent(one.seq, one.speaker, one.text, one.told)
        return cls(datetime.now(UTC), seal, standing, sent)

    def add(self, addition: Addition) -> Appended:
        """The answer to one turn, to be written with the others. Raises StoreError instead."""
        id, turn = addition.conversation, addition.turn  # noqa: A001 - the word of the trade
        there = self.there.get(id)
        if there is None:
            raise unknown(id)
        before = self.sent.get((id, addition.client_id))
        text = storable(turn.text)
        if before is not None:
            if (before.speaker, before.text) != (turn.speaker, text):
                raise ConflictError(f'turn "{addition.client_id}" was sent before with other words')
            return Appended(before.seq, duplicate=True, kept=before.told)
        if there.status != "open":
            raise ConflictError(f'conversation "{id}" is closed')
        if addition.expected_seq not in (None, there.seq):
            problem = f'conversation "{id}" is at turn {there.seq}, not {addition.expected_seq}'
            raise ConflictError(problem)
        there.seq += 1
        told = as_json(addition.told)
        self.sent[id, addition.client_id] = _Sent(there.seq, turn.speaker, text, told)
        values = {
            "conversation": id,
            "seq": there.seq,
            "client_id": addition.client_id,
            "told": told,
            "stored_at": self.now,
        }
        self.turns.append(values | _said(turn))
        earlier = self.moves.get(id, {}).get("names")
        names = self.seal.closed(json.dumps(addition.names)) if addition.names else earlier
        self.moves[id] = standing(addition.board) | {
            "which": id,
            "seq": there.seq,
            "updated_at": self.now,
            "state": addition.state,
            "names": names,
        }
        self.added.append((addition, there.seq))
        return Appended(there.seq, duplicate=False, kept=told)

    def write(self, transaction: Transaction) -> None:
        """Write all that was added."""
        if not self.added:
            return
        _ADD_TURN.write(transaction, self.turns)
        _MOVE_ON.write(transaction, list(self.moves.values()))
        made = [(one.conversation, one.promises) for one, _ in self.added if one.promises]
        owed.put_all(transaction, made, self.now)
        happened: list[dict[str, Any]] = []
        for addition, seq in self.added:
            id = addition.conversation  # noqa: A001 - the word of the trade
            agent = self.there[id].agent
            happened += (
                as_recorded(one, conversation=id, seq=seq, agent=agent, at=self.now)
                for one in (Happened("turn"), *_advice(addition.told), *addition.happened)
            )
        outbox.announce_all(transaction, happened, at=self.now)
        record_all(transaction, happened)


def add_all(
    transaction: Transaction, additions: Sequence[Addition], *, seal: Seal
) -> tuple[Appended | StoreError, ...]:
    """Add turns within a transaction; a refusal stands where its answer would, and writes nothing."""
    batch = _Batch.of(transaction, additions, seal)
    answers: list[Appended | StoreError] = []
    for one in additions:
        try:
            answers.append(batch.add(one))
        except StoreError as fault:
            answers.append(fault)
    batch.write(transaction)
    return tuple(answers)


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
