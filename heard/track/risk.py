"""The chance of trouble within the customer's next three turns, and what it rests on."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from heard.listen.reading import HEAT_WORDS
from heard.track.fitted import RISK_BIAS, RISK_WEIGHTS
from heard.track.moment import Evidence, Reason

if TYPE_CHECKING:
    from heard.conversation import History
    from heard.listen.reading import Reading

SURE = 0.5
REASONS = 5  # the heaviest are told
WORTH_TELLING = 0.1  # in log odds

TRIGGERS = (
    "repeat_contact",
    "broken_promise",
    "long_wait",
    "high_stakes",
    "dismissed",
    "unfair",
)
OUTBURSTS = ("abuse", "threat", "profanity")
LEAVING = ("supervisor_request", "churn_threat", "public_threat")
MISSTEPS = (
    "calm_down",
    "policy_wall",
    "blame",
    "excuse",
    "flat_no",
    "vague_promise",
    "cold",
    "scripted",
    "deflect",
    "ask_again",
    "argue",
    "jab",
    "fix_first",
)
ANSWERS = ("acknowledge", "apologize")
HELP = ("own", "solve", "offer_choice", "set_expectation", "hand_off")


@dataclass(frozen=True, slots=True)
class Pressure:
    """What has built up so far: bounded counts and the evidence of the latest of each."""

    grievances: tuple[str, ...] = ()  # the kinds of trigger heard, each once
    grievance: Evidence | None = None  # the latest of them
    outburst: Evidence | None = None  # the customer's last turn
    leaving: Evidence | None = None
    thanks: Evidence | None = None
    misstep: Evidence | None = None  # the company's turns since the customer spoke
    answered: Evidence | None = None
    helped: Evidence | None = None
    company_spoke: bool = False  # since the customer did

    def after_customer(self, number: int, reading: Reading, *, sincere: bool) -> Pressure:
        """The pressure after the customer spoke; thanks that are not `sincere` are none."""
        heard = {signal.name for signal in reading.signals if signal.sure >= SURE}
        kinds = tuple(name for name in TRIGGERS if name in self.grievances or name in heard)
        return Pressure(
            kinds,
            _clearest(number, reading, TRIGGERS) or self.grievance,
            _clearest(number, reading, OUTBURSTS),
            _clearest(number, reading, LEAVING),
            _clearest(number, reading, ("thanks",)) if sincere else None,
        )

    def after_company(self, number: int, reading: Reading) -> Pressure:
        """The pressure after the company spoke to the customer."""
        return replace(
            self,
            misstep=_clearest(number, reading, MISSTEPS) or self.misstep,
            answered=_clearest(number, reading, ANSWERS) or self.answered,
            helped=_clearest(number, reading, HELP) or self.helped,
            company_spoke=True,
        )


class Feature(NamedTuple):
    """One thing the risk rests on: how much of it there is now, and in which words."""

    name: str
    size: float
    evidence: Evidence | None = None


TELLS: dict[str, str] = {
    "heat": "The customer was {word} when last heard.",
    "peak": "The conversation has been heated before.",
    "rising": "Their heat is above their own usual.",
    "cooling": "Their heat is below their own usual.",
    "grievances": "Grievances have piled up.",
    "outburst": "There was abuse, a threat or swearing in their last turn.",
    "leaving": "They asked for a supervisor, or spoke of leaving or of going public.",
    "thanks": "They gave thanks in their last turn.",
    "misstep": "The answer they just got contains a misstep.",
    "answered": "The answer they just got speaks to the feeling.",
    "helped": "The answer they just got takes the matter on.",
    "unanswered": "They were heated and nothing has answered the feeling yet.",
    "failed_tries": "A fix that was offered did not help.",
    "resolved": "They accepted the outcome.",
}

# No labelled conversation carries a history, so these two are judgments, kept small.
EARLIER_CONTACT = 0.25  # log odds for each earlier contact about the same matter, up to four
OVERDUE_PROMISE = 0.5  # for each promise of ours past its date, up to two


def chance(odds: float) -> float:
    """Log odds as a chance.

    >>> chance(0.0)
    0.5
    """
    return round(1 / (1 + math.exp(-odds)), 4)


@lru_cache(maxsize=256)
def prior(history: History) -> float:
    """What the history alone adds to the risk of a conversation that has just begun."""
    added = sum(reason.weight for reason in _history_reasons(history))
    return round(chance(RISK_BIAS + added) - chance(RISK_BIAS), 4)


def assess(
    features: tuple[Feature, ...], history: History, *, heat_word: str
) -> tuple[float, tuple[Reason, ...]]:
    """The risk and its reasons, the heaviest first. That somebody was calm is told as none."""
    odds = RISK_BIAS
    known = _history_reasons(history)
    told = [reason for reason in known if abs(reason.weight) >= WORTH_TELLING]
    for name, size, evidence in features:
        if not size:
            continue
        share = RISK_WEIGHTS.get(name, 0.0) * size
        odds += share
        weight = round(share, 2)
        if abs(weight) < WORTH_TELLING or (name == "heat" and heat_word == HEAT_WORDS[0]):
            continue
        told.append(Reason(TELLS[name].format(word=heat_word), weight, evidence))
    odds += sum(reason.weight for reason in known)
    told.sort(key=lambda reason: -abs(reason.weight))
    return chance(odds), tuple(told[:REASONS])


def _history_reasons(history: History) -> list[Reason]:
    reasons = []
    if history.earlier_contacts > 0:
        weight = EARLIER_CONTACT * min(history.earlier_contacts, 4)
        reasons.append(Reason("They contacted us about this before.", weight))
    if history.overdue_promises > 0:
        weight = OVERDUE_PROMISE * min(history.overdue_promises, 2)
        reasons.append(Reason("A promise of ours to them is past its date.", weight))
    return reasons


def _clearest(number: int, reading: Reading, names: tuple[str, ...]) -> Evidence | None:
    sure = [signal for signal in reading.signals if signal.name in names and signal.sure >= SURE]
    best = max(sure, key=lambda signal: signal.sure, default=None)
    return None if best is None else Evidence(number, best.start, best.end, best.name)
