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


def evidence(text: str, shares: Sequence[float]) -> tuple[int, int]:
    """The start and end of the words that add the most, given what each token adds.

    >>> text = "Hello. Third call, still nothing!"
    >>> start, end = evidence(text, [0.0, 0.0, 0.5, 0.6, 0.0, 0.1, 0.3, 0.0])
    >>> text[start:end]
    'Third call'
    """
    where = spans(text)
    best, begin, end = 0.0, 0, 0
    margin = MARGIN * max(shares, default=0.0)
    if margin <= 0:
        return whole(text)
    for first, last in clauses(text, where):
        total, start = 0.0, first
        for place in range(first, last):
            if total <= 0:
                total, start = 0.0, place
            total += shares[place] - margin
            if total > best:
                best, begin, end = total, start, place + 1
    if end == begin:
        return whole(text)
    return where[begin][0], where[end - 1][1]


def whole(text: str) -> tuple[int, int]:
    """The whole turn without the blanks around it."""
    start = len(text) - len(text.lstrip())
    return start, max(len(text.rstrip()), start)
