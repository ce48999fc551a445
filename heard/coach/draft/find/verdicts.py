"""A verdict that goes on after "you're right": what somebody must have done, and that it was all our fault."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from heard.coach.draft.clauses import spans
from heard.coach.draft.finding import Finding, runs_into

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from heard.playbook.phrase import Place

_WHO = r"(?:he|she|they|(?:the|our|your|that|this) (?:\w+ )?(?:driver|courier|agent|colleague|adviser|advisor|engineer|technician|seller|host|guest|waiter|cleaner|nurse|doctor|manager|guard|clerk|neighbou?r|team|warehouse|shop|staff|garage|landlord|builder|teacher|rep|man|woman|person|guy))"
_DID = r"(?:stol\w+|steal\w*|robbed|pocketed|kept it for|lied|lying|cheat\w*|scamm\w*|tricked|conned|ripped you off|broke|broken|smashed|damaged|dumped|thr(?:ew|own)|opened it|lost it|hidden?|hid|forgot\w*|ignored|attacked|hit you|insulted|discriminated|guilty|to blame|at fault|drunk|incompetent|careless|negligent|a (?:thief|liar|crook|fraud))"
_SURELY = r"(?:must have|must be|clearly|obviously|definitely|surely|no doubt|certainly|probably|is|was|are|were|has|have|'s|'re|simply|just|been|be|so)"
ACCUSES = re.compile(rf"\b{_WHO}(?: ?{_SURELY})* {_DID}\b", re.IGNORECASE)
SURE = re.compile(
    r"\b(?:must have|must be|clearly|obviously|definitely|surely|no doubt|certainly)\b",
    re.IGNORECASE,
)
ALL_OURS = re.compile(
    r"\b(?:completely|totally|entirely|absolutely|100%|all|solely|only) (?:our|my) (?:own )?(?:fault|doing|mistake|responsibility)\b|\bwe(?:'re| are) (?:completely|totally|entirely|the ones) (?:to blame|at fault)\b",
    re.IGNORECASE,
)
OPEN = re.compile(
    r"\b(?:if|whether|not|never|cannot|check\w*|look(?:ed|ing)? into|find out|found|you (?:say|said|told|feel|think|wrote)|sounds?|seems?|records? show|cctv|footage|confirmed)\b|n't\b|\?",
    re.IGNORECASE,
)
WHY = "It's a verdict before the facts. If they turn out otherwise, you take it back, and that hurts more than waiting would have."
INSTEAD = ("I'll check how that came about and tell you what I find.",)


def with_verdicts(draft: str, found: list[Finding]) -> list[Finding]:
    """What was found, with the verdicts that go on after it: in one sentence they are one."""
    more = list(verdicts(draft, found))
    widened = [
        next(
            (
                replace(one, end=max(one.end, each.end))
                for each in more
                if one.name == "over_agree" and each.start <= one.start < each.end
            ),
            one,
        )
        for one in found
    ]
    return widened + [one for one in more if not runs_into(one, widened)]


def verdicts(draft: str, found: Iterable[Finding]) -> Iterator[Finding]:
    """Each sentence that says who is guilty: surely, or beside a verdict that was found already.

    >>> draft = "He must have stolen it. That's completely our fault. I'll ask him whether he left it there."
    >>> [draft[one.start : one.end] for one in verdicts(draft, ())]
    ['He must have stolen it.', "That's completely our fault."]
    """
    plain = draft.replace("’", "'")
    beside = any(one.name == "over_agree" and not one.polish for one in found)
    for start, end in spans(draft):
        words = plain[start:end]
        if OPEN.search(words):
            continue
        accused = ACCUSES.search(words)
        if not (accused and (beside or SURE.search(accused[0]))) and not (
            beside and ALL_OURS.search(words)
        ):
            continue
        lines = () if beside else INSTEAD
        place: Place = "drop" if beside else "replace"
        yield Finding("risky agreement", "over_agree", None, start, end, WHY, place, lines)
        beside = True
