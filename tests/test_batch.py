"""Many files: in order, the same on any number of workers, and able to go on after a stop."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from heard.batch import Reviewed, review_paths
from heard.errors import InputError
from heard.listen import Reading, Signal
from heard.review import card_json
from heard.review.results import read_cards

RUN = """
import sys, time
from pathlib import Path
from heard.batch import review_paths
from test_batch import slow_listener

if __name__ == "__main__":
    for n, one in enumerate(review_paths([sys.argv[1]], jobs=int(sys.argv[3]), out=Path(sys.argv[2]), listening=slow_listener)):
        print(n, "." * 4000, flush=True)  # a pipe that is full holds it up
"""


class Shouts:
    """Hears anger in capitals, and a brush-off in "calm down"."""

    version = "shouts 1"

    def __init__(self, wait_s=0.0):
        self.wait_s = wait_s

    def read(self, turn, before):
        del before
        time.sleep(self.wait_s)
        if turn.from_customer:
            return Reading(0.75 if turn.text.isupper() else 0.0, "neutral")
        start = turn.text.find("calm down")
        heard = (Signal("calm_down", 0.9, start, start + 9),) if start >= 0 else ()
        return Reading(None, None, heard)


class Stumbles(Shouts):
    """Stops with an error of its own at one conversation."""

    def read(self, turn, before):
        if "ORDER 1" in turn.text:
            raise IndexError("index 22 is out of bounds")
        return super().read(turn, before)


def stumbling_listener():
    return Stumbles()


def slow_listener():
    return Shouts(wait_s=0.002)


def line(number):
    turns = [
        {"speaker": "customer", "text": f"WHERE IS ORDER {number}"},
        {
            "speaker": "agent",
            "text": "Please calm down, it left today." if number % 2 else "Today.",
        },
        {"speaker": "customer", "text": "ok, thanks" if number % 3 else "AGAIN NO ANSWER"},
    ]
    return json.dumps({"id": f"c{number}", "channel": "chat", "turns": turns})


def day(folder, count, name="day.jsonl"):
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text("".join(f"{line(number)}\n" for number in range(count)), encoding="utf-8")
    return path


def review(*paths, **options):
    return list(review_paths(paths, listening=Shouts, **options))


def test_results_are_the_same_and_in_order_on_any_number_of_workers(tmp_path):
    path = day(tmp_path, 200)

    alone, shared = review(path), review(path, jobs=2)

    assert [one.card.conversation for one in alone] == [f"c{number}" for number in range(200)]
    assert alone == shared


def test_a_file_that_cannot_be_read_is_named_and_the_rest_goes_on(tmp_path):
    for number in range(99):
        day(tmp_path / "in", 1, f"{number:02}.jsonl")
    (tmp_path / "in" / "50b.jsonl").write_bytes(b'{"id": "c1", "turns": [{"speak')

    found = review(tmp_path / "in", jobs=2, out=tmp_path / "out")

    faults = [one for one in found if isinstance(one, InputError)]
    assert len(found) == 100
    assert [Path(fault.path).name for fault in faults] == ["50b.jsonl"]
    assert isinstance(found[51], InputError)  # in its place between 50 and 51
    assert len(list(read_cards(tmp_path / "out"))) == 99


def test_a_second_run_scores_nothing_again_and_gives_the_same_cards(tmp_path):
    path = day(tmp_path, 60)
    first = review(path, out=tmp_path / "out")
    kept = (tmp_path / "out" / "cards.jsonl").read_bytes()

    second = review(path, out=tmp_path / "out", jobs=2)

    assert all(one.reused for one in second)
    assert [card_json(one.card) for one in second] == [card_json(one.card) for one in first]
    assert (tmp_path / "out" / "cards.jsonl").read_bytes() == kept


def test_a_conversation_whose_words_changed_is_scored_again(tmp_path):
    path = day(tmp_path, 5)
    review(path, out=tmp_path / "out")
    path.write_text(path.read_text().replace("WHERE IS ORDER 3", "where is order 3"))

    second = review(path, out=tmp_path / "out")

    assert [one.card.conversation for one in second if not one.reused] == ["c3"]
    assert [card.conversation for card in read_cards(tmp_path / "out")] == [
        f"c{number}" for number in range(5)
    ]


def test_another_listener_or_playbook_or_a_fresh_start_scores_everything_again(tmp_path):
    path = day(tmp_path, 3)
    overlay = tmp_path / "ours.toml"
    overlay.write_text('extends = "default"\nname = "ours"\nversion = 1\n')
    review(path, out=tmp_path / "out")

    later = list(review_paths([path], out=tmp_path / "out", listening=Later))
    ours = list(review_paths([path], out=tmp_path / "out", listening=Later, playbook=overlay))
    fresh = list(
        review_paths([path], out=tmp_path / "out", listening=Later, playbook=overlay, resume=False)
    )

    assert not any(one.reused for one in (*later, *ours, *fresh))
    assert later[0].card.model == "shouts 2"
    assert ours[0].card.playbook == "ours 1"


class Later(Shouts):
    version = "shouts 2"


def test_a_line_cut_off_by_a_crash_is_dropped_and_scored_again(tmp_path):
    path = day(tmp_path, 4)
    review(path, out=tmp_path / "out")
    kept = tmp_path / "out" / "cards.jsonl"
    whole = kept.read_bytes()
    kept.write_bytes(whole[:-30])

    second = review(path, out=tmp_path / "out")

    assert [one.reused for one in second] == [True, True, True, False]
    assert kept.read_bytes() == whole


@pytest.mark.parametrize(("jobs", "blow"), [(1, "SIGKILL"), (2, "SIGKILL"), (2, "SIGINT")])
def test_a_run_that_was_killed_goes_on_where_it_stopped(tmp_path, jobs, blow):
    path = day(tmp_path, 600)
    out = tmp_path / "out"
    script = tmp_path / "run.py"
    script.write_text(RUN)
    here = Path(__file__).parent
    paths = os.pathsep.join((str(here), str(here.parent)))
    with subprocess.Popen(
        [sys.executable, str(script), str(path), str(out), str(jobs)],
        env=os.environ | {"PYTHONPATH": paths},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as run:
        assert any(said.startswith(b"60 ") for said in run.stdout)
        run.send_signal(getattr(signal, blow))
    partial = (out / "cards.jsonl").read_bytes().count(b"\n")

    found = list(review_paths([path], out=out, listening=Shouts))

    assert 60 < partial < 600
    assert sum(one.reused for one in found) == partial
    assert [card.conversation for card in read_cards(out)] == [f"c{n}" for n in range(600)]


def test_progress_counts_up_to_all_conversations(tmp_path):
    path = day(tmp_path, 30)
    seen = []

    review(path, progress=lambda done, total: seen.append((done, total)))

    assert seen == [(number, 30) for number in range(1, 31)]


def test_stopping_early_keeps_what_was_finished(tmp_path):
    path = day(tmp_path, 300)
    running = review_paths([path], out=tmp_path / "out", jobs=2, listening=Shouts)

    first = next(running)
    running.close()

    assert isinstance(first, Reviewed)
    assert 0 < len(list(read_cards(tmp_path / "out"))) < 300


def test_results_that_are_none_are_one_sentence(tmp_path):
    (tmp_path / "cards.jsonl").write_text('{"conversation": "c1"}\n')

    with pytest.raises(InputError, match=r"cards\.jsonl:1: not a scorecard"):
        list(read_cards(tmp_path))
    with pytest.raises(InputError, match="no results here"):
        list(read_cards(tmp_path / "nowhere"))


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_conversation_that_breaks_us_costs_its_own_card_only(tmp_path, jobs):
    path = day(tmp_path, 4)
    out = tmp_path / "report"

    found = list(review_paths([path], jobs=jobs, out=out, listening=stumbling_listener))

    assert [isinstance(one, Reviewed) for one in found] == [True, False, True, True]
    assert str(found[1]).startswith(
        f'{path}: the conversation "c1" could not be reviewed, by an error of Heard\'s own (IndexError: '
    )
    assert len(list(read_cards(out))) == 3
