"""The trained listeners: raw scores of a turn's words and meaning, and a readable layer above them.

*swift* knows words and their neighbors (hashed grams, numpy alone); *keen* also knows what they mean
(an encoder, onnxruntime). Both are composed by the same kind of layer, each with coefficients of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from heard.errors import ModelError
from heard.listen.context import agent_context, calling, customer_context, gist
from heard.listen.language import UNSUPPORTED, is_clearly_english, is_english
from heard.listen.layer import Layer, Side
from heard.listen.phrases import unburdened
from heard.listen.reading import EMOTIONS, FIRM, Reading, Signal
from heard.listen.rules import pardoned, told, without_self_blame
from heard.listen.short_replies import is_english_reply
from heard.listen.spans import FORMULAS, LEADS_TO, QUESTIONS, WHOLE_TURN, Clauses, whole
from heard.listen.words import LONGEST_TEXT
from heard.signals import FLAGS, MISSTEPS, TECHNIQUES, TRIGGERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from heard.conversation import Turn
    from heard.listen.deep import Deep, Thought
    from heard.listen.habits import Adapted, Habits
    from heard.listen.heads import Heads, Score
    from heard.listen.peril import PerilHeads
    from heard.listen.reading import Peril, SoFar
    from heard.listen.rules import Told

HEATS = ("heat_1", "heat_2", "heat_3", "heat_4")
FEELS = tuple(f"feels_{emotion}" for emotion in EMOTIONS)
CUSTOMER_SIGNALS = (*TRIGGERS, *FLAGS)
AGENT_SIGNALS = (*TECHNIQUES, *MISSTEPS)


@dataclass(frozen=True, slots=True)
class Weighed:
    """Everything that one turn was judged by."""

    sure: NDArray[np.float32]  # of each judgment, in the order of the side's names
    described: NDArray[np.float32]  # the layer's numbers
    score: Score
    thought: Thought | None
    habit: Score | None  # what a team's own habits made of the words
    told: dict[str, Told]  # what is said in so many words, such as a threat, by signal


_PLEASED = len(HEATS) + EMOTIONS.index("pleased")
SURELY = 0.7  # from which a feeling leaves no room for heat


class Trained:
    """Reads a turn from its words and, through a few coefficients, from the turns before it."""

    def __init__(
        self,
        customer: Heads,
        agent: Heads,
        layer: Layer,
        deep: Deep | None = None,
        *,
        adapted: Adapted | None = None,
        version: str | None = None,
        mark: str = "",
        perils: PerilHeads | None = None,
    ) -> None:
        layer = layer if adapted is None else adapted.layer
        self.layer = layer
        self.perils = perils
        self.mark = mark  # of the weights it was loaded from; habits belong to one
        self.version = (
            version  # names the weights behind each judgment, where they are not the shipped ones
        )
        self.habits: dict[bool, Habits] = (
            {}
            if adapted is None
            else {side: adapted.habits(customer=side) for side in (True, False)}
        )
        self.heads = {True: customer, False: agent}
        self.deep = deep
        deeper = () if deep is None else deep.names
        self.sides = {
            True: Side(customer.names, layer.customer, customer=True, deep=deeper),
            False: Side(agent.names, layer.agent, customer=False, deep=deeper),
        }
        # what each number of a turn's vector weighs in each judgment
        self._meant = (
            {}
            if deep is None
            else {
                spoken: deep.memory.of_turn @ side.matrix[side.deep]
                for spoken, side in self.sides.items()
            }
        )
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
        if not gist(turn.text).tokens:  # nothing was said, so nothing is known of it, not even calm
            return Reading()
        if not _in_english(turn, before):
            return Reading(unread=UNSUPPORTED)
        judged = self.weigh(turn, before)
        side = self.sides[customer]
        first = self._signals_from if customer else 0
        found = [
            place
            for place in range(first, len(side.names))
            if judged.sure[place] >= side.thresholds[place]
        ]
        if found:
            names = [side.names[place] for place in found]
            pardon = pardoned(turn.text, before, names, customer=customer)
            found = [place for place in found if side.names[place] not in pardon]
        signals = self._signals(turn.text, judged, found, customer=customer)
        if not customer:
            return Reading(None, None, signals)
        feels = int(np.argmax(judged.sure[len(HEATS) : first]))
        peril = None if "high_stakes" in judged.told else self._peril(turn.text, judged)
        return Reading(self._heat(judged.sure), EMOTIONS[feels], signals, peril=peril)

    def _peril(self, text: str, judged: Weighed) -> Peril | None:
        """Danger that the words may tell of, though no rule has them."""
        if self.perils is None or self.deep is None or judged.thought is None:
            return None
        return self.perils.perhaps(text, judged.score, judged.thought, self.heads[True], self.deep)

    def scores(self, turn: Turn, before: SoFar) -> dict[str, float]:
        """How sure we are of every signal this speaker can send, heard or not: for measuring."""
        if not (turn.from_customer or turn.to_customer):
            return {}
        sure = self.weigh(turn, before).sure
        first = self._signals_from if turn.from_customer else 0
        names = self.sides[turn.from_customer].names
        return dict(zip(names[first:], map(float, sure[first:]), strict=True))

    def hot(self, turn: Turn, before: SoFar) -> float:
        """How sure we are that a customer's turn is hot: for measuring."""
        return float(self.weigh(turn, before).sure[HEATS.index("heat_2")])

    def weigh(self, turn: Turn, before: SoFar) -> Weighed:
        """Every judgment of a turn that somebody said to somebody, and the numbers behind it.

        How frail a customer says they are is heard in what is at stake, not in how they feel. Who
        blames themselves is ashamed: neither angry with us nor abusive.
        """
        judged = self._weigh(turn, before)
        if not turn.from_customer:
            return judged
        ashamed = without_self_blame(turn.text)
        without = unburdened(ashamed or turn.text) or ashamed
        if without is not None:
            felt = self._weigh(replace(turn, text=without), before)
            judged.sure[: self._signals_from] = felt.sure[: self._signals_from]
            if ashamed is not None:
                abuse = self.sides[True].names.index("abuse")
                judged.sure[abuse] = felt.sure[abuse]
        return judged

    def _weigh(self, turn: Turn, before: SoFar) -> Weighed:
        customer = turn.from_customer
        score = self.heads[customer].score(gist(turn.text).tokens)
        context = (customer_context if customer else agent_context)(turn, before)
        side = self.sides[customer]
        thought = None if self.deep is None else self.deep.score(turn, before)
        deep = None if thought is None else thought.raw
        described = side.describe(score.raw, context, score.measured, deep)
        habits, habit, added = self.habits.get(customer), None, None
        if habits is not None:
            habit = habits.words.score(gist(turn.text).tokens)
            meant = habits.meant(thought)
            added = habit.raw if meant is None else habit.raw + meant
        sure = side.judge(described, added)
        said = told(turn.text, before, customer=customer)
        for name, one in said.items():
            if name:
                place = side.names.index(name)
                sure[place] = max(float(sure[place]), one.rule.sure)
        _feel(sure, side.names, said.values())
        return Weighed(sure, described, score, thought, habit, said)

    def _heat(self, sure: NDArray[np.float32]) -> float:
        """The heat of a turn. Who is surely pleased is calm, however loud: so 2,022 of 2,031 labelled turns have it."""
        level = float(sure[: len(HEATS)].sum())
        heat = float(np.interp(level, self._levels, self._heats))
        pleased = float(sure[_PLEASED])
        return heat * (1 - pleased) if pleased >= SURELY else heat

    def _signals(
        self, text: str, judged: Weighed, found: list[int], *, customer: bool
    ) -> tuple[Signal, ...]:
        if not found:
            return ()
        side, heads = self.sides[customer], self.heads[customer]
        shares = heads.shares(judged.score, side.matrix[: len(heads.names), found])
        habits = self.habits.get(customer)
        if habits is not None and judged.habit is not None:
            own = np.eye(len(side.names), dtype=np.float32)[:, found]
            shares = shares + habits.words.shares(judged.habit, own)
        if self.deep is not None and judged.thought is not None:
            columns = self._meant[customer][:, found]
            if habits is not None and habits.of_turn is not None:
                columns = columns + habits.of_turn[:, found]
            shares = shares + self.deep.shares(judged.thought, columns, len(shares))
        clauses = Clauses(text[:LONGEST_TEXT])
        signals = []
        for place, share in zip(found, shares.T.tolist(), strict=True):
            name = side.names[place]
            said = judged.told.get(name)
            called = calling(text) if name == "personalize" else None
            if said is not None:
                start, end = said.start, said.end
            elif called is not None:
                start, end = called
            elif name in WHOLE_TURN:
                start, end = whole(text)
            else:
                start, end = clauses.evidence(
                    share, formula=name in FORMULAS, question=name in QUESTIONS
                )
            signals.append(Signal(name, float(judged.sure[place]), start, end))
        _part_from_wishes(signals, shares, clauses)
        return tuple(signals)


def _part_from_wishes(signals: list[Signal], shares: NDArray[np.float32], clauses: Clauses) -> None:
    """Quote for a grievance other words than for the wish that it leads to, where there are any.

    `shares` are of shape (tokens, signals).
    """
    by_name = {one.name: one for one in signals}
    for place, one in enumerate(signals):
        wish = by_name.get(LEADS_TO.get(one.name, ""))
        if wish is None or (one.start, one.end) != (wish.start, wish.end):
            continue
        own = clauses.beside(shares[:, place].tolist(), (wish.start, wish.end))
        if own is not None:
            signals[place] = replace(one, start=own[0], end=own[1])


def _in_english(turn: Turn, before: SoFar) -> bool:
    """Whether a turn may be read. Who wrote another language before goes on in it until it is clear that they do not."""
    if not is_english(turn.text) or not (turn.from_customer or is_english_reply(turn.text)):
        return False
    theirs = (one for one in reversed(before.last) if one.turn.from_customer == turn.from_customer)
    last = next((one for one in theirs if one.turn.from_customer or one.turn.to_customer), None)
    return last is None or last.reading.unread is None or is_clearly_english(turn.text)


def _feel(sure: NDArray[np.float32], names: Sequence[str], said: Iterable[Told]) -> None:
    """Judge feelings as the first rule has them that leaves no doubt of one."""
    for one in said:
        felt = one.rule.felt
        if felt is None or any(sure[names.index(name)] >= FIRM for name in felt.unless):
            continue
        for name, left in felt.times.items():
            sure[names.index(name)] *= left
        for name, least in felt.at_least.items():
            place = names.index(name)
            sure[place] = max(float(sure[place]), least)
        return
