"""A reply that names nobody but the company it comes from: its own name is no word about the customer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.listen.any_case import AnyCase

if TYPE_CHECKING:
    from heard.listen.reading import SoFar

SCANNED = 4000
_NAME = r"(?P<name>[A-Z][\w'&-]*(?: (?:&|and|of|[A-Z][\w'&-]*))*)"
# Where the name that follows, or that went before, is the company's.
_BEFORE = re.compile(
    rf"\b(?:[Cc]ontacting|[Rr]eaching out to|[Cc]alling|[Cc]hoosing|[Ww]riting(?: in)? to|[Mm]essaging|[Ss]hopping (?:at|with)|[Ff]lying (?:with)?|[Bb]anking with|[Ww]elcome to|[Ww]e at|[Hh]ere at|[Bb]ehalf of) {_NAME}"
)
_AFTER = re.compile(
    rf"{_NAME} (?:support\b|customer\b|care\b|help\b|team\b|service\b|would like\b|apologi[sz]es\b|is sorry\b|regrets\b)"
)
_HERE = re.compile(
    rf"{_NAME} here\b|\b(?:[Tt]his is|[Aa]t|[Ff]rom) {_NAME.replace('name', 'said')}"
)  # a person's, unless they wrote to that name
# Whoever answers says their own name.
_INTRODUCED = re.compile(
    r"\b(?:[Tt]his is|[Mm]y name(?:'s| is)|[Yy]ou(?:'re| are) (?:speaking|talking|chatting|through) (?:to|with)|I(?:'m| am)) (?P<name>[A-Z][a-z]+)(?=\s*(?:[.,!;]|$|and\b|from\b|speaking\b))"
)
_HANDLE = re.compile(r"@(\w+)")
_OTHER_NAME = re.compile(r"(?<=[a-z,;:] )(?!I\b|I'|DM\b|PM\b|OK\b)[A-Z][a-z]+")
_GREETS = re.compile(
    r"(?:^|[.!?]\s+)\W*(?:@\w+ )?(?:hi|hello|hey|dear|good (?:morning|afternoon|evening))(?: there)?,? (?:(?:mr|mrs|ms|dr)\.? )?(?!there\b|this\b|my\b|customer\b|sir\b|madam\b|all\b|and\b|thanks?\b|sorry\b|we\b|i\b|i'm\b|could\b|can\b|please\b|you\b)([^\W\d_][\w'-]*)",
    re.IGNORECASE,
)
# What speaks of this customer without a name: how long they have been here, who is theirs, a day of theirs.
_ABOUT_THEM = AnyCase(
    r"\b(?:years|loyal|member since|customer (?:since|for)|been with us|your (?:wife|husband|partner|mum|mom|mother|dad|father|son|daughter|baby|kids?|children|birthday|wedding|anniversary|holiday|trip|flight|family|business|shop))\b"
)


def names_only_ourselves(text: str, before: SoFar) -> bool:
    """Whether a reply has the company's name in it and nobody else's.

    >>> from heard.listen.reading import SoFar
    >>> names_only_ourselves("Thank you for contacting Norfield. How can I help?", SoFar())
    True
    >>> names_only_ourselves("Hi Dana, thank you for contacting Norfield.", SoFar())
    False
    """
    plain = text[:SCANNED].replace("’", "'")
    ours = {found["name"] for pattern in (_BEFORE, _AFTER) for found in pattern.finditer(plain)}
    handles = _HANDLE.findall(
        " ".join(one.turn.text for one in before.last if one.turn.from_customer)
    )
    written_to = "".join(handles).lower()
    theirs = {found["name"] or found["said"] for found in _HERE.finditer(plain)}
    ours |= {found["name"] for found in _INTRODUCED.finditer(plain)}
    ours |= {name for name in theirs if written_to and "".join(name.split()).lower() in written_to}
    ours = {_without_greeting(name) for name in ours} - {""}
    if not ours:
        return False
    for name in ours:
        plain = plain.replace(name, " ")
    return not (_GREETS.search(plain) or _OTHER_NAME.search(plain) or _ABOUT_THEM.search(plain))


def _without_greeting(name: str) -> str:
    """The name without a greeting that was written as large as it is."""
    return re.sub(r"^(?:Hi|Hello|Hey|Dear|The|Our|Your)\b ?", "", name)
