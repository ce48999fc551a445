"""What the next person has to acknowledge before anything else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.coach.handoff.contempt import contemptuous
from heard.listen.rules.danger import in_danger
from heard.listen.rules.passed_on import passed_on
from heard.track import Evidence, Moment
from heard.track.quote import Quote, sentence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from heard.coach.handoff.opening import About
    from heard.conversation import Turn
    from heard.handover.boundary import Boundary

SORRY = re.compile(
    r"\b(?:sorry|apologi[sz]e|apologies)\b[^.!?]{0,25}\b(?:what i (?:said|wrote)|my (?:language|words|tone|temper|outburst)|losing (?:it|my temper)|that|shouting|swearing|earlier|before|threatening)\b"
    r"|\bi (?:shouldn(?:'|’)?t|should not) have (?:said|spoken|shouted|written|talked|threatened)\b|\bi didn(?:'|’)?t mean (?:it|that|what i said)\b"
    r"|\bi take (?:it|that) back\b",
    re.IGNORECASE,
)
WRITTEN = 4000
LATEST = 3  # messages of the customer in which a danger counts as present


def is_in_danger(turns: Sequence[Turn]) -> bool:
    """Whether the customer's latest words tell of danger to life or health."""
    said = [turn.text for turn in turns if turn.from_customer and turn.text.strip()]
    return any(in_danger(text) is not None for text in said[-LATEST:])


def in_order(**true: bool) -> tuple[About, ...]:
    """What is true of a customer, the weightiest first."""
    order: Mapping[str, About] = {
        "self_harm": "self_harm", "danger": "danger", "loss": "loss", "threat": "threat", "abuse": "abuse", "overdue": "overdue", "came_back": "chronic",
        "passed_on": "passed_on", "broken": "broken", "failed": "failed",
        "dismissed": "dismissed", "heated": "heated", "promised": "promised",
    }  # fmt: skip
    return tuple(about for name, about in order.items() if true[name])


def first_passed_on(turns: Sequence[Turn]) -> Quote | None:
    """The words in which the customer first says that they were passed from one to the next."""
    for number, turn in enumerate(turns):
        found = passed_on(turn.text) if turn.from_customer else None
        if found is not None:
            words = sentence(turns, Evidence(number, *found, "passed_on"))
            if not contemptuous(words.words):
                return words
    return None


def taken_back(turns: Sequence[Turn], limits: Boundary, moment: Moment) -> bool:
    """Whether the customer apologized after their last attack, and is calm."""
    last = max((one.quote.turn for one in limits.ladder.attacks), default=-1)
    later = (turn.text[:WRITTEN] for turn in turns[last + 1 :] if turn.from_customer)
    return moment.mood == "calm" and any(SORRY.search(text) for text in later)


def attacked(limits: Boundary, moment: Moment) -> bool:
    """Whether somebody was attacked, and it has not become calm since."""
    ladder = limits.ladder
    return bool(ladder.count) and not ladder.threats and moment.mood == "heated"
