"""Conversations with what a team says of their turns: all of a turn, a part of it, or nothing.

Two forms, which may be mixed, one conversation a line of JSON:

* labelled: a turn has `"signals": [...]`, the whole list of what is in it, and a customer's turn `"heat"` and
  `"emotion"`;
* corrected: a turn has `"labels": {"heat": 3, "emotion": "angry", "signals": {"long_wait": true, "jab": false}}`,
  any part of it; a signal that is not named is not known.

A turn without either is read as context, and nothing is learned from it.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from heard.errors import InputError, did_you_mean
from heard.formats.native import read_record
from heard.formats.notes import Notes
from heard.listen import EMOTIONS
from heard.signals import FLAGS, MISSTEPS, SIGNAL_NAMES, TECHNIQUES, TRIGGERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from heard.conversation import Conversation, Turn

_SENT = {True: frozenset((*TRIGGERS, *FLAGS)), False: frozenset((*TECHNIQUES, *MISSTEPS))}
_LABELS = ("heat", "emotion", "signals")
HOTTEST = 4


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person says of one turn; what they do not say is not known."""

    heat: int | None = None  # 0 calm to 4 hostile, of a customer's turn
    emotion: str | None = None
    signals: Mapping[str, bool] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return self.heat is not None or self.emotion is not None or bool(self.signals)


@dataclass(frozen=True, slots=True)
class Corrected:
    """A conversation, and what is known of each of its turns."""

    conversation: Conversation
    answers: tuple[Answers, ...]
    warnings: tuple[str, ...] = ()

    @property
    def asked(self) -> int:
        """How many turns something is known of."""
        return sum(map(bool, self.answers))

    @property
    def hot(self) -> int:
        """How many turns are labelled hot."""
        return sum((one.heat or 0) >= 2 for one in self.answers)


def load_corrected(paths: Iterable[Path | str]) -> Iterator[Corrected]:
    """Every conversation of these JSON Lines files, folders of them, or standard input ("-").

    Raises InputError, naming file, line and turn, where one cannot be read.
    """
    for path in paths:
        place = Path(path)
        if str(path) == "-":
            yield from _lines("<stdin>", sys.stdin)
        elif place.is_dir():
            files = sorted(place.glob("*.jsonl"))
            if not files:
                raise InputError("a folder without *.jsonl files", path=str(path))
            for file in files:
                yield from _file(file)
        else:
            yield from _file(place)


def _file(path: Path) -> Iterator[Corrected]:
    try:
        with path.open(encoding="utf-8-sig") as lines:
            yield from _lines(str(path), lines)
    except FileNotFoundError as fault:
        raise InputError("no such file or folder", path=str(path)) from fault
    except UnicodeDecodeError as fault:
        raise InputError("not UTF-8 text", path=str(path)) from fault


def _lines(source: str, lines: Iterable[str]) -> Iterator[Corrected]:
    notes = Notes(source)
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError as fault:
            problem = "not a line of JSON: one conversation a line is wanted"
            raise InputError(problem, path=source, line=number) from fault
        if not isinstance(record, dict):
            raise InputError("not a conversation: an object is wanted", path=source, line=number)
        whole = record.get("conversation")
        if isinstance(whole, dict):
            record = whole
        elif isinstance(whole, str):  # as `heard read --json` calls a conversation's name
            record = {"id": whole, **{key: record[key] for key in record if key != "conversation"}}
        called = f"{Path(source).stem}:{number}"
        conversation = read_record(record, called=called, line=number, agent=None, notes=notes)
        try:
            answers = tuple(
                _answers(turn, said, f"turn {place}")
                for place, (turn, said) in enumerate(
                    zip(conversation.turns, record["turns"], strict=True), 1
                )
            )
        except InputError as fault:
            raise InputError(fault.problem, path=source, line=number) from None
        yield Corrected(conversation, answers, tuple(notes.take()))


def _answers(turn: Turn, said: dict[str, Any], place: str) -> Answers:
    labels = _labels(said, place)
    customer = turn.from_customer
    if not (customer or turn.to_customer):
        if labels:
            raise InputError(f"{place} is a note or a system line, which carries no labels")
        return Answers()
    signals = _listed(said.get("signals"), place, customer=customer)
    signals |= _named(labels.get("signals"), place, customer=customer)
    if not customer:
        if labels.get("heat") is not None or labels.get("emotion") is not None:
            raise InputError(f"{place}: heat and emotion are labelled on the customer's turns only")
        return Answers(signals=signals)
    heat = labels.get("heat", said.get("heat"))
    emotion = labels.get("emotion", said.get("emotion"))
    if heat is not None and (type(heat) is not int or not 0 <= heat <= HOTTEST):
        raise InputError(f'{place}: "heat" is a whole number from 0 (calm) to 4 (hostile)')
    if emotion is not None and emotion not in EMOTIONS:
        hint = did_you_mean(str(emotion), EMOTIONS)
        raise InputError(f'{place}: unknown emotion "{emotion}". {hint}')
    return Answers(heat, emotion, signals)


def _labels(said: dict[str, Any], place: str) -> dict[str, Any]:
    labels = said.get("labels")
    if labels is None:
        return {}
    if not isinstance(labels, dict):
        raise InputError(f'{place}: "labels" must be an object')
    for key in labels:
        if key not in _LABELS:
            raise InputError(f'{place}: unknown label "{key}". {did_you_mean(key, _LABELS)}')
    return labels


def _listed(names: object, place: str, *, customer: bool) -> dict[str, bool]:
    if names is None:
        return {}
    if not isinstance(names, list):
        raise InputError(f'{place}: "signals" of a turn must be a list of names')
    for name in names:
        _check_signal(name, place)
    return {name: name in names for name in sorted(_SENT[customer])}


def _named(labels: object, place: str, *, customer: bool) -> dict[str, bool]:
    if labels is None:
        return {}
    if not isinstance(labels, dict):
        raise InputError(f'{place}: the labels\' "signals" must be an object of true and false')
    for name, value in labels.items():
        _check_signal(name, place)
        if not isinstance(value, bool):
            raise InputError(f'{place}: "{name}" must be true or false')
        if name not in _SENT[customer]:
            whose = "the company's" if customer else "the customer's"
            raise InputError(f'{place}: "{name}" is heard in {whose} turns only')
    return dict(labels)


def _check_signal(name: object, place: str) -> None:
    if name not in SIGNAL_NAMES:
        hint = did_you_mean(str(name), SIGNAL_NAMES)
        raise InputError(f'{place}: unknown signal "{name}". {hint}')
