"""Dares and threats of harm by whoever writes a draft. Nothing that the customer did excuses one.

A limit says what we will stop doing; a dare invites them to go on, and a threat says what will
happen to them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.coach.draft.clauses import spans
from heard.listen.rules.dares import COME, DARES

if TYPE_CHECKING:
    from collections.abc import Iterator

# What eggs somebody on just before: "Go ahead.", "Come on down then."
LEADS = re.compile(
    rf"(?:(?:ok|okay|fine|oh|well|yeah|sure|haha|lol|really|please),? )?(?:oh yeah|big words|yeah|please do|go (?:ahead|on|for it)|do it|be my guest|feel free|please do|come on|{COME}|try it|do (?:that|come))?(?: then)?[.!?…]*",
    re.IGNORECASE,
)


def dares(draft: str) -> Iterator[tuple[int, int]]:
    """Each sentence that dares or threatens whoever reads it, with what eggs them on before it.

    >>> for draft in ("Go ahead. I'd love to see you try.", "We'd love to see you try the new menu!"):
    ...     print([draft[start:end] for start, end in dares(draft)])
    ["Go ahead. I'd love to see you try."]
    []
    """
    plain = draft.replace("’", "'")
    sentences = spans(draft)
    for found in DARES.finditer(plain):
        words = found[0].lstrip(" .!?,;:\n–—")
        first = found.end() - len(words)
        here = [
            place
            for place, one in enumerate(sentences)
            if one.start < found.end() and one.end > first
        ]
        if not here:
            continue
        start = here[0]
        while start and LEADS.fullmatch(plain[slice(*sentences[start - 1])]):
            start -= 1
        yield sentences[start].start, sentences[here[-1]].end
