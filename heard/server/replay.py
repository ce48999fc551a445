"""Invented conversations told at the pace of speech, so that a newcomer sees the desk at work."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from heard.conversation import Speaker, Turn
from heard.errors import InputError
from heard.formats import load_all
from heard.server.pages.room import Way

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
            threading.Thread(target=self._tell, args=about, daemon=True).start()

    def stop(self) -> None:
        """Fall silent."""
        self.done.set()

    def _tell(self, id_: str, customer: str, agent: str, after_s: float) -> None:
        """One conversation, over and over; each time it is a new one."""
        self._wait(after_s)
        number = 0
        while not self.done.is_set():
            number += 1
            name = f"{id_}-{number}"
            self._open(name, customer, agent)
            if id_ == FIRST:
                self._lead_to(name)
            said_s = 0.0
            for turn in self.conversations[id_].turns:
                took_s = PAUSE_S + WORD_S * len(turn.text.split())
                if self._wait(took_s):
                    return
                said_s += took_s
                if self.store.conversations.get(name).taken_by is not None:
                    return  # the visitor answers now; the sample would talk over them
                self._say(name, turn, said_s)
            if self._wait(REST_S):
                return
            self._settle(name)

    def _lead_to(self, name: str) -> None:
        """The pages' first link is to the conversation that is told right now."""
        self.ways[:] = [Way(f"/coach/{name}", WATCH), *(Way(*way) for way in WAYS)]

    def _settle(self, name: str) -> None:
        """Close it; what was promised in it is kept, or broken where the customer left angry."""
        row = self.store.conversations.get(name)
        for owed in self.store.promises.of(name):
            if owed.promise.ours and owed.stage not in ("kept", "broken"):
                outcome = "broken" if row.mood == "heated" else "kept"
                self.store.promises.mark(owed.id, outcome, by=row.agent or VISITOR)  # type: ignore[arg-type]
        self.desk.close(name)

    def _say(self, name: str, turn: Turn, at_s: float) -> None:
        seq = self.store.conversations.get(name).seq
        told = Turn(turn.speaker, turn.text, at_s=round(at_s, 1), internal=turn.internal)
        self.desk.hear(name, told, client_id=f"{name}-{seq + 1}")

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
            for turn in (Turn(Speaker.CUSTOMER, asked), Turn(Speaker.AGENT, promised)):
                self._say(name, turn, 1.0)
            self.desk.close(name)

    def _wait(self, seconds: float) -> bool:
        """Wait at the chosen speed; True where it is over."""
        return self.done.wait(seconds / self.speed)
