"""The one conversation that a reply or a draft answers."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from heard.errors import InputError, did_you_mean
from heard.formats import Loaded, load_all

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.conversation import Conversation

NAMED = 3  # conversations that a refusal names


def answered(path: str, *, agent: str | None, called: str | None = None) -> Conversation:
    """The conversation in this file, or the one of several with the id `called`.

    Raises InputError where there is none, or more than one and none is chosen.
    """
    found: list[Loaded] = []
    faults: list[InputError] = []
    for loaded in load_all([path], agent=agent):
        if isinstance(loaded, InputError):
            faults.append(loaded)
        else:
            found.append(loaded)
    chosen = [one for one in found if called in (None, one.conversation.id)]
    if faults and (called is None or not chosen):
        raise faults[0]
    if not found:
        raise InputError("no conversation found", path=path)
    ids = [one.conversation.id for one in found]
    if not chosen:
        hint = did_you_mean(str(called), ids)
        near = hint if hint.startswith("Did") else f"It holds {_named(ids)}."
        raise InputError(f'no conversation is called "{called}". {near}', path=path)
    if len(chosen) > 1:
        problem = f"it holds {len(found)} conversations ({_named(ids)}); choose one with --id ID"
        raise InputError(problem, path=path)
    for warning in chosen[0].warnings:
        sys.stderr.write(f"heard: warning: {warning}\n")
    return chosen[0].conversation


def _named(ids: Sequence[str]) -> str:
    more = ", …" if len(ids) > NAMED else ""
    return ", ".join(f'"{one}"' for one in ids[:NAMED]) + more
