"""Needles: short strings of which one stands in every text that a pattern can find.

Read off the parsed pattern (as the literal prefilters of other engines are), so that no list of them has to be
kept by hand: a text without any of them need not be searched.
"""

from __future__ import annotations

import re
from itertools import product
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

SHORTEST = 3  # letters of a needle; shorter ones stand in nearly every text
MOST = 96  # needles of one pattern; with more it is quicker to try it
_WIDEST = 8  # strings that a short choice may stand for
_LONG_ENOUGH = 7  # letters; of longer needles the fewest are the best
_WIDTHLESS = (op.AT, op.ASSERT, op.ASSERT_NOT)
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT)

Strings = frozenset[str]


def needles(source: str, flags: re.RegexFlag = re.NOFLAG) -> Strings:
    """Strings of which one stands, in small letters, in every text that a pattern can find; none if unknown.

    >>> sorted(needles(r"\\b(?:I|we) (?:dare|challenge) (?:\\w+ )?you\\b"))
    ['i challenge ', 'i dare ', 'we challenge ', 'we dare ']
    >>> needles(r"\\w+ (?:or )?\\d+")
    frozenset()
    """
    found = _needed(parser.parse(source, flags | re.IGNORECASE)) or frozenset()
    return found if len(found) <= MOST else frozenset()


def stands_in(small: str, needed: tuple[str, ...]) -> bool:
    """Whether one of the needles stands in a text in small letters."""
    for one in needed:  # noqa: SIM110 - a plain loop takes half the time of any(...)
        if one in small:
            return True
    return False


def _needed(items: Iterable[Any]) -> Strings | None:
    """The best needles of a row of parsed items: long enough, then few."""
    found: list[Strings] = []
    run: Strings = frozenset(("",))
    for kind, value in items:
        if kind in _WIDTHLESS:
            continue
        strings = _strings(kind, value)
        if strings is not None and len(run) * len(strings) <= _WIDEST:
            run = frozenset(map("".join, product(run, strings)))
            continue
        found.append(run)
        run = strings if strings is not None else frozenset(("",))
        inside = _inside(kind, value)
        if inside is not None:
            found.append(inside)
    found.append(run)
    good = [shortest(one) for one in found if min(map(len, one)) >= SHORTEST]
    return max(good, key=_worth, default=None)


def _worth(one: Strings) -> tuple[int, int, int]:
    length = min(map(len, one))
    return min(length, _LONG_ENOUGH), -len(one), length


def shortest(strings: Strings) -> Strings:
    """Without those in which another stands: that one is looked for anyway."""
    return frozenset(
        one for one in strings if not any(other != one and other in one for other in strings)
    )


def _inside(kind: Any, value: Any) -> Strings | None:  # noqa: ANN401  # as the parser has them
    """The needles of an item that consists of others."""
    if kind is op.SUBPATTERN:
        return _needed(value[-1])
    if kind in _REPEATS and value[0] > 0:
        return _needed(value[-1])
    if kind is op.BRANCH:
        each = [_needed(branch) for branch in value[1]]
        return None if None in each else frozenset().union(*(one for one in each if one))
    return None


def _strings(kind: Any, value: Any) -> Strings | None:  # noqa: ANN401
    """All that an item can stand for, in small letters, where that is a few strings."""
    if kind is op.LITERAL:
        return frozenset((chr(value).casefold(),))
    if kind is op.IN:
        if any(one is not op.LITERAL for one, _ in value) or len(value) > _WIDEST:
            return None
        return frozenset(chr(letter).casefold() for _, letter in value)
    if kind is op.SUBPATTERN:
        return _row(value[-1])
    if kind in _REPEATS and value[:2] == (0, 1):
        once = _row(value[-1])
        return None if once is None else once | {""}
    if kind is op.BRANCH:
        each = [_row(branch) for branch in value[1]]
        return None if None in each else _few(frozenset().union(*(one or () for one in each)))
    return None


def _row(items: Iterable[Any]) -> Strings | None:
    run: Strings = frozenset(("",))
    for kind, value in items:
        if kind in _WIDTHLESS:
            continue
        strings = _strings(kind, value)
        if strings is None or len(run) * len(strings) > _WIDEST:
            return None
        run = frozenset(map("".join, product(run, strings)))
    return run


def _few(strings: Strings) -> Strings | None:
    return strings if len(strings) <= _WIDEST else None
