"""What the customer said happened, what lies under it, and what made it weigh more."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from heard.review.quoting import sentence_around

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.track import Evidence, Followed

DOUBTFUL = 0.35  # how sure a concern must be to be told: right ones are often no surer than 0.4


@dataclass(frozen=True, slots=True)
class EarlySign:
    """What changed in a customer before they were hot, and in which of the turns first."""

    turn: int  # counted from 0
    signs: tuple[str, ...]  # "shorter replies", "tone change"


@dataclass(frozen=True, slots=True)
class Story:
    """The customer's side of it."""

    facts: tuple[Evidence, ...] = ()  # what they said happened, in the order said
    concern: Evidence | None = None  # the trigger under the stated problem
    stakes: bool = False  # money, service, access, health or a deadline hung on it
    control_lost: bool = False  # passed around, unheard: out of their hands
    early: EarlySign | None = None


NOTHING_TOLD = Story()


def find_story(followed: Sequence[Followed]) -> Story:
    """The story that these turns tell."""
    last = followed[-1].moment
    return Story(
        facts=last.facts,
        concern=_whole(followed, last.concern),
        stakes=any(one.moment.stakes for one in followed),
        control_lost=any(one.moment.control_lost for one in followed),
        early=_early(followed),
    )


def _whole(followed: Sequence[Followed], concern: Evidence | None) -> Evidence | None:
    """The concern in a whole sentence, where it can be read at a glance; a doubtful one is left out."""
    if concern is None or followed[concern.turn].reading.sure(concern.signal) < DOUBTFUL:
        return None
    text = followed[concern.turn].turn.text
    start, end = sentence_around(text, concern.start, concern.end)
    return replace(concern, start=start, end=end)


def _early(followed: Sequence[Followed]) -> EarlySign | None:
    for number, one in enumerate(followed):
        if one.reading.hot:
            return None
        if one.turn.from_customer and one.moment.early_signs:
            return EarlySign(number, one.moment.early_signs)
    return None
