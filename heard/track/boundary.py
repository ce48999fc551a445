"""The boundary ladder: what behavior toward our people calls for, and what was said so far."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from heard.listen.reading import Reading
    from heard.track.moment import Rung

RUNGS: tuple[Rung, ...] = ("none", "named", "final", "ended")
SURE = 0.5  # below that, abuse is a guess, and nobody is warned on a guess
ENDING = re.compile(
    r"\b(i(?:'|’)?m|i am|we are|we(?:'|’)re|i(?:'|’)ll|i will|i(?:'|’)m going to) (?:now )?"
    r"(?:be )?(?:ending|end|closing|close|going to end|hanging up|hang up|disconnect)",
    re.IGNORECASE,
)
CONDITION = re.compile(r"\b(if|unless|otherwise|or i(?:'|’)ll)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BoundaryLadder:
    """Which rung was said and which one is due.

    Abuse calls for one rung above what was said; a threat calls for the final warning at
    once. Without abuse or a threat nothing is due and nothing said counts as a rung: asking
    for calm as a first move is a misstep, not a boundary.
    """

    said: Rung = "none"
    due: Rung = "none"
    abuse_count: int = 0

    def after_customer(self, reading: Reading) -> BoundaryLadder:
        """The ladder after the customer spoke."""
        threat = reading.sure("threat") >= SURE
        if not threat and reading.sure("abuse") < SURE:
            return self
        next_up = RUNGS.index(self.said) + 1
        rung = max(next_up, RUNGS.index("final")) if threat else next_up
        rung = max(min(rung, len(RUNGS) - 1), RUNGS.index(self.due))
        due = "none" if self.said == "ended" else RUNGS[rung]
        return replace(self, due=due, abuse_count=self.abuse_count + 1)

    def after_company(self, text: str, reading: Reading) -> BoundaryLadder:
        """The ladder after the company spoke: a limit that was called for climbs to what was due."""
        if not self.abuse_count or reading.sure("set_boundary") < SURE:
            return self
        said = self.due if self.due != "none" else self.said
        if said == "ended" and not _ends(text):
            said = "final"  # a warning instead of the end that policy allows
        elif self.said == "final" and _ends(text):
            said = "ended"
        still_due = RUNGS.index(said) < RUNGS.index(self.due)
        return replace(self, said=said, due=self.due if still_due else "none")


def _ends(text: str) -> bool:
    """Whether these words end the contact, rather than say when it would be ended."""
    return bool(ENDING.search(text)) and not CONDITION.search(text)
