"""Spans: which words of a turn a judgment rests on.

The words that add the most, side by side and within one clause. A relation between turns ("answers
with a fix although nobody acknowledged the anger") has the whole turn for its evidence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.listen.wordlists import word_set
from heard.listen.words import clauses, spans, unstyled
from heard.signals import TRIGGERS

if TYPE_CHECKING:
    from collections.abc import Sequence

WHOLE_TURN = frozenset({"fix_first", "cold", "scripted"})
# What a clause does, not a word (an act, a grievance): a clause of this many tokens is quoted whole.
ACTS = frozenset(
    {"ask", "own", "solve", "set_expectation", "restate", "offer_choice", "hand_off", *TRIGGERS}
)
WHOLE_CLAUSE = 16
MARGIN = 0.25  # of the strongest word: what a word must add to be worth quoting
FEWEST_WORDS = 3  # of a clause that is worth quoting for a link in it
MOST_AFTER = 6  # tokens that are added so that a quote does not break off


# Words that a quote does not end with: the next one belongs to them.
_OPEN = word_set(
    """a an the this that these those my your our their his her its some any no every each to of for with
    at by from in on about as than how why what when where which who whose if because that's and or but
    so i you we they he she it i'm you're we're they're i've you've we've i'll you'll we'll is are was
    were be been am do does did don't didn't doesn't have has had haven't can could can't couldn't will
    would won't wouldn't shall should must may might let me us not never very too really just still more
    such same please"""
)


class Clauses:
    """A turn's tokens and clauses, found once and asked for each judgment.

    >>> text = "Hello. Third call, still nothing!"
    >>> start, end = Clauses(text).evidence([0.0, 0.0, 0.5, 0.6, 0.0, 0.1, 0.3, 0.0])
    >>> text[start:end]
    'Third call'
    """

    def __init__(self, text: str) -> None:
        text = unstyled(text)
        self._text = text
        self._where = spans(text)
        self._clauses = clauses(text, self._where)

    def evidence(self, shares: Sequence[float], *, act: bool = False) -> tuple[int, int]:
        """The start and end of the words that add the most, given what each token adds.

        A quote begins and ends with a word where it can, and does not break off; of an act it is the
        clause, where that is short.
        """
        margin = MARGIN * max(shares, default=0.0)
        best, begin, end = 0.0, 0, 0
        clause = (0, 0)
        for first, last in self._clauses if margin > 0 else ():
            total, start = 0.0, first
            for place in range(first, last):
                if total <= 0:
                    total, start = 0.0, place
                total += shares[place] - margin
                if total > best:
                    best, begin, end = total, start, place + 1
                    clause = (first, last)
        if begin == end:
            return whole(self._text)
        begin, end = self._rounded(begin, end, clause, act=act)
        return self._where[begin][0], self._where[end - 1][1]

    def _rounded(
        self, begin: int, end: int, clause: tuple[int, int], *, act: bool
    ) -> tuple[int, int]:
        first, last = clause
        tokens = [self._text[start:stop] for start, stop in self._where[first:last]]
        spoken = [token[0].isalnum() and "://" not in token for token in tokens]
        if sum(spoken) < FEWEST_WORDS:  # a link, and perhaps who signed
            return begin, end
        if not any(spoken[begin - first : end - first]) or (act and last - first <= WHOLE_CLAUSE):
            begin, end = first, last
        while end - begin > 1 and not spoken[begin - first]:
            begin += 1
        most = min(last, end + MOST_AFTER)
        while end < most and tokens[end - 1 - first].lower().replace("’", "'") in _OPEN:
            end += 1
        return begin, end


def whole(text: str) -> tuple[int, int]:
    """The whole turn without the blanks around it."""
    start = len(text) - len(text.lstrip())
    return start, max(len(text.rstrip()), start)
