"""Where a conversation stands after one turn: the values coach, review and guardrail decide on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

Mood = Literal["calm", "heated"]
Trend = Literal["rising", "steady", "cooling"]
StepState = Literal["open", "done", "broken", "unneeded"]  # unneeded: step 2 while all is calm
Rung = Literal["none", "named", "final", "ended"]
HeardLetter = Literal["hear", "empathize", "apologize", "resolve", "diagnose"]

CriterionName = Literal[
    "abuse_continues",
    "authority_limit",
    "heat_stays_high",
    "supervisor_asked",
    "solutions_failed",
    "expertise_needed",
]
Pause = Literal["none", "room", "dead air", "cut in"]

STEPS: tuple[str, ...] = ("calm", "acknowledge", "clarify", "solve", "close")
STEP_NAMES: tuple[str, ...] = (
    "stay calm and safe",
    "acknowledge the feeling",
    "clarify and confirm the real issue",
    "offer clear solutions",
    "close with certainty",
)
HEARD_LETTERS: tuple[HeardLetter, ...] = ("hear", "empathize", "apologize", "resolve", "diagnose")


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words a judgment rests on: conversation.turns[turn].text[start:end]."""

    turn: int  # counted from 0
    start: int
    end: int
    signal: str  # the signal or rule that says so


@dataclass(frozen=True, slots=True)
class StepProgress:
    """How far one of the five steps has come, and in which words."""

    number: int  # 1..5, as people see it
    state: StepState = "open"
    evidence: tuple[Evidence, ...] = ()
    why: str = ""  # for a broken step: one plain sentence
    mended: bool = False  # done, after it had broken


@dataclass(frozen=True, slots=True)
class Promise:
    """Something the company, or the customer, said they would do: what, who, by when."""

    turn: int  # where it was made, counted from 0
    start: int
    end: int
    what: str
    owner: Literal["agent", "company", "customer"]
    kind: Literal["dated", "event", "vague"]  # event: "on your next bill"; vague: "soon"
    due_from: datetime | None = None  # the earliest and the latest moment it may be due,
    due_by: datetime | None = None  # None for event and vague promises
    due_words: str = ""  # the words that say when, as spoken

    @property
    def ours(self) -> bool:
        """Whether the company owes it."""
        return self.owner != "customer"


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that raises or lowers a risk, in a plain sentence, with its weight."""

    text: str
    weight: float
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Criterion:
    """One of the six grounds for handing a conversation on, and the words that show it."""

    name: CriterionName
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Moment:
    """Where the conversation stands after a turn. Belief only: what to do about it is advice."""

    turn: int  # the turn just followed, counted from 0
    heat: float = 0.0  # the customer's, as last heard; 0 before they spoke
    peak: float = 0.0
    mood: Mood = "calm"
    trend: Trend = "steady"
    early_signs: tuple[str, ...] = ()  # "shorter replies", "tone change": before overt anger
    control_lost: bool = False  # passed around, unheard, promises broken: out of their hands
    stakes: bool = False  # money missing, service down, access blocked, health, a deadline
    phase: Literal[1, 2] = 2  # 1 de-escalate, 2 resolve
    phase_1_skipped: bool = False  # went to the fix before the feeling was answered
    phase_1_turns: int = 0  # how long phase 1 has lasted so far, in turns
    phase_1_s: float | None = None  # and in seconds, where the turns carry times
    steps: tuple[StepProgress, ...] = ()  # five, in order
    next_step: int = 1  # 1..5: the first one not done
    heard: tuple[HeardLetter, ...] = ()  # the HEARD letters done so far
    boundary: Rung = "none"
    boundary_due: Rung = "none"  # the rung the evidence calls for; never without abuse
    escalation: tuple[Criterion, ...] = ()  # grounds for handing on that hold right now
    promises: tuple[Promise, ...] = ()
    failed_tries: int = 0  # fixes offered that the customer says did not help
    facts: tuple[Evidence, ...] = ()  # what the customer said happened, in the order said
    concern: Evidence | None = None  # the trigger under the stated problem
    chronic: bool = False  # not their first round: speak to the history, nothing stock
    resolved: bool = False
    ironic_thanks: bool = False  # thanks or acceptance in their last turn are not meant
    pause: Pause = "none"  # before this turn, on the phone, where the turns carry times
    pause_s: float | None = None  # below 0: the turns overlap
    prior: float = 0.0  # what the history alone adds to the risk
    risk: float = 0.0  # the chance of high heat, abuse or a supervisor request within three
    reasons: tuple[Reason, ...] = ()  # customer turns, and what it rests on

    @property
    def coming_step(self) -> int:
        """The step to tell people is next: while all is calm, none that is not needed."""
        if not self.steps or self.steps[self.next_step - 1].state != "unneeded":
            return self.next_step
        return next((step.number for step in self.steps if step.state == "open"), self.next_step)

    @property
    def mended(self) -> tuple[int, ...]:
        """The steps that broke and were then done in earnest."""
        return tuple(step.number for step in self.steps if step.mended)

    @property
    def missed(self) -> tuple[int, ...]:
        """The steps that broke, were never done, and are needed no longer.

        The first two are for a feeling, and so are over once the customer, having answered, is
        calm; the others once they accepted the outcome.
        """
        calm = self.mood == "calm"
        return tuple(
            step.number
            for step in self.steps
            if step.state == "broken" and step.evidence and step.evidence[-1].turn < self.turn
            if self.resolved or (calm and step.number <= 2)
        )
