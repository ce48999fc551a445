"""Spans: which words of a turn a judgment rests on.

The words that add the most, side by side, with the sentence or clause they stand in: what is quoted
to people must make sense alone. A relation between turns ("answers
with a fix although nobody acknowledged the anger") has the whole turn for its evidence.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from heard.listen.wordlists import word_set
from heard.listen.words import clauses, spans, unstyled

if TYPE_CHECKING:
    from collections.abc import Sequence

WHOLE_TURN = frozenset({"fix_first", "cold", "scripted"})
# What a few words do, whatever the sentence around them says: quoted as they stand.
FORMULAS = frozenset({"apologize", "thank", "thanks", "personalize"})
# The wish that follows from it has evidence of its own: "Useless. Get me a manager."
LEADS_TO = {"dismissed": "supervisor_request"}
QUESTIONS = frozenset({"ask"})  # quoted where the question mark stands
WHOLE_CLAUSE = 16  # tokens of a sentence that is quoted whole
LONGEST_PART = 24  # of a part of a longer one
MARGIN = 0.25  # of the strongest word: what a word must add to be worth quoting
FEWEST_WORDS = 3  # of a clause that is worth quoting for a link in it, and of a part
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
_OPENERS = word_set("sorry apologies")  # said first, with a comma, it is an act of its own
# Where a sentence is parted: always, where it is long, and where its parts still are.
_AGAINST = word_set("but however although though")
_STOPS = frozenset(",;–—-()")
_TRAILING = _STOPS - {")"}  # a quote does not end with
_JOINS = word_set("and so because when which then since while or if")


class Clauses:
    """A turn's tokens and clauses, found once and asked for each judgment.

    >>> text = "Hello. Third call, still nothing!"
    >>> start, end = Clauses(text).evidence([0.0, 0.0, 0.5, 0.6, 0.0, 0.1, 0.3, 0.0])
    >>> text[start:end]
    'Third call, still nothing!'
    """

    def __init__(self, text: str) -> None:
        text = unstyled(text)
        self._text = text
        self._where = spans(text)
        self._clauses = clauses(text, self._where)
        self._words = [text[start:end].lower().replace("’", "'") for start, end in self._where]
        spoken = [word[0].isalnum() and "://" not in word for word in self._words]
        self._spoken = [0, *accumulate(spoken)]  # words before each token, marks and links left out

    def evidence(
        self, shares: Sequence[float], *, formula: bool = False, question: bool = False
    ) -> tuple[int, int]:
        """The start and end of the words that add the most, given what each token adds.

        Of a formula it is those words; of all else the sentence they stand in or, where that is long
        or goes on with a "but", the part of it, so that it can be understood alone. Of a `question`
        only sentences with a question mark count, where there are any.
        """
        margin = MARGIN * max(shares, default=0.0)
        best, begin, end = 0.0, 0, 0
        clause = (0, 0)
        looked_at = self._questions() if question else self._clauses
        for first, last in looked_at if margin > 0 else ():
            total, start = 0.0, first
            for place in range(first, last):
                if total <= 0:
                    total, start = 0.0, place
                total += shares[place] - margin
                if total > best:
                    best, begin, end = total, start, place + 1
                    clause = (first, last)
        if begin == end:
            if not (question and looked_at):
                return whole(self._text)
            begin, end = looked_at[0]
            return self._where[begin][0], self._where[end - 1][1]
        begin, end = self._rounded(begin, end, clause, formula=formula)
        return self._where[begin][0], self._where[end - 1][1]

    def beside(self, shares: Sequence[float], other: tuple[int, int]) -> tuple[int, int] | None:
        """The evidence outside the words of another judgment; None where nothing outside them adds to it.

        >>> text = "Useless. Get me a manager."
        >>> start, end = Clauses(text).beside([0.2, 0.1, 0.5, 0.1, 0.0, 0.6, 0.0], (9, 26))
        >>> text[start:end]
        'Useless.'
        """
        left = [
            0.0 if other[0] <= start < other[1] else share
            for share, (start, _) in zip(shares, self._where, strict=False)
        ]
        if max(left, default=0.0) <= 0:
            return None
        start, end = self.evidence(left)
        for first, last in self._clauses:  # of a clause of a word or two all is quoted
            opens, closes = self._where[first][0], self._where[last - 1][1]
            if opens <= start < closes and self._count(first, last) < FEWEST_WORDS:
                return opens, closes
        return start, end

    def _questions(self) -> list[tuple[int, int]]:
        """The clauses that end with a question mark, or all of them where none does."""
        return [one for one in self._clauses if "?" in self._words[one[1] - 1]] or self._clauses

    def _rounded(
        self, begin: int, end: int, clause: tuple[int, int], *, formula: bool
    ) -> tuple[int, int]:
        first, last = clause
        if self._count(first, last) < FEWEST_WORDS:
            return begin, end  # a link, and perhaps who signed
        if not formula:
            begin, end = self._part(begin, end, clause)
        elif not self._count(begin, end):
            begin, end = first, last
        words = self._words
        while end - begin > 1 and not self._count(begin, begin + 1):
            begin += 1
        most = min(last, end + MOST_AFTER)
        while end < most and words[end - 1] in _OPEN:
            end += 1
        while end - begin > 1 and words[end - 1] in _TRAILING:
            end -= 1
        return begin, end

    def _part(self, begin: int, end: int, clause: tuple[int, int]) -> tuple[int, int]:
        """The part of a sentence that holds some words of it: all of a short one."""
        parts = self._parted([clause], _AGAINST)
        for seams, longest in ((_STOPS, WHOLE_CLAUSE), (_JOINS, LONGEST_PART)):
            long = [part for part in parts if part[1] - part[0] > longest]
            parts = [part for part in parts if part not in long] + self._parted(long, seams)
        held = [part for part in parts if part[0] < end and part[1] > begin]
        first, last = min(part[0] for part in held), max(part[1] for part in held)
        if begin >= first + 2 and self._words[first] in _OPENERS and self._words[first + 1] == ",":
            first += 2
        return (first, last) if last - first <= LONGEST_PART else (begin, end)

    def _parted(
        self, parts: Sequence[tuple[int, int]], seams: frozenset[str]
    ) -> list[tuple[int, int]]:
        """These parts, parted further at some words, with enough words left on either side."""
        found = []
        for first, last in parts:
            at = first
            for place, word in enumerate(self._words[first:last], first):
                if word not in seams:
                    continue
                if min(self._count(at, place), self._count(place, last)) >= FEWEST_WORDS:
                    found.append((at, place))
                    at = place
            found.append((at, last))
        return found

    def _count(self, begin: int, end: int) -> int:
        """How many of these tokens are words."""
        return self._spoken[end] - self._spoken[begin]


def whole(text: str) -> tuple[int, int]:
    """The whole turn without the blanks around it."""
    start = len(text) - len(text.lstrip())
    return start, max(len(text.rstrip()), start)
