"""Reading aside: on a busy desk turns are read in a process of their own, on a second core.

What a turn says is more than half of the work on it and needs nothing but the turn and those before. What its words
tell the coach by themselves comes back with it, so that whoever hears the turn has only to remember it.
The process starts when turns first wait, or before that where many conversations are going on, and ends with the
server, or as soon as its input does. From then on it reads every turn, one alone too: whoever read the turns before
has their vectors at hand, and whoever has not takes two or three times as long.
"""

from __future__ import annotations

import contextlib
import logging
import operator
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from heard.listen.remembered import learn, noting

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from heard.conversation import Turn
    from heard.listen import Listener, Reading, SoFar

Kind = TypeVar("Kind")
log = logging.getLogger("heard.server")
_Answer = tuple["Reading | Exception", list[tuple[str, "str | None", Any]]]
FEWEST = 4  # turns that wait together for which it is started
AHEAD = 8  # turns on their way, so that neither side waits for the other
REMEMBERED = 2000  # conversations whose turns before need not be sent again
END_S = 5.0


class Told(Generic[Kind]):
    """What both sides remember, each by a number: they add, take and forget in the same order."""

    def __init__(self) -> None:
        self._kept: OrderedDict[int, Kind] = OrderedDict()

    def __contains__(self, number: int) -> bool:
        return number in self._kept

    def add(self, number: int, one: Kind) -> None:
        """Remember it; the oldest is forgotten where there are too many."""
        self._kept[number] = one
        if len(self._kept) > REMEMBERED:
            self._kept.popitem(last=False)

    def get(self, number: int) -> Kind:
        """Look at it."""
        return self._kept[number]

    def pop(self, number: int) -> Kind:
        """Take it out."""
        return self._kept.pop(number)


class Aside:
    """Reads turns for one thread at a time: here, or beside where several wait and it is allowed."""

    def __init__(self, listener: Listener, name: str, *, allowed: bool = True) -> None:
        self._here = listener
        self._name = name
        self._allowed = allowed
        self._process: subprocess.Popen[bytes] | None = None
        self._ready = threading.Event()
        self._lock = threading.Lock()
        self._starting = threading.Lock()
        self._told: Told[tuple[Turn, SoFar]] = Told()

    @property
    def beside(self) -> bool:
        """Whether the other process is there and has loaded what it needs."""
        return self._ready.is_set()

    def read_all(self, asked: Sequence[tuple[Turn, SoFar]]) -> Iterator[Reading | Exception]:
        """A reading of each turn, or what stood in its way, as they come."""
        if len(asked) >= FEWEST and self._process is None:
            self.start()
        if not self.beside:
            yield from (self._read_here(turn, before) for turn, before in asked)
            return
        with self._lock:
            sent = received = 0
            try:
                for place, (turn, before) in enumerate(asked):
                    try:
                        if sent - place <= AHEAD // 2 and sent < len(asked):
                            self._send(asked[sent : place + AHEAD])
                            sent = min(place + AHEAD, len(asked))
                        found = self._answer(turn)
                    except (OSError, EOFError, pickle.PickleError, AttributeError) as fault:
                        self._lost(fault)
                        found = self._read_here(turn, before)
                    received += 1
                    yield found
            finally:
                if received < sent and self.beside:  # nobody waited for the rest
                    self._lost(RuntimeError("answers were left unread"))

    def start(self) -> None:
        """Start the other process where it may run and does not; it is asked once it says that it is ready."""
        with self._starting:
            if self._allowed and self._process is None:
                self._start()

    def _start(self) -> None:
        words = [sys.executable, "-m", "heard.server.aside", self._name]
        try:
            self._process = subprocess.Popen(  # noqa: S603 - this program itself
                words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=-1
            )
        except OSError as fault:
            self._lost(fault)
            return
        threading.Thread(target=self._wait, name="heard-aside", daemon=True).start()

    def stop(self) -> None:
        """End the other process."""
        self._allowed = False
        self._ready.clear()
        process, self._process = self._process, None
        if process is None or process.stdin is None or process.stdout is None:
            return
        with contextlib.suppress(OSError):  # what was on its way to a process that has ended
            process.stdin.close()
        try:
            process.wait(END_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()

    def _wait(self) -> None:
        try:
            self._receive()
        except (OSError, EOFError, ValueError, pickle.PickleError, AttributeError) as fault:
            self._lost(fault)  # ValueError: it was stopped before it could be listened to
        else:
            if self._process is not None:
                self._ready.set()

    def _lost(self, fault: Exception) -> None:
        if self._allowed:
            log.error("turns are read here: the process that read them ended", exc_info=fault)
        self.stop()

    def _read_here(self, turn: Turn, before: SoFar) -> Reading | Exception:
        return _read(self._here, turn, before)

    def _send(self, asked: Sequence[tuple[Turn, SoFar]]) -> None:
        """Send some turns at once: each call into the pipe lets another thread go first."""
        stdin = self._process.stdin  # type: ignore[union-attr]  # AttributeError: it has ended
        for turn, before in asked:
            words = pickle.dumps(self._words(turn, before), pickle.HIGHEST_PROTOCOL)
            stdin.write(words)  # type: ignore[union-attr]
        stdin.flush()  # type: ignore[union-attr]

    def _words(self, turn: Turn, before: SoFar) -> tuple[int, Turn, int | SoFar]:
        """A turn, and the turns before, unless they are those that it has read already."""
        last = id(before.last[-1].turn) if before.last else 0
        known = last in self._told and _follows(before, *self._told.get(last))
        if known:
            self._told.pop(last)
        self._told.add(id(turn), (turn, before))  # held, so that no other turn gets its id
        return id(turn), turn, last if known else before

    def _answer(self, turn: Turn) -> Reading | Exception:
        found, notes = self._receive()
        learn((name, turn.text if text is None else text, told) for name, text, told in notes)
        return found

    def _receive(self) -> _Answer:
        stdout = self._process.stdout  # type: ignore[union-attr]
        answer: _Answer = pickle.load(stdout)  # type: ignore[arg-type]  # noqa: S301 - our own process
        return answer


def _follows(later: SoFar, turn: Turn, before: SoFar) -> bool:
    """Whether these are the turns before and then that turn, the very same ones."""
    earlier = later.last[:-1]
    return later.last[-1].turn is turn and (
        later.count == before.count + 1
        and all(map(operator.is_, reversed(earlier), reversed(before.last)))
    )


def _read(listener: Listener, turn: Turn, before: SoFar) -> Reading | Exception:
    try:
        return listener.read(turn, before)
    except Exception as fault:  # noqa: BLE001 - it is the answer to this turn alone
        return fault


def _noted(listener: Listener, turn: Turn, before: SoFar) -> _Answer:
    """A reading, and what its words tell the coach; the turn's own text is left out, since both sides have it."""
    with noting() as notes:
        reading = _read(listener, turn, before)
        if isinstance(reading, Exception):
            return reading, []
    return reading, [
        (name, None if text == turn.text else text, found) for name, text, found in notes
    ]


def main(name: str) -> None:
    """Read what comes in over standard input, until it ends."""
    from heard.listen import load_listener
    from heard.listen.any_case import prepare_all
    from heard.server.tidy import only_the_young

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server says when it is over
    asks = sys.stdin.buffer
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # nothing else may speak between the answers
    listener = load_listener(name or None)
    prepare_all()
    told: Told[SoFar] = Told()
    only_the_young()  # whoever asked waits for each turn, and what is remembered has no cycles
    answer: _Answer | None = None  # ready
    while True:
        try:
            pickle.dump(answer, answers, pickle.HIGHEST_PROTOCOL)
            answers.flush()
            number, turn, before = pickle.load(asks)  # noqa: S301 - the server's own words
        except (OSError, EOFError, pickle.UnpicklingError):  # the server has ended
            os._exit(0)  # what was on its way has nobody to go to
        if isinstance(before, int):
            before = told.pop(before)
        answer = _noted(listener, turn, before)
        reading = answer[0]
        told.add(number, before if isinstance(reading, Exception) else before.add(turn, reading))


if __name__ == "__main__":
    main(sys.argv[1])
