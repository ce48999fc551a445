"""Which conversations a review can judge, and why not the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.listen import Heard

MOST = 0.5  # of one side's words; where more are unread, nothing fair can be said of it
UNREAD = "It is in a language Heard does not read."
ANSWERS_UNREAD = "The answers are in a language Heard does not read."


def why_not(heard: Sequence[Heard]) -> str:
    """Why a conversation cannot be judged, in a sentence; "" where it can."""
    spoken = [one for one in heard if one.turn.text.strip()]
    if len(spoken) < 2:
        return "It is a single turn." if spoken else "Nothing is said in it."
    customer = [one for one in spoken if one.turn.from_customer]
    company = [one for one in spoken if one.turn.to_customer]
    if not customer:
        return "The customer says nothing in it."
    if not company:
        return "Nobody answers the customer in it."
    if unread_share(customer) > MOST:
        return UNREAD
    return ANSWERS_UNREAD if unread_share(company) > MOST else ""


def unread_share(heard: Sequence[Heard]) -> float:
    """The share of what was said that the listener did not read, in characters.

    Characters, since not every language puts spaces between words.
    """
    said = sum(len(one.turn.text) for one in heard)
    unread = sum(len(one.turn.text) for one in heard if one.reading.unread is not None)
    return unread / said if said else 0.0
