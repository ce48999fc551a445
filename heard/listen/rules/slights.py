"""Slights in so many words: rudeness that counts as a misstep, and comfort that only sounds like one.

What the draft check calls rude is rude in a review. Whoever takes the blame off a customer mocks
nobody, though the words of blame are in it.
"""

from __future__ import annotations

from functools import lru_cache

from heard.listen.any_case import AnyCase
from heard.listen.rules.rudeness import calms_somebody_else, rude

SCANNED = 4000
REMEMBERED = 32  # texts: each is asked about by three rules
SURE = 0.8  # cautious: of the turns in training/data that the rule finds, 23 of 26 carry `jab` or `calm_down`
_CALMS = AnyCase(r"(?:calm your|keep your|simmer|don't get your|chill)\b")
# No more than a shrug at "when?": the draft check asks about it, and in a review it is no jab.
_SHRUGS = AnyCase(r"\btakes? as\b|\bwhen (?:you|it|they|we|i)\b")
_COMFORTS = AnyCase(
    r"\b(?:you(?:'ve| have)? (?:really |honestly )?(?:did|done|did not do|didn't do) (?:nothing|anything) (?:stupid|wrong|silly|foolish|bad|daft)"
    r"|(?:you|it|that|this)(?:'re| are|'s| is|'s| was| were)(?:n't| not| never) (?:(?:being|at all|really|an?|your|any) )*(?:stupid|idiot|silly|fool|foolish|dumb|daft|fault|dramatic|nuisance|bother)"
    r"|nothing (?:\w+ )?(?:stupid|silly|foolish|dumb|daft) (?:about|in)\b|(?:please )?(?:don't|do not|never) (?:be sorry|apologi[sz]e|blame yourself|be (?:so )?hard on yourself|feel (?:bad|stupid|silly|embarrassed))"
    r"|(?:no|there's no|you have no|don't) need to (?:be sorry|apologi[sz]e|feel (?:bad|stupid|silly|embarrassed))|nothing to (?:be sorry|apologi[sz]e|feel (?:bad|embarrassed)|be (?:ashamed|embarrassed)))\b",
)


def jabs(text: str) -> tuple[int, int] | None:
    """Where the company's words mock, silence or send away whoever reads them, or None.

    >>> jabs("Shut up and wait."), jabs("Sorry, a whole day lost is maddening.")
    ((0, 7), None)
    """
    return _first(text, calms=False)


def mocks_their_anger(text: str) -> tuple[int, int] | None:
    """Where the company's words tell somebody rudely to be calm, or None.

    >>> mocks_their_anger("Please keep your hair on."), mocks_their_anger("Please wait.")
    ((7, 24), None)
    """
    return _first(text, calms=True)


def _first(text: str, *, calms: bool) -> tuple[int, int] | None:
    return next((span for span, calming in _slights(text) if calming is calms), None)


@lru_cache(maxsize=REMEMBERED)
def _slights(text: str) -> tuple[tuple[tuple[int, int], bool], ...]:
    """All that is plainly rude, and whether it is said of being calm."""
    text = text[:SCANNED]
    found = []
    for one in rude(text, ("jab",)):
        words = text[one.start : one.end].replace("’", "'")
        if _SHRUGS.search(words):
            continue
        calms = _CALMS.match(words) is not None
        if not (calms and calms_somebody_else(text, one.start, one.end)):
            found.append(((one.start, one.end), calms))
    return tuple(found)


def comforts(text: str) -> bool:
    """Whether an agent takes the blame, the shame or the apology off a customer, and slights nobody.

    >>> comforts("You did nothing stupid."), comforts("Don't be so stupid.")
    (True, False)
    """
    plain = text[:SCANNED].replace("’", "'")
    return _COMFORTS.search(plain) is not None and not _slights(text)
