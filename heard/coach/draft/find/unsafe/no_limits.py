"""Promises without a limit: whatever it costs, a hundred percent, for life, everything they lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.coach.draft.find.unsafe.sentences import denied, sentence_of
from heard.coach.draft.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

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


def limitless_promises(draft: str) -> Iterator[Finding]:
    """Each sentence with a promise that has no end to it.

    >>> drafts = ("We'll cover it, whatever it comes to.", "We'll cover it up to £50.")
    >>> [len(list(limitless_promises(draft))) for draft in drafts]
    [1, 0]
    """
    plain = draft.replace("’", "'")
    for found in LIMITLESS.finditer(plain):
        start, end = sentence_of(draft, found.start())
        if denied(plain, found.start()) or OPEN.search(plain, start, end):
            continue
        yield Finding(
            "promise not allowed", "promise_not_allowed", None, start, end, WHY, "replace", LINES
        )
