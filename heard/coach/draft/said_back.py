"""Where a draft quotes the customer: what stands there is theirs, and no fault of the reply."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from heard.listen import SoFar

SCANNED = 3000  # characters of a turn looked at
FEWEST = 2  # words that make a quote theirs
QUOTED = re.compile(r"[\"“”«](?P<in>[^\"“”«»\n]{4,400})[\"“”»]|^\s*>(?P<mark>[^\n]{4,400})$", re.M)
WORD = re.compile(r"[^\W_]+")


def said_back(draft: str, before: SoFar) -> tuple[tuple[int, int], ...]:
    """The spans of a draft that are quotes of what the customer said, word for word.

    >>> from heard.listen import SoFar
    >>> said_back('You wrote: "what a joke".', SoFar())
    ()
    """
    quotes = [found.span() for found in QUOTED.finditer(draft)]
    if not quotes:
        return ()
    said = [
        f" {_words(heard.turn.text[:SCANNED])} "
        for heard in before.last
        if heard.turn.from_customer
    ]
    return tuple(
        (start, end)
        for start, end in quotes
        if (words := _words(draft[start:end])).count(" ") + 1 >= FEWEST
        and any(f" {words} " in one for one in said)
    )


def without(draft: str, spans: tuple[tuple[int, int], ...]) -> str:
    """The draft with blanks where these spans are, as long as before."""
    for start, end in spans:
        draft = draft[:start] + " " * (end - start) + draft[end:]
    return draft


def _words(text: str) -> str:
    return " ".join(WORD.findall(text.casefold()))
