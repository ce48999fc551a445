"""How fast one turn is read, beside VADER, on one core, in one run: `python -m benchmarks.speed`.

The turns are the customers' and agents' of the bundled samples. Needs benchmarks/requirements.txt.
"""

from __future__ import annotations

import os

os.environ["OMP_NUM_THREADS"] = "1"
os.environ["OPENBLAS_NUM_THREADS"] = "1"

import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from benchmarks.pages import write_section
from heard.coach import Coach
from heard.formats import load_all
from heard.listen import SoFar, load_listener

if TYPE_CHECKING:
    from collections.abc import Callable

    from heard.conversation import Conversation

SAMPLES = Path(__file__).parent.parent / "heard" / "samples"
ROUNDS = 5


def each_turn(conversations: list[Conversation], read: Callable[[Conversation], None]) -> float:
    """Processor seconds for all conversations, the best of five rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        began = time.process_time()
        for conversation in conversations:
            read(conversation)
        best = min(best, time.process_time() - began)
    return best


def median_turn(conversations: list[Conversation]) -> float:
    """Milliseconds of processor time for one turn, the median, context included."""
    listener, spent = load_listener(), []
    for conversation in conversations:
        before = SoFar()
        for turn in conversation.turns:
            began = time.perf_counter()
            reading = listener.read(turn, before)
            spent.append(time.perf_counter() - began)
            before = before.add(turn, reading)
    return statistics.median(spent) * 1000


def started(*words: str) -> float:
    """Seconds of wall time that a fresh process takes, the best of five."""
    best = float("inf")
    for _ in range(ROUNDS):
        began = time.perf_counter()
        subprocess.run([sys.executable, *words], check=True, capture_output=True)
        best = min(best, time.perf_counter() - began)
    return best


def main() -> None:
    """Time both and write the section."""
    conversations = [
        one.conversation for one in load_all([SAMPLES]) if not isinstance(one, Exception)
    ]
    turns = sum(len(conversation.turns) for conversation in conversations)
    vader, listener = SentimentIntensityAnalyzer(), load_listener()

    def vaders(conversation: Conversation) -> None:
        for turn in conversation.turns:
            vader.polarity_scores(turn.text)

    def heards(conversation: Conversation) -> None:
        before = SoFar()
        for turn in conversation.turns:
            before = before.add(turn, listener.read(turn, before))

    def coached(conversation: Conversation) -> None:
        coach = Coach.of(conversation, listener=listener)
        for turn in conversation.turns:
            coach.hear(turn)

    theirs = each_turn(conversations, vaders)
    rows = [
        ("VADER, sentiment of a turn", theirs),
        ("Heard, reading of a turn", each_turn(conversations, heards)),
        ("Heard, reading, track and advice", each_turn(conversations, coached)),
    ]
    lines = [
        f"| {what} | {spent / turns * 1000:.2f} | {turns / spent:,.0f} | {theirs / spent:.2f} |"
        for what, spent in rows
    ]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    table = "\n".join(
        (
            "| | ms a turn | turns a second | turns as a ratio to VADER |",
            "|---|---|---|---|",
            *lines,
        )
    )
    rest = f"""\
Median of one turn read alone: {median_turn(conversations):.2f} ms. Memory of this process, VADER and playbook
included: {memory:.0f} MB. `import heard`: {started("-c", "import heard"):.2f} s in a fresh process;
`heard --help`: {started("-c", "import sys; sys.argv[1:] = ['--help']; from heard.cli import main; main()"):.2f} s.
"""
    write_section(
        "speed",
        f"## How fast\n\n{turns} turns of the bundled samples, processor time on one core.\n\n{table}\n\n{rest}",
    )
    print(table)
    print(rest)


if __name__ == "__main__":
    main()
