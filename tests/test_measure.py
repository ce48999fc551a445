"""Agreement measured: figures that can be checked by hand."""

import json
from pathlib import Path

import pytest

from heard.conversation import Turn
from heard.errors import InputError
from heard.listen import Reading, Signal, SoFar
from heard.measure import load_labelled, measure
from heard.measure.metrics import Hits, auc, kappa, precision_at_recall

CONVERSATIONS = [
    {
        "id": "a",
        "channel": "chat",
        "outcome": "hot",
        "broke_at": 1,
        "turns": [
            {
                "speaker": "customer",
                "text": "hot words",
                "heat": 3,
                "emotion": "angry",
                "signals": ["abuse"],
            },
            {"speaker": "agent", "text": "calm down", "signals": ["calm_down"]},
            {
                "speaker": "customer",
                "text": "hot words",
                "heat": 2,
                "emotion": "angry",
                "signals": [],
            },
        ],
    },
    {
        "id": "b",
        "channel": "chat",
        "outcome": "never",
        "broke_at": 0,
        "turns": [
            {"speaker": "customer", "text": "hello", "heat": 0, "emotion": "neutral", "signals": []}
        ],
    },
]


class Simple:
    """Hears anger in the word hot, and a misstep in the word calm."""

    def read(self, turn: Turn, before: SoFar) -> Reading:
        if turn.from_customer:
            return Reading(
                0.75 if "hot" in turn.text else 0.0, "angry" if "hot" in turn.text else "neutral"
            )
        return Reading(signals=(Signal("calm_down", 0.9, 0, 4),) if "calm" in turn.text else ())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "labelled.jsonl"
    file.write_text("\n".join(json.dumps(one) for one in CONVERSATIONS) + "\n", "utf-8")
    return file


def test_measuring_counts_what_was_heard_against_the_labels(path: Path) -> None:
    measured = measure(path, Simple())

    assert (measured.conversations, measured.turns) == (2, 4)
    assert measured.hot_auc == 1.0
    assert measured.false_alarms == 0.0
    assert measured.emotion == 1.0
    calm = next(one for one in measured.signals if one.name == "calm_down")
    assert (calm.hits.precision, calm.hits.recall) == (1.0, 1.0)
    abuse = next(one for one in measured.signals if one.name == "abuse")
    assert abuse.hits.recall == 0.0


def test_first_and_last_take_a_part_of_the_file(path: Path) -> None:
    assert measure(path, Simple(), first=1).turns == 3
    assert measure(path, Simple(), last=1).turns == 1


def test_metrics_agree_with_hand_counts() -> None:
    assert kappa([0, 1, 2, 3], [0, 1, 2, 3]) == 1.0
    assert kappa([0, 4], [4, 0]) == -1.0
    assert auc([0.1, 0.4, 0.35, 0.8], [False, False, True, True]) == 0.75
    assert precision_at_recall([0.9, 0.8, 0.1], [True, False, True], 0.5) == 1.0
    hits = Hits.count([True, True, False], [True, False, True])
    assert (hits.precision, hits.recall, hits.f1) == (0.5, 0.5, 0.5)


def test_a_line_that_is_not_labelled_is_named(tmp_path: Path) -> None:
    file = tmp_path / "bad.jsonl"
    file.write_text('{"id": "x"}\n', "utf-8")

    with pytest.raises(InputError, match=r"bad\.jsonl:1: not a labelled conversation"):
        list(load_labelled(file))


@pytest.mark.parametrize(
    ("turn", "problem"),
    [
        ({}, 'turn 1 has no list of "signals"; every turn needs "signals"'),
        (
            {"labels": {"heat": 2}},
            'turn 1 has corrections \\("labels"\\), which only `heard adapt` takes',
        ),
        ({"signals": ["jabb"]}, 'turn 1: unknown signal "jabb". Did you mean "jab"'),
        ({"signals": [], "heat": 7}, 'turn 1: "heat" is a whole number from 0'),
    ],
)
def test_what_a_label_lacks_is_said_in_a_sentence(
    turn: dict[str, object], problem: str, tmp_path: Path
) -> None:
    file = tmp_path / "plain.jsonl"
    said = {"speaker": "customer", "text": "Hi", **turn}
    file.write_text(json.dumps({"id": "x", "turns": [said]}) + "\n", "utf-8")

    with pytest.raises(
        InputError, match=rf"plain\.jsonl:1: not a labelled conversation: {problem}"
    ):
        list(load_labelled(file))


def test_a_folder_or_an_empty_file_is_not_measured(tmp_path: Path) -> None:
    empty = tmp_path / "empty.jsonl"
    empty.write_text("\n", "utf-8")

    with pytest.raises(InputError, match="a folder; give one file"):
        measure(tmp_path, Simple())
    with pytest.raises(InputError, match="no labelled conversation found"):
        measure(empty, Simple())
