"""How fast one turn is read, beside VADER, on one core, in one run: `python -m benchmarks.speed`.

The turns are the customers' and agents' of the bundled samples. Needs benchmarks/requirements.txt.
"""

from __future__ import annotations

import os

os.environ["OMP_NUM_THREADS"] = "1"
os.environ["OPENBLAS_NUM_THREADS"] = "1"

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
from heard.listen import SoFar, read_all
from heard.listen.load import LISTENERS, WEIGHTS, load_from
from heard.measure import load_labelled
from heard.playbook import Playbook

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from heard.conversation import Conversation

SAMPLES = Path(__file__).parent.parent / "heard" / "samples"
EARLIER = Path(__file__).parent.parent / "training" / "data" / "ibm_care.jsonl"
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


def median_turn(
    conversations: list[Conversation], name: str, earlier: Sequence[Conversation] = ()
) -> float:
    """Milliseconds for one turn read alone, the median, context included.

    `earlier` is what the process has read before: it then knows most words, and none of these turns.
    """
    listener, spent = load_from(WEIGHTS, name), []
    for conversation in earlier:
        read_all(conversation, listener)
    for conversation in conversations:
        before = SoFar()
        for turn in conversation.turns:
            began = time.perf_counter()
            reading = listener.read(turn, before)
            spent.append(time.perf_counter() - began)
            before = before.add(turn, reading)
    return statistics.median(spent) * 1000


def reading_by(name: str) -> Callable[[Conversation], None]:
    """Reads every turn of a conversation, with nothing left over from an earlier round."""

    def read(conversation: Conversation) -> None:
        before = SoFar()
        for turn in conversation.turns:
            before = before.add(turn, listener.read(turn, before))

    listener = load_from(WEIGHTS, name)
    return read


def coached_by(name: str) -> Callable[[Conversation], None]:
    """Reads, tracks and advises on every turn of a conversation."""

    def hear(conversation: Conversation) -> None:
        coach = Coach.of(conversation, playbook=playbook, listener=listener)
        for turn in conversation.turns:
            coach.hear(turn)

    listener, playbook = load_from(WEIGHTS, name), Playbook.load()
    return hear


READS_ONE = """
import re, sys
from pathlib import Path
from heard.formats import load_all
from heard.listen import read_all
from heard.listen.load import load_plain
for loaded in load_all([sys.argv[2]]):
    read_all(loaded.conversation, load_plain(sys.argv[1]))
print(int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024)
"""


def memory(name: str) -> float:
    """Megabytes that a fresh process has at most held after reading one conversation."""
    words = [sys.executable, "-c", READS_ONE, name, str(SAMPLES / "third-call.txt")]
    return float(subprocess.run(words, check=True, capture_output=True, text=True).stdout)


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
    earlier = [one.conversation for one in load_labelled(EARLIER)]
    turns = sum(len(conversation.turns) for conversation in conversations)
    vader = SentimentIntensityAnalyzer()

    def vaders(conversation: Conversation) -> None:
        for turn in conversation.turns:
            vader.polarity_scores(turn.text)

    rows = [("VADER, sentiment of a turn", each_turn(conversations, vaders), None)]
    for name in LISTENERS:
        rows += [
            (f"{name}, reading of a turn", each_turn(conversations, reading_by(name)), name),
            (
                f"{name}, reading, track and advice",
                each_turn(conversations, coached_by(name)),
                None,
            ),
        ]
    theirs = rows[0][1]
    lines = [
        f"| {what} | {spent / turns * 1000:.2f} | {turns / spent:,.0f} | {theirs / spent:.2f} | "
        f"{f'{median_turn(conversations, name):.2f}' if name else ''} | "
        f"{f'{median_turn(conversations, name, earlier):.2f}' if name else ''} |"
        for what, spent, name in rows
    ]
    table = "\n".join(
        (
            "| | ms a turn | turns a second | as a ratio to VADER | one turn alone, median ms | in a process used to talk |",
            "|---|--:|--:|--:|--:|--:|",
            *lines,
        )
    )
    used = f"*One turn alone* is in a new process; then in one that has read {len(earlier):,} other conversations."
    memories = ", ".join(f"{memory(name):.0f} MB with {name}" for name in LISTENERS)
    rest = f"""\
Memory of a process that has read a conversation: {memories}. `import heard`:
{started("-c", "import heard"):.2f} s in a fresh process;
`heard --help`: {started("-c", "import sys; sys.argv[1:] = ['--help']; from heard.cli import main; main()"):.2f} s.
"""
    write_section(
        "speed",
        f"## How fast\n\n{turns} turns of the bundled samples, processor time on one core. {used}\n\n{table}\n\n{rest}",
    )
    print(table)
    print(rest)


if __name__ == "__main__":
    main()
