"""Deep scores: what an encoder makes of a turn's meaning, in the light of the turns before.

An encoder turns the pieces of one turn into a vector each. Their mean is the turn; a small recurrent
memory (GRU, Cho et al. 2014) carries the turns before; linear heads score both. Each turn is encoded once, however
long the conversation. Since the heads are linear in the pieces' vectors, each piece's share is known.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Protocol, Self

import numpy as np

from heard.listen.names import SOMEBODY
from heard.listen.pieces import SPEAKERS, worded
from heard.listen.wordpiece import places_kept

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from heard.conversation import Turn
    from heard.listen.reading import SoFar
    from heard.listen.wordpiece import WordPiece

REMEMBERED = 4096  # turns whose vectors are kept at hand
REMEMBERED_STATES = 4096  # conversations whose memory is one step from the next turn
MOVES = 8  # turns by which the part of a conversation that the memory reads moves at once

Said = tuple[str, bool]  # what was said, and whether the customer said it


class Encoder(Protocol):
    """What turns piece numbers into vectors, one row a piece."""

    def __call__(self, numbers: list[int]) -> NDArray[np.float32]:
        """The vectors of the pieces."""
        ...


@dataclass(frozen=True, slots=True)
class Thought:
    """What the deep heads made of one turn: raw scores, and the vectors they were summed from."""

    raw: NDArray[np.float32]
    vectors: NDArray[np.float32]
    counts: tuple[int, ...]  # pieces of each prepared word, the speaker's mark first
    places: tuple[int, ...]  # the token that each prepared word comes from, the mark left out
    mean: NDArray[np.float32]  # of the vectors: the turn
    state: NDArray[np.float32]  # the memory that has read it


class Memory:
    """The recurrent memory and the linear heads."""

    def __init__(
        self,
        names: tuple[str, ...],
        *,
        inputs: NDArray[np.float32],
        hidden: NDArray[np.float32],
        bias: NDArray[np.float32],
        hidden_bias: NDArray[np.float32],
        of_turn: NDArray[np.float32],
        of_past: NDArray[np.float32],
        start: NDArray[np.float32],
    ) -> None:
        self.names = names
        # a turn's vector and two numbers for who speaks: (width + 2, 3 * size)
        self._inputs = np.ascontiguousarray(inputs[:-2])
        self._speaks = {True: inputs[-2] + bias, False: inputs[-1] + bias}
        self._hidden, self._hidden_bias = hidden, hidden_bias  # (size, 3 * size), (3 * size,)
        self.of_turn, self._of_past, self._start = of_turn, of_past, start
        self.size = hidden.shape[0]

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[np.generic]]) -> Self:
        """The memory in the arrays of a weights file."""
        names = tuple(str(name) for name in arrays["names"])
        parts = ("inputs", "hidden", "bias", "hidden_bias", "of_turn", "of_past", "start")
        return cls(names, **{part: arrays[part].astype(np.float32) for part in parts})

    def gates(self, mean: NDArray[np.float32], *, customer: bool) -> NDArray[np.float32]:
        """What a turn says to the memory."""
        told: NDArray[np.float32] = mean @ self._inputs
        told += self._speaks[customer]
        return told

    def step(self, state: NDArray[np.float32], gates: NDArray[np.float32]) -> NDArray[np.float32]:
        """The memory one turn later."""
        size = self.size
        held = state @ self._hidden
        held += self._hidden_bias
        both = gates[: 2 * size] + held[: 2 * size]
        np.negative(both, out=both)
        np.exp(both, out=both)
        both += 1
        np.reciprocal(both, out=both)
        fresh = held[2 * size :]
        fresh *= both[:size]
        fresh += gates[2 * size :]
        np.tanh(fresh, out=fresh)
        later: NDArray[np.float32] = state - fresh
        later *= both[size:]
        later += fresh
        return later

    def score(self, mean: NDArray[np.float32], state: NDArray[np.float32]) -> NDArray[np.float32]:
        """Raw scores from a turn and the memory that has read it."""
        raw: NDArray[np.float32] = mean @ self.of_turn
        raw += state @ self._of_past
        raw += self._start
        return raw


@dataclass(frozen=True, slots=True)
class _Kept:
    mean: NDArray[np.float32]
    gates: NDArray[np.float32]


class Deep:
    """Scores turns with an encoder and a memory; of turns met before, only what is kept is read."""

    def __init__(self, cutter: WordPiece, encoder: Encoder, memory: Memory) -> None:
        self._cutter = cutter
        self._encoder = encoder
        self.memory = memory
        self.names = memory.names
        self._kept: OrderedDict[Said, _Kept] = OrderedDict()
        self._states: OrderedDict[tuple[Said, ...], NDArray[np.float32]] = OrderedDict()
        self._lock = Lock()

    def score(self, turn: Turn, before: SoFar) -> Thought:
        """What a turn means after the turns before it; notes and system lines are passed over."""
        this = (turn.text, turn.from_customer)
        pieces, places = self._prepare(this)
        vectors = self._encoder(self._cutter.frame(pieces))
        own = self._keep(this, vectors)
        said = _said(before)
        state = self.memory.step(self._past(said), own.gates)
        self._remember((*said, this), state)
        raw = self.memory.score(own.mean, state)
        return Thought(raw, vectors, tuple(map(len, pieces)), tuple(places), own.mean, state)

    def shares(
        self, thought: Thought, columns: NDArray[np.float32], tokens: int
    ) -> NDArray[np.float32]:
        """How much each token adds to sums over a turn's vector: a row a token, a column a sum.

        `columns` holds what each number of the vector weighs, a column for each sum.
        """
        each = thought.vectors @ columns
        each /= len(each)
        token_of = np.repeat(np.array((tokens, *thought.places)), thought.counts)
        inside = each[1:-1]  # the frame stands around the words
        if len(token_of) > len(inside):
            token_of = token_of[places_kept(len(token_of))]
        begins = np.flatnonzero(np.concatenate(((True,), token_of[1:] != token_of[:-1])))
        shares = np.zeros((tokens + 1, columns.shape[1]), np.float32)
        shares[token_of[begins]] = np.add.reduceat(inside, begins, 0)
        return shares[:tokens]

    def _past(self, said: tuple[Said, ...]) -> NDArray[np.float32]:
        """The memory after these turns; one step from where it was a turn ago, if that is still known."""
        with self._lock:
            state = self._states.get(said)
        if state is not None:
            return state
        state = np.zeros(self.memory.size, np.float32)
        for one in said:
            state = self.memory.step(state, self._recall(one).gates)
        self._remember(said, state)
        return state

    def _remember(self, said: tuple[Said, ...], state: NDArray[np.float32]) -> None:
        with self._lock:
            self._states[said] = state
            if len(self._states) > REMEMBERED_STATES:
                self._states.popitem(last=False)

    def _prepare(self, one: Said) -> tuple[list[tuple[int, ...]], list[int]]:
        """The pieces of each word of a turn, and the token each word comes from. A rare name becomes a common one.

        What someone is called must not change how heated they sound, and the pieces that a rare name
        falls into would.
        """
        text, customer = one
        told = worded(text)
        pieces = self._cutter.pieces([SPEAKERS[customer], *told.words, SOMEBODY])
        somebody = pieces.pop()
        for place in told.titled:
            if len(pieces[place + 1]) > 1:  # the speaker stands before the words
                pieces[place + 1] = somebody
        return pieces, told.places

    def _recall(self, one: Said) -> _Kept:
        with self._lock:
            kept = self._kept.get(one)
            if kept is not None:
                self._kept.move_to_end(one)
                return kept
        pieces, _ = self._prepare(one)
        return self._keep(one, self._encoder(self._cutter.frame(pieces)))

    def _keep(self, one: Said, vectors: NDArray[np.float32]) -> _Kept:
        mean = np.add.reduce(vectors)
        mean /= len(vectors)
        kept = _Kept(mean, self.memory.gates(mean, customer=one[1]))
        with self._lock:
            self._kept[one] = kept
            if len(self._kept) > REMEMBERED:
                self._kept.popitem(last=False)
        return kept


def _said(before: SoFar) -> tuple[Said, ...]:
    """What was said from the last eighth turn on that leaves the window whole: it moves seldom.

    So the memory is mostly one step from where it was a turn ago, in long conversations too.
    """
    forgotten = before.count - len(before.last)
    moved = -forgotten % MOVES
    return tuple(
        [
            (turn.text, customer)
            for turn in (heard.turn for heard in before.last[moved:])
            if (customer := turn.from_customer) or turn.to_customer
        ]
    )
