"""A limit that was kept by the book: named, said a last time, and then done as announced, each after an attack.

Whoever is insulted and does all of that has broken no step, however the conversation ends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.listen.reading import FIRM
from heard.track.limits import RUNGS, limit_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.conversation import Conversation
    from heard.listen.reading import Reading
    from heard.track.moment import Rung

ATTACKS = ("abuse", "threat")
ATTACKED = 0.4  # how sure one is that somebody was attacked where a limit answered it
OURS = ("jab", "argue", "blame")  # who answers in kind has not kept to it


def kept_by_the_book(conversation: Conversation, readings: Sequence[Reading]) -> bool:
    """Whether every hot turn was an attack, and each was answered with the next rung of the ladder, to the end.

    A threat needs no warning before the end. A reply that attacks back, or a rung left out, is not by the book.
    """
    said: Rung = "none"
    attacked = due = threatened = False
    for turn, reading in zip(conversation.turns, readings, strict=True):
        if turn.from_customer:
            attack = max(map(reading.sure, ATTACKS)) >= ATTACKED
            if (reading.hot and not attack) or (due and attack):
                return False  # upset about something else, or the last attack went unanswered
            attacked, due = attacked or attack, attack
            threatened = threatened or reading.sure("threat") >= FIRM
        elif turn.to_customer and attacked and turn.text.strip():
            if reading.firm(FIRM).hears(*OURS):
                return False
            rung = limit_in(turn.text, reading.sure("set_boundary"), said=said)
            if due and RUNGS.index(rung) > RUNGS.index(said):
                if rung == "ended" and said != "final" and not threatened:
                    return False
                said, due = rung, False
    return said == "ended" and not due
