"""The sets that training reads: labelled conversations, and auxiliary texts with labels of their own."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from heard.measure.labelled import Labelled, load_labelled

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent / "data"
SOURCES = (
    ("ibm_care", "ibm_care.jsonl"),
    ("github", "github_labelled.jsonl"),
    ("cfpb", "cfpb_*.jsonl"),
    ("authored", "authored_*.jsonl"),
    ("written", "written_*.jsonl"),
)
FOUND_AT = {
    "goemotions": "GoEmotions (CC BY 4.0), github.com/google-research/google-research",
    "github_incivility": "the incivility data set of locked issue threads (MIT)",
    "convabuse": "ConvAbuse (CC BY 4.0), github.com/amandacurry/convabuse",
    "davidson": "Hate speech and offensive language (MIT), github.com/t-davidson",
    "jigsaw_1k": "Jigsaw toxic comments (CC0)",
    "casino": "CaSiNo (CC BY 4.0), github.com/kushalchawla/CaSiNo",
    "multidogo": "MultiDoGO (CDLA-Permissive), github.com/awslabs/multi-domain-goal-oriented-dialogues-dataset",
}


@dataclass(frozen=True, slots=True)
class Told:
    """A labelled conversation and the set it comes from."""

    source: str
    labelled: Labelled


@dataclass(frozen=True, slots=True)
class Aside:
    """A text from elsewhere: for each auxiliary head it was asked about, yes or no."""

    text: str
    answers: dict[str, bool]


def labelled_sets(folder: Path = HERE) -> list[Told]:
    """Every labelled conversation that may train what ships."""
    return [
        Told(source, labelled)
        for source, pattern in SOURCES
        for path in sorted(folder.glob(pattern))
        for labelled in load_labelled(path)
    ]


GO_HEADS = {
    "angry": ("anger",),
    "annoyed": ("annoyance",),
    "let_down": ("disappointment",),
    "disapproves": ("disapproval", "disgust"),
    "grateful": ("gratitude",),
    "glad": ("joy", "relief", "excitement", "love", "optimism"),
    "admires": ("admiration", "approval"),
    "unsure": ("confusion", "curiosity"),
    "afraid": ("fear", "nervousness"),
    "sad": ("sadness", "grief", "remorse"),
    "amused": ("amusement",),
    "caring": ("caring",),
}
UNCIVIL = {
    "impatient": ("Impatience",),
    "bitter": ("Bitter frustration",),
    "mocking": ("Mocking", "Irony"),
    "insulting": ("Insulting", "Vulgarity", "Identity attack", "Threat", "Entitlement"),
}


def asides(folder: Path, known: frozenset[str], *, only: str | None = None) -> list[Aside]:
    """Every auxiliary text in the data folder, or only those of one set; an absent set is named and skipped.

    Threads whose id is in `known` are left out: they are labelled by our own guide already.
    """
    found: list[Aside] = []
    for name, read in READERS.items():
        if only not in (None, name):
            continue
        path = folder / f"{name}.jsonl.gz"
        if not path.exists():
            print(f"  without {name}: not in {folder}; it comes from {FOUND_AT[name]}")
            continue
        before = len(found)
        found.extend(aside for record in _records(path) for aside in read(record, known))
        print(f"  {name}: {len(found) - before} texts")
    return found


def _records(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _goemotions(record: dict[str, Any], _: frozenset[str]) -> Iterator[Aside]:
    felt = set(record["emotions"])
    yield Aside(record["text"], {head: bool(felt & set(kinds)) for head, kinds in GO_HEADS.items()})


def _incivility(record: dict[str, Any], known: frozenset[str]) -> Iterator[Aside]:
    if str(record["id"]) in known:
        return
    for turn in record["turns"]:
        kind = turn["labels"].get("tbdf")
        if kind is None:
            continue
        answers = {head: kind in kinds for head, kinds in UNCIVIL.items()}
        yield Aside(turn["text"][:1500], {"uncivil": kind != "None", **answers})


def _convabuse(record: dict[str, Any], _: frozenset[str]) -> Iterator[Aside]:
    yield Aside(record["text"], {"abusive": record["severity"] < 0})


def _davidson(record: dict[str, Any], _: frozenset[str]) -> Iterator[Aside]:
    yield Aside(record["text"], {"offensive": record["class"] != "neither"})


def _jigsaw(record: dict[str, Any], _: frozenset[str]) -> Iterator[Aside]:
    answers = {"toxic": bool(record["toxic"]), "menacing": "threat" in record["reasons"]}
    yield Aside(record["text"][:1500], answers)


def _casino(record: dict[str, Any], _: frozenset[str]) -> Iterator[Aside]:
    kinds = record["strategies"]
    yield Aside(record["text"], {"empathic": "showing-empathy" in kinds})


def _multidogo(record: dict[str, Any], _: frozenset[str]) -> Iterator[Aside]:
    calm = ("angry", "annoyed", "let_down", "uncivil", "abusive", "toxic")
    answers = dict.fromkeys(calm, False)
    yield Aside(record["text"], {**answers, "grateful": record["intent"] == "thankyou"})


READERS = {
    "goemotions": _goemotions,
    "github_incivility": _incivility,
    "convabuse": _convabuse,
    "davidson": _davidson,
    "jigsaw_1k": _jigsaw,
    "casino": _casino,
    "multidogo": _multidogo,
}
