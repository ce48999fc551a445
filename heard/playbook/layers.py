"""A playbook and the ones it extends, laid over each other: entries by kind, in order."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from heard.errors import PlaybookError, did_you_mean
from heard.playbook.entry import Entry, quoted
from heard.playbook.source import Place, Source, find

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

Kinds = dict[str, dict[str, Entry]]  # kind -> name -> entry, in the order written
TOP = "playbook"  # the kind of the keys that stand before the first table


class Layers:
    """Reads a playbook's files and, under them, those of the playbook it extends."""

    def __init__(self, tables: Collection[str], keyed: dict[str, str]) -> None:
        """`tables` stand once in a playbook; `keyed` ones repeat, and a key tells them apart."""
        self._tables = tables
        self._keyed = keyed
        self.faults: list[PlaybookError] = []
        self.files: list[Path] = []
        self.complete = True  # whether every file could be read

    def read(self, name: str | Path, seen: tuple[Path, ...] = ()) -> Kinds:
        """The entries of a playbook, those it extends included. Faults are noted, not raised."""
        try:
            paths = find(name)
        except PlaybookError as fault:
            self.faults.append(fault)
            return {}
        self.files.extend(paths)
        own: Kinds = {}
        for path in paths:
            source = Source(path)
            broken = source.parse()
            if broken is None:
                self._sort(source, own)
            else:
                self.faults.append(broken)
                self.complete = False
        top = own.get(TOP, {}).get("")
        if top is None or "extends" not in top.values:
            return own
        extends = top.values.pop("extends")
        if not isinstance(extends, str):
            problem = f'says extends = {quoted(extends)}; give "default" or a path.'
            self.faults.append(top.fault(problem, "extends"))
            return own
        if set(paths) & set(seen):
            self.faults.append(top.fault(f'extends itself, by way of "{extends}".', "extends"))
            return own
        near = paths[0].parent / extends
        base = self.read(near if near.exists() else extends, (*seen, *paths))
        return self._laid_over(base, own)

    def _sort(self, source: Source, own: Kinds) -> None:
        top = {key: value for key, value in source.values.items() if not _is_table(value)}
        if top:
            self._place(Entry(TOP, top, Place(source, "", 0)), "", own)
        for kind, value in source.values.items():
            if kind in top:
                continue
            if kind not in self._tables and kind not in self._keyed:
                known = did_you_mean(kind, [*self._tables, *self._keyed])
                line = source.line(kind, 0)
                self.faults.append(source.fault(f'unknown table "{kind}". {known}', line))
            elif isinstance(value, list) is not (kind in self._keyed):
                brackets = f"[[{kind}]]" if kind in self._keyed else f"[{kind}]"
                problem = f'the table "{kind}" is written {brackets}'
                self.faults.append(source.fault(problem, source.line(kind, 0)))
            elif kind in self._tables:
                self._place(Entry(kind, value, Place(source, kind, 0)), "", own)
            else:
                for index, values in enumerate(value):
                    entry = Entry(kind, values, Place(source, kind, index))
                    self._place(entry, values.get(self._keyed[kind]), own)

    def _place(self, entry: Entry, name: object, own: Kinds) -> None:
        if name is None or isinstance(name, (list, dict)):
            key = self._keyed[entry.kind]
            self.faults.append(entry.fault(f'has no "{key}" to tell it from others.'))
            return
        named = own.setdefault(entry.kind, {})
        if str(name) not in named:
            named[str(name)] = entry
            return
        first = named[str(name)].place
        where = f"{first.source.path.name}:{first.source.line(first.table, first.index)}"
        if name == "":
            what = "the keys at the top" if entry.kind == TOP else f"[{entry.kind}]"
            problem = f"{what} may stand in one file only; they stand in {where} already."
            self.faults.append(entry.place.source.fault(problem, entry.place.line))
        else:
            self.faults.append(entry.fault(f"has a name that {where} has already."))

    def _laid_over(self, base: Kinds, own: Kinds) -> Kinds:
        laid = {kind: dict(named) for kind, named in base.items()}
        for kind, named in own.items():
            under = laid.setdefault(kind, {})
            for name, entry in named.items():
                remove = entry.values.pop("remove", None)
                if remove is not None:
                    self._remove(entry, name, under, remove)
                elif name in under:
                    if kind == TOP and "name" in entry.values:
                        under[name].values.pop("title", None)  # it belongs to the other name
                    under[name] = under[name].changed_by(entry)
                else:
                    entry.near = next(iter(get_close_matches(name, under, n=1)), "")
                    under[name] = entry
        return laid

    def _remove(self, entry: Entry, name: str, under: dict[str, Entry], remove: object) -> None:
        key = self._keyed.get(entry.kind)
        extra = [given for given in entry.values if given != key]
        if remove is not True:
            problem = f"says remove = {quoted(remove)}; leave it out, or say true."
            self.faults.append(entry.fault(problem, "remove"))
        elif extra:
            problem = f'is removed, so it cannot change "{extra[0]}".'
            self.faults.append(entry.fault(problem, extra[0]))
        elif name not in under:
            known = did_you_mean(name, under) if under else "There are none."
            problem = (
                f"cannot be removed: the playbook it extends has no such {entry.kind}. {known}"
            )
            self.faults.append(entry.fault(problem))
        else:
            del under[name]


def _is_table(value: object) -> bool:
    return isinstance(value, dict) or (
        isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)
    )
