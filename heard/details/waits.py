"""How long the customer has waited and how often they have been in touch, in their own numbers."""

from __future__ import annotations

import re

from heard.listen.any_case import AnyCase
from heard.listen.remembered import Remembered

_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBER = rf"(?:\d{{1,3}}\+?|half an|an?|one|{'|'.join(_NUMBERS)}|eleven|twelve|fifteen|twenty|thirty|forty|fifty|several|a few|a couple(?: of)?)"
_UNIT = r"(?:minutes?|mins?|hours?|hrs?|hr|days?|weeks?|months?|years?)"
_MORE = r"(?:(?:over|more than|at least|nearly|almost|about|around|going on) )?"
_LONG = (
    rf"(?:{_MORE}{_NUMBER} ?(?:(?:whole|full|business|working|almost|nearly) (?:\d )?)?{_UNIT}\b(?: and a half\b)?"
    r"|all (?:day|night|morning|afternoon|week(?:end)?)\b|(?:hours|days|weeks|months)(?: and \w+)?\b)"
)
_BETWEEN = (
    r"(?: (?:in|for|now|here|already|about|around|nearly|almost|on hold|on the phone|literally|this|at home"
    r"|the (?:best|better) part off?|to hear back|there))*"
)
_WAIT = AnyCase(
    rf"\b(?:waited|waiting|had to wait|made me wait|wait(?:s|ing)? times? (?:of|is)|on hold|held|sitting here|sat here|stuck here"
    rf"|queue[ds]?|queu(?:e)?ing){_BETWEEN} ({_LONG})"
    rf"|\b(?:it'?s|its|has|have|it has|already|this is) (?:been )?(?:going on )?(?:been )?(?:for )?((?:over |more than |nearly |almost )?{_NUMBER} {_UNIT})\b"
    rf"(?= (?:now|already|later|since|with|without|and|of|I|we|on|ago)\b|[.,!]|$)(?! ago)"
    rf"|\b(?:going on|goes back|dragging on|dragged on)(?: for)? ({_LONG})"
    rf"|\b(?:a |an )?(\d{{1,3}}\+?|{'|'.join(_NUMBERS)})[ -]?({_UNIT})[ -]?(?:wait|hold|delay|queue)\b"
    rf"|\b({_LONG})(?: (?:now|later|over|overdue|late))?(?: late\b| of (?:waiting|silence)| on hold| waiting| in (?:the|a) queue| overdue| over(?=[ .,!]|$)"
    r"|,? (?:and|with|without|still)(?: (?:still|I|any|an?))* (?:no|not|nothing|waiting|reply|answer|response|news|update)\b)"
    rf"|\bbeen (?:\w+ )?here (?:for )?({_MORE}{_NUMBER} ?(?:minutes?|mins?|hours?|hrs?)\b)",
)
_NOT_A_WAIT = AnyCase(
    r"\b(?:arriv\w+|landed|got (?:in|here|home))\b,? (?:\w+ ){0,2}?(?:\d+|an?|"
    rf"{'|'.join(_NUMBERS)}) {_UNIT} late\b"
    r"|\b(?:customer|loyal|member|with you|warranty|trial|contract|married|years old|of age|been with|happily)\b",
)
# "A three day wait for a part" is still to come, unless it is told as over or as going on.
_DAYS = AnyCase(r"days?|weeks?|months?|years?")
_BEHIND = AnyCase(
    r"\b(?:had|was|were|been|waited|after|already|got|gave|still|so far|since|took|now|later)\b|'ve\b|'s been",
)
_WAITS = AnyCase(
    r"\b(?:wait(?:s|ed|ing)?|on hold|queue[ds]?|queu(?:e)?ing|delay(?:s|ed|ing)?|overdue|still no|still not|still hasn'?t|still haven'?t"
    r"|yet to|no (?:reply|answer|response|news|update)|nobody (?:has )?(?:answered|replied|called)|(?<!takes )(?<!take )(?<!takes me )(?<!taking )(?<!took )(?:ages|forever)|late"
    r"|stuck|stranded|sitting here|unanswered|(?:for|in|after|\d+|an|several|two|three|four|five|six) hours?)\b",
)
_NO_WAITING = AnyCase(
    r"\bcan(?:no|'|’)?t wait\b|\bwait(?:ing)? (?:for|until|till|to see) (?:the )?(?:release|launch|black friday|christmas)\b"
    r"|\b(?:happy|fine|can|will|going|willing) (?:to )?wait\b|\bwait(?:ing)? (?:out|until the end)\b|\bwait,|\bwait a (?:minute|sec)",
)
_CONTACT = r"(?:call|contact|tweet|e-?mail|writ|wrote|ask|messag|chat|report|ring|rang|phon|speak|spoke|complain)"
_ORDINALS = dict(zip(("second", "third", "fourth", "fifth", "sixth"), _NUMBERS, strict=False))
_ORDINALS |= dict(zip(("2nd", "3rd", "4th", "5th", "6th"), _NUMBERS, strict=False))
_TO_WHOM = r"(?: (?:you|them|in|up|back|customer (?:service|care|support)|support))?(?: already)?"
_COUNT = AnyCase(
    rf"\b(?P<nth>{'|'.join(_ORDINALS)}) time (?:that )?(?:(?:I|we)(?:'ve|'m| have| am|'re)?|(?:of )?)? ?(?:had to |been )?{_CONTACT}"
    rf"|\b{_CONTACT}\w*{_TO_WHOM} (?P<times>\d|{'|'.join(_NUMBERS)}) times\b"
    rf"|\b{_CONTACT}\w*{_TO_WHOM} (?P<twice>twice)\b"
    rf"|\b(?P<calls>[2-9]|{'|'.join(_NUMBERS)}) (?:phone )?(?:calls|e-?mails|messages|chats)\b",
)


@Remembered
def wait(text: str) -> str:
    """How long they have waited, as they put it; "" where they don't say.

    >>> wait("I've been waiting 3+ hrs"), wait("after a 10 day wait"), wait("I waited in all day")
    ('3+ hours', '10 days', 'all day')
    >>> wait("I've been sat here for twenty minutes"), wait("I've been here ten years")
    ('twenty minutes', '')
    >>> wait("A 10 day wait for a part is poor.")
    ''
    >>> wait("I've been a customer for 10 years.")
    ''
    """
    for found in _WAIT.finditer(text):
        around = text[max(0, found.start() - 30) : found.end() + 30]
        if _NOT_A_WAIT.search(around):
            continue
        if found[4]:
            if _DAYS.match(found[5]) and not _BEHIND.search(text[: found.start()]):
                continue
            unit = _spelled(found[5].lower())
            return f"{found[4].lower()} {unit if unit.endswith('s') else f'{unit}s'}"
        words = next(part for part in found.groups() if part).lower()
        words = re.sub(r"(\d)([a-z])", r"\1 \2", " ".join(words.split()))
        return _spelled(re.sub(r"^(?:going on|about|around) ", "", words))
    return ""


@Remembered
def tells_of_waiting(text: str) -> bool:
    """Whether the customer says that they wait or waited, with or without how long.

    >>> tells_of_waiting("I'm still waiting for an answer"), tells_of_waiting("I flew 30k miles")
    (True, False)
    """
    return bool(wait(text)) or (
        _WAITS.search(text) is not None and _NO_WAITING.search(text) is None
    )


@Remembered
def count(text: str) -> str:
    """How often they have been in touch, in a word: "three"; "" where they don't say."""
    found = _COUNT.search(text)
    if found is None:
        return ""
    if found["nth"]:
        return _ORDINALS[found["nth"].lower()]
    if found["twice"]:
        return "two"
    number = (found["times"] or found["calls"]).lower()
    if number.isdigit():
        return _NUMBERS[int(number) - 2] if int(number) >= 2 else ""
    return number


def _spelled(words: str) -> str:
    words = re.sub(r"\bmin(s?)\b", r"minute\1", words)
    return re.sub(r"\bhr(s?)\b", r"hour\1", words)
