"""A turn's words cut into pieces, so that the words a judgment rests on can be marked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

from heard.listen import FIRM
from heard.signals import MISSTEPS, SIGNAL_NAMES, TECHNIQUES, get

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Tone = Literal["said", "good", "bad"]

GLAD = ("thanks", "resolved")  # what a customer says when it goes well
RANK: dict[Tone, int] = {"bad": 0, "said": 1, "good": 2}  # where they overlap, the first is shown
WHOLE = 0.9  # evidence that covers more of a turn than this is the turn: nothing to point at


@dataclass(frozen=True, slots=True)
class Heard:
    """One signal heard firmly in a turn, as a page shows it."""

    name: str
    tone: Tone
    sure: int  # in percent
    start: int
    end: int

    @property
    def plain(self) -> str:
        """The signal's name in ordinary words."""
        return plain(self.name)

    @property
    def means(self) -> str:
        """What the signal means, from the vocabulary."""
        return _means(self.name)

    @property
    def icon(self) -> str:
        """A sign beside the color, so that nothing rests on color alone."""
        return {"said": "●", "good": "✓", "bad": "▲"}[self.tone]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a turn, marked or not."""

    text: str
    tone: Tone | None = None
    names: str = ""


def heard_in(signals: Iterable[dict[str, Any]], *, by_customer: bool) -> tuple[Heard, ...]:
    """The firm signals of a turn that its speaker can have sent, missteps first.

    >>> told = [{"name": "own", "sure": 0.9, "start": 0, "end": 2},
    ...         {"name": "cold", "sure": 0.2, "start": 0, "end": 2}]
    >>> [one.plain for one in heard_in(told, by_customer=False)]
    ['taken on']
    """
    found = [
        Heard(one["name"], tone(one["name"]), round(one["sure"] * 100), one["start"], one["end"])
        for one in signals
        if one["sure"] >= FIRM and by_customer != (one["name"] in (*TECHNIQUES, *MISSTEPS))
    ]
    return tuple(sorted(found, key=lambda one: RANK[one.tone]))


def tone(name: str) -> Tone:
    """Whether a signal is something that upsets the customer, something good, or a misstep."""
    if name in TECHNIQUES or name in GLAD:
        return "good"
    return "bad" if name in MISSTEPS else "said"


def pieces(text: str, heard: Sequence[Heard]) -> tuple[Piece, ...]:
    """The text in order, cut where evidence starts and ends; joined, they are the text again.

    >>> found = (Heard("long_wait", "said", 90, 5, 12),)
    >>> [(one.text, one.tone) for one in pieces("Over an hour now", found)]
    [('Over ', None), ('an hour', 'said'), (' now', None)]
    """
    spans = [one for one in heard if 0 < one.end - one.start < max(len(text) * WHOLE, 1)]
    cuts = sorted({0, len(text)} | {at for one in spans for at in (one.start, one.end)})
    made = []
    for start, end in pairwise(cuts):
        over = [one for one in spans if one.start <= start and one.end >= end]
        worst = min(over, key=lambda one: RANK[one.tone], default=None)
        names = ", ".join(one.plain for one in over)
        made.append(Piece(text[start:end], worst.tone if worst else None, names))
    return tuple(made)


@cache
def plain(name: str) -> str:
    """A signal's name in ordinary words, from the vocabulary; a name that is none of them, spaced.

    >>> plain("set_expectation"), plain("danger_unanswered")
    ("says what's next", 'danger unanswered')
    """
    return get(name).plain if name in SIGNAL_NAMES else name.replace("_", " ")


@cache
def _means(name: str) -> str:
    return get(name).means
