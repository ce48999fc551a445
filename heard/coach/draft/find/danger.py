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
    from heard.listen import Heard, Reading, SoFar
    from heard.playbook import Playbook

STILL = 3  # messages of the customer after words of self-harm in which nobody is dunned
FEELS = ("acknowledge", "apologize", "reassure")
ACTS = ("own", "solve", "hand_off", "set_expectation")
TOO_SOON: tuple[Business, ...] = ("payment", "small talk")


def open_danger(
    draft: str,
    reading: Reading,
    before: SoFar,
    playbook: Playbook,
    channel: Channel | None,
) -> tuple[str, ...]:
    """What to say first, where the customer's latest words tell of danger or self-harm and nobody has said it.

    The lines of the playbook's play for it; () where there is no danger, or the draft or an earlier answer meets it.
    A draft that says it only in the breath in which it asks for money does not meet it. Where nothing must happen at
    once, a draft that feels for them and acts does.
    """
    danger = _unmet(before)
    beside = business_beside(draft, before)
    if danger is None or danger.met_by(spared(draft, beside)):
        return ()
    at_leisure = not (danger.self_harm or danger.at_once or beside)
    if at_leisure and reading.hears(*FEELS) and reading.hears(*ACTS):
        return ()
    play = danger.play(playbook)
    return () if play is None else ready(play.lines(channel))


def _unmet(before: SoFar) -> Danger | None:
    """The danger that nobody has met yet; none where the customer has said since, gladly, that all is well.

    To be pleased alone is not enough: whoever is still shut in is glad that somebody answers.
    """
    danger = unmet_danger([one.turn for one in before.last])
    if danger is None or danger.self_harm:
        return danger
    return None if any(map(_all_is_well, before.last[danger.turn + 1 :])) else danger


def _all_is_well(heard: Heard) -> bool:
    pleased = heard.turn.from_customer and heard.reading.emotion == "pleased"
    return pleased and heard.reading.firm().hears("resolved")


def business_beside(draft: str, before: SoFar) -> tuple[tuple[int, int], ...]:
    """The sentences of a draft that dun, ask for numbers, play it down or make small talk, while somebody is in danger."""
    danger, kinds = _unmet(before), None
    if danger is None:
        danger, kinds = _self_harm_lately([one.turn for one in before.last]), TOO_SOON
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
