"""What a draft check cannot say after a conversation in a language that is not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.details import latest_words

if TYPE_CHECKING:
    from heard.listen import SoFar

# What is only known from what the customer said. A question comes first: it is missed most.
FROM_THE_CONVERSATION = (
    "question_unanswered", "fix_first", "ask_again", "deflect", "cold", "scripted",
)  # fmt: skip
HALF = 0.5  # of the customer's turns; where as many were not read, the conversation was not


def not_read(before: SoFar) -> str | None:
    """Why what the customer said could not be read; None where it could, or nothing was said.

    Their latest messages count, and the whole where half of their turns were not read: a number
    or a name in between is read in any language.
    """
    theirs = [one for one in before.last if one.turn.from_customer]
    latest = [one for one in latest_words(before.last) if one.turn.from_customer]
    reasons = [one.reading.unread for one in theirs if one.reading.unread is not None]
    if any(one.reading.unread is not None for one in latest) or (
        reasons and len(reasons) >= HALF * len(theirs)
    ):
        return reasons[-1]
    return None
