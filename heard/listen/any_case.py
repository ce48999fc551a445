"""Patterns for which capitals are small letters, found in a fraction of the time that `re.IGNORECASE` takes.

With that flag the engine can compare no letter before it enters an alternative, so sixty of them are entered at
each word of a text. Without it, in a text made small, most are passed over at their first letter.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Protocol
from weakref import WeakSet

from heard.listen.needles import needles, stands_in

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 2000  # characters of a source whose needles are read off it; longer ones have too many
MOST = 24  # needles; with more it is as quick to look for the pattern itself
_LETTERS = re.compile(r"\\.|\(\?P|[^\\(]+|\(", re.DOTALL)  # and not the P of a named group
_TWINS = "ſı"  # stay themselves when made small, and are an s and an i to re.IGNORECASE


class Preparing(Protocol):
    """What compiles its patterns when it is first asked."""

    def prepare(self) -> None:
        """Compile them now."""
        ...


LATER: WeakSet[Preparing] = WeakSet()


class AnyCase:
    """What `re.compile(source, flags | re.IGNORECASE)` finds; compiled when it is first asked.

    >>> found = AnyCase(r"\\b(?:late|lost)\\b").search("It is LATE.")
    >>> found[0], found.start()
    ('LATE', 6)
    """

    __slots__ = ("__weakref__", "_any", "_flags", "_loose", "_source", "_tight")

    def __init__(self, source: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        if "(?-" in source:
            raise ValueError(f"a part of {source:.60} tells capitals apart: use re.compile")
        self._source = source
        self._flags = flags
        self._any: tuple[str, ...] = ()  # one stands in every text that is found; none if unknown
        self._tight: re.Pattern[str] | None = None  # for texts in small letters
        self._loose: re.Pattern[str] | None = None  # tells of the few that are found
        LATER.add(self)

    @property
    def pattern(self) -> str:
        """The source, as a compiled pattern has it."""
        return self._source

    def search(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> re.Match[str] | None:
        """The leftmost place where it stands."""
        small = _small(text)
        if small is None:
            return self._found().search(text, pos, endpos)
        tight = self._tight or self._quick()
        if self._any and not stands_in(small, self._any):
            return None
        there = tight.search(small, pos, endpos)
        return None if there is None else self._found().match(text, there.start(), endpos)

    def match(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> re.Match[str] | None:
        """Whether it stands at the beginning."""
        small = _small(text)
        if small is not None and (self._tight or self._quick()).match(small, pos, endpos) is None:
            return None
        return self._found().match(text, pos, endpos)

    def fullmatch(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> re.Match[str] | None:
        """Whether it is all there is."""
        small = _small(text)
        tight = self._tight or self._quick()
        if small is not None and tight.fullmatch(small, pos, endpos) is None:
            return None
        return self._found().fullmatch(text, pos, endpos)

    def finditer(
        self, text: str, pos: int = 0, endpos: int = sys.maxsize
    ) -> Iterator[re.Match[str]]:
        """All places where it stands, from left to right, none within another."""
        first = self.search(text, pos, endpos)
        return iter(()) if first is None else self._found().finditer(text, first.start(), endpos)

    def prepare(self) -> None:
        """Compile it now."""
        if self._tight is None:
            self._quick()
        self._found()

    def _quick(self) -> re.Pattern[str]:
        """Compile it: not as it is imported, since most runs ask for few patterns."""
        source = _LETTERS.sub(_made_small, self._source)
        whole = self._source.casefold() == self._source.lower()  # no letter becomes two
        short = len(self._source) <= LONGEST
        needed = needles(self._source, self._flags) if whole and short else frozenset()
        self._any = tuple(sorted(needed)) if len(needed) <= MOST else ()
        self._tight = tight = re.compile(source, self._flags)
        return tight

    def _found(self) -> re.Pattern[str]:
        if self._loose is None:
            self._loose = re.compile(self._source, self._flags | re.IGNORECASE)
        return self._loose


Pattern = AnyCase | re.Pattern[str]


def prepare_all() -> None:
    """Compile every pattern there is, so that nobody waits for one later: a second's work."""
    for one in tuple(LATER):
        one.prepare()


def _made_small(part: re.Match[str]) -> str:
    """Letters of a source in small, but not \\W and its like."""
    return part[0] if part[0][0] in "\\(" else part[0].lower()


def _small(text: str) -> str | None:
    """A text in small letters at the same places; None where that is not all there is to it."""
    small = text.lower()
    if text.isascii():
        return small
    if len(small) != len(text) or any(twin in text for twin in _TWINS):
        return None
    return small
