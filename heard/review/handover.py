"""Whether a conversation was handed over, to whom, and whether that was called for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.handover.look_back import look_back
from heard.handover.transfer import brought_in
from heard.review.card import Escalation
from heard.track import Evidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.playbook import Playbook
    from heard.track import Followed


def judge_handover(followed: Sequence[Followed], *, playbook: Playbook) -> Escalation:
    """The verdict on the first handover, the same as a handoff packet gives.

    `none`, with the grounds that still stood at the end, where there was none. Who follows a bot
    without a word was brought in by nobody, and unless there was a ground it is no handover.
    """
    look = look_back(followed, playbook=playbook)
    first = look.handover
    if first is None or first.words is None or (look.timing == "none" and not first.announced):
        return Escalation("none", grounds=look.missed, why=look.why if look.missed else "")
    turns = tuple(one.turn for one in followed)
    here = Evidence(first.turn, first.words.start, first.words.end, "hand_off")
    return Escalation(look.timing, brought_in(first, turns), look.grounds, here, look.why)
