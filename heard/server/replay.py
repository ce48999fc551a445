"""Invented conversations told at the pace of speech, so that a newcomer sees the desk at work."""

from __future__ import annotations

import contextlib
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from heard.conversation import Speaker, Turn
from heard.errors import InputError
from heard.formats import load_all
from heard.server.pages.room import Way
from heard.server.permit import Caller
from heard.server.problems import Problem

if TYPE_CHECKING:
    from heard.conversation import Conversation
    from heard.server.desk import Desk
    from heard.store import Store

SAMPLES = Path(__file__).parent.parent / "samples"
VISITOR = "You"
FIRST = "third-call"
CAST = (  # which samples are replayed, for whom, and how many seconds after the start
    (FIRST, "Parcel 417", "Ana", 2.0),
    ("chat2-42", "Exam candidate", "Noor", 0.0),
    ("phone-6", "Trench in the drive", "Tamsin", 9.0),
    ("chat2-7", "Late insulin", "Yusra", 15.0),
    ("email-31", "Father's direct debits", "Edda", 22.0),
    ("more-62", "The priory", "Tamsin", 30.0),
)
OWED = (  # what was promised earlier: hours ago (the first is overdue at any time of day), in whose words
    (49.0, "The engineer never came, and nobody rang.", "I'll ring you back by noon tomorrow."),
    (0.2, "Where is my refund?", "I'm sending it again now. I'll write to you within 40 minutes."),
    (2.0, "And the second parcel?", "I'll have it collected on Friday and call you that evening."),
)
WATCH = "Watch one happen"
WAYS = (
    ("/coach/yours", "Be the customer"),
    ("/board", "See the lead's board"),
    ("/promises", "See what is owed"),
)
PAUSE_S, WORD_S = 1.6, 0.24  # before somebody answers, and for each word they say
REST_S = 25.0  # after a conversation, before it is told again


@dataclass
class Replay:
    """Tells the sample conversations again and again, as fast as people talk."""

    desk: Desk
    store: Store
    speed: float
    conversations: dict[str, Conversation]
    done: threading.Event = field(default_factory=threading.Event)
    ways: list[Way] = field(default_factory=list)  # what the pages offer to look at

    @classmethod
    def of(cls, desk: Desk, store: Store, *, speed: float) -> Replay:
        """A replay of the bundled samples."""
        loaded = [one for one in load_all([str(SAMPLES)]) if not isinstance(one, InputError)]
        known = {one.conversation.id: one.conversation for one in loaded}
        return cls(desk, store, speed, known)

    def start(self) -> None:
        """Open everything, so that the lists are not empty, and begin to talk."""
        self._owe()
        self._open("yours", "Somebody upset", VISITOR)
        self._lead_to(f"{FIRST}-1")
        for id_, customer, agent, after_s in CAST:
            self._open(f"{id_}-1", customer, agent)
            about = (id_, customer, agent, after_s)
            threading.Thread(target=self.tell, args=about, daemon=True).start()

    def stop(self) -> None:
        """Fall silent."""
        self.done.set()

    def tell(self, id_: str, customer: str, agent: str, after_s: float) -> None:
        """One conversation, over and over; each time it is a new one."""
        self._wait(after_s)
        number = 0
        while not self.done.is_set():
            number += 1
            name = f"{id_}-{number}"
            self._open(name, customer, agent)
            if id_ == FIRST:
                self._lead_to(name)
            self._act(name)
            if self._wait(REST_S):
                return
            self._settle(name)

    def _act(self, name: str) -> None:
        """What its sample says, turn by turn, until somebody else answers in it."""
        said_s = 0.0
        for seq, turn in enumerate(self.conversations[name.rpartition("-")[0]].turns):
            took_s = PAUSE_S + WORD_S * len(turn.text.split())
            if self._wait(took_s) or self._let_go(name, said=seq):
                return
            said_s += took_s
            try:
                self._say(name, turn, said_s, seq=seq)
            except Problem:
                return  # they were faster

    def _let_go(self, name: str, *, said: int) -> bool:
        """Whether it is a person's: once they took it over or wrote in it, no script goes on with it.

        Neither after it was given back: what was said in between is not what the script answers.
        """
        row = self.store.conversations.get(name)
        taken = row.taken_by is not None or self.store.events.of(name, "takeover")
        return bool(taken) or row.seq != said or row.status == "closed"

    def _lead_to(self, name: str) -> None:
        """The pages' first link is to the conversation that is told right now."""
        self.ways[:] = [Way(f"/coach/{name}", WATCH), *(Way(*way) for way in WAYS)]

    def _settle(self, name: str) -> None:
        """Close it; what was promised in it is kept, or broken where the customer left angry.

        One that a person took over or wrote in stays open: it is theirs to close.
        """
        if self._let_go(name, said=len(self.conversations[name.rpartition("-")[0]].turns)):
            return
        row = self.store.conversations.get(name)
        for owed in self.store.promises.of(name):
            if owed.promise.ours and owed.stage not in ("kept", "broken"):
                outcome = "broken" if row.mood == "heated" else "kept"
                self.store.promises.mark(owed.id, outcome, by=row.agent or VISITOR)  # type: ignore[arg-type]
        with contextlib.suppress(Problem):  # taken over at this very moment
            self.desk.close(name, caller=_as(row.agent))

    def _say(self, name: str, turn: Turn, at_s: float, *, seq: int) -> None:
        """One turn, as the conversation's agent: the desk refuses it where somebody else answers now."""
        told = Turn(turn.speaker, turn.text, at_s=round(at_s, 1), internal=turn.internal)
        agent = self.store.conversations.get(name).agent
        self.desk.hear(
            name, told, client_id=f"{name}-{seq + 1}", expected_seq=seq, caller=_as(agent)
        )

    def _open(self, name: str, customer: str, agent: str) -> None:
        source = self.conversations.get(name.rpartition("-")[0])
        self.store.conversations.open(
            name, channel=None if source is None else source.channel, customer=customer, agent=agent
        )

    def _owe(self) -> None:
        """Some promises from before, so that the page of promises has something to say."""
        for number, (hours, asked, promised) in enumerate(OWED, 1):
            name = f"earlier-{number}"
            began = datetime.now(UTC) - timedelta(hours=hours)
            self.store.conversations.open(
                name, customer=f"Caller {number}", agent=VISITOR, started_at=began
            )
            said = (Turn(Speaker.CUSTOMER, asked), Turn(Speaker.AGENT, promised))
            for seq, turn in enumerate(said):
                self._say(name, turn, 1.0, seq=seq)
            self.desk.close(name)

    def _wait(self, seconds: float) -> bool:
        """Wait at the chosen speed; True where it is over."""
        return self.done.wait(seconds / self.speed)


def _as(agent: str | None) -> Caller:
    """The agent of a conversation, as the desk knows who asks."""
    return Caller(agent or VISITOR, "agent")
