"""The scorecard: what happened in one conversation, each judgment with the words it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from heard.listen import FIRM, heat_level
from heard.listen.reading import HOT
from heard.review.arc import peak_at
from heard.review.reach import ANSWERS_UNREAD, UNREAD
from heard.review.story import NOTHING_TOLD

if TYPE_CHECKING:
    from collections.abc import Iterable

    from heard.conversation import Channel, Speaker
    from heard.handover.transfer import Receiver
    from heard.listen import Heard
    from heard.review.story import Story
    from heard.track import CriterionName, Evidence, HeardLetter, Outcome, Promise, StepProgress

Verdict = Literal["none", "warranted", "late", "unnecessary"]
Ending = Literal["resolved", "dated", "none"]
Counts = Literal["success", "failure", "apart", "never hot", "not scored"]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that somebody said, ready to be shown beside the judgment that rests on them."""

    turn: int  # counted from 0
    speaker: Speaker
    signal: str
    sure: float | None  # None: a rule says so, not a listener
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A technique, misstep, trigger or flag: in which turns it was heard."""

    name: str
    evidence: tuple[Evidence, ...]

    @property
    def count(self) -> int:
        """In how many turns it was heard."""
        return len(self.evidence)


@dataclass(frozen=True, slots=True)
class Broke:
    """The one of the five steps it broke at: where, and one plain sentence why."""

    step: int  # 1..5
    why: str
    evidence: Evidence | None = None  # None: the step broke because nothing was said


@dataclass(frozen=True, slots=True)
class Escalation:
    """Whether the conversation was handed over, and whether that was called for.

    `warranted`: a ground stood and the handover followed in good time. `late`: the ground had
    stood for several answers. `unnecessary`: a supervisor came in though no ground was heard.
    `none`: no handover, a plain transfer to another team, or a case passed on for a later answer.
    """

    verdict: Verdict = "none"
    to: Receiver | None = None
    grounds: tuple[CriterionName, ...] = ()  # the typed criteria that were met before the handover
    evidence: Evidence | None = None
    why: str = ""

    @property
    def to_supervisor(self) -> bool:
        """Whether a supervisor took over: a handover to another desk is not an escalation."""
        return self.to == "supervisor"


@dataclass(frozen=True, slots=True)
class Resolution:
    """What the conversation ended with: a problem solved, a dated next step, or neither."""

    kind: Ending = "none"
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Instead:
    """What to try another time, out of the playbook."""

    about: str  # the misstep, or the name of the step that broke
    play: str
    advice: str
    say: tuple[str, ...] = ()  # with this customer's own details
    why: str = ""
    general: str = ""  # the first line as it goes for any customer, with brackets to fill


@dataclass(frozen=True, slots=True)
class Scorecard:
    """What happened in one conversation: arc, steps, words, ending. Behavior, never a person."""

    conversation: str
    turns: tuple[Heard, ...]  # what was said and what was heard in it
    outcome: Outcome | None = None  # None: not scored
    not_scored: str = ""  # the reason, in a sentence
    source: str = ""  # the file it came from
    channel: Channel | None = None
    agent: str | None = None
    team: str | None = None
    broke: Broke | None = None
    steps: tuple[StepProgress, ...] = ()
    letters: tuple[HeardLetter, ...] = ()  # HEARD: what was done of it
    techniques: tuple[Counted, ...] = ()
    missteps: tuple[Counted, ...] = ()
    triggers: tuple[Counted, ...] = ()
    flags: tuple[Counted, ...] = ()
    promises: tuple[Promise, ...] = ()
    phase_1_skipped: bool = False
    calm_turns: int | None = None  # customer turns from the first hot one to lasting calm
    calm_s: float | None = None  # the same in seconds, where the turns carry times
    calm_at_end: bool = False
    reignited: bool = False  # hot, calm, hot again
    boundary_ended: bool = False  # ended after the warnings that the abuse policy asks for
    escalation: Escalation = Escalation()
    resolution: Resolution = Resolution()
    story: Story = NOTHING_TOLD
    instead: tuple[Instead, ...] = ()
    model: str = ""  # which listener and which playbook judged
    playbook: str = ""

    @property
    def broke_at(self) -> int:
        """The step it broke at, 1..5; 0 where none broke."""
        return 0 if self.broke is None else self.broke.step

    @property
    def unread(self) -> bool:
        """Whether it was not scored because of its language."""
        return self.not_scored in (UNREAD, ANSWERS_UNREAD)

    @property
    def curve(self) -> tuple[tuple[int, float], ...]:
        """The customer's heat, as (turn counted from 0, heat) for each of their turns."""
        return tuple(
            (number, heard.reading.heat)
            for number, heard in enumerate(self.turns)
            if heard.turn.from_customer and heard.reading.heat is not None
        )

    @property
    def peak_heat(self) -> float | None:
        """The hottest the customer was; None where they said nothing."""
        return max((heat for _, heat in self.curve), default=None)

    @property
    def end_heat(self) -> float | None:
        """The customer's heat when they last spoke; None where they said nothing."""
        return self.curve[-1][1] if self.curve else None

    @property
    def peak_turn(self) -> int | None:
        """The customer's hottest turn, counted from 0: the first of the highest level."""
        place = peak_at([heat_level(heat) for _, heat in self.curve])
        return None if place is None else self.curve[place][0]

    @property
    def got_hot(self) -> bool:
        """Whether this is a high-heat conversation: one customer turn at frustrated or above."""
        return self.peak_heat is not None and heat_level(self.peak_heat) >= HOT

    @property
    def silent_after_peak(self) -> bool:
        """Whether the customer said nothing more after their hottest turn."""
        return self.got_hot and self.peak_turn == self.curve[-1][0]

    @property
    def counts(self) -> Counts:
        """How it counts toward the de-escalation success rate; docs/metrics.md has the rule."""
        if self.not_scored:
            return "not scored"
        if not self.got_hot:
            return "never hot"
        escalated = self.escalation.to_supervisor
        if self.boundary_ended or (escalated and self.escalation.verdict == "warranted"):
            return "apart"
        solved = self.calm_at_end and self.resolution.kind != "none"
        return "success" if solved and not escalated else "failure"

    @property
    def ending_unknown(self) -> bool:
        """Whether it counts as not de-escalated just because nothing was heard after the peak."""
        return self.silent_after_peak and self.counts == "failure"

    @property
    def handed_on(self) -> bool:
        """Whether somebody else took over, or was said to: a person, a team, a supervisor."""
        return self.escalation.evidence is not None

    @property
    def sent_elsewhere(self) -> bool:
        """Whether it ended hot with the customer sent to another channel, and nobody took over."""
        return self.outcome == "handed" and not self.handed_on and not self._spoken_of

    @property
    def only_offered(self) -> bool:
        """Whether it ended hot although somebody else was spoken of: offered, and never brought in."""
        return self.outcome == "hot" and not self.handed_on and self._spoken_of

    @property
    def _spoken_of(self) -> bool:
        return any(
            one.turn.to_customer and one.reading.sure("hand_off") >= FIRM for one in self.turns
        )

    @property
    def strict_success(self) -> bool:
        """The strict reading: got hot, cooled and was solved, and no supervisor was needed."""
        solved = self.calm_at_end and self.resolution.kind != "none"
        return self.got_hot and solved and not self.escalation.to_supervisor

    @property
    def over_agreed(self) -> bool:
        """Whether the agent agreed with an unproven claim where validating the feeling would do."""
        return any(one.name == "over_agree" for one in self.missteps)

    def quote(self, evidence: Evidence) -> Quote:
        """The words a judgment rests on, with who said them and how sure we are."""
        heard = self.turns[evidence.turn]
        signal = heard.reading.signal(evidence.signal)
        return Quote(
            turn=evidence.turn,
            speaker=heard.turn.speaker,
            signal=evidence.signal,
            sure=None if signal is None else signal.sure,
            start=evidence.start,
            end=evidence.end,
            words=heard.turn.text[evidence.start : evidence.end],
        )

    def quotes(self, counted: Iterable[Counted]) -> tuple[Quote, ...]:
        """Every quote of these, in the order said."""
        found = [self.quote(evidence) for one in counted for evidence in one.evidence]
        return tuple(sorted(found, key=lambda quote: (quote.turn, quote.start)))
