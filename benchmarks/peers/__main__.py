"""Heard beside five open tools, on the same turns, in one run.

    python -m benchmarks.peers DATA/measure/tweetsumm_dev.jsonl [--only vader --only textblob]

Each tool is installed in an environment of its own under out/peers, and is skipped, by name, where that
fails. What is chosen or fitted (a tool's best score, cuts, weights of markers) comes from the first
200 conversations; the figures from the last 200. Needs benchmarks/requirements.txt and `heard[train]`.
"""

from __future__ import annotations

import argparse
import math
import statistics
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from benchmarks.pages import write_section
from benchmarks.peers.process import PEERS, AbsentError, Answering
from benchmarks.quality import HALF, best_cuts, calm_alarms, cut_up
from heard.listen import HOT
from heard.listen.load import LISTENERS
from heard.measure import Labelled, load_labelled
from heard.measure.metrics import auc, kappa, precision_at_recall
from heard.signals import MISSTEPS

GOOD = ("acknowledge", "apologize")
ROUNDS = 3
WEIGHED = "its markers, weighed on the first 200"


@dataclass(frozen=True, slots=True)
class Told:
    """What a tool said of one half of the conversations, turn for turn."""

    labelled: list[Labelled]
    scores: list[list[dict[str, Any]]]

    def heats(self) -> tuple[list[dict[str, Any]], list[int]]:
        """The customer's turns and their labelled levels."""
        pairs = [
            (said, level)
            for one, turns in zip(self.labelled, self.scores, strict=True)
            for said, level in zip(turns, one.heats, strict=True)
            if level is not None
        ]
        return [said for said, _ in pairs], [level for _, level in pairs]

    def replies(self, good: tuple[str, ...]) -> tuple[list[dict[str, Any]], list[bool]]:
        """The agent's turns that either carry one of these or a misstep, and which of them do."""
        found, right = [], []
        for one, turns in zip(self.labelled, self.scores, strict=True):
            for said, truth in zip(turns, one.readings, strict=True):
                well, badly = truth.hears(*good), truth.hears(*MISSTEPS)
                if "reply" in said and well != badly:
                    found.append(said)
                    right.append(well)
        return found, right


@dataclass(frozen=True, slots=True)
class Speed:
    """One round of timing."""

    one_ms: float
    rate: float


@dataclass(frozen=True, slots=True)
class Heat:
    """A tool's heat: the score it was given, and how it did."""

    score: str
    hot_auc: float
    kappa: float
    precision_at_75: float
    alarms_at_75: float
    alarms: float


def spoken(labelled: list[Labelled]) -> list[list[dict[str, str]]]:
    """Conversations as the tools are asked about them."""
    return [
        [{"speaker": str(turn.speaker), "text": turn.text} for turn in one.conversation.turns]
        for one in labelled
    ]


class Weighed:
    """Markers weighed by a logistic regression."""

    def __init__(self, turns: list[dict[str, Any]], wanted: list[bool]) -> None:
        self.columns = DictVectorizer(sparse=False)
        rows = self.columns.fit_transform([turn["markers"] for turn in turns])
        self.model = LogisticRegression(max_iter=2000, class_weight="balanced").fit(rows, wanted)

    def scores(self, turns: list[dict[str, Any]]) -> list[float]:
        """The weighed markers of each turn."""
        rows = self.columns.transform([turn["markers"] for turn in turns])
        return [float(score) for score in self.model.decision_function(rows)]


def candidates(
    kind: str, first: tuple[list[Any], list[bool]], last: tuple[list[Any], list[bool]]
) -> list[tuple[str, list[float], list[float]]]:
    """The scores of both halves: of what a tool offers, the best on the first half; and its markers weighed."""
    turns, wanted = first
    best = max(
        turns[0][kind], key=lambda name: auc([turn[kind][name] for turn in turns], wanted) or 0
    )
    pairs = [(best, [turn[kind][best] for turn in turns], [turn[kind][best] for turn in last[0]])]
    if "markers" in turns[0]:
        weighed = Weighed(turns, wanted)
        pairs.append((WEIGHED, weighed.scores(turns), weighed.scores(last[0])))
    return pairs


def heat_figures(first: Told, last: Told, *, ours: bool) -> list[Heat]:
    """A tool's heat, its cuts fitted on the first half; ours has its levels already."""
    before, levels_before = first.heats()
    after, levels = last.heats()
    hot_before = [level >= HOT for level in levels_before]
    hot = [level >= HOT for level in levels]
    figures = []
    for name, fitted, scores in candidates("heat", (before, hot_before), (after, hot)):
        cuts = [0.125, 0.375, 0.625, 0.875] if ours else best_cuts(fitted, levels_before)
        said = cut_up(scores, cuts)
        figures.append(
            Heat(
                name,
                auc(scores, hot) or 0.0,
                kappa(said, levels) or 0.0,
                precision_at_recall(scores, hot, 0.75) or 0.0,
                calm_alarms(last.labelled, [score >= at_recall(scores, hot) for score in scores]),
                calm_alarms(last.labelled, [level >= HOT for level in said]),
            )
        )
    return figures


def at_recall(scores: list[float], wanted: list[bool], recall: float = 0.75) -> float:
    """The highest cut that finds this share of the wanted ones."""
    found = sorted(
        (score for score, right in zip(scores, wanted, strict=True) if right), reverse=True
    )
    return found[math.ceil(recall * len(found)) - 1]


def reply_figures(first: Told, last: Told) -> list[tuple[str, list[float]]]:
    """How a tool ranks replies: with either technique, acknowledging alone, apologizing alone."""
    before, right_before = first.replies(GOOD)
    kinds = [last.replies(good) for good in (GOOD, GOOD[:1], GOOD[1:])]
    ranked: dict[str, list[float]] = {}
    for after, right in kinds:
        for name, _, scores in candidates("reply", (before, right_before), (after, right)):
            ranked.setdefault(name, []).append(auc(scores, right) or 0.0)
    return list(ranked.items())


def rounds(working: dict[str, Answering], labelled: list[Labelled]) -> dict[str, list[Speed]]:
    """The tools in turn, on texts they have not read yet, and again on others."""
    said = spoken(labelled)
    part = len(said) // (ROUNDS + 1)
    for tool in working.values():
        tool.ask(time=said[:4])
    speeds: dict[str, list[Speed]] = {name: [] for name in working}
    for turn in range(1, ROUNDS + 1):
        for name, tool in working.items():
            told = tool.ask(time=said[turn * part : (turn + 1) * part])
            speeds[name].append(Speed(told["one_ms"], told["rate"]))
    return speeds


def speed_row(title: str, speeds: list[Speed], vader: list[Speed], memory: float) -> str:
    """One line of the table of speeds; the ratio is taken round by round."""
    ratios = [mine.rate / theirs.rate for mine, theirs in zip(speeds, vader, strict=True)]
    one = statistics.median(speed.one_ms for speed in speeds)
    rate = statistics.median(speed.rate for speed in speeds)
    ratio = statistics.median(ratios)
    ratio_text = f"{ratio:.2f}" if ratio >= 0.01 else f"{ratio:.4f}"
    return f"| {title} | {one:.2f} | {rate:,.0f} | {ratio_text} | {memory:.0f} |"


def start(
    only: list[str], stack: ExitStack
) -> tuple[dict[str, Answering], dict[str, str], list[str]]:
    """Every tool and listener at work, what each is called, and a line for each that is absent."""
    working, titles, absent = {}, {}, []
    for peer in PEERS:
        if only and peer.name not in only:
            continue
        try:
            tool = stack.enter_context(Answering.of(peer))
        except AbsentError as fault:
            absent.append(f"{peer.title}: {fault}")
            print("absent:", absent[-1], flush=True)
            continue
        working[peer.name] = tool
        titles[peer.name] = f"{peer.title} {tool.hello['version']}"
    for listener in LISTENERS:
        try:
            working[f"heard-{listener}"] = stack.enter_context(Answering.heard(listener))
            titles[f"heard-{listener}"] = f"**Heard, {listener}**"
        except AbsentError as fault:
            absent.append(f"Heard's listener {listener}: {fault}")
            print("absent:", absent[-1], flush=True)
    return working, titles, absent


def main() -> None:
    """Measure all and write the section."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("path", type=Path)
    asked.add_argument("--only", action="append", default=[], help="a peer; may be repeated")
    given = asked.parse_args()
    labelled = list(load_labelled(given.path))
    first, last = labelled[:HALF], labelled[-HALF:]
    heat, replies, speed = [], [], []
    with ExitStack() as stack:
        working, titles, absent = start(given.only, stack)
        speeds = rounds(working, last)
        for name, tool in working.items():
            print("reading:", titles[name], flush=True)
            try:
                told = [Told(part, tool.ask(read=spoken(part))["scores"]) for part in (first, last)]
                memory = tool.ask(end=True)["memory_mb"]
            except AbsentError as fault:
                absent.append(f"{titles[name]}: {fault}")
                continue
            heat += [
                f"| {titles[name]} | {one.score} | {one.hot_auc:.2f} | {one.kappa:.2f} "
                f"| {one.precision_at_75:.2f} | {one.alarms_at_75:.2f} | {one.alarms:.2f} |"
                for one in heat_figures(*told, ours=name.startswith("heard-"))
            ]
            replies += [
                f"| {titles[name]} | {score} | "
                + " | ".join(f"{value:.2f}" for value in ranked)
                + " |"
                for score, ranked in reply_figures(*told)
            ]
            if "vader" in speeds:
                speed.append(speed_row(titles[name], speeds[name], speeds["vader"], memory))
    text = page(heat, replies, speed, absent)
    if not given.only:
        write_section("peers", text)
    print(text)


def page(heat: list[str], replies: list[str], speed: list[str], absent: list[str]) -> str:
    """The section."""
    missing = "".join(f"\nNot here: {one}." for one in absent)
    lines = [
        f"""\
## Beside other open tools

The same turns for all, in one run (`python -m benchmarks.peers`): the last 200 conversations of the
development set. Every tool runs in an environment of its own. Of the scores a tool offers the one that
told hot turns best in the *first* 200 conversations is shown, and its cuts into five levels are fitted
there. ConvoKit and emotional-deescalation-mcp name markers instead of giving a score: they are shown
with the weights of the paper that defined the strategies and with the pattern's own severity and
confidence, and once more with a logistic regression over the markers, fitted on the first 200. Of
emotional-deescalation-mcp only the pattern detection works without a language model; it runs with an
English spaCy model, its own default being Russian.
{missing}

### Customers

Alarms are the share of the never-hot conversations in which some turn was called hot: at the cut that
finds three quarters of the hot turns, and as delivered, that is at the fitted cut, which agrees best with
the labelled levels and for weak scores lies low.

| | score | hot, AUC | heat, kappa | precision at recall 0.75 | alarms at recall 0.75 | alarms as delivered |
|---|---|--:|--:|--:|--:|--:|""",
        *heat,
        """
### Agents

How often a reply that acknowledges or apologizes is scored above one with a misstep, among
the replies that have one and not the other; 0.50 is chance, below it the score is upside down. Read `apologize` with
care: the word "sorry" alone nearly decides it.

| | score | either | acknowledge | apologize |
|---|---|--:|--:|--:|""",
        *replies,
        """
### Speed

Processor time on one core, the median of three rounds in which the tools take turns on texts they have
not seen; the ratio to VADER is taken within each round. Bulk is each tool's own best way. Memory is the
most that the process held, conversations included. emotional-deescalation-mcp reads the whole dialogue
again at every customer turn, as it asks to be used; its turns are customers' turns.

| | one turn, median ms | bulk, turns a second | as a ratio to VADER | memory, MB |
|---|--:|--:|--:|--:|""",
        *speed,
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
