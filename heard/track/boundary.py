"""The boundary ladder: what behavior toward our people calls for, and what was said so far."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from heard.track.limits import RUNGS, SURE, calls_for_somebody, limit_in

if TYPE_CHECKING:
    from heard.listen.reading import Reading
    from heard.track.moment import Rung


@dataclass(frozen=True, slots=True)
class BoundaryLadder:
    """Which rung was said and which one is due.

    Abuse calls for one rung above what was said; a threat calls for the final warning at
    once. Without abuse or a threat nothing is due and nothing said counts as a rung: asking
    for calm as a first move is a misstep, not a boundary. Which rung was said, the words decide.
    """

    said: Rung = "none"
    due: Rung = "none"
    abuse_count: int = 0
    threatened: bool = False

    def after_customer(self, reading: Reading) -> BoundaryLadder:
        """The ladder after the customer spoke."""
        threat = reading.sure("threat") >= SURE
        if not threat and reading.sure("abuse") < SURE:
            # who goes on about the problem is answered on the problem; a threat does not lapse
            lapses = not reading.hot and not self.threatened
            return replace(self, due="none") if lapses else self
        next_up = RUNGS.index(self.said) + 1
        rung = max(next_up, RUNGS.index("final")) if threat else next_up
        rung = max(min(rung, len(RUNGS) - 1), RUNGS.index(self.due))
        due = "none" if self.said == "ended" else RUNGS[rung]
        count, threatened = self.abuse_count + 1, self.threatened or threat
        return replace(self, due=due, abuse_count=count, threatened=threatened)

    def crossed_by(self, reading: Reading) -> bool:
        """Whether what the customer says now calls for somebody else to step in."""
        threat = reading.sure("threat") >= SURE
        attacked = threat or reading.sure("abuse") >= SURE
        return attacked and calls_for_somebody(self.said, threat=threat)

    def after_company(self, text: str, reading: Reading) -> BoundaryLadder:
        """The ladder after the company spoke: a limit climbs to the rung that its words are."""
        if not self.abuse_count:
            return self
        rung = limit_in(text, reading.sure("set_boundary"), said=self.said)
        if rung == "none":
            return self
        said = max(self.said, rung, key=RUNGS.index)
        still_due = RUNGS.index(rung) < RUNGS.index(self.due)
        return replace(self, said=said, due=self.due if still_due else "none")
