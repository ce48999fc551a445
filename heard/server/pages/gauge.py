"""The one gauge, the same for agents and leads: heat as color and word, with an arrow for the trend."""

from __future__ import annotations

from dataclasses import dataclass

from heard.listen import HEAT_WORDS, heat_level

ARROWS = {"rising": "↗", "steady": "→", "cooling": "↘"}


@dataclass(frozen=True, slots=True)
class Gauge:
    """How heated a customer is now, where it is going, and how likely it gets worse."""

    heat: float = 0.0
    trend: str = "steady"
    risk: float = 0.0
    reasons: tuple[str, ...] = ()

    @property
    def level(self) -> int:
        """0 calm to 4 hostile."""
        return heat_level(self.heat)

    @property
    def word(self) -> str:
        """The level in a word.

        >>> gauge = Gauge(0.75, "cooling")
        >>> gauge.word, gauge.arrow
        ('angry', '↘')
        """
        return HEAT_WORDS[self.level]

    @property
    def arrow(self) -> str:
        """The trend as an arrow."""
        return ARROWS.get(self.trend, "→")

    @property
    def percent(self) -> int:
        """The risk in percent."""
        return round(self.risk * 100)
