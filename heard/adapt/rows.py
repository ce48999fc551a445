"""Rows: labelled turns as numbers, from replaying their conversations in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from heard.listen.context import gist
from heard.listen.grams import turn_hashes
from heard.listen.reading import EMOTIONS, SoFar
from heard.listen.trained import FEELS, HEATS
from heard.listen.words import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from heard.adapt.corrected import Answers, Corrected
    from heard.listen.trained import Trained

LOGIT_CLIP = 8.0


@dataclass(frozen=True, slots=True)
class Words:
    """The grams of one turn: each once, with what it counts and its part of the turn's length."""

    hashes: NDArray[np.uint32]
    counts: NDArray[np.float32]
    squares: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Rows:
    """The labelled turns of one side, a row each."""

    names: tuple[str, ...]  # the judgments
    described: NDArray[np.float32]  # the layer's numbers
    meaning: NDArray[np.float32]  # the turn's vector and the memory; no columns without an encoder
    words: tuple[Words, ...]
    yes: NDArray[np.bool_]  # a column a judgment
    asked: NDArray[np.bool_]  # where the answer is known
    shipped: NDArray[np.float32]  # the shipped judgment, as a logit
    judged: NDArray[np.float32]  # how sure the replaying listener was
    group: NDArray[np.intp]  # which conversation


def replay(
    corrected: Sequence[Corrected], group: Sequence[int], listener: Trained, base: Trained
) -> dict[bool, Rows]:
    """The labelled turns of both sides, their contexts as this listener hears them.

    `group` numbers the conversations. A turn that no listener scores is passed over.
    """
    found: dict[bool, list[tuple[object, ...]]] = {True: [], False: []}
    for one, number in zip(corrected, group, strict=True):
        before = SoFar()
        for turn, answers in zip(one.conversation.turns, one.answers, strict=True):
            reading = listener.read(turn, before)
            if answers and reading.unread is None and gist(turn.text).tokens:
                weighed = listener.weigh(turn, before)
                side = base.sides[turn.from_customer]
                shipped = weighed.described @ side.matrix + side.bias
                thought = weighed.thought
                meaning = (
                    np.zeros(0, np.float32)
                    if thought is None
                    else np.concatenate((thought.mean, thought.state))
                )
                told = _told(answers, side.names)
                words = _words(turn.text)
                found[turn.from_customer].append(
                    (weighed.described, meaning, words, *told, shipped, weighed.sure, number)
                )
            before = before.add(turn, reading)
    return {side: _rows(base.sides[side].names, found[side]) for side in (True, False)}


def _rows(names: tuple[str, ...], found: list[tuple[object, ...]]) -> Rows:
    if not found:
        empty = np.zeros((0, len(names)), np.float32)
        none = np.zeros((0, len(names)), np.bool_)
        return Rows(names, empty, empty, (), none, none, empty, empty, np.zeros(0, np.intp))
    described, meaning, words, yes, asked, shipped, judged, group = zip(*found, strict=True)
    return Rows(
        names,
        np.stack(described),
        np.stack(meaning),
        tuple(words),
        np.stack(yes),
        np.stack(asked),
        np.clip(np.stack(shipped), -LOGIT_CLIP, LOGIT_CLIP),
        np.stack(judged),
        np.array(group, np.intp),
    )


def _told(answers: Answers, names: tuple[str, ...]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """The answer to each judgment, and whether it is known."""
    known: dict[str, bool] = dict(answers.signals)
    if answers.heat is not None:
        known |= {name: answers.heat >= level for level, name in enumerate(HEATS, 1)}
    if answers.emotion is not None:
        known |= {
            name: answers.emotion == emotion for name, emotion in zip(FEELS, EMOTIONS, strict=True)
        }
    return (
        np.array([known.get(name, False) for name in names]),
        np.array([name in known for name in names]),
    )


def _words(text: str) -> Words:
    hashes, counts = turn_hashes([plain(token) for token in gist(text).tokens])
    keys, where = np.unique(hashes, return_inverse=True)
    return Words(
        keys,
        np.bincount(where, counts).astype(np.float32),
        np.bincount(where, counts**2).astype(np.float32),
    )
