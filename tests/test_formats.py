"""Loading: files, folders and standard input, in order, lazily, and whatever is thrown at it."""

import io
import json
import os
import re
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest
from format_files import TWO_TURNS, fault_of, ids, line, write

from heard.conversation import Channel
from heard.errors import InputError
from heard.formats import Loaded, load, load_all


def test_our_own_format_is_read_whole(tmp_path):
    path = write(
        tmp_path,
        "day.jsonl",
        """{"id": "c1", "channel": "chat", "agent": "Jane", "team": "Billing",
        "started_at": "2026-03-12T14:00:00Z",
        "history": {"earlier_contacts": 2, "overdue_promises": 1, "customer_since": "2019-05-31"},
        "turns": [{"speaker": "customer", "text": "Third call!", "at": "2026-03-12T14:00:05Z",
        "name": "Sam"}, {"speaker": "csr", "text": "He is cross", "internal": true, "at_s": 9,
        "end_s": 12.5}]}""".replace("\n", " "),
    )
    (loaded,) = load(path)
    conversation = loaded.conversation

    assert (conversation.channel, conversation.agent, conversation.team) == (
        "chat",
        "Jane",
        "Billing",
    )
    assert conversation.history.earlier_contacts == 2
    assert conversation.history.customer_since.year == 2019
    assert conversation.turns[0].at_s == 5
    assert conversation.turns[1].speaker == "agent"
    assert conversation.turns[1].internal
    assert (conversation.turns[1].at_s, conversation.turns[1].end_s) == (9, 12.5)
    assert loaded.warnings == ()


@pytest.mark.parametrize(
    ("name", "channel"),
    [
        ("voice", Channel.PHONE),
        ("Call", Channel.PHONE),
        ("sms", Channel.CHAT),
        ("web", Channel.CHAT),
        ("messaging", Channel.CHAT),
        ("twitter", Channel.SOCIAL),
        ("forum", Channel.SOCIAL),
        ("mail", Channel.EMAIL),
        ("IVR", Channel.BOT),
        ("virtual agent", Channel.BOT),
    ],
)
def test_channels_have_other_names(name, channel, tmp_path):
    (loaded,) = load(write(tmp_path, "a.jsonl", line("c1", channel=name)))

    assert loaded.conversation.channel is channel
    assert loaded.warnings == ()


def test_an_unknown_channel_is_none_with_a_warning(tmp_path):
    path = write(tmp_path, "a.jsonl", line("c1", channel="pigeon"))
    (loaded,) = load(path)

    assert loaded.conversation.channel is None
    assert loaded.warnings == (
        f'{path}:1: unknown channel "pigeon" was ignored. Known: bot, chat, email, phone, social.',
    )


def test_labels_are_no_news_and_other_keys_are_mentioned_once(tmp_path):
    turns = [{"speaker": "customer", "text": "Hi", "heat": 1, "signals": [], "tbdf": "None"}]
    labelled = line("c1", turns, outcome="never", broke_at=0, industry="energy", mood=1)
    path = write(tmp_path, "a.jsonl", f"{labelled}\n{labelled.replace('c1', 'c2')}\n")
    first, second = load(path)

    assert first.warnings == (f'{path}:1: unknown key "mood" was ignored',)
    assert second.warnings == ()


def test_a_misspelled_speaker_is_asked_about_with_its_line(monkeypatch):
    record = '{"id": "c1", "turns": [{"speaker": "custmer", "text": "Hi"}]}'
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(record.encode())))

    with pytest.raises(InputError) as fault:
        list(load("-"))
    assert str(fault.value) == '<stdin>:1: unknown speaker "custmer". Did you mean "customer"?'


def test_a_person_as_speaker_can_be_named_the_agent(tmp_path):
    turns = [{"speaker": "Zoë", "text": "Hello"}, {"speaker": "customer", "text": "Hi"}]
    path = write(tmp_path, "a.jsonl", line("c1", turns))

    assert fault_of(path).endswith("Or name the agent with --agent NAME.")
    (loaded,) = load(path, agent="Zoë")
    assert loaded.conversation.turns[0].speaker == "agent"


def test_a_folder_may_mix_formats_and_hold_other_files(tmp_path):
    write(tmp_path, "b/day.csv", "id,role,text\n1,customer,Hi\n1,agent,Hello\n")
    write(tmp_path, "b/call.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Agent>Hi\n")
    write(tmp_path, "a.jsonl", line("c1") + "\n" + line("c2"))
    write(tmp_path, "z.txt", "Agent: Hello.\nCustomer: Hi.")
    write(tmp_path, "notes.md", "# What we do\n\nWe talk.\n")
    write(tmp_path, ".hidden.txt", "nothing")
    write(tmp_path, ".git/config", "nothing")
    loaded = list(load_all([tmp_path]))

    assert ids(one for one in loaded if isinstance(one, Loaded)) == ["c1", "c2", "z", "call", "1"]
    assert [one.path for one in loaded if isinstance(one, InputError)] == [f"{tmp_path}/notes.md"]


def test_a_folder_without_files_says_so(tmp_path):
    assert fault_of(tmp_path) == "a folder without files"


def test_ids_that_come_twice_are_made_distinct_with_a_warning(tmp_path):
    path = write(tmp_path, "a.jsonl", "\n".join([line("c1"), line("c1-2"), line("c1"), line("c1")]))
    loaded = list(load(path))

    assert ids(loaded) == ["c1", "c1-2", "c1-3", "c1-4"]
    assert loaded[2].warnings == (
        f'{path}: the id "c1" came before; this conversation is called "c1-3"',
    )


def test_conversations_without_an_id_are_named_after_file_and_line(tmp_path):
    nameless = json.dumps({"turns": TWO_TURNS})
    path = write(tmp_path, "day.jsonl", f"{nameless}\n\n{nameless}\n")

    assert ids(load(path)) == ["day-1", "day-3"]


def test_conversations_come_as_they_are_asked_for(tmp_path):
    path = tmp_path / "day.jsonl"
    path.write_text("\n".join(line(f"c{number}") for number in range(50_000)))
    tracemalloc.start()
    loaded = load_all([path])
    first = next(loaded)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    loaded.close()

    assert first.conversation.id == "c0"
    assert peak < path.stat().st_size / 2


def test_standard_input_is_read_like_a_file(monkeypatch):
    said = b"Agent: Hello.\r\nCustomer: Hi.\r\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(said)))
    (loaded,) = load("-")

    assert (loaded.source, loaded.conversation.id) == ("<stdin>", "stdin")
    assert [turn.text for turn in loaded.conversation.turns] == ["Hello.", "Hi."]


def test_line_ends_marks_and_stray_bytes_do_no_harm(tmp_path):
    path = write(tmp_path, "a.txt", b"\xef\xbb\xbfAgent: Hel\0lo.\r\nCustomer: Hi.\r\n")
    (loaded,) = load(path)

    assert [turn.text for turn in loaded.conversation.turns] == ["Hello.", "Hi."]
    assert loaded.warnings == (f"{path}:1: NUL bytes were left out",)


def test_old_line_ends_are_read(tmp_path):
    (loaded,) = load(write(tmp_path, "a.txt", b"Agent: Hello.\rCustomer: Hi.\r"))

    assert [turn.text for turn in loaded.conversation.turns] == ["Hello.", "Hi."]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_json_lines_are_read_in_every_encoding(encoding, tmp_path):
    turns = [{"speaker": "customer", "text": "Ċ 你好 😡"}, {"speaker": "agent", "text": "שלום"}]
    record = json.dumps({"id": "c1", "turns": turns}, ensure_ascii=False)
    path = write(tmp_path, "a.jsonl", f"{record}\n{record.replace('c1', 'c2')}\n".encode(encoding))
    loaded = list(load(path))

    assert ids(loaded) == ["c1", "c2"]
    assert loaded[1].conversation.turns[0].text == "Ċ 你好 😡"


def test_a_turn_without_words_keeps_its_number_in_our_own_format(tmp_path):
    turns = [*TWO_TURNS, {"speaker": "customer", "text": " "}, *TWO_TURNS]
    (loaded,) = load(write(tmp_path, "a.jsonl", line("c1", turns)))

    assert len(loaded.conversation.turns) == 5
    assert "turns without words that were kept: 3" in loaded.warnings[0]


def test_halves_of_characters_can_be_written_down_again(tmp_path):
    path = write(
        tmp_path,
        "a.jsonl",
        r'{"id": "c\ud800", "turns": [{"speaker": "customer", "text": "\ud83d oh\u0000"}]}',
    )
    (loaded,) = load(path)

    assert loaded.conversation.turns[0].text == "\ufffd oh"
    assert loaded.conversation.id == "c\ufffd"
    loaded.conversation.turns[0].text.encode()


def test_times_with_and_without_a_zone_can_stand_together(tmp_path):
    turns = [
        {"speaker": "customer", "text": "Hi", "at": "2026-03-12T14:00:00Z"},
        {"speaker": "agent", "text": "Hello", "at": "2026-03-12T14:00:30"},
    ]
    (loaded,) = load(write(tmp_path, "a.jsonl", line("c1", turns)))

    assert [turn.at_s for turn in loaded.conversation.turns] == [0, 30]
    assert "times without a zone were read as UTC" in loaded.warnings[0]


def test_formats_are_known_by_content_whatever_the_name(tmp_path):
    for name, content in [
        ("a.txt", line("c1")),
        ("b.log", "id,role,text\nc2,customer,Hi\nc2,agent,Hello\n"),
        (
            "c",
            "1\n00:00:01,000 --> 00:00:02,000\nAgent: Hi\n\n2\n00:00:04,000 --> 00:00:05,000\nCustomer: Yo\n",
        ),
        ("d.csv", "[00:00:01] Agent: Hi\n[00:00:02] Customer: Yo\n"),
    ]:
        (loaded,) = load(write(tmp_path, name, content))
        assert len(loaded.conversation.turns) == 2


def test_a_fifo_can_be_read(tmp_path):
    path = tmp_path / "pipe"
    os.mkfifo(path)
    with subprocess.Popen(["sh", "-c", f"printf 'Agent: Hi\nCustomer: Yo\n' > '{path}'"]):
        (loaded,) = load(path)

    assert len(loaded.conversation.turns) == 2


def test_importing_formats_is_light():
    code = "import sys, heard.formats; print(*sys.modules)"
    modules = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()

    assert not {"numpy", "rich", "typer", "webvtt"} & set(modules)


EXAMPLES = re.findall(
    r"^`([\w.]+)`:\n\n```\w+\n(.*?)```$",
    (Path(__file__).parents[1] / "docs" / "formats.md").read_text(encoding="utf-8"),
    re.MULTILINE | re.DOTALL,
)


def test_the_examples_in_the_documentation_can_be_read(tmp_path):
    assert len(EXAMPLES) == 6

    for name, content in EXAMPLES:
        (loaded,) = load(write(tmp_path, name, content))
        speakers = {turn.speaker for turn in loaded.conversation.turns}
        assert "customer" in speakers
        assert speakers & {"agent", "bot"}
        assert bool(loaded.warnings) == (name == "chat.json")


def test_the_documented_notes_are_internal(tmp_path):
    for name, content in EXAMPLES:
        if name in {"own.jsonl", "call.txt", "turns.csv"}:
            (loaded,) = load(write(tmp_path, name, content))
            assert [turn.internal for turn in loaded.conversation.turns].count(True) == 1
