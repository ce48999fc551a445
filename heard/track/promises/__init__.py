"""Promises: what the company, or the customer, said they would do, who does it, and by when.

A promise is first heard as a commitment ("I'll", "we're going to", "you'll have it", "she
rings you") and only then is its time read. What counts:

- A question or an offer, a refusal, a report of what was done, a rule for everybody and an
  action of this very moment ("I'll check that now") are no promises.
- What hangs on something else ("if you send the form, we'll refund you") is kept as an `event`:
  the condition stands in `due_words` and after `what`, and there is no date even where one is
  named, for its clock has not begun. A mere offer of help on such a condition is no promise.
- `owner` is the agent for "I", the company for "we", a team, a colleague or the passive, and
  the customer for what customers say they will send or tell us; what they will send to others
  is none. What a bank, an insurer or a landlord will do is no promise either.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from heard.conversation import Speaker
from heard.track.due import find_dues, may_name_a_time
from heard.track.promises.news import PromiseNews, promise_news
from heard.track.promises.others import is_others
from heard.track.promises.reader import PromiseReader
from heard.track.promises.standing import Status, standing, status
from heard.track.promises.turn_words import TurnWords
from heard.track.promises.words import CUSTOMERS, ELSEWHERE

if TYPE_CHECKING:
    from collections.abc import Collection

    from heard.track.moment import Promise

__all__ = ["PromiseNews", "Status", "find_promises", "promise_news", "standing", "status"]

_NO_CLOCK = datetime(2026, 3, 10, 10, 15, tzinfo=UTC)  # times are read with it, then dropped


def find_promises(
    text: str,
    *,
    speaker: Speaker = Speaker.AGENT,
    spoken_at: datetime | None = None,
    turn: int = 0,
    day_first: bool = False,
    holidays: Collection[date] = (),
) -> tuple[Promise, ...]:
    """What was promised in these words, in the order said.

    Without `spoken_at` a dated promise is still dated, but its times are None.

    >>> [promise] = find_promises("I'll call you by Friday, Ana.")
    >>> promise.what, promise.owner, promise.kind, promise.due_words
    ('call you', 'agent', 'dated', 'by Friday')
    >>> find_promises("Shall I call you tomorrow?")
    ()
    """
    if speaker is Speaker.SYSTEM or (speaker is Speaker.CUSTOMER and not CUSTOMERS.search(text)):
        return ()
    words = TurnWords(text)
    if not len(words):
        return ()
    clock = spoken_at or _NO_CLOCK
    timed = may_name_a_time(words.plain)
    dues = find_dues(words.spots, clock, day_first=day_first, holidays=holidays) if timed else []
    found = PromiseReader(words, turn=turn, clock=spoken_at is not None).read(dues)
    if speaker is Speaker.CUSTOMER:
        return tuple(
            replace(promise, owner="customer")
            for promise in found
            if promise.owner == "agent"
            and CUSTOMERS.match(promise.what)
            and not ELSEWHERE.search(promise.what)
        )
    return tuple(one for one in found if not is_others(text[one.start : one.end]))
