"""Where a customer says that they, or somebody close to them, are gravely ill: no moment for cheer."""

from __future__ import annotations

import re

from heard.listen.remembered import Remembered
from heard.listen.rules.plainly import said_in

SCANNED = 4000
_STEMS = ("cancer", "tumour", "tumor", "terminal", "hospice", "palliative", "chemo", "leuk", "stroke", "intensive care", "icu", "life support", "dementia", "alzheimer", "dying", "months to live", "weeks to live", "coma", "motor neurone", "als", "transplant", "stillb", "miscarr", "diagnos")  # fmt: skip
_CLOSE = r"(?:husband|wife|partner|fianc[eé]e?|mother|mum|mom|mam|father|dad|son|daughter|child|baby|brother|sister|gran\w*|nan(?:na)?|uncle|aunt\w*|friend|mother-in-law|father-in-law)"
_ILL = re.compile(
    rf"""\b(?:
      (?:my|our|his|her)\ (?:\w+\ )?{_CLOSE}(?:'s|\ is|\ was|\ has|\ had|\ just\ had|\ got|\ been)*\ (?:\w+\ ){{0,3}}(?:cancer|leuk\w+|a\ (?:brain\ )?tumou?r|terminal\w*|dying|dementia|alzheimer\w*|a\ (?:major\ |massive\ )?stroke|in\ (?:a\ )?(?:coma|hospice|intensive\ care|(?:the\ )?icu)|on\ life\ support|palliative)
    | (?:I(?:'m|\ am|\ have|'ve\ got|\ was)?|I've\ been)\ (?:\w+\ ){{0,3}}(?:(?:diagnosed\ with|having|have|got|fighting)\ (?:\w+\ ){{0,2}}(?:cancer|leuk\w+|a\ (?:brain\ )?tumou?r)|terminally\ ill|dying\ of|(?:having|getting|starting|on|doing|in|through|during)\ chemo\w*|in\ (?:a\ )?hospice)
    | (?:months|weeks|days)\ to\ live | on\ life\ support | (?:palliative|end[- ]of[- ]life)\ care | (?:my|our|his|her|their|the)\ chemo\w*
    | (?:in|from|at|outside)\ (?:the\ )?(?:hospice|intensive\ care|icu)\b
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_UNMEANT = re.compile(
    r"\b(?:like|as if|than|imagine|film|book|game|charity|donat\w+|research)\s+(?:\w+ )?$", re.I
)


@Remembered
def tells_of_an_illness(text: str) -> tuple[int, int] | None:
    """Where a grave illness is told, or None.

    >>> text = "My wife has cancer and I can't sit on hold for two hours."
    >>> start, end = tells_of_an_illness(text)
    >>> text[start:end]
    'My wife has cancer'
    >>> tells_of_an_illness("My dying phone has a battery like a stroke of bad luck") is None
    True
    """
    return said_in(text[:SCANNED], _ILL, _STEMS, _UNMEANT)
