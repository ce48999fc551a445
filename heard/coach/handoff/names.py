"""Who spoke: the names that a file gives, and those that customers give themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.details import greeted, signed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.conversation import Turn

SCANNED = 4000
NAMED = re.compile(r"\b[Mm]y name(?: is|['’]s) (?P<name>[A-Z][a-z]+(?: [A-Z][a-z]+)?)\b")


def speakers(turns: Sequence[Turn], *, customers: bool) -> tuple[str, ...]:
    """The names of those who spoke, as the file gives them; each once."""
    return tuple(
        dict.fromkeys(
            turn.name
            for turn in turns
            if turn.name and (turn.from_customer if customers else turn.to_customer)
        )
    )


def names_given(turns: Sequence[Turn]) -> tuple[str, ...]:
    """The names customers give themselves: "my name is Ana Ruiz", or the name under a letter.

    Where they give none, the one that the company last greeted them by.

    >>> from heard.conversation import Speaker, Turn
    >>> names_given((Turn(Speaker.CUSTOMER, "Hi, my name is Ana Ruiz and I'm cross."),))
    ('Ana Ruiz',)
    """
    found: list[str] = []
    ours: list[str] = []
    for turn in turns:
        if not turn.from_customer:
            ours += (turn.name or "", turn.text[:SCANNED])
            continue
        told = NAMED.search(turn.text, 0, SCANNED)
        found.append(told["name"] if told else signed(turn.text, addressed="\n".join(ours)))
    names = dict.fromkeys(filter(None, found))
    if not names:
        replies = (greeted(turn.text) for turn in reversed(turns) if turn.to_customer)
        names = dict.fromkeys([name for name in replies if name][:1])
    return tuple(one for one in names if not any(other.startswith(f"{one} ") for other in names))
