"""Which words of a turn to quote, so that they can be read alone: whole sentences, without handles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.track.ledger import SENTENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

GLANCE = 140  # characters that can be read at a glance
TELLS = 4  # words; a shorter sentence is mostly a greeting
SCANNED = 4000  # characters of a turn looked at
_ADDRESS = re.compile(r"\s*(?:(?:\.?@\w+|#\w+)[\s,:]+)+")  # "@shop @help", said to nobody's ear


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence that holds some words: with the one before where it's short, cut where it's long.

    >>> text = "@shop Hi. I rang on Monday and on Friday. Again?"
    >>> text[slice(*sentence_around(text, 42, 47))]
    'I rang on Monday and on Friday. Again?'
    """
    spans = list(_sentences(text))
    inside = [place for place, span in enumerate(spans) if span[0] < end and span[1] > start]
    if not inside:
        return start, end
    first, last = inside[0], inside[-1]
    from_, to = spans[first][0], spans[last][1]
    while first and len(text[from_:to].split()) < TELLS and to - spans[first - 1][0] <= GLANCE:
        first -= 1
        from_ = spans[first][0]
    if to - from_ <= GLANCE:
        return from_, to
    start = from_ if end - from_ <= GLANCE else max(start, from_)
    cut = text.rfind(" ", end, start + GLANCE)
    return start, max(cut, end)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    for found in SENTENCE.finditer(text, 0, min(len(text), SCANNED)):
        start, end = found.span()
        addressed = _ADDRESS.match(text, start, end)
        start = addressed.end() if addressed else start
        said = text[start:end]
        start += len(said) - len(said.lstrip())
        end = start + len(said.strip())
        if any(letter.isalnum() for letter in text[start:end]):
            yield start, end
