"""Words that promise without saying when, and closings that leave the customer guessing."""

from __future__ import annotations

import re
from typing import NamedTuple

VAGUE_TIME = re.compile(
    r"\b(?:as soon as (?:possible|(?:we|i|they|he|she)(?: possibly)? can\b)|a\.?s\.?a\.?p\b|at (?:the|our|your) earliest"
    r"|in due (?:course|time)|in the (?:near|coming) future|before (?:too )?long|in no time"
    r"|(?:pretty |very |really |fairly )?(?:soon|shortly)(?! as| after| before)|momentarily"
    r"|eventually|at some (?:point|stage)|some ?time (?:soon|this week)|when(?:ever)? (?:we|i|they) can"
    r"|in (?:a|one) (?:bit|while|moment|second|sec)|as (?:fast|quickly) as (?:possible|(?:we|i) can)"
    r"|when possible|down the (?:line|track|road)|in time(?! (?:for|to)))",
    re.I,
)
_WEAK_CLOSE = re.compile(
    r"\b(?:(?:you )?should (?:now )?(?:be|work|arrive|get|see|have|all)\b[^.,!?;\n]{0,30}|all set"
    r"|hopefully|(?:i|we) (?:hope|think|guess|believe) (?:so|that|this|it)|with (?:any|a bit of) luck"
    r"|fingers crossed|(?:we'll|i'll|we will|i will) (?:try|do (?:our|my) best)|might be|probably"
    r"|pretty soon|as far as i know)\b",
    re.I,
)


class Spot(NamedTuple):
    """Words to look at twice: text[start:end]."""

    start: int
    end: int


def weak_close_words(text: str) -> tuple[Spot, ...]:
    """Where a closing sounds unsure: "you should be all set", "hopefully".

    >>> text = "Hopefully that helps, you're all set."
    >>> [text[spot.start:spot.end] for spot in weak_close_words(text)]
    ['Hopefully', 'all set']
    """
    plain = text.replace("’", "'")
    return tuple(Spot(*found.span()) for found in _WEAK_CLOSE.finditer(plain))
