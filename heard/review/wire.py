"""Scorecards and the cohort as JSON: what `heard review --json` prints and a results file keeps."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from heard.conversation import Channel, Speaker, Turn
from heard.listen import Heard, Reading, Signal
from heard.review.card import Broke, Counted, Escalation, Instead, Resolution, Scorecard
from heard.review.story import EarlySign, Story
from heard.track import STEPS, Evidence, Promise, StepProgress

if TYPE_CHECKING:
    from collections.abc import Sequence

Record = dict[str, Any]


def card_json(card: Scorecard, *, transcript: bool = False) -> Record:
    """One conversation's object. Turns count from 1; spans slice the turn's text.

    With `transcript` the turns and their readings go along, so that `card_from_json` can
    give the whole card back.
    """
    record: Record = {
        "conversation": card.conversation,
        "outcome": card.outcome,
        "broke_at": None if card.not_scored else card.broke_at,
        "peak_heat": _rounded(card.peak_heat),
        "end_heat": _rounded(card.end_heat),
        "steps": {
            STEPS[step.number - 1]: {
                "number": step.number,
                "state": step.state,
                "mended": step.mended,
                "why": step.why,
                "evidence": [_quote(card, evidence) for evidence in step.evidence],
            }
            for step in card.steps
        },
        "techniques": {one.name: one.count for one in card.techniques},
        "missteps": {one.name: one.count for one in card.missteps},
        "promises": [_promise(card, promise) for promise in card.promises],
        "evidence": [
            _quote(card, evidence)
            for evidence in sorted(
                (
                    evidence
                    for group in (card.triggers, card.flags, card.techniques, card.missteps)
                    for one in group
                    for evidence in one.evidence
                ),
                key=lambda evidence: (evidence.turn, evidence.start),
            )
        ],
        "broke": card.broke
        and {
            "step": card.broke.step,
            "name": STEPS[card.broke.step - 1],
            "why": card.broke.why,
            "evidence": card.broke.evidence and _quote(card, card.broke.evidence),
        },
        "triggers": {one.name: one.count for one in card.triggers},
        "flags": {one.name: one.count for one in card.flags},
        "heat": [{"turn": turn + 1, "heat": _rounded(heat)} for turn, heat in card.curve],
        "counts_as": card.counts,
        "calm_at_end": card.calm_at_end,
        "calm_turns": card.calm_turns,
        "calm_s": card.calm_s,
        "phase_1_skipped": card.phase_1_skipped,
        "reignited": card.reignited,
        "boundary_ended": card.boundary_ended,
        "over_agreed": card.over_agreed,
        "resolution": {
            "kind": card.resolution.kind,
            "evidence": card.resolution.evidence and _quote(card, card.resolution.evidence),
        },
        "escalation": {
            "verdict": card.escalation.verdict,
            "to": card.escalation.to,
            "grounds": list(card.escalation.grounds),
            "why": card.escalation.why,
            "evidence": card.escalation.evidence and _quote(card, card.escalation.evidence),
        },
        "heard": list(card.letters),
        "instead": [
            {
                "about": one.about,
                "play": one.play,
                "advice": one.advice,
                "say": list(one.say),
                "why": one.why,
                "general": one.general,
            }
            for one in card.instead
        ],
        "story": _story(card),
        "not_scored": card.not_scored or None,
        "channel": card.channel and card.channel.value,
        "agent": card.agent,
        "team": card.team,
        "source": card.source,
        "model": card.model,
        "playbook": card.playbook,
    }
    if transcript:
        record["turns"] = [_turn(heard) for heard in card.turns]
    return record


def card_from_json(record: Record) -> Scorecard:
    """The card that `card_json` wrote with its transcript.

    Raises KeyError, TypeError or ValueError where the record is not one.
    """
    broke, escalation, resolution = record["broke"], record["escalation"], record["resolution"]
    heard: dict[str, list[Evidence]] = {}
    for quote in record["evidence"]:
        heard.setdefault(quote["signal"], []).append(_evidence(quote))
    groups = {
        group: tuple(Counted(name, tuple(heard[name])) for name in record[group])
        for group in ("techniques", "missteps", "triggers", "flags")
    }
    return Scorecard(
        conversation=record["conversation"],
        turns=tuple(map(_heard, record["turns"])),
        outcome=record["outcome"],
        not_scored=record["not_scored"] or "",
        source=record["source"],
        channel=Channel(record["channel"]) if record["channel"] else None,
        agent=record["agent"],
        team=record["team"],
        broke=broke and Broke(broke["step"], broke["why"], _maybe(broke["evidence"])),
        steps=tuple(
            StepProgress(
                step["number"],
                step["state"],
                _evidences(step["evidence"]),
                step["why"],
                mended=step.get("mended", False),
            )
            for step in record["steps"].values()
        ),
        letters=tuple(record["heard"]),
        **groups,
        promises=tuple(map(_promise_from, record["promises"])),
        phase_1_skipped=record["phase_1_skipped"],
        calm_turns=record["calm_turns"],
        calm_s=record["calm_s"],
        calm_at_end=record["calm_at_end"],
        reignited=record["reignited"],
        boundary_ended=record["boundary_ended"],
        escalation=Escalation(
            escalation["verdict"],
            escalation["to"],
            tuple(escalation["grounds"]),
            _maybe(escalation["evidence"]),
            escalation["why"],
        ),
        resolution=Resolution(resolution["kind"], _maybe(resolution["evidence"])),
        story=_story_from(record["story"]),
        instead=tuple(
            Instead(
                one["about"],
                one["play"],
                one["advice"],
                tuple(one["say"]),
                one["why"],
                one["general"],
            )
            for one in record["instead"]
        ),
        model=record["model"],
        playbook=record["playbook"],
    )


def _story(card: Scorecard) -> Record:
    story = card.story
    return {
        "facts": [_quote(card, fact) for fact in story.facts],
        "concern": story.concern and _quote(card, story.concern),
        "stakes": story.stakes,
        "control_lost": story.control_lost,
        "early_signs": story.early
        and {"turn": story.early.turn + 1, "signs": list(story.early.signs)},
    }


def _story_from(record: Record) -> Story:
    early = record["early_signs"]
    return Story(
        facts=_evidences(record["facts"]),
        concern=_maybe(record["concern"]),
        stakes=record["stakes"],
        control_lost=record["control_lost"],
        early=early and EarlySign(early["turn"] - 1, tuple(early["signs"])),
    )


def _quote(card: Scorecard, evidence: Evidence) -> Record:
    quote = card.quote(evidence)
    return {
        "turn": quote.turn + 1,
        "speaker": quote.speaker.value,
        "signal": quote.signal,
        "sure": _rounded(quote.sure),
        "start": quote.start,
        "end": quote.end,
        "quote": quote.words,
    }


def _promise(card: Scorecard, promise: Promise) -> Record:
    return {
        "turn": promise.turn + 1,
        "what": promise.what,
        "owner": promise.owner,
        "kind": promise.kind,
        "due_from": promise.due_from and promise.due_from.isoformat(),
        "due_by": promise.due_by and promise.due_by.isoformat(),
        "due_words": promise.due_words,
        "start": promise.start,
        "end": promise.end,
        "quote": card.turns[promise.turn].turn.text[promise.start : promise.end],
    }


def _promise_from(record: Record) -> Promise:
    return Promise(
        turn=record["turn"] - 1,
        start=record["start"],
        end=record["end"],
        what=record["what"],
        owner=record["owner"],
        kind=record["kind"],
        due_from=_moment(record["due_from"]),
        due_by=_moment(record["due_by"]),
        due_words=record["due_words"],
    )


def _turn(heard: Heard) -> Record:
    """A turn and its reading; what is not known is left out."""
    turn, reading = heard.turn, heard.reading
    record: Record = {"speaker": turn.speaker.value, "text": turn.text}
    known = {
        "at_s": turn.at_s,
        "end_s": turn.end_s,
        "at": turn.at and turn.at.isoformat(),
        "name": turn.name,
        "internal": turn.internal or None,
        "heat": reading.heat,
        "emotion": reading.emotion,
        "signals": [[one.name, one.sure, one.start, one.end] for one in reading.signals] or None,
        "unread": reading.unread,
    }
    return record | {key: value for key, value in known.items() if value is not None}


def _heard(record: Record) -> Heard:
    turn = Turn(
        speaker=Speaker(record["speaker"]),
        text=record["text"],
        at_s=record.get("at_s"),
        end_s=record.get("end_s"),
        at=_moment(record.get("at")),
        name=record.get("name"),
        internal=record.get("internal", False),
    )
    signals = tuple(Signal(*signal) for signal in record.get("signals", ()))
    reading = Reading(record.get("heat"), record.get("emotion"), signals, record.get("unread"))
    return Heard(turn, reading)


def _evidence(quote: Record) -> Evidence:
    return Evidence(quote["turn"] - 1, quote["start"], quote["end"], quote["signal"])


def _evidences(quotes: Sequence[Record]) -> tuple[Evidence, ...]:
    return tuple(map(_evidence, quotes))


def _maybe(quote: Record | None) -> Evidence | None:
    return None if quote is None else _evidence(quote)


def _moment(written: str | None) -> datetime | None:
    return None if written is None else datetime.fromisoformat(written)


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 3)
