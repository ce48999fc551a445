"""The desk: the one place where a turn is made safe, heard, kept and told of."""

from __future__ import annotations

import copy
import secrets
import threading
import time
from collections import OrderedDict
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from heard.coach import check
from heard.coach.draft.wire import checked_json
from heard.coach.handoff import pack
from heard.coach.handoff.wire import boundary_json, packet_json
from heard.conversation import History, Turn
from heard.errors import MissingError
from heard.listen import load_listener
from heard.playbook import Playbook
from heard.redact import redact
from heard.server.aside import Aside
from heard.server.intake import Intake, Said, safe
from heard.server.memory import Memory
from heard.server.metrics import Metrics
from heard.server.names import named, parts
from heard.server.permit import Caller, owners_of
from heard.server.problems import Problem, unknown_conversation
from heard.server.telling import event_json, row_json
from heard.store import Happened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from heard.coach import Coach
    from heard.coach.handoff import Packet
    from heard.conversation import Conversation
    from heard.listen import Reading, SoFar
    from heard.server.ear import Ear
    from heard.server.permit import Owners, Verb
    from heard.server.schemas import Opening
    from heard.server.settings import Settings
    from heard.store import Event, Outcome, Owed, Row, Stage, Store, StoredTurn

Told = dict[str, Any]
MANY = 32  # conversations in memory, from which on a second process reads what is said in them
RECENT = 4000  # turns kept for those who watch, so that they are not fetched again
CHANGES = (
    "takeover",
    "returned",
    "mute",
    "closed",
    "erased",
)  # what a coach in memory would not know
OVER = ("closed", "erased")  # nobody's name is needed any more
DESK = Caller("desk", "admin", account="0")  # the house itself, where no person asks


class Desk:
    """Conversations that are going on. Its verbs may be called from any thread.

    A coach is kept in memory and resumed from the store where it is not there, or where another
    worker was faster: the store decides which turn comes next, memory only saves work.
    """

    def __init__(self, store: Store, *, settings: Settings, metrics: Metrics | None = None) -> None:
        self.store = store
        self.metrics = metrics or Metrics()
        self.settings = settings
        self.playbook = Playbook.load(settings.playbook)
        self.listener = load_listener(settings.listener or None)
        self.ear: Ear | None = None
        self._memory = Memory(
            store, playbook=self.playbook, listener=self.listener, kept=settings.kept_live
        )
        self._recent: OrderedDict[tuple[str, int], tuple[Turn, Told]] = OrderedDict()
        self._owners: OrderedDict[str, Owners] = OrderedDict()
        self._lock = threading.Lock()
        self.aside = Aside(self.listener, settings.listener, allowed=settings.aside)
        self.intake = Intake(
            store,
            self._memory,
            read=self._read,
            forget=self.forget,
            kept=self._remember,
        )

    def stop(self) -> None:
        """End what runs beside it; the store is its owner's."""
        self.aside.stop()

    # turns

    def open(self, opening: Opening, *, caller: Caller = DESK) -> Row:
        """Begin a conversation; the same id again, by whoever may see it, gives it as it stands."""
        agent = opening.agent or (caller.name if caller.role == "agent" else None)
        caller.must("speak", (agent, None))
        history = self._history(opening)
        row = self.store.conversations.open(
            opening.id or secrets.token_hex(8),
            channel=opening.channel,
            customer=opening.customer,
            agent=agent,
            team=opening.team,
            started_at=self.settings.local(opening.started_at or datetime.now(self.settings.zone)),
            history=history,
        )
        if not caller.may("speak", owners_of(row)):
            raise Problem("exists", f'the id "{row.id}" is taken')
        self._memory.begin(row)
        self._prepare()
        self._note_owners(row.id, owners_of(row))
        return row

    def hear(
        self,
        conversation: str,
        turn: Turn,
        *,
        client_id: str,
        expected_seq: int | None = None,
        caller: Caller = DESK,
    ) -> Told:
        """Take in a turn and wait for what was heard."""
        said = Said(conversation, turn, client_id, expected_seq, caller)
        return self.intake.take_in(said) if self.ear is None else self.ear.hear(said)

    def redacted(self, conversation: Conversation) -> Conversation:
        """The same for a conversation that is sent along; its time is ours, where it names no zone."""
        called = (name for turn in conversation.turns for name in named(turn))
        names = tuple(dict.fromkeys(part for name in called for part in parts(name)))
        began = conversation.started_at
        return replace(
            conversation,
            turns=tuple(safe(turn, names=names) for turn in conversation.turns),
            started_at=began and self.settings.local(began),
        )

    # questions

    def check(self, conversation: str, draft: str, *, caller: Caller = DESK) -> Told:
        """Whether this reply is safe to send, in this conversation."""
        live = self._memory.of(conversation)
        caller.must_of("watch", conversation, owners_of(live.row))
        with live.lock:
            coach = copy.copy(live.coach)  # its parts are values; the next turn replaces them
        return self.checked(draft, after=coach)

    def checked(self, draft: str, *, after: Coach | Conversation | None) -> Told:
        """The same for a conversation that is at hand."""
        began = time.perf_counter()
        told = checked_json(
            check(draft, after=after, playbook=self.playbook, listener=self.listener)
        )
        self.metrics.check_seconds.observe(time.perf_counter() - began)
        return told

    def handoff(
        self, conversation: str, *, caller: Caller = DESK, now: datetime | None = None
    ) -> Told:
        """The packet for whoever takes it over; that somebody asked for it is an event."""
        packet = self._packed(conversation, caller=caller, now=now)
        if caller.may("speak", self.owners(conversation)):
            happened = Happened("handoff", packet.about, by=caller.name)
            self.store.conversations.happen(conversation, happened)
        return packet_json(packet)

    def boundary(self, conversation: str, *, caller: Caller = DESK) -> Told:
        """Where the ladder stands, what is due and how to say it."""
        return boundary_json(self._packed(conversation, caller=caller, now=None).limits)

    def _packed(self, conversation: str, *, caller: Caller, now: datetime | None) -> Packet:
        whole = self.conversation(conversation, caller=caller)
        return pack(
            whole, playbook=self.playbook, listener=self.listener, now=now or datetime.now(UTC)
        )

    def conversation(self, conversation: str, *, caller: Caller = DESK) -> Conversation:
        """The whole of it, for those who may see it."""
        self.row(conversation, caller=caller)
        return self.store.conversations.whole(conversation)

    def row(self, conversation: str, *, caller: Caller = DESK, verb: Verb = "watch") -> Row:
        """Where it stands, for those who may see it."""
        try:
            row = self.store.conversations.get(conversation)
        except MissingError:
            raise unknown_conversation(conversation) from None
        caller.must_of(verb, conversation, owners_of(row))
        return row

    def turns(self, conversation: str, *, after_seq: int = 0) -> tuple[StoredTurn, ...]:
        """What was said after a turn, and what was told about it."""
        return self.store.conversations.turns(conversation, after_seq)

    def listed(
        self, *, caller: Caller, status: str, agent: str | None, limit: int, after: str | None
    ) -> Told:
        """A page of conversations, those that need somebody most first."""
        if not caller.may("watch"):
            caller.must("watch", (caller.name, None))
            agent = caller.name
        if after is not None:
            self.row(after, caller=caller)
        rows = self.store.conversations.list(
            agent=agent, status="closed" if status == "closed" else "open", limit=limit, after=after
        )
        more = rows[-1].id if len(rows) == limit else None
        return {"conversations": [row_json(row) for row in rows], "after": more}

    # what people do

    def close(self, conversation: str, *, caller: Caller = DESK) -> Row:
        """End it."""
        self.row(conversation, caller=caller, verb="speak")
        self.forget(conversation)
        return self.store.conversations.close(conversation, by=caller.name)

    def take(self, conversation: str, *, caller: Caller) -> Row:
        """Take it over."""
        if self.row(conversation, caller=caller, verb="take").status == "closed":
            raise Problem("closed", f'conversation "{conversation}" is closed')
        row = self.store.conversations.take(conversation, caller.name)
        self.forget(conversation)
        return row

    def give_back(self, conversation: str, *, caller: Caller) -> Row:
        """Hand it back to the agent whose it is."""
        row = self.row(conversation, caller=caller, verb="take")
        if row.status == "closed":
            raise Problem("closed", f'conversation "{conversation}" is closed')
        if row.taken_by and not row.agent:
            raise Problem(
                "invalid", "nobody answered it before: there is nobody to give it back to"
            )
        row = self.store.conversations.give_back(conversation, caller.name)
        self.forget(conversation)
        return row

    def whisper(self, conversation: str, text: str, *, caller: Caller) -> Row:
        """A word that only the agent sees."""
        row = self.row(conversation, caller=caller, verb="whisper")
        names = self._memory.names_of(row)
        safe_text = redact(text, names=names).text
        return self.store.conversations.whisper(conversation, caller.name, safe_text)

    def mute(self, conversation: str, *, muted: bool, caller: Caller) -> Row:
        """Quiet the coach, or let it speak again."""
        self.row(conversation, caller=caller, verb="mute")
        row = self.store.conversations.mute(conversation, muted=muted, by=caller.name)
        self.forget(conversation)
        return row

    def promises(
        self, *, caller: Caller, agent: str | None = None
    ) -> dict[Stage, tuple[Owed, ...]]:
        """What the company promised, by how it stands."""
        if not caller.may("watch"):
            caller.must("watch", (caller.name, None))
            agent = caller.name
        return self.store.promises.board(agent=agent, now=datetime.now(UTC))

    def mark(self, number: int, outcome: Outcome, *, caller: Caller) -> Owed:
        """Say what became of a promise, or that it is open after all."""
        missing = Problem("unknown", f"there is no promise {number} for you")
        try:
            owed = self.store.promises.get(number)
        except MissingError:
            raise missing from None
        owners = self.owners(owed.conversation)
        if not caller.may("watch", owners):
            raise missing
        caller.must("mark", owners)
        return self.store.promises.mark(number, outcome, by=caller.name)

    # what happens

    def latest(self) -> int:
        """The cursor of the latest event."""
        return self.store.events.last()

    def listen(self, callback: Callable[[int], None]) -> Callable[[], None]:
        """Call back whenever something happened; gives what stops it."""
        return self.store.events.listen(callback).stop

    def events(self, cursor: int, limit: int) -> tuple[Event, ...]:
        """What happened after a cursor, in order."""
        found = self.store.events.after(cursor, limit)
        for event in found:
            if event.kind in CHANGES:
                self.forget(event.conversation)  # another worker may have done it
            if event.kind in OVER:
                self._memory.names.forget(event.conversation)
        return found

    def tell(self, events: Iterable[Event]) -> list[tuple[Owners, Told]]:
        """How events are told, and whose they are."""
        return [(self.owners(event.conversation), self._told_of(event)) for event in events]

    def owners(self, conversation: str) -> Owners:
        """Who answers and who has taken over; nobody, where it is not kept any more."""
        known = self._owners.get(conversation)
        if known is None:
            try:
                known = owners_of(self.store.conversations.get(conversation))
            except MissingError:
                known = (None, None)
            self._note_owners(conversation, known)
        return known

    def _note_owners(self, conversation: str, owners: Owners) -> None:
        with self._lock:
            self._owners[conversation] = owners
            while len(self._owners) > 4 * self.settings.kept_live:
                self._owners.popitem(last=False)

    def _told_of(self, event: Event) -> Told:
        if event.kind != "turn":
            return event_json(event, None)
        kept = self._recent.get((event.conversation, event.seq))
        if kept is None:
            after = event.seq - 1
            for stored in self.store.conversations.turns(event.conversation, after):
                self._remember(event.conversation, stored.seq, stored.turn, stored.told)
            kept = self._recent.get((event.conversation, event.seq))
        return event_json(event, kept)

    # memory

    def _read(self, asked: Sequence[tuple[Turn, SoFar]]) -> Iterator[Reading | Exception]:
        self._prepare()
        return self.aside.read_all(asked)

    def _prepare(self) -> None:
        """Have a second process ready before turns wait, where so much is going on that they will."""
        if len(self._memory) >= MANY:
            self.aside.start()

    def forget(self, conversation: str) -> None:
        """Drop what memory knows of it: the store knows better."""
        self._memory.forget(conversation)
        with self._lock:
            self._owners.pop(conversation, None)

    def _remember(self, conversation: str, seq: int, turn: Turn, told: Told) -> None:
        with self._lock:
            self._recent[(conversation, seq)] = (turn, told)
            while len(self._recent) > RECENT:
                self._recent.popitem(last=False)

    def _history(self, opening: Opening) -> History:
        known = History() if opening.history is None else opening.history.history()
        if opening.customer is None:
            return known
        overdue = len(self.store.promises.overdue_for(opening.customer, datetime.now(UTC)))
        return replace(known, overdue_promises=max(known.overdue_promises, overdue))
