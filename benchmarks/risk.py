"""How well the risk foretells trouble, measured moment by moment and conversation by conversation.

    python -m benchmarks.risk DATA/measure/tweetsumm_dev.jsonl

Trouble is a customer turn at heat 2 or above, abuse, or a request for a supervisor, as labelled. A moment is
right to warn when trouble comes within the customer's next three turns. The threshold is the one with the
best F1 on the first 200 conversations; the last 200 only measure.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.pages import write_section
from heard.listen import HOT, load_listener, read_all
from heard.measure import Labelled, load_labelled
from heard.measure.metrics import Hits, auc, calibration_error
from heard.track import Track

HALF, AHEAD = 200, 3


@dataclass(frozen=True, slots=True)
class Instant:
    """One moment after which something came, or nothing needed to."""

    conversation: int
    risk: float
    heat: float
    trouble: bool  # within the customer's next three turns
    ahead: (
        int | None
    )  # turns until the conversation's first trouble; None where it is past or never comes


def instants(labelled: list[Labelled]) -> list[Instant]:
    """Every moment that still has a customer turn ahead, or at which the matter was settled."""
    listener, found = load_listener(), []
    for number, one in enumerate(labelled):
        turns = one.conversation.turns
        trouble = [
            place
            for place, (turn, heat) in enumerate(zip(turns, one.heats, strict=True))
            if turn.from_customer
            and ((heat or 0) >= HOT or one.readings[place].hears("abuse", "supervisor_request"))
        ]
        spoken = [place for place, turn in enumerate(turns) if turn.from_customer]
        track = Track(one.conversation.channel)
        for place, (turn, reading) in enumerate(
            zip(turns, read_all(one.conversation, listener), strict=True)
        ):
            moment = track.follow(turn, reading)
            later = [other for other in spoken if other > place][:AHEAD]
            if later or track.belief.settled:
                first = trouble[0] - place if trouble and trouble[0] > place else None
                soon = any(other in trouble for other in later)
                found.append(Instant(number, moment.risk, moment.heat, soon, first))
    return found


def best_threshold(found: list[Instant]) -> float:
    """The risk from which on a warning has the best F1."""
    wanted = [one.trouble for one in found]
    return max(
        (step / 100 for step in range(10, 91)),
        key=lambda least: Hits.count([one.risk >= least for one in found], wanted).f1 or 0.0,
    )


def forewarned(found: list[Instant], least: float) -> tuple[int, int, float]:
    """Of the conversations that begin calm and turn: how many, how many were foretold, turns ahead (median)."""
    coming: dict[int, list[Instant]] = {}
    for one in found:
        if one.ahead is not None:
            coming.setdefault(one.conversation, []).append(one)
    leads = [
        next((one.ahead or 0 for one in many if one.risk >= least), 0) for many in coming.values()
    ]
    ahead = [lead for lead in leads if lead]
    return len(coming), len(ahead), median(ahead) if ahead else 0.0


def main() -> None:
    """Measure and write the section."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("path", type=Path)
    labelled = list(load_labelled(asked.parse_args().path))
    least = best_threshold(instants(labelled[:HALF]))
    found = instants(labelled[-HALF:])
    wanted = [one.trouble for one in found]
    said = [one.risk >= least for one in found]
    hits = Hits.count(said, wanted)
    calm = wanted.count(False)
    turning, foretold, lead = forewarned(found, least)
    risks, heats = [one.risk for one in found], [one.heat for one in found]
    rows = [
        ("moments, with trouble ahead", f"{len(found)}, {sum(wanted)}"),
        ("AUC of the risk", f"{auc(risks, wanted):.2f}"),
        ("AUC of the present heat alone", f"{auc(heats, wanted):.2f}"),
        (f"F1 at {least:.2f}", f"{hits.f1 or 0:.2f}"),
        ("precision, recall", f"{hits.precision or 0:.2f}, {hits.recall or 0:.2f}"),
        ("false-positive rate", f"{hits.wrong / calm:.2f}"),
        ("calibration error", f"{calibration_error(risks, wanted):.3f}"),
        ("conversations that begin calm and turn", str(turning)),
        ("of them foretold", f"{foretold} ({foretold / max(1, turning):.0%})"),
        ("turns ahead, median", f"{lead:.0f}"),
    ]
    table = "| | risk |\n|---|--:|\n" + "\n".join(f"| {what} | {value} |" for what, value in rows)
    intro = """\
## How well the risk foretells

Trouble: a customer turn at heat 2 or above, abuse, or a request for a supervisor, within the customer's next
three turns. Moments after which the customer did not speak again are left out, unless they had accepted the
outcome or, calm, given thanks: then no trouble is what came. The threshold was chosen on the first 200 conversations of the development set; these are the last 200.
"""
    write_section("risk", f"{intro}\n{table}")
    print(table)


if __name__ == "__main__":
    main()
