"""How a promise is listed: about a line of the words that made it, without the signature under them."""

from __future__ import annotations

import re

from heard.listen.wordlists import word_set

LONGEST = 90  # characters
BARE = frozenset(
    ("come", "arrive", "land", "be in touch", "get in touch", "be back", "be there", "be here")
)
DANGLES = word_set(
    "a an the this that your our my their its of to on in at for with and or as by from"
)
_SIGNED = re.compile(r"\s+(?:[/^~*-]\s?[A-Za-z]{1,3}|\^\w+)\W*$")


def unsigned(what: str) -> str:
    """The words without the initials of whoever wrote them.

    >>> unsigned("send it ^JK"), unsigned("arrange a follow-up")
    ('send it', 'arrange a follow-up')
    """
    return _SIGNED.sub("", what)


def shortened(what: str) -> str:
    """The words up to about a line, cut between two of them.

    >>> shortened("check " * 20)[-11:]
    'check check'
    """
    what = what.strip()
    return what if len(what) <= LONGEST else what[:LONGEST].rpartition(" ")[0] or what[:LONGEST]
