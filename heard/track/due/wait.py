"""Lengths of time: "24 hours", "3 to 5 business days", "a couple of weeks"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from heard.track.due.almanac import BUSINESS, NUMBERS, UNITS
from heard.track.due.words import number

if TYPE_CHECKING:
    from collections.abc import Sequence

_FIXED = {
    ("half", "an", "hour"): 30,
    ("half", "hour"): 30,
    ("quarter", "of", "an", "hour"): 15,
    ("three", "quarters", "of", "an", "hour"): 45,
}
_LONGEST = 1000  # more of anything is no promise


class Wait(NamedTuple):
    """So many to so many of a unit; words[..:end] said so."""

    low: float
    high: float
    unit: str
    business: bool
    end: int


def read_wait(words: Sequence[str], at: int) -> Wait | None:
    """The length of time that begins at this word, if one does.

    >>> from heard.track.due.words import padded, read_words
    >>> wait = read_wait(padded(read_words("3 to 5 business days")), 0)
    >>> (wait.low, wait.high, wait.unit, wait.business)
    (3, 5, 'day', True)
    """
    at += words[at] == "next"
    for said, minutes in _FIXED.items():
        if tuple(words[at : at + len(said)]) == said:
            return Wait(minutes, minutes, "minute", business=False, end=at + len(said))
    first = _count(words, at)
    if first is None:
        unit = UNITS.get(words[at], "")
        one = at > 0 and words[at - 1] in ("the", "next")  # "within the hour"
        return Wait(1, 1, unit, business=False, end=at + 1) if unit and one else None
    low, end = first
    high = low
    if words[end] in ("to", "-", "–", "or") and (second := _count(words, end + 1)):
        high, end = second
    elif (
        words[end] in UNITS
        and words[end + 1] in ("to", "or")
        and (second := _count(words, end + 2))
    ):
        high, end = second  # "a day or two", "three days to five days"
    return _with_unit(words, low, high, end)


def _with_unit(words: Sequence[str], low: int, high: int, end: int) -> Wait | None:
    end += words[end] in ("more", "full", "clear", "calendar", "short")
    business = words[end] in BUSINESS
    end += business
    unit = UNITS.get(words[end], "")
    if not unit and words[end - 2] in ("or", "to") and words[end - 3] in UNITS:
        unit, end = UNITS[words[end - 3]], end - 1
    if not unit or high < low or high > _LONGEST:
        return None
    end += 1
    if unit == "hour" and tuple(words[end : end + 3]) == ("and", "a", "half"):
        return Wait(low + 0.5, high + 0.5, unit, business, end + 3)
    return Wait(low, high, unit, business, end)


def _count(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """A number in digits or words, and the word after it."""
    word = words[at]
    if (digits := number(word, digits=4)) is not None:
        return digits, at + 1
    if word in ("a", "an"):
        if words[at + 1] not in ("couple", "few"):
            return 1, at + 1
        at += 1
        word = words[at]
    if word in ("couple", "few"):
        return (2 if word == "couple" else 3), at + 1 + (words[at + 1] == "of")
    if word in NUMBERS:
        value, after = NUMBERS[word], at + 1 + (words[at + 1] == "-")
        if value >= 20 and 0 < (unit := NUMBERS.get(words[after], 0)) < 10:
            return value + unit, after + 1
        return value, at + 1
    return None
