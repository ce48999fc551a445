"""Whether a draft is only part of a reply: what it lacks may stand in the other part."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from heard.listen import SoFar

NUMBERED = re.compile(
    r"^\s*(?:@\w+[ ,]*)*\(?([1-9]) ?(?:/|of) ?([2-9])\)?[\s:.-]|\(([1-9]) ?(?:/|of) ?([2-9])\)"
    r"|(?<![\d/])(?<!\bby )(?<!\bis )(?<!until )(?<!before )([1-9])/([2-9])\s*(?:>+\s*)?(?:\^\w+|[-–~*]\s?\w+)?\s*$",
    re.I,
)
TRAILS = re.compile(
    r"(?:\s>{1,3}|\.{3}|…|\(cont\w*\)|cont['’]?d)\s*(?:\^\w+|[-–~*]\s?\w+)?\s*$", re.I
)
GOES_ON = re.compile(r"\s*(?:@\w+[ ,]*)*(?:\.{2,}|…|>+|[a-z])")
REMEMBERED = 8  # drafts: of each it is asked again and again while it is checked
SOOTHES = ("acknowledge", "apologize")


def is_part(draft: str, before: SoFar) -> bool:
    """Whether other words of the same reply stand before this draft, or come after it.

    >>> from heard.listen import SoFar
    >>> is_part("I've checked with the shop, and they say that (1/2)", SoFar())
    True
    >>> is_part("The 2/3 inch pipe that you asked for is on its way to your house.", SoFar())
    False
    """
    if _is_marked(draft):
        return True
    last = before.last[-1] if before.last else None
    if last is None or not last.turn.to_customer:
        return False
    return bool(GOES_ON.match(draft)) or last.reading.hears(*SOOTHES)


@lru_cache(maxsize=REMEMBERED)
def _is_marked(draft: str) -> bool:
    """Whether a draft is numbered as a part, or trails off."""
    words = draft.strip()
    numbered = NUMBERED.search(words)
    return TRAILS.search(words) is not None or (numbered is not None and _counts(numbered))


def _counts(found: re.Match[str]) -> bool:
    """Whether "1/2" numbers parts, and isn't a size: the first is no larger than the second."""
    first, last = (int(one) for one in found.groups() if one)
    return first <= last
