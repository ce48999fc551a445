"""What a warm-handoff packet holds. Values only; `pack` fills it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from heard.coach.handoff.owed import NextTime, Owed
    from heard.coach.handoff.tried import Try
    from heard.conversation import Channel, History
    from heard.handover.boundary import Boundary
    from heard.handover.escalation import Verdict
    from heard.handover.look_back import LookBack
    from heard.handover.transfer import Handover
    from heard.track import Mood, Trend
    from heard.track.quote import Quote


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing the next person would have to ask for."""

    name: str
    asks: str


@dataclass(frozen=True, slots=True)
class Completeness:
    """How much of what the playbook asks for is there, and what is not."""

    filled: tuple[str, ...]
    missing: tuple[Missing, ...]

    @property
    def score(self) -> float:
        """The share of the needed fields that are filled, 0..1."""
        needed = len(self.filled) + len(self.missing)
        return 1.0 if not needed else len(self.filled) / needed

    def __str__(self) -> str:
        """The score in words.

        >>> print(Completeness(("who", "issue"), (Missing("reference", "Which order is it?"),)))
        2 of the 3 things the next person needs are here
        """
        needed = len(self.filled) + len(self.missing)
        if needed and not self.missing:
            return f"all {needed} things the next person needs are here"
        return f"{len(self.filled)} of the {needed} things the next person needs are here"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that happened, as it was said, and whether the company has checked it."""

    quote: Quote
    kind: str  # date, count, amount, reference, told
    checked: bool = False


@dataclass(frozen=True, slots=True)
class Heat:
    """How heated the customer is and was, and what set it off."""

    now: float
    peak: float
    mood: Mood
    trend: Trend
    last: Quote | None  # the customer's latest words
    hottest: Quote | None  # their words at the peak
    triggers: tuple[Quote, ...]  # each kind once, where it was first said


@dataclass(frozen=True, slots=True)
class Packet:
    """One conversation, ready for the person who takes it over."""

    conversation: str
    channel: Channel | None
    customers: tuple[str, ...]  # their names, where the file gives them
    agents: tuple[str, ...]
    history: History
    chronic: Quote | None  # the words, or None; `came_back` is also true by the history alone
    came_back: bool
    passed_on: Quote | None  # where they say that they went from one of us to the next
    self_harm: int | None  # the turn in which they first spoke of it, by index
    issue: Quote | None
    about: str  # the issue in two words: "your parcel"
    under: Quote | None  # what bothers them most about it
    facts: tuple[Fact, ...]  # what no other field quotes
    tried: tuple[Try, ...]
    promises: tuple[Owed, ...]
    broken: tuple[Quote, ...]  # what the customer says was promised before and did not happen
    heat: Heat
    wishes: tuple[Quote, ...]
    resolved: bool
    reasons: tuple[Verdict, ...]  # the criteria that stand, or stood when it was handed over
    limits: Boundary
    references: tuple[Quote, ...]
    opening: str
    completeness: Completeness
    handovers: tuple[Handover, ...]
    look_back: LookBack
    next_time: NextTime
    unread: tuple[int, ...]  # the customer's turns in a language that is not read, by index
    notes: tuple[str, ...]  # what is odd about the turns: read with that in mind
