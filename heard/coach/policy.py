"""When a card may be shown: decided over moments, and kept apart from what is believed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from heard.coach.complaining import condemns, spares_us
from heard.coach.signs import signs
from heard.listen.reading import FIRM
from heard.listen.rules.danger import in_danger
from heard.listen.rules.loss import tells_of_a_loss
from heard.listen.rules.self_harm import speaks_of_self_harm
from heard.signals import MISSTEPS, TRIGGERS
from heard.track.mood import COOLS_AT, HEATS_AT, STEP

if TYPE_CHECKING:
    from heard.conversation import Turn
    from heard.listen import Reading, SoFar
    from heard.playbook import Play
    from heard.track import Moment

Call = Literal["none", "urgent", "hot", "repair", "landing", "owed"]

# What they tell of may be told calmly: how long they waited, what they stand to lose.
TOLD_CALMLY = ("long_wait", "high_stakes")
GRIEVANCES = (
    *(name for name in TRIGGERS if name not in TOLD_CALMLY),
    *("profanity", "churn_threat", "public_threat"),
)
TURNS_AWAY = ("churn_threat", "public_threat", "sarcasm")
URGENT = ("abuse", "threat", "supervisor_request")
GLAD = ("thanks", "resolved")
AT_ANY_TIME = 17  # plays of this rank and below do not wait for their turn
WISH = "supervisor_request"
ABOUT_A_HANDOVER = 19  # who asks for somebody else gets no card about anything behind this rank
WHOLE = ("fix_first", "cold", "scripted")  # said of a whole message, never of a part of one
KEPT = 64  # formulas remembered


@dataclass(frozen=True, slots=True)
class Shown:
    """What was shown so far, and how firm the need was. Bounded, and a value."""

    plays: tuple[str, ...] = ()  # each once
    formulas: tuple[int, ...] = ()  # marks of the sentences suggested, each once
    cards: int = 0
    heard: int = 0  # times the customer has spoken; messages in a row are one
    warm: int = 0  # the latest of them in a row that were heated
    speaking: bool = False  # the customer spoke last
    firm: bool = False  # the latest of them called for a card
    last: int = -1  # how many had been heard at the latest card
    last_heat: float = 0.0
    landed: bool = False  # a card for the close was shown since it was last hot

    def after_customer(self, moment: Moment, *, firm: bool) -> Shown:
        """What is known of the need once the customer spoke."""
        hot = moment.heat >= HEATS_AT
        return replace(
            self,
            heard=self.heard + (not self.speaking),
            warm=self.warm_with(moment),
            speaking=True,
            firm=firm,
            landed=self.landed and not hot,
        )

    def warm_with(self, moment: Moment) -> int:
        """How many times in a row the customer was heated, this turn counted in."""
        if moment.heat < HEATS_AT:
            return 0
        return max(self.warm, 1) if self.speaking else self.warm + 1

    def after_company(self) -> Shown:
        """What is known of the need once the company spoke."""
        return replace(self, speaking=False)

    def after_card(self, name: str, formulas: tuple[int, ...], heat: float) -> Shown:
        """What was shown once this card is."""
        return replace(
            self,
            plays=(*self.plays, name),
            formulas=(*self.formulas, *formulas)[-KEPT:],
            cards=self.cards + 1,
            last=self.heard,
            last_heat=heat,
        )

    def after_landing(self) -> Shown:
        """What was shown once the card for the close is."""
        return replace(self, landed=True)


@dataclass(frozen=True, slots=True)
class Policy:
    """How sparing the coach is. Silence is the normal answer.

    A heated turn calls for a card when the heat is firm: high enough at once, there for a third
    time, told together with a grievance that is plain, or the answer to a misstep of ours. Less
    heat will do where the words say it: a verdict on us, leaving, irony. Where the blame is
    somebody else's, only anger counts. A card is followed by a rest, unless it gets hotter or cannot wait.
    """

    budget: int = 6  # cards a conversation
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
        self, turn: Turn, reading: Reading, moment: Moment, shown: Shown, *, owed: bool
    ) -> Call:
        """What kind of card this turn calls for, if any."""
        if shown.cards >= self.budget:
            return "none"
        if not turn.from_customer:
            called = shown.firm or self._plain(reading, MISSTEPS)
            heated = moment.mood == "heated" and called
            return "repair" if turn.to_customer and heated else "none"
        if any(reading.sure(name) >= self.urgent_at for name in URGENT):
            return "urgent"
        if in_danger(turn.text) or speaks_of_self_harm(turn.text) or tells_of_a_loss(turn.text):
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
        if call == "repair":
            return max(map(reading.sure, play.when), default=0.0) >= self.repair_at
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
