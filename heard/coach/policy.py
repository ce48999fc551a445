"""When a card may be shown: decided over moments, and kept apart from what is believed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from heard.coach.complaining import condemns, harsh, spares_us
from heard.coach.corroboration import continued
from heard.coach.ease import at_ease, pleads
from heard.coach.left_alone import left_waiting, walled_off
from heard.coach.signs import heat_before, signs
from heard.coach.worn_out import worn_out
from heard.listen.reading import FIRM
from heard.listen.rules.danger import in_danger
from heard.listen.rules.loss import tells_of_a_death
from heard.listen.rules.self_harm import speaks_of_self_harm
from heard.signals import MISSTEPS, TRIGGERS
from heard.track.mood import COOLS_AT, HEATS_AT, STEP, UNPLEASANT

if TYPE_CHECKING:
    from collections.abc import Collection

    from heard.coach.shown import Shown
    from heard.conversation import Turn
    from heard.listen import Reading, SoFar
    from heard.playbook import Play
    from heard.track import Moment

Call = Literal["none", "urgent", "hot", "repair", "landing", "owed", "again", "late", "gently"]

# What they tell of may be told calmly: how long they waited, what they stand to lose.
TOLD_CALMLY = ("long_wait", "high_stakes")
GRIEVANCES = (
    *(name for name in TRIGGERS if name not in TOLD_CALMLY),
    *("profanity", "churn_threat", "public_threat"),
)
TOLD = frozenset((*GRIEVANCES, *TOLD_CALMLY))
TURNS_AWAY = ("churn_threat", "public_threat", "sarcasm")
URGENT = ("abuse", "threat", "supervisor_request")
GLAD = ("thanks", "resolved")
CANT_WAIT = frozenset(
    [
        "help_awaited",
        "dependence",
        "perhaps_in_danger",
        "self_harm_before",
        "danger_grew",
        "danger_unmet",
    ]
)  # told, these call for a card whatever the mood
OURS = frozenset(["cheer", "danger_passed_over", "harm_passed_over"])  # told by a reply of ours
PASSED_OVER = OURS - {"cheer"}
AS_OFTEN = frozenset(
    ["help_awaited", "danger_unmet", *PASSED_OVER]
)  # a card for these is shown as often as they call, or are passed over
FOR_THESE = {
    "again": "repetition",
    "late": "rage",
    "gently": "grief",
}  # calls that only plays for what was told answer
AT_ANY_TIME = 17  # plays of this rank and below do not wait for their turn
WISH = "supervisor_request"
ABOUT_A_HANDOVER = 19  # who asks for somebody else gets no card about anything behind this rank
TWO = 2  # grievances that bear each other out
WHOLE = ("fix_first", "cold", "scripted")  # said of a whole message, never of a part of one


@dataclass(frozen=True, slots=True)
class Policy:
    """How sparing the coach is. Silence is the normal answer.

    A heated turn calls for a card when the heat is firm: high enough at once, there for a third
    time, told together with a grievance that is plain or with two of them, or the answer to a misstep
    of ours. Less heat will do where the words say it (a verdict on us, a hard word, leaving, irony) and
    where the turn before was warm, too. Where the blame is somebody else's, or they laugh about it, only
    anger counts. A card is followed by a rest, unless it gets hotter or cannot wait.
    """

    budget: int = 6  # cards a conversation
    late: int = 4  # more of them, for whoever is still angry after those
    plain_at: float = 0.95  # a trigger or a misstep this sure makes any heated moment firm
    firm_at: float = 0.47  # heat that is firm at once
    joined_at: float = 0.51  # heat and small signs of it that are firm together
    a_sign: float = 0.06  # heat that one small sign is worth
    said_at: float = 0.25  # heat that is firm together with a verdict on us; below, none is
    away_at: float = 0.34  # and with leaving, going public or irony
    harsh_at: float = 0.33  # and with a hard word
    still_at: float = 0.66  # heat of this turn and of the one before it that is firm together
    angry_at: float = 0.6  # heat that is firm whoever is to blame
    warm_turns: int = 3  # times in a row that make a lower heat firm
    early: int = 2  # how often the customer may have spoken for advice on how to begin
    urgent_at: float = (
        0.7  # how sure abuse, a threat or a wish for somebody else must be while calm
    )
    signal_at: float = 0.6  # how sure a signal must be for a card of its own
    repair_at: float = 0.7  # how sure one's own misstep must be
    walled_at: float = 0.85  # how sure a bare rule or no of ours must be, where they are warm
    left_at: float = 0.2  # heat that is firm in whoever calls into the silence
    argued_at: float = 0.75  # how sure a contradiction of ours must be for one while all is calm
    rest: int = 1  # customer turns without a card after one
    late_rest: int = 2  # and after one beyond the budget

    def firm(
        self, turn: Turn, moment: Moment, reading: Reading, shown: Shown, before: SoFar
    ) -> bool:
        """Whether this customer turn is heated beyond doubt. `before` is what was said before it."""
        if any(reading.sure(name) >= FIRM for name in URGENT) and moment.mood == "heated":
            return True
        if moment.heat >= self.left_at and left_waiting(reading, before, at=self.signal_at):
            return True
        if moment.heat < self.said_at:
            return False
        if condemns(turn.text) and not spares_us(turn.text):
            return True
        if moment.heat < self.angry_at and (at_ease(turn.text) or spared(turn, before)):
            return False
        if self._told(turn, moment, reading, before):
            return True
        if not pleads(turn.text) and self._joined(turn, moment, reading, before):
            return True
        return moment.heat >= HEATS_AT and (
            moment.heat >= self.firm_at
            or shown.warm_with(moment) >= self.warm_turns
            or self._plain(reading, (*GRIEVANCES, "high_stakes"))
            or answers_a_misstep(before)
        )

    def _told(self, turn: Turn, moment: Moment, reading: Reading, before: SoFar) -> bool:
        """Whether the words bear out a heat that is not firm alone."""
        answering = answers_a_misstep(before)
        telling, enough = (GRIEVANCES, COOLS_AT) if answering else (TURNS_AWAY, self.away_at)
        if moment.heat >= enough and any(reading.sure(name) >= self.signal_at for name in telling):
            return True
        if moment.heat >= self.harsh_at and harsh(turn.text):
            return True
        return moment.heat + self.a_sign * signs(turn, reading, before) >= self.joined_at

    def _joined(self, turn: Turn, moment: Moment, reading: Reading, before: SoFar) -> bool:
        """Whether two things that are not firm alone are so together: two grievances, or two warm turns."""
        told = {one.name for one in reading.signals if one.sure >= FIRM}
        if moment.heat >= HEATS_AT and len(told.intersection(TOLD)) >= TWO:
            return True
        if reading.emotion not in UNPLEASANT or continued(turn.text):
            return False
        earlier = heat_before(before)
        return min(earlier, moment.heat) >= self.said_at and moment.heat + earlier >= self.still_at

    def call(
        self,
        turn: Turn,
        reading: Reading,
        moment: Moment,
        shown: Shown,
        *,
        owed: bool,
        told: Collection[str] = (),
    ) -> Call:
        """What kind of card this turn calls for, if any. `told` is what was told by now."""
        if not turn.from_customer:
            return self._after_ours(turn, reading, moment, shown, told)
        spent = shown.cards >= self.budget
        if "repetition" in told:
            return "again"
        if in_danger(turn.text) or speaks_of_self_harm(turn.text) or not CANT_WAIT.isdisjoint(told):
            return "urgent"
        if spent:
            rested = shown.heard - shown.last > self.late_rest
            more = shown.cards < self.budget + self.late
            return "late" if "rage" in told and shown.firm and rested and more else "none"
        if tells_of_a_death(turn.text) or any(
            reading.sure(one) >= self.urgent_at for one in URGENT
        ):
            return "urgent"
        if "grief" in told and shown.firm and worn_out(turn.text):
            return "urgent"  # whatever was shown for the turn before
        if owed and shown.heard == 1:
            return "owed"
        if shown.firm:
            return "hot"
        glad = not moment.ironic_thanks and any(
            reading.sure(name) >= self.signal_at for name in GLAD
        )
        if shown.cards and glad and moment.mood == "calm" and not shown.landed:
            return "landing"
        return "none"

    def _after_ours(
        self,
        turn: Turn,
        reading: Reading,
        moment: Moment,
        shown: Shown,
        told: Collection[str],
    ) -> Call:
        if not PASSED_OVER.isdisjoint(told):
            return "repair"  # however many cards there were
        if shown.cards >= self.budget or not turn.to_customer:
            return "none"
        called = shown.firm or self._plain(reading, MISSTEPS)
        heated = (moment.mood == "heated" and called) or "cheer" in told
        walled = moment.heat >= self.said_at and walled_off(reading, at=self.walled_at)
        if heated or walled or reading.sure("argue") >= self.argued_at:
            return "repair"
        return "gently" if "grief" in told else "none"

    def allows(
        self, play: Play, call: Call, reading: Reading, moment: Moment, shown: Shown
    ) -> bool:
        """Whether this play may be the card for that call."""
        if play.name in shown.plays and not (
            call in ("urgent", "repair") and not AS_OFTEN.isdisjoint(play.told)
        ):
            return False
        if call in FOR_THESE and FOR_THESE[call] not in play.told:
            return False
        if call in ("again", "late"):
            return True
        if call in ("repair", "gently"):
            at_fault = max(map(reading.sure, play.when), default=0.0) >= self.repair_at
            return at_fault or not OURS.isdisjoint(play.told)
        if call == "landing":
            closed = any(step.number == 5 and step.state == "done" for step in moment.steps)
            return not closed and (play.step == 5 or play.broken == 5 or "resolved" in play.when)
        if call == "owed":
            return "overdue_promises" in play.history
        if play.rank <= AT_ANY_TIME:
            return True
        if reading.sure(WISH) >= self.urgent_at and play.rank > ABOUT_A_HANDOVER:
            return False
        if call == "urgent":
            return moment.mood == "heated" or bool(set(play.when) & set(URGENT))
        rested = shown.heard - shown.last > self.rest or shown.last < 0
        angry_now = moment.heat >= self.angry_at > shown.last_heat
        return rested or angry_now or moment.heat - shown.last_heat >= STEP

    def _plain(self, reading: Reading, names: tuple[str, ...]) -> bool:
        return any(one.sure >= self.plain_at for one in reading.signals if one.name in names)


def spared(turn: Turn, before: SoFar) -> bool:
    """Whether the customer takes the blame off the company, now or a few turns ago."""
    said = [heard.turn.text for heard in before.last if heard.turn.from_customer]
    return any(spares_us(text) for text in (turn.text, *said))


def answers_a_misstep(before: SoFar) -> bool:
    """Whether the company's latest words, right before this turn, were a misstep."""
    for heard in reversed(before.last):
        if heard.turn.from_customer:
            return False
        if heard.turn.to_customer and heard.turn.text.strip():
            return any(heard.reading.sure(name) >= FIRM for name in MISSTEPS)
    return False
