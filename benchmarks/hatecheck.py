"""How abuse and threat are told from harmless words that sound alike, on HateCheck.

    python -m benchmarks.hatecheck DATA/measure/hatecheck.jsonl.gz

HateCheck (Röttger et al. 2021, CC BY 4.0) tests for hate against groups, not for abuse of staff: what is
asked here is whether Heard's abuse, threat and heat go up for the one and stay down for its near-misses.
Each text is read as a customer's first turn. Beside it alt-profanity-check, where it can be installed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from benchmarks.pages import write_section
from benchmarks.peers.process import PEERS, AbsentError, Answering
from heard.conversation import Speaker, Turn
from heard.errors import ModelError
from heard.listen import FIRM, SoFar, load_listener
from heard.listen.load import LISTENERS
from heard.measure.metrics import auc

HARM = ("abuse", "threat")
# What a functionality asks, in words of ours.
MEANS = {
    "derog_neg_emote_h": "hate said plainly",
    "derog_neg_attrib_h": "a group called something bad",
    "derog_dehum_h": "a group called less than human",
    "derog_impl_h": "hate between the lines",
    "threat_dir_h": "a direct threat",
    "threat_norm_h": "a threat as a demand",
    "slur_h": "a slur",
    "slur_homonym_nh": "a word that could be a slur and is not",
    "slur_reclaimed_nh": "a slur reclaimed",
    "profanity_h": "hate with profanity",
    "profanity_nh": "harmless profanity",
    "ref_subs_clause_h": "hate by a pronoun, later in the sentence",
    "ref_subs_sent_h": "hate by a pronoun, in the next sentence",
    "negate_pos_h": "something good denied",
    "negate_neg_nh": "something bad denied",
    "phrase_question_h": "hate as a question",
    "phrase_opinion_h": "hate as an opinion",
    "ident_neutral_nh": "a group named, neutrally",
    "ident_pos_nh": "a group named, kindly",
    "counter_quote_nh": "hate quoted to object to it",
    "counter_ref_nh": "hate mentioned to object to it",
    "target_obj_nh": "abuse of a thing",
    "target_indiv_nh": "abuse of a person, no group",
    "target_group_nh": "abuse of a profession or the like",
    "spell_char_swap_h": "letters swapped",
    "spell_char_del_h": "letters missing",
    "spell_space_del_h": "spaces missing",
    "spell_space_add_h": "spaces added",
    "spell_leet_h": "digits for letters",
}


@dataclass(frozen=True, slots=True)
class Case:
    """One test of HateCheck."""

    text: str
    functionality: str
    hateful: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a tool made of all cases: scores by name, and where it would act."""

    title: str
    scores: dict[str, list[float]]
    acted: dict[str, list[bool]]  # by the column's title


def load(path: Path) -> list[Case]:
    """Every case of the file, compressed or not."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    return [Case(one["text"], one["functionality"], one["hateful"] == "hateful") for one in records]


def listened(name: str, cases: list[Case]) -> Verdict:
    """A listener's verdict: abuse or a threat that is firm, heard at all, and a hot turn."""
    listener = load_listener(name)
    scores: dict[str, list[float]] = defaultdict(list)
    acted: dict[str, list[bool]] = defaultdict(list)
    for case in cases:
        turn = Turn(Speaker.CUSTOMER, case.text)
        reading, sure = listener.read(turn, SoFar()), listener.scores(turn, SoFar())
        scores["abuse or threat"].append(max(sure[one] for one in HARM))
        for one in (*HARM, "profanity"):
            scores[one].append(sure[one])
        scores["heat"].append(reading.heat or 0.0)
        acted[f"{name}, firm"].append(any(reading.sure(one) >= FIRM for one in HARM))
        acted[f"{name}, at all"].append(reading.hears(*HARM))
        acted[f"{name}, hot"].append(reading.hot)
    return Verdict(f"Heard, {name}", dict(scores), dict(acted))


def checked(cases: list[Case]) -> Verdict:
    """alt-profanity-check's. Raises AbsentError where it is not to be had."""
    peer = next(peer for peer in PEERS if peer.name == "profanity")
    with Answering.of(peer) as tool:
        found = tool.ask(texts=[case.text for case in cases])["scores"]
    scores = [one["probability"] for one in found]
    acted = {peer.title: [score >= FIRM for score in scores]}
    return Verdict(peer.title, {"probability": scores}, acted)


def ranking(verdicts: list[Verdict], cases: list[Case]) -> str:
    """How well each score ranks what is meant over what only sounds like it."""
    hateful = [case.hateful for case in cases]
    person = [case.functionality == "target_indiv_nh" for case in cases]
    threats = [case.functionality.startswith("threat") for case in cases]
    lines = [
        (
            "| | score | hateful over not | threats over the harmless | abuse of a person over the harmless "
            "| hateful over harmless profanity |\n|---|---|--:|--:|--:|--:|"
        ),
    ]
    for verdict in verdicts:
        for name, scores in verdict.scores.items():
            parts = [
                (list(scores), hateful),
                split(scores, threats, [not one for one in hateful]),
                split(scores, person, [not one for one in hateful]),
                split(scores, hateful, [case.functionality == "profanity_nh" for case in cases]),
            ]
            shown = " | ".join(f"{auc(*part) or 0:.2f}" for part in parts)
            lines.append(f"| {verdict.title} | {name} | {shown} |")
    return "\n".join(lines)


def split(
    scores: list[float], wanted: list[bool], against: list[bool]
) -> tuple[list[float], list[bool]]:
    """The scores of two kinds of cases, and which are of the first."""
    kept = [
        (score, right)
        for score, right, other in zip(scores, wanted, against, strict=True)
        if right or other
    ]
    return [score for score, _ in kept], [right for _, right in kept]


def functionalities(verdicts: list[Verdict], cases: list[Case]) -> str:
    """The share that each acts on, by functionality; hateful ones first."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, case in enumerate(cases):
        places[case.functionality].append(place)
    columns = {title: acted for verdict in verdicts for title, acted in verdict.acted.items()}
    lines = [
        "| | cases | " + " | ".join(columns) + " |",
        "|---|--:|" + "--:|" * len(columns),
    ]

    def line(name: str, at: list[int]) -> str:
        shares = [sum(acted[one] for one in at) / len(at) for acted in columns.values()]
        return f"| {name} | {len(at)} | " + " | ".join(f"{share:.2f}" for share in shares) + " |"

    for hateful, title in ((True, "hateful: higher is better"), (False, "not: lower is better")):
        lines.append(f"| **{title}** | " + "| " * len(columns) + "|")
        lines += [
            line(MEANS.get(name, name), at)
            for name, at in places.items()
            if cases[at[0]].hateful == hateful
        ]
        lines.append(line("all", [n for n, case in enumerate(cases) if case.hateful == hateful]))
    return "\n".join(lines)


def main() -> None:
    """Judge every case and write the section."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("path", type=Path)
    cases = load(asked.parse_args().path)
    verdicts = []
    for name in LISTENERS:
        try:
            verdicts.append(listened(name, cases))
        except ModelError as fault:
            print(f"absent: {name}: {fault}", file=sys.stderr)
    try:
        verdicts.append(checked(cases))
    except AbsentError as fault:
        print(f"absent: alt-profanity-check: {fault}", file=sys.stderr)
    text = f"""\
## Abuse and its near-misses

HateCheck, {len(cases):,} short texts, each read as a customer's first turn. It tests for hate against
*groups*; Heard's `abuse` means insults and attacks on staff, so the two agree only in part: abuse of a
person counts as "not hateful" there and as abuse here. How often a score ranks the first above the second:

{ranking(verdicts, cases)}

Where each would act. For Heard: where abuse or a threat is firm (at least {FIRM}), where either is heard
at all, and where the turn is hot; for alt-profanity-check: from a probability of {FIRM}.

{functionalities(verdicts, cases)}
"""
    write_section("hatecheck", text)
    print(text)


if __name__ == "__main__":
    main()
