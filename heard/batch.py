"""The same review over many files: in order, on several workers, and able to go on after a stop."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import signal
import threading
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from dataclasses import dataclass
from multiprocessing.connection import wait
from pathlib import Path
from typing import TYPE_CHECKING

from heard import __version__
from heard.errors import HeardError, InputError
from heard.formats import Loaded, load_all
from heard.formats.notes import one_line
from heard.playbook import Playbook
from heard.review.results import Results, key_of
from heard.review.scoring import score

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from heard.conversation import Conversation
    from heard.listen import Listener
    from heard.review import Scorecard

    Cards = list[Scorecard | InputError]
    Progress = Callable[[int, int | None], None]  # conversations done, and in all where known

MANIFEST = Path(__file__).parent / "weights" / "manifest.json"
CHUNK_TURNS = 120  # a worker gets about so many turns at a time
AHEAD = 3  # chunks a worker that wait or run, so that none idles and memory stays bounded


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A conversation's card, what its file had to say, and whether it was finished before."""

    card: Scorecard
    warnings: tuple[str, ...] = ()
    reused: bool = False


@dataclass(frozen=True, slots=True)
class Work:
    """One thing that came out of the files, and what is to be done about it."""

    came: Loaded | InputError
    key: str = ""
    finished: Scorecard | None = None

    @property
    def to_score(self) -> Loaded | None:
        """The conversation, where it is still to be scored."""
        return self.came if isinstance(self.came, Loaded) and self.finished is None else None


@dataclass(frozen=True, slots=True)
class Desk:
    """What scoring needs: opened once in every process."""

    listener: Listener
    playbook: Playbook
    model: str

    @classmethod
    def open(cls, listening: Callable[[], Listener], playbook: str | Path) -> Desk:
        """Load the listener and the playbook."""
        listener = listening()
        return cls(listener, Playbook.load(playbook), _model(listener))

    def score(self, asked: Iterable[tuple[Conversation, str]]) -> Cards:
        """The cards of these conversations, each with its source.

        A conversation that an error of our own stops at costs its card, not the others'.
        """
        return [self._card(conversation, source) for conversation, source in asked]

    def _card(self, conversation: Conversation, source: str) -> Scorecard | InputError:
        try:
            return score(
                conversation, self.listener, self.playbook, source=source, model=self.model
            )
        except Exception as fault:  # noqa: BLE001  # whatever it is, it is not the others' fault
            problem = (
                f'the conversation "{conversation.id}" could not be reviewed, by an error of Heard\'s own '
                f"({type(fault).__name__}: {fault}); please report it"
            )
            return InputError(one_line(problem), path=source)


def review_paths(
    paths: Iterable[Path | str],
    *,
    jobs: int = 1,
    out: Path | None = None,
    resume: bool = True,
    agent: str | None = None,
    playbook: str | Path = "default",
    listening: Callable[[], Listener] | None = None,
    progress: Progress | None = None,
) -> Iterator[Reviewed | InputError]:
    """Review every conversation of these files; one at a time comes out, in the files' order.

    A file that cannot be read, or a conversation that cannot be judged, comes as its InputError and the rest goes on. With `out`, cards are
    kept in `out/cards.jsonl` as they are finished, and with `resume` those that are there already
    (same source, id, words, model and playbook) are not scored again. Results do not depend on
    `jobs`. Stopping the iteration, by Ctrl-C too, stops the workers and keeps what was finished.

    `listening` opens another listener than the default in each worker, so it must be importable.
    """
    listening = listening or _default_listener
    given = tuple(paths)
    total = _count(given, agent) if progress is not None else None
    desk = Desk.open(listening, playbook)
    with ExitStack() as stack:
        results = None
        if out is not None:
            results = Results(out, resume=resume)
            stack.callback(results.close)
        works = _works(given, agent, desk, results)
        done = 0
        chunks: Iterator[tuple[list[Work], Cards]]
        if jobs == 1:
            chunks = ((chunk, desk.score(_asked(chunk))) for chunk in _chunks(works))
        else:
            chunks = _in_workers(works, jobs, listening, playbook, stack)
        for chunk, cards in chunks:
            for one in _finished(chunk, cards, results):
                if progress is not None and isinstance(one, Reviewed):
                    done += 1
                    progress(done, total)
                yield one
        if results is not None:
            results.finish()


def _works(
    paths: Iterable[Path | str], agent: str | None, desk: Desk, results: Results | None
) -> Iterator[Work]:
    """What comes out of the files, with the cards that were finished before."""
    judge = key_of(__version__, desk.model, desk.playbook)
    for came in load_all(paths, agent=agent):
        if isinstance(came, InputError) or results is None:
            yield Work(came)
            continue
        key = key_of(came.source, came.conversation, judge)
        yield Work(came, key, results.find(key))


def _chunks(works: Iterable[Work]) -> Iterator[list[Work]]:
    """The same in bundles of about as much work each."""
    chunk: list[Work] = []
    turns = 0
    for work in works:
        chunk.append(work)
        turns += 1 if work.to_score is None else len(work.to_score.conversation.turns)
        if turns >= CHUNK_TURNS:
            yield chunk
            chunk, turns = [], 0
    if chunk:
        yield chunk


def _asked(chunk: Iterable[Work]) -> list[tuple[Conversation, str]]:
    wanted = (work.to_score for work in chunk)
    return [(loaded.conversation, loaded.source) for loaded in wanted if loaded is not None]


def _finished(
    chunk: list[Work], cards: Cards, results: Results | None
) -> list[Reviewed | InputError]:
    """A bundle's outcome in order, once its cards are on the disk."""
    fresh = iter(cards)
    noted: list[str] = []  # the keys of those that have a card
    found: list[Reviewed | InputError] = []
    kept: list[tuple[str, Scorecard]] = []
    for work in chunk:
        if isinstance(work.came, InputError):
            found.append(work.came)
        elif work.finished is not None:
            noted.append(work.key)
            found.append(Reviewed(work.finished, work.came.warnings, reused=True))
        else:
            card = next(fresh)
            if isinstance(card, InputError):
                found.append(card)
                continue
            noted.append(work.key)
            kept.append((work.key, card))
            found.append(Reviewed(card, work.came.warnings))
    if results is not None:
        if kept:
            results.add(kept)
        results.note(noted)
    return found


def _in_workers(
    works: Iterable[Work],
    jobs: int,
    listening: Callable[[], Listener],
    playbook: str | Path,
    stack: ExitStack,
) -> Iterator[tuple[list[Work], Cards]]:
    """The bundles in their order, scored by worker processes a few bundles ahead."""
    pool = ProcessPoolExecutor(
        jobs,
        mp_context=multiprocessing.get_context("spawn"),  # a progress bar's thread forbids fork
        initializer=_start,
        initargs=(listening, playbook),
    )
    stack.callback(pool.shutdown, cancel_futures=True)
    waiting: deque[tuple[list[Work], Future[Cards]]] = deque()
    try:
        for chunk in _chunks(works):
            waiting.append((chunk, pool.submit(_score, _asked(chunk))))
            if len(waiting) > jobs * AHEAD:
                first, future = waiting.popleft()
                yield first, future.result()
        while waiting:
            first, future = waiting.popleft()
            yield first, future.result()
    except BrokenProcessPool as fault:
        raise HeardError(
            "a worker process ended before its work was done; what was finished is kept, and the "
            "same command goes on from there"
        ) from fault


_desks: list[Desk] = []  # a worker process's own: one, once it has started


def _start(listening: Callable[[], Listener], playbook: str | Path) -> None:
    """Make a worker ready: Ctrl-C is its parent's to answer, and it does not outlive its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _desks[:] = [Desk.open(listening, playbook)]


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _score(asked: list[tuple[Conversation, str]]) -> Cards:
    return _desks[0].score(asked)


def _model(listener: Listener) -> str:
    """Which model judged: the listener's own word for it, or its kind and its weights' checksum."""
    told = getattr(listener, "version", None)
    if told is not None:
        return str(told)
    weights = hashlib.sha256(MANIFEST.read_bytes()).hexdigest()[:8] if MANIFEST.exists() else ""
    return f"{type(listener).__name__.lower()} {weights}".strip()


def _default_listener() -> Listener:
    from heard.listen import load_listener  # numpy is loaded where it is needed, and not before

    return load_listener()


def _count(paths: tuple[Path | str, ...], agent: str | None) -> int | None:
    """How many conversations there are; None for standard input, which can be read only once."""
    if any(str(path) == "-" for path in paths):
        return None
    return sum(isinstance(came, Loaded) for came in load_all(paths, agent=agent))
