"""Danger that a draft passes over, and business that has no place beside what helps now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.handover.danger import Danger, latest_danger, unmet_danger
from heard.listen.rules.danger import Business, business_in
from heard.playbook.lines import ready
from heard.track.quote import sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.conversation import Channel, Turn
    from heard.playbook import Playbook

STILL = 3  # messages of the customer after words of self-harm in which nobody is dunned
TOO_SOON: tuple[Business, ...] = ("payment", "small talk")


def open_danger(
    draft: str, turns: Sequence[Turn], playbook: Playbook, channel: Channel | None
) -> tuple[str, ...]:
    """What to say first, where the customer's latest words tell of danger or self-harm and nobody has said it.

    The lines of the playbook's play for it; () where there is no danger, or the draft or an earlier answer meets it.
    A draft that says it only in the breath in which it asks for money does not meet it.
    """
    danger = unmet_danger(turns)
    if danger is None or danger.met_by(spared(draft, business_beside(draft, turns))):
        return ()
    play = danger.play(playbook)
    return () if play is None else ready(play.lines(channel))


def business_beside(draft: str, turns: Sequence[Turn]) -> tuple[tuple[int, int], ...]:
    """The sentences of a draft that dun, ask for numbers, play it down or make small talk, while somebody is in danger."""
    danger, kinds = unmet_danger(turns), None
    if danger is None:
        danger, kinds = _self_harm_lately(turns), TOO_SOON
    if danger is None:
        return ()
    return tuple(
        (start, end)
        for start, end in sentences(draft)
        if (found := business_in(draft[start:end])) and (kinds is None or found in kinds)
    )


def spared(draft: str, spans: Sequence[tuple[int, int]]) -> str:
    """The draft without these sentences."""
    for start, end in reversed(spans):
        draft = f"{draft[:start].rstrip()} {draft[end:].lstrip()}".strip()
    return draft


def _self_harm_lately(turns: Sequence[Turn]) -> Danger | None:
    danger = latest_danger(turns, latest=STILL)
    return danger if danger is not None and danger.self_harm else None
