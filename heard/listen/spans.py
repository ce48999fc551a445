"""Spans: which words of a turn a judgment rests on.

The words that add the most, side by side and within one clause. A relation between turns ("answers
with a fix although nobody acknowledged the anger") has the whole turn for its evidence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.listen.words import clauses, spans

if TYPE_CHECKING:
    from collections.abc import Sequence

WHOLE_TURN = frozenset({"fix_first", "cold", "scripted"})
MARGIN = 0.25  # of the strongest word: what a word must add to be worth quoting


class Clauses:
    """A turn's tokens and clauses, found once and asked for each judgment.

    >>> text = "Hello. Third call, still nothing!"
    >>> start, end = Clauses(text).evidence([0.0, 0.0, 0.5, 0.6, 0.0, 0.1, 0.3, 0.0])
    >>> text[start:end]
    'Third call'
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._where = spans(text)
        self._clauses = clauses(text, self._where)

    def evidence(self, shares: Sequence[float]) -> tuple[int, int]:
        """The start and end of the words that add the most, given what each token adds."""
        margin = MARGIN * max(shares, default=0.0)
        best, begin, end = 0.0, 0, 0
        for first, last in self._clauses if margin > 0 else ():
            total, start = 0.0, first
            for place in range(first, last):
                if total <= 0:
                    total, start = 0.0, place
                total += shares[place] - margin
                if total > best:
                    best, begin, end = total, start, place + 1
        if begin == end:
            return whole(self._text)
        return self._where[begin][0], self._where[end - 1][1]


def whole(text: str) -> tuple[int, int]:
    """The whole turn without the blanks around it."""
    start = len(text) - len(text.lstrip())
    return start, max(len(text.rstrip()), start)
