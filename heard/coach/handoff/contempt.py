"""What a customer throws at people, apart from what has happened to them: the next person needs the second."""

from __future__ import annotations

import re

from heard.listen.rules.insults import insulting

FEWEST = 3  # words that can say what is wrong
CONTEMPT = re.compile(
    r"\bi (?:really )?(?:don't|dont|do not|couldn't|could not) (?:give a \w+|care) (?:about )?(?:who|what|how) (?:the \w+ )?(?:you|u|your)\b"
    r"|\bwho (?:the \w+ )?(?:do you think you are|are you)\b|\bwhat (?:the \w+ )?is wrong with you\b|\b(?:shut (?:up|it|your)|get lost|piss off"
    r"|f[u*]+ck (?:you|off)|go to hell|drop dead)\b",
    re.IGNORECASE,
)
LEADS_UP = re.compile(r"(?:[\s,;:–—-]+(?:and|or|but|so|you|ye|u))*[\s,;:–—-]*$", re.IGNORECASE)
JOINT = re.compile(r"\W+(?:(?:and|so|now|but|then|just)\b\W*)?")


def contemptuous(said: str) -> bool:
    """Whether these words attack whoever hears them, rather than tell what is wrong.

    >>> contemptuous("I don't care who you are!"), contemptuous("I don't care about the voucher.")
    (True, False)
    """
    return CONTEMPT.search(said.replace("’", "'")) is not None or insulting(said) is not None


def without_insult(said: str) -> int:
    """Where a sentence goes on after the insult it begins with; its length where nothing is left.

    >>> said = "You useless idiot, where is my parcel?"
    >>> said[without_insult(said):]
    'where is my parcel?'
    """
    found = insulting(said) or _contempt(said)
    if found is None:
        return 0
    joint = JOINT.match(said, found[1])
    start = joint.end() if joint is not None else len(said)
    left = said[start:]
    if len(left.split()) < FEWEST or "," not in said[found[1] : start + 1] or contemptuous(left):
        return len(said)
    return start


def civil_part(said: str) -> tuple[int, int] | None:
    """What a sentence says before or after its insult; None where nothing is left that can stand alone.

    >>> said = "Get me your manager you stupid woman."
    >>> said[slice(*civil_part(said))]
    'Get me your manager'
    >>> civil_part("You stupid woman.") is None
    True
    """
    if not contemptuous(said):
        return 0, len(said)
    start = without_insult(said)
    if start and start < len(said):
        return start, len(said)
    found = insulting(said) or _contempt(said)
    before = said[: found[0]] if found is not None else ""
    kept = LEADS_UP.sub("", before)
    return (0, len(kept)) if len(kept.split()) >= FEWEST and not contemptuous(kept) else None


def _contempt(said: str) -> tuple[int, int] | None:
    found = CONTEMPT.search(said.replace("’", "'"))
    return None if found is None else found.span()
