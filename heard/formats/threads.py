"""Replies that form a tree, laid in one line: nobody answers before what they answer."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def roots(parents: Mapping[str, str | None]) -> dict[str, str]:
    """For every message the first of its thread; a parent that is not there counts as the first.

    >>> roots({"a": None, "b": "a", "c": "b", "d": "gone"})
    {'a': 'a', 'b': 'a', 'c': 'a', 'd': 'gone'}
    """
    found: dict[str, str] = {}
    for message in parents:
        path: list[str] = []
        on_path: set[str] = set()
        here = message
        while here not in found and here not in on_path:
            path.append(here)
            on_path.add(here)
            above = parents.get(here)
            if above is None:
                break
            here = above
        root = found.get(here, here)
        found.update(dict.fromkeys(path, root))
    return {message: found[message] for message in parents}


def in_order(
    ids: Sequence[str], parents: Sequence[str | None], times: Sequence[float | None]
) -> tuple[int, ...]:
    """The places of the messages in reading order: by time where known, after what they answer.

    >>> in_order(["c", "a", "b"], ["b", None, "a"], [None, None, None])
    (1, 2, 0)
    """
    place = {name: index for index, name in enumerate(ids)}
    below: dict[int, list[int]] = {}
    ready: list[tuple[float, int]] = []
    for index, parent in enumerate(parents):
        above = place.get(parent) if parent is not None else None
        if above is None or above == index:
            heapq.heappush(ready, (_when(times[index]), index))
        else:
            below.setdefault(above, []).append(index)
    order: list[int] = []
    while ready:
        _, index = heapq.heappop(ready)
        order.append(index)
        for reply in below.get(index, ()):
            heapq.heappush(ready, (_when(times[reply]), reply))
    if len(order) < len(ids):  # replies that answer each other in a circle
        placed = set(order)
        order += [index for index in range(len(ids)) if index not in placed]
    return tuple(order)


def _when(time: float | None) -> float:
    return -1.0 if time is None else time
