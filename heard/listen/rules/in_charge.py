"""A wish for whoever is in charge, in words that name no supervisor: "get me whoever runs this place"."""

from __future__ import annotations

from heard.listen.any_case import AnyCase
from heard.listen.rules.plainly import said_in

SCANNED = 4000
SURE = (
    0.85  # cautious: of the 20 texts in training/data that it finds, all ask for somebody in charge
)
_WANTS = r"(?:(?:get|fetch|find|give|put|transfer|connect|pass|send)(?: me| us)?(?: on| through| over)?(?: to| with)?|(?:talk|speak|speaking|talking)(?: to| with)|(?:want|need|like|have)(?: to (?:talk|speak)(?: to| with))?|where(?:'s| is))"
_WHOEVER = AnyCase(
    rf"\b{_WANTS} (?:whoever|whomever|the (?:one|person|people|man|woman) (?:who|that))(?:'s| is| are| actually| really)* (?:runs?|running|in charge|owns?|makes? the decisions|decides?|responsible)\b[^.!?,;\n]{{0,30}}"
    rf"|\b{_WANTS} (?:some(?:one|body)|any(?:one|body)|a person|a human) (?:more |a bit )?(?:senior(?! citizens?\b)|in charge(?! of\b)|higher(?: up)?|above you|with (?:a pulse|a brain|authority|some authority|any power|power))\b"
    rf"|\b{_WANTS} a (?:person|human) with a pulse\b"
)
_UNMEANT = AnyCase(
    r"\bno $|\b(?:no need|not|never|didn't|don't|instead of|without|already)\b[^.!?,;\n]{0,12}$"
)


def wants_whoever_decides(text: str) -> tuple[int, int] | None:
    """Where a customer asks for whoever is in charge without a word for them, or None.

    >>> text = "Get me whoever runs this place or I'm off."
    >>> text[slice(*wants_whoever_decides(text))]
    'Get me whoever runs this place'
    >>> wants_whoever_decides("Whoever runs this place does it well.") is None
    True
    """
    found = said_in(text[:SCANNED], _WHOEVER, ("whoever", "whomever", "one", "body", "person", "human", "people", "man"), _UNMEANT)  # fmt: skip
    if found is None:
        return None
    start, end = found
    words = text[start:end]
    for stop in (" or ", " and ", " because "):
        if stop in words:
            words = words[: words.index(stop)]
    return start, start + len(words.rstrip())
