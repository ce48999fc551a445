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
from heard.listen import HOT, load_listener
from heard.measure import Labelled, load_labelled, measure_all
from heard.measure.metrics import auc, kappa, precision_at_recall

HALF = 200


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


def main() -> None:
    """Measure both and write the section."""
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
    ours = measure_all(last, load_listener())
    rows = [
        ("heat, quadratic kappa", kappa(said, levels), ours.heat_kappa),
        ("hot (level 2 and above), AUC", auc(scores, hot), ours.hot_auc),
        (
            "hot, precision at recall 0.75",
            precision_at_recall(scores, hot, 0.75),
            ours.precision_at_75,
        ),
        (
            "hot, precision as delivered",
            sum(a and b for a, b in zip(called, hot, strict=True)) / max(1, sum(called)),
            ours.hot.precision,
        ),
        (
            "hot, recall as delivered",
            sum(a and b for a, b in zip(called, hot, strict=True)) / sum(hot),
            ours.hot.recall,
        ),
        ("calm conversations with an alarm", calm_alarms(last, called), ours.false_alarms),
    ]
    table = "| | VADER | Heard |\n|---|---|---|\n" + "\n".join(
        f"| {what} | {theirs:.2f} | {our:.2f} |" for what, theirs, our in rows
    )
    intro = f"""\
## How well Heard hears

The last {len(last)} conversations of the development set (TweetSumm, real support conversations with
anger, labelled by our guide; nothing was trained on them and nothing was tuned on these). The
labels are one pass by language-model annotators reading in context: they measure consistency, not
truth. The last column of the tables gives what two such passes agreed at.
"""
    write_section("quality", f"{intro}\n{table}\n\n{ours.to_markdown()}")
    print(table)
    print(ours.to_text())


if __name__ == "__main__":
    main()
