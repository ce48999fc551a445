"""An outcome promised for certain: "It'll be there tomorrow for sure", "You have my word it arrives on Friday"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.coach.draft.clauses import spans
from heard.coach.draft.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

WHY = (
    "An outcome that isn't in your hands can't be promised for certain: if it comes otherwise, it's a broken promise on top"
    " of the trouble. Say what you know, and promise what you do yourself."
)
LINES = ("I can't speak for the outcome, but you'll hear from me by {date}.",)

_THING = r"(?:it|this|that|they|these|he|she|everything|(?:the|your|our|a) (?:[\w-]+ ){0,2}?[\w-]+)"
OUTCOME = re.compile(
    rf"\b(?:{_THING}(?:'ll| will|'s going to| is going to| are going to|'re going to)(?: (?:\w+ly|all|also|be))* \w+|{_THING} (?:arrives?|comes?|leaves?|ships?|works?|gets? (?:there|to you|fixed|sorted))|you(?:'ll| will)(?: \w+ly)? (?:have|get|receive|see|be)\b)",
    re.IGNORECASE,
)
CERTAIN = re.compile(
    r"\b(?:for (?:sure|certain|definite)|(?:there(?:'s| is) )?(?:no|without(?: a| any)?) (?:shadow of a )?doubt|(?:you have|i give you|on) my (?:word|honou?r)|mark my words|i(?:'m| am) (?:100 ?(?:%|per ?cent) |absolutely |completely |totally )(?:sure|certain|confident|positive)"
    r"|(?:i|we) (?:can )?(?:assure|promise|swear)(?: to)? you|rest assured|you can (?:count|bet|bank|rely) on (?:it|that)|100 ?(?:%|per ?cent)|a hundred per ?cent|guaranteed|definitely|without fail|no ifs(?: or buts)?)(?!\w)",
    re.IGNORECASE,
)
# It is taken back, asked, or a deed of whoever writes.
_SPARED = re.compile(
    r"\b(?:can't|cannot|not|won't|wouldn't|couldn't|don't|isn't|whether|if|until|unless|once|hope|find out|want to)\b|\?",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\b(?:i|we)(?:'ll|'m going to| will| shall) (?:\w+ )?(?:call|ring|phone|write|e-?mail|text|tell|check|let you know|update|look|stay|ask|be (?:here|in touch))\b|\byou(?:'ll| will) (?:hear|have (?:an? )?(?:answer|update|news))\b",
    re.IGNORECASE,
)


def certainties(draft: str) -> Iterator[Finding]:
    """Each sentence that promises an outcome for certain; what whoever writes does themselves may be promised.

    >>> drafts = ("It'll be there tomorrow for sure.", "I'll call you tomorrow for sure.", "I can't say for sure.")
    >>> [len(list(certainties(draft))) for draft in drafts]
    [1, 0, 0]
    """
    plain = draft.replace("’", "'")
    if CERTAIN.search(plain) is None:
        return
    for start, end in spans(draft):
        words = plain[start:end]
        if not CERTAIN.search(words) or _SPARED.search(words) or _OWN.search(words):
            continue
        if OUTCOME.search(words):
            yield Finding(
                "promise not allowed", "promise_not_allowed", None, start, end, WHY, "replace", LINES
            )  # fmt: skip
