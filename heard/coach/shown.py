"""What a coach has shown so far, and how firm the need was: all that the next card depends on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from heard.track.mood import HEATS_AT

if TYPE_CHECKING:
    from heard.playbook import Play
    from heard.track import Moment

KEPT = 64  # formulas remembered


@dataclass(frozen=True, slots=True)
class Shown:
    """What was shown so far, and how firm the need was. Bounded, and a value."""

    plays: tuple[str, ...] = ()  # each once, the latest last
    formulas: tuple[int, ...] = ()  # marks of the sentences suggested, each once
    cards: int = 0
    heard: int = 0  # times the customer has spoken; messages in a row are one
    warm: int = 0  # the latest of them in a row that were heated
    speaking: bool = False  # the customer spoke last
    firm: bool = False  # the latest of them called for a card
    last: int = -1  # how many had been heard at the latest card
    last_heat: float = 0.0
    landed: bool = False  # a card for the close was shown since it was last hot
    grief: bool = False  # a death or a grave illness was told
    harm_turn: int = -1  # where words of self-harm were said last
    danger_turn: int = -1  # where words of danger to life or health were said last

    def after_customer(
        self,
        moment: Moment,
        *,
        firm: bool,
        grief: bool = False,
        danger: bool = False,
        harm: bool = False,
    ) -> Shown:
        """What is known of the need once the customer spoke, perhaps of grief, of danger or of self-harm."""
        hot = moment.heat >= HEATS_AT
        return replace(
            self,
            heard=self.heard + (not self.speaking),
            warm=self.warm_with(moment),
            speaking=True,
            firm=firm,
            landed=self.landed and not hot,
            grief=self.grief or grief,
            danger_turn=moment.turn if danger else self.danger_turn,
            harm_turn=moment.turn if harm else self.harm_turn,
        )

    def warm_with(self, moment: Moment) -> int:
        """How many times in a row the customer was heated, this turn counted in."""
        if moment.heat < HEATS_AT:
            return 0
        return max(self.warm, 1) if self.speaking else self.warm + 1

    def latest(self, play: Play) -> int:
        """How late a play was shown, -1 where it was not: what is new goes first, then what was shown longest ago."""
        return self.plays.index(play.name) if play.name in self.plays else -1

    def after_company(self) -> Shown:
        """What is known of the need once the company spoke."""
        return replace(self, speaking=False) if self.speaking else self

    def after_card(self, name: str, formulas: tuple[int, ...], heat: float) -> Shown:
        """What was shown once this card is."""
        return replace(
            self,
            plays=(*(one for one in self.plays if one != name), name),
            formulas=(*self.formulas, *formulas)[-KEPT:],
            cards=self.cards + 1,
            last=self.heard,
            last_heat=heat,
        )

    def after_landing(self) -> Shown:
        """What was shown once the card for the close is."""
        return replace(self, landed=True)
