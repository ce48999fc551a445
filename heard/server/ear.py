"""The ear: turns are taken in as they come, each conversation's in its order."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from heard.errors import HeardError
from heard.server.intake import Intake, Said
from heard.server.problems import Problem

if TYPE_CHECKING:
    from heard.server.metrics import Metrics

log = logging.getLogger("heard.server")
THREADS = 1  # more would only wait for each other
TOGETHER = 32  # turns that are taken in at once, where so many wait
DEAF = "no turn is taken in: the server was not started (the app's lifespan does it), or it is stopping"
WAITING = 2000  # turns that may wait for one thread; more are refused, and their sender tries again

Told = dict[str, Any]


Answer = Told | HeardError
Then = Callable[[Answer], None]
Asked = tuple[Said, Then]
Waiting = queue.SimpleQueue[Asked | None]


class Ear:
    """Takes turns in the order in which they came, so that a conversation is never heard askew.

    A conversation always goes to the same thread, which takes what has come meanwhile together:
    the busier it is, the more turns share one transaction. Answers are given where `asks` runs,
    all of one transaction at once, since each call into another thread has to wake it.
    """

    def __init__(self, intake: Intake, metrics: Metrics, *, threads: int = THREADS) -> None:
        self.intake = intake
        self.metrics = metrics
        self._asks: asyncio.AbstractEventLoop | None = None
        self._listens = False
        self._last = time.monotonic()
        self._queues: list[Waiting] = [queue.SimpleQueue() for _ in range(threads)]
        self._threads = [
            threading.Thread(target=self._run, args=(one,), name=f"heard-ear-{n}", daemon=True)
            for n, one in enumerate(self._queues)
        ]

    def start(self, asks: asyncio.AbstractEventLoop | None = None) -> None:
        """Begin to listen; answers are given in this loop, or where they are found."""
        self._asks, self._listens = asks, True
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Take in what has come, then stop."""
        self._listens = False
        for waiting in self._queues:
            waiting.put(None)
        for thread in self._threads:
            if thread.is_alive():
                thread.join(timeout=10.0)

    def submit(self, said: Said, then: Then) -> None:
        """A turn to take in; `then` is called with its answer, or with what stood in its way."""
        if not self._listens:
            raise Problem("not-ready", DEAF, retry_after_s=1)
        waiting = self._queues[hash(said.conversation) % len(self._queues)]
        if waiting.qsize() >= WAITING:
            raise Problem("too-fast", "the server is behind; try again in 1 s", retry_after_s=1)
        self._last = time.monotonic()
        waiting.put((said, then))

    def idle_s(self) -> float:
        """Seconds since the last turn was submitted."""
        return time.monotonic() - self._last

    def hear(self, said: Said) -> Told:
        """The same, waited for; never in the loop that the answers are given in."""
        found: Future[Answer] = Future()
        self.submit(said, found.set_result)
        return _told(found.result())

    async def heard(self, said: Said) -> Told:
        """The same, for those who must not block."""
        found: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self.submit(said, lambda answer: None if found.cancelled() else found.set_result(answer))
        return _told(await found)

    def _run(self, waiting: Waiting) -> None:
        held: Asked | None = None
        while (one := held or waiting.get()) is not None:
            together, held = drawn(one, waiting)
            try:
                answers = self.intake.take_in_all([said for said, _ in together])
            except Exception as fault:  # noqa: BLE001 - nobody may be left waiting
                answers = [fault] * len(together)
            try:
                self._tell(
                    [
                        (asked, self._noted(asked[0], answer))
                        for asked, answer in zip(together, answers, strict=True)
                    ]
                )
            except Exception:  # the one thread that listens goes on
                log.exception("answers could not be given")

    def _noted(self, said: Said, answer: Told | Exception) -> Answer:
        if isinstance(answer, HeardError):
            return answer
        if isinstance(answer, Exception):
            log.error("a turn could not be taken in", exc_info=answer)
            sorry = "the turn could not be kept; send it again"
            return Problem("not-ready", sorry, retry_after_s=1)
        self.metrics.turn_seconds.observe(time.perf_counter() - said.came)
        if not answer["duplicate"]:
            self.metrics.turns.labels(said.turn.speaker.value).inc()
            if answer["told"]["advice"] is not None:
                self.metrics.cards.inc()
        return answer

    def _tell(self, answered: list[tuple[Asked, Answer]]) -> None:
        if self._asks is None:
            _call(answered)
        else:
            with contextlib.suppress(RuntimeError):  # the loop is over, and whoever asked with it
                self._asks.call_soon_threadsafe(_call, answered)


def _call(answered: list[tuple[Asked, Answer]]) -> None:
    for (_, then), answer in answered:
        try:
            then(answer)
        except Exception:
            log.exception("an answer could not be given")


def _told(answer: Answer) -> Told:
    if isinstance(answer, HeardError):
        raise answer
    return answer


def drawn(first: Asked, waiting: Waiting) -> tuple[list[Asked], Asked | None]:
    """The first with what waits behind it, one of each conversation; and one that must wait on."""
    together, named = [first], {first[0].conversation}
    while len(together) < TOGETHER:
        try:
            one = waiting.get_nowait()
        except queue.Empty:
            break
        if one is None:  # the end, but not before these
            waiting.put(None)
            break
        if one[0].conversation in named:
            return together, one
        together.append(one)
        named.add(one[0].conversation)
    return together, None
