"""The text of a playbook: TOML files, and the line on which each of their entries stands."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from heard.errors import PlaybookError, did_you_mean

BUILT_IN = Path(__file__).parent.parent / "playbooks"
HEADER = re.compile(r"\s*\[{1,2}\s*([\w.-]+)\s*\]{1,2}")
KEY = re.compile(r"\s*([\w-]+)[\w.\s-]*=")
AT_LINE = re.compile(r"\s*\(at line (\d+), column \d+\)")


class Source:
    """One TOML file: its values, and where in the file they were written."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.values: dict[str, Any] = {}

    def parse(self) -> PlaybookError | None:
        """Read the file; the fault, where it is not TOML that can be read."""
        try:
            self.values = tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as fault:
            at = AT_LINE.search(str(fault))
            line = int(at[1]) if at else self.text.count("\n") + 1
            return self.fault(f"is not TOML: {AT_LINE.sub('', str(fault))}", line)
        except UnicodeDecodeError:
            return self.fault("is not UTF-8 text", 1)
        except OSError as fault:
            return self.fault(f"cannot be read: {(fault.strerror or str(fault)).lower()}", None)
        return None

    @cached_property
    def text(self) -> str:
        """The file as written."""
        return self.path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")

    def fault(self, problem: str, line: int | None) -> PlaybookError:
        """What is wrong in this file, and where."""
        return PlaybookError(problem, path=str(self.path), line=line)

    def line(self, table: str, index: int, key: str = "", nested: tuple[str, int] = ("", 0)) -> int:
        """The line of a table's `index`-th entry, or of a key in it; the file's first if unknown.

        `nested` narrows the search to the n-th table of that name inside the entry.
        """
        found, seen, inner, inside = 1, -1, -1, not table
        for number, is_header, name in self._marks:
            if is_header:
                if name == table:
                    seen += 1
                    inside = seen == index
                    found = number if inside else found
                elif inside and nested[0] and name == f"{table}.{nested[0]}":
                    inner += 1
                    found = number if inner == nested[1] else found
                elif not name.startswith(f"{table}.") or not table:
                    inside = False
                elif inside and key and name == f"{table}.{key}":
                    return number
            elif inside and nested[0] and name == nested[0]:
                found = number
            elif inside and key and name == key and (not nested[0] or inner == nested[1]):
                return number
        return found

    @cached_property
    def _marks(self) -> tuple[tuple[int, bool, str], ...]:
        """Every header and key of the file with its line, strings over several lines left out."""
        marks, closing = [], ""
        for number, line in enumerate(self.text.split("\n"), 1):
            if not closing:
                if header := HEADER.fullmatch(line.split("#")[0].rstrip()):
                    marks.append((number, True, header[1]))
                elif key := KEY.match(line):
                    marks.append((number, False, key[1]))
            for quotes in ('"""', "'''"):
                if line.count(quotes) % 2 and closing in ("", quotes):
                    closing = "" if closing else quotes
                    break
        return tuple(marks)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry was written: the n-th table of its kind in a file."""

    source: Source
    table: str
    index: int

    @property
    def line(self) -> int:
        """The line the entry begins on."""
        return self.source.line(self.table, self.index)

    def fault(
        self, problem: str, key: str = "", nested: tuple[str, int] = ("", 0)
    ) -> PlaybookError:
        """What is wrong with the entry, or with one key of it."""
        return self.source.fault(problem, self.source.line(self.table, self.index, key, nested))


def find(name: str | Path) -> tuple[Path, ...]:
    """The files of a playbook: a built-in one by name, a TOML file, or a folder of them.

    Raises PlaybookError where there is no such playbook.
    """
    path = Path(name)
    if isinstance(name, str) and (BUILT_IN / name).is_dir() and name.isidentifier():
        path = BUILT_IN / name
    if path.is_dir():
        files = tuple(sorted(path.glob("*.toml")))
        if not files:
            raise PlaybookError(
                "a playbook folder holds .toml files, and this one has none", path=str(path)
            )
        return files
    if path.is_file():
        return (path,)
    built_in = [folder.name for folder in BUILT_IN.iterdir() if folder.is_dir()]
    raise PlaybookError(
        f'there is no playbook "{name}": give a .toml file, a folder of them, or a built-in name. '
        f"{did_you_mean(str(name), built_in)}"
    )
