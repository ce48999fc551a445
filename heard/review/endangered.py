"""A danger to life that a reply passed over: it breaks the conversation before anything else is judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.handover.danger import passed_over
from heard.playbook.lines import filled
from heard.review.card import Broke, Instead
from heard.review.instead import lines_of
from heard.track import STEP_NAMES, Evidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.conversation import Channel, Turn
    from heard.playbook import Playbook

STEP = 1  # safety comes before the feeling
UNANSWERED = "danger_unanswered"
PASSED_OVER = "Somebody's life or health was in danger, and the reply passed over it."
HARM_PASSED_OVER = (
    "They spoke of ending their life or of hurting themselves, and the reply passed over it."
)


def broke_on_danger(turns: Sequence[Turn]) -> Broke | None:
    """The break at the first reply that said nothing to a danger; None where there was none."""
    found = passed_over(turns)
    if found is None:
        return None
    danger, reply = found
    here = Evidence(reply, 0, len(turns[reply].text.rstrip()), UNANSWERED)
    return Broke(STEP, HARM_PASSED_OVER if danger.self_harm else PASSED_OVER, here)


def instead_of_silence(
    turns: Sequence[Turn], playbook: Playbook, channel: Channel | None
) -> Instead | None:
    """What the playbook says first where somebody is in danger."""
    found = passed_over(turns)
    play = None if found is None else found[0].play(playbook)
    if play is None:
        return None
    known = {"company": playbook.company.name}
    about = STEP_NAMES[STEP - 1]
    say = lines_of(play, known, channel)
    return Instead(about, play.name, play.advice, say, play.why, filled(play.say[0], known))
