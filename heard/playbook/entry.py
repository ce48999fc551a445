"""An entry of a playbook as written, and the strict reading of it into a value."""

from __future__ import annotations

import re
from dataclasses import MISSING, dataclass, fields, is_dataclass
from types import UnionType
from typing import TYPE_CHECKING, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from heard.errors import PlaybookError, did_you_mean
from heard.signals import SIGNAL_NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.playbook.source import Place

T = TypeVar("T")
Inside = tuple[str, int]  # the n-th table of this name inside an entry; ("", 0) is the entry itself
ENTRY: Inside = ("", 0)

SLOTS = {
    "name": "the customer's name",
    "agent": "the agent's own name",
    "company": "the company's name",
    "team": "the team or person who takes the next step",
    "issue": 'the problem in a few words, as the customer put it: "the double charge"',
    "fact": 'what happened, as a clause: "you were charged twice"',
    "words": "the same in the customer's own words, in quotation marks",
    "asked": "what the customer asks, in quotation marks",
    "told": 'how to name what they said, where none of it can be quoted: "what you said about your order", or "this"',
    "said": "a whole sentence of theirs in quotation marks, where no clause says enough alone",
    "earlier": "what they told in an earlier turn and nobody has taken up, in quotation marks",
    "echoed": 'a word of our own reply that they throw back, in quotation marks: "“soon”"',
    "stake": 'what hangs on it, as a clause: "your rent hangs on it"',
    "happened": "what they told, for the agent to say: where nothing of it can be said back",
    "answer": "the answer to what was asked",
    "promised": 'what was promised: "a call by Tuesday"',
    "feeling": 'the feeling the customer showed: "frustrating"',
    "wait": "how long the customer has waited",
    "count": "how often the customer has been in touch",
    "date": "a day, or a day and a time",
    "time": "a time of day or a span, such as 20 minutes",
    "step": 'the next thing that will be done: "the refund"',
    "option_a": 'the first of two choices: "a refund today"',
    "option_b": 'the second of two choices: "a credit"',
    "reference": "a case or order number",
    "contact": "the number, address or link that a reply names",
}
SLOT = re.compile(r"\{([^{}]*)\}")
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
WORDS: dict[Any, str] = {str: "a text", int: "a whole number", bool: "true or false"}


class Entry:
    """One table of a playbook: its keys as written, each with the place it came from.

    Overlays change keys one by one, so that the keys of one entry may stand in different files.
    """

    def __init__(self, kind: str, values: dict[str, Any], place: Place) -> None:
        self.kind = kind
        self.values = values
        self.place = place
        self.near = ""  # a name of the extended playbook that was perhaps meant
        self.places: dict[str, Place] = dict.fromkeys(values, place)

    @property
    def name(self) -> str:
        """The entry's name, or "" where it has none."""
        name = self.values.get("name", "")
        return name if isinstance(name, str) else ""

    @property
    def title(self) -> str:
        """How an error speaks of this entry."""
        return f'{self.kind} "{self.name}"' if self.name else f"this {self.kind}"

    def changed_by(self, other: Entry) -> Entry:
        """This entry with the keys that an overlay's entry of the same name gives."""
        changed = Entry(self.kind, self.values | other.values, other.place)
        changed.places = self.places | other.places
        return changed

    def fault(self, problem: str, key: str = "", inside: Inside = ENTRY) -> PlaybookError:
        """What is wrong with this entry, at the line where it was written."""
        place = self.places.get(inside[0] or key, self.place)
        return place.fault(f"{self.title} {problem}", key, inside)


@dataclass(frozen=True, slots=True)
class Rule:
    """What a key's value must keep to beyond its type."""

    least: int = 1  # how many a list must have
    signals: tuple[str, ...] = ()  # the signals it may name
    lowest: int = 0
    highest: int = 1_000_000
    label: bool = False  # a kebab-case name


def rule(
    *,
    least: int = 1,
    signals: tuple[str, ...] = (),
    lowest: int = 0,
    highest: int = 1_000_000,
    label: bool = False,
) -> dict[str, Rule]:
    """The metadata of a dataclass field whose value keeps to a rule."""
    return {"rule": Rule(least, signals, lowest, highest, label)}


@dataclass(frozen=True, slots=True)
class Shape:
    """What a key may hold: one value or many, of which type or from which closed list."""

    many: bool
    of: Any  # str, int, bool, or a dataclass for tables inside the entry
    choices: tuple[Any, ...]
    required: bool
    rule: Rule
    inside: bool  # whether it holds tables

    @property
    def words(self) -> str:
        """What is wanted, in words."""
        if self.inside:
            return "tables of its own"
        return f"{WORDS[self.of]} or a list of them" if self.many else WORDS[self.of]


_SHAPES: dict[type[Any], dict[str, Shape]] = {}


def build(kind: type[T], entry: Entry, faults: list[PlaybookError]) -> T | None:
    """The value an entry describes; None, with every fault noted, where it breaks a rule."""
    return _build(kind, entry.values, entry, faults, ENTRY)


def shapes(kind: type[Any]) -> dict[str, Shape]:
    """The keys of a kind of entry and what each may hold, read off the value's own fields."""
    if kind in _SHAPES:
        return _SHAPES[kind]
    hints = get_type_hints(kind)
    found = {}
    for one in fields(kind):
        hint = hints[one.name]
        if get_origin(hint) in (Union, UnionType):
            hint = next(part for part in get_args(hint) if part is not type(None))
        many = get_origin(hint) is tuple
        of = get_args(hint)[0] if many else hint
        choices = get_args(of) if get_origin(of) is Literal else ()
        required = one.default is MISSING and one.default_factory is MISSING
        limits = one.metadata.get("rule", Rule())
        base = type(choices[0]) if choices else of
        found[one.name] = Shape(many, base, choices, required, limits, is_dataclass(base))
    _SHAPES[kind] = found
    return found


def _build(
    kind: type[T], given: dict[str, Any], entry: Entry, faults: list[PlaybookError], inside: Inside
) -> T | None:
    allowed = shapes(kind)
    before = len(faults)
    for key in given:
        if key not in allowed:
            problem = f'has an unknown key "{key}". {did_you_mean(key, allowed)}'
            faults.append(entry.fault(problem, key, inside))
    values: dict[str, Any] = {}
    for key, shape in allowed.items():
        if key in given:
            values[key] = _value(key, given[key], shape, entry, faults, inside)
        elif shape.required:
            problem = f'has no "{key}"; it must give {shape.words}.'
            if entry.near:
                problem += f' To change "{entry.near}", use that name.'
            faults.append(entry.fault(problem, "", inside))
    return kind(**values) if len(faults) == before else None


def _value(
    key: str,
    given: object,
    shape: Shape,
    entry: Entry,
    faults: list[PlaybookError],
    inside: Inside,
) -> object:
    parts = given if shape.many and isinstance(given, list) else [given]
    if shape.inside:
        if not all(isinstance(part, dict) for part in parts):
            faults.append(
                entry.fault(f"says {key} = {quoted(given)}; give {shape.words}.", key, inside)
            )
            return ()
        kind: Any = shape.of
        return tuple(
            _build(kind, part, entry, faults, (key, number)) for number, part in enumerate(parts)
        )
    problems = _problems(key, given, parts, shape)
    faults.extend(entry.fault(problem, key, inside) for problem in problems)
    return tuple(parts) if shape.many else given


def _problems(key: str, given: object, parts: Sequence[object], shape: Shape) -> list[str]:
    wrong = [part for part in parts if type(part) is not shape.of]
    if wrong:
        return [f"says {key} = {quoted(given)}; give {shape.words}."]
    if shape.many and len(parts) < shape.rule.least:
        return [f'gives {len(parts)} under "{key}"; it needs at least {shape.rule.least}.']
    problems = []
    for part in parts:
        if shape.choices and part not in shape.choices:
            choices = [str(choice) for choice in shape.choices]
            problems.append(f"says {key} = {quoted(part)}. {did_you_mean(str(part), choices)}")
        elif isinstance(part, str):
            problems.extend(_text_problems(key, part, shape.rule))
        elif isinstance(part, int) and not shape.rule.lowest <= part <= shape.rule.highest:
            lies = f"{shape.rule.lowest}..{shape.rule.highest}"
            problems.append(f"says {key} = {part}; it lies in {lies}.")
    return problems


def _text_problems(key: str, text: str, limits: Rule) -> list[str]:
    problems = []
    if not text.strip():
        problems.append(f'has an empty text under "{key}".')
    if limits.label and not NAME.fullmatch(text):
        problems.append(f'says {key} = {quoted(text)}; a name is lowercase words joined by "-".')
    if limits.signals and text not in limits.signals:
        verb = "waits for" if key == "when" else f"names, under {key},"
        if text in SIGNAL_NAMES:
            which, known = "a signal of another kind", f"Allowed: {', '.join(limits.signals)}."
        else:
            which, known = "an unknown signal", did_you_mean(text, limits.signals)
        problems.append(f'{verb} {which} "{text}". {known}')
    if "{" not in text:
        return problems
    problems.extend(
        f'uses an unknown slot "{{{slot}}}" in {key}. {did_you_mean(slot, SLOTS)}'
        for slot in SLOT.findall(text)
        if slot not in SLOTS
    )
    return problems


def quoted(given: object) -> str:
    """A value as TOML writes it, cut short: what an error quotes."""
    if isinstance(given, bool):
        return str(given).lower()
    if isinstance(given, str):
        return f'"{given}"' if len(given) <= 60 else f'"{given[:57]}…"'
    if isinstance(given, list):
        more = ", …" if len(given) > 3 else ""
        return f"[{', '.join(quoted(part) for part in given[:3])}{more}]"
    return "a table" if isinstance(given, dict) else str(given)
