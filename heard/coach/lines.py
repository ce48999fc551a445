"""Lines of the playbook made ready to be said: slots filled with what is known, never with a guess."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from heard.conversation import Channel
    from heard.playbook import OnChannel

SLOT = re.compile(r"\{([a-z_]+)\}")


def ready(
    lines: Iterable[str], known: Mapping[str, str] | None = None, *, most: int = 2
) -> tuple[str, ...]:
    """The lines all of whose slots are known; failing those, the first with its slots in brackets.

    >>> ready(("I'm on it, {name}.", "I'm on it."), {})
    ("I'm on it.",)
    >>> ready(("I'm on it, {name}.",), {"name": "Ana"})
    ("I'm on it, Ana.",)
    >>> ready(("You'll have it by {date}.",))
    ("You'll have it by [date].",)
    """
    known = known or {}
    given = tuple(lines)
    filled = [SLOT.sub(lambda slot: known.get(slot[1], slot[0]), line) for line in given]
    whole = tuple(sentence_case(line) for line in filled if not SLOT.search(line))[:most]
    if whole:
        return whole
    return tuple(
        sentence_case(SLOT.sub(lambda slot: f"[{slot[1].replace('_', ' ')}]", line))
        for line in filled[:1]
    )


def on_channel(
    lines: tuple[str, ...], on: Iterable[OnChannel], channel: Channel | None
) -> tuple[str, ...]:
    """The lines for this channel, where there are any; the general ones otherwise."""
    return next((each.say for each in on if each.channel == channel), lines)


def sentence_case(line: str) -> str:
    """A line that begins with a capital, whatever its first slot was filled with."""
    return line[:1].upper() + line[1:]
