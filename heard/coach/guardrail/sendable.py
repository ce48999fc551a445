"""A mended draft that a program may send as it is: nothing left to fill in, and no fault left in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from heard.coach.draft.check import LONGEST, check
from heard.coach.draft.find.slots import unfilled

if TYPE_CHECKING:
    from collections.abc import Collection

    from heard.coach.coach import Coach

Unread = Literal["draft:unread", "conversation:unread"]

ROUNDS = 2  # times that what was mended is read again


def sendable(rewrite: str, draft: str, coach: Coach, let_pass: Collection[Unread]) -> str:
    """The rewrite of a draft, mended again where a fault was left in it; "" where it can't be sent by itself.

    A program fills no brackets, and asks nobody whether what is left of a faulty draft may go.
    """
    for _ in range(ROUNDS):
        if not rewrite or rewrite == draft or len(rewrite) > LONGEST or any(unfilled(rewrite)):
            return ""
        again = check(rewrite, after=coach, by_bot=True)
        if again.unread is not None and "draft:unread" not in let_pass:
            return ""
        if not again.issues:
            return rewrite
        rewrite = again.rewrite
    return ""
