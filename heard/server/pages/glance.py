"""What a list shows of one conversation: the gauge, a small curve, the last words, who needs help."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from heard.server.pages.curve import Curve, curve
from heard.server.pages.gauge import Gauge

if TYPE_CHECKING:
    from heard.store import Row

MINUTE_S, HOUR_S, DAY_S = 60, 3600, 86400
CALLS = {  # the grounds for handing on that a lead can answer, and what the list calls them
    "supervisor_asked": "asks for a lead",
    "abuse_continues": "abuse goes on",
}
NEXT = ("stay calm", "acknowledge", "clarify", "solve", "close")  # the five steps, in a word or two
TO_A_LEAD = {"asks for a lead": "asks for you"}


@dataclass(frozen=True, slots=True)
class Glance:
    """One row of a list."""

    row: Row
    gauge: Gauge
    spark: Curve
    last: str
    why: str
    needs: str  # why somebody should look now; empty where nobody has to
    since: str

    @classmethod
    def of(cls, row: Row, *, for_lead: bool = False) -> Glance:
        """One conversation at a glance, as a lead or whoever answers is told of it."""
        board = row.board
        points = [(int(turn), float(heat)) for turn, heat in board.get("curve", ())]
        needs = needed(board)
        return cls(
            row=row,
            gauge=Gauge(row.heat, row.trend, row.risk),
            spark=curve(points, wide=92, high=32, left=0, edge=4, fewest=3),
            last=str(board.get("last", "")),
            why=str(board.get("why", "") or board.get("reason", "")),
            needs=TO_A_LEAD.get(needs, needs) if for_lead else needs,
            since=ago(row.started_at),
        )

    @property
    def heard(self) -> bool:
        """Whether anything of the customer's was read: before that, nothing is known of them."""
        return bool(self.spark.dots)

    @property
    def next(self) -> str:
        """The step that is next."""
        return NEXT[self.row.step - 1]

    @property
    def name(self) -> str:
        """What people call it."""
        return self.row.customer or self.row.id


def needed(board: dict[str, object]) -> str:
    """Why somebody should look at this conversation now; empty where nobody has to."""
    if board.get("due", "none") != "none":
        return "limit due"
    escalation = board.get("escalation")
    grounds = escalation if isinstance(escalation, list) else []
    for name, words in CALLS.items():
        if name in grounds:
            return words
    return "needs you" if board.get("alert") else ""


def ago(then: datetime | None, now: datetime | None = None) -> str:
    """How long ago, in words.

    >>> ago(datetime(2026, 3, 1, 12, 0, tzinfo=UTC), datetime(2026, 3, 1, 12, 7, tzinfo=UTC))
    '7 min'
    """
    if then is None:
        return ""
    passed = max(0.0, ((now or datetime.now(UTC)) - then).total_seconds())
    if passed < MINUTE_S:
        return "just now"
    if passed < HOUR_S:
        return f"{passed // MINUTE_S:.0f} min"
    return f"{passed // HOUR_S:.0f} h" if passed < DAY_S else f"{passed // DAY_S:.0f} d"
