"""The coaches of conversations that are going on, kept in memory and resumed where they are not."""

from __future__ import annotations

import json
import threading
import zlib
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from heard.coach import Coach
from heard.errors import MissingError
from heard.server.names import Names
from heard.server.problems import unknown_conversation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from heard.listen import Listener
    from heard.playbook import Playbook
    from heard.store import Row, Store

WINDOW = 16  # turns that a coach who resumes looks back on
EACH = 8  # turns after which a coach's state is written anew; those since are heard again


@dataclass(slots=True)
class Live:
    """One conversation in memory: its coach, how far it has come, and what was last saved of it."""

    row: Row  # as it was when it came into memory; `seq` and `board` have moved on
    coach: Coach
    seq: int
    board: Mapping[str, Any]
    state: bytes | None = None
    names: tuple[str, ...] = ()  # that are kept with it, for other workers
    lock: threading.Lock = field(default_factory=threading.Lock)

    def saved(self) -> bytes:
        """The state to keep with the turn just heard: a new one now and then, else the last one.

        Writing a state costs as much as hearing a turn, hearing a few turns again costs little
        and happens seldom.
        """
        if self.state is None or self.coach.before.count % EACH == 0:
            self.state = self.coach.save()
        return self.state


class Memory:
    """The coaches in memory, the longest unheard forgotten first."""

    def __init__(self, store: Store, *, playbook: Playbook, listener: Listener, kept: int) -> None:
        self.store = store
        self.playbook = playbook
        self.listener = listener
        self.kept = kept
        self.names = Names(kept=4 * kept)
        self._live: OrderedDict[str, Live] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._live)

    def of(self, conversation: str) -> Live:
        """This conversation's, resumed from the store where it is not here."""
        with self._lock:
            live = self._live.get(conversation)
            if live is not None:
                self._live.move_to_end(conversation)
                return live
        return self._keep(conversation, self._resumed(conversation))

    def forget(self, conversation: str) -> None:
        """Drop it: the store knows better."""
        with self._lock:
            self._live.pop(conversation, None)

    def names_of(self, row: Row) -> tuple[str, ...]:
        """The names its customer is known by, told to whichever worker."""
        live = self.of(row.id)
        if live.seq < row.seq:  # another worker has heard more
            self.forget(row.id)
            self.of(row.id)
        return self.names.of(row.id, row.customer)

    def begin(self, row: Row) -> None:
        """Keep a coach ready for a conversation in which nothing was said yet."""
        if row.seq == 0:
            self._keep(row.id, Live(row, self._fresh(row), 0, row.board))

    def _keep(self, conversation: str, live: Live) -> Live:
        with self._lock:
            live = self._live.setdefault(conversation, live)
            while len(self._live) > self.kept:
                self._live.popitem(last=False)
        return live

    def _resumed(self, conversation: str) -> Live:
        try:
            found = self.store.conversations.resumable(conversation, WINDOW + EACH)
        except MissingError:
            raise unknown_conversation(conversation) from None
        row, state, turns = found.row, found.state, found.turns
        for name in found.names:
            self.names.learn(conversation, name)
        if state is None:
            coach, count = self._fresh(row), 0
        else:
            count = heard_of(state)
            before = tuple(one.turn for one in turns if one.seq <= count)
            coach = Coach.resume(state, before, playbook=self.playbook, listener=self.listener)
            coach.track.started_at = row.started_at  # the state knows an offset, the row its zone
        for one in turns:
            if one.seq > count:
                if one.told.get("muted"):
                    coach.listen(one.turn)
                else:
                    coach.hear(one.turn)
        return Live(row, coach, row.seq, row.board, state, found.names)

    def _fresh(self, row: Row) -> Coach:
        return Coach.start(
            channel=row.channel,
            history=row.history,
            started_at=row.started_at,
            playbook=self.playbook,
            listener=self.listener,
        )


def heard_of(state: bytes) -> int:
    """How many turns a saved coach had heard."""
    return int(json.loads(zlib.decompress(state))["count"])
