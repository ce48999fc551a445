"""Good cheer for somebody who is upset: smileys, bright wishes, great news with three exclamation marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.coach.draft.clauses import spans
from heard.coach.draft.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from heard.coach.coach import Coach

_BRIGHT = r"(?:awesome|amazing|fantastic|fabulous|wonderful|super|brilliant|terrific|great|lovely|exciting|stellar|magical|happy)"
SENTENCE = re.compile(
    rf"(?:(?:hey|hi|hello)(?: there)?|(?:that's |what )?(?:an? )?{_BRIGHT}(?: (?:news|stuff|day|question|(?:mon|tues|wednes|thurs|fri|satur|sun)day))?|woo-?hoo|yay|hooray|happy to (?:help|assist)|glad to (?:help|assist)|no worries(?: at all)?"
    rf"|what an? {_BRIGHT} (?:day|time|question|opportunity)\b[^.!?\n]*|(?:have|enjoy) (?:yourself )?an? (?:(?:really|absolutely|super|very) )?{_BRIGHT} (?:rest of (?:your|the) )?(?:day|week|weekend|evening|morning|afternoon|one)(?: ahead)?"
    rf"|(?:i'm|i am|we're|we are) (?:so |super |very |really )?(?:excited|thrilled|stoked|pumped)\b[^.!?\n]*)(?: ?!+)?",
    re.IGNORECASE,
)
GREETS = re.compile(r"(?:hey|hi|hello)(?: there)?(?: ?!+)?", re.IGNORECASE)
PICTURES = re.compile(
    "[ \t]*(?:[\U0001f600-\U0001f60f\U0001f617-\U0001f61d\U0001f638-\U0001f63b\U0001f642\U0001f643\U0001f970\U0001f973\U0001f917\U0001f929"
    "\U0001f389\U0001f38a\U0001f388\U0001f381\U0001f44d\U0001f44c\U0001f44f\U0001f64c\U0001f680\U0001f31f\U0001f31e\U0001f308\u2728\u2b50\u263a\u2600]\ufe0f?|(?<!\\w)[:;]-?[)D](?!\\w))+"
)
LEAST = 2  # of these together; one smiley may be a habit of the house
WHY = "They are upset, and this is in high spirits: it says that nobody read what they wrote."


def good_cheer(draft: str, coach: Coach) -> Iterator[Finding]:
    """What is in high spirits in a reply to a heated customer, where there is more than a smiley of it."""
    if coach.moment.mood != "heated":
        return
    plain = PICTURES.sub(lambda found: ".".ljust(len(found[0])), draft.replace("’", "'"))
    glad = [found.span() for found in PICTURES.finditer(draft)]
    for start, end in spans(plain):
        words = plain[start:end].strip(" .")
        if SENTENCE.fullmatch(words) and not GREETS.fullmatch(words):
            glad.append((start, end))
    if len(glad) < LEAST:
        return
    for start, end in _together(draft, sorted(glad)):
        opens = len(draft[:start].rstrip(" "))
        stop = "." if opens and draft[opens - 1].isalnum() else ""
        blanks = len(draft[end:]) - len(draft[end:].lstrip(" ")) if not opens else 0
        yield Finding("misstep", "cold", None, opens, end + blanks, WHY, "swap", (stop,))


def _together(draft: str, stretches: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The stretches, with those that only blanks part as one."""
    start, end = stretches[0]
    for first, last in stretches[1:]:
        if draft[end:first].strip():
            yield start, end
            start = first
        end = max(end, last)
    yield start, end
