"""The hashed listener: linear heads over hashed grams, and a readable layer above them. Numpy only."""

from __future__ import annotations

import json
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np

from heard.errors import ModelError
from heard.listen.context import agent_context, customer_context, gist
from heard.listen.heads import Heads
from heard.listen.layer import Layer, Side
from heard.listen.reading import EMOTIONS, Reading, Signal
from heard.listen.spans import WHOLE_TURN, Clauses, whole
from heard.listen.words import LONGEST_TEXT
from heard.signals import FLAGS, MISSTEPS, TECHNIQUES, TRIGGERS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from heard.conversation import Turn
    from heard.listen.heads import Score
    from heard.listen.reading import SoFar

VERSION = 1  # of the weights' form; a listener reads its own version only
WEIGHTS = Path(__file__).parent.parent / "weights"
HEATS = ("heat_1", "heat_2", "heat_3", "heat_4")
FEELS = tuple(f"feels_{emotion}" for emotion in EMOTIONS)
CUSTOMER_SIGNALS = (*TRIGGERS, *FLAGS)
AGENT_SIGNALS = (*TECHNIQUES, *MISSTEPS)
_MISSING = "the weights are missing; install Heard again, or make them with `make train`"


class Hashed:
    """Reads a turn from its words and, through a few coefficients, from the turns before it."""

    def __init__(self, customer: Heads, agent: Heads, layer: Layer) -> None:
        self.heads = {True: customer, False: agent}
        self.sides = {
            True: Side(customer.names, layer.customer, customer=True),
            False: Side(agent.names, layer.agent, customer=False),
        }
        self._levels = [level for level, _ in layer.knots]
        self._heats = [heat for _, heat in layer.knots]
        names = self.sides[True].names
        self._signals_from = len(HEATS) + len(FEELS)
        if names[: self._signals_from] != (*HEATS, *FEELS):
            raise ModelError("the layer of coefficients is not in the order this version expects")

    @classmethod
    def load(cls, folder: Path = WEIGHTS) -> Self:
        """The listener whose weights lie in a folder.

        Raises ModelError where they are missing, damaged or of another version.
        """
        path = folder / "hashed.npz"
        layer = folder / "layer.json"
        checksums = _checksums(folder)
        for part in (path, layer):
            _verify(part, checksums.get(part.name))
        try:
            with np.load(path, allow_pickle=False) as arrays:
                customer = Heads.from_arrays(arrays, "customer")
                agent = Heads.from_arrays(arrays, "agent")
        except (OSError, KeyError, ValueError, zipfile.BadZipFile) as fault:
            problem = f"the weights cannot be read ({fault}); install Heard again"
            raise ModelError(problem, path=str(path)) from fault
        return cls(customer, agent, Layer.load(layer))

    def read(self, turn: Turn, before: SoFar) -> Reading:
        """What this turn says. A note or a system line says nothing to the customer: it is empty."""
        if not (turn.from_customer or turn.to_customer):
            return Reading()
        customer = turn.from_customer
        if not gist(turn.text).tokens:  # nothing was said: the customer is calm, nothing is heard
            return Reading(0.0, "neutral") if customer else Reading()
        score, judged = self._judge(turn, before)
        side = self.sides[customer]
        first = self._signals_from if customer else 0
        found = [
            place
            for place in range(first, len(side.names))
            if judged[place] >= side.thresholds[place]
        ]
        signals = self._signals(turn.text, score, found, judged, customer=customer)
        if not customer:
            return Reading(None, None, signals)
        feels = int(np.argmax(judged[len(HEATS) : first]))
        return Reading(self._heat(judged), EMOTIONS[feels], signals)

    def scores(self, turn: Turn, before: SoFar) -> dict[str, float]:
        """How sure we are of every signal this speaker can send, heard or not: for measuring."""
        if not (turn.from_customer or turn.to_customer):
            return {}
        _, judged = self._judge(turn, before)
        first = self._signals_from if turn.from_customer else 0
        names = self.sides[turn.from_customer].names
        return dict(zip(names[first:], map(float, judged[first:]), strict=True))

    def _judge(self, turn: Turn, before: SoFar) -> tuple[Score, NDArray[np.float32]]:
        customer = turn.from_customer
        score = self.heads[customer].score(gist(turn.text).tokens)
        context = (customer_context if customer else agent_context)(turn, before)
        side = self.sides[customer]
        return score, side.judge(side.describe(score.raw, context, score.measured))

    def _heat(self, judged: NDArray[np.float32]) -> float:
        level = float(judged[: len(HEATS)].sum())
        return float(np.interp(level, self._levels, self._heats))

    def _signals(
        self,
        text: str,
        score: Score,
        found: list[int],
        judged: NDArray[np.float32],
        *,
        customer: bool,
    ) -> tuple[Signal, ...]:
        if not found:
            return ()
        side, heads = self.sides[customer], self.heads[customer]
        shares = heads.shares(score, side.matrix[: len(heads.names), found]).T.tolist()
        clauses = Clauses(text[:LONGEST_TEXT])
        signals = []
        for place, share in zip(found, shares, strict=True):
            name = side.names[place]
            start, end = whole(text) if name in WHOLE_TURN else clauses.evidence(share)
            signals.append(Signal(name, float(judged[place]), start, end))
        return tuple(signals)


def _checksums(folder: Path) -> dict[str, str]:
    path = folder / "manifest.json"
    try:
        told = json.loads(path.read_text("utf-8"))
        version, checksums = told["version"], dict(told["sha256"])
    except OSError as fault:
        raise ModelError(_MISSING, path=str(path)) from fault
    except (KeyError, TypeError, ValueError) as fault:
        problem = f"the weights' manifest is damaged ({fault}); install Heard again"
        raise ModelError(problem, path=str(path)) from fault
    if version != VERSION:
        problem = f"the weights are of version {version}, this Heard reads version {VERSION}"
        raise ModelError(problem, path=str(path))
    return checksums


def _verify(path: Path, expected: str | None) -> None:
    try:
        actual = sha256(path.read_bytes()).hexdigest()
    except OSError as fault:
        raise ModelError(_MISSING, path=str(path)) from fault
    if actual != expected:
        problem = "the weights are damaged (their checksum differs); install Heard again"
        raise ModelError(problem, path=str(path))
