"""Who spoke in all that was read, held against the names given with `--agent`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.formats.roles import MOST_LISTED, is_named, nobody_called

if TYPE_CHECKING:
    from collections.abc import Iterable


class Roll:
    """Calls the names given as the agent: a name that nobody answers to is a slip of the pen.

    >>> roll = Roll("Jane, Tmo")
    >>> roll.call(["Jane", "Customer", "Tom"])
    >>> roll.fault()
    'no speaker is called "Tmo": those who speak are "Jane", "Customer" and "Tom". Did you mean "Tom"?'
    """

    def __init__(self, agent: str | None) -> None:
        parts = [] if agent is None else [part.strip() for part in agent.split(",")]
        self._agent = agent
        self._missing = [part for part in parts if part]
        self._spoke: dict[str, None] = {}

    def call(self, labels: Iterable[str]) -> None:
        """These speakers were heard."""
        if self._agent is None:
            return
        for label in labels:
            if is_named(label, self._agent):
                still = [part for part in self._missing if not is_named(label, part)]
                whole = label.strip().casefold() == self._agent.strip().casefold()
                self._missing = [] if whole else still
            if len(self._spoke) <= MOST_LISTED:
                self._spoke.setdefault(label)

    @property
    def complete(self) -> bool:
        """Whether each of the names has spoken by now."""
        return not self._missing

    def fault(self) -> str:
        """What is wrong with the names, in a sentence; "" where each of them spoke."""
        if not self._missing or not self._spoke:
            return ""
        return nobody_called(self._missing[0], self._spoke)
