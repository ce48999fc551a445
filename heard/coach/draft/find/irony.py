"""Sarcastic praise that a draft takes at its word: it thanks for it, or is glad of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.coach.draft.clauses import spans
from heard.coach.draft.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from heard.coach.coach import Coach

_GLAD = r"(?:(?:so|very|really|super|just|all|absolutely|always|more than|over the moon and) )*(?:glad|happy|thrilled|delighted|pleased|chuffed|stoked|excited|over the moon|honou?red|flattered)"
_LIKES = r"(?:(?:really|so|all|'re|are|'ve been|have been|had|have) )*(?:lov(?:e|ed|ing)|lik(?:e|ed|ing)|enjoy(?:s|ed|ing)?|happy|pleased|satisfied|impressed|appreciat(?:e|ed|ing)|(?:a )?(?:great|good|wonderful|lovely|fantastic|pleasant))"
TAKES_IT = re.compile(
    rf"\b{_GLAD} (?:(?:to (?:hear|see|read|know|learn)|that|it|of it) ?)*(?:(?:that )?(?:you|u|it|everything|our \w+|the \w+)(?:'re| are)? {_LIKES}\b|(?=[.!?]|$)|(?:we|i|it|you) (?:could|made|made your|made you|put)\b|about (?:it|that)\b)"
    rf"|\b{_GLAD} to (?:hear|see|read) (?:that|it|this|so|you(?:'re| are)? {_LIKES})\b(?! (?:you(?:'re| are)? (?:having|not|still)|happened|went wrong))"
    r"|\b(?:thanks?|thank you|thx|cheers)(?: (?:so much|very much|a lot|a million|kindly))? for (?:the|your|all the|such)(?: \w+)? (?:love|praise|compliments?|kind (?:words|feedback|message|review)|kindness|nice (?:words|feedback|comment)|lovely \w+|great feedback|positive \w+|(?:wonderful|amazing|great|kind|glowing|five[- ]star|5[- ]star) \w+|support)\b"
    r"|\b(?:we|i) (?:love|adore|appreciate) (?:to (?:hear|see|read) (?:that|it|this)|hearing (?:that|it|this)|the (?:love|praise|support|enthusiasm|compliments?)|your (?:enthusiasm|support|kind words))\b"
    r"|\b(?:that|this|your \w+) (?:really )?(?:makes? (?:our|my) day|made (?:our|my) day|means (?:a lot|the world|so much))\b"
    r"|\b(?:aw+|yay|woo?hoo|hooray)\b(?=[ ,!.])|\byou(?:'re| are) (?:very |most |so )?welcome\b(?! to\b)|\bhope you (?:keep|continue) (?:on )?(?:enjoying|loving)\b|\benjoy (?:it|the (?:update|new \w+|rest))\b",
    re.IGNORECASE,
)
WHY = "They meant the opposite. Taken at its word, sarcasm shows that nobody listened; answer what went wrong."
SORRY = re.compile(r"\b(?:sorry|apolog\w+|unhappy|not|never)\b|n't\b", re.IGNORECASE)
EMOJI = re.compile(r"(?:\s*[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])*")  # of the same good cheer
LINES = ("I can see that this went wrong. What happens next is {step}.",)


def taken_at_its_word(draft: str, coach: Coach) -> Iterator[Finding]:
    """Where a draft is glad of praise that the customer's last message meant as sarcasm."""
    last = next((one for one in reversed(coach.before.last) if one.turn.from_customer), None)
    if last is None or not last.reading.hears("sarcasm"):
        return
    plain = draft.replace("’", "'")
    for start, end in spans(draft):
        if TAKES_IT.search(plain, start, end) and not SORRY.search(plain, start, end):
            cheer = EMOJI.match(plain, end)
            yield Finding(
                "misstep", "cold", None, start, cheer.end() if cheer else end, WHY, "replace", LINES
            )  # fmt: skip
