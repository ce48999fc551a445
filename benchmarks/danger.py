"""How often danger is heard: `python benchmarks/danger.py`, on turns that nothing was written, learned or tuned on.

training/data/danger_held_out.jsonl has 60 dangers and 60 near misses. *table* is what the tables say surely, *perhaps* what
the heads beside them add for each listener.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from heard.conversation import Speaker, Turn
from heard.listen import SoFar, load_listener
from heard.listen.load import LISTENERS
from heard.listen.rules.danger.told import tells_of

HELD_OUT = Path(__file__).parent.parent / "training" / "data" / "danger_held_out.jsonl"


def table() -> str:
    """The table, in Markdown."""
    turns = [json.loads(line) for line in HELD_OUT.read_text("utf-8").splitlines()]
    heard = {name: Counter[str]() for name in ("table", *LISTENERS)}
    listeners = {name: load_listener(name) for name in LISTENERS}
    for one in turns:
        rows = (_about(one), *(("all dangers",) if one["danger"] else ()))
        surely = bool(tells_of(one["text"]))
        heard["table"].update(rows * surely)
        for name, listener in listeners.items():
            reading = listener.read(Turn(Speaker.CUSTOMER, one["text"]), SoFar())
            heard[name].update(rows * (surely or reading.peril is not None))
    counts = Counter(map(_about, turns))
    counts["all dangers"] = sum(bool(one["danger"]) for one in turns)
    lines = ["| told | turns | table | with keen | with swift |", "|---|---|---|---|---|"]
    for about, count in counts.items():
        told = " | ".join(str(heard[name][about]) for name in heard)
        lines.append(f"| {about} | {count} | {told} |")
    return "\n".join(lines)


def _about(one: dict[str, str]) -> str:
    if not one["danger"]:
        return "near misses"
    return "self-harm" if one["danger"] == "self_harm" else one["kind"].replace("_", " ")


if __name__ == "__main__":
    print(table())
