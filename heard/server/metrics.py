"""What Prometheus may read: counts and durations; never a customer's words, never an id."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
SHARED = "PROMETHEUS_MULTIPROC_DIR"  # where several workers add their numbers up


@dataclass
class Metrics:
    """The server's own numbers, in a registry of their own."""

    registry: CollectorRegistry = field(default_factory=CollectorRegistry)

    def __post_init__(self) -> None:
        to = self.registry
        self.turns = Counter("heard_turns", "Turns taken in.", ["speaker"], registry=to)
        self.cards = Counter("heard_cards", "Advice given.", registry=to)
        self.turn_seconds = Histogram(
            "heard_turn_seconds",
            "From a turn's arrival to its answer.",
            buckets=SECONDS,
            registry=to,
        )
        self.check_seconds = Histogram(
            "heard_check_seconds", "One draft checked.", buckets=SECONDS, registry=to
        )
        self.requests = Counter(
            "heard_requests", "Requests answered.", ["route", "method", "status"], registry=to
        )
        self.request_seconds = Histogram(
            "heard_request_seconds", "From a request to its answer.", ["route"], buckets=SECONDS,
            registry=to,
        )  # fmt: skip
        self.problems = Counter("heard_problems", "Refusals by name.", ["problem"], registry=to)
        self.sockets = Gauge(
            "heard_ws_clients", "Sockets open now.", registry=to, multiprocess_mode="livesum"
        )
        self.webhooks = Counter("heard_webhooks", "Webhook deliveries.", ["result"], registry=to)

    def page(self) -> bytes:
        """The numbers as text; of all workers, where there are several."""
        if SHARED in os.environ:
            together = CollectorRegistry()
            MultiProcessCollector(together)  # type: ignore[no-untyped-call]
            return generate_latest(together)
        return generate_latest(self.registry)


def gone() -> None:
    """Take this worker out of the sums of what is open now."""
    if SHARED in os.environ:
        mark_process_dead(os.getpid())  # type: ignore[no-untyped-call]


MEDIA_TYPE = CONTENT_TYPE_LATEST
