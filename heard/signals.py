"""The one vocabulary: every signal's name, what it means, and words that are and are not it."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from heard.errors import PlaybookError, did_you_mean

if TYPE_CHECKING:
    from heard.conversation import Turn

Group = Literal["trigger", "flag", "technique", "misstep"]
Sender = Literal["customer", "agent"]

# The labelling guide's order; models number their outputs by it, so it only ever grows at an end.
TRIGGERS = (
    "repeat_contact",
    "broken_promise",
    "long_wait",
    "high_stakes",
    "dismissed",
    "unfair",
)
FLAGS = (
    "abuse",
    "threat",
    "profanity",
    "supervisor_request",
    "churn_threat",
    "public_threat",
    "sarcasm",
    "thanks",
    "resolved",
)
TECHNIQUES = (
    "acknowledge",
    "apologize",
    "thank",
    "restate",
    "ask",
    "own",
    "solve",
    "offer_choice",
    "set_expectation",
    "personalize",
    "positive_frame",
    "set_boundary",
    "hand_off",
    "confirm_close",
    "reassure",
)
MISSTEPS = (
    "calm_down",
    "policy_wall",
    "blame",
    "excuse",
    "flat_no",
    "vague_promise",
    "cold",
    "scripted",
    "deflect",
    "ask_again",
    "over_agree",
    "argue",
    "jab",
    "fix_first",
)
SIGNAL_NAMES = (*TRIGGERS, *FLAGS, *TECHNIQUES, *MISSTEPS)

_GROUPS: dict[Group, tuple[str, ...]] = {
    "trigger": TRIGGERS,
    "flag": FLAGS,
    "technique": TECHNIQUES,
    "misstep": MISSTEPS,
}
_SENT_BY: dict[Group, Sender] = {
    "trigger": "customer",
    "flag": "customer",
    "technique": "agent",
    "misstep": "agent",
}
_SENTENCES = ("name", "group", "sender", "plain", "means", "why")
_EXAMPLES = ("hears", "ignores")
_FILE = Path(__file__).with_name("signals.toml")


@dataclass(frozen=True, slots=True)
class Example:
    """A turn as somebody might say it, and the turns before it where they decide."""

    text: str
    after: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True)
class SignalKind:
    """One signal of the vocabulary: what it means, why it matters, how it sounds."""

    name: str
    group: Group
    sender: Sender
    plain: str  # its name in ordinary words, for those who see it on a page
    means: str
    why: str
    hears: tuple[Example, ...]
    ignores: tuple[Example, ...]  # near misses: they share words with `hears` and do not count


@cache
def vocabulary() -> tuple[SignalKind, ...]:
    """Every signal, in the labelling guide's order; read from signals.toml once, when asked.

    >>> [kind.name for kind in vocabulary()[:2]]
    ['repeat_contact', 'broken_promise']
    """
    return read_vocabulary(_FILE.read_text(encoding="utf-8"), path=_FILE.name)


def get(name: str) -> SignalKind:
    """The signal of this name. Raises PlaybookError, with the nearest name, where none has it.

    >>> get("repeat_contact").sender
    'customer'
    """
    for kind in vocabulary():
        if kind.name == name:
            return kind
    raise PlaybookError(f'unknown signal "{name}". {did_you_mean(name, SIGNAL_NAMES)}')


def names(group: Group | None = None) -> tuple[str, ...]:
    """The signal names of one group, or all of them, in the labelling guide's order.

    >>> names("trigger")[:3]
    ('repeat_contact', 'broken_promise', 'long_wait')
    """
    if group is None:
        return SIGNAL_NAMES
    if group not in _GROUPS:
        raise PlaybookError(f'unknown group "{group}". {did_you_mean(group, _GROUPS)}')
    return _GROUPS[group]


def group_of(name: str) -> Group:
    """Which group a signal belongs to, without reading the file.

    >>> group_of("sarcasm")
    'flag'
    """
    for group, members in _GROUPS.items():
        if name in members:
            return group
    raise PlaybookError(f'unknown signal "{name}". {did_you_mean(name, SIGNAL_NAMES)}')


def read_vocabulary(text: str, *, path: str, at_least: int = 6) -> tuple[SignalKind, ...]:
    """Check a vocabulary file's text and return its signals in the labelling guide's order.

    Raises PlaybookError with file and line at the first entry that breaks a rule: every signal
    once, no other keys, every sentence said, `at_least` examples on each side, none twice.
    """
    import tomllib  # here and in _turn: most who import the names never read the file

    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise _not_toml(str(fault), path) from fault
    for key in tables:
        if key != "signal":
            raise PlaybookError(f'unknown table "{key}". Allowed: signal.', path=path)
    entries = _entries(tables.get("signal"), text, path)
    kinds: dict[str, SignalKind] = {}
    for entry in entries:
        kind = _kind(entry, at_least)
        if kind.name in kinds:
            raise entry.fault(f'signal "{kind.name}" stands here a second time')
        kinds[kind.name] = kind
    missing = [name for name in SIGNAL_NAMES if name not in kinds]
    if missing:
        raise PlaybookError(f"signals are missing: {', '.join(missing)}", path=path)
    return tuple(kinds[name] for name in SIGNAL_NAMES)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One [[signal]] table and where it stands in its file."""

    table: dict[str, Any]
    lines: tuple[str, ...]
    first: int  # the number of its [[signal]] line, from 1
    path: str

    def fault(self, problem: str, *, key: str = "", words: str = "") -> PlaybookError:
        """What is wrong, at the line of this key or of these words, else at the first line."""
        pattern = rf"\s*{re.escape(key)}\s*=" if key else f".*{re.escape(_written(words))}"
        hits = [n for n, line in enumerate(self.lines, self.first) if re.match(pattern, line)]
        at_fault = hits[-1] if hits and (key or words) else self.first
        return PlaybookError(problem, path=self.path, line=at_fault)


def _not_toml(fault: str, path: str) -> PlaybookError:
    where = re.search(r" \(at line (\d+), column \d+\)$", fault)
    problem = fault[: where.start()] if where else fault
    line = int(where[1]) if where else None
    return PlaybookError(f"not TOML: {problem[:1].lower()}{problem[1:]}", path=path, line=line)


def _entries(tables: object, text: str, path: str) -> list[_Entry]:
    """The entries in the file's order, each with its lines."""
    lines = text.splitlines()
    starts = [n for n, line in enumerate(lines) if line.strip() == "[[signal]]"]
    if not isinstance(tables, list) or len(tables) != len(starts):
        raise PlaybookError("a signal is written as [[signal]], on a line of its own", path=path)
    ends = [*starts[1:], len(lines)]
    return [
        _Entry(table, tuple(lines[start:end]), start + 1, path)
        for table, start, end in zip(tables, starts, ends, strict=True)
    ]


def _kind(entry: _Entry, at_least: int) -> SignalKind:
    """The signal an entry describes, once all of its rules hold."""
    allowed = (*_SENTENCES, *_EXAMPLES)
    named = f'signal "{entry.table.get("name", "?")}"'
    for key in entry.table:
        if key not in allowed:
            problem = f'{named} has an unknown key "{key}". {did_you_mean(key, allowed)}'
            raise entry.fault(problem, key=key)
    name, group, sender, plain, means, why = (_sentence(entry, key, named) for key in _SENTENCES)
    if name not in SIGNAL_NAMES:
        problem = f'unknown signal "{name}". {did_you_mean(name, SIGNAL_NAMES)}'
        raise entry.fault(problem, key="name")
    home = group_of(name)
    if group != home:
        raise entry.fault(f'{named} belongs to the group "{home}", not "{group}"', key="group")
    if sender != _SENT_BY[home]:
        problem = f'{named} is sent by the {_SENT_BY[home]}, not by "{sender}"'
        raise entry.fault(problem, key="sender")
    hears = _examples(entry, "hears", named, at_least)
    ignores = _examples(entry, "ignores", named, at_least)
    seen: dict[Example, str] = {}
    for side, examples in (("hears", hears), ("ignores", ignores)):
        for example in examples:
            if example not in seen:
                seen[example] = side
                continue
            where = f"twice in {side}" if seen[example] == side else "in both hears and ignores"
            problem = f'{named} has the example "{example.text}" {where}'
            raise entry.fault(problem, words=example.text)
    return SignalKind(name, home, _SENT_BY[home], plain, means, why, hears, ignores)


def _sentence(entry: _Entry, key: str, named: str) -> str:
    value = entry.table.get(key)
    if value is None:
        raise entry.fault(f"{named} does not say its {key}")
    if not isinstance(value, str) or not value.strip():
        raise entry.fault(f"{named} needs words as its {key}", key=key)
    return value


def _examples(entry: _Entry, side: str, named: str, at_least: int) -> tuple[Example, ...]:
    given = entry.table.get(side, [])
    if not isinstance(given, list):
        raise entry.fault(f"{named} needs a list as its {side}", key=side)
    if len(given) < at_least:
        problem = f"{named} has {len(given)} {side}, and needs at least {at_least}"
        raise entry.fault(problem, key=side)
    return tuple(_example(entry, value, side, named) for value in given)


def _example(entry: _Entry, value: object, side: str, named: str) -> Example:
    """An example from its words, or from a table with the turns before it."""
    said = value if isinstance(value, dict) else {"text": value}
    for key in said:
        if key not in ("text", "after"):
            hint = did_you_mean(key, ("text", "after"))
            problem = f'an example in the {side} of {named} has an unknown key "{key}". {hint}'
            raise entry.fault(problem, key=side)
    text, after = said.get("text"), said.get("after", [])
    if not isinstance(text, str) or not text.strip():
        raise entry.fault(f"an example in the {side} of {named} has no text", key=side)
    if not isinstance(after, list) or not all(isinstance(turn, str) for turn in after):
        problem = f'the example "{text}" of {named} needs a list of turns as its after'
        raise entry.fault(problem, words=text)
    return Example(text, tuple(_turn(entry, turn) for turn in after))


def _turn(entry: _Entry, line: str) -> Turn:
    """A turn from `speaker: words`."""
    from heard.conversation import Speaker, Turn

    speaker, colon, words = line.partition(":")
    if not colon or not words.strip():
        raise entry.fault(f'"{line}" is not a turn; write "customer: …"', words=line)
    if speaker not in [known.value for known in Speaker]:
        problem = f'unknown speaker "{speaker}". {did_you_mean(speaker, list(Speaker))}'
        raise entry.fault(problem, words=line)
    return Turn(Speaker(speaker), words.strip())


def _written(words: str) -> str:
    """Words as a TOML basic string holds them."""
    escaped = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


_PAGE_HEAD = """\
<!-- Written by: python -m heard.signals > docs/signals.md. Change heard/signals.toml instead. -->

# Signals

A signal is one thing that Heard hears in a turn. This page is the whole vocabulary: {count} names
in four groups. Customers send triggers and flags, agents send techniques and missteps. How heated a
customer is and which emotion they show are read beside the signals, not through them.

Every signal comes with turns that carry it and with near misses, which share its words and do not
count. A turn may carry other signals too. Where the turns before decide, they are shown in front of
the arrow. The examples test Heard, which is never trained on them.
"""
_GROUP_HEADS: dict[Group, tuple[str, str]] = {
    "trigger": ("Triggers", "Why a customer heats up. Heard in the turn that says it, hot or not."),
    "flag": ("Flags", "What else a customer's turn shows that somebody should know."),
    "technique": ("Techniques", "What an agent really did in their words, not what they meant to."),
    "misstep": ("Missteps", "What tends to add heat. A misstep is about words, never a person."),
}


def to_markdown() -> str:
    """The vocabulary as a reference page: a table per group, then every signal's examples."""
    kinds = vocabulary()
    parts = [_PAGE_HEAD.format(count=len(kinds))]
    for group, (title, about) in _GROUP_HEADS.items():
        members = [kind for kind in kinds if kind.group == group]
        rows = [
            f"| [{kind.name}](#{kind.name}) | {kind.plain} | {_plain(kind.means)} |"
            for kind in members
        ]
        parts.append(
            "\n".join(
                [
                    f"## {title}\n\n{about}\n",
                    "| signal | on the desk's pages | means |",
                    "|---|---|---|",
                    *rows,
                ]
            )
        )
        parts.extend(_section(kind) for kind in members)
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def _section(kind: SignalKind) -> str:
    return "\n".join(
        [
            f"### {kind.name}\n",
            f"{_plain(kind.means)} {_plain(kind.why)}\n",
            "Counts:\n",
            *map(_bullet, kind.hears),
            "\nDoes not count:\n",
            *map(_bullet, kind.ignores),
        ]
    )


def _bullet(example: Example) -> str:
    before = "".join(f"*{turn.speaker}:* “{_plain(turn.text)}” " for turn in example.after)
    return f"- {before}{'→ ' if before else ''}“{_plain(example.text)}”"


def _plain(text: str) -> str:
    """Words as Markdown shows them letter for letter, on one line."""
    line = text.replace("\n", " / ").replace("&", "&amp;").replace("<", "&lt;")
    return re.sub(r"([\\`*_\[\]#|])", r"\\\1", line)


if __name__ == "__main__":
    sys.stdout.write(to_markdown())
