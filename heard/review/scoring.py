"""From a conversation and its readings to a scorecard."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from heard.listen import Heard, read_all
from heard.playbook import Playbook
from heard.review.arc import calm_at_end, first_hot, levels_of, reignited, turns_to_calm
from heard.review.card import Broke, Counted, Scorecard
from heard.review.endangered import broke_on_danger, instead_of_silence
from heard.review.handover import judge_handover
from heard.review.instead import MOST, what_instead
from heard.review.reach import why_not
from heard.review.resolution import find_resolution
from heard.review.steps import shown_steps
from heard.review.story import find_story
from heard.signals import FLAGS, MISSTEPS, TECHNIQUES, TRIGGERS
from heard.track import Evidence, Followed, Track, find_break, outcome
from heard.track.steps import unblemished

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.conversation import Conversation
    from heard.listen import Listener, Reading
    from heard.track import Promise


def score(
    conversation: Conversation,
    listener: Listener,
    playbook: Playbook | None = None,
    *,
    source: str = "",
    model: str = "",
) -> Scorecard:
    """The scorecard of a conversation, heard by this listener."""
    readings = read_all(conversation, listener)
    return score_readings(conversation, readings, playbook, source=source, model=model)


def score_readings(
    conversation: Conversation,
    readings: Sequence[Reading],
    playbook: Playbook | None = None,
    *,
    source: str = "",
    model: str = "",
) -> Scorecard:
    """The scorecard of a conversation that was heard already, one reading a turn.

    A conversation that cannot be judged (nobody answered, no customer, a single turn, a language
    that was not read) comes back with the reason in `not_scored`, its triggers and its heat, and no judgment of the agent.
    """
    heard = tuple(map(Heard, conversation.turns, readings))
    card = Scorecard(
        conversation.id,
        heard,
        source=source,
        channel=conversation.channel,
        agent=conversation.agent,
        team=conversation.team,
        triggers=_counted(heard, TRIGGERS, by_customer=True),
        flags=_counted(heard, FLAGS, by_customer=True),
        model=model,
        playbook="" if playbook is None else f"{playbook.name} {playbook.version}",
    )
    reason = why_not(heard)
    if reason:
        return replace(card, not_scored=reason)
    followed = _follow(conversation, readings)
    last = followed[-1].moment
    levels, times = _levels(followed)
    found = find_break(conversation, readings)
    spoken = Broke(found.step, found.why, found.evidence) if found.step else None
    endangered = broke_on_danger(conversation.turns)
    broke = endangered or spoken
    missteps = _counted(heard, MISSTEPS, by_customer=False)
    calm = turns_to_calm(levels)
    card = replace(
        card,
        outcome=outcome(conversation, readings),
        broke=broke,
        steps=shown_steps(followed, broke),
        letters=last.heard,
        techniques=_counted(heard, TECHNIQUES, by_customer=False),
        missteps=missteps,
        promises=_promises(followed),
        phase_1_skipped=last.phase_1_skipped,
        calm_turns=calm,
        calm_s=_seconds(levels, times, calm),
        calm_at_end=calm_at_end(levels),
        reignited=reignited(levels),
        boundary_ended=last.boundary == "ended",
        escalation=judge_handover(followed, playbook=playbook or Playbook.load()),
        resolution=find_resolution(followed),
        story=find_story(followed),
    )
    if playbook is None:
        return card
    channel = conversation.channel
    advice = what_instead(followed, spoken, missteps, playbook, channel=channel)
    first = instead_of_silence(conversation.turns, playbook, channel) if endangered else None
    if first is not None:
        advice = (first, *(one for one in advice if one.play != first.play))[:MOST]
    return replace(card, instead=advice)


def _follow(conversation: Conversation, readings: Sequence[Reading]) -> tuple[Followed, ...]:
    track = Track(conversation.channel, conversation.history, conversation.started_at)
    return tuple(
        Followed(turn, reading, track.follow(turn, reading))
        for turn, reading in zip(conversation.turns, readings, strict=True)
    )


def _counted(
    heard: Sequence[Heard], names: Sequence[str], *, by_customer: bool
) -> tuple[Counted, ...]:
    """These signals with every place they were heard in, the most heard first.

    Nothing is praised in words that are a misstep, too: as `follow` and the five steps have it.
    """
    found: dict[str, list[Evidence]] = {name: [] for name in names}
    for number, one in enumerate(heard):
        if not (one.turn.from_customer if by_customer else one.turn.to_customer):
            continue
        for signal in unblemished(one.reading):
            if signal.name in found:
                here = Evidence(number, signal.start, signal.end, signal.name)
                found[signal.name].append(here)
    counted = [Counted(name, tuple(places)) for name, places in found.items() if places]
    return tuple(sorted(counted, key=lambda one: -one.count))


def _levels(followed: Sequence[Followed]) -> tuple[tuple[int, ...], tuple[float | None, ...]]:
    """The customer's heat levels, and when each was said."""
    said = [
        (one.reading.heat, one.turn.at_s)
        for one in followed
        if one.turn.from_customer and one.reading.heat is not None
    ]
    return levels_of([heat for heat, _ in said]), tuple(at_s for _, at_s in said)


def _seconds(
    levels: Sequence[int], times: Sequence[float | None], calm: int | None
) -> float | None:
    start = first_hot(levels)
    if start is None or calm is None:
        return None
    began, ended = times[start], times[start + calm]
    return None if began is None or ended is None else max(0.0, ended - began)


def _promises(followed: Sequence[Followed]) -> tuple[Promise, ...]:
    """Every promise of the conversation; a moment remembers only the latest."""
    kept = {
        (promise.turn, promise.start): promise
        for one in followed
        for promise in one.moment.promises
    }
    return tuple(kept[place] for place in sorted(kept))
