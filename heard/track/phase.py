"""The two phases: first the feeling, then the fix, and how long the first one took."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from heard.listen.reading import heat_level
from heard.track.mood import STEP

if TYPE_CHECKING:
    from heard.listen.reading import Reading

SURE = 0.5
ANGRY = 3  # the level from which a little less heat is no easing yet
ANSWERS = ("acknowledge", "apologize")
FIXES = ("solve", "ask", "deflect", "policy_wall", "offer_choice", "excuse", "flat_no", "fix_first")


@dataclass(frozen=True, slots=True)
class PhaseClock:
    """Which phase it is, and how long phase 1 has taken.

    Phase 1 begins when the mood heats. It ends when the mood cools, or when the feeling was
    answered and the customer's next turn is below angry and at least half a level cooler than the
    one that was answered.

    Phase 1 counts as skipped when the company goes to questions, fixes or rules while the
    customer is heated and neither this nor an earlier turn answered the feeling.
    """

    phase: Literal[1, 2] = 2
    skipped: bool = False
    turns: int = 0  # spent in phase 1, all stretches together
    seconds: float | None = None
    answered: bool = False  # the feeling, since the mood heated
    ever_answered: bool = False
    answered_heat: float = 0.0  # how hot the turn was that was answered
    at_s: float | None = None  # when the latest turn was said

    def tick(self, at_s: float | None) -> PhaseClock:
        """The clock when the next turn is said. A time that runs backwards adds nothing."""
        if self.phase == 2:
            return self if at_s is None else replace(self, at_s=at_s)
        seconds = self.seconds
        if at_s is not None and self.at_s is not None:
            seconds = round((seconds or 0.0) + max(0.0, at_s - self.at_s), 3)
        latest = self.at_s if at_s is None else max(at_s, self.at_s or at_s)
        return replace(self, turns=self.turns + 1, seconds=seconds, at_s=latest)

    def after_customer(self, heat: float, *, heated: bool) -> PhaseClock:
        """The phase after the customer spoke."""
        if not heated:
            return replace(self, phase=2, answered=False, answered_heat=0.0)
        eased = heat_level(heat) < ANGRY and self.answered_heat - heat >= STEP
        if self.answered and eased:
            return replace(self, phase=2)
        if self.phase == 2:
            return replace(self, phase=1, turns=self.turns + 1, answered=False)
        return self

    def after_company(self, reading: Reading, heat: float) -> PhaseClock:
        """The phase after the company spoke and answered the feeling, or passed it over."""
        if any(reading.sure(name) >= SURE for name in ANSWERS):
            # in phase 2 what counts is still the heat that was answered first
            heat = heat if self.phase == 1 else self.answered_heat
            return replace(self, answered=True, ever_answered=True, answered_heat=heat)
        fixes = any(reading.sure(name) >= SURE for name in FIXES)
        passed_over = self.phase == 1 and not self.ever_answered and fixes
        return self if self.skipped or not passed_over else replace(self, skipped=True)
