"""Blame that customers put on themselves: shame, and no anger at whoever reads it."""

from __future__ import annotations

import re

from heard.listen.wordlists import mentions

SCANNED = 4000
SHAME = "I feel ashamed"  # what is heard in its place: the same feeling, without the words of abuse
_PARTS = ("idiot", "stupid", "fool", "moron", "dumb", "silly", "daft", "clueless", "useless")
_OPENS = (
    r"(?P<opens>^|[.!?,;:\n–—]\s*|\b(?:and|but|oh|god|sorry|ugh|yes|yeah|honestly|now|because)\s+)"
)
_ADVERBS = (
    r"(?:(?:such|just|so|really|honestly|truly|very|quite|being|feeling|a bit|a little|the) )*"
)
_BLAMES = re.compile(
    rf"{_OPENS}(?<!\bso )(?:i(?:'m| am| was|'ve been| have been)|i (?:just |now )?(?:feel|felt)(?: like)?) {_ADVERBS}"
    r"(?:(?:an?|the) )?(?:(?:complete|total|absolute|right|proper|bloody|big|old|biggest) )*"
    r"(?:idiot|moron|fool|stupid|foolish|dumb(?:ass)?|silly|daft|clueless|useless)\b"
    # whoever is sorry to have trusted us blames us
    r"(?![^.!?\n]*\b(?:you|your|u|ur|yours|trust\w*|believ\w*|buy\w*|bought|cho\w+|stay\w*|pay\w*|company|compan\w+|people)\b)(?! (?:enough|not)\b)",
    re.IGNORECASE,
)


def without_self_blame(text: str) -> str | None:
    """A text in which whoever blames themselves only feels bad; None where they don't.

    >>> without_self_blame("I'm such an idiot, I gave him the code.")
    'I feel ashamed, I gave him the code.'
    >>> without_self_blame("You must think I'm stupid. I'm so stupid to trust you.") is None
    True
    """
    if not mentions(text, _PARTS):
        return None
    plain = text[:SCANNED].replace("’", "'")
    found, count = _BLAMES.subn(lambda one: one["opens"] + SHAME, plain)
    return found + text[SCANNED:] if count else None
