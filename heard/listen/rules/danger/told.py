"""Where a customer tells of danger to somebody's life or health: a stake as high as any, whatever a score says."""

from __future__ import annotations

import re
from functools import lru_cache

from heard.listen.any_case import AnyCase
from heard.listen.rules.danger.emergencies import WAYS, WORDS
from heard.listen.rules.danger.peril import HINTS, in_peril
from heard.listen.rules.plainly import JUST_BEFORE

SCANNED = 4000
SURE = 0.9  # cautious: of the texts in training/data that the rule finds, 6 of 6 carry the label
REMEMBERED = 32  # texts: the same turn is asked about by reader, coach and packet
JUST_AFTER = 60  # letters after a finding in which it may be a way of speaking, or long ago

# Taken back just before, in the same clause: "no", "if", "in the film".
_UNMEANT = AnyCase(
    r"(?:\b(?:no|not|never|nearly|almost|without|if|unless|when|in case|what happens|film|game|movie|test|drill|dogs?|cat|puppy|last (?:week|month|year))\b|n't|practi[cs]e)\b"
    r"(?:(?!\b(?:and|but|because|so|since|please|help|now)\b)[^.!?,;]){0,25}$",
)
# Taken back after: a bill that gave somebody a fit, laughter, something of years ago.
_PASSES = AnyCase(
    r"^[^.!?;]{0,40}?(?:\b(?:last (?:month|year)|(?:years?|months?) ago|back in|in (?:19|20)\d\d|as a (?:child|kid|baby)|when (?:i|we|he|she|they) (?:\w+ )?(?:saw|read|opened|looked|got (?:the|your|my) (?:bill|e?mail|letter|invoice))"
    r"|(?:saw|seeing|opened|reading|at) (?:the|my|your|that|this) (?:\w+ )?(?:bill|price|invoice|cost|total|statement|reply|email|quote)s?|(?:with|of|from|laughing) (?:laugh\w*|laughter|boredom|rage|joy|excitement|envy)"
    r"|in the (?:film|movie|game|book|ad|advert|show))\b)",
)
_JOKES = AnyCase(
    r"\b(?:lol|lmao|haha\w*|rofl|jk|just kidding|figuratively|metaphorically)\b|[😂🤣]",
)
_WORD = re.compile("[a-z]+")


@lru_cache(maxsize=REMEMBERED)
def in_danger(text: str) -> tuple[int, int] | None:
    """Where a customer says that somebody's life or health is in danger, or None.

    >>> text = "I can smell gas in my kitchen!"
    >>> start, end = in_danger(text)
    >>> text[start:end]
    'smell gas'
    >>> in_danger("Our old gas boiler smells of paint.") is None
    True
    """
    plain = text[:SCANNED].replace("’", "'")
    words_in_it = _WORD.findall(plain.casefold())
    said = WORDS.intersection(words_in_it)
    first: tuple[int, int] | None = None
    for words, pattern in WAYS if said else ():
        found = None if said.isdisjoint(words) else _meant(pattern, plain)
        if found is not None:
            first = min(first or found, found)
    if first is None and not HINTS.isdisjoint(words_in_it):
        first = in_peril(plain)
    return None if first is None or _JOKES.search(plain) else first


def _meant(pattern: AnyCase, plain: str) -> tuple[int, int] | None:
    """Where it is said first, unless the words just before or after make it no danger."""
    for found in pattern.finditer(plain):
        begin, end = found.span()
        taken_back = _UNMEANT.search(plain, max(0, begin - JUST_BEFORE), begin)
        if not taken_back and not _PASSES.search(plain[end : end + JUST_AFTER]):
            return begin, end
    return None
