"""Plain rudeness to a customer in a draft, and words that only look like an order to calm down.

Rude replies are rare in any training set: a few plain ones are known by their words, whatever went before.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_OPENS = (
    r"(?:^|[.!?,;:\n–—]\s*|\b(?:and|so|then|but|please|just|now|oh|well|you (?:should|need to|better|can)"
    r"|will you|would you|can you|why don't you)\s+)"
)
_CLEVER = r"(?:smart|clever|bright|brilliant|funny)"
_RUDE = re.compile(
    rf"{_OPENS}(?P<hush>shut (?:up|it|your \w+)\b(?! (?:shop|the|down|off|and wait for the))(?=\s*(?:$|[.!?,;:\n]|and |you |already|now)))"
    r"|\b(?P<yours>(?:that(?:'s| is)|it(?:'s| is)|sounds? (?:like|to me like)|seems like) (?:really |just |clearly )?a (?:you|your)[- ]problem)\b"
    rf"|{_OPENS}(?:(?:go|you'll have to|you will have to|you can)\s+)?(?P<alone>(?:go )?(?:figure|work|sort) (?:it|that|this) out (?:for )?yourself\b(?! (?:with|using|in|by|or|from|at|any)\b)(?!, or\b))"
    rf"|(?P<smart>(?:(?:oh|wow|well|my),? )?you(?:'re| are) (?:just )?so {_CLEVER}(?=\s*(?:$|[.!?\n]|, aren't you)))"
    rf"|(?P<genius>(?:oh,? )?(?:great|good|wonderful|lovely|joy|look|fantastic),? (?:yet )?another (?:\w+ )?(?:genius|expert|einstein|know-it-all|smart ?[- ]?(?:ass|alec|arse|aleck)|winner|comedian|whiner|moaner)\b)"
    rf"|(?P<aren>aren't you (?:just )?(?:so )?(?:(?:a|the|quite the) )?(?:{_CLEVER}|genius|clever (?:one|clogs))\b(?=\s*[.!?]|$))"
    r"|(?P<sherlock>\b(?:nice one|good one|well done|congratulations|no shit),? (?:genius|einstein|sherlock)\b)",
    re.IGNORECASE,
)
_CALMS = re.compile(r"calm(?:ing)? (?:\w+ )?down\b", re.IGNORECASE)
_THING = re.compile(
    r"\s+(?:the|an?(?! (?:bit|little|moment|minute|second|sec|touch|notch))|our|that|this|those|these)\b",
    re.IGNORECASE,
)
_NOT_YOU = re.compile(
    r"(?:\bi (?:can(?:'t|not| not)?|could(?:n't| not)?) (?:\w+ )?"
    r"|\b(?:when|once|until|till|after|as soon as|if) (?:it|things|traffic|demand|prices|everything|the (?!customer|caller|lady|gentleman|man)\w+(?: \w+)?)"
    r" (?:\w+ )?"
    r"|\b(?:he|she|they|nobody|no one|someone|somebody|you were|colleague|driver|agent|should(?:n't| not| never) have(?: been)?)"
    r" (?:\w+ ){0,2}?(?:told|asked|telling|asking)(?: you)? to (?:\w+ )?)$",
    re.IGNORECASE,
)


def rude(draft: str) -> Iterator[tuple[int, int]]:
    """Where a draft silences, brushes off or mocks whoever reads it, in plain words.

    >>> [draft[start:end] for draft in ("Shut up.", "Please figure it out yourself.") for start, end in rude(draft)]
    ['Shut up', 'figure it out yourself']
    >>> list(rude("The alarm should shut up once you press the button."))
    []
    """
    for found in _RUDE.finditer(draft.replace("’", "'")):
        name = found.lastgroup
        if name is not None:
            yield found.span(name)


def calms_somebody_else(draft: str, start: int, end: int) -> bool:
    """Whether these words of calming down are about a thing or about us, not said to the customer.

    >>> draft = "I can't calm down the alarm remotely."
    >>> calms_somebody_else(draft, 8, 17), calms_somebody_else("Please calm down.", 7, 16)
    (True, False)
    """
    plain = draft.replace("’", "'")
    found = _CALMS.search(plain, start)
    if found is None or found.start() >= end:
        return False
    return (
        _THING.match(plain, found.end()) is not None
        or _NOT_YOU.search(plain, max(0, found.start() - 60), found.start()) is not None
    )
