"""The trained listeners: raw scores of a turn's words and meaning, and a readable layer above them.

*swift* knows words and their neighbors (hashed grams, numpy alone); *keen* also knows what they mean
(an encoder, onnxruntime). Both are composed by the same kind of layer, each with coefficients of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from heard.errors import ModelError
from heard.listen.asked_again import SURE as ASKED_AGAIN_SURE
from heard.listen.asked_again import asked_again
from heard.listen.brush_offs import SURE as BRUSH_OFF_SURE
from heard.listen.brush_offs import brushes_off
from heard.listen.context import agent_context, calling, customer_context, gist
from heard.listen.courts import SURE as COURT_SURE
from heard.listen.courts import threatens_court
from heard.listen.danger import SURE as DANGER_SURE
from heard.listen.danger import in_danger
from heard.listen.dares import daring
from heard.listen.good_news import tells_good_news
from heard.listen.insults import SURE as INSULT_SURE
from heard.listen.insults import insulting
from heard.listen.irony import BITTER, BITTER_HEATED, HEATED, bitter_thanks, ironic_thanks
from heard.listen.irony import SURE as IRONY_SURE
from heard.listen.language import UNSUPPORTED, is_english
from heard.listen.layer import Layer, Side
from heard.listen.limits import no_missteps, sets_none
from heard.listen.passed_on import HEATED as PASSED_ON_HEATED
from heard.listen.passed_on import SURE as PASSED_ON_SURE
from heard.listen.passed_on import passed_on_often
from heard.listen.phrases import unburdened
from heard.listen.reading import EMOTIONS, Reading, Signal
from heard.listen.self_blame import without_self_blame
from heard.listen.self_harm import speaks_of_self_harm
from heard.listen.short_replies import is_english_reply
from heard.listen.slights import SURE as SLIGHT_SURE
from heard.listen.slights import slights
from heard.listen.spans import ACTS, WHOLE_TURN, Clauses, whole
from heard.listen.threats import SURE as THREAT_SURE
from heard.listen.threats import threatening
from heard.listen.tried_already import tried_already
from heard.listen.words import LONGEST_TEXT, spelled_out, unstyled
from heard.signals import FLAGS, MISSTEPS, TECHNIQUES, TRIGGERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from heard.conversation import Turn
    from heard.listen.deep import Deep, Thought
    from heard.listen.habits import Adapted, Habits
    from heard.listen.heads import Heads, Score
    from heard.listen.reading import SoFar

HEATS = ("heat_1", "heat_2", "heat_3", "heat_4")
FEELS = tuple(f"feels_{emotion}" for emotion in EMOTIONS)
GLAD = ("thanks", "resolved")
FIRM = 0.5
MEANT = 0.1  # what praise that is meant leaves of irony and of heat
CUSTOMER_SIGNALS = (*TRIGGERS, *FLAGS)
AGENT_SIGNALS = (*TECHNIQUES, *MISSTEPS)
# What rules beside the learned score are sure of: whoever is threatened or insulted must hear of it,
# and an agent of a brush-off or of rudeness.
PLAIN = {
    "threat": THREAT_SURE,
    "abuse": INSULT_SURE,
    "high_stakes": DANGER_SURE,
    "public_threat": COURT_SURE,
    "dismissed": PASSED_ON_SURE,
    "sarcasm": IRONY_SURE,
    "policy_wall": BRUSH_OFF_SURE,
    "excuse": BRUSH_OFF_SURE,
    "scripted": BRUSH_OFF_SURE,
    "jab": SLIGHT_SURE,
    "calm_down": SLIGHT_SURE,
    "ask_again": ASKED_AGAIN_SURE,
}


@dataclass(frozen=True, slots=True)
class Weighed:
    """Everything that one turn was judged by."""

    sure: NDArray[np.float32]  # of each judgment, in the order of the side's names
    described: NDArray[np.float32]  # the layer's numbers
    score: Score
    thought: Thought | None
    habit: Score | None  # what a team's own habits made of the words
    plain: dict[str, tuple[int, int]]  # what is said in so many words, such as a threat, and where


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
    ) -> None:
        layer = layer if adapted is None else adapted.layer
        self.layer = layer
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
        if not is_english(turn.text) or not (customer or is_english_reply(turn.text)):
            return Reading(unread=UNSUPPORTED)
        judged = self.weigh(turn, before)
        side = self.sides[customer]
        first = self._signals_from if customer else 0
        found = [
            place
            for place in range(first, len(side.names))
            if judged.sure[place] >= side.thresholds[place]
        ]
        signals = self._signals(turn.text, judged, found, customer=customer)
        if not customer:
            fair = no_missteps(turn.text, before)
            fair += ("set_boundary",) if sets_none(turn.text, before) else ()
            return Reading(None, None, tuple(one for one in signals if one.name not in fair))
        feels = int(np.argmax(judged.sure[len(HEATS) : first]))
        return Reading(self._heat(judged.sure), EMOTIONS[feels], signals)

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
        text = turn.text[:LONGEST_TEXT]
        plain = _said_plainly(text) if customer else _replied_plainly(text, before)
        for name in plain:
            place = side.names.index(name)
            sure[place] = max(float(sure[place]), PLAIN[name])
        if not customer and daring(text) is not None:  # a dare is no limit
            sure[side.names.index("set_boundary")] = 0.0
        if customer:
            _feel_plainly(sure, side.names, text, before, plain)
        return Weighed(sure, described, score, thought, habit, plain)

    def _heat(self, sure: NDArray[np.float32]) -> float:
        level = float(sure[: len(HEATS)].sum())
        return float(np.interp(level, self._levels, self._heats))

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
            plainly = judged.plain.get(name) or (calling(text) if name == "personalize" else None)
            if plainly is not None:
                start, end = plainly
            elif name in WHOLE_TURN:
                start, end = whole(text)
            else:
                start, end = clauses.evidence(share, act=name in ACTS)
            signals.append(Signal(name, float(judged.sure[place]), start, end))
        return tuple(signals)


def _said_plainly(text: str) -> dict[str, tuple[int, int]]:
    """What a customer's words hold beyond doubt, and where: a threat, an insult, danger, irony."""
    text = spelled_out(unstyled(text))
    found = {
        "threat": threatening(text),
        "abuse": insulting(text),
        "high_stakes": in_danger(text) or speaks_of_self_harm(text),
        "public_threat": threatens_court(text),
        "dismissed": passed_on_often(text),
        "sarcasm": ironic_thanks(text),
    }
    return {name: span for name, span in found.items() if span is not None}


def _replied_plainly(text: str, before: SoFar) -> dict[str, tuple[int, int]]:
    """What a company's words hold beyond doubt, and where: a brush-off, a dare, what was given already."""
    again = asked_again(text, before)
    found = {
        "jab": daring(text),
        "ask_again": tried_already(text, before) if again is None else (again.start, again.end),
    }
    given = {name: span for name, span in found.items() if span is not None}
    return brushes_off(text) | slights(text) | given


def _feel_plainly(
    sure: NDArray[np.float32],
    names: Sequence[str],
    text: str,
    before: SoFar,
    plain: dict[str, tuple[int, int]],
) -> None:
    """What the feeling must be where the words, or what they answer, leave no doubt of it."""
    bitter = None if "sarcasm" in plain else bitter_thanks(text, before)
    if bitter is not None:
        plain["sarcasm"] = bitter
        place = names.index("sarcasm")
        sure[place] = max(float(sure[place]), BITTER)
        _turn_bitter(sure, names, BITTER_HEATED)
    elif "sarcasm" in plain:
        _turn_bitter(sure, names, HEATED)
    elif "dismissed" in plain and max(sure[names.index(name)] for name in GLAD) < FIRM:
        _turn_sour(sure, names, PASSED_ON_HEATED)
    elif tells_good_news(text):
        for name in ("sarcasm", *HEATS, "feels_frustrated", "feels_angry"):
            sure[names.index(name)] *= MEANT
        sure[names.index("feels_pleased")] = 1.0


def _turn_bitter(
    sure: NDArray[np.float32], names: Sequence[str], heated: tuple[float, float]
) -> None:
    """Thanks that are ironic thank nobody, and whoever says them is neither calm nor pleased."""
    for name in ("thanks", "feels_pleased", "feels_neutral"):
        sure[names.index(name)] = 0.0
    _turn_sour(sure, names, heated)


def _turn_sour(
    sure: NDArray[np.float32], names: Sequence[str], heated: tuple[float, float]
) -> None:
    """Whoever has lived through that is irritated at least, and frustrated to some degree."""
    for name, least in zip(HEATS, heated, strict=False):
        place = names.index(name)
        sure[place] = max(float(sure[place]), least)
    feels = names.index("feels_frustrated")
    sure[feels] = max(float(sure[feels]), heated[1])
