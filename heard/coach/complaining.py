"""The sentence in which a customer complains in so many words: what a card for heat alone rests on."""

from __future__ import annotations

import re

from heard.coach.quote import sentences

FEWEST = 4  # words

# Verdicts on what was done to them, and being at the end of one's patience.
_COMPLAINS = re.compile(
    r"\b(?:worst|useless|ridiculous\w*|jokes?|(?:un|not )acceptable|(?:act|it) together|fed up|disappoint\w*|disgust\w*"
    r"|what(?:['’]s| is) the point|pathetic\w*|awful\w*|terribl[ey]|horribl[ey]|poor(?:ly)?|appalling|shambles|disgrace\w*|shocking"
    r"|unhappy|not (?:at all |very )?happy|annoy\w*|frustrat\w*|un(?:impressed|professional|believable|fair)|smh|(?:sick|tired) of"
    r"|fail(?:ing|s)? (?:again|me|us)|sucks?|rubbish|crap\w*|shame|(?:had|is|good) enough|seriously|wtf|ffs|nightmare|mess"
    r"|rip[ -]?off|never again|can(?:no|['’])?t believe|incompeten\w*|rude\w*|lies|lying|nonsense|outrageous|infuriat\w*"
    r"|insult\w*|absurd|farce|atrocious|dreadful|diabolical|wast(?:e|ed|ing) (?:of )?(?:my |our )?(?:time|money|day)s?)\b"
    r"|#\w*(?:unhappy|fail|worst|bad|poor|rant|sucks|angry|nothappy|joke|useless)\w*",
    re.I,
)


def complains(text: str) -> tuple[int, int] | None:
    """The first sentence that complains in so many words; None where none does.

    A word or two ("Ridiculous!") say too little of what it is about.

    >>> text = "Ridiculous! It's the blue one. What a nightmare it has been! Thanks"
    >>> start, end = complains(text)
    >>> text[start:end]
    'What a nightmare it has been!'
    >>> complains("Does the lamp come in blue?")
    """
    for start, end in sentences(text):
        if _COMPLAINS.search(text, start, end) and len(text[start:end].split()) >= FEWEST:
            return start, end
    return None
