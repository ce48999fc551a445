"""Courts and lawyers in so many words: a threat to go public is plain, and needs no learned score."""

from __future__ import annotations

import re

from heard.listen.plainly import said_in
from heard.listen.wordlists import stems

SCANNED = 4000
_STEMS = stems("""sue suing court tribunal lawyer solicitor attorney legal""")
SURE = 0.85  # few say it so plainly: 1 of 1 in training/data, and 3 of 3 outside it that are said to a company

_WILL = r"(?:'ll|\ will|'m\ going\ to|\ am\ going\ to|'m\ gonna|\ am\ gonna|\ gonna|\ shall|'re\ going\ to|\ are\ going\ to|'m\ about\ to|\ can\ and\ will|\ intend\ to)"
_COURTS = re.compile(
    rf"""(?<![\w'"“])(?:
      (?:i|we){_WILL}\ (?:\w+\ )?(?:sue(?!\ (?:him|her|my))|take\ (?:you|this|it|your\ \w+|the\ company)\ (?:all\ )?to\ (?:\w+\ )?(?:court|tribunal))
    | (?:i'm|we're|i\ am|we\ are)\ (?:\w+\ )?(?:suing|taking\ (?:you|this|it)\ to\ (?:\w+\ )?court)
    | (?:i'll\ |we'll\ |i\ will\ |we\ will\ )?see\ (?:you|u|ya|y'all)\ (?:all\ |lot\ |guys\ )?in\ (?:\w+\ )?court(?!yard)
    | you(?:'ll|\ will|'re\ going\ to)\ (?:be\ hearing|hear)\ from\ (?:my|our)\ (?:lawyers?|solicitors?|attorneys?|legal)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_UNMEANT = re.compile(r"(?:\b(?:not|never|said|says)|n't)\b[^.!?,;]{0,20}$", re.IGNORECASE)


def threatens_court(text: str) -> tuple[int, int] | None:
    """Where a customer announces a court or a lawyer to us, or None.

    >>> threatens_court("I will sue you.")
    (0, 10)
    >>> threatens_court("See you on the tennis court!") is None
    True
    """
    return said_in(text[:SCANNED], _COURTS, _STEMS, _UNMEANT)
