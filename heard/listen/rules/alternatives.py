"""Many ways of saying one thing, each tried only where a text has the letters it needs.

A pattern of sixty alternatives is slow, for each is tried at each letter; yet nearly all of them need
some words that hardly any text has, its needles.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.listen.any_case import LATER
from heard.listen.needles import needles, shortest, stands_in

if TYPE_CHECKING:
    from collections.abc import Iterator


class Alternatives:
    """What `re.compile("|".join(parts), re.IGNORECASE)` finds, in the same order; groups count within an alternative.

    >>> found = Alternatives(r"\\bget lost\\b|\\bgo away\\b", r"\\bshut (?:up|it)\\b").search("Oh, shut it!")
    >>> found.group(), found.start()
    ('shut it', 4)
    """

    def __init__(self, *parts: str) -> None:
        self._sources = [one for part in parts for one in _split(part)]
        self._ready: list[tuple[tuple[str, ...], re.Pattern[str]]] = []
        self._any: tuple[str, ...] = ()  # of all; none where one alternative is always to be tried
        LATER.add(self)

    def search(self, text: str) -> re.Match[str] | None:
        """The leftmost that is found; of several at one place, the alternative that comes first."""
        return next(self.finditer(text), None)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All that are found, from left to right, none within another."""
        if not self._ready:
            self.prepare()
        small = text.casefold()
        if self._any and not stands_in(small, self._any):
            return
        patterns = [
            pattern for needed, pattern in self._ready if not needed or stands_in(small, needed)
        ]
        next_of = {pattern: pattern.search(text) for pattern in patterns}
        while found := min(filter(None, next_of.values()), key=re.Match.start, default=None):
            yield found
            place = max(found.end(), found.start() + 1)
            for pattern, match in next_of.items():
                if match is not None and match.start() < place:
                    next_of[pattern] = pattern.search(text, place)

    def prepare(self) -> None:
        """Compile them: not as they are imported, since most runs ask for few of them."""
        ready = [
            (tuple(sorted(needles(one))), re.compile(one, re.IGNORECASE)) for one in self._sources
        ]
        every = [needed for needed, _ in ready]
        joined = shortest(frozenset().union(*every))
        self._any = tuple(sorted(joined)) if all(every) else ()
        self._ready = ready


def _split(source: str) -> Iterator[str]:
    """The alternatives that a pattern has at its top."""
    depth, in_class, escaped, start = 0, False, False, 0
    for place, sign in enumerate(source):
        if escaped:
            escaped = False
        elif sign == "\\":
            escaped = True
        elif in_class:
            in_class = sign != "]"
        elif sign == "[":
            in_class = True
        elif sign in "()":
            depth += 1 if sign == "(" else -1
        elif sign == "|" and not depth:
            yield source[start:place]
            start = place + 1
    yield source[start:]
