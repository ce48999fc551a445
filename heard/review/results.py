"""The results file: a scorecard a line, kept as it is finished, so that a stopped run can go on."""

from __future__ import annotations

import hashlib
import json
import os
import re
from contextlib import suppress
from typing import TYPE_CHECKING

from heard.errors import InputError
from heard.review.wire import card_from_json, card_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from heard.review.card import Scorecard

NAME = "cards.jsonl"
KEY_AT_END = re.compile(rb', "key": "([0-9a-f]{32})"\}\n$')
FORM = 2  # of a card as it is written; with another one, finished cards are scored again
KEY_LENGTH = 50  # bytes of a line's end that hold its key


def key_of(*parts: object) -> str:
    """What tells one piece of work from another: the same parts give the same key, anywhere.

    >>> key_of("day.jsonl", "c1") == key_of("day.jsonl", "c1") != key_of("day.jsonl", "c2")
    True
    """
    return hashlib.sha256(repr((FORM, *parts)).encode("utf-8", "surrogatepass")).hexdigest()[:32]


class Results:
    """The cards of one run in a file, each findable by its key.

    Lines are only ever appended while the run goes on, and a batch of them is on the disk before
    the next begins. A line that was cut off by a crash is dropped when the file is opened again.
    """

    def __init__(self, folder: Path, *, resume: bool = True) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self.path = folder / NAME
            self._file = self.path.open("r+b" if resume and self.path.exists() else "w+b")
        except OSError as fault:
            raise _no_room(fault, folder) from fault
        self._spans: dict[str, tuple[int, int]] = {}
        self._order: list[tuple[int, int]] = []  # this run's cards, in its order
        self._end = self._find_keys()

    def find(self, key: str) -> Scorecard | None:
        """The finished card of this key; None where there is none."""
        span = self._spans.get(key)
        return None if span is None else _parse(self._line(span), self.path)

    def add(self, cards: Sequence[tuple[str, Scorecard]]) -> None:
        """Put finished cards on the disk, each with its key."""
        lines = []
        for key, card in cards:
            record = card_json(card, transcript=True) | {"key": key}
            line = json.dumps(record, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
            span = (self._end, len(line))
            self._end += len(line)
            self._spans[key] = span
            lines.append(line)
        try:
            self._file.seek(0, os.SEEK_END)
            self._file.write(b"".join(lines))
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as fault:
            raise _no_room(fault, self.path.parent) from fault

    def note(self, keys: Iterable[str]) -> None:
        """These cards belong to this run, and come next in its order."""
        self._order.extend(self._spans[key] for key in keys)

    def finish(self) -> None:
        """Leave just this run's cards in the file, in its order, whatever was there before."""
        wanted = 0
        for start, length in self._order:
            if start != wanted:
                break
            wanted += length
        else:
            if wanted == self._end:
                return
        temporary = self.path.with_suffix(".tmp")
        try:
            with temporary.open("wb") as file:
                for span in self._order:
                    file.write(self._line(span))
                file.flush()
                os.fsync(file.fileno())
            self._file.close()
            temporary.replace(self.path)
        except OSError as fault:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise _no_room(fault, self.path.parent) from fault

    def close(self) -> None:
        """Close the file; what was added stays. What could not be written was told already."""
        with suppress(OSError):
            self._file.close()

    def _line(self, span: tuple[int, int]) -> bytes:
        self._file.seek(span[0])
        return self._file.read(span[1])

    def _find_keys(self) -> int:
        """Note where each finished card stands; cut off what a crash left half written."""
        end = 0
        for line in self._file:
            if not line.endswith(b"\n"):
                break
            if found := KEY_AT_END.search(line[-KEY_LENGTH:]):
                self._spans[found[1].decode()] = (end, len(line))
            end += len(line)
        self._file.truncate(end)
        return end


def read_cards(folder: Path) -> Iterator[Scorecard]:
    """The cards of a results file, one by one, in the order reviewed.

    Raises InputError, naming the line, where one is not a card.
    """
    path = folder / NAME
    try:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                yield _parse(line, path, number)
    except FileNotFoundError as fault:
        raise InputError(
            "no results here; run `heard review` with --out", path=str(path)
        ) from fault


def _no_room(fault: OSError, folder: Path) -> InputError:
    problem = f"cannot hold the report: {(fault.strerror or str(fault)).lower()}"
    return InputError(problem, path=str(folder))


def _parse(line: bytes, path: Path, number: int | None = None) -> Scorecard:
    try:
        return card_from_json(json.loads(line))
    except (KeyError, TypeError, ValueError) as fault:
        problem = "not a scorecard of this version; remove the file and review again"
        raise InputError(problem, path=str(path), line=number) from fault
