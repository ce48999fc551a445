"""The one conversation that a reply or a draft answers."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from heard.errors import InputError
from heard.formats import load_all

if TYPE_CHECKING:
    from heard.conversation import Conversation

NAMED = 3  # conversations that a refusal names


def answered(path: str, agent: str | None) -> Conversation:
    """The conversation in this file. Raises InputError where there is none, or more than one."""
    found: list[Conversation] = []
    for loaded in load_all([path], agent=agent):
        if isinstance(loaded, InputError):
            raise loaded
        if not found:
            for warning in loaded.warnings:
                sys.stderr.write(f"heard: warning: {warning}\n")
        found.append(loaded.conversation)
    if not found:
        raise InputError("no conversation found", path=path)
    if len(found) > 1:
        names = ", ".join(f'"{one.id}"' for one in found[:NAMED])
        more = ", …" if len(found) > NAMED else ""
        problem = (
            f"it holds {len(found)} conversations ({names}{more}); give a file that holds only "
            "the one that is answered"
        )
        raise InputError(problem, path=path)
    return found[0]
