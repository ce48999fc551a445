"""Which questions clarify: what happened, when, what they tried; not who they are or what they prefer."""

from __future__ import annotations

import re

from heard.listen.wordlists import word_set

FURTHEST = 240  # characters of a question looked at, to either side of the words that were heard
_CLAUSE = re.compile(r"[,;:]|[.!?]\s|\s(?:and|or|but|so|then|&)\s", re.IGNORECASE)
_STOP = re.compile(r"[.!?\n](?=\s|$)|\n")
_WONDERS = word_set(
    "what when where which who whose why how since did does do has have had is are was were any whereabouts "
    "what's where's who's how's when's what're what've tell walk talk describe explain detail"
)
# How a clause begins that asks without a question mark.
_ASKS = _WONDERS - {"since", "any", "had", "detail"} | word_set(
    "let confirm share give show check provide"
)
_POLITE = word_set("please just also can could you and so ok okay hi hello hey thanks sorry")
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
_OURS = word_set("i we i'm we're i'll we'll i've we've")


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
    return any(_wonders(part, marked=marked) for part in _CLAUSE.split(asked.replace("’", "'")))


def _wonders(clause: str, *, marked: bool) -> bool:
    """Whether this clause of a question (`marked` as one) wonders about what happened."""
    words = [word.strip(".,!?()\"'") for word in clause.casefold().split()]
    if _WONDERS.isdisjoint(words) or words[0] in _OURS:
        return False
    opening = next((word for word in words if word not in _POLITE), "")
    return (marked or opening in _ASKS) and not _FINDS.search(clause)


def _begin(text: str, start: int) -> int:
    """Where the sentence around this place begins."""
    begin = max(0, start - FURTHEST)
    for stop in _STOP.finditer(text, begin, start):
        begin = stop.end()
    return begin
