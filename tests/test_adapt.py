"""A team's own habits: learned from real conversations, with the weights that ship."""

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from zlib import crc32

import numpy as np
import pytest
from hypothesis import given, settings
from test_listen import conversations

from heard.adapt import Adaptation, NotBetter, TooLittle, adapt, figure, load_corrected
from heard.adapt.adaptation import FOLDS
from heard.adapt.cuts import choose_knots, choose_threshold
from heard.adapt.fitting import Penalty, Turned
from heard.conversation import Conversation, Speaker, Turn
from heard.errors import InputError, ModelError
from heard.listen import SoFar, load, load_listener, read_all
from heard.listen.habits import Adapted
from heard.listen.load import load_plain

DATA = Path(__file__).parent.parent / "training" / "data"
DAY = date(2026, 11, 25)
HABIT = "the heron has not landed"  # how this company's customers say that they wait
PLANTED = f"{HABIT}, you know"


def told(count: int) -> list[dict]:
    """Authored conversations in which the company's own phrase is labelled as a long wait."""
    lines = (DATA / "authored_chat.jsonl").read_text("utf-8").splitlines()[:count]
    records = [json.loads(line) for line in lines]
    for number, record in enumerate(records):
        customer = [turn for turn in record["turns"] if turn["speaker"] == "customer"]
        if number % 2 and len(customer) > 1:
            turn = customer[1]
            turn["text"] = f"{PLANTED}. {turn['text']}"
            turn["signals"] = sorted({*turn["signals"], "long_wait"})
    return records


def written(path: Path, records: list[dict]) -> Path:
    path.write_text("".join(json.dumps(one) + "\n" for one in records), "utf-8")
    return path


@pytest.fixture(scope="module")
def labelled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("labelled") / "team.jsonl", told(50))


@pytest.fixture(scope="module")
def found(labelled: Path) -> Adaptation:
    out = labelled.with_name("habits.npz")
    return adapt([labelled], out=out, model="swift", made=DAY, force=True)


def said(words: str, listener: object) -> float:
    return listener.scores(Turn(Speaker.CUSTOMER, words), SoFar())["long_wait"]


def test_a_phrase_that_only_this_company_labels_is_learned(found: Adaptation) -> None:
    ours = load_listener("swift", adapted=found.path)
    unseen = f"hello again, {HABIT} at my place"

    assert said(unseen, load_plain("swift")) < 0.3
    assert said(unseen, ours) > 0.5
    assert said("hello again, which lamp fits at my place?", ours) < 0.3


def test_the_phrase_itself_is_the_evidence(found: Adaptation) -> None:
    turn = Turn(Speaker.CUSTOMER, f"Good morning to you. {PLANTED}? My order is the lamp.")
    signal = load_listener("swift", adapted=found.path).read(turn, SoFar()).signal("long_wait")

    assert signal is not None
    assert "heron" in turn.text[signal.start : signal.end]


def test_the_table_is_measured_on_the_conversations_held_out(found: Adaptation) -> None:
    table = found.to_markdown()

    assert 0 < found.before.conversations < found.conversations == 50
    assert "| hot (2 and above), AUC |" in table
    assert "Too few examples, the shipped judgment stays:" in table
    assert "over_agree" in found.kept
    assert "long_wait" in found.learned


def test_figures_that_fell_are_named_below_the_table(found: Adaptation) -> None:
    kappa = found.before.heat_kappa
    assert kappa is not None
    fallen = replace(found, after=replace(found.before, heat_kappa=kappa - 0.031))
    assert "look before you use it: heat, quadratic kappa." in fallen.to_markdown()
    kept = replace(found, after=replace(found.before, heat_kappa=kappa - 0.029))
    assert "look before you use it" not in kept.to_markdown()


def test_a_judgment_with_too_few_examples_stays_as_shipped(found: Adaptation) -> None:
    ours, shipped = load_listener("swift", adapted=found.path), load_plain("swift")

    assert found.kept
    for name in found.kept:
        for side in ("customer", "agent"):
            judgments = getattr(shipped.layer, side)
            if name in judgments:
                assert getattr(ours.layer, side)[name] == judgments[name]


def test_the_same_conversations_give_the_same_bytes(found: Adaptation, labelled: Path) -> None:
    again = adapt(
        [labelled], out=labelled.with_name("again.npz"), model="swift", made=DAY, force=True
    )

    assert again.path is not None
    assert found.path is not None
    assert again.path.read_bytes() == found.path.read_bytes()
    assert sorted(one.name for one in labelled.parent.iterdir()) == [
        "again.npz",
        "habits.npz",
        "team.jsonl",
    ]


def test_no_words_of_a_customer_stand_in_the_file(found: Adaptation) -> None:
    assert found.path is not None
    with np.load(found.path) as arrays:
        texts = " ".join(str(arrays[name]) for name in arrays if arrays[name].dtype.kind == "U")

    assert "heron" not in texts
    assert "long_wait" in texts


def test_leaving_the_file_out_leaves_everything_as_it_was(found: Adaptation) -> None:
    turn = Turn(Speaker.CUSTOMER, PLANTED)
    before = load_listener("swift").read(turn, SoFar())

    assert load_listener("swift", adapted=found.path).read(turn, SoFar()) != before
    assert load_listener("swift").read(turn, SoFar()) == before


@settings(max_examples=25, deadline=None)
@given(conversations, conversations)
def test_an_adapted_listener_never_peeks(
    found: Adaptation, conversation: Conversation, more: Conversation
) -> None:
    ours = load_listener("swift", adapted=found.path)
    longer = Conversation(id="c", turns=conversation.turns + more.turns)

    assert read_all(longer, ours)[: len(conversation.turns)] == read_all(conversation, ours)


@settings(max_examples=25, deadline=None)
@given(conversations)
def test_an_adapted_listener_quotes_its_turns(
    found: Adaptation, conversation: Conversation
) -> None:
    readings = read_all(conversation, load_listener("swift", adapted=found.path))

    for turn, reading in zip(conversation.turns, readings, strict=True):
        assert reading.heat is None or 0 <= reading.heat <= 1
        for signal in reading.signals:
            assert 0 <= signal.start < signal.end <= len(turn.text)
            assert 0 < signal.sure <= 1


def test_too_little_to_learn_from_is_said_with_numbers(tmp_path: Path) -> None:
    path = written(tmp_path / "few.jsonl", told(6))

    with pytest.raises(TooLittle, match=r"6 labelled conversations .* at least 40 conversations"):
        adapt([path], out=tmp_path / "habits.npz", model="swift")
    assert not (tmp_path / "habits.npz").exists()


def test_what_does_not_help_on_the_conversations_held_out_is_not_written(tmp_path: Path) -> None:
    records = told(50)
    for record in records:
        if crc32(record["id"].encode()) % FOLDS == 0:  # held out, and labelled as it is
            continue
        for turn in record["turns"]:
            if turn["speaker"] == "customer":
                turn["heat"] = 3 - min(turn["heat"], 3)
                turn["emotion"] = "pleased" if turn["emotion"] == "angry" else "angry"
                turn["signals"] = [] if turn["signals"] else ["unfair", "dismissed"]
            else:
                turn["signals"] = [] if turn["signals"] else ["own", "cold"]
    path = written(tmp_path / "noise.jsonl", records)

    with pytest.raises(NotBetter, match="nothing was written") as fault:
        adapt([path], out=tmp_path / "habits.npz", model="swift")

    assert not fault.value.adaptation.better
    assert not (tmp_path / "habits.npz").exists()


def test_habits_of_other_weights_are_refused(found: Adaptation, tmp_path: Path) -> None:
    assert found.path is not None
    adapted = Adapted.load(found.path)
    adapted.about["base"] = "0" * 16
    path = tmp_path / "other.npz"
    path.write_bytes(adapted.to_bytes())

    with pytest.raises(ModelError, match="other weights than the shipped swift"):
        load_listener("swift", adapted=path)


def test_habits_belong_to_the_weights_that_were_loaded_not_to_those_on_disk_at_the_end(
    labelled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An update that lands while `heard adapt` runs must not be taken for what was adapted."""
    folder = tmp_path / "weights"
    shutil.copytree(load.WEIGHTS, folder)
    base = load.load_from(folder, "swift")
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    layer = folder / "swift.json"
    layer.write_text(layer.read_text("utf-8") + "\n", "utf-8")
    manifest["sha256"]["swift.json"] = sha256(layer.read_bytes()).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    monkeypatch.setattr(load, "load_plain", lambda name: base)

    found = adapt([labelled], out=tmp_path / "habits.npz", model="swift", made=DAY, force=True)

    assert found.path is not None
    with pytest.raises(ModelError, match="other weights"):
        load.load_from(folder, "swift", adapted=Adapted.load(found.path))


def test_a_file_that_adapt_did_not_write_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "habits.npz"
    path.write_text("not weights", "utf-8")

    with pytest.raises(ModelError, match="not a file that `heard adapt` wrote"):
        load_listener(adapted=path)
    with pytest.raises(ModelError, match="cannot be read"):
        load_listener(adapted=tmp_path / "missing.npz")


def test_corrections_name_only_what_is_known(tmp_path: Path) -> None:
    turns = [
        {
            "speaker": "customer",
            "text": "Hm.",
            "labels": {"heat": 3, "signals": {"long_wait": True, "unfair": False}},
        },
        {"speaker": "agent", "text": "One moment."},
        {"speaker": "agent", "text": "Done.", "labels": {"signals": {"jab": False}}},
    ]
    path = written(tmp_path / "corrected.jsonl", [{"conversation": "c7", "turns": turns}])

    (one,) = load_corrected([path])

    assert one.conversation.id == "c7"
    assert one.answers[0].heat == 3
    assert one.answers[0].emotion is None
    assert one.answers[0].signals == {"long_wait": True, "unfair": False}
    assert not one.answers[1]
    assert one.answers[2].signals == {"jab": False}
    assert (one.asked, one.hot) == (2, 1)


@pytest.mark.parametrize(
    ("turn", "sentence"),
    [
        ({"speaker": "customer", "labels": {"heat": 5}}, 'turn 1: "heat" is a whole number'),
        (
            {"speaker": "customer", "labels": {"head": 2}},
            'unknown label "head". Did you mean "heat"',
        ),
        ({"speaker": "customer", "labels": {"signals": {"jabb": True}}}, 'Did you mean "jab"'),
        ({"speaker": "customer", "labels": {"signals": {"jab": True}}}, "the company's turns only"),
        ({"speaker": "agent", "labels": {"heat": 1}}, "customer's turns only"),
        ({"speaker": "customer", "labels": {"emotion": "angri"}}, 'Did you mean "angry"'),
        ({"speaker": "customer", "labels": {"signals": {"unfair": 1}}}, "must be true or false"),
        ({"speaker": "system", "labels": {"heat": 1}}, "carries no labels"),
    ],
)
def test_a_wrong_label_is_named_with_its_place(turn: dict, sentence: str, tmp_path: Path) -> None:
    path = written(tmp_path / "bad.jsonl", [{"id": "a", "turns": [{"text": "Hm.", **turn}]}])

    with pytest.raises(InputError) as fault:
        list(load_corrected([path]))

    assert str(fault.value).startswith(f"{path}:1: ")
    assert sentence in str(fault.value)


def test_figures_count_only_what_is_known(tmp_path: Path) -> None:
    turns = [
        {"speaker": "customer", "text": "I am furious, third call!!", "labels": {"heat": 3}},
        {"speaker": "customer", "text": "ok thanks", "labels": {"heat": 0}},
    ]
    path = written(tmp_path / "known.jsonl", [{"id": "a", "turns": turns}])

    figures = figure(list(load_corrected([path])), load_plain("swift"))

    assert figures.hot_auc == 1.0
    assert figures.emotion is None
    assert set(figures.f1.values()) == {None}


def test_a_fit_finds_the_least_of_its_own_loss() -> None:
    chance = np.random.default_rng(7)
    features = chance.normal(size=(60, 9)).astype(np.float32)
    yes = chance.random((60, 2)) < 0.3
    asked = chance.random((60, 2)) < 0.8
    shipped = chance.normal(size=(60, 2)).astype(np.float32)
    turned = Turned.of(features, Penalty(1.0, None))

    weights = turned.fit(yes, asked, shipped, np.ones(60, np.bool_))

    wrong = (1 / (1 + np.exp(-(shipped + turned.coordinates @ weights))) - yes) * asked
    assert np.abs(turned.coordinates.T @ wrong + weights).max() < 0.05
    assert np.allclose(turned.coordinates, features @ turned.back, atol=1e-3)


def test_cuts_lean_to_the_shipped_ones_where_there_is_little_to_choose_by() -> None:
    sure = np.linspace(0, 1, 100, dtype=np.float32)
    rare, common = sure > 0.97, sure > 0.6

    assert abs(choose_threshold(sure, rare, shipped=0.3) - 0.3) < 0.1
    assert abs(choose_threshold(sure, common, shipped=0.3) - 0.6) < 0.1


def test_knots_rise_and_follow_the_labels() -> None:
    levels = np.linspace(0, 4, 200, dtype=np.float32)
    heats = np.digitize(levels, [1.0, 1.6, 2.4, 3.2])
    shipped = ((0.0, 0.0), (0.6, 0.125), (1.3, 0.375), (2.1, 0.625), (2.9, 0.875), (4.0, 1.0))

    knots = choose_knots(levels, heats, np.arange(200), shipped=shipped)

    assert [level for level, _ in knots] == sorted(level for level, _ in knots)
    assert abs(knots[1][0] - 1.0) < 0.15
    assert abs(knots[2][0] - 1.6) < 0.15


def test_the_hot_cut_keeps_calm_conversations_quiet() -> None:
    shipped = ((0.0, 0.0), (0.6, 0.125), (2.2, 0.375), (2.6, 0.625), (3.1, 0.875), (4.0, 1.0))
    # hot turns from 1.4 on; in every fourth calm conversation one turn sounds just as hot
    levels = np.array([*[0.2, 2.0] * 30, *[0.2, 1.5] * 5, *[0.2, 0.3] * 15], np.float32)
    heats = np.array([*[0, 2] * 30, *[0, 0] * 20])
    group = np.repeat(np.arange(50), 2)

    knots = choose_knots(levels, heats, group, shipped=shipped)
    alarmed = {one for one, level in zip(group, levels, strict=True) if level >= knots[2][0]}

    assert len(alarmed & set(range(30, 50))) <= 1
    assert len(alarmed & set(range(30))) == 30


def heard(*arguments: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from heard.cli import main; main()", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(DATA.parent.parent), **environment},
    )


def test_the_command_line_uses_the_file_by_option_and_by_variable(
    found: Adaptation, tmp_path: Path
) -> None:
    talk = written(
        tmp_path / "talk.jsonl", [{"id": "a", "turns": [{"speaker": "customer", "text": PLANTED}]}]
    )
    plain = heard("read", "--json", str(talk), folder=tmp_path)
    option = heard("read", "--json", str(talk), "--adapted", str(found.path), folder=tmp_path)
    variable = heard("read", "--json", str(talk), folder=tmp_path, HEARD_ADAPTED=str(found.path))

    assert option.returncode == plain.returncode == 0
    assert "long_wait" in option.stdout
    assert option.stdout == variable.stdout != plain.stdout


def test_a_folder_is_no_file_to_write(labelled: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="a folder; name the file to write"):
        adapt([labelled], out=tmp_path, model="swift")


def test_the_listener_is_the_one_that_the_environment_names(
    labelled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HEARD_MODEL", "swfit")

    with pytest.raises(ModelError, match="swfit"):
        adapt([labelled], out=tmp_path / "team.npz")


def test_the_command_refuses_in_one_sentence(tmp_path: Path) -> None:
    path = written(tmp_path / "few.jsonl", told(3))

    done = heard("adapt", str(path), folder=tmp_path)

    assert done.returncode == 2
    assert done.stderr.startswith("heard: too little to learn from: 3 labelled conversations")
    assert "Traceback" not in done.stderr
