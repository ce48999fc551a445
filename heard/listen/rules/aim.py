"""Whom a mild insult is aimed at: somebody who is only told of, or whoever reads it.

"Your driver is an idiot" tells of the driver. Whoever answers need not be spoken to like that, and a limit
would be an answer to what nobody said to them.
"""

from __future__ import annotations

from heard.listen.any_case import AnyCase

SCANNED = 3000
_MILD = (
    r"(?:idiots?|morons?|clowns?|muppets?|fools?|stupid|dumb|useless|lazy|incompetent|thick|jokes?|jokers?|numpty|numpties|prats?|twits?"
    r"|cow|dimwits?|nitwits?|halfwits?|plonkers?|buffoons?|pillocks?|clueless|hopeless|rude|liars?)\b"
)
_TOLD_OF = AnyCase(
    rf"\b(?:(?:my|your|the|that|this|his|her|our|some|one of your) (?!(?:team|staff|people|lot|company|agents|reps)\b)(?:[\w'-]+ ){{1,3}}?(?:is|was|'s|must be)|(?:he|she)(?:'s| is| was)|whoever \w+(?: \w+){{0,3}} (?:is|was))\b[^.!?\n]{{0,25}}?{_MILD}"
)
_TO_YOU = AnyCase(
    rf"\b(?:you(?:'re| are| lot| people| guys)?|u|are you|your (?:team|staff|people|lot|company|agents|reps))\b(?! \w+ (?:is|was)\b)[^.!?,\n]{{0,25}}\b{_MILD}|{_MILD},? (?:you|the lot of you)\b"
)
_HARSH = AnyCase(
    r"\b(?:\w*fuck\w*|\w*shit\w*|cunts?|bitch\w*|bastards?|whores?|sluts?|scum\w*|vermin|wankers?|pricks?|retard\w*|twats?|kill|hurt|punch|smash)\b"
)


def only_told_of(text: str) -> bool:
    """Whether the insults of a message are mild, and about somebody who is told of.

    >>> only_told_of("Your driver is an idiot."), only_told_of("You're an idiot, and so is your driver.")
    (True, False)
    >>> only_told_of("Your driver is a bastard."), only_told_of("Your staff are all morons.")
    (False, False)
    """
    plain = text[:SCANNED].replace("’", "'")
    return (
        _TOLD_OF.search(plain) is not None
        and _TO_YOU.search(plain) is None
        and _HARSH.search(plain) is None
    )
