"""What a wrong call is told, and what a right one prints where it is piped on or is much."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.called import heard

SAMPLES = Path(__file__).parent.parent / "heard" / "samples"
ANGRY = "Customer: This is the third time I call and still nothing. Absolutely useless!\n"
GLAD = (
    "Customer: Where can I change my address?\nAgent: Under Account.\nCustomer: Found it, thanks.\n"
)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["review", "-j", "abc", "x"], "--jobs must be a number from 1 to 64; heard review --help"),
        (["review", "-j", "0", "x"], "--jobs must be a number from 1 to 64; heard review --help"),
        (["measure", "--last", "0", "x"], "--last must be a number, 1 or more; heard measure"),
        (["serve", "--port", "0"], "--port must be a number from 1 to 65535; heard serve --help"),
        (["demo", "--speed", "fast"], "--speed must be a number; heard demo --help"),
        (["review", "--outt", "x"], "no such option: --outt. Did you mean --out? heard review"),
        (["revew", "x"], "no such command 'revew'. Did you mean 'review', 'serve'? heard --help"),
        (
            ["check"],
            "REPLY is missing: the reply to check, or - to read it from stdin; heard check",
        ),
        (["adapt"], "PATH… is missing: labelled or corrected conversations, JSON Lines; heard"),
        (["review", "--out"], "option '--out' requires an argument; heard --help"),
        (["check", "one", "two"], "got unexpected extra argument(s) (two); heard check --help"),
    ],
)
def test_a_wrong_call_is_told_in_one_sentence(words: list[str], told: str) -> None:
    done = heard(*words)

    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith(f"heard: {told}")
    assert done.stderr.endswith(" --help says what is allowed\n")
    assert done.stderr.count("\n") == 1


def test_a_group_of_commands_by_itself_says_which_there_are() -> None:
    done = heard("playbook")

    assert done.returncode == 2
    assert "new    Start a playbook of your own" in done.stderr


def test_who_stops_reading_ends_the_command_with_the_code_that_says_so(tmp_path: Path) -> None:
    long = tmp_path / "long.txt"
    long.write_text(ANGRY * 300)
    command = [sys.executable, "-c", "from heard.cli import main; main()"]
    running = subprocess.Popen(
        [*command, "follow", "--model", "swift", str(long)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.readline()
    running.stdout.close()

    assert running.wait(60) == 141
    assert running.stderr.read() == b""
    running.stderr.close()


def test_what_is_piped_on_has_no_blanks_at_a_lines_end() -> None:
    for words in (["review", str(SAMPLES)], ["follow", str(SAMPLES / "third-call.txt")]):
        printed = heard(*words).stdout.splitlines()

        assert len(printed) > 10
        assert [line for line in printed if line != line.rstrip()] == []


def test_of_many_conversations_those_that_went_worst_are_told(tmp_path: Path) -> None:
    for number in range(14):
        (tmp_path / f"glad-{number:02}.txt").write_text(GLAD)
    (tmp_path / "zoe.txt").write_text(f"{ANGRY}Agent: That is our policy.\n{ANGRY}")

    printed = heard("review", str(tmp_path)).stdout

    assert printed.startswith("The 5 of 15 that went worst:\nzoe  still hot")
    assert "glad-05" not in printed
    assert printed.endswith("All of them: --out DIR writes a report, --json prints each.\n")
    reported = heard("review", str(tmp_path), "--out", str(tmp_path / "out")).stdout
    assert "All of them" not in reported


def test_from_a_pipe_a_turn_is_taken_back_and_the_speaker_chosen() -> None:
    lines = ["c: My order is late", "a: Who knows.", "<", "a:", "?: It leaves today.", "It is out."]

    done = heard("follow", "--live", "--json", "-", stdin="\n".join(lines) + "\n")

    first, slip, back, checked, last = map(json.loads, done.stdout.splitlines())
    assert (first["turn"], first["speaker"]) == (1, "customer")
    assert (slip["turn"], slip["speaker"]) == (2, "agent")
    assert back == {"conversation": "live", "turn": 2, "taken_back": True}
    assert checked["rewrite"] == "It leaves today."
    assert (last["turn"], last["speaker"]) == (2, "agent")
    assert done.returncode == 0


def test_one_turn_as_json_is_no_conversation_without_a_customer() -> None:
    lines = 'c: My order is late\n{"speaker": "agent", "text": "It is printed."}\n'

    done = heard("follow", "--live", "--json", "-", stdin=lines)

    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 2


def test_looking_makes_no_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    looked = heard("doctor")
    listed = heard("account", "--list")

    assert "heard.db is not there yet; the first heard serve makes it" in looked.stdout
    assert listed.returncode == 2
    assert listed.stderr == (
        "heard: heard.db: there is no such database; heard serve makes one, --db names another\n"
    )
    assert list(tmp_path.iterdir()) == []
