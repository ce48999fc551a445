"""How a conversation ended and which step broke, judged once it is over."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from heard.listen.reading import HOT, heat_level
from heard.track.announced import hands_on, says_moved
from heard.track.by_the_book import kept_by_the_book
from heard.track.fitted import BREAK_BIAS, BREAK_WEIGHTS
from heard.track.moment import Evidence
from heard.track.mood import COOLS_AT
from heard.track.settled import BREAKS_OFF, SCANNED, glad, meant, parts_in_anger, turns_ironic
from heard.track.steps import BREAKS, SURE, WHY
from heard.track.symptoms import find_symptoms

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from heard.conversation import Conversation, Turn
    from heard.listen.reading import Reading

Outcome = Literal["never", "calmed", "hot", "handed"]

ANGRY = 3  # who is still angry after a handoff was not handed on, they stayed hot
DIRECT = re.compile(r"\b(?:dms?|direct message|private message)\b", re.IGNORECASE)
CONTACT = re.compile(
    r"\b(?:e-?mail|call|phone|ticket|contact|reach out|support team|chat)\b", re.IGNORECASE
)
ADDRESS = re.compile(r"https?://|<url>|<number>|www\.|\S@\S+\.\w|\d[\d -]{5,}\d", re.IGNORECASE)
# Why a step broke where no misstep says it: something that should have been there was not.
MISSING = (
    "",
    "The exchange did not stay calm and safe.",
    "The customer was heated and nothing named what they were going through.",
    "What happened was never asked about or played back.",
    "No concrete solution was offered.",
    "It ended without a next step that has a time and an owner.",
)


@dataclass(frozen=True, slots=True)
class Break:
    """The first of the five steps that broke; step 0 where none did."""

    step: int = 0
    sure: float = 1.0
    evidence: Evidence | None = None
    why: str = ""


@dataclass(slots=True)
class Parting:
    """What the customer's last turns leave open, whatever their heat."""

    shot: bool = False  # the last turn has sarcasm, leaving or going public in it
    glad: bool = False  # the last turn gave thanks or accepted, and meant it
    ironic: bool = False  # the last turn was sarcastic in the heat
    asked_for_supervisor: bool = False  # and nobody handed on since, nor were they glad
    open: bool = False  # whether it is left unsettled

    def customer(self, text: str, reading: Reading, heat: float) -> None:
        """Take in what one customer turn says."""
        before = self.shot and not self.glad
        self.glad = meant(text, reading, ironic=self.ironic)
        taken_back = not self.glad and meant(text, reading, ironic=False)  # thanks, but not meant
        self.ironic = turns_ironic(reading)
        self.shot = parts_in_anger(reading) or taken_back
        asked = reading.sure("supervisor_request") >= SURE
        self.asked_for_supervisor = not self.glad and (self.asked_for_supervisor or asked)
        cooled = heat <= COOLS_AT
        self.open = not self.glad and (self.shot or (before and not cooled))

    def company(self, turn: Turn, reading: Reading) -> None:
        """A handoff answers the request for a supervisor; an offer of one doesn't."""
        if hands_on(turn, reading):
            self.asked_for_supervisor = False


def outcome(conversation: Conversation, readings: Sequence[Reading]) -> Outcome:
    """How the conversation ended: never hot, calmed, still hot, or handed on while hot.

    Who was hot is calmed when their last turn is not, unless they part with sarcasm, leaving, going public
    or a request for a supervisor that nobody answered; thanks and acceptance outweigh these where they are meant.

    Handed on means to a supervisor or a specialist, done or announced and not merely offered, or, at the
    end, to another channel: a request to go on in private messages after more than one reply, or an address
    to turn to instead. A system line that says so at the end counts, too.
    """
    heat, was_hot, handed, moved, replies = 0.0, False, False, False, 0
    last_words: list[tuple[Turn, Reading]] = []
    parting = Parting()
    for turn, reading in zip(conversation.turns, readings, strict=True):
        if turn.from_customer and reading.heat is not None:
            heat, was_hot = reading.heat, was_hot or reading.hot
            parting.customer(turn.text, reading, heat)
            last_words, moved = [], False
        elif turn.to_customer:
            replies += not last_words
            last_words.append((turn, reading))
            handed = handed or (heat_level(heat) >= HOT and hands_on(turn, reading))
            parting.company(turn, reading)
        elif says_moved(turn):
            moved, parting.asked_for_supervisor = True, False
    if not was_hot:
        return "never"
    if heat_level(heat) < HOT and not (parting.open or parting.asked_for_supervisor):
        return "calmed"
    if moved or (handed and (heat_level(heat) < ANGRY or _hands_off(last_words))):
        return "handed"
    return "handed" if _moves_elsewhere(last_words, replies) else "hot"


def _hands_off(last_words: list[tuple[Turn, Reading]]) -> bool:
    return any(hands_on(turn, reading) for turn, reading in last_words)


def _moves_elsewhere(last_words: list[tuple[Turn, Reading]], replies: int) -> bool:
    """Whether the company's last words move a hot conversation to another channel."""
    text = " ".join(turn.text for turn, _ in last_words)
    if DIRECT.search(text) and replies > 1:
        return True
    deflects = any(reading.sure("deflect") >= SURE for _, reading in last_words)
    return deflects and bool(CONTACT.search(text) and ADDRESS.search(text))


def step_chances(symptoms: Mapping[str, float]) -> tuple[float, ...]:
    """The chance that no step broke, and that each of the five was the first that did."""
    scores = [
        bias + sum(weight * symptoms.get(name, 0.0) for name, weight in weights.items())
        for bias, weights in zip(BREAK_BIAS, BREAK_WEIGHTS, strict=True)
    ]
    top = max(scores)
    odds = [math.exp(score - top) for score in scores]
    return tuple(each / sum(odds) for each in odds)


def find_break(conversation: Conversation, readings: Sequence[Reading]) -> Break:
    """The first of the five steps that broke, with the words that broke it.

    Where the step broke by what is missing, the evidence is the reply that should have had it. Who
    is told to calm down, or the like, and then leaves was not answered well, however calm they were:
    in the labelled conversations nobody ever called that unbroken. A limit that was kept by the book
    to the end breaks none.
    """
    if not any(turn.to_customer and turn.text.strip() for turn in conversation.turns):
        return Break()
    if kept_by_the_book(conversation, readings):
        return Break()
    chances = step_chances(find_symptoms(conversation, readings))
    step = max(range(len(chances)), key=chances.__getitem__)
    sure = round(chances[step], 4)
    if step == 0:
        drove = _drove_away(conversation, readings)
        return Break(0, sure) if drove is None else Break(1, sure, drove, WHY[drove.signal])
    spoken = _misstep(conversation, readings, BREAKS[step - 1])
    if spoken is not None:
        return Break(step, sure, spoken, WHY[spoken.signal])
    return Break(step, sure, _gap(conversation, readings, step), MISSING[step])


def broke_at(conversation: Conversation, readings: Sequence[Reading]) -> int:
    """The number of the first step that broke, 0 for none."""
    return find_break(conversation, readings).step


def _drove_away(conversation: Conversation, readings: Sequence[Reading]) -> Evidence | None:
    """The misstep against the customer that they answered by leaving or going public."""
    against: Evidence | None = None
    for number, (turn, reading) in enumerate(zip(conversation.turns, readings, strict=True)):
        if turn.to_customer:
            said = [one for one in reading.signals if one.name in BREAKS[0] and one.sure >= SURE]
            if said:
                worst = max(said, key=lambda signal: signal.sure)
                against = Evidence(number, worst.start, worst.end, worst.name)
        elif turn.from_customer:
            if against is not None and _leaves(turn, reading):
                return against
            against = None
    return None


def _leaves(turn: Turn, reading: Reading) -> bool:
    said = max(reading.sure("churn_threat"), reading.sure("public_threat")) >= SURE
    return said or (not glad(reading) and BREAKS_OFF.search(turn.text, 0, SCANNED) is not None)


def _misstep(
    conversation: Conversation, readings: Sequence[Reading], names: tuple[str, ...]
) -> Evidence | None:
    """The first of these missteps in anything said to the customer, the surest of its turn."""
    for number, (turn, reading) in enumerate(zip(conversation.turns, readings, strict=True)):
        if not turn.to_customer:
            continue
        heard = [each for each in reading.signals if each.name in names and each.sure >= SURE]
        if heard:
            worst = max(heard, key=lambda signal: signal.sure)
            return Evidence(number, worst.start, worst.end, worst.name)
    return None


def _gap(conversation: Conversation, readings: Sequence[Reading], step: int) -> Evidence:
    """The reply that should have taken the step: the first one in the heat, or the last one."""
    replies = [number for number, turn in enumerate(conversation.turns) if turn.to_customer]
    hot = [number for number, reading in enumerate(readings) if reading.hot]
    after = [number for number in replies if hot and number > hot[0]]
    number = (after or replies)[0] if step <= 3 else replies[-1]
    return Evidence(number, 0, len(conversation.turns[number].text), "missing")
