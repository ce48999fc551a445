"""Following one conversation: readings become moments, one turn at a time."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from heard.conversation import Channel, History
from heard.errors import InputError
from heard.listen.reading import SoFar, heat_word
from heard.listen.rules.passed_on import only_passed_on
from heard.track.announced import hands_on
from heard.track.boundary import BoundaryLadder
from heard.track.escalation import EscalationWatch
from heard.track.ledger import FactLedger
from heard.track.moment import Moment, Promise
from heard.track.mood import COOLS_AT, HEATS_AT, CustomerMood
from heard.track.pauses import PauseWatch
from heard.track.phase import PhaseClock
from heard.track.promises import find_promises
from heard.track.risk import Feature, Pressure, assess, prior
from heard.track.saved import Saved, restore, save
from heard.track.settled import glad, meant, turns_ironic
from heard.track.steps import FiveSteps
from heard.track.tries import Tries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from heard.conversation import Conversation, Turn
    from heard.listen.reading import Listener, Reading

KEPT_PROMISES = 8  # the latest; an older one is the store's to remember
SAID = 80  # characters kept of a promise's words
SURE = 0.5
VERSION = 1
CHRONIC = 2  # earlier contacts
CONTROL = ("repeat_contact", "broken_promise", "dismissed")


@dataclass(frozen=True, slots=True)
class Belief:
    """Everything a track knows. Every part is bounded, so each turn costs the same."""

    count: int = 0  # turns followed, notes and system lines included
    mood: CustomerMood = field(default_factory=CustomerMood)
    phase: PhaseClock = field(default_factory=PhaseClock)
    steps: FiveSteps = field(default_factory=FiveSteps)
    boundary: BoundaryLadder = field(default_factory=BoundaryLadder)
    escalation: EscalationWatch = field(default_factory=EscalationWatch)
    pauses: PauseWatch = field(default_factory=PauseWatch)
    ledger: FactLedger = field(default_factory=FactLedger)
    tries: Tries = field(default_factory=Tries)
    pressure: Pressure = field(default_factory=Pressure)
    promises: tuple[Promise, ...] = ()
    stakes: bool = False
    chronic: bool = False
    resolved: bool = False
    ironic: bool = False  # the customer's last turn was sarcastic in the heat,
    ironic_thanks: bool = False  # or had thanks in it that are not meant

    @property
    def control_lost(self) -> bool:
        """Whether the matter has slipped from the customer's hands, again and again."""
        lost = [name for name in CONTROL if name in self.pressure.grievances]
        return len(lost) + bool(self.tries.failed) >= 2

    @property
    def settled(self) -> bool:
        """Whether nothing more need come: they accepted the outcome, or, calm, just gave thanks."""
        return self.resolved or (self.mood.mood == "calm" and self.pressure.thanks is not None)

    def features(self) -> tuple[Feature, ...]:
        """What the risk rests on, in the sizes its weights were fitted for."""
        mood, pressure = self.mood, self.pressure
        unanswered = mood.mood == "heated" and not self.phase.answered
        thanks = pressure.thanks if mood.mood == "calm" else None  # said in anger they are none
        return (
            Feature("heat", mood.heat),
            Feature("peak", float(mood.peak >= HEATS_AT > mood.heat)),
            Feature("rising", float(mood.trend == "rising")),
            Feature("cooling", float(mood.trend == "cooling")),
            Feature("grievances", min(len(pressure.grievances), 3) / 3, pressure.grievance),
            Feature("outburst", float(pressure.outburst is not None), pressure.outburst),
            Feature("leaving", float(pressure.leaving is not None), pressure.leaving),
            Feature("thanks", float(thanks is not None), thanks),
            Feature("misstep", float(pressure.misstep is not None), pressure.misstep),
            Feature("answered", float(pressure.answered is not None), pressure.answered),
            Feature("helped", float(pressure.helped is not None), pressure.helped),
            Feature("unanswered", float(unanswered and pressure.company_spoke)),
            Feature("failed_tries", min(self.tries.failed, 3) / 3),
            Feature("resolved", float(self.resolved)),
        )


@dataclass(frozen=True, slots=True)
class Setting:
    """What a track was begun with."""

    channel: Channel | None = None
    history: History = field(default_factory=History)
    started_at: datetime | None = None
    heats_at: float = HEATS_AT
    cools_at: float = COOLS_AT


SETTINGS = ("channel", "history", "started_at", "heats_at", "cools_at")


class Track:
    """The arc of one conversation, updated a turn at a time and never looking ahead.

    Two thresholds, so that a mood does not flicker: it heats at `heats_at` and only
    cools at `cools_at`.

    >>> from heard.conversation import Speaker, Turn
    >>> from heard.listen import Reading
    >>> track = Track(heats_at=0.6, cools_at=0.4)
    >>> said = Turn(Speaker.CUSTOMER, "Where is it?")
    >>> [track.follow(said, Reading(heat)).mood for heat in (0.2, 0.7, 0.5, 0.3)]
    ['calm', 'heated', 'heated', 'calm']
    """

    def __init__(
        self,
        channel: Channel | None = None,
        history: History | None = None,
        started_at: datetime | None = None,
        *,
        heats_at: float = HEATS_AT,
        cools_at: float = COOLS_AT,
    ) -> None:
        if not 0 <= cools_at <= heats_at <= 1:
            problem = f"cools_at {cools_at} must not lie above heats_at {heats_at}, both in 0..1"
            raise InputError(problem)
        self.channel = channel
        self.history = history or History()
        self.started_at = started_at
        self.heats_at = heats_at
        self.cools_at = cools_at
        self.belief = Belief()  # all that is known so far; a value, replaced each turn

    def follow(self, turn: Turn, reading: Reading) -> Moment:
        """Where the conversation stands once this turn was said."""
        belief = self.belief
        if turn.from_customer and _says_something(turn, reading):
            belief = self._after_customer(belief, turn, reading)
        elif turn.to_customer and turn.text.strip():
            belief = self._after_company(belief, turn, reading)
        else:
            belief = replace(belief, count=belief.count + 1, pauses=belief.pauses.silent())
        self.belief = belief
        return self.moment

    @property
    def moment(self) -> Moment:
        """Where the conversation stands after the latest turn."""
        return self._moment(self.belief, self.belief.count - 1)

    def to_dict(self) -> Saved:
        """The track as JSON values; at most 8 KiB however long the conversation."""
        return {
            "version": VERSION,
            "channel": self.channel and self.channel.value,
            "history": save(self.history),
            "started_at": self.started_at and self.started_at.isoformat(),
            "heats_at": self.heats_at,
            "cools_at": self.cools_at,
            "belief": save(self.belief),
        }

    @classmethod
    def from_dict(cls, saved: Saved) -> Track:
        """The track that `to_dict` wrote, as if it had never stopped.

        Raises InputError where `saved` is not one.
        """
        if not isinstance(saved, dict) or saved.get("version") != VERSION:
            raise InputError(f"not a saved track of version {VERSION}: {saved!r:.60}")
        setting = restore(Setting, {name: saved[name] for name in saved if name in SETTINGS})
        track = cls(
            setting.channel,
            setting.history,
            setting.started_at,
            heats_at=setting.heats_at,
            cools_at=setting.cools_at,
        )
        track.belief = restore(Belief, saved.get("belief"))
        return track

    def _after_customer(self, belief: Belief, turn: Turn, reading: Reading) -> Belief:
        number = belief.count
        mood = belief.mood.after(turn, reading, heats_at=self.heats_at, cools_at=self.cools_at)
        heated = mood.mood == "heated"
        tries = belief.tries.after_customer(turn.text, reading)
        sincere = meant(turn.text, reading, ironic=belief.ironic)
        accepted = sincere and reading.sure("resolved") >= SURE
        reopened = heated or tries.failed > belief.tries.failed
        resolved = accepted or (belief.resolved and not reopened)
        phase = belief.phase.tick(turn.at_s)
        boundary = belief.boundary.after_customer(reading)
        ledger = belief.ledger.after(number, turn.text, reading)
        return replace(
            belief,
            count=number + 1,
            mood=mood,
            phase=phase.after_customer(mood.heat, heated=heated),
            steps=belief.steps.after_customer(number, reading, heated=heated, accepts=accepted),
            boundary=boundary,
            escalation=belief.escalation.after_customer(
                number,
                turn.text,
                reading,
                heated=heated,
                answered=phase.ever_answered,
                abuse_goes_on=boundary.crossed_by(reading),
                failed_tries=tries.failed,
            ),
            pauses=self._pauses(belief, turn),
            ledger=ledger,
            tries=tries,
            chronic=belief.chronic
            or (
                reading.sure("repeat_contact") >= SURE
                and ledger.counts(number)
                and not only_passed_on(turn.text)
            ),
            pressure=belief.pressure.after_customer(number, reading, sincere=sincere),
            stakes=not resolved and (belief.stakes or reading.sure("high_stakes") >= SURE),
            resolved=resolved,
            ironic=turns_ironic(reading),
            ironic_thanks=glad(reading) and not sincere,
            promises=belief.promises
            if reading.sure("threat") >= SURE
            else self._promises(belief, turn),
        )

    def _after_company(self, belief: Belief, turn: Turn, reading: Reading) -> Belief:
        number = belief.count
        return replace(
            belief,
            count=number + 1,
            phase=belief.phase.tick(turn.at_s).after_company(reading, belief.mood.heat),
            steps=belief.steps.after_company(number, turn.text, reading),
            boundary=belief.boundary.after_company(turn.text, reading),
            escalation=belief.escalation.after_company(
                number, turn.text, handed=hands_on(turn, reading)
            ),
            pauses=self._pauses(belief, turn),
            tries=belief.tries.after_company(turn.text, reading),
            pressure=belief.pressure.after_company(number, reading),
            promises=self._promises(belief, turn),
        )

    def _promises(self, belief: Belief, turn: Turn) -> tuple[Promise, ...]:
        made = (
            replace(each, what=each.what[:SAID], due_words=each.due_words[:SAID])
            for each in find_promises(
                turn.text, speaker=turn.speaker, spoken_at=self._spoken_at(turn), turn=belief.count
            )
        )
        return (*belief.promises, *made)[-KEPT_PROMISES:]

    def _pauses(self, belief: Belief, turn: Turn) -> PauseWatch:
        if self.channel not in (Channel.PHONE, None):
            return belief.pauses.silent()
        return belief.pauses.after(turn, heated=belief.mood.mood == "heated")

    def _spoken_at(self, turn: Turn) -> datetime | None:
        if turn.at is not None or self.started_at is None:
            return turn.at
        return self.started_at + timedelta(seconds=turn.at_s or 0.0)

    def _moment(self, belief: Belief, number: int) -> Moment:
        mood, phase, steps = belief.mood, belief.phase, belief.steps
        risk, reasons = assess(belief.features(), self.history, heat_word=heat_word(mood.heat))
        return Moment(
            turn=number,
            heat=mood.heat,
            peak=mood.peak,
            mood=mood.mood,
            trend=mood.trend,
            early_signs=mood.early_signs,
            control_lost=belief.control_lost,
            stakes=belief.stakes,
            phase=phase.phase,
            phase_1_skipped=phase.skipped,
            phase_1_turns=phase.turns,
            phase_1_s=phase.seconds,
            steps=steps.progress,
            next_step=steps.next_step(heated=mood.mood == "heated", settled=belief.resolved),
            heard=steps.heard,
            boundary=belief.boundary.said,
            boundary_due=belief.boundary.due,
            escalation=belief.escalation.criteria,
            promises=belief.promises,
            failed_tries=belief.tries.failed,
            facts=belief.ledger.facts,
            concern=belief.ledger.concern,
            chronic=belief.chronic or self.history.earlier_contacts >= CHRONIC,
            resolved=belief.resolved,
            ironic_thanks=belief.ironic_thanks,
            pause=belief.pauses.pause,
            pause_s=belief.pauses.pause_s,
            prior=prior(self.history),
            risk=risk,
            reasons=reasons,
        )


@dataclass(frozen=True, slots=True)
class Followed:
    """A turn, what was heard in it, and where the conversation stood after it."""

    turn: Turn
    reading: Reading
    moment: Moment


def replay(conversation: Conversation, listener: Listener) -> Iterator[Followed]:
    """A conversation from its first turn on, each turn heard and followed as if live."""
    track = Track(conversation.channel, conversation.history, conversation.started_at)
    before = SoFar()
    for turn in conversation.turns:
        reading = listener.read(turn, before)
        before = before.add(turn, reading)
        yield Followed(turn, reading, track.follow(turn, reading))


def _says_something(turn: Turn, reading: Reading) -> bool:
    return bool(turn.text.strip()) or reading.heat is not None
