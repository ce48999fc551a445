"""Slights in so many words: rudeness that counts as a misstep, and comfort that only sounds like one.

What the draft check calls rude is rude in a review. Whoever takes the blame off a customer mocks
nobody, though the words of blame are in it.
"""

from __future__ import annotations

import re

from heard.listen.rudeness import calms_somebody_else, rude

SCANNED = 4000
SURE = 0.8  # cautious: of the turns in training/data that the rule finds, 23 of 26 carry `jab` or `calm_down`
_CALMS = re.compile(r"(?:calm your|keep your|simmer|don't get your|chill)\b", re.IGNORECASE)
# No more than a shrug at "when?": the draft check asks about it, and in a review it is no jab.
_SHRUGS = re.compile(r"\btakes? as\b|\bwhen (?:you|it|they|we|i)\b", re.IGNORECASE)
_COMFORTS = re.compile(
    r"\b(?:you(?:'ve| have)? (?:really |honestly )?(?:did|done|did not do|didn't do) (?:nothing|anything) (?:stupid|wrong|silly|foolish|bad|daft)"
    r"|(?:you|it|that|this)(?:'re| are|'s| is|'s| was| were)(?:n't| not| never) (?:(?:being|at all|really|an?|your|any) )*(?:stupid|idiot|silly|fool|foolish|dumb|daft|fault|dramatic|nuisance|bother)"
    r"|nothing (?:\w+ )?(?:stupid|silly|foolish|dumb|daft) (?:about|in)\b|(?:please )?(?:don't|do not|never) (?:be sorry|apologi[sz]e|blame yourself|be (?:so )?hard on yourself|feel (?:bad|stupid|silly|embarrassed))"
    r"|(?:no|there's no|you have no|don't) need to (?:be sorry|apologi[sz]e|feel (?:bad|stupid|silly|embarrassed))|nothing to (?:be sorry|apologi[sz]e|feel (?:bad|embarrassed)|be (?:ashamed|embarrassed)))\b",
    re.IGNORECASE,
)


def slights(text: str) -> dict[str, tuple[int, int]]:
    """The plain rudeness in the company's words, by the misstep that it is, and where.

    >>> slights("Shut up and wait."), slights("Please keep your hair on.")
    ({'jab': (0, 7)}, {'calm_down': (7, 24)})
    >>> slights("Sorry, a whole day lost is maddening.")
    {}
    """
    text = text[:SCANNED]
    found: dict[str, tuple[int, int]] = {}
    for one in rude(text, ("jab",)):
        words = text[one.start : one.end].replace("’", "'")
        if _SHRUGS.search(words):
            continue
        calms = _CALMS.match(words) is not None
        if not (calms and calms_somebody_else(text, one.start, one.end)):
            found.setdefault("calm_down" if calms else "jab", (one.start, one.end))
    return found


def comforts(text: str) -> bool:
    """Whether an agent takes the blame, the shame or the apology off a customer.

    >>> comforts("You did nothing stupid."), comforts("Don't be so stupid.")
    (True, False)
    """
    return _COMFORTS.search(text[:SCANNED].replace("’", "'")) is not None
