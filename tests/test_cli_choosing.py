"""The command line where it must be told which conversation is meant, or who in it is the agent."""

import json
from pathlib import Path

import pytest
from called import heard


@pytest.mark.parametrize("command", ["check", "guard"])
def test_what_is_answered_must_be_one_conversation(command: str, tmp_path: Path) -> None:
    two = tmp_path / "two.jsonl"
    turn = '{"speaker": "customer", "text": "I want a human now!"}'
    two.write_text("".join(f'{{"id": "{name}", "turns": [{turn}]}}\n' for name in "ab"))

    done = heard(command, "Please look at our FAQ.", "--after", str(two))

    assert (done.returncode, done.stdout) == (2, "")
    assert 'it holds 2 conversations ("a", "b"); choose one with --id ID' in done.stderr


@pytest.mark.parametrize("command", ["check", "guard"])
def test_one_of_several_conversations_is_chosen_by_its_id(command: str, tmp_path: Path) -> None:
    two = tmp_path / "two.jsonl"
    calm, hot = (
        f'{{"id": "{name}", "turns": [{{"speaker": "customer", "text": "{text}"}}]}}\n'
        for name, text in (("calm", "Hello."), ("hot", "I want a human now!"))
    )
    two.write_text(calm + hot)
    alone = tmp_path / "alone.jsonl"
    alone.write_text(hot)

    chosen = heard(command, "See our FAQ.", "--json", "--after", str(two), "--id", "hot")
    wrong = heard(command, "See our FAQ.", "--after", str(two), "--id", "hott")
    loose = heard(command, "See our FAQ.", "--id", "hot")

    assert chosen.stdout
    assert chosen.stdout == heard(command, "See our FAQ.", "--json", "--after", str(alone)).stdout
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert 'no conversation is called "hott". Did you mean "hot"?' in wrong.stderr
    assert (loose.returncode, loose.stdout) == (2, "")
    assert "--after" in loose.stderr


@pytest.mark.parametrize("command", ["check", "guard"])
def test_an_agent_who_does_not_speak_is_refused(command: str, tmp_path: Path) -> None:
    said = tmp_path / "billing.txt"
    said.write_text("Customer: Where is my bill?\nAgent: One moment.\n")

    done = heard(command, "ok", "--after", str(said), "--agent", "Nobody")

    assert (done.returncode, done.stdout) == (2, "")
    assert "Nobody" in done.stderr


@pytest.mark.parametrize("command", ["read", "follow", "review", "handoff"])
def test_nothing_is_scored_under_an_agent_who_does_not_speak(command: str, tmp_path: Path) -> None:
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text("Customer: Where is my bill?\nAgent: One moment.\n")

    done = heard(command, str(tmp_path), "--agent", "Nobody")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert 'no speaker is called "Nobody"' in done.stderr


def test_an_agent_who_speaks_in_a_later_file_keeps_the_order(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Customer: Where is my bill?\nAgent: One moment.\n")
    (tmp_path / "b.txt").write_text("Customer: Where is my bill?\nJane: One moment.\n")

    done = heard("read", "--json", str(tmp_path), "--agent", "Jane")

    assert done.returncode == 0
    assert [json.loads(line)["conversation"] for line in done.stdout.splitlines()] == list("aabb")


@pytest.mark.parametrize("command", ["check", "guard"])
def test_the_name_of_a_file_is_no_reply(tmp_path, command):
    draft = tmp_path / "draft.txt"
    draft.write_text("Calm down.", "utf-8")

    done = heard(command, str(draft))

    assert done.returncode == 2
    assert "this is a file, not a reply" in done.stderr
    assert heard(command, "No problem.txt at all.").returncode in (0, 1)
