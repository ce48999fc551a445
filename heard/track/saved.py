"""A track's state as plain JSON values, and back."""

from __future__ import annotations

from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import (
    TYPE_CHECKING,
    Literal,
    TypeVar,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from heard.conversation import Channel
from heard.errors import InputError, did_you_mean
from heard.track.moment import (
    Criterion,
    CriterionName,
    HeardLetter,
    Mood,
    Pause,
    Rung,
    StepState,
    Trend,
)

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Saved = dict[str, object]
Value = TypeVar("Value", bound="DataclassInstance")

# Names that the value modules import for the type checker only.
NAMES: dict[str, object] = {
    "Channel": Channel,
    "date": date,
    "datetime": datetime,
    "HeardLetter": HeardLetter,
    "Criterion": Criterion,
    "CriterionName": CriterionName,
    "Mood": Mood,
    "Pause": Pause,
    "Rung": Rung,
    "StepState": StepState,
    "Trend": Trend,
}


def save(value: DataclassInstance) -> Saved:
    """A frozen value as JSON; fields that still have their default are left out."""
    saved: Saved = {}
    for name, default in _defaults(type(value)):
        kept = getattr(value, name)
        if kept != default:
            saved[name] = _plain(kept)
    return saved


def restore(kind: type[Value], saved: object) -> Value:
    """The value that `save` wrote. Raises InputError where `saved` is not one."""
    if not isinstance(saved, dict):
        raise InputError(f"not a saved {kind.__name__}: {saved!r:.60}")
    hints = get_type_hints(kind, localns=NAMES)
    for name in saved:
        if name not in hints:
            problem = f'a saved {kind.__name__} has no "{name}". {did_you_mean(str(name), hints)}'
            raise InputError(problem)
    try:
        return kind(**{name: _typed(hints[name], value) for name, value in saved.items()})
    except (TypeError, ValueError) as fault:
        raise InputError(f"not a saved {kind.__name__}: {fault}") from fault


@cache
def _defaults(kind: type[DataclassInstance]) -> tuple[tuple[str, object], ...]:
    """The fields of a kind of value, each with what it is where nobody says."""
    return tuple((field.name, _default(field)) for field in fields(kind))


def _default(field: Field[object]) -> object:
    if field.default_factory is not MISSING:
        return field.default_factory()
    return field.default


def _plain(value: object) -> object:
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return save(value)
    return value.isoformat() if isinstance(value, date) else value


def _typed(hint: object, value: object) -> object:
    """The value in the type that the field declares: tuples from lists, dates from text."""
    kinds = get_args(hint)
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        inner = next(kind for kind in kinds if kind is not NoneType)
        return None if value is None else _typed(inner, value)
    if origin is tuple:
        return tuple(_typed(kinds[0], item) for item in _expect(list, value))
    if origin is Literal:
        if value not in kinds:
            raise ValueError(f"{value!r:.60} is not one of {', '.join(map(str, kinds))}")
        return value
    return _single(hint, value)


def _single(hint: object, value: object) -> object:
    if not isinstance(hint, type):
        raise TypeError(f"{hint!r:.60} cannot be restored")
    if is_dataclass(hint):
        return restore(hint, value)
    if issubclass(hint, Enum):
        return hint(value)
    if issubclass(hint, date):
        return hint.fromisoformat(_expect(str, value))
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    return _expect(hint, value)


Plain = TypeVar("Plain")


def _expect(kind: type[Plain], value: object) -> Plain:
    if not isinstance(value, kind):
        raise TypeError(f"{kind.__name__} expected, not {value!r:.60}")
    return value
