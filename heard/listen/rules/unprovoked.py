"""A warning to somebody who insulted nobody: "keep shouting and I'll end this call" is no limit then, but a threat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.listen.any_case import AnyCase
from heard.listen.rules.dares import SCANNED, threats

if TYPE_CHECKING:
    from heard.listen.reading import SoFar

PROVOKED = ("abuse", "threat", "profanity")
PROVOKED_AT = 0.4  # how sure one of these must be for a warning to be a limit
# What a warning names that somebody must have done, whatever was heard of it.
_NAMED = AnyCase(
    r"\b(?:insult\w*|swear\w*|curs\w+|abus\w+|threat\w*|names?|slurs?|language|racis\w+|sexis\w+|hurt\w*|knife|police)\b"
)


def warns_unprovoked(text: str, before: SoFar) -> tuple[int, int] | None:
    """Where a reply warns somebody of what happens if they go on, who has insulted and threatened nobody; or None.

    >>> from heard.listen.reading import SoFar
    >>> text = "Sir, if you keep shouting I'll end this call."
    >>> text[slice(*warns_unprovoked(text, SoFar()))]
    "if you keep shouting I'll end this call"
    >>> warns_unprovoked("If you keep insulting me I'll end this call.", SoFar()) is None
    True
    """
    plain = text[:SCANNED].replace("’", "'")
    found = next((one for one in threats(plain) if one[2] == "warning"), None)
    if found is None or _NAMED.search(plain):
        return None
    theirs = [one.reading for one in before.last if one.turn.from_customer]
    if any(one.sure(name) >= PROVOKED_AT for one in theirs for name in PROVOKED):
        return None
    return found[0], found[1]
