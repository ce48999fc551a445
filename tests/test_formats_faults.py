"""What cannot be read: one clear sentence each, and nothing is lost beside it."""

import json
import tracemalloc

import pytest
from format_files import TWO_TURNS, fault_of, ids, line, write
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.conversation import Conversation
from heard.errors import HeardError, InputError
from heard.formats import Loaded, load, load_all


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


@pytest.mark.parametrize("mark", ["", "From sam@shop.example Mon Mar  2 10:00:00 2026\n"])
def test_an_email_is_named_as_what_it_is(mark, tmp_path):
    header = mark + "Received: by mail\n for shop\nFrom: sam@shop.example\nSubject: Where is it\n\n"

    told = fault_of(write(tmp_path, "one.eml", header + "I want my money back.\n"))

    assert told.startswith("an e-mail message, which is not read yet: save")


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


def test_a_time_with_its_unit_is_no_fault(tmp_path):
    table = write(tmp_path, "a.csv", "id,speaker,text,time\nc,customer,Hi,1s\nc,agent,Hello,2s\n")

    (loaded,) = load(table)

    assert [turn.at_s for turn in loaded.conversation.turns] == [1.0, 2.0]
