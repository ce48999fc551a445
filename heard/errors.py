"""What can go wrong, in one sentence each.

HeardError
├── InputError      a file, a line or a value that cannot be read as a conversation
├── PlaybookError   a playbook or vocabulary entry that breaks its rules
├── ModelError      weights that are missing, damaged or of another version
└── StoreError      a database that cannot be opened, read or written
    ├── MissingError    something asked for by name that is not there
    └── ConflictError   a change that does not fit what is there by now
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class HeardError(Exception):
    """A fault somebody can mend: what is wrong, where it is, what is allowed.

    >>> print(HeardError("unknown speaker \\"custmer\\"", path="day.jsonl", line=3))
    day.jsonl:3: unknown speaker "custmer"
    """

    def __init__(self, problem: str, *, path: str | None = None, line: int | None = None) -> None:
        super().__init__(problem)
        self.problem = problem
        self.path = path
        self.line = line

    def __str__(self) -> str:
        where = "" if self.path is None else f"{self.path}:"
        if where and self.line is not None:
            where += f"{self.line}:"
        return f"{where} {self.problem}" if where else self.problem

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.problem, self.path, self.line))


class InputError(HeardError):
    """A file, a line or a value that cannot be read as a conversation."""


class PlaybookError(HeardError):
    """A playbook or vocabulary entry that breaks its rules."""


class ModelError(HeardError):
    """Weights that are missing, damaged or of another version."""


class StoreError(HeardError):
    """A database that cannot be opened, read or written."""


class MissingError(StoreError):
    """Something asked for by name that is not there."""


class ConflictError(StoreError):
    """A change that does not fit what is there by now: look again, then decide."""


def did_you_mean(given: str, allowed: Iterable[str]) -> str:
    """The end of a sentence that names the nearest allowed word, or all of them.

    >>> did_you_mean("custmer", ["customer", "agent"])
    'Did you mean "customer"?'
    >>> did_you_mean("x", ["customer", "agent"])
    'Allowed: agent, customer.'
    """
    choices = sorted(allowed)
    near = get_close_matches(given, choices, n=1, cutoff=0.6)
    return f'Did you mean "{near[0]}"?' if near else f"Allowed: {', '.join(choices)}."


def _rebuild(
    kind: type[HeardError], problem: str, path: str | None, line: int | None
) -> HeardError:
    return kind(problem, path=path, line=line)
