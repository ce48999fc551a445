"""Danger that a draft passes over: a life comes before the case, whatever else the reply does well."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from heard.listen.rules.danger import in_danger, safety_first
from heard.listen.rules.self_harm import speaks_of_self_harm, stays_with_them
from heard.playbook.lines import ready

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.conversation import Channel, Turn
    from heard.playbook import Play, Playbook

LATEST = 2  # messages of the customer that are looked at


@dataclass(frozen=True, slots=True)
class Danger:
    """Where a customer told of danger or of self-harm."""

    turn: int
    start: int
    end: int
    self_harm: bool

    def met_by(self, reply: str) -> bool:
        """Whether a reply says what helps now."""
        return stays_with_them(reply) if self.self_harm else safety_first(reply) is not None

    def play(self, playbook: Playbook) -> Play | None:
        """The playbook's play for it."""
        plays = (one for one in playbook.plays if (one.self_harm if self.self_harm else one.danger))
        return next(plays, None)


def unmet_danger(turns: Sequence[Turn]) -> Danger | None:
    """The danger told of in the customer's latest words, where no answer since has met it."""
    said = [n for n, turn in enumerate(turns) if turn.from_customer][-LATEST:]
    for number in reversed(said):
        text = turns[number].text
        harm = speaks_of_self_harm(text)
        span = harm or in_danger(text)
        if span is None:
            continue
        danger = Danger(number, *span, self_harm=harm is not None)
        answers = (one.text for one in turns[number + 1 :] if one.to_customer)
        return None if any(map(danger.met_by, answers)) else danger
    return None


def open_danger(
    draft: str, turns: Sequence[Turn], playbook: Playbook, channel: Channel | None
) -> tuple[str, ...]:
    """What to say first, where the customer's latest words tell of danger or self-harm and nobody has said it.

    The lines of the playbook's play for it; () where there is no danger, or the draft or an earlier answer meets it.
    """
    danger = unmet_danger(turns)
    if danger is None or danger.met_by(draft):
        return ()
    play = danger.play(playbook)
    return () if play is None else ready(play.lines(channel))
