"""What is printed on an output that knows no Unicode: plain signs, whole JSON, and no fault."""

import io
import json
import sys

import pytest
from called import called

from heard.cli.piped import piped
from heard.cli.printed import PLAINLY, print_json

TALK = "c: My café order’s late → “three weeks” 😡 This is ridiculous!!\na: Please calm down.\n"


@pytest.fixture
def talk(tmp_path):
    path = tmp_path / "talk.txt"
    path.write_text(TALK, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("check", "Please calm down, it’s “fine” → 😀.", "--after", "TALK"), 1),
        (("guard", "Please calm down, it’s “fine” → 😀.", "--after", "TALK"), 1),
        (("read", "TALK"), 0),
        (("follow", "TALK"), 0),
        (("review", "TALK"), 0),
        (("handoff", "TALK"), 0),
        (("handoff", "--markdown", "TALK"), 0),
        (("playbook", "show"), 0),
        (("--help",), 0),
        (("check", "--help"), 0),
        (("follow", "no such “file”.txt"), 2),
    ],
)
def test_every_command_prints_on_an_output_without_unicode(words, code, encoding, talk):
    done = called(*(talk if word == "TALK" else word for word in words), encoding=encoding)

    assert done.returncode == code, done.stderr
    assert b"Traceback" not in done.stderr
    assert done.stdout.decode(encoding) or done.stderr.decode(encoding)


@pytest.mark.parametrize("command", ["read", "follow", "review", "handoff", "check", "guard"])
def test_json_says_the_same_on_an_output_without_unicode(command, talk):
    drafted = command in ("check", "guard")
    words = (command, "Calm down, René’s 😀", "--after", talk) if drafted else (command, talk)

    plain = called(*words, "--json", encoding="ascii")
    full = called(*words, "--json", encoding="utf-8")

    said = plain.stdout.decode("ascii").splitlines()
    assert said
    assert [json.loads(line) for line in said] == [
        json.loads(line) for line in full.stdout.decode("utf-8").splitlines()
    ]


def test_an_unknown_sign_becomes_a_plain_one_and_the_rest_stays(talk):
    done = called("check", "Please calm down, it’s “fine” → René 😀.", encoding="ascii")

    assert b'Please calm down, it\'s "fine" -> Rene ?.' in done.stdout


def test_what_is_piped_in_is_read_as_utf_8_where_ascii_was_asked_for(monkeypatch):
    coming = io.TextIOWrapper(io.BytesIO("René’s".encode()), "ascii")
    monkeypatch.setattr(sys, "stdin", coming)

    assert piped().read() == "René’s"


def test_an_output_that_knows_unicode_gets_it_readable(monkeypatch):
    taken = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(taken, "utf-8", errors=PLAINLY))

    print_json({"said": "René’s"})
    sys.stdout.flush()

    assert taken.getvalue() == '{"said": "René’s"}\n'.encode()
