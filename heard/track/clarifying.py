"""Which questions clarify: what happened, when, what they tried; not who they are or what they prefer."""

from __future__ import annotations

import re

FURTHEST = 240  # characters of a question looked at, to either side of the words that were heard
_CLAUSE = re.compile(r"[,;:]|[.!?]\s|\s(?:and|or|but|so|then|&)\s", re.IGNORECASE)
_STOP = re.compile(r"[.!?\n](?=\s|$)|\n")
_WONDERS = re.compile(
    r"\b(?:what|when|where|which|who|whose|why|how|since|did|does|do|has|have|had|is|are|was|were|any"
    r"|walk me|talk me|tell (?:me|us) (?:more|about|a bit)|describe|explain|more (?:about|detail))\b",
    re.IGNORECASE,
)
# How a clause begins that asks without a question mark.
_ASKS = re.compile(
    r"\W*(?:please |just |also |can you |could you )*(?:what|when|where|which|who|whose|why|how|did|does|do|has|have|is|are|was|were"
    r"|tell|let|walk|talk|describe|explain|confirm|share|give|show|check|provide)\b",
    re.IGNORECASE,
)
# A detail that finds a record, a wish among offers, leave to go on: needed, but nothing is clearer by it.
_FINDS = re.compile(
    r"\b(?:(?:order|booking|reference|account|case|ticket|policy|tracking|serial|phone|mobile|telephone"
    r"|contact|transaction|customer|member(?:ship)?|card|claim|confirmation|invoice|registration|tenancy"
    r"|meter|model|trip|form|batch) ?(?:numbers?|no\.?|nr|ids?|ref(?:erence)?|code|details|name|holder)"
    r"|numbers?|reference|ref|e-?mail(?: address)?|post ?code|zip(?: code)?|address|date of birth|dob|birthday"
    r"|(?:full |sur|last |first |user ?)?name|handle|gamertag|imei"
    r"|anything else|something else|(?:can|may|could) i (?:help|assist|do for)|how are you"
    r"|prefer|rather|better for you|best for you|suits?|work for you|(?<!what )would you like|shall i|should i"
    r"|want me to|like me to|(?:ok|okay|all ?right|fine) (?:with|if|for)|is (?:that|this) (?:ok|okay|all ?right|fine))\b",
    re.IGNORECASE,
)
# "and we'll see what it was": what we do with the answer
_OURS = re.compile(r"\W*(?:i|we)\b", re.IGNORECASE)


def clarifies(text: str, start: int, end: int) -> bool:
    """Whether the question at text[start:end] is asked to understand what happened.

    >>> for said in ("What is your booking reference?", "What happened when you tried to pay?",
    ...              "Order number, and when did it last work?", "Which would you prefer?"):
    ...     print(clarifies(said, 0, len(said)))
    False
    True
    True
    False
    """
    first = _begin(text, start)
    close = _STOP.search(text, max(start, end - 1), end + FURTHEST)
    asked = text[first : close.start() if close else end + FURTHEST]
    marked = close is not None and close[0].startswith("?")
    return any(
        _WONDERS.search(part) and not _FINDS.search(part) and not _OURS.match(part)
        for part in _CLAUSE.split(asked)
        if marked or _ASKS.match(part)
    )


def _begin(text: str, start: int) -> int:
    """Where the sentence around this place begins."""
    begin = max(0, start - FURTHEST)
    for stop in _STOP.finditer(text, begin, start):
        begin = stop.end()
    return begin
