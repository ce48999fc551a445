"""How the customer's last words felt, though the conversation may be calm."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.listen.reading import Reading

if TYPE_CHECKING:
    from heard.coach.coach import Coach

SCANNED = 3000  # characters of a turn looked at
LAUGHS = re.compile(
    r"\b(?:laugh\w*(?! (?:at|about) (?:me|us))|giggl\w*|ha(?:ha)+|hehe|lol)\b|[😀😁😂😄😆😉🤣]",
    re.I,
)
WARM = (
    0.3  # heat of the customer's last words from which a reply owes them a word about the feeling
)


def is_warm(coach: Coach) -> bool:
    """Whether the customer is upset, or their last words were warm."""
    return coach.moment.mood == "heated" or (_last_of(coach).heat or 0.0) >= WARM


def is_hot(coach: Coach) -> bool:
    """Whether the customer is upset, or their last words showed it."""
    return coach.moment.mood == "heated" or _last_of(coach).hot


def is_pleased(coach: Coach) -> bool:
    """Whether the customer's last words were pleased or laughed, and meant so."""
    last = _last_of(coach)
    if is_warm(coach) or last.hears("sarcasm"):
        return False
    return last.emotion == "pleased" or LAUGHS.search(_last_words(coach)) is not None


def _last_of(coach: Coach) -> Reading:
    """The reading of the customer's last words."""
    said = (one.reading for one in reversed(coach.before.last) if one.turn.from_customer)
    return next(said, Reading())


def _last_words(coach: Coach) -> str:
    said = (one.turn.text for one in reversed(coach.before.last) if one.turn.from_customer)
    return next(said, "")[:SCANNED]
