"""Promises in a draft that the playbook does not allow: too far ahead, or ruled out."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from math import ceil
from typing import TYPE_CHECKING

from heard.conversation import Speaker
from heard.track.promises import find_promises

if TYPE_CHECKING:
    from collections.abc import Iterator

    from heard.playbook.company import Promises
    from heard.track import Promise

NO_CLOCK = datetime(2026, 3, 10, 10)  # noqa: DTZ001  only lengths of time are taken from it
NAMES_MONTH = re.compile(
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b|\b(?:by|in|until|till|before|of|early|late|mid|\d|st|nd|rd|th)[ -]may\b|\bmay \d"
)
NEXT_WEEK = re.compile(r"\bnext week\b", re.I)
WORKING = re.compile(r"\b(?:working|business)[ -]days?\b", re.I)
WORKDAYS = 5  # of a week
A_WEEK = 7
STEM = 5  # letters by which two words are taken for the same
OUTCOMES = ("refun", "compe", "reimb", "repla", "credi", "deliv")


def forbidden(draft: str, rules: Promises, clock: datetime | None) -> Iterator[tuple[Promise, str]]:
    """Each promise that the rules don't allow, with why."""
    for promise in find_promises(draft, speaker=Speaker.AGENT, spoken_at=clock or NO_CLOCK):
        why = ""
        counts = clock is not None or not _names_a_date(promise.due_words)
        ahead = None if promise.due_by is None else promise.due_by - (clock or NO_CLOCK)
        lasts = timedelta(days=rules.max_days + 1)
        if WORKING.search(promise.due_words):  # ten of them are two weeks
            lasts += timedelta(days=2 * ceil(rules.max_days / WORKDAYS))
        too_far = ahead is not None and ahead >= lasts
        if counts and too_far and not _within_a_week(promise.due_words, rules.max_days):
            why = f"It promises something more than {rules.max_days} days ahead, further than the playbook lets you."
        words = _stems(promise.what)
        ruled_out = next((one for one in rules.never if (its := _stems(one)) and its <= words), "")
        if ruled_out:
            why = f"The playbook rules this promise out: {ruled_out}."
        if why:
            allowed = f" You may promise: {', '.join(rules.allowed)}." if rules.allowed else ""
            yield promise, f"{why}{allowed}"


def _within_a_week(words: str, max_days: int) -> bool:
    """Whether it is next week that is promised: of a week nobody counts the days to its end."""
    return max_days >= A_WEEK and NEXT_WEEK.search(words) is not None


def may_promise(words: str, rules: Promises) -> bool:
    """Whether the playbook allows the outcome that these words promise: a refund, a replacement."""
    outcomes = _stems(words) & set(OUTCOMES)
    return bool(outcomes) and any(outcomes <= _stems(one) for one in rules.allowed)


def rules_out(words: str, rules: Promises) -> bool:
    """Whether the playbook rules out the outcome that these words promise."""
    outcomes = _stems(words) & set(OUTCOMES)
    return any(_stems(one) & outcomes for one in rules.never)


def _names_a_date(words: str) -> bool:
    lowered = words.lower()
    named = NAMES_MONTH.search(lowered) is not None
    return named or "/" in lowered or re.search(r"\d(?:st|nd|rd|th)\b", lowered) is not None


def _stems(text: str) -> frozenset[str]:
    words = (word.strip(".,;:!?'\"()").lower() for word in text.split())
    return frozenset(word[:STEM] for word in words if len(word) > 3)
