"""The conversations that are kept."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, func, insert, or_, select, update

from heard.conversation import Conversation, History
from heard.errors import InputError, StoreError
from heard.store import webhooks as outbox
from heard.store.addition import Addition, Appended, add_all, checked, named, unknown
from heard.store.columns import storable, zone_of
from heard.store.events import Happened, record
from heard.store.row import UNSEEN, Resumable, Row, row_of, standing, turn_of
from heard.store.seal import Seal
from heard.store.tables import conversations, events, turns

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import ColumnElement

    from heard.conversation import Channel, Turn
    from heard.store.database import Database, Transaction
    from heard.store.row import Status, StoredTurn
    from heard.track import Promise

_C, _T = conversations.c, turns.c
_ROW = [column for column in _C if column.name not in UNSEEN]
_ONE = select(*_ROW).where(_C.id == bindparam("which"))
_ALL_OF = select(turns).where(_T.conversation == bindparam("which"), _T.seq > bindparam("after"))
_OLDEST_FIRST = _ALL_OF.order_by(_T.seq)
_NEWEST_FIRST = _ALL_OF.order_by(_T.seq.desc()).limit(bindparam("most"))
_RESUMED = select(conversations).where(_C.id == bindparam("which"))
_LATEST_UP_TO = (
    select(turns)
    .where(_T.conversation == bindparam("which"), _T.seq <= bindparam("upto"))
    .order_by(_T.seq.desc())
    .limit(bindparam("most"))
)
_ANSWERED = select(turns).where(
    _T.conversation == bindparam("which"), _T.client_id == bindparam("client")
)


_MUTED = (  # what somebody last said of the coach
    select(events.c.note)
    .where(
        events.c.conversation == bindparam("which"),
        events.c.kind == "mute",
        events.c.by == bindparam("who"),
    )
    .order_by(events.c.cursor.desc())
    .limit(1)
)


class Conversations:
    """All conversations of one store."""

    def __init__(self, database: Database, seal: Seal | None = None) -> None:
        self._database = database
        self._seal = seal or Seal()

    def open(
        self,
        id: str,  # noqa: A002 - the word of the trade
        *,
        channel: Channel | None = None,
        customer: str | None = None,
        agent: str | None = None,
        team: str | None = None,
        started_at: datetime | None = None,
        history: History | None = None,
    ) -> Row:
        """Begin a conversation, or give the one that already has this id as it stands.

        The zone of `started_at` is kept with it: "by noon" is noon there.
        """
        named("conversation", id)
        for what, name in (("customer", customer), ("account", agent), ("team", team)):
            if name is not None:
                named(what, name)
        began, known = started_at or datetime.now(UTC), history or History()
        values = standing({}) | {
            "id": id,
            "channel": channel,
            "customer": customer,
            "agent": agent,
            "team": team,
            "status": "open",
            "muted": False,
            "started_at": began,
            "zone": zone_of(began),
            "updated_at": datetime.now(UTC),
            "seq": 0,
            "earlier_contacts": known.earlier_contacts,
            "overdue_promises": known.overdue_promises,
            "customer_since": known.customer_since,
        }

        def do(transaction: Transaction) -> Row:
            there = transaction.run(_ONE, {"which": id}).one_or_none()
            if there is not None:
                return row_of(there)
            transaction.run(insert(conversations), values)
            record(transaction, Happened("opened"), conversation=id, seq=0, agent=agent)
            return row_of(transaction.run(_ONE, {"which": id}).one())

        return self._database.write(do)

    def get(self, id: str) -> Row:  # noqa: A002
        """One conversation. Raises MissingError where there is none."""
        with self._database.read() as connection:
            there = connection.execute(_ONE, {"which": storable(id)}).one_or_none()
        if there is None:
            raise unknown(id)
        return row_of(there)

    def list(
        self,
        *,
        agent: str | None = None,
        answers: str | None = None,
        team: str | None = None,
        customer: str | None = None,
        status: Status | None = "open",
        limit: int = 100,
        after: str | None = None,
        skip: int = 0,
    ) -> tuple[Row, ...]:
        """Those that need somebody most, first; `after` is the last id of the page before.

        `agent` is whose they are; `answers` adds those that this person has taken over. `skip` leaves out
        so many from the top, for pages that people turn while the order changes.
        """
        chosen = select(*_ROW)
        if answers is not None:
            chosen = chosen.where(_answered_by(answers))
        for column, wanted in (
            (_C.agent, agent),
            (_C.team, team),
            (_C.customer, customer),
            (_C.status, status),
        ):
            if wanted is not None:
                chosen = chosen.where(column == wanted)
        if after is not None:
            last = self.get(after)
            chosen = chosen.where(
                or_(
                    _C.risk < last.risk,
                    and_(_C.risk == last.risk, _C.heat < last.heat),
                    and_(_C.risk == last.risk, _C.heat == last.heat, _C.id > last.id),
                )
            )
        chosen = chosen.order_by(_C.risk.desc(), _C.heat.desc(), _C.id).limit(limit).offset(skip)
        with self._database.read() as connection:
            return tuple(row_of(one) for one in connection.execute(chosen))

    def append(
        self,
        id: str,  # noqa: A002
        *,
        client_id: str,
        turn: Turn,
        told: Mapping[str, Any],
        state: bytes | None = None,
        board: Mapping[str, Any] | None = None,
        expected_seq: int | None = None,
        promises: Iterable[Promise] = (),
        happened: Iterable[Happened] = (),
    ) -> Appended:
        """Add a turn with all that follows from it, in one transaction, exactly once.

        A `turn` event is recorded first, an `advice` event where `told["advice"]` is a card,
        then what else `happened`. The same `client_id` again, with the same words, gives the
        first answer and changes nothing. Raises MissingError, or ConflictError where the
        conversation is closed or has moved on from `expected_seq`.
        """
        added = Addition(
            conversation=id,
            client_id=client_id,
            turn=turn,
            told=told,
            state=state,
            board=board or {},
            expected_seq=expected_seq,
            promises=tuple(promises),
            happened=tuple(happened),
        )
        [answer] = self.append_many([added])
        if isinstance(answer, StoreError):
            raise answer
        return answer

    def append_many(self, additions: Iterable[Addition]) -> tuple[Appended | StoreError, ...]:
        """Turns of many conversations in one commit; a refusal stands where its answer would."""
        many = tuple(additions)
        for one in many:
            checked(one)
        return self._database.write(lambda found: add_all(found, many, seal=self._seal))

    def answer(self, id: str, client_id: str) -> StoredTurn | None:  # noqa: A002
        """The turn that was sent under this name before, or None."""
        values = {"which": storable(id), "client": storable(client_id)}
        with self._database.read() as connection:
            there = connection.execute(_ANSWERED, values).one_or_none()
        return None if there is None else turn_of(there)

    def turns(
        self,
        id: str,  # noqa: A002
        after_seq: int = 0,
        *,
        last: int | None = None,
    ) -> tuple[StoredTurn, ...]:
        """The turns after one of them, in order; `last` keeps only that many of the latest."""
        values: dict[str, Any] = {"which": storable(id), "after": after_seq}
        with self._database.read() as connection:
            if last is None:
                return tuple(turn_of(one) for one in connection.execute(_OLDEST_FIRST, values))
            latest = connection.execute(_NEWEST_FIRST, values | {"most": last}).all()
        return tuple(turn_of(one) for one in reversed(latest))

    def state(self, id: str) -> bytes | None:  # noqa: A002
        """The coach's state after the last turn; None before the first."""
        with self._database.read() as connection:
            return connection.execute(
                select(_C.state).where(_C.id == storable(id))
            ).scalar_one_or_none()

    def resumable(
        self,
        id: str,  # noqa: A002
        last: int,
    ) -> Resumable:
        """A conversation with what a coach goes on from, all as of the same turn."""
        with self._database.read() as connection:
            there = connection.execute(_RESUMED, {"which": storable(id)}).one_or_none()
            if there is None:
                raise unknown(id)
            values = {"which": there.id, "upto": there.seq, "most": last}
            latest = connection.execute(_LATEST_UP_TO, values).all()
        turns = tuple(turn_of(one) for one in reversed(latest))
        return Resumable(row_of(there), there.state, turns, self._opened(there.names))

    def whole(self, id: str) -> Conversation:  # noqa: A002
        """The conversation with all its turns, as the rest of Heard knows it."""
        row = self.get(id)
        return Conversation(
            row.id,
            tuple(one.turn for one in self.turns(id)),
            channel=row.channel,
            started_at=row.started_at,
            history=row.history,
            agent=row.agent,
            team=row.team,
        )

    def close(self, id: str, by: str | None = None) -> Row:  # noqa: A002
        """End it: no turn is added any more. Closing it twice is no fault."""
        return self._change(id, {"status": "closed"}, Happened("closed", by=by))

    def take(self, id: str, by: str) -> Row:  # noqa: A002
        """Hand it to whoever takes over; whether the coach is quiet is each one's own choice."""
        return self._change(id, {"taken_by": by}, Happened("takeover", by=by))

    def give_back(self, id: str, by: str) -> Row:  # noqa: A002
        """Hand it back to its agent, who finds the coach as they left it."""
        return self._change(id, {"taken_by": None}, Happened("returned", by=by))

    def mute(self, id: str, *, muted: bool = True, by: str | None = None) -> Row:  # noqa: A002
        """Have the coach listen without showing cards, or speak again."""
        note = "muted" if muted else "unmuted"
        return self._change(id, {"muted": muted}, Happened("mute", note, by))

    def whisper(self, id: str, by: str, text: str) -> Row:  # noqa: A002
        """A word to the agent that the customer never sees."""
        if not text.strip():
            raise InputError("a whisper needs words")
        return self._change(id, {}, Happened("whisper", text, by))

    def happen(self, id: str, happened: Happened) -> Row:  # noqa: A002
        """Record something that is no turn, and send it to the webhooks that asked for it."""
        return self._change(id, {}, happened)

    def hold(self, id: str, by: str | None) -> Row:  # noqa: A002
        """Keep it whatever its age and whoever asks (a legal hold); None lets go of it."""
        return self._change(id, {"held_by": by}, None)

    def reseal(self) -> int:
        """Encrypt with the newest key whatever names are not yet; of how many conversations."""
        kept = select(_C.id, _C.names).where(_C.names.is_not(None)).with_for_update()

        def do(transaction: Transaction) -> int:
            count = 0
            for one in transaction.run(kept).all():
                names = self._seal.opened(one.names)
                if names is not None and self._seal.outdated(one.names):
                    closed = update(conversations).where(_C.id == one.id)
                    transaction.run(closed.values(names=self._seal.closed(names)))
                    count += 1
            return count

        return self._database.write(do)

    def _opened(self, kept: str | None) -> tuple[str, ...]:
        names = None if kept is None else self._seal.opened(kept)
        return () if names is None else tuple(json.loads(names))

    def boards(self) -> tuple[dict[str, Any], ...]:
        """What a board shows of each open one, in no order."""
        with self._database.read() as connection:
            found = connection.execute(select(_C.board).where(_C.status == "open")).scalars().all()
        return tuple(json.loads(one) for one in found)

    def count(self, *, status: Status = "open", answers: str | None = None) -> int:
        """How many there are; `answers`: of those that are this person's or were taken over by them."""
        counted = select(func.count()).select_from(conversations).where(_C.status == status)
        if answers is not None:
            counted = counted.where(_answered_by(answers))
        with self._database.read() as connection:
            return int(connection.execute(counted).scalar_one())

    def _change(self, id: str, changes: Mapping[str, Any], happened: Happened | None) -> Row:  # noqa: A002
        def do(transaction: Transaction) -> Row:
            values = dict(changes)
            there = transaction.run(_ONE, {"which": id}).one_or_none()
            if there is None:
                raise unknown(id)
            if values and any(getattr(there, name) != value for name, value in values.items()):
                if values.get("status") == "closed":
                    values["names"] = None  # nobody speaks any more
                if "taken_by" in values:
                    answers = values["taken_by"] or there.agent
                    values = {**values, "muted": _muted_by(transaction, id, answers)}
                now = datetime.now(UTC)
                changed = update(conversations).where(_C.id == id)
                transaction.run(changed.values(**values, updated_at=now))
            elif values:
                return row_of(there)
            if happened is not None:
                record(transaction, happened, conversation=id, seq=there.seq, agent=there.agent)
                outbox.announce(transaction, happened, conversation=id, seq=there.seq)
            return row_of(transaction.run(_ONE, {"which": id}).one())

        return self._database.write(do)


def _answered_by(who: str) -> ColumnElement[bool]:
    return or_(_C.agent == who, _C.taken_by == who)


def _muted_by(transaction: Transaction, id: str, who: str | None) -> bool:  # noqa: A002
    said = transaction.run(_MUTED, {"which": id, "who": who}).scalar_one_or_none()
    return said == "muted"
