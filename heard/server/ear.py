"""The ear: turns are taken in one after the other, each conversation's in its order."""

from __future__ import annotations

import asyncio
import logging
import queue
import threading
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from heard.errors import HeardError
from heard.server.problems import Problem

if TYPE_CHECKING:
    from heard.conversation import Turn
    from heard.server.desk import Desk
    from heard.server.metrics import Metrics
    from heard.server.permit import Caller

log = logging.getLogger("heard.server")
THREADS = 8
WAITING = 2000  # turns that may wait for one thread; more are refused, and their sender tries again

Told = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Said:
    """A turn on its way in: of which conversation, by whose hand."""

    conversation: str
    turn: Turn
    client_id: str
    expected_seq: int | None
    caller: Caller


Waiting = queue.SimpleQueue["tuple[Said, Future[Told]] | None"]


class Ear:
    """Takes turns in the order in which they came, so that a conversation is never heard askew.

    A conversation always goes to the same of a few threads. While one listens, the others wait
    for the store, which keeps what has come meanwhile in one transaction.
    """

    def __init__(self, desk: Desk, metrics: Metrics, *, threads: int = THREADS) -> None:
        self.desk = desk
        self.metrics = metrics
        self._queues: list[Waiting] = [queue.SimpleQueue() for _ in range(threads)]
        self._threads = [
            threading.Thread(target=self._run, args=(one,), name=f"heard-ear-{n}", daemon=True)
            for n, one in enumerate(self._queues)
        ]

    def start(self) -> None:
        """Begin to listen."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Take in what has come, then stop."""
        for waiting in self._queues:
            waiting.put(None)
        for thread in self._threads:
            if thread.is_alive():
                thread.join(timeout=10.0)

    def submit(self, said: Said) -> Future[Told]:
        """A turn to take in; its answer, or a Problem, comes later."""
        waiting = self._queues[hash(said.conversation) % len(self._queues)]
        if waiting.qsize() >= WAITING:
            raise Problem("too-fast", "the server is behind; try again in 1 s", retry_after_s=1)
        answer: Future[Told] = Future()
        waiting.put((said, answer))
        return answer

    def hear(self, said: Said) -> Told:
        """The same, waited for."""
        return self.submit(said).result()

    async def heard(self, said: Said) -> Told:
        """The same, for those who must not block."""
        return await asyncio.wrap_future(self.submit(said))

    def _run(self, waiting: Waiting) -> None:
        while (one := waiting.get()) is not None:
            said, answer = one
            if not answer.set_running_or_notify_cancel():
                continue  # whoever sent it is gone, and was told nothing
            try:
                told = self.desk.take_in(said)
            except HeardError as fault:
                answer.set_exception(fault)
            except Exception:
                log.exception("a turn could not be taken in")
                sorry = "the turn could not be kept; send it again"
                answer.set_exception(Problem("not-ready", sorry, retry_after_s=1))
            else:
                answer.set_result(told)
                if told["duplicate"]:
                    continue
                self.metrics.turns.labels(said.turn.speaker.value).inc()
                if told["told"]["advice"] is not None:
                    self.metrics.cards.inc()
