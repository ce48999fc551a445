"""The report: one HTML file that works from a folder or an e-mail, with nothing from the network."""

from __future__ import annotations

import base64
import hashlib
import heapq
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from heard.errors import InputError
from heard.listen import HEAT_WORDS, heat_level
from heard.review.cohort import GROUPS
from heard.review.findings import find_first
from heard.review.shelves import shelves, title
from heard.review.telling import LIVED, headline, tell
from heard.signals import MISSTEPS, TECHNIQUES, vocabulary
from heard.track import HEARD_LETTERS, STEP_NAMES
from heard.track.steps import unblemished

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from heard.listen import Heard
    from heard.review.card import Scorecard
    from heard.review.cohort import Cohort

CARRIED = 2000  # conversations a report carries in full: about as many megabytes as e-mail takes
NAME = "index.html"


def write_report(
    cards: Iterable[Scorecard], cohort: Cohort, folder: Path, *, carried: int = CARRIED
) -> Path:
    """Write `folder/index.html` and return its path.

    The numbers are the cohort's and cover every conversation. Where there are more than `carried`,
    the report carries those with most to learn from and says so.
    """
    kept = _choose(cards, carried)
    page = render(kept, cohort)
    path = folder / NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(page, encoding="utf-8", errors="replace")
    except OSError as fault:
        problem = f"cannot hold the report: {(fault.strerror or str(fault)).lower()}"
        raise InputError(problem, path=str(folder)) from fault
    return path


def render(cards: tuple[Scorecard, ...], cohort: Cohort) -> str:
    """The report's HTML. Everything said in the conversations is escaped or set as plain text."""
    room = Environment(
        loader=PackageLoader("heard.review"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    lists = shelves(cards)
    kinds = {kind.name: kind for kind in vocabulary()}
    return room.get_template("report.html").render(
        cohort=cohort,
        findings=find_first(cohort, cards),
        groups=[
            (kind, [group for group in cohort.groups if group.kind == kind]) for kind in GROUPS
        ],
        step_names=STEP_NAMES,
        means={name: kind.means for name, kind in kinds.items()},
        models=sorted({card.model for card in cards if card.model}),
        playbooks=sorted({card.playbook for card in cards if card.playbook}),
        carried=len(cards),
        title=title,
        style_hash=_hash(room.get_template("report.css").render()),
        script_hash=_hash(room.get_template("report.js").render()),
        data={
            "heat": HEAT_WORDS,
            "steps": STEP_NAMES,
            "letters": HEARD_LETTERS,
            "kinds": {name: [kind.group, kind.means] for name, kind in kinds.items()},
            "lists": {name: [title(name), places] for name, places in lists.items()},
            "talks": [_talk(card) for card in cards],
        },
    )


def _choose(cards: Iterable[Scorecard], most: int) -> tuple[Scorecard, ...]:
    """The conversations with most to learn from, in the order they came."""
    numbered = enumerate(cards)
    kept = heapq.nlargest(most, numbered, key=lambda one: (*_teaches(one[1]), -one[0]))
    return tuple(card for _, card in sorted(kept, key=lambda one: one[0]))


def _teaches(card: Scorecard) -> tuple[bool, bool, int]:
    missteps = sum(one.count for one in card.missteps)
    return (card.got_hot and not card.not_scored, card.broke is not None, missteps)


def _talk(card: Scorecard) -> dict[str, Any]:
    """What the page needs of one conversation, without what it can work out itself."""
    broke = card.broke
    at = None if broke is None else broke.evidence
    return {
        "id": card.conversation,
        "source": card.source,
        "channel": card.channel and card.channel.value,
        "agent": card.agent,
        "team": card.team,
        "scored": not card.not_scored,
        "outcome": card.outcome,
        "head": headline(card),
        "tells": tell(card),
        "broke": broke and [broke.step, broke.why, at and [at.turn, at.start, at.end]],
        "steps": [
            [
                step.number,
                step.state,
                sorted({evidence.turn for evidence in step.evidence}),
                step.mended,
            ]
            for step in card.steps
        ],
        "letters": card.letters,
        "promises": [
            [
                promise.turn,
                card.turns[promise.turn].turn.text[promise.start : promise.end],
                promise.kind,
                promise.owner,
                promise.due_by and f"{promise.due_by:%Y-%m-%d %H:%M}",
            ]
            for promise in card.promises
        ],
        "story": _story(card),
        "instead": [[one.about, one.advice, one.say, one.why, one.play] for one in card.instead],
        "turns": [_turn(heard) for heard in card.turns],
    }


def _story(card: Scorecard) -> dict[str, Any]:
    """What they said happened, what is under it in a few words, and what made it weigh more."""
    story, concern = card.story, card.story.concern
    weighs = []
    if story.stakes:
        weighs.append("Something that matters hangs on it: money, access, health or a deadline.")
    if story.control_lost:
        weighs.append("It was out of their hands: passed around, unheard, or let down before.")
    if story.early is not None:
        signs = " and ".join(story.early.signs)
        weighs.append(f"An early sign before the heat, in turn {story.early.turn + 1}: {signs}.")
    return {
        "facts": [[fact.turn, fact.start, fact.end] for fact in story.facts],
        "under": concern
        and [LIVED.get(concern.signal, ""), concern.turn, concern.start, concern.end],
        "weighs": weighs,
    }


def _turn(heard: Heard) -> list[Any]:
    """Speaker, text, heat level or none, signals, seconds or none, name, whether a note, whether unread.

    What was heard less surely than a judgment needs is left out, as the cards leave it out.
    """
    turn, reading = heard.turn, heard.reading
    said_by_customer = turn.from_customer
    signals = [
        [one.name, round(one.sure * 100), one.start, one.end]
        for one in unblemished(reading)
        if said_by_customer != (one.name in (*TECHNIQUES, *MISSTEPS))
    ]
    heat = reading.heat if said_by_customer else None
    return [
        turn.speaker.value,
        turn.text,
        None if heat is None else heat_level(heat),
        signals,
        turn.at_s,
        turn.name,
        turn.internal,
        reading.unread is not None,
    ]


def _hash(text: str) -> str:
    """How a content security policy names an inline style or script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
