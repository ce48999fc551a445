"""The parts of a playbook: which tables it has, and the faults that only show when read together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from heard.errors import PlaybookError
from heard.playbook.company import About, Company, Policy, Promises
from heard.playbook.entry import Entry, build
from heard.playbook.escalation import CRITERIA, Criterion, Handoff, PacketField, Rung
from heard.playbook.layers import TOP, Kinds, Layers
from heard.playbook.matcher import read_pattern
from heard.playbook.phrase import Helpful, Phrase
from heard.playbook.play import COMPANY_SIGNALS, Play
from heard.playbook.teaching import (
    ChannelRules,
    Chapter,
    Checklist,
    Decision,
    Example,
    Letter,
    Question,
    Skill,
    Step,
)

if TYPE_CHECKING:
    from pathlib import Path

# table -> the value it describes, and the key that tells its entries apart ("": it stands once)
KINDS: dict[str, tuple[type[Any], str]] = {
    TOP: (About, ""),
    "company": (Company, ""),
    "promises": (Promises, ""),
    "policy": (Policy, "name"),
    "play": (Play, "name"),
    "phrase": (Phrase, "name"),
    "helpful": (Helpful, "name"),
    "rung": (Rung, "name"),
    "criterion": (Criterion, "name"),
    "handoff": (Handoff, ""),
    "packet": (PacketField, "name"),
    "step": (Step, "number"),
    "letter": (Letter, "name"),
    "channel": (ChannelRules, "name"),
    "skill": (Skill, "name"),
    "question": (Question, "name"),
    "decision": (Decision, "name"),
    "chapter": (Chapter, "name"),
    "example": (Example, "name"),
    "checklist": (Checklist, "name"),
}

# The tables that stand for closed lists: a playbook that has one of their entries has them all.
CLOSED = {
    "rung": ("named", "final", "ended"),
    "criterion": CRITERIA,
    "step": ("1", "2", "3", "4", "5"),
    "letter": ("hear", "empathize", "apologize", "resolve", "diagnose"),
}


@dataclass(frozen=True, slots=True)
class Parts:
    """What was read of a playbook: its values by table, every fault, and the files it came from."""

    values: dict[str, tuple[Any, ...]]
    faults: tuple[PlaybookError, ...]
    files: tuple[Path, ...]


def read_parts(name: str | Path) -> Parts:
    """All of a playbook's values and all of its faults, those of what it extends included."""
    tables = {table for table, (_, key) in KINDS.items() if not key and table != TOP}
    layers = Layers(tables, {table: key for table, (_, key) in KINDS.items() if key})
    kinds = layers.read(name)
    faults = layers.faults
    values: dict[str, tuple[Any, ...]] = {}
    for table, (kind, _) in KINDS.items():
        entries = kinds.get(table, {}).values()
        built = [(entry, build(kind, entry, faults)) for entry in entries]
        values[table] = tuple(value for _, value in built if value is not None)
        for entry, value in built:
            if isinstance(value, Play):
                _check_play(value, entry, faults)
            elif isinstance(value, Phrase):
                _check_phrase(value, entry, faults)
    _check_whole(kinds, layers, faults)
    return Parts(values, tuple(faults), tuple(layers.files))


def _check_play(play: Play, entry: Entry, faults: list[PlaybookError]) -> None:
    if not play.conditions:
        faults.append(entry.fault("has no condition, so it would come up after every turn."))
    sides = {signal in COMPANY_SIGNALS for signal in play.when}
    if len(sides) == 2:
        problem = "waits for signals of the customer and of the company; make it two plays."
        faults.append(entry.fault(problem, "when"))
    if play.within is not None and not play.after:
        faults.append(entry.fault('says "within" without "after"; say what came before.', "within"))


def _check_phrase(phrase: Phrase, entry: Entry, faults: list[PlaybookError]) -> None:
    for key in ("avoid", "unless", "unless_said"):
        for written in getattr(phrase, key):
            try:
                read_pattern(written, anchored=key == "avoid")
            except ValueError as fault:
                faults.append(entry.fault(f'says, under {key}, "{written}", which {fault}.', key))


def _check_whole(kinds: Kinds, layers: Layers, faults: list[PlaybookError]) -> None:
    if not layers.files or not layers.complete:
        return
    first = str(layers.files[0])
    if TOP not in kinds:
        faults.append(
            PlaybookError('it has no "name" and no "version" at its top', path=first, line=1)
        )
    if not kinds.get("play"):
        faults.append(PlaybookError("it has no [[play]]", path=first, line=1))
    for table, wanted in CLOSED.items():
        missing = [name for name in wanted if name not in kinds.get(table, {})]
        if missing and table in kinds:
            problem = f"it has no {table} {' and no '.join(missing)}; it needs all {len(wanted)}"
            faults.append(PlaybookError(problem, path=first, line=1))
