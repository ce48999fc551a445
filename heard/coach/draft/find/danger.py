"""Danger that a draft passes over: a life comes before the case, whatever else the reply does well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.listen.danger import in_danger, safety_first
from heard.listen.self_harm import speaks_of_self_harm, stays_with_them
from heard.playbook.lines import ready

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.conversation import Channel, Turn
    from heard.playbook import Playbook

LATEST = 2  # messages of the customer that are looked at


def open_danger(
    draft: str, turns: Sequence[Turn], playbook: Playbook, channel: Channel | None
) -> tuple[str, ...]:
    """What to say first, where the customer's latest words tell of danger or self-harm and nobody has said it.

    The lines of the playbook's play for it; () where there is no danger, or the draft or an earlier answer meets it.
    """
    said = [turn for turn in turns if turn.from_customer][-LATEST:]
    for turn in reversed(said):
        self_harm = speaks_of_self_harm(turn.text) is not None
        if not self_harm and in_danger(turn.text) is None:
            continue
        place = max(n for n, one in enumerate(turns) if one is turn)
        answers = [one.text for one in turns[place + 1 :] if one.to_customer]
        met = stays_with_them if self_harm else safety_first
        if any(map(met, (*answers, draft))):
            return ()
        plays = (one for one in playbook.plays if (one.self_harm if self_harm else one.danger))
        return next((ready(one.lines(channel)) for one in plays), ())
    return ()
