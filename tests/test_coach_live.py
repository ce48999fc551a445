"""`heard follow` live: every line is answered as it comes, typed or piped."""

import json
import os
import pty
import subprocess
import sys
import time

import pytest
from called import heard
from waiting import SLOW_S

HEARD = [sys.executable, "-c", "from heard.cli import main; main()"]
HOT = "This is the third time I'm calling about my parcel, it's a disgrace!"


def piped(*words: str, stdin: str) -> subprocess.CompletedProcess[str]:
    return heard("follow", "--live", *words, "-", stdin=stdin)


def test_live_reads_the_same_as_a_whole_file(tmp_path):
    path = tmp_path / "call.txt"
    path.write_text(f"customer: {HOT}\nagent: Please calm down.\n")
    whole = heard("follow", "--json", str(path))

    live = piped("--json", stdin=f"customer: {HOT}\nagent: Please calm down.\n")

    def told(output: str) -> list[dict]:
        return [{**json.loads(line), "conversation": ""} for line in output.splitlines()]

    assert told(live.stdout) == told(whole.stdout)


def test_each_line_is_answered_before_the_next_is_said():
    with subprocess.Popen(
        [*HEARD, "follow", "--live", "--json", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        for line, speaker in ((HOT, "customer"), ("Please hold.", "agent")):
            running.stdin.write(line + "\n")
            running.stdin.flush()
            assert json.loads(running.stdout.readline())["speaker"] == speaker
        running.stdin.close()


def test_a_reply_can_be_checked_before_it_is_sent_and_is_not_said():
    done = piped("--json", stdin=f"{HOT}\n?Please calm down.\na: I have your parcel here.\n")

    turns = [json.loads(line) for line in done.stdout.splitlines()]
    assert turns[1]["issues"][0]["name"] == "calm_down"
    assert [turn["turn"] for turn in (turns[0], turns[2])] == [1, 2]


def test_a_mark_without_a_reply_behind_it_is_refused_and_not_called_safe():
    done = piped(stdin=f"{HOT}\n?\n?  \n")

    assert done.returncode == 2
    assert done.stderr.count("heard: the reply is empty") == 2
    assert "Safe to send" not in done.stdout


def test_turns_may_come_as_objects_with_times_for_the_phone():
    said = [
        {"speaker": "customer", "text": HOT, "at_s": 0, "end_s": 9},
        {"speaker": "agent", "text": "Your number?", "at_s": 6, "end_s": 7},
    ]
    done = piped(
        "--json", "--channel", "phone", stdin="".join(json.dumps(one) + "\n" for one in said)
    )

    card = json.loads(done.stdout.splitlines()[1])["advice"]
    assert card["play"] == "phone: cut in"
    assert card["say"] == ["Sorry, I interrupted you. Please go on."]


def test_live_ends_with_the_conversation_in_a_line():
    done = piped(stdin=f"{HOT}\n")

    assert done.stdout.splitlines()[-1].startswith("1 turn · peak ")


@pytest.mark.parametrize(
    ("words", "stdin", "said"),
    [
        (["--channel", "fax"], "hi\n", 'unknown channel "fax"'),
        ([], '{"speaker": "custmer", "text": "x"}\n', 'Did you mean "customer"?'),
        ([], '{"speaker"\n', "turn 1 is no JSON object"),
        ([], '{"speaker": "agent", "text": "x", "at_s": "soon"}\n', '"at_s" must be a number'),
        ([], '{"speaker": "agent"}\n', 'turn 1 has no "text"'),
    ],
)
def test_bad_input_gets_one_sentence(words, stdin, said):
    done = piped(*words, stdin=stdin)

    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_note_among_colleagues_is_nothing_said_to_the_customer():
    note = {"speaker": "agent", "text": "Calm down, what a liar.", "internal": True}
    times = [f"2026-03-12T14:{minute:02}:00Z" for minute in (0, 3)]
    lines = [
        json.dumps({"speaker": "customer", "text": HOT, "at": times[0], "name": "Ana"}),
        json.dumps(note),
        json.dumps({"speaker": "customer", "text": "Hello? Anybody?", "at": times[1]}),
    ]

    first, noted, last = map(
        json.loads, piped("--json", stdin="\n".join(lines)).stdout.splitlines()
    )

    assert first["signals"]
    assert noted["signals"] == []
    assert last["turn"] == 3


def test_at_a_terminal_it_asks_for_the_turns_in_turn():
    mine, theirs = pty.openpty()
    running = subprocess.Popen(
        [*HEARD, "follow", "-"],
        stdin=theirs,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb"},
    )
    os.close(theirs)
    for line in (HOT, "I'm sorry. I have your parcel here.", "c: Fine."):
        os.write(mine, f"{line}\n".encode())
        time.sleep(0.05)
    os.write(mine, b"\x04")
    shown = running.communicate(timeout=SLOW_S)[0]
    os.close(mine)

    assert "customer ›" in shown
    assert "agent ›" in shown
    assert "┃" in shown
    assert "3 turns" in shown.splitlines()[-1]


def test_speakers_with_a_number_or_a_name_are_told_from_what_they_say():
    lines = "c: It never came.\ncustomer2: Ours neither.\nAgent (Jane): I'm reading both orders.\n"

    done = piped("--json", stdin=lines)

    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["speaker"] for one in told] == ["customer", "customer", "agent"]
    shown = piped(stdin=lines).stdout
    assert "customer2" not in shown
    assert "(Jane)" not in shown


def test_a_reply_is_checked_after_a_file_with_only_the_customers_words(tmp_path):
    path = tmp_path / "one-side.txt"
    path.write_text("Customer: My parcel never came.\nCustomer: Hello?\n")

    for command in ("check", "guard"):
        done = heard(command, "Please calm down.", "--after", str(path))
        assert done.returncode == 1, done.stderr


@pytest.mark.parametrize(
    "line", ['{"speaker":"customer","text":5}', '{"speaker":"custmer"}', "{", "{}"]
)
def test_a_line_that_cannot_be_read_is_named_and_the_talk_goes_on(line):
    done = piped("--json", stdin=f"customer: {HOT}\n{line}\nagent: I have it here.\n")

    assert done.returncode == 2
    assert [json.loads(one)["turn"] for one in done.stdout.splitlines()] == [1, 2]
    assert done.stderr.count("\n") == 1
    assert "turn 2" in done.stderr


def test_a_speaker_written_nearly_right_is_asked_about():
    done = piped("--json", stdin=f"customer: {HOT}\nagnt: hi\nNote: it is late.\n")

    assert done.stderr.count("warning") == 1
    assert 'turn 2: unknown speaker "agnt"' in done.stderr
    assert 'Did you mean "agent"?' in done.stderr


def test_a_channel_nobody_knows_is_refused_live_and_for_a_file(tmp_path):
    path = tmp_path / "call.txt"
    path.write_text("customer: Hello.\nagent: Hello.\n")
    live = piped("--channel", "fone", stdin="Hello\n")
    file = heard("follow", "--channel", "fone", str(path))

    for done in (live, file):
        assert (done.returncode, done.stdout) == (2, "")
        assert 'unknown channel "fone". Did you mean "phone"?' in done.stderr
