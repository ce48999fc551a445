"""What is found in a text is remembered: each turn is asked about by many, and again while later turns are heard.

Another process may have found it: what it notes while it reads can be learned here, so that nobody finds it twice.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import update_wrapper
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Kind = TypeVar("Kind")
Note = tuple[str, str, Any]  # what was asked, of which text, and what was found
HALF = 4096  # texts asked about lately: those of a thousand conversations are asked about again
_noted: list[Note] | None = None  # what is found while somebody takes notes


class Remembered(Generic[Kind]):
    """A function of a text alone that finds the same whenever it is asked; what it gives must not be changed.

    Texts are forgotten by halves, the longest unasked first, and without a lock: at worst one is looked at again.

    >>> @Remembered
    ... def words(text: str) -> int:
    ...     return len(text.split())
    >>> words("Where is it?")
    3
    """

    def __init__(self, find: Callable[[str], Kind]) -> None:
        update_wrapper(self, find)
        self.name = f"{find.__module__}.{find.__qualname__}"
        self._find = find
        self._new: dict[str, Kind] = {}
        self._old: dict[str, Kind] = {}
        _EVERY[self.name] = self

    def __call__(self, text: str) -> Kind:
        """What is found in this text."""
        try:
            return self._new[text]
        except KeyError:
            found = self._found(text)
        self.keep(text, found)
        return found

    def _found(self, text: str) -> Kind:
        if text in self._old:
            return self._old[text]
        found = self._find(text)
        if _noted is not None:
            _noted.append((self.name, text, found))
        return found

    def keep(self, text: str, found: Kind) -> None:
        """Remember what somebody found in a text."""
        if len(self._new) >= HALF:
            self._old, self._new = self._new, {}
        self._new[text] = found


_EVERY: dict[str, Remembered[Any]] = {}


@contextmanager
def noting() -> Iterator[list[Note]]:
    """Take notes of whatever is found meanwhile and was not known. For a process with one thread."""
    global _noted  # noqa: PLW0603 - one reader, and whoever it asks must not know
    notes: list[Note] = []
    _noted = notes
    try:
        yield notes
    finally:
        _noted = None


def learn(notes: Iterable[Note]) -> None:
    """Remember what was noted elsewhere; what nobody asks here is passed over."""
    for name, text, found in notes:
        asked = _EVERY.get(name)
        if asked is not None:
            asked.keep(text, found)
