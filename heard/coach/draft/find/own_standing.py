"""Degrees, years and prizes of whoever writes, held up to somebody who is upset."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.coach.draft.clauses import spans
from heard.coach.draft.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

WHY = "It defends you, and they asked for help: whose standing is right becomes the matter, and theirs is left."
LINES = ("Let me look at this again with you: {step}.",)

_MANY = r"(?:an?|one|two|three|four|several|my|both|\d+)"
_PAPERS = r"(?:degrees?|diplomas?|master'?s|ph\.?d|doctorate|certificates?|certifications?|qualifications?|awards?|prizes?|five[- ]star ratings?)"
_YEARS = r"(?:years?|decades?)\b"
_STANDING = (
    rf"i(?:'ve| have)(?: got)? {_MANY} (?:[\w-]+ ){{0,2}}{_PAPERS}",
    r"i(?:'m| am)(?: \w+ly| very| well| more than| also| quite)* (?:certified|qualified|trained|experienced|an? (?:\w+ )?(?:expert|professional|specialist|graduate)|good at (?:my job|this|what i do))\b",
    r"i (?:do |really |perfectly well )?know (?:exactly |very well |perfectly well )?(?:how (?:this|it|things) works?|what i(?:'m| am) (?:doing|talking about|saying)|my job|how to do my (?:own )?job)\b",
    rf"i(?:'ve| have) (?:been|worked|done|had|served)\b[^.!?\n]{{0,40}}\b{_YEARS}",
    r"i (?:studied|graduated|majored|went to (?:college|university)|trained (?:as|for|in))\b",
    r"i(?:'ll| will| would) have you know\b|i was (?:the )?(?:employee|agent|colleague) of the (?:month|year|week)\b|i(?:'ve| have) won\b",
    r"i(?:'m| am) not (?:an idiot|stupid|a (?:beginner|trainee|child|fool)|new (?:here|to this)|some (?:beginner|trainee))\b",
    r"(?:i(?:'ve| have) never (?:had|got) (?:a |any )?complaints?|(?:nobody|no[- ]one)(?: else)? (?:has )?(?:ever )?(?:complain\w*|question\w*|doubt\w*) (?:about )?(?:me|my))\b",
)
STANDING = re.compile(
    rf"(?:^|[,;:–—-] |\b(?:and|but|well|actually|honestly|look|sorry|excuse me)[, ]+)(?:{'|'.join(_STANDING)})",
    re.IGNORECASE,
)
_ABOUT_US = re.compile(
    r"\b(?:are you (?:an?|even|actually|really)|have you (?:ever|been|done|worked)|do you (?:know|have)) [^.!?\n]*\?\s*$",
    re.IGNORECASE,
)
# It leads to something for them, or owns a fault of ours.
_FOR_THEM = re.compile(
    r"\b(?:so (?:i|we|you|let)|let me|i'll (?!have you)|i can|i could|which is why|sorry (?:for|that|about|we|i)|wrong|mistake|should(?:n't)? have|never seen)\b",
    re.IGNORECASE,
)


def asks_about_us(said: str) -> bool:
    """Whether what they said ends with a question about whoever answers them.

    >>> asks_about_us("It sparks. Are you an electrician yourself?"), asks_about_us("Are you joking? Mend it.")
    (True, False)
    """
    return _ABOUT_US.search(said.replace("’", "'")) is not None


def own_standing(draft: str, *, upset: bool) -> Iterator[Finding]:
    """Each sentence in which an agent's own standing answers somebody who is `upset`.

    >>> [one.name for one in own_standing("I have two degrees, thanks.", upset=True)]
    ['argue']
    >>> list(own_standing("I'm trained on this model, so I can reset it now.", upset=True))
    []
    """
    if not upset:
        return
    plain = draft.replace("’", "'")
    for start, end in spans(draft):
        words = plain[start:end]
        if STANDING.search(words) and not _FOR_THEM.search(words):
            yield Finding("misstep", "argue", None, start, end, WHY, "replace", LINES)
