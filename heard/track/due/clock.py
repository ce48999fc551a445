"""Times of day: "5 pm", "17:00", "half past five", "noon", and after "at" a bare "4"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from heard.listen.wordlists import word_set
from heard.track.due.almanac import (
    AFTER_ORDINAL,
    BUSINESS,
    CLOCKS,
    MONTHS,
    NUMBERS,
    RELATIVE,
    UNITS,
    WEEKDAYS,
)
from heard.track.due.words import number

if TYPE_CHECKING:
    from collections.abc import Sequence

_ZONES = word_set("utc gmt bst cet cest est edt pst pdt cst sharp")
_COUNTED = frozenset(("%", "st", "nd", "rd", "th")) | frozenset(UNITS) | BUSINESS
_MAY_FOLLOW = AFTER_ORDINAL | _ZONES | frozenset(RELATIVE) | frozenset(WEEKDAYS)


class Clock(NamedTuple):
    """An hour and a minute; words[..:end] said so."""

    hour: int
    minute: int
    sure: bool  # am, pm or a 24-hour clock was said
    end: int


def read_clock(words: Sequence[str], at: int, *, led: bool) -> Clock | None:
    """The time of day that begins at this word, if one does; `led`: "at", "by" … went before.

    >>> from heard.track.due.words import padded, read_words
    >>> read_clock(padded(read_words("half past five")), 0, led=False)[:2]
    (5, 30)
    """
    word = words[at]
    if word in CLOCKS:
        return Clock(*CLOCKS[word], sure=True, end=at + 1)
    if past := _past(words, at, led=led):
        return past
    hour, colon, rest = word.replace(".", ":").partition(":")
    hours = NUMBERS.get(word) or number(hour)
    minutes = number(rest) if len(rest) == 2 else None
    if hours is None or hours > 24 or (colon and (minutes is None or minutes > 59)):
        return None
    shown = ":" in word or (bool(colon) and led)
    return _meridiem(words, at, Clock(hours, minutes or 0, sure=False, end=at + 1), led or shown)


def read_until(words: Sequence[str], clock: Clock) -> Clock | None:
    """The second clock of "9 to 12", "between nine and twelve"."""
    if words[clock.end] not in ("to", "and", "-", "–", "till", "until"):
        return None
    return read_clock(words, clock.end + 1, led=True)


def _meridiem(words: Sequence[str], at: int, clock: Clock, bare: object) -> Clock | None:
    """The clock with the am, pm or o'clock after it, or None where the number counts something."""
    end, after = clock.end, words[clock.end]
    if after in ("p", "a") and tuple(words[end + 1 : end + 3]) == (".", "m"):
        after, end = f"{after}m", end + 3
        end += words[end] == "." and words[end + 1] not in ("", "\n")
    elif after in ("am", "pm", "o'clock", "oclock"):
        end += 1
    elif (
        after in _COUNTED
        or after in MONTHS
        or not (bare or after in _ZONES)
        or (":" not in words[at] and after not in _MAY_FOLLOW)
    ):
        return None
    if after in ("am", "pm") and 1 <= clock.hour <= 12:
        hour = clock.hour % 12 + 12 * (after == "pm")
        return Clock(hour, clock.minute, sure=True, end=_zoned(words, end))
    sure = clock.hour > 12 or clock.hour == 0 or words[at].startswith("0")
    return clock._replace(sure=sure, end=_zoned(words, end))


def _zoned(words: Sequence[str], at: int) -> int:
    at += words[at] in _ZONES
    return (
        at + 3
        if tuple(words[at : at + 3]) in (("on", "the", "dot"), ("at", "the", "latest"))
        else at
    )


def _past(words: Sequence[str], at: int, *, led: bool) -> Clock | None:
    """The clock of "half past five", "a quarter to six", "ten past seven"."""
    at += words[at] == "a"
    minutes = {"half": 30, "quarter": 15}.get(words[at]) or NUMBERS.get(words[at], 0)
    if led and words[at] == "half" and (hour := NUMBERS.get(words[at + 1], 13)) <= 12:
        return Clock(hour, 30, sure=False, end=at + 2)  # "half twelve"
    hour = NUMBERS.get(words[at + 2]) or number(words[at + 2]) or 0
    if not minutes or words[at + 1] not in ("past", "to") or not 1 <= hour <= 12:
        return None
    if words[at + 1] == "past":
        return Clock(hour, minutes, sure=False, end=at + 3)
    if words[at + 3] in _COUNTED or words[at] not in ("quarter", "ten", "five", "twenty"):
        return None  # "five to seven days" is a length
    return Clock(hour - 1, 60 - minutes, sure=False, end=at + 3)
