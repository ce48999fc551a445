"""The silence before a turn on the phone: room to breathe, dead air, or cutting in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from heard.listen.any_case import AnyCase

if TYPE_CHECKING:
    from heard.conversation import Turn
    from heard.track.moment import Pause

ROOM_S = 1.0  # a breath after a heated turn gives the customer room
DEAD_S = 8.0  # from here on they wonder whether anyone is there
OVERLAP_S = -0.4  # shorter overlaps are ordinary turn-taking
VENT_S = 30.0  # until then a heated customer is not to be cut short
SCANNED = 400  # the last characters of a turn, in which a wait is announced
HELD_S = 60.0  # how long a wait that was announced may be quiet
HOLDS = AnyCase(
    r"\b(?:hold (?:on|the line)|bear with me|hang on|just a (?:moment|minute|second|sec)|(?:one|a) (?:moment|minute|second|sec)"
    r"|(?:give me|two|a few|a couple of) \w*(?: \w+)? ?(?:moments?|minutes?|seconds?)|let me (?:just |quickly )?(?:check|look|see|pull|find|open|read|ask)"
    r"|(?:i'm|i am) (?:just )?(?:checking|looking|reading|pulling|opening)|while i (?:check|look|read|open|find))\b",
)


@dataclass(frozen=True, slots=True)
class PauseWatch:
    """The gap between the turn before and this one, and what it amounts to.

    Judged only where the turns before and after carry times. Room is a short silence that
    the company leaves after a heated turn; cutting in is the company starting before a
    heated customer, within their first thirty seconds, has finished. Dead air is the company's
    silence before it answers, or between two turns of its own; after its question the silence is
    the customer's, and a wait that was announced may be quiet for a minute.
    """

    pause: Pause = "none"
    pause_s: float | None = None
    ended_s: float | None = None  # when the turn before ended
    customer_s: float | None = None  # how long the customer's latest turn was; None: not theirs
    alone_s: float | None = None  # the silence after the company's latest turn that is dead air

    def after(self, turn: Turn, *, heated: bool) -> PauseWatch:
        """The pause that this turn ended. `heated` is the mood before it."""
        gap = None
        if turn.at_s is not None and self.ended_s is not None:
            gap = round(turn.at_s - self.ended_s, 3)
        long_s = None
        if turn.from_customer and turn.at_s is not None and turn.end_s is not None:
            long_s = max(0.0, turn.end_s - turn.at_s)
        pause = self._judge(turn, gap, heated=heated)
        return PauseWatch(pause, gap, turn.end_s, long_s, _alone(turn))

    def silent(self) -> PauseWatch:
        """Nothing was judged before this turn: a note or a system line, or not on the phone."""
        if self.pause == "none" and self.pause_s is None:
            return self
        return replace(self, pause="none", pause_s=None)

    def _judge(self, turn: Turn, gap: float | None, *, heated: bool) -> Pause:
        if gap is None or not turn.to_customer:
            return "none"
        if self.customer_s is None:
            return "dead air" if self.alone_s is not None and gap >= self.alone_s else "none"
        if gap >= DEAD_S:
            return "dead air"
        if gap <= -self.customer_s:
            return "none"  # it began before the customer did: turns out of order
        if heated and gap <= OVERLAP_S and self.customer_s < VENT_S:
            return "cut in"
        return "room" if heated and gap >= ROOM_S else "none"


def _alone(turn: Turn) -> float | None:
    """How long the company may be silent after this turn of its own; None where it is not its turn."""
    plain = turn.text.strip().replace("’", "'")
    if not turn.to_customer or plain.endswith("?"):
        return None
    return HELD_S if HOLDS.search(plain[-SCANNED:]) else DEAD_S
