"""The trained listeners: raw scores of a turn's words and meaning, and a readable layer above them.

*swift* knows words and their neighbors (hashed grams, numpy alone); *keen* also knows what they mean
(an encoder, onnxruntime). Both are composed by the same kind of layer, each with coefficients of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from heard.errors import ModelError
from heard.listen.context import agent_context, customer_context, gist
from heard.listen.language import UNSUPPORTED, is_english
from heard.listen.layer import Layer, Side
from heard.listen.reading import EMOTIONS, Reading, Signal
from heard.listen.spans import WHOLE_TURN, Clauses, whole
from heard.listen.words import LONGEST_TEXT
from heard.signals import FLAGS, MISSTEPS, TECHNIQUES, TRIGGERS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from heard.conversation import Turn
    from heard.listen.deep import Deep, Thought
    from heard.listen.heads import Heads, Score
    from heard.listen.reading import SoFar

HEATS = ("heat_1", "heat_2", "heat_3", "heat_4")
FEELS = tuple(f"feels_{emotion}" for emotion in EMOTIONS)
CUSTOMER_SIGNALS = (*TRIGGERS, *FLAGS)
AGENT_SIGNALS = (*TECHNIQUES, *MISSTEPS)


@dataclass(frozen=True, slots=True)
class _Judged:
    sure: NDArray[np.float32]
    score: Score
    thought: Thought | None


class Trained:
    """Reads a turn from its words and, through a few coefficients, from the turns before it."""

    def __init__(
        self, customer: Heads, agent: Heads, layer: Layer, deep: Deep | None = None
    ) -> None:
        self.heads = {True: customer, False: agent}
        self.deep = deep
        deeper = () if deep is None else deep.names
        self.sides = {
            True: Side(customer.names, layer.customer, customer=True, deep=deeper),
            False: Side(agent.names, layer.agent, customer=False, deep=deeper),
        }
        self._levels = [level for level, _ in layer.knots]
        self._heats = [heat for _, heat in layer.knots]
        names = self.sides[True].names
        self._signals_from = len(HEATS) + len(FEELS)
        if names[: self._signals_from] != (*HEATS, *FEELS):
            raise ModelError("the layer of coefficients is not in the order this version expects")

    def read(self, turn: Turn, before: SoFar) -> Reading:
        """What this turn says. A note or a system line says nothing to the customer: it is empty."""
        if not (turn.from_customer or turn.to_customer):
            return Reading()
        customer = turn.from_customer
        if not gist(turn.text).tokens:  # nothing was said: the customer is calm, nothing is heard
            return Reading(0.0, "neutral") if customer else Reading()
        if not is_english(turn.text):
            return Reading(unread=UNSUPPORTED)
        judged = self._judge(turn, before)
        side = self.sides[customer]
        first = self._signals_from if customer else 0
        found = [
            place
            for place in range(first, len(side.names))
            if judged.sure[place] >= side.thresholds[place]
        ]
        signals = self._signals(turn.text, judged, found, customer=customer)
        if not customer:
            return Reading(None, None, signals)
        feels = int(np.argmax(judged.sure[len(HEATS) : first]))
        return Reading(self._heat(judged.sure), EMOTIONS[feels], signals)

    def scores(self, turn: Turn, before: SoFar) -> dict[str, float]:
        """How sure we are of every signal this speaker can send, heard or not: for measuring."""
        if not (turn.from_customer or turn.to_customer):
            return {}
        sure = self._judge(turn, before).sure
        first = self._signals_from if turn.from_customer else 0
        names = self.sides[turn.from_customer].names
        return dict(zip(names[first:], map(float, sure[first:]), strict=True))

    def _judge(self, turn: Turn, before: SoFar) -> _Judged:
        customer = turn.from_customer
        score = self.heads[customer].score(gist(turn.text).tokens)
        context = (customer_context if customer else agent_context)(turn, before)
        side = self.sides[customer]
        thought = None if self.deep is None else self.deep.score(turn, before)
        deep = None if thought is None else thought.raw
        sure = side.judge(side.describe(score.raw, context, score.measured, deep))
        return _Judged(sure, score, thought)

    def _heat(self, sure: NDArray[np.float32]) -> float:
        level = float(sure[: len(HEATS)].sum())
        return float(np.interp(level, self._levels, self._heats))

    def _signals(
        self, text: str, judged: _Judged, found: list[int], *, customer: bool
    ) -> tuple[Signal, ...]:
        if not found:
            return ()
        side, heads = self.sides[customer], self.heads[customer]
        shares = heads.shares(judged.score, side.matrix[: len(heads.names), found])
        if self.deep is not None and judged.thought is not None:
            columns = side.matrix[side.deep, :][:, found]
            shares = shares + self.deep.shares(judged.thought, columns, len(shares))
        clauses = Clauses(text[:LONGEST_TEXT])
        signals = []
        for place, share in zip(found, shares.T.tolist(), strict=True):
            name = side.names[place]
            start, end = whole(text) if name in WHOLE_TURN else clauses.evidence(share)
            signals.append(Signal(name, float(judged.sure[place]), start, end))
        return tuple(signals)
