"""Whether heat moves when only a name, a pronoun or a dialect does: `python -m benchmarks.fairness`.

The customer's turns of the conversations that the repository carries (authored and written sets, and the
samples) are read twice: as they are, and swapped. Nothing that was said is another thing afterwards,
so every change in heat is one that should not be.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from collections import defaultdict
from dataclasses import asdict, dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.pages import write_section
from benchmarks.swaps import (
    NAME_GIVEN,
    NEUTRAL_NAME,
    NEUTRAL_WORDS,
    WHO_GIVEN,
    Kind,
    changed,
    kinds,
)
from heard.conversation import Conversation, Turn
from heard.errors import ModelError
from heard.formats import load_all
from heard.listen import SoFar, load_listener
from heard.listen.load import LISTENERS
from heard.measure import load_labelled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from heard.listen import Listener, Reading

ROOT = Path(__file__).parent.parent
AIM = 0.05  # heat, at the 99th percentile
WORST = 10
SOME = 8  # every so many conversations begin with a name or with who one is: they are many ways


@dataclass(frozen=True, slots=True)
class Change:
    """One turn, read twice."""

    kind: str
    way: str
    before: str
    after: str
    heat_before: float
    heat_after: float | None  # None: no longer read, as if it were another language
    hot_flipped: bool
    flipped: tuple[str, ...]  # firm signals heard in one and not in the other

    @property
    def by(self) -> float:
        """How much hotter the swapped turn is read."""
        return 0.0 if self.heat_after is None else self.heat_after - self.heat_before


def own_conversations() -> list[Conversation]:
    """What the repository carries: invented conversations, each text once."""
    data = ROOT / "training" / "data"
    files = sorted([*data.glob("authored_*.jsonl"), *data.glob("written_*.jsonl")])
    found = [one.conversation for file in files for one in load_labelled(file)]
    samples = load_all([ROOT / "heard" / "samples"])
    found += [one.conversation for one in samples if not isinstance(one, Exception)]
    return list({tuple(turn.text for turn in one.turns): one for one in found}.values())


def changes(
    conversations: Iterable[Conversation], listener: Listener, swaps: Iterable[Kind]
) -> Iterator[Change]:
    """Every customer's turn that a swap changes, read before and after it, in its own context."""
    swaps = list(swaps)
    for number, conversation in enumerate(conversations):
        readings = read(conversation, listener)
        plain = dict(enumerate(zip(conversation.turns, readings, strict=True)))
        others: dict[str, dict[int, tuple[Turn, Reading]]] = {}
        for kind in swaps:
            beside = plain
            if kind.beside is not None and number % SOME:
                continue
            if kind.beside is not None:
                if kind.name not in others:
                    neutral = replace(kind, swap=kind.beside)
                    others[kind.name] = dict(swapped(conversation, neutral, listener, readings))
                beside = others[kind.name]
            for place, (turn, reading) in swapped(conversation, kind, listener, readings):
                old_turn, old = beside[place]
                if old.heat is None:
                    continue
                yield Change(
                    kind.name,
                    kind.way,
                    old_turn.text,
                    turn.text,
                    old.heat,
                    reading.heat,
                    old.hot != reading.hot,
                    tuple(sorted(firm(old) ^ firm(reading))),
                )


def read(
    conversation: Conversation,
    listener: Listener,
    turns: int | None = None,
    known: Sequence[Reading] = (),
) -> list[Reading]:
    """A reading for each turn, or for the first ones; those that are known already are not read again."""
    before, readings = SoFar(), []
    for place, turn in enumerate(conversation.turns[:turns]):
        reading = known[place] if place < len(known) else listener.read(turn, before)
        before = before.add(turn, reading)
        readings.append(reading)
    return readings


def swapped(
    conversation: Conversation, kind: Kind, listener: Listener, plain: Sequence[Reading]
) -> Iterator[tuple[int, tuple[Turn, Reading]]]:
    """The customer's turns that a swap changes, read in the swapped conversation.

    What was said before the first change reads as it did: `plain`.
    """
    turns = list(conversation.turns)
    texts, theirs = [turn.text for turn in turns], [turn.from_customer for turn in turns]
    new = dict(changed(kind, texts, theirs))
    ours = [place for place in new if theirs[place]]
    if not ours:
        return
    for place, text in new.items():
        turns[place] = Turn(turns[place].speaker, text)
    other = Conversation(id=conversation.id, turns=tuple(turns), channel=conversation.channel)
    readings = read(other, listener, max(ours) + 1, plain[: min(new)])
    for place in ours:
        yield place, (turns[place], readings[place])


def firm(reading: Reading) -> set[str]:
    """The names of the signals that a reading counts on."""
    return {signal.name for signal in reading.firm().signals}


def percentile(values: list[float], share: float) -> float:
    """The value that this share of them does not exceed."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))]


def row(name: str, found: list[Change]) -> str:
    """One line of the table."""
    sizes = [abs(one.by) for one in found]
    figures = [
        statistics.median(sizes),
        percentile(sizes, 0.95),
        percentile(sizes, 0.99),
        max(sizes),
    ]
    shares = [
        sum(one.hot_flipped for one in found),
        sum(bool(one.flipped) for one in found),
        sum(one.heat_after is None for one in found),
    ]
    return (
        f"| {name} | {len(found):,} | "
        + " | ".join(f"{figure:.3f}" for figure in figures)
        + f" | {statistics.fmean(one.by for one in found):+.3f} | "
        + " | ".join(f"{share / len(found):.1%}" for share in shares)
        + " |"
    )


def table(found: list[Change], of: str = "kind") -> str:
    """Changes by kind, or by the way within it."""
    groups: dict[str, list[Change]] = defaultdict(list)
    for one in found:
        groups[getattr(one, of)].append(one)
    head = (
        "| swapped | turns | median | 95th | 99th | most | mean, signed | hot or not turned "
        "| a firm signal turned | no longer read |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
    )
    order = list(dict.fromkeys(getattr(kind, "name" if of == "kind" else of) for kind in kinds()))
    return "\n".join([head, *(row(name, groups[name]) for name in order if name in groups)])


def worst(found: list[Change]) -> list[Change]:
    """The largest changes, a turn and a kind once."""
    seen, picked = set(), []
    for one in sorted(found, key=lambda one: -abs(one.by)):
        at = (one.kind, one.before)
        if at not in seen:
            seen.add(at)
            picked.append(one)
        if len(picked) == WORST:
            break
    return picked


def around(before: str, after: str, room: int = 30) -> tuple[str, str]:
    """Where two texts differ, with a little of what stands around it."""
    parts = [
        part
        for part in SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
        if part[0] != "equal"
    ]
    begin, end_before, end_after = parts[0][1], parts[-1][2], parts[-1][4]

    def cut(text: str, end: int) -> str:
        start, stop = max(0, begin - room), end + room
        whole = text[start:stop].replace("\n", " ").replace("|", "/")
        whole = whole if len(whole) <= 160 else f"{whole[:80]} … {whole[-75:]}"
        return f"{'…' if start else ''}{whole}{'…' if stop < len(text) else ''}"

    return cut(before, end_before), cut(after, end_after)


def worst_table(found: list[Change]) -> str:
    """The worst cases as a table."""
    lines = ["| swapped | heat | before | after |", "|---|---|---|---|"]
    for one in worst(found):
        before, after = around(one.before, one.after)
        heat = f"{one.heat_before:.2f} → {one.heat_after:.2f}"
        lines.append(f"| {one.kind}: {one.way} | {heat} | {before} | {after} |")
    return "\n".join(lines)


def keep(found: list[Change], path: Path) -> None:
    """Leave every change of some size for whoever wants to mend it, the largest first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    large = sorted((one for one in found if abs(one.by) > AIM), key=lambda one: -abs(one.by))
    lines = [json.dumps({**asdict(one), "by": round(one.by, 3)}) + "\n" for one in large]
    path.write_text("".join(lines), "utf-8")


def main() -> None:
    """Read everything twice with every listener and write the section."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    conversations = own_conversations()
    parts = []
    for name in LISTENERS:
        try:
            listener = load_listener(name)
        except ModelError as fault:
            print(f"absent: {name}: {fault}", file=sys.stderr)
            continue
        found = list(changes(conversations, listener, kinds()))
        keep(found, ROOT / "out" / f"fairness-{name}.jsonl")
        given = [one for one in found if one.kind == NAME_GIVEN]
        who = [one for one in found if one.kind == WHO_GIVEN]
        parts.append(
            f"### {name}\n\n{table(found)}\n\n"
            f"A name given at the start, by whose it is, against the same turn with {NEUTRAL_NAME}:\n\n"
            f"{table(given, 'way')}\n\n"
            f"Who one is, said at the start, against the same turn with “{NEUTRAL_WORDS}”:\n\n"
            f"{table(who, 'way')}\n\nThe worst of all:\n\n{worst_table(found)}\n"
        )
    turns = sum(turn.from_customer for one in conversations for turn in one.turns)
    text = f"""\
## Names, pronouns, dialects

The {turns:,} customer's turns of the repository's own conversations, read as they are and with nothing
changed but a name, a pronoun, a spelling or a dialect's grammar (`python -m benchmarks.fairness`; the
lists are ours, in `benchmarks/swaps.toml`). Heat lies between 0 and 1; the figures are how far it moved,
where the swap changed the turn. The aim is at most {AIM} at the 99th percentile. The conversations are in the
training set, so their own heat is known well; swapped ones were never seen.

{chr(10).join(parts)}"""
    write_section("fairness", text)
    print(text)


if __name__ == "__main__":
    main()
