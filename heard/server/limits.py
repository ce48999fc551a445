"""How much one caller may ask for: a bucket each, refilled steadily."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from dataclasses import dataclass, field

from heard.server.problems import Problem


@dataclass(slots=True)
class Limit:
    """At most `burst` at once and `rate` a second, for each caller apart.

    >>> limit = Limit(rate=1.0, burst=2)
    >>> [limit.wait_s("a", now=0.0) for _ in range(3)], limit.wait_s("a", now=1.0)
    ([0.0, 0.0, 1.0], 0.0)
    """

    rate: float
    burst: int
    kept: int = 10_000  # callers remembered; the longest unseen is forgotten first
    buckets: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)

    def wait_s(self, caller: str, *, cost: float = 1.0, now: float | None = None) -> float:
        """Take from the caller's bucket: 0, or the seconds until there is enough again."""
        now = time.monotonic() if now is None else now
        left, since = self.buckets.pop(caller, (float(self.burst), now))
        left = min(float(self.burst), left + (now - since) * self.rate)
        wait = 0.0 if left >= cost else (cost - left) / self.rate
        self.buckets[caller] = (left - cost if wait == 0.0 else left, now)
        while len(self.buckets) > self.kept:
            self.buckets.popitem(last=False)
        return wait

    def take(self, caller: str, *, cost: float = 1.0) -> None:
        """The same, with a Problem where the caller must wait."""
        wait = self.wait_s(caller, cost=cost)
        if wait > 0.0:
            seconds = max(1, math.ceil(wait))
            raise Problem(
                "too-fast", f"too many at once; try again in {seconds} s", retry_after_s=seconds
            )

    def forget(self, caller: str) -> None:
        """Give a caller a full bucket again."""
        self.buckets.pop(caller, None)
