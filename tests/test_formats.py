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
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.conversation import Channel, Conversation
from heard.errors import HeardError, InputError
from heard.formats import Loaded, load, load_all

TWO_TURNS = [{"speaker": "customer", "text": "Hi"}, {"speaker": "agent", "text": "Hello"}]


def line(id_, turns=TWO_TURNS, **keys):
    return json.dumps({"id": id_, "turns": turns, **keys})


def ids(loaded):
    return [one.conversation.id for one in loaded]


def write(folder, name, content):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def fault_of(path, **options):
    with pytest.raises(InputError) as fault:
        list(load(path, **options))
    sentence = str(fault.value)
    assert sentence.startswith(f"{path}:")
    assert "\n" not in sentence
    return sentence.removeprefix(f"{path}:").strip()


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


@pytest.mark.parametrize(
    ("record", "problem"),
    [
        ('{"id": "c1", "turns": {}}', '1: "turns" must be a list of turns, not {}'),
        ('{"id": "c1", "turns": []}', "1: a conversation without any words"),
        ('{"id": 1.5, "turns": []}', '1: "id" must be text or a whole number, not 1.5'),
        ('{"id": "c1", "truns": []}', 'Did you mean "turns"?'),
        ('{"turns": [{"speaker": "agent"}]}', '1: turn 1 has no "text"'),
        ('{"turns": [{"speaker": "agent", "txt": "Hi"}]}', '"txt" is not a key of a turn'),
        ('{"turns": [{"speaker": "agent", "text": 4}]}', '1: turn 1: "text" must be text, not 4'),
        ('{"turns": ["Hi"]}', '1: turn 1 must be an object with "speaker" and "text"'),
        (
            '{"turns": [{"speaker": "agent", "text": "Hi", "at_s": NaN}]}',
            '1: turn 1: "at_s" must be a number of seconds, not NaN',
        ),
        (
            '{"turns": [{"speaker": "agent", "text": "Hi", "at": "soon"}]}',
            '1: turn 1: at must be a time such as "2026-03-12T14:02:11Z", not "soon"',
        ),
        (
            '{"history": {"earlier_contacts": -1}, "turns": [{"speaker": "agent", "text": "Hi"}]}',
            '1: "earlier_contacts" must be a whole number, 0 or more, not -1',
        ),
        ('{"id": "c1", "turns": [{"speaker": "cust', "1: not whole JSON: it ends in the middle"),
        ('{"id": "c1" "turns": []}', "1: not JSON: expecting ',' delimiter at column 13"),
        ('{"a": ' + "[" * 100_000, "1: not JSON that can be read"),
        ('{"id": ' + "9" * 5_000 + "}", "1: not JSON that can be read"),
        ("[]", "1: not a conversation: it must be an object with turns"),
    ],
)
def test_a_bad_record_is_one_clear_sentence(record, problem, tmp_path):
    assert problem in fault_of(write(tmp_path, "a.jsonl", record))


def test_half_a_line_costs_one_conversation(tmp_path):
    path = write(tmp_path, "a.jsonl", f"{line('c1')}\n{line('c2')[:40]}\n{line('c3')}\n")
    first, fault, third = load_all([path])

    assert ids([first, third]) == ["c1", "c3"]
    assert str(fault) == f"{path}:2: not whole JSON: it ends in the middle"


def test_a_file_of_nothing_but_faults_is_left_alone_after_a_hundred(tmp_path):
    faults = list(load_all([write(tmp_path, "a.jsonl", "{}\n" * 5_000)]))

    assert len(faults) == 101
    assert "the rest was left alone" in str(faults[-1])


@pytest.mark.parametrize("content", [b"", b" \n\r\n", b"\xef\xbb\xbf"])
def test_an_empty_file_says_so(content, tmp_path):
    assert fault_of(write(tmp_path, "a.jsonl", content)) == "an empty file"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (bytes(range(256)) * 40, "a binary file, not text"),
        (b"\0\xff\xfe\xff\xfe", "a binary file, not text"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "not text but a picture"),
        (
            b"PK\x03\x04\0\0",
            "not text but a zip file or a spreadsheet: unpack it, or save it as CSV",
        ),
        (b"%PDF-1.7", "not text but a PDF document"),
        (b"\x1f\x8b\x08", "not text but a gzip file: unpack it first"),
        (b"RIFF\0\0\0\0WAVE", "not text but a recording: transcribe it first"),
    ],
)
def test_what_is_no_text_is_named(content, problem, tmp_path):
    assert fault_of(write(tmp_path, "a.txt", content)) == problem


def test_a_file_that_is_not_there_says_so(tmp_path):
    assert fault_of(tmp_path / "gone.txt") == "no such file or folder"
    assert fault_of("a\0b") == "no such file or folder"


def test_a_line_too_long_is_refused_without_being_held(tmp_path):
    path = tmp_path / "big.jsonl"
    with path.open("wb") as out:
        out.write(line("c1").encode() + b'\n{"id": "c2", "turns": [{"speaker": "agent", "text": "')
        for _ in range(50):
            out.write(b"a" * 1_000_000)
        out.write(b'"}]}\n' + line("c3").encode())
    tracemalloc.start()
    first, fault, third = load_all([path])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert ids([first, third]) == ["c1", "c3"]
    assert str(fault) == f"{path}:2: a line longer than 16 MB, the most that is read"
    assert peak < 60_000_000


@pytest.mark.parametrize("name", ["big.txt", "big.csv", "big.json", "big.vtt"])
def test_one_endless_line_is_a_clear_sentence_in_every_format(name, tmp_path):
    path = tmp_path / name
    path.write_bytes(b"a" * 50_000_000)

    assert "longer than 16 MB, the most that is read" in fault_of(path)


def test_a_transcript_too_long_to_be_one_is_refused(tmp_path):
    path = tmp_path / "big.txt"
    path.write_bytes(b"Agent: hello there\n" * 1_000_000)

    assert fault_of(path) == "longer than 16 MB, the most that is read of such a file"


def test_a_conversation_of_ten_thousand_turns_is_read(tmp_path):
    turns = TWO_TURNS * 5_000
    native = write(tmp_path, "a.jsonl", line("c1", turns))
    text = write(tmp_path, "b.txt", "Customer: Hi\nAgent: Hello\n" * 5_000)
    table = write(tmp_path, "c.csv", "id,role,text\n" + "1,customer,Hi\n1,agent,Hello\n" * 5_000)
    cues = [
        f"{at // 3600:02}:{at // 60 % 60:02}:{at % 60:02}.000 --> "
        f"{at // 3600:02}:{at // 60 % 60:02}:{at % 60:02}.500\n<v {('Agent', 'Customer')[at // 2 % 2]}>Hi"
        for at in range(0, 20_000, 2)
    ]
    captions = write(tmp_path, "d.vtt", "WEBVTT\n\n" + "\n\n".join(cues))

    for path in (native, text, table, captions):
        (loaded,) = load(path)
        assert len(loaded.conversation.turns) == 10_000


def test_one_broken_file_among_a_hundred_costs_only_itself(tmp_path):
    for number in range(100):
        write(tmp_path, f"call{number:03}.txt", "Agent: Hello.\nCustomer: Hi.\n")
    write(tmp_path, "call050.txt", b"\0\1\2\3\4\5\6\7" * 100)
    loaded = list(load_all([tmp_path]))
    faults = [one for one in loaded if isinstance(one, InputError)]

    assert [str(fault) for fault in faults] == [f"{tmp_path}/call050.txt: a binary file, not text"]
    assert len(loaded) == 100
    assert ids(one for one in loaded if isinstance(one, Loaded)) == [
        f"call{number:03}" for number in range(100) if number != 50
    ]


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


HOSTILE = {
    "a.jsonl": line("c1", channel="chat", started_at="2026-03-12T14:00:00Z"),
    "a.txt": "[00:01] Jane (Agent): Hello.\n[00:02] Sam: Hi.\n12/03/2026, 14:02 - Tom: 4\n",
    "b.txt": "( 12s ) Visitor: Hi<br>( 1m 4s ) Jane: Yes &amp; no<br>",
    "a.csv": 'id,role,text,time,end\n1,customer,"Hi, you",2026-03-12 14:00,\n1,agent,Yes,12,1e9\n',
    "t.csv": "tweet_id,author_id,inbound,text,in_response_to_tweet_id\n2,b,False,Yes,1\n1,a,True,Hi,\n",
    "a.vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Agent>Hi &lt;\n\n00:02.000 --> 00:03.000\n<v Sam>Hi",
    "a.srt": "1\n00:00:01,000 --> 00:00:02,000\n- Agent: Hi\n\n2\n00:00:02,000 --> 00:00:03,000\n[Sam] Yo",
    "a.json": json.dumps([{"role": "user", "content": [{"type": "text", "text": "Hi"}]}]),
    "r.jsonl": '{"id": "u1", "speaker": "agent", "text": "Hi", "timestamp": 1, "reply_to": null}\n'
    * 2,
}


@st.composite
def damaged(draw):
    """A good file with pieces cut, doubled, moved or replaced by anything."""
    name = draw(st.sampled_from(sorted(HOSTILE)))
    content = HOSTILE[name].encode()
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(content)))
        end = draw(st.integers(start, min(len(content), start + 12)))
        piece = draw(
            st.binary(max_size=6)
            | st.sampled_from(
                [b"\0", b'"', b"\n", b":", b"-1", b"9" * 400, b"1e999", b"NaN", b"\xff"]
            )
            | st.sampled_from(
                [b"00:", b"<v ", b"[", b"{", b"null", b"\xe2\x80\xae", b"-->", b"[]", b"\r"]
            )
            | st.just(content[start:end] * 2)
        )
        content = content[:start] + piece + content[end:]
    return name, content


@settings(max_examples=400, deadline=None)
@given(file=damaged())
def test_a_damaged_file_is_read_or_refused_in_one_sentence(file, tmp_path_factory):
    name, content = file
    path = tmp_path_factory.mktemp("damaged") / name
    path.write_bytes(content)

    for agent in (None, "Sam"):
        for loaded in load_all([path], agent=agent):
            if isinstance(loaded, HeardError):
                assert len(str(loaded).splitlines()) == 1
            else:
                assert isinstance(loaded.conversation, Conversation)
                str(loaded.conversation).encode()


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
