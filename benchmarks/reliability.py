"""How far "sure" can be taken at its word: a reliability plot for the documents.

    python -m benchmarks.reliability DATA/measure/tweetsumm_dev.jsonl

The last 200 conversations of the development set, on which nothing was fitted. Writes docs/reliability.svg.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

from heard.listen import HOT, SoFar, load_listener
from heard.measure import Labelled, load_labelled
from heard.signals import FLAGS, MISSTEPS, TECHNIQUES, TRIGGERS

HALF, BINS = 200, 10
PICTURE = Path("docs/reliability.svg")
GROUPS = (
    ("hot", ("hot",), "#b3412e"),
    ("triggers", TRIGGERS, "#c98a1b"),
    ("flags", FLAGS, "#6a5acd"),
    ("techniques", TECHNIQUES, "#2e7d5b"),
    ("missteps", MISSTEPS, "#30638e"),
)
SIDE, LEFT, TOP = 320, 56, 24


@dataclass(frozen=True, slots=True)
class Said:
    """One judgment: what about, how sure, and whether the label agrees."""

    name: str
    sure: float
    right: bool


def said(labelled: list[Labelled]) -> list[Said]:
    """Every judgment of every turn, heard or not."""
    listener, found = load_listener(), []
    for one in labelled:
        before = SoFar()
        for turn, truth, level in zip(one.conversation.turns, one.readings, one.heats, strict=True):
            reading = listener.read(turn, before)
            scores = listener.scores(turn, before)
            found += [Said(name, sure, truth.hears(name)) for name, sure in scores.items()]
            if turn.from_customer:
                found.append(Said("hot", listener.hot(turn, before), (level or 0) >= HOT))
            before = before.add(turn, reading)
    return found


def points(found: list[Said]) -> list[tuple[float, float, int]]:
    """For each tenth of the scale: how sure on average, how often right, and of how many."""
    rows = []
    for step in range(BINS):
        low, high = step / BINS, (step + 1) / BINS
        part = [one for one in found if low <= one.sure < high or (high == 1 and one.sure == 1)]
        if len(part) >= 10:
            mean = sum(one.sure for one in part) / len(part)
            rows.append((mean, sum(one.right for one in part) / len(part), len(part)))
    return rows


def picture(lines: list[tuple[str, str, list[tuple[float, float, int]]]]) -> str:
    """The plot as SVG."""

    def at(x: float, y: float) -> str:
        return f"{LEFT + x * SIDE:.1f},{TOP + (1 - y) * SIDE:.1f}"

    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + SIDE + 130} {TOP + SIDE + 48}" '
            'role="img" font-family="sans-serif" font-size="12">'
        ),
        "<title>How often judgments were right, against how sure they were</title>",
        f'<rect x="{LEFT}" y="{TOP}" width="{SIDE}" height="{SIDE}" fill="none" stroke="#888"/>',
        f'<polyline points="{at(0, 0)} {at(1, 1)}" stroke="#888" stroke-dasharray="4 4" fill="none"/>',
    ]
    for tick in (0, 0.25, 0.5, 0.75, 1):
        across, up = at(tick, 0).split(",")[0], at(0, tick).split(",")[1]
        parts.append(
            f'<text x="{across}" y="{TOP + SIDE + 16}" text-anchor="middle" fill="#777">{tick}</text>'
        )
        parts.append(
            f'<text x="{LEFT - 8}" y="{up}" text-anchor="end" dy="4" fill="#777">{tick}</text>'
        )
    for number, (name, color, rows) in enumerate(lines):
        places = " ".join(at(sure, right) for sure, right, _ in rows)
        parts.append(f'<polyline points="{places}" stroke="{color}" stroke-width="2" fill="none"/>')
        parts += [
            f'<circle cx="{at(s, r).split(",")[0]}" cy="{at(s, r).split(",")[1]}" r="3.5" fill="{color}"><title>{n} judgments</title></circle>'
            for s, r, n in rows
        ]
        parts.append(
            f'<text x="{LEFT + SIDE + 14}" y="{TOP + 16 + 18 * number}" fill="{color}">{name}</text>'
        )
    parts.append(
        f'<text x="{LEFT + SIDE / 2}" y="{TOP + SIDE + 38}" text-anchor="middle" fill="#777">how sure</text>'
    )
    parts.append(
        f'<text transform="translate(14 {TOP + SIDE / 2}) rotate(-90)" text-anchor="middle" fill="#777">how often right</text>'
    )
    return "\n".join([*parts, "</svg>\n"])


def main() -> None:
    """Measure and draw."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("path", type=Path)
    found = said(list(load_labelled(asked.parse_args().path))[-HALF:])
    lines = []
    for title, names, color in GROUPS:
        rows = points([one for one in found if one.name in names])
        lines.append((title, color, rows))
        print(title, " ".join(f"{sure:.2f}:{right:.2f} ({n})" for sure, right, n in rows))
    PICTURE.write_text(picture(lines), "utf-8")


if __name__ == "__main__":
    main()
