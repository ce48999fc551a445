"""Who is told what, as it happens: one reader of the store's events, many sockets that watch."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool

from heard.store.columns import as_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from heard.server.desk import Desk
    from heard.server.permit import Caller, Owners

log = logging.getLogger("heard.server")
PAGE = 500  # events read at a time
WAITING = 2000  # messages that may wait for one slow socket before it is let go
SETTLE_S = 0.03  # events that come in a burst are read together
POLL_S = 5.0  # how long a lost notice may go unnoticed

Told = dict[str, Any]


@dataclass(eq=False)
class Watcher:
    """One socket's place: what it may see, what it wants to see, and what waits to be sent."""

    caller: Caller
    cursor: int = 0
    everything: bool = False
    conversations: frozenset[str] = frozenset()
    waiting: asyncio.Queue[str | None] = field(default_factory=lambda: asyncio.Queue(WAITING))

    @property
    def watches(self) -> bool:
        """Whether it asked for anything."""
        return self.everything or bool(self.conversations)

    def wants(self, conversation: str) -> bool:
        """Whether it asked for this conversation."""
        return self.everything or conversation in self.conversations


class Hub:
    """Reads the events once for all sockets of this worker and hands each what is theirs."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.watchers: set[Watcher] = set()
        self.cursor = 0
        self._stirred = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[None] | None = None
        self._stop: Callable[[], None] | None = None

    async def start(self) -> None:
        """Begin to listen to the store."""
        self._loop = asyncio.get_running_loop()
        self.cursor = await run_in_threadpool(self.desk.latest)
        self._stop = await run_in_threadpool(self.desk.listen, self._noticed)
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Stop listening and let every socket go."""
        if self._stop is not None:
            await run_in_threadpool(self._stop)
        if self._task is not None:
            self._task.cancel()
        for watcher in tuple(self.watchers):
            self.release(watcher)

    def release(self, watcher: Watcher) -> None:
        """Tell a socket that it is to close: it comes again and resumes where it was."""
        self.watchers.discard(watcher)
        while watcher.waiting.full():
            watcher.waiting.get_nowait()
        watcher.waiting.put_nowait(None)

    async def catch_up(self, watcher: Watcher) -> None:
        """Everything after the watcher's cursor, then join those who are told as it happens."""
        while True:
            known = self.cursor
            found = await run_in_threadpool(self.desk.events, watcher.cursor, PAGE)
            told = await run_in_threadpool(self.desk.tell, found) if watcher.watches else []
            for owners, message in told:
                if watcher.wants(message["conversation"]) and watcher.caller.sees(owners):
                    await watcher.waiting.put(written(message))
            watcher.cursor = found[-1].cursor if found else max(watcher.cursor, known)
            if watcher.cursor >= self.cursor:
                break
        self.watchers.add(watcher)

    def _noticed(self, cursor: int) -> None:
        """Called in the store's own thread."""
        del cursor
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._stirred.set)

    async def _run(self) -> None:
        while True:
            try:
                async with asyncio.timeout(POLL_S):
                    await self._stirred.wait()
            except TimeoutError:
                pass
            await asyncio.sleep(SETTLE_S)
            self._stirred.clear()
            try:
                await self._read()
            except Exception:
                log.exception("events could not be read")
                await asyncio.sleep(1.0)

    async def _read(self) -> None:
        while True:
            found = await run_in_threadpool(self.desk.events, self.cursor, PAGE)
            watched = any(watcher.watches for watcher in self.watchers)
            told = await run_in_threadpool(self.desk.tell, found) if watched else []
            for owners, message in told:
                self._tell(owners, message)
            if found:
                self.cursor = found[-1].cursor
            if len(found) < PAGE:
                return

    def _tell(self, owners: Owners, message: Told) -> None:
        text = ""  # written once, however many watch
        for watcher in tuple(self.watchers):
            if message["cursor"] <= watcher.cursor or not watcher.wants(message["conversation"]):
                continue
            if not watcher.caller.sees(owners):
                continue
            watcher.cursor = message["cursor"]
            text = text or written(message)
            try:
                watcher.waiting.put_nowait(text)
            except asyncio.QueueFull:
                self.release(watcher)


def written(message: Told) -> str:
    """A message as it goes over the wire."""
    return as_json(message)
