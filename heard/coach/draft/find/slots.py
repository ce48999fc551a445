"""What in a draft is still to be filled in: a template's slot, or one of Heard's own brackets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.playbook.lines import NAMED

if TYPE_CHECKING:
    from collections.abc import Iterator

_OURS = "|".join(sorted((re.escape(name) for name in {*NAMED.values(), "name"}), key=len))
_ASKED_FOR = (
    r"(?i:insert|your|customer|client|first|last|name|date|time|order|case|ticket|amount|link|agent|company|product|number|reason)"
    r"(?:['’]s)?(?:[ _-]\w+){0,4}"
)
SLOT = re.compile(
    rf"\{{\{{?\s*[A-Za-z_][\w .-]{{0,40}}\}}?\}}|\[(?:{_OURS}|{_ASKED_FOR}|still to say: [^\]\n]{{1,200}})\]"
    r"|\[[A-Z][A-Z_ ]{2,30}\](?!\()|<[A-Z][A-Z_]{2,30}>|%[A-Za-z_]{2,30}%|\bX{3,}\b|\bXX[/:.-]XX\b|_{3,}|\bTODO\b|\b(?i:lorem ipsum)\b",
)
CALLS = re.compile(
    r"[\[{<%]+\s*(?:customer|client|first)?[ _'’s]*(?:first[ _]?)?name\s*[\]}>%]+", re.I
)


def unfilled(draft: str) -> Iterator[tuple[int, int]]:
    """Where a draft still holds a slot.

    >>> draft = "Hi {name}, you'll hear from us by [day or time] [sic]."
    >>> [draft[start:end] for start, end in unfilled(draft)]
    ['{name}', '[day or time]']
    """
    for found in SLOT.finditer(draft):
        yield found.span()


def calls_them(slot: str) -> bool:
    """Whether a slot stands for the customer's name."""
    return CALLS.fullmatch(slot) is not None
