"""What a channel asks for: pace and silence on the phone, length in chat, structure by e-mail."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.track.pauses import DEAD_S

if TYPE_CHECKING:
    from heard.conversation import Channel, Turn
    from heard.listen import Reading, SoFar
    from heard.playbook import Cue, Playbook
    from heard.track import Moment

MANY = 60  # words; the limit where a cue names none
PRIVATELY = re.compile(r"\b(?:dm|pm|direct message|private message|inbox)(?:s|ing|['’]d)?\b", re.I)
SHOWS_CARE = ("acknowledge", "apologize", "restate", "own", "solve")


def cues_of(playbook: Playbook, channel: Channel | None) -> tuple[Cue, ...]:
    """The cues of this channel; none where the channel isn't known."""
    return next((rules.cues for rules in playbook.channels if rules.name == channel), ())


def pace(cues: tuple[Cue, ...], turn: Turn, *, first: bool) -> str:
    """How to go about the answer on this channel: on the first card, and after a long venting."""
    for cue in cues:
        if cue.when == "vented" and _seconds(turn) >= (cue.over or 30):
            return cue.advice
    return next((cue.advice for cue in cues if cue.when == "heated" and first), "")


def slipped(
    cues: tuple[Cue, ...], turn: Turn, reading: Reading, moment: Moment, before: SoFar
) -> tuple[Cue, ...]:
    """The cues that the company's turn has just set off."""
    return tuple(cue for cue in cues if _holds(cue, turn, reading, moment, before))


def _holds(cue: Cue, turn: Turn, reading: Reading, moment: Moment, before: SoFar) -> bool:
    over = cue.over or MANY
    words = len(turn.text.split())
    if cue.when == "cut in":
        return moment.pause == "cut in"
    if cue.when == "dead air":
        return moment.pause == "dead air" and (moment.pause_s or 0.0) >= (cue.over or DEAD_S)
    if cue.when == "long reply":
        return words > over
    if cue.when == "no paragraphs":
        return words > over and "\n" not in turn.text.strip()
    if cue.when == "burst":
        return _in_a_row(before) + 1 >= over
    if cue.when == "sent away":
        sends = PRIVATELY.search(turn.text) is not None
        cared = any(reading.sure(name) >= 0.3 for name in SHOWS_CARE)
        return sends and not cared and not _cared_before(before)
    return False


def _in_a_row(before: SoFar) -> int:
    """How many messages of the company stand together at the end."""
    count = 0
    for heard in reversed(before.last):
        if heard.turn.from_customer:
            break
        count += heard.turn.to_customer
    return count


def _cared_before(before: SoFar) -> bool:
    return any(
        heard.turn.to_customer and heard.reading.sure(name) >= 0.5
        for heard in before.last
        for name in SHOWS_CARE
    )


def _seconds(turn: Turn) -> float:
    if turn.at_s is None or turn.end_s is None:
        return 0.0
    return turn.end_s - turn.at_s
