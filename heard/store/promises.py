"""The promises board: what was promised to whom, by when, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal, get_args

from sqlalchemy import and_, bindparam, case, insert, or_, select, update

from heard.errors import InputError, MissingError, did_you_mean
from heard.store import webhooks as outbox
from heard.store.columns import in_utc
from heard.store.events import Happened, record
from heard.store.prepared import Prepared
from heard.store.tables import conversations, promises, turns
from heard.track import Promise
from heard.track.promises import status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Row as Record

    from heard.store.database import Database, Transaction

Outcome = Literal["kept", "broken", "open"]
Stage = Literal["pending", "approaching", "overdue", "kept", "broken"]
STAGES: tuple[Stage, ...] = ("pending", "approaching", "overdue", "kept", "broken")

_P, _C, _T = promises.c, conversations.c, turns.c
_SHOWN = (
    select(
        promises,
        _C.customer,
        _C.agent,
        _C.team,
        _C.seq.label("at_seq"),
        case((_T.speaker == "agent", _T.name)).label("said_by"),
    )
    .join_from(promises, conversations, _C.id == _P.conversation)
    .outerjoin(turns, and_(_T.conversation == _P.conversation, _T.seq == _P.turn + 1))
)
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
_PLACES = select(_P.conversation, _P.turn, _P.start).where(
    _P.conversation.in_(bindparam("which", expanding=True))
)
_GIVEN = (
    *("conversation", "turn", "start", "end", "what", "owner", "kind"),
    *("due_from", "due_by", "due_words", "made_at"),
)
_ADD = Prepared(insert(promises).inline(), *_GIVEN)
MOST_CLOSED = 200  # kept and broken ones that a board shows, the latest


@dataclass(frozen=True, slots=True)
class Owed:
    """A promise with where it was made and how it stands."""

    id: int
    conversation: str
    customer: str | None
    agent: str | None
    team: str | None
    promise: Promise
    made_at: datetime
    stage: Stage
    marked_by: str | None = None
    marked_at: datetime | None = None
    said_by: str | None = None  # who made it, where that is known: not always the agent

    @property
    def what(self) -> str:
        """What was promised, as spoken."""
        return self.promise.what

    @property
    def due_by(self) -> datetime | None:
        """The latest moment it may be due; None where no time was given."""
        return self.promise.due_by


class Promises:
    """All promises of one store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, conversation: str, made: Iterable[Promise]) -> None:
        """Keep these promises of a conversation; one that is kept already stays as it is."""
        all_made = tuple(made)

        def do(transaction: Transaction) -> None:
            here = select(_C.id).where(_C.id == conversation)
            if transaction.run(here).one_or_none() is None:
                raise MissingError(f'no conversation "{conversation}"')
            put_all(transaction, [(conversation, all_made)], datetime.now(UTC))

        self._database.write(do)

    def board(
        self, agent: str | None = None, now: datetime | None = None, *, team: str | None = None
    ) -> dict[Stage, tuple[Owed, ...]]:
        """The company's promises by how they stand; the most urgent first in each.

        One without a time is pending until somebody marks it. What customers promise us is kept
        with the conversation, but no board waits for it.
        """
        moment = in_utc(now or datetime.now(UTC))
        ours = _SHOWN.where(_P.owner != "customer")
        if agent is not None:
            said = and_(_T.speaker == "agent", _T.name == agent)
            ours = ours.where(or_(_C.agent == agent, said))
        if team is not None:
            ours = ours.where(_C.team == team)
        waiting = ours.where(_P.outcome.is_(None)).order_by(_P.due_by.is_(None), _P.due_by, _P.id)
        over = ours.where(_P.outcome.is_not(None)).order_by(_P.marked_at.desc()).limit(MOST_CLOSED)
        shown: dict[Stage, list[Owed]] = {stage: [] for stage in STAGES}
        with self._database.read() as connection:
            for one in (*connection.execute(waiting), *connection.execute(over)):
                owed = _owed(one, moment)
                shown[owed.stage].append(owed)
        return {stage: tuple(owed) for stage, owed in shown.items()}

    def of(self, conversation: str, now: datetime | None = None) -> tuple[Owed, ...]:
        """Every promise of one conversation, in the order made."""
        chosen = _SHOWN.where(_P.conversation == conversation).order_by(_P.turn, _P.start)
        moment = in_utc(now or datetime.now(UTC))
        with self._database.read() as connection:
            return tuple(_owed(one, moment) for one in connection.execute(chosen))

    def get(self, id: int, now: datetime | None = None) -> Owed:  # noqa: A002 - the word of the trade
        """One promise."""
        with self._database.read() as connection:
            there = connection.execute(_SHOWN.where(_P.id == id)).one_or_none()
        if there is None:
            raise MissingError(f"no promise {id}")
        return _owed(there, in_utc(now or datetime.now(UTC)))

    def mark(self, id: int, outcome: Outcome, by: str) -> Owed:  # noqa: A002
        """Say that a promise was kept or broken; saying it again changes who said so last.

        "open" takes it back: nobody has said yet what became of it.
        """
        if outcome not in OUTCOMES:
            raise InputError(f'unknown outcome "{outcome}". {did_you_mean(outcome, OUTCOMES)}')
        now = datetime.now(UTC)

        def do(transaction: Transaction) -> Owed:
            there = transaction.run(_SHOWN.where(_P.id == id)).one_or_none()
            if there is None:
                raise MissingError(f"no promise {id}")
            marked = {"outcome": outcome, "marked_by": by, "marked_at": now}
            said: str = outcome
            if outcome == "open":
                marked, said = dict.fromkeys(marked), "open again"
            transaction.run(update(promises).where(_P.id == id).values(**marked))
            _tell(transaction, there, Happened("promise", f"{said}: {there.what}", by), now)
            return _owed(transaction.run(_SHOWN.where(_P.id == id)).one(), now)

        return self._database.write(do)

    def overdue_for(self, customer: str, now: datetime | None = None) -> tuple[Owed, ...]:
        """What we owe this customer past its date: the history of their next conversation."""
        moment = in_utc(now or datetime.now(UTC))
        late = _overdue(moment).where(_C.customer == customer).order_by(_P.due_by)
        with self._database.read() as connection:
            return tuple(_owed(one, moment) for one in connection.execute(late))

    def tell_overdue(self, now: datetime | None = None, limit: int = 100) -> tuple[Owed, ...]:
        """Those that became overdue since the last call, each told of once by all workers."""
        moment = in_utc(now or datetime.now(UTC))
        late = _overdue(moment).where(_P.told_overdue_at.is_(None)).order_by(_P.due_by)

        def do(transaction: Transaction) -> tuple[Owed, ...]:
            found = transaction.run(late.limit(limit)).all()
            for one in found:
                seen = update(promises).where(_P.id == one.id).values(told_overdue_at=moment)
                transaction.run(seen)
                _tell(transaction, one, Happened("promise", f"overdue: {one.what}"), moment)
            return tuple(_owed(one, moment) for one in found)

        return self._database.write(do)


def put_all(
    transaction: Transaction, made: Iterable[tuple[str, Iterable[Promise]]], now: datetime
) -> None:
    """Add those of each conversation that are not there yet, within a transaction."""
    new = {
        (conversation, promise.turn, promise.start): _columns(conversation, promise)
        | {"made_at": now}
        for conversation, promises in made
        for promise in promises
    }
    if new:
        there = transaction.run(_PLACES, {"which": sorted({which for which, _, _ in new})})
        for place in there:
            new.pop(tuple(place), None)
    if new:
        _ADD.write(transaction, list(new.values()))


def _overdue(moment: datetime) -> Any:  # noqa: ANN401 - a statement, whose type says nothing
    return _SHOWN.where(_P.outcome.is_(None), _P.owner != "customer", _P.due_by < moment)


def _tell(transaction: Transaction, one: Record[Any], what: Happened, now: datetime) -> None:
    where = {"conversation": one.conversation, "seq": one.at_seq}
    record(transaction, what, agent=one.agent, at=now, **where)
    outbox.announce(transaction, what, at=now, **where)


def _columns(conversation: str, promise: Promise) -> dict[str, Any]:
    return {
        "conversation": conversation,
        "turn": promise.turn,
        "start": promise.start,
        "end": promise.end,
        "what": promise.what,
        "owner": promise.owner,
        "kind": promise.kind,
        "due_from": promise.due_from,
        "due_by": promise.due_by,
        "due_words": promise.due_words,
    }


def _owed(one: Record[Any], now: datetime) -> Owed:
    promise = Promise(
        turn=one.turn,
        start=one.start,
        end=one.end,
        what=one.what,
        owner=one.owner,
        kind=one.kind,
        due_from=one.due_from,
        due_by=one.due_by,
        due_words=one.due_words,
    )
    return Owed(
        id=one.id,
        conversation=one.conversation,
        customer=one.customer,
        agent=one.agent,
        team=one.team,
        promise=promise,
        made_at=one.made_at,
        stage=one.outcome or _stage(promise, now),
        marked_by=one.marked_by,
        marked_at=one.marked_at,
        said_by=one.said_by,
    )


def _stage(promise: Promise, now: datetime) -> Stage:
    stands = status(promise, now)
    return "pending" if stands == "undated" else stands
