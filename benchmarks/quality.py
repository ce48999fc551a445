"""Heard beside VADER on labelled conversations that neither was fitted on.

    python -m benchmarks.quality DATA/measure/tweetsumm_dev.jsonl

The last 200 conversations only measure; VADER's cuts are fitted on the first 200.
Needs benchmarks/requirements.txt.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from benchmarks.pages import write_section
from heard.listen import HOT
from heard.listen.load import LISTENERS, load_plain
from heard.measure import Labelled, Measured, load_labelled, measure_all
from heard.measure.measured import GROUPS
from heard.measure.metrics import auc, kappa, precision_at_recall

HALF = 200
WHAT = (
    "heat, quadratic kappa",
    "hot (level 2 and above), AUC",
    "hot, precision at recall 0.75",
    "hot, precision as delivered",
    "hot, recall as delivered",
    "calm conversations with an alarm",
    "emotion, share right",
    "outcome, share right",
    "first broken step, share right",
    *(f"{title}, mean F1" for title, _ in GROUPS),
    *(f"{title}, mean AUC" for title, _ in GROUPS),
)


def vader_scores(labelled: list[Labelled]) -> tuple[list[float], list[int]]:
    """VADER's negativity and the labelled level of every customer turn."""
    vader = SentimentIntensityAnalyzer()
    scores, levels = [], []
    for one in labelled:
        for turn, level in zip(one.conversation.turns, one.heats, strict=True):
            if level is not None:
                scores.append(-vader.polarity_scores(turn.text)["compound"])
                levels.append(level)
    return scores, levels


def best_cuts(scores: list[float], levels: list[int]) -> list[float]:
    """The four rising cuts that agree best, found one at a time until none moves."""
    tried = sorted(scores)[:: max(1, len(scores) // 60)]
    cuts = [tried[len(tried) * part // 5] for part in (2, 3, 4)] + [tried[-1]]
    for _ in range(3):
        for place in range(4):
            options = [
                [*cuts[:place], cut, *cuts[place + 1 :]]
                for cut in tried
                if (not place or cut >= cuts[place - 1]) and (place == 3 or cut <= cuts[place + 1])
            ]
            cuts = max([cuts, *options], key=lambda some: kappa(cut_up(scores, some), levels) or 0)
    return cuts


def cut_up(scores: list[float], cuts: list[float]) -> list[int]:
    """The level of each score."""
    return [sum(score >= cut for cut in cuts) for score in scores]


def calm_alarms(labelled: list[Labelled], alarms: list[bool]) -> float:
    """The share of never-hot conversations with at least one turn called hot."""
    at, calm, alarmed = 0, 0, 0
    for one in labelled:
        levels = [level for level in one.heats if level is not None]
        called = alarms[at : at + len(levels)]
        at += len(levels)
        if levels and max(levels) < HOT:
            calm += 1
            alarmed += any(called)
    return alarmed / calm


def figures(ours: Measured) -> tuple[float | None, ...]:
    """The figures of one listener, in the order of WHAT."""
    groups = [ours.group(names) for _, names in GROUPS]
    return (
        ours.heat_kappa,
        ours.hot_auc,
        ours.precision_at_75,
        ours.hot.precision,
        ours.hot.recall,
        ours.false_alarms,
        ours.emotion,
        ours.outcome,
        ours.broken_step,
        *(f1 for f1, _ in groups),
        *(ranked for _, ranked in groups),
    )


def show(figure: float | None) -> str:
    """A figure, or a dash where there is none."""
    return "–" if figure is None else f"{figure:.2f}"


def main() -> None:
    """Measure all and write the section."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("path", type=Path)
    path = asked.parse_args().path
    labelled = list(load_labelled(path))
    first, last = labelled[:HALF], labelled[-HALF:]
    cuts = best_cuts(*vader_scores(first))
    scores, levels = vader_scores(last)
    hot = [level >= HOT for level in levels]
    said = cut_up(scores, cuts)
    called = [level >= HOT for level in said]
    heard = {name: measure_all(last, load_plain(name)) for name in LISTENERS}
    theirs = (
        kappa(said, levels),
        auc(scores, hot),
        precision_at_recall(scores, hot, 0.75),
        sum(a and b for a, b in zip(called, hot, strict=True)) / max(1, sum(called)),
        sum(a and b for a, b in zip(called, hot, strict=True)) / sum(hot),
        calm_alarms(last, called),
        *[None] * (3 + 2 * len(GROUPS)),
    )
    columns = [theirs, *(figures(one) for one in heard.values())]
    rows = [
        f"| {what} | " + " | ".join(show(column[place]) for column in columns) + " |"
        for place, what in enumerate(WHAT)
    ]
    head = f"| | VADER | {' | '.join(heard)} |\n|---|{'--:|' * len(columns)}"
    table = "\n".join([head, *rows])
    best = next(iter(heard))
    intro = f"""\
## How well Heard hears

The last {len(last)} conversations of the development set (TweetSumm, real support conversations with
anger, labelled by our guide; nothing was fitted on these, though how many calm conversations each
listener may call hot, and that these weights are the ones to keep, was settled with these figures in view). The
labels are one pass by language-model annotators reading in context: they measure consistency, not
truth. In the tables of {best}, which follow, the last column gives what two such passes agreed at.
"""
    write_section("quality", f"{intro}\n{table}\n\n### {best}\n\n{heard[best].to_markdown()}")
    print(table)
    print(heard[best].to_text())


if __name__ == "__main__":
    main()
