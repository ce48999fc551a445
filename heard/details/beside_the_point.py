"""Clauses that tell nothing of what went wrong: a feeling and no more, what does work, praise that is not meant, half a sum."""

from __future__ import annotations

import re

from heard.listen.any_case import AnyCase

_STATE = r"(?:frustrat|disappoint|annoy|upset|unhappy|angry|anger|happy|furious|livid|irritat|impatien|fed up|mad\b|tired of)"
# A feeling of theirs as what the clause is about, or as all that it says.
_FEELING = AnyCase(
    rf"(?:(?:my|your|our) (?:own |level of |whole )?(?:disappointment|frustration|anger|patience|mood|temper|feelings?|rage)\b"
    rf"|(?:(?:twice|once|again|still|already|now|\w+ times) )*(?:now )?(?:I|we|you)(?:'ve| have|'m| am|'re| are)? (?:\w+ ){{0,2}}?(?:gotten|got|getting|become|becoming|grown|been|felt|feel|feeling) (?:\w+ ){{0,2}}?{_STATE}\w*)"
)
# What they name as the one thing that is well.
_WORKS = AnyCase(
    r"(?:the|my|our|your) (?:one|only) [^,;.]*\b(?:(?:didn'?t|did not|haven'?t|never) (?:update|change|touch|upgrade|switch)\w*|(?:still |actually )?(?<!never )(?<!n't )(?:opens?|works?|worked|loads?|runs?)(?: fine)?)\b"
    r"|(?:it|that|this|he|she|you)(?:'s| is|'re| are) the only (?:one|thing|app|person|place)\b(?! (?:that|who|which)? ?(?:\w+n't|never|won't|keeps?|is (?:broken|late|wrong|missing)))"
)
# Praise at the beginning of a complaint is irony; said back, it would be a compliment.
_PRAISES = AnyCase(
    r"(?:much better|excellent(?: stuff| work| job)?|great (?:job|stuff|work|start|way)|well done|good (?:job|work|one|going)|nice (?:one|job|work|touch)|award[- ]?winning|top (?:job|work|notch)"
    r"|brilliant|fantastic|bravo|congrat\w+|slow clap|kudos|classy|impressive)\b"
)
_SUM = re.compile(
    r"[$£€]? ?\d[\d.,]*(?: ?(?:dollars|euros|pounds|quid|bucks|[$£€]))? (?:so that|just so|so|for|to)\b",
    re.IGNORECASE,
)
# Where somebody is, and with whom: what went wrong there is told beside it.
_WHERE = AnyCase(
    r"(?:my|our) \w+(?: and (?:my |our )?\w+)? (?:is|are|was|were) (?:\w+ )?(?:on|in|at) (?:the |a |an |your )?(?:flight|train|bus|coach|plane|ferry|row|seat|gate|airport|station|store|shop|branch|way|room)\b"
)
_WRONG = AnyCase(
    r"\b(?:without|stuck|stranded|delayed|cancell?ed|late|broken|wrong|never|no|not|nobody|still|lost|missing|dirty|\w+n't)\b"
)
# After these a "but" makes the exception: what follows it is what is not so.
_EXCEPT = AnyCase(
    r"\b(?:every(?:where|thing|one|body)|any(?:where|thing|one|body)|no(?:where|thing|body)|none|all)\W*$"
)


def beside_the_point(clause: str) -> bool:
    """Whether a clause, said back to a customer, would tell nothing of their trouble, or the opposite of it.

    >>> [beside_the_point(one) for one in ("my anger has no room in this form", "the only lamp that still works", "80 pounds just so the dog could travel")]
    [True, True, True]
    >>> beside_the_point("the only lamp that never works"), beside_the_point("my card was charged twice")
    (False, False)
    """
    if _WHERE.match(clause) and not _WRONG.search(clause):
        return True
    return any(one.match(clause) is not None for one in (_FEELING, _WORKS, _PRAISES, _SUM))


# "The one lamp I didn't change was ...": what follows belongs to it.
_THE_ONE = AnyCase(r"\b(?:the|my|our) (?:one|only|first|last) \w+(?: \w+)?\W*$")


def goes_with_the_one(before: str) -> bool:
    """Whether these words are the beginning of "the one thing that ...".

    >>> goes_with_the_one("The one lamp"), goes_with_the_one("I called on Monday and")
    (True, False)
    """
    return _THE_ONE.search(before.rstrip()) is not None


def excepted(before: str) -> bool:
    """Whether a "but" after these words makes an exception: "everybody but my aunt got a seat".

    >>> excepted("It came to everybody"), excepted("it came on Monday")
    (True, False)
    """
    return _EXCEPT.search(before.rstrip()) is not None
