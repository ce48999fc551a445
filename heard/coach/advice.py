"""One card at a time: what to do now, how to say it, what to avoid, and the words that say why."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from heard.conversation import History
from heard.listen import Reading, SoFar, load_listener
from heard.playbook import Playbook
from heard.track import Evidence, Moment, Track

SLOT = re.compile(r"\{([a-z_]+)\}")

if TYPE_CHECKING:
    from datetime import datetime

    from heard.conversation import Channel, Conversation, Turn
    from heard.listen import Listener
    from heard.playbook import Play


@dataclass(frozen=True, slots=True)
class Advice:
    """One card: one thing to do, one or two ways to say it, what to avoid, and why."""

    turn: int  # the turn it answers, counted from 0
    play: str  # the play behind it
    do: str
    say: tuple[str, ...]
    avoid: tuple[str, ...]
    why: str
    evidence: Evidence | None = None

    def quote(self, conversation: Conversation) -> str:
        """The customer's words behind the card; empty where a pattern, not a phrase, says so."""
        if self.evidence is None:
            return ""
        said = conversation.turns[self.evidence.turn].text[self.evidence.start : self.evidence.end]
        return " ".join(said.split())


@dataclass
class Coach:
    """Hears a conversation turn by turn and gives advice only when it is called for.

    Belief (the moment) and decision (the card) stay apart: a card needs a customer who is
    heated or who attacks or asks for somebody else, a play not shown before in this
    conversation, and a budget that is not spent.
    """

    playbook: Playbook
    listener: Listener
    track: Track
    channel: Channel | None = None
    budget: int = 6  # cards a conversation
    reading: Reading = field(default_factory=Reading)
    moment: Moment = field(default_factory=lambda: Moment(turn=-1))
    _before: SoFar = field(default_factory=SoFar)
    said_by_customer: frozenset[str] = frozenset()  # every trigger and flag heard so far
    _history: History = field(default_factory=History)
    _shown: set[str] = field(default_factory=set)
    _cards: int = 0

    @classmethod
    def of(
        cls,
        conversation: Conversation,
        *,
        playbook: Playbook | None = None,
        listener: Listener | None = None,
    ) -> Coach:
        """A coach who knows what the file says about the conversation, but none of its turns."""
        return cls.start(
            channel=conversation.channel,
            history=conversation.history,
            started_at=conversation.started_at,
            playbook=playbook,
            listener=listener,
        )

    @classmethod
    def start(
        cls,
        *,
        channel: Channel | None = None,
        history: History | None = None,
        started_at: datetime | None = None,
        playbook: Playbook | None = None,
        listener: Listener | None = None,
    ) -> Coach:
        """A coach for a conversation that begins now."""
        return cls(
            playbook=playbook or Playbook.load(),
            listener=listener or load_listener(),
            track=Track(channel, history or History(), started_at),
            channel=channel,
            _history=history or History(),
        )

    def hear(self, turn: Turn) -> Advice | None:
        """What to do about this turn, or None: silence is the normal answer."""
        before = self._before
        self.reading = self.listener.read(turn, before)
        self._before = before.add(turn, self.reading)
        self.moment = self.track.follow(turn, self.reading)
        if turn.from_customer:
            self.said_by_customer |= {signal.name for signal in self.reading.firm().signals}
        if not turn.from_customer or not self._called_for() or self._cards >= self.budget:
            return None
        firm = self.reading.firm()
        plays = self.playbook.match(
            firm,
            self.moment,
            channel=self.channel,
            speaker=turn.speaker,
            before=before,
            history=self._history,
        )
        play = next((play for play in plays if play.name not in self._shown), None)
        if play is None:
            return None
        self._shown.add(play.name)
        self._cards += 1
        return self._card(play)

    def _called_for(self) -> bool:
        return (
            self.moment.mood == "heated"
            or self.reading.hot
            or self.reading.firm().hears("abuse", "threat", "supervisor_request")
        )

    def _card(self, play: Play) -> Advice:
        return Advice(
            turn=self.moment.turn,
            play=play.name,
            do=play.advice,
            say=sayable(play.lines(self.channel)),
            avoid=play.avoid[:1],
            why=play.why,
            evidence=self._evidence(play),
        )

    def _evidence(self, play: Play) -> Evidence | None:
        for name in play.when:
            signal = self.reading.signal(name)
            if signal is not None:
                return Evidence(self.moment.turn, signal.start, signal.end, name)
        return None


def sayable(lines: tuple[str, ...], most: int = 2) -> tuple[str, ...]:
    """The lines that can be said as they stand; failing those, the first with its slots in brackets.

    >>> sayable(("I'm on it, {name}.", "I'm on it."))
    ("I'm on it.",)
    >>> sayable(("I'll ring you by {date}.",))
    ("I'll ring you by [date].",)
    """
    ready = tuple(line for line in lines if "{" not in line)[:most]
    if ready:
        return ready
    return tuple(
        SLOT.sub(lambda slot: f"[{slot[1].replace('_', ' ')}]", line) for line in lines[:1]
    )
