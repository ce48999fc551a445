"""Favors for silence: money or a gift if the customer deletes, changes or drops what they say of us."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.coach.draft.clauses import spans
from heard.coach.draft.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

_SAID = r"(?:reviews?|posts?|tweets?|complaints?|comments?|ratings?|thread|video|feedback|claims?|disputes?|chargebacks?|report|stars?)"
SILENCE = re.compile(
    rf"\b(?:delet(?:ed?|ing)|remov(?:ed?|ing)|tak(?:en?|ing) (?:down|back)|withdrawn?|withdrawing|edit(?:ed|ing)?|chang(?:ed?|ing)|drop(?:ped|ping)?|retract(?:ing)?|pull(?:ing)?|hid(?:e|ing)|cancel(?:ling|ing)?)"
    rf" (?:down |back |off )?(?:your|that|the|this|it|all|any|those)(?: \w+){{0,3}}? {_SAID}\b|\btak(?:e|ing) (?:that|the|your|this)(?: \w+){{0,3}} {_SAID} (?:down|off|back)\b"
    r"|\b(?:leav(?:e|ing)|giv(?:e|ing)|writ(?:e|ing)|post(?:ing)?|for|of)(?: us| me)?(?: an?)?(?: \w+)? ?(?:(?:five|5)[- ]?stars?\b|positive (?:\w+ )?(?:review|rating)|good (?:\w+ )?(?:review|rating)|nice (?:review|rating)|great (?:review|rating)|better (?:review|rating))"
    r"|\b(?:keep(?:ing)? (?:this |it )?(?:quiet|to yourself|between us)|don't (?:tell|say|mention|report|post|complain)|not (?:telling|reporting|posting|complaining|to (?:tell|report|post))|say(?:ing)? nothing|stop(?:ping)? (?:posting|tweeting|complaining) about)",
    re.IGNORECASE,
)
FAVOR = re.compile(
    r"[$€£] ?\d|\d ?(?:[$€£]|euros?\b|pounds?\b|dollars?\b|quid\b|%|percent\b)|\b(?:refund(?:ed)?|voucher|coupon|discount|credit|gift|free|compensat\w+|cash|money|bonus|upgrade|replacement|reimburse\w*|worth your while|something (?:nice|extra|for you)|sort you out|look after you)\b",
    re.IGNORECASE,
)
TIED = re.compile(
    r"\b(?:if|once|when|as soon as|after|provided|in (?:exchange|return)|for (?=delet|remov|tak|withdraw|chang|edit|drop|keep|leav|giv|writ|not )|then|and (?:i|we|you)(?:'ll| will| can|'d)?|but only|only (?:if|when)|unless|would you|could you|can you|will you|in order to)\b",
    re.IGNORECASE,
)
FREE_OF_IT = re.compile(
    r"\b(?:whether|regardless|no matter|either way|(?:don't|do not|needn't|need not|never|won't|will not|not) (?:have to|need to|ask(?:ing)? (?:you )?(?:to|for)|depend|expect(?:ing)?|require)"
    r"|no (?:need|strings)|nothing to do with|doesn't depend|independent(?:ly)?|not tied)\b",
    re.IGNORECASE,
)
OURS = re.compile(
    r"\b(?:we|i|they)(?:'ll|'ve|'re| will| have| are| can)? (?:\w+ )?$", re.IGNORECASE
)
WHY = "It pays for silence. That buys no trust, breaks most platforms' rules, and reads worse than any review once it's posted."
LINES = (
    "What I can do for you doesn't depend on anything you write about us: what happens next is {step}.",
)


def reviews_bought(draft: str) -> Iterator[Finding]:
    """Each sentence that ties a favor to what the customer says of us.

    >>> drafts = ("I'll add £20 if you delete your review.", "You needn't delete your review to get the £20.")
    >>> [[draft[one.start : one.end] for one in reviews_bought(draft)] for draft in drafts]
    [["I'll add £20 if you delete your review."], []]
    """
    plain = draft.replace("’", "'")
    if SILENCE.search(plain) is None or FAVOR.search(plain) is None:
        return
    sentences = spans(draft)
    for place, (start, end) in enumerate(sentences):
        found = SILENCE.search(plain, start, end)
        if found is None or FREE_OF_IT.search(plain, start, end) or _by_us(plain, start, found):
            continue
        if FAVOR.search(plain, start, end):
            if TIED.search(plain, start, end):
                yield _bought(start, end)
            continue
        for near in (place - 1, place + 1):
            beside = sentences[near] if 0 <= near < len(sentences) else None
            if beside is None or not _is_tied(plain, (start, end), beside):
                continue
            first, last = min(start, beside[0]), max(end, beside[1])
            yield _bought(first, last)
            break


def _by_us(plain: str, start: int, found: re.Match[str]) -> bool:
    """Whether it is we who change or drop it."""
    return OURS.search(plain[start : found.start()]) is not None


def _is_tied(plain: str, asks: tuple[int, int], gives: tuple[int, int]) -> bool:
    words = plain[slice(*gives)]
    if not FAVOR.search(words) or FREE_OF_IT.search(words):
        return False
    return re.search(
        r"\b(?:then|in (?:exchange|return)|for (?:that|it)|once (?:that's|you|it's) |after that|if (?:you do|so)|do that)\b",
        f"{words} {plain[slice(*asks)]}",
        re.IGNORECASE,
    ) is not None  # fmt: skip


def _bought(start: int, end: int) -> Finding:
    return Finding("unsafe", "review_bought", None, start, end, WHY, "replace", LINES)
