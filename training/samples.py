"""Pick the bundled sample conversations from the authored sets: `python -m training.samples`.

Twelve a channel, balanced over how they ended, chosen by a fixed seed; labels are left out and
invented agents and teams are added, so that the report has something to group by.
"""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

SEED = 20261125
PER_CHANNEL = 12
OUTCOMES = ("calmed", "hot", "never", "handed")
TEAMS = {
    "phone": ("Phone", ("Imre", "Odalys", "Tamsin")),
    "chat": ("Chat", ("Bram", "Noor", "Yusra")),
    "email": ("Letters", ("Edda", "Lucan")),
    "social": ("Social", ("Pia", "Rune")),
}
DATA = Path(__file__).parent / "data"
SAMPLES = Path(__file__).parent.parent / "heard" / "samples"


def authored() -> list[dict[str, Any]]:
    """Every authored conversation long enough to show an arc."""
    found = []
    for path in sorted(DATA.glob("authored_*.jsonl")):
        if path.name == "authored_pairs.jsonl":  # contrast pairs: two or three turns each
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            conversation = json.loads(line)
            if 6 <= len(conversation["turns"]) <= 24:
                found.append(conversation)
    return found


def pick(conversations: list[dict[str, Any]], channel: str) -> list[dict[str, Any]]:
    """A dozen of one channel: as many of each outcome as there are, in turn."""
    chance = random.Random(SEED)
    piles = {
        outcome: [
            conversation
            for conversation in conversations
            if conversation["channel"] == channel and conversation["outcome"] == outcome
        ]
        for outcome in OUTCOMES
    }
    for pile in piles.values():
        chance.shuffle(pile)
    chosen: list[dict[str, Any]] = []
    while len(chosen) < PER_CHANNEL and any(piles.values()):
        chosen.extend(pile.pop() for pile in piles.values() if pile)
    return chosen[:PER_CHANNEL]


def bare(conversation: dict[str, Any], agent: str, team: str) -> dict[str, Any]:
    """The conversation as a contact center would export it: no labels, an agent, a team."""
    turns = [
        {"speaker": turn["speaker"], "text": turn["text"].replace("\n/ ", "\n")}
        for turn in conversation["turns"]
    ]
    return {
        "id": conversation["id"],
        "channel": conversation["channel"],
        "agent": agent,
        "team": team,
        "turns": turns,
    }


def main() -> None:
    """Write heard/samples/<channel>.jsonl."""
    conversations = authored()
    for channel, (team, agents) in TEAMS.items():
        lines = [
            json.dumps(bare(conversation, agents[number % len(agents)], team), ensure_ascii=False)
            for number, conversation in enumerate(pick(conversations, channel))
        ]
        target = SAMPLES / f"{channel}.jsonl"
        target.write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(f"{target.name}: {len(lines)} conversations")


if __name__ == "__main__":
    main()
