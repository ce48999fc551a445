"""Conversations written by hand with their labels, as JSON Lines: `python -m training.written FILE... --out DIR`.

The written form is one line a turn, codes as in the labelling guide, a blank line between conversations:

    ## id channel
    C h=2 e=fru t=repeat,delay f=sarc | what the customer says
    A +ack,own -vague | what the agent says
    = o=calmed s=0
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from heard.errors import InputError
from heard.listen.reading import EMOTIONS
from heard.signals import FLAGS, MISSTEPS, TECHNIQUES, TRIGGERS

if TYPE_CHECKING:
    from collections.abc import Iterator

CODES = dict(
    zip(
        [
            "repeat",
            "promise",
            "delay",
            "stakes",
            "dismissed",
            "unfair",
            "abuse",
            "threat",
            "profane",
            "sup",
            "churn",
            "public",
            "sarc",
            "thanks",
            "resolved",
            "ack",
            "sorry",
            "thank",
            "restate",
            "ask",
            "own",
            "solve",
            "choice",
            "expect",
            "personal",
            "positive",
            "boundary",
            "handoff",
            "close",
            "presence",
            "calm",
            "policy",
            "blame",
            "excuse",
            "flatno",
            "vague",
            "cold",
            "script",
            "deflect",
            "again",
            "overagree",
            "argue",
            "jab",
            "fixfirst",
        ],
        (*TRIGGERS, *FLAGS, *TECHNIQUES, *MISSTEPS),
        strict=True,
    )
)
FEELINGS = dict(zip(["neu", "pos", "con", "anx", "dis", "fru", "ang"], EMOTIONS, strict=True))
_CLOSING = re.compile(r"= o=(never|calmed|hot|handed) s=([0-5])")


def read_written(path: Path) -> Iterator[dict[str, Any]]:
    """Every conversation of a written file as a labelled record.

    Raises InputError, naming the line, where one is not in the written form.
    """
    record: dict[str, Any] | None = None
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            if line.startswith("## "):
                name, channel = line[3:].split()
                record = {"id": name, "channel": channel, "turns": []}
            elif record is not None and (closing := _CLOSING.fullmatch(line.strip())):
                turns = record.pop("turns")
                yield record | {"outcome": closing[1], "broke_at": int(closing[2]), "turns": turns}
                record = None
            elif line.strip():
                _open(record)["turns"].append(_turn(line))
        except (KeyError, ValueError) as fault:
            problem = f"not in the written form: {fault}"
            raise InputError(problem, path=str(path), line=number) from fault


def _open(record: dict[str, Any] | None) -> dict[str, Any]:
    if record is None:
        raise ValueError("a turn outside of a conversation")
    return record


def _turn(line: str) -> dict[str, Any]:
    head, _, text = line.partition(" | ")
    speaker, *parts = head.split()
    turn: dict[str, Any] = {
        "speaker": {"C": "customer", "A": "agent"}[speaker],
        "text": text.strip(),
        "signals": [],
    }
    if not turn["text"]:
        raise ValueError("a turn without words")
    for part in parts:
        if part.startswith("h="):
            turn["heat"] = int(part[2:])
        elif part.startswith("e="):
            turn["emotion"] = FEELINGS[part[2:]]
        else:
            codes = part[1:] if part[0] in "+-" else part[2:]
            turn["signals"] += [CODES[code.lstrip("+-")] for code in codes.split(",")]
    if speaker == "C" and not ("heat" in turn and "emotion" in turn):
        raise ValueError("a customer's turn needs h= and e=")
    return turn


def main() -> None:
    """Write each file's conversations as JSON Lines of the same name."""
    parser = argparse.ArgumentParser(prog="python -m training.written", description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "data")
    asked = parser.parse_args()
    for path in asked.paths:
        records = list(read_written(path))
        target = asked.out / f"written_{path.stem}.jsonl"
        target.write_text(
            "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), "utf-8"
        )
        print(
            f"{target}: {len(records)} conversations, {sum(len(r['turns']) for r in records)} turns"
        )


if __name__ == "__main__":
    main()
