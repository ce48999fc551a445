"""Garbage collection in quiet moments: one of all that is kept makes every caller wait a tenth of a second.

What is kept of a conversation are values without cycles, freed as soon as they are dropped; a
collection of more than the youngest objects walks them and finds next to nothing.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

log = logging.getLogger("heard.server")
YOUNG, NEVER = 20_000, 1_000_000_000  # objects, collections of the young
LOOK_S = 5.0
QUIET_S = 1.0  # without a turn
OFTEN_S = 120.0  # between two full collections
SELDOM_S = 1800.0  # after which one is due, quiet or not


@contextlib.asynccontextmanager
async def tidied(idle_s: Callable[[], float]) -> AsyncIterator[None]:
    """Full collections only when `idle_s`, the seconds since the last turn, says that nobody waits."""
    before = gc.get_threshold()
    only_the_young()
    task = asyncio.create_task(_tidy(idle_s))
    try:
        yield
    finally:
        task.cancel()
        gc.set_threshold(*before)
        gc.unfreeze()


def only_the_young() -> None:
    """From now on nothing but the youngest objects is walked without being asked for."""
    gc.collect()
    gc.freeze()  # what was loaded at the start stays, and is not walked again
    gc.set_threshold(YOUNG, NEVER, NEVER)


async def _tidy(idle_s: Callable[[], float]) -> None:
    last = time.monotonic()
    while True:
        await asyncio.sleep(LOOK_S)
        since = time.monotonic() - last
        if (since >= OFTEN_S and idle_s() >= QUIET_S) or since >= SELDOM_S:
            began = time.perf_counter()
            found = gc.collect()
            took = (time.perf_counter() - began) * 1000
            log.debug("tidied", extra={"found": found, "took_ms": round(took, 1)})
            last = time.monotonic()
