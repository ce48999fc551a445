"""The words of a turn, in order, and where each stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+(?:[.,:/]\d+)*|[^\w\s]|\n")
_word = tuple.__new__  # a Word is made a hundred thousand times an hour, and checks nothing
_AHEAD = ("",) * 20  # as far as any reader looks past the last word


class Word(NamedTuple):
    """A word of a turn in lower case, and where it stands: text[start:end]."""

    text: str
    start: int
    end: int


def read_words(text: str) -> list[Word]:
    """The words and marks of a text, in order.

    >>> [word.text for word in read_words("I'll ring by 5pm.")]
    ["i'll", 'ring', 'by', '5', 'pm', '.']
    """
    return [_word(Word, (found[0], *found.span())) for found in _WORD.finditer(_lowered(text))]


def bare_words(text: str) -> list[str]:
    """The same without their places, in a third of the time.

    >>> bare_words("I'll ring by 5pm.")
    ["i'll", 'ring', 'by', '5', 'pm', '.']
    """
    return _WORD.findall(_lowered(text))


def _lowered(text: str) -> str:
    plain = text.replace("’", "'")
    lower = plain.lower()
    if len(lower) != len(text):  # a few letters grow when lowered; places must not move
        lower = "".join(mark.lower() if len(mark.lower()) == 1 else mark for mark in plain)
    return lower


def padded(words: Iterable[Word]) -> tuple[str, ...]:
    """The bare words, with room after the last so that a reader may look ahead."""
    return with_room(word.text for word in words)


def with_room(words: Iterable[str]) -> tuple[str, ...]:
    """The same, where they are bare already."""
    return (*words, *_AHEAD)


def number(word: str, *, digits: int = 2) -> int | None:
    """A number written in at most so many digits.

    >>> number("15"), number("4512"), number("½")
    (15, None, None)
    """
    return int(word) if len(word) <= digits and word.isascii() and word.isdigit() else None
