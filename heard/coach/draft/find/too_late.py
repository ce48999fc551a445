"""A general time for an answer, "within 10 working days", where the customer named a day that comes sooner."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.coach.draft.clauses import spans
from heard.coach.draft.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

WHY = 'They need it sooner: "{need}". A time that is too late for it is no answer, and says that nobody read when they need it.'
LINES = ("You need this sooner, so I'm taking it up now: you'll hear from me by {date}.",)

_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_NUMBERS = {"one": 1, "a": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "fourteen": 14}  # fmt: skip
_MANY = rf"(?:\d{{1,3}}|{'|'.join(_NUMBERS)})"
OFFERS = re.compile(
    r"\b(?:respon[ds]\w*|repl(?:y|ies|ied)|answer\w*|get back|contact\w*|in touch|hear (?:back )?from|handled?|process\w*|review\w*|look\w* (?:at|into)|resolv\w*|deal\w* with|dealt with|attend\w*|investigat\w*|expect|takes?|turnaround)\b"
    rf"[^.!?\n]{{0,50}}?\b(?:{_MANY} ?(?:-|–|to|and|or) ?)?(?P<many>{_MANY}) (?P<work>working |business )?(?P<unit>hour|day|week)s?\b",
    re.IGNORECASE,
)
_NEEDS = r"(?:need\w*|must|has to|have to|want\w*|deadline|due|fly\w*|flight|leav\w+|travel\w*|wedding|funeral|birthday|exam|interview|operation|surgery|party|mov(?:e|es|ing)|depart\w*|start\w*|begin\w*|set off|check[- ]?in|appointment|holiday|event|trip|someone|somebody|before|by)"
# How soon they need it, in days at most.
_SOON: tuple[tuple[int, re.Pattern[str]], ...] = (
    (
        1,
        re.compile(
            rf"\b{_NEEDS}\b[^.!?\n]{{0,50}}\b(?:today|tonight|now|immediately|urgent\w*|asap|right away|straight away|this (?:morning|afternoon|evening)|tomorrow|in (?:an|\w+) hours?)\b"
            rf"|\b(?:today|tonight|tomorrow)\b[^.!?\n]{{0,25}}\b{_NEEDS}\b|\btomorrow(?:'s| is)\b|\b(?:no|without) (?:heating|hot water|water|power|electricity|heat)\b",
            re.IGNORECASE,
        ),
    ),
    (
        6,
        re.compile(
            rf"\b(?:{_NEEDS}|is|it's|are)\b[^.!?\n]{{0,50}}\b(?:this |next )?(?:{_DAY}|weekend|this week)\b|\b(?:on|this|before|by) (?:{_DAY}|the weekend)\b",
            re.IGNORECASE,
        ),
    ),
)
_PAST = re.compile(
    rf"\b(?:promised|said|told|since|last|was|were|missed|called|ordered|wrote|came|went|broke|ago|failed|arrived|been)\b[^.!?\n]{{0,30}}\b{_DAY}\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?\n]+")
# Something else is done about it, or dated.
DOES = re.compile(
    r"\b(?:i(?:'ve| have|'ll| will|'m| am) (?!sorry|afraid|aware|glad|happy|noted|logged|passed|forwarded|had|been|so|very|really)\w+|today|tonight|tomorrow|right now|meanwhile|until then)\b",
    re.IGNORECASE,
)
_WORKING = 1.4  # days of the calendar in a working day
_PER_UNIT = {"hour": 1 / 24, "day": 1.0, "week": 7.0}


def too_late(draft: str, said: str) -> Iterator[Finding]:
    """The sentence with a general time for an answer, where it is all that is done and comes after the day they named.

    >>> said = "My flight is on Thursday and I have no ticket!"
    >>> [one.name for one in too_late("We aim to respond within 10 working days.", said)]
    ['vague_promise']
    >>> list(too_late("We usually need 10 working days, but I'll send it by courier today.", said))
    []
    """
    plain = draft.replace("’", "'")
    found = OFFERS.search(plain)
    if found is None or DOES.search(plain):
        return
    need = _need(said.replace("’", "'"), within=_days(found))
    if not need:
        return
    start, end = next(one for one in spans(draft) if one.end > found.start())
    yield Finding(
        "vague promise", "vague_promise", None, start, end, WHY.format(need=need), "replace", LINES
    )  # fmt: skip


def _days(found: re.Match[str]) -> float:
    """How many days of the calendar an offer comes to at most."""
    many = found["many"].lower()
    count = int(many) if many.isdigit() else _NUMBERS[many]
    return count * _PER_UNIT[found["unit"].lower()] * (_WORKING if found["work"] else 1)


def _need(said: str, *, within: float) -> str:
    """What they said of a day that comes before `within` days are over; "" where they named none."""
    for one in _SENTENCE.finditer(said):
        words = one[0].strip()
        if _PAST.search(words):
            continue
        for days, pattern in _SOON:
            if days < within and pattern.search(words):
                return words
    return ""
