"""Which of the times in a sentence belongs to a commitment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.listen.wordlists import word_set
from heard.track.due.almanac import UNITS
from heard.track.promises.words import AHEAD, HAPPENS, OTHER_TIME, looks_back

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.track.due import Due
    from heard.track.promises.commitment import Commitment
    from heard.track.promises.turn_words import TurnWords

REACH = 20  # words after a commitment in which its time is looked for

_LENGTHS = frozenset(UNITS)
_DEADLINES = frozenset(("by", "within", "before", "after"))
_COMING = word_set("next coming following end close first")
_OURSELVES = word_set("i i'll i'm we we'll we're i've we've")
_TAKES = word_set("take takes allow")
_NAMED = word_set("this next later coming end first the")
_WAIT_MAY_FOLLOW = frozenset(",:-–(") | word_set("takes take allow up to about them it me us")


def due_of(
    words: TurnWords, found: Commitment, until: int, dues: Sequence[Due], first: int
) -> Due | None:
    """The time that belongs to a commitment: the first after it, or one just before it.

    The commitment ends before `until`, its sentence begins at `first`.
    """
    for due in dues:
        if found.verb <= due.start < min(until, found.verb + REACH):
            if _belongs(words, due, found):
                return due
        elif due.end <= found.start <= due.end + 1 and (
            due.start == first or not words[due.start - 1].isalnum()
        ):
            return due
    return None


def second_due(words: TurnWords, due: Due, dues: Sequence[Due]) -> Due | None:
    """The second time of "on the 6th and again the 10th": the same is promised for both."""
    begins = due.end + 1 + (words[due.end + 1] in ("again", "then"))
    other = next((one for one in dues if one.start == begins), None)
    if other is None or words[due.end] not in ("and", "&"):
        return None
    return None if words[other.end].isalnum() or is_wait(words, other) else other


def is_wait(words: TurnWords, due: Due) -> bool:
    """Whether a time is a bare length: "three days" rather than "Friday"."""
    named = words.between(due.start, due.end)
    return named[0] not in _NAMED and any(word in _LENGTHS for word in named)


def is_known_stretch(words: TurnWords, due: Due) -> bool:
    """Whether a time is a length both know of, such as "the nine days" that they waited."""
    named = words.between(due.start, due.end)
    if named[0] != "the" or named[-1] not in _LENGTHS or named[1] in _COMING:
        return False
    return len(named) > 2 or named[1].endswith("s")


def _belongs(words: TurnWords, due: Due, found: Commitment) -> bool:
    if is_known_stretch(words, due):
        takes = words[due.start - 1] in _TAKES
        return takes and words[found.start] not in _OURSELVES
    if due.lead == "for" or found.booked:
        return found.booked
    between = words.between(found.verb, due.start)
    if any(word in OTHER_TIME or word.endswith("n't") for word in between):
        return False
    if due.lead not in _DEADLINES and words[due.start] not in AHEAD and looks_back(between):
        return False
    if not due.lead and is_wait(words, due):
        return words[due.start - 1] in _WAIT_MAY_FOLLOW
    for at, word in enumerate(between[:-1]):
        if word in (":", ";") or (
            word in (",", "and") and any(after in HAPPENS for after in between[at + 2 :])
        ):
            return False  # "…, an investigator rings within 4 hours" is another's promise
    return True
