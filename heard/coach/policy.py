"""When a card may be shown: decided over moments, and kept apart from what is believed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from heard.coach.complaining import condemns, spares_us
from heard.coach.signs import signs
from heard.listen.reading import FIRM
from heard.listen.rules.danger import in_danger
from heard.listen.rules.loss import tells_of_a_death
from heard.listen.rules.self_harm import speaks_of_self_harm
from heard.signals import MISSTEPS, TRIGGERS
from heard.track.mood import COOLS_AT, HEATS_AT, STEP

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
TURNS_AWAY = ("churn_threat", "public_threat", "sarcasm")
URGENT = ("abuse", "threat", "supervisor_request")
GLAD = ("thanks", "resolved")
CANT_WAIT = frozenset(
    ["help_awaited", "dependence"]
)  # told, these call for a card whatever the mood
FOR_THESE = {
    "again": "repetition",
    "late": "rage",
    "gently": "grief",
}  # calls that only plays for what was told answer
AT_ANY_TIME = 17  # plays of this rank and below do not wait for their turn
WISH = "supervisor_request"
ABOUT_A_HANDOVER = 19  # who asks for somebody else gets no card about anything behind this rank
WHOLE = ("fix_first", "cold", "scripted")  # said of a whole message, never of a part of one


@dataclass(frozen=True, slots=True)
class Policy:
    """How sparing the coach is. Silence is the normal answer.

    A heated turn calls for a card when the heat is firm: high enough at once, there for a third
    time, told together with a grievance that is plain, or the answer to a misstep of ours. Less
    heat will do where the words say it: a verdict on us, leaving, irony. Where the blame is
    somebody else's, only anger counts. A card is followed by a rest, unless it gets hotter or cannot wait.
    """

    budget: int = 6  # cards a conversation
    late: int = 4  # more of them, for whoever is still angry after those
    plain_at: float = 0.95  # a trigger or a misstep this sure makes any heated moment firm
    firm_at: float = 0.5  # heat that is firm at once
    joined_at: float = 0.54  # heat and small signs of it that are firm together
    a_sign: float = 0.06  # heat that one small sign is worth
    said_at: float = 0.25  # heat that is firm together with words that say it
    angry_at: float = 0.6  # heat that is firm whoever is to blame
    warm_turns: int = 3  # times in a row that make a lower heat firm
    early: int = 2  # how often the customer may have spoken for advice on how to begin
    urgent_at: float = (
        0.7  # how sure abuse, a threat or a wish for somebody else must be while calm
    )
    signal_at: float = 0.6  # how sure a signal must be for a card of its own
    repair_at: float = 0.7  # how sure one's own misstep must be
    rest: int = 1  # customer turns without a card after one
    late_rest: int = 2  # and after one beyond the budget

    def firm(
        self, turn: Turn, moment: Moment, reading: Reading, shown: Shown, before: SoFar
    ) -> bool:
        """Whether this customer turn is heated beyond doubt. `before` is what was said before it."""
        if any(reading.sure(name) >= FIRM for name in URGENT) and moment.mood == "heated":
            return True
        if moment.heat < self.said_at:
            return False
        if condemns(turn.text) and not spares_us(turn.text):
            return True
        if moment.heat < self.angry_at and spared(turn, before):
            return False
        answering = answers_a_misstep(before)
        telling = GRIEVANCES if answering else TURNS_AWAY
        if moment.heat >= COOLS_AT and any(
            reading.sure(name) >= self.signal_at for name in telling
        ):
            return True
        joined = moment.heat + self.a_sign * signs(turn, reading, before)
        if joined >= self.joined_at:
            return True
        return moment.heat >= HEATS_AT and (
            moment.heat >= self.firm_at
            or shown.warm_with(moment) >= self.warm_turns
            or self._plain(reading, GRIEVANCES)
            or answering
        )

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
        spent = shown.cards >= self.budget
        if not turn.from_customer:
            called = shown.firm or self._plain(reading, MISSTEPS)
            heated = (moment.mood == "heated" and called) or "cheer" in told
            if spent or not turn.to_customer or not (heated or "grief" in told):
                return "none"
            return "repair" if heated else "gently"
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

    def allows(
        self, play: Play, call: Call, reading: Reading, moment: Moment, shown: Shown
    ) -> bool:
        """Whether this play may be the card for that call."""
        if play.name in shown.plays:
            return False
        if call in FOR_THESE and FOR_THESE[call] not in play.told:
            return False
        if call in ("again", "late"):
            return True
        if call in ("repair", "gently"):
            at_fault = max(map(reading.sure, play.when), default=0.0) >= self.repair_at
            return at_fault or "cheer" in play.told
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
        return rested or moment.heat - shown.last_heat >= STEP

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
