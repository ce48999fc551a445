"""A play: what to do in one kind of moment, with words to say and the reason for them."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Literal

from heard.conversation import Channel, History, Speaker
from heard.listen import Reading, SoFar, heat_level
from heard.playbook.entry import rule
from heard.signals import MISSTEPS, SIGNAL_NAMES, TECHNIQUES
from heard.track.moment import CriterionName, Moment

ChannelName = Literal["phone", "chat", "email", "social", "bot"]
# What the words told, in this turn or before: no signal, but found by rule.
ToldName = Literal[
    "help_awaited", "grief", "dependence", "repetition", "rage", "cheer", "in_care", "perhaps_in_danger", "self_harm_before",
    "danger_grew", "danger_unmet", "swallowed", "cold", "danger_passed_over", "harm_passed_over"
]  # fmt: skip
OUR_DOING: frozenset[ToldName] = frozenset(["cheer", "danger_passed_over", "harm_passed_over"])
COMPANY_SIGNALS = (*TECHNIQUES, *MISSTEPS)


@dataclass(frozen=True, slots=True)
class OnChannel:
    """What to say instead where one channel asks for other words."""

    channel: ChannelName
    say: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Play:
    """What to do in one kind of moment. All of its conditions must hold; each is a key of its own.

    `rank` says how much the moment needs it: 1 before everything, 99 after everything.
    """

    name: str = field(metadata=rule(label=True))
    advice: str  # one sentence to the agent
    say: tuple[str, ...] = field(metadata=rule(least=2))  # lines to say, with slots
    avoid: tuple[str, ...]  # what makes this moment worse
    why: str
    hears: tuple[str, ...] = field(metadata=rule(least=2))  # moments it is for
    ignores: tuple[str, ...] = field(metadata=rule(least=2))  # near misses
    rank: int = field(metadata=rule(lowest=1, highest=99))
    on: tuple[OnChannel, ...] = ()
    plain: tuple[str, ...] = ()  # to say while the facts that the other lines need aren't known
    # conditions
    when: tuple[str, ...] = field(default=(), metadata=rule(signals=SIGNAL_NAMES))
    beside: tuple[str, ...] = field(default=(), metadata=rule(signals=SIGNAL_NAMES))
    without: tuple[str, ...] = field(default=(), metadata=rule(signals=SIGNAL_NAMES))
    after: tuple[str, ...] = field(default=(), metadata=rule(signals=SIGNAL_NAMES))
    within: int | None = field(default=None, metadata=rule(lowest=1, highest=16))
    unless: tuple[str, ...] = field(default=(), metadata=rule(signals=COMPANY_SIGNALS))
    rounds: int | None = field(default=None, metadata=rule(lowest=1, highest=8))
    step: int | None = field(default=None, metadata=rule(lowest=1, highest=5))
    broken: int | None = field(default=None, metadata=rule(lowest=1, highest=5))
    phase: int | None = field(default=None, metadata=rule(lowest=1, highest=2))
    phase_1_skipped: bool | None = None
    phase_1_turns: int | None = field(default=None, metadata=rule(lowest=1, highest=50))
    mood: Literal["calm", "heated"] | None = None
    trend: Literal["rising", "steady", "cooling"] | None = None
    heat: int | None = field(default=None, metadata=rule(lowest=1, highest=4))
    peak: int | None = field(default=None, metadata=rule(lowest=1, highest=4))
    early_signs: bool | None = None
    stakes: bool | None = None
    danger: bool | None = None
    loss: bool | None = None
    self_harm: bool | None = None
    told: tuple[ToldName, ...] = ()
    untold: tuple[ToldName, ...] = ()
    chronic: bool | None = None
    control_lost: bool | None = None
    escalation: tuple[CriterionName, ...] = ()
    boundary: Literal["named", "final", "ended"] | None = None
    failed_tries: int | None = field(default=None, metadata=rule(lowest=1, highest=20))
    resolved: bool | None = None
    promise: Literal["dated", "event", "vague"] | None = None
    history: tuple[Literal["earlier_contacts", "overdue_promises"], ...] = ()
    channel: tuple[ChannelName, ...] = ()
    passes_on: bool = False  # offers somebody else: never right after a promise to stay

    @property
    def by(self) -> Literal["customer", "company"]:
        """Whose turn brings this play up: a misstep, a technique, cheer or silence about a danger is the company's own."""
        if not OUR_DOING.isdisjoint(self.told):
            return "company"
        return "company" if self.when and self.when[0] in COMPANY_SIGNALS else "customer"

    @property
    def conditions(self) -> tuple[str, ...]:
        """The names of the conditions it sets."""
        return tuple(key for key in CONDITIONS if getattr(self, key) not in ((), None))

    def is_for(self, signal: str, said: Collection[str] = ()) -> bool:
        """Whether it waits for this signal whoever the customer is, whatever they told.

        Where it waits for something to have been said before, `said` are the signals heard so far.
        """
        heard = not self.after or not set(self.after).isdisjoint(said)
        return signal in self.when and not self.told and heard

    def lines(self, channel: Channel | str | None = None) -> tuple[str, ...]:
        """What to say on this channel; its general lines where it has none of its own."""
        return next((on.say for on in self.on if on.channel == channel), self.say)

    def holds(
        self,
        reading: Reading,
        moment: Moment,
        *,
        channel: Channel | None = None,
        speaker: Speaker | None = None,
        before: SoFar | None = None,
        history: History | None = None,
        danger: bool = False,
        loss: bool = False,
        self_harm: bool = False,
        told: Collection[str] = (),
    ) -> bool:
        """Whether every condition is met after this turn.

        Who spoke is told from the reading where `speaker` is not given: only a customer
        has heat. What was heard before comes from `before` and the Moment's own evidence.
        `danger`: whether this turn's words tell of danger to life or health; `loss`: of a
        death, `self_harm`: of ending their life or hurting themselves; `told`: what else was told
        by now, by name.
        """
        told = frozenset(told)
        customer = reading.heat is not None if speaker is None else speaker is Speaker.CUSTOMER
        if customer is not (self.by == "customer"):
            return False
        if self.when and not reading.hears(*self.when):
            return False
        if self.beside and not reading.hears(*self.beside):
            return False
        if self.without and reading.hears(*self.without):
            return False
        said = ((self.danger, danger), (self.loss, loss), (self.self_harm, self_harm))
        if any(wanted not in (None, is_so) for wanted, is_so in said):
            return False
        if (self.told and told.isdisjoint(self.told)) or not told.isdisjoint(self.untold):
            return False
        if self.channel and channel not in self.channel:
            return False
        return (
            self._fits(moment) and self._fits_past(moment, before) and self._fits_history(history)
        )

    def _fits(self, moment: Moment) -> bool:
        return (
            self.step in (None, moment.next_step)
            and (
                self.broken is None
                or any(
                    step.number == self.broken for step in moment.steps if step.state == "broken"
                )
            )
            and self.phase in (None, moment.phase)
            and self.phase_1_skipped in (None, moment.phase_1_skipped)
            and (self.phase_1_turns is None or moment.phase_1_turns >= self.phase_1_turns)
            and self.mood in (None, moment.mood)
            and self.trend in (None, moment.trend)
            and (self.heat is None or heat_level(moment.heat) >= self.heat)
            and (self.peak is None or heat_level(moment.peak) >= self.peak)
            and self.early_signs in (None, bool(moment.early_signs))
            and self.stakes in (None, moment.stakes)
            and self.chronic in (None, moment.chronic)
            and self.control_lost in (None, moment.control_lost)
            and (
                not self.escalation or any(one.name in self.escalation for one in moment.escalation)
            )
            and self.boundary in (None, moment.boundary_due)
            and (self.failed_tries is None or moment.failed_tries >= self.failed_tries)
            and self.resolved in (None, moment.resolved)
            and (
                self.promise is None
                or any(self.promise == one.kind for one in moment.promises if one.ours)
            )
        )

    def _fits_past(self, moment: Moment, before: SoFar | None) -> bool:
        if self.rounds is not None and answers(before) < self.rounds:
            return False
        if self.unless and heard_before(self.unless, moment, before):
            return False
        return not self.after or heard_before(self.after, moment, before, within=self.within)

    def _fits_history(self, history: History | None) -> bool:
        return not self.history or (
            history is not None and any(getattr(history, key) > 0 for key in self.history)
        )


CONDITIONS = (
    "when",
    "beside",
    "without",
    "after",
    "within",
    "unless",
    "rounds",
    "step",
    "broken",
    "phase",
    "phase_1_skipped",
    "phase_1_turns",
    "mood",
    "trend",
    "heat",
    "peak",
    "early_signs",
    "stakes",
    "danger",
    "loss",
    "self_harm",
    "told",
    "untold",
    "chronic",
    "control_lost",
    "escalation",
    "boundary",
    "failed_tries",
    "resolved",
    "promise",
    "history",
    "channel",
)


def answers(before: SoFar | None) -> int:
    """How often the company has answered the customer lately; messages in a row are one answer."""
    count = 0
    answering = False
    for heard in () if before is None else before.last:
        count += heard.turn.to_customer and not answering
        if heard.turn.from_customer or heard.turn.to_customer:
            answering = heard.turn.to_customer
    return count


def heard_before(
    names: Collection[str], moment: Moment, before: SoFar | None, *, within: int | None = None
) -> bool:
    """Whether any of these signals was heard in an earlier turn, at most `within` turns ago."""
    earliest = 0 if within is None else moment.turn - within
    evidence = [one for step in moment.steps for one in step.evidence]
    if any(one.signal in names and earliest <= one.turn < moment.turn for one in evidence):
        return True
    if before is None:
        return False
    first = before.count - len(before.last)
    return any(
        heard.reading.hears(*names) and earliest <= first + place < moment.turn
        for place, heard in enumerate(before.last)
    )
