"""Loading a listener by its name. The weights are read when one is asked for, not before."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from heard.errors import ModelError, did_you_mean

if TYPE_CHECKING:
    from heard.listen.hashed import Hashed

LISTENERS = ("hashed",)


def load_listener(name: str | None = None) -> Hashed:
    """The listener of this name, loaded once; without a name, the one that ships.

    Raises ModelError for an unknown name, and where weights are missing, damaged or of another version.
    """
    name = name or LISTENERS[0]
    if name not in LISTENERS:
        problem = f'there is no listener "{name}". {did_you_mean(name, LISTENERS)}'
        raise ModelError(problem)
    return _loaded(name)


@cache
def _loaded(_: str) -> Hashed:
    from heard.listen.hashed import (
        Hashed,
    )  # numpy is loaded with it: not for those who only look up

    return Hashed.load()
