"""Limits in so many words: what an agent says of the way they are spoken to, and how.

A limit is about conduct: the language, the insults, how they are spoken to.
"""

from __future__ import annotations

from heard.listen.any_case import AnyCase

SCANNED = 4000
CONDUCT = AnyCase(
    r"\b(?:respect(?:ful(?:ly)?)?|polite(?:ly)?|civil(?:ly)?|courte(?:ous|sy)|professional manner|language like|(?:that|this|such|your|the|bad|foul"
    r"|offensive|keep(?:ing)? (?:the|your)) language|insult(?:s|ed|ing)?|abus(?:e|ive)|name[- ]?calling|call(?:ed|ing)? (?:me )?(?:names|that)"
    r"|the names|swear(?:ing)?|curs(?:e|ing)|curse words|such words|threat(?:s|en|ens|ened|ening)?|personal(?:ly)? (?:attacks?|remarks?|comments?)"
    r"|(?:speak|speaking|spoken|talk|talking|talked|shout|shouting|yell|yelling|write|writing) (?:to|at|with) (?:me|us|my|our|any|anyone|people|staff)"
    r"|spoken to|your tone|this tone|(?:that|this|your) behaviou?r|remarks? about|code of conduct)\b",
)
ASKS = AnyCase(
    r"\b(?:please|i(?:'d| would| have to| must)? (?:\w+ )?ask|i need you to|i need us to|let(?:'s| us)|request you|i can(?:'t|not)|i won't|i will not|we (?:can(?:'t|not)|won't)"
    r"|if|unless|while|as long as|when|but not|not with|without|out of (?:it|this))\b",
)


def sets_limit(text: str) -> tuple[int, int] | None:
    """Where a text says in so many words how its speaker will not be spoken to, or None.

    >>> text = "Please keep this respectful so I can help you."
    >>> start, end = sets_limit(text)
    >>> text[start:end]
    'respectful'
    >>> sets_limit("I'm ending my shift now, Tom takes over.") is None
    True
    """
    plain = text[:SCANNED].replace("’", "'")
    found = CONDUCT.search(plain)
    return found.span() if found is not None and ASKS.search(plain) else None
