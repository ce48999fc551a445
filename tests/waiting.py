"""Waiting for a state, never for a time: a busy machine is slow, not wrong."""

import time
from collections.abc import Callable

SLOW_S = 300.0


def eventually(true: Callable[[], object], otherwise: str = "it never came to it") -> None:
    """Wait until it is so."""
    until = time.monotonic() + SLOW_S
    while not true():
        assert time.monotonic() < until, otherwise
        time.sleep(0.02)
