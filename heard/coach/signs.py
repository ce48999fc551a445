"""Small signs of heat: none proves anything alone, and several together do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.coach.complaining import complains
from heard.coach.corroboration import LEAVES

if TYPE_CHECKING:
    from heard.conversation import Turn
    from heard.listen import Reading, SoFar

SCANNED = 3000  # characters of a turn looked at
HALF_FIRM = 0.4  # how sure leaving, going public or irony must be
TOLD = 0.6  # how sure a grievance must be
WARM = 0.3  # heat of the customer's words before these
LOUD = 2  # words in capitals that shout
TURNS_AWAY = ("churn_threat", "public_threat", "sarcasm")
# What is unfair may be somebody else's doing, and a wait is often told calmly.
LET_DOWN = ("repeat_contact", "dismissed", "broken_promise")

_ADDRESSED = re.compile(r"[@#]\w+|https?://\S+")
_CAPITALS = re.compile(r"\b[A-Z]{4,}\b")
_PILED = re.compile(r"[!?]\s?[!?]")
_FACES = re.compile("[😠😡🤬😤👎🙄😒😑🖕]")


def signs(turn: Turn, reading: Reading, before: SoFar) -> int:
    """How many kinds of sign this turn shows: words, marks, faces, what was done to them, what came before.

    >>> from heard.conversation import Speaker, Turn
    >>> from heard.listen import Reading, SoFar
    >>> told = Turn(Speaker.CUSTOMER, "Three weeks and NOBODY has CALLED!! This is ridiculous, honestly.")
    >>> signs(told, Reading(0.4, "angry"), SoFar())
    3
    """
    text = turn.text[:SCANNED]
    plain = _ADDRESSED.sub(" ", text)
    shouts = len(_CAPITALS.findall(plain)) >= LOUD
    return sum(
        (
            complains(text) is not None,
            shouts or _PILED.search(plain) is not None,
            _FACES.search(text) is not None,
            _sure(reading, TURNS_AWAY) >= HALF_FIRM or LEAVES.search(text) is not None,
            _sure(reading, LET_DOWN) >= TOLD,
            reading.emotion == "angry",
            heat_before(before) >= WARM,
        )
    )


def _sure(reading: Reading, names: tuple[str, ...]) -> float:
    return max(map(reading.sure, names))


def heat_before(before: SoFar) -> float:
    """How heated the customer was when they last spoke; 0 where they had not."""
    last = next((heard for heard in reversed(before.last) if heard.turn.from_customer), None)
    return 0.0 if last is None else last.reading.heat or 0.0
