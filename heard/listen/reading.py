"""What one turn says: the values every later stage works with."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from heard.conversation import Conversation, Turn

HEAT_WORDS = ("calm", "irritated", "frustrated", "angry", "hostile")
HOT = 2  # from this level on a conversation counts as high-heat
FIRM = 0.5  # a signal is more likely right than wrong: enough to show it, or to hold it against us

Emotion = Literal[
    "neutral", "pleased", "confused", "anxious", "disappointed", "frustrated", "angry"
]
EMOTIONS: tuple[Emotion, ...] = (
    "neutral",
    "pleased",
    "confused",
    "anxious",
    "disappointed",
    "frustrated",
    "angry",
)


def heat_level(heat: float) -> int:
    """Heat on the labelled scale, 0 calm to 4 hostile.

    >>> [heat_level(heat) for heat in (0.0, 0.3, 0.38, 0.7, 1.0)]
    [0, 1, 2, 3, 4]
    """
    return math.floor(heat * 4 + 0.5)


def heat_word(heat: float) -> str:
    """Heat in a word that stands beside every gauge.

    >>> heat_word(0.6)
    'frustrated'
    """
    return HEAT_WORDS[heat_level(heat)]


@dataclass(frozen=True, slots=True)
class Signal:
    """One thing heard: what it was, how sure we are, and in which words."""

    name: str
    sure: float  # calibrated: of the signals scored 0.8, about 8 in 10 are right
    start: int  # turn.text[start:end] is the evidence
    end: int

    def __reduce__(self) -> tuple[type[Signal], tuple[object, ...]]:
        """How it is pickled: by its fields, in a quarter of the time that a dataclass takes."""
        return Signal, (self.name, self.sure, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Peril:
    """Danger to somebody that a turn may tell of, in words that no rule has: turn.text[start:end]."""

    self_harm: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What one turn says. Heat and emotion are the customer's alone: an agent's are None."""

    heat: float | None = None  # 0..1; level = heat * 4, rounded
    emotion: Emotion | None = None
    signals: tuple[Signal, ...] = ()
    unread: str | None = None  # why the turn was not scored, where it was not
    peril: Peril | None = None  # only perhaps: what is told in so many words is found by rule

    def __reduce__(self) -> tuple[type[Reading], tuple[object, ...]]:
        """How it is pickled: by its fields, since each reading may come from another process."""
        return Reading, (self.heat, self.emotion, self.signals, self.unread, self.peril)

    def sure(self, name: str) -> float:
        """How sure we are that `name` was heard; 0 where it was not."""
        best = 0.0  # a plain loop: every turn asks some sixty times
        for signal in self.signals:
            if signal.name == name and signal.sure > best:
                best = signal.sure
        return best

    def hears(self, *names: str) -> bool:
        """Whether any of these signals was heard."""
        return any(signal.name in names for signal in self.signals)

    def signal(self, name: str) -> Signal | None:
        """The signal of this name, or None where it was not heard."""
        return next((signal for signal in self.signals if signal.name == name), None)

    def firm(self, at: float = FIRM) -> Reading:
        """The same reading with only the signals that are at least this sure.

        >>> Reading(signals=(Signal("cold", 0.3, 0, 4), Signal("blame", 0.8, 0, 4))).firm().hears("cold")
        False
        """
        firm = tuple(one for one in self.signals if one.sure >= at)
        return self if len(firm) == len(self.signals) else replace(self, signals=firm)

    @property
    def hot(self) -> bool:
        """Whether the customer is at least frustrated."""
        return self.heat is not None and heat_level(self.heat) >= HOT


@dataclass(frozen=True, slots=True)
class Heard:
    """A turn together with what was heard in it."""

    turn: Turn
    reading: Reading


@dataclass(frozen=True, slots=True)
class SoFar:
    """The last turns of a conversation with their readings: all that a listener may look back on.

    Bounded, so that each turn costs the same however long the conversation.
    """

    last: tuple[Heard, ...] = ()
    count: int = 0  # turns said so far, the forgotten ones included
    limit: int = 16

    def add(self, turn: Turn, reading: Reading) -> SoFar:
        """The same window one turn later."""
        kept = (*self.last, Heard(turn, reading))[-self.limit :]
        return SoFar(kept, self.count + 1, self.limit)


class Listener(Protocol):
    """Anything that can read a turn in the light of the turns before it, and of nothing later."""

    def read(self, turn: Turn, before: SoFar) -> Reading:
        """What this turn says."""
        ...


def read_all(conversation: Conversation, listener: Listener) -> tuple[Reading, ...]:
    """A reading for every turn, in order; each sees only what was said before it."""
    readings = []
    before = SoFar()
    for turn in conversation.turns:
        reading = listener.read(turn, before)
        before = before.add(turn, reading)
        readings.append(reading)
    return tuple(readings)
