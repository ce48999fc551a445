"""Promises without a limit: whatever it costs, a hundred percent, for life, everything they lost."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from heard.coach.draft.clauses import spans
from heard.coach.draft.find.unsafe.sentences import denied, sentence_of
from heard.coach.draft.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WILL = r"\b(?:i|we|you|it|that|this|they|he|she|the \w+|your \w+)(?:'ll|'re going to| will| shall| is going to| are going to|'s going to| can|'m going to)\b"
LIMITLESS = re.compile(
    rf"{_WILL}[^.!?\n]{{0,90}}(?:\b(?:whatever|however much|no matter (?:what|how much)) (?:it|that|this|you|they) (?:comes? to|costs?|takes? in money|is worth|spent|lost|ask(?:s|ed)?|wants?|wish(?:es)?|adds? up to)\b|\bno matter (?:what(?! (?:time|you decide|day|the result))|the (?:cost|price|amount)|how much)\b"
    r"|\b(?:at )?(?:any|unlimited) (?:amount|sum|price)\b|, ?100 ?%|\b100 ?% (?:guaranteed?|certain(?:ly)?|sure(?:ly)?|definite(?:ly)?|safe|for sure|fixed|back to normal by)\b|\bfor (?:the rest of your )?life\b(?! insurance)"
    r"|\bunder (?:all|any) circumstances\b)"
    r"|\b(?:i|we)(?:'ll| will|'re going to| are going to|'m going to) (?:pay(?: you)? (?:for|back)|cover|refund|reimburse|compensate(?: you)?(?: for)?|make good)(?: you)?(?: for)? (?:absolutely )?(?:every (?:penny|cent|single loss|loss)\b|all (?:of )?(?:your|the) (?:losses|damages?|lost \w+)|(?:everything|anything|all) (?:(?:that )?you(?:'ve| have)? )(?:lost|suffered|claim|want|ask|missed))"
    r"|\b(?:i'll|we'll|i will|we will|you'll|you will|i'm|we're|i am|we are)[^.!?\n]{0,40}\b(?:(?:a |one )?(?:full|whole|entire|complete) (?:year|12 months|twelve months)(?:'s)?(?: of \w+)?(?: for)? free|(?:a|one) (?:free year|year (?:for )?free)|(?:two|three|five|ten|\d+) years?(?: of \w+)?(?: for)? free|free (?:\w+ )?for (?:life|ever|a (?:whole |full )?year)|lifetime (?:of )?(?:free|supply))\b"
    rf"|{_WILL} (?:never|not ever)(?: ever)? (?:happen|occur|break|fail|go wrong|go down|be (?:late|a problem|charged))(?: to you)?(?: ever)? again\b",
    re.IGNORECASE,
)
OPEN = re.compile(
    r"\b(?:i(?:'ll| will) (?:ask|check|find out|see) (?:whether|if)|whether|hope|try|so that|to make sure|want to make sure|working to|aim)\b",
    re.IGNORECASE,
)
WHY = "It promises without a limit. Nobody can keep that, and what it will cost nobody knows: say what is sure."
LINES = ("What I can promise is that you'll hear from me by {date}.",)


# How long something is free, and a word by which somebody who may says so.
FREE_FOR = re.compile(
    r"\b(?:(?P<ever>for (?:life|ever)|lifetime)|(?:(?P<many>\d{1,2}|two|three|four|five|six|ten|twelve|twenty-four) )?(?:(?:a|one|full|whole|entire|complete|free) ){0,3}(?P<unit>years?|months?))\b",
    re.IGNORECASE,
)
FREE = re.compile(r"\b(?:free|no charge|without charge|waived|on us)\b", re.IGNORECASE)
GRANTED = re.compile(
    r"\b(?:approved|granted|signed (?:it |this |that )?off|authori[sz]ed|agreed(?: to)?|(?:said|says) yes|green light|given (?:me|us) (?:the go-ahead|permission)|confirmed in writing)\b",
    re.IGNORECASE,
)
OPEN_YET = re.compile(
    r"\b(?:not|never|cannot|unable|if|unless|until|once|whether|would|could|might|may|asked|asking|request\w*|waiting)\b|n't\b|\?",
    re.IGNORECASE,
)
SCANNED = 4000  # characters of a turn in which a grant is looked for
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10, "twelve": 12, "twenty-four": 24}  # fmt: skip
_YEAR = 12


def limitless_promises(draft: str, *, answers: Sequence[str] = ()) -> Iterator[Finding]:
    """Each sentence with a promise that has no end to it.

    `answers` are the company's words before: a time free of charge that somebody has granted there, or a
    shorter one, may be promised.

    >>> drafts = ("We'll cover it, whatever it comes to.", "We'll cover it up to £50.")
    >>> [len(list(limitless_promises(draft))) for draft in drafts]
    [1, 0]
    """
    plain = draft.replace("’", "'")
    granted = max(map(_granted, answers), default=0)
    for found in LIMITLESS.finditer(plain):
        start, end = sentence_of(draft, found.start())
        if denied(plain, found.start()) or OPEN.search(plain, start, end):
            continue
        if 0 < _months(found[0]) <= granted:
            continue
        yield Finding(
            "promise not allowed", "promise_not_allowed", None, start, end, WHY, "replace", LINES
        )


def _granted(answer: str) -> float:
    """How many months free of charge an answer says somebody has granted; 0 where it says nothing of that."""
    plain = answer[:SCANNED].replace("’", "'")
    return max(
        (
            _months(plain[start:end])
            for start, end in spans(plain)
            if GRANTED.search(plain, start, end)
            and FREE.search(plain, start, end)
            and not OPEN_YET.search(plain, start, end)
        ),
        default=0,
    )


def _months(words: str) -> float:
    """The longest time that some words name, in months; 0 where they name none, or nothing is free in them.

    >>> _months("a whole year free"), _months("12 months of service free"), _months("free for life")
    (12, 12, inf)
    """
    if not FREE.search(words):
        return 0
    return max(map(_length, FREE_FOR.finditer(words)), default=0)


def _length(found: re.Match[str]) -> float:
    if found["ever"]:
        return math.inf
    many = (found["many"] or "").lower()
    count = int(many) if many.isdigit() else _NUMBERS.get(many, 1)
    return count * (_YEAR if found["unit"].lower().startswith("y") else 1)
