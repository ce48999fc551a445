"""One suite over every format: each keeps every word, the order, the speakers and the times."""

import csv
import html
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.conversation import Channel, Conversation, History, Speaker, Turn
from heard.formats import load
from heard.formats.native import dump

WORDS = [
    *("Third", "call!", "about", "it's", "don't", "Note:", "Total:", "30", "10:30", "1", "OK."),
    *("https://shop.example/a?b=c&d", "“quoted”", '"quoted"', "a,b;c|d", "=SUM(A1)", "(2", "m)"),
    *("שלום", "לא", "مرحبا", "你好", "😡", "naïve", "€5", "-", "#4512", "@shop", "\\n", "{}", "5%"),
]
TAGS = ["<b>", "&amp;", "<v", "a>b"]


@dataclass(frozen=True)
class Said:
    speaker: Speaker
    lines: tuple[str, ...]
    at_s: int


def _line(words):
    return st.lists(st.sampled_from(words), min_size=1, max_size=8).map(" ".join)


@st.composite
def conversations(draw, words, most_lines=3):
    """A conversation in which both sides speak, two seconds or more apart."""
    speakers = draw(
        st.lists(st.sampled_from([Speaker.CUSTOMER, Speaker.AGENT]), min_size=2, max_size=9).filter(
            lambda drawn: len(set(drawn)) == 2
        )
    )
    said, at_s = [], 0
    for speaker in speakers:
        lines = draw(st.lists(_line(words), min_size=1, max_size=most_lines))
        said.append(Said(speaker, tuple(lines), at_s))
        at_s += draw(st.integers(2, 4000))
    return tuple(said)


def _stamp(seconds, comma="."):
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{comma}000"


def _name(one):
    return one.speaker.value.title()


def _iso(one):
    return f"2026-03-{1 + one.at_s // 86400:02}T{_stamp(one.at_s % 86400)[:8]}Z"


def native(said, folder):
    turns = tuple(Turn(one.speaker, "\n".join(one.lines), float(one.at_s)) for one in said)
    (folder / "c.jsonl").write_text(dump(Conversation("c", turns)) + "\n", encoding="utf-8")
    return folder / "c.jsonl"


def transcript(said, folder):
    lines = [f"{_name(one)}: " + "\n".join(one.lines) for one in said]
    (folder / "c.txt").write_text("\n".join(lines), encoding="utf-8")
    return folder / "c.txt"


def stamped_transcript(said, folder):
    lines = [f"[{_stamp(one.at_s)[:8]}] {_name(one)}: " + "\n".join(one.lines) for one in said]
    (folder / "c.txt").write_text("\r\n".join(lines), encoding="utf-8", newline="")
    return folder / "c.txt"


def dated_transcript(said, folder):
    lines = []
    for one in said:
        day, clock = 13 + one.at_s // 86400, _stamp(one.at_s % 86400)[:8]
        lines.append(f"{day}/03/2026, {clock} - {_name(one)}: " + "\n".join(one.lines))
    (folder / "c.txt").write_text("\n".join(lines), encoding="utf-8")
    return folder / "c.txt"


def _table(said, path, delimiter, encoding, time=lambda one: f"{one.at_s}"):
    cells = io.StringIO(newline="")
    writer = csv.writer(cells, delimiter=delimiter)
    writer.writerow(["conversation_id", "role", "message", "time"])
    for one in said:
        writer.writerow(["c", one.speaker.value, "\n".join(one.lines), time(one)])
    path.write_bytes(cells.getvalue().encode(encoding))
    return path


def table(said, folder):
    return _table(said, folder / "c.csv", ",", "utf-8-sig", _iso)


def semicolon_table(said, folder):
    return _table(said, folder / "c.csv", ";", "utf-16")


def tab_table(said, folder):
    return _table(said, folder / "c.tsv", "\t", "utf-8")


def table_of_transcripts(said, folder):
    path = folder / "c.csv"
    with path.open("w", encoding="utf-8", newline="") as cells:
        writer = csv.writer(cells)
        writer.writerow(["Case Number", "Transcript"])
        text = "\n".join(
            f"({_stamp(one.at_s)[:8]}) {_name(one)}: " + "\n".join(one.lines) for one in said
        )
        writer.writerow(["c", text])
    return path


def json_rows(said, folder):
    rows = [
        {
            "ticket_id": "c",
            "author": one.speaker.value,
            "body": "\n".join(one.lines),
            "start": one.at_s,
        }
        for one in said
    ]
    path = folder / "c.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def webvtt(said, folder):
    cues = ["WEBVTT", "NOTE made by a test", "STYLE\n::cue { color: white }"]
    for number, one in enumerate(said):
        words = html.escape(" ".join(one.lines), quote=False)
        times = f"{_stamp(one.at_s)} --> {_stamp(one.at_s + 1)} align:start"
        cues.append(f"{number}\n{times}\n<v.loud {_name(one)}>{words}</v>")
    (folder / "c.vtt").write_text("\n\n".join(cues), encoding="utf-8")
    return folder / "c.vtt"


def srt(said, folder):
    cues = []
    for number, one in enumerate(said, 1):
        times = f"{_stamp(one.at_s, ',')} --> {_stamp(one.at_s + 1, ',')}"
        cues.append(f"{number}\n{times}\n{_name(one)}: " + "\n".join(one.lines))
    (folder / "c.srt").write_text("\r\n\r\n".join(cues), encoding="utf-8-sig", newline="")
    return folder / "c.srt"


def chat_messages(said, folder):
    roles = {Speaker.CUSTOMER: "user", Speaker.AGENT: "agent"}
    messages = [{"role": roles[one.speaker], "content": "\n".join(one.lines)} for one in said]
    (folder / "c.json").write_text(json.dumps({"messages": messages}, indent=1), encoding="utf-8")
    return folder / "c.json"


def convokit(said, folder):
    corpus = folder / "corpus"
    corpus.mkdir()
    utterances = [
        {
            "id": f"u{number}",
            "speaker": f"{one.speaker.value}_7",
            "conversation_id": "u0",
            "reply_to": f"u{number - 1}" if number else None,
            "timestamp": 1_770_000_000 + one.at_s,
            "text": "\n".join(one.lines),
            "meta": {},
        }
        for number, one in enumerate(said)
    ]
    lines = "\n".join(json.dumps(one) for one in reversed(utterances))
    (corpus / "utterances.jsonl").write_text(lines, encoding="utf-8")
    (corpus / "speakers.json").write_text('{"customer_7": {}, "agent_7": {}}', encoding="utf-8")
    return corpus


@dataclass(frozen=True)
class Format:
    write: Callable
    words: tuple[str, ...] = (*WORDS, *TAGS)
    timed: bool = True

    def __repr__(self):
        return self.write.__name__


FORMATS = [
    Format(native),
    Format(transcript, timed=False),
    Format(stamped_transcript),
    Format(dated_transcript),
    Format(table),
    Format(semicolon_table),
    Format(tab_table),
    Format(table_of_transcripts),
    Format(json_rows),
    Format(webvtt),
    Format(srt, words=tuple(WORDS)),
    Format(chat_messages, timed=False),
    Format(convokit),
]


@pytest.mark.parametrize("form", FORMATS, ids=repr)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_every_format_keeps_the_words_the_order_the_speakers_and_the_times(form, data):
    said = data.draw(conversations(list(form.words)))
    with TemporaryDirectory() as folder:
        (loaded,) = load(form.write(said, Path(folder)))
    turns = loaded.conversation.turns

    assert [turn.text.split() for turn in turns] == [" ".join(one.lines).split() for one in said]
    assert [turn.speaker for turn in turns] == [one.speaker for one in said]
    if form.timed:
        assert [turn.at_s for turn in turns] == [one.at_s for one in said]
    maybe_speakers = "were read as part of the turn before"  # "Third Total:" twice might be one
    assert [warning for warning in loaded.warnings if maybe_speakers not in warning] == []


SMALL = (
    Said(Speaker.CUSTOMER, ("My parcel is late.",), 0),
    Said(Speaker.AGENT, ("Let me look.",), 9),
)


def _dropped_by(form, folder):
    """The same conversation with something in it that cannot be kept, and what must be said."""
    path = form.write(SMALL, folder)
    match form.write.__name__:
        case "native":
            line = json.loads(path.read_text())
            path.write_text(json.dumps({**line, "mood": "sour"}))
            return path, '"mood"'
        case "transcript" | "stamped_transcript" | "dated_transcript":
            path.write_text("Exported on Monday\n\n" + path.read_text())
            return path, "before the first speaker"
        case "table" | "semicolon_table" | "tab_table" | "table_of_transcripts":
            encoding = "utf-16" if form.write is semicolon_table else "utf-8-sig"
            text = path.read_text(encoding=encoding)
            mark = {"semicolon_table": ";", "tab_table": "\t"}.get(form.write.__name__, ",")
            path.write_text(text.replace("\n", f"{mark}weather\n", 1), encoding=encoding)
            return path, "weather"
        case "json_rows":
            path.write_text(path.read_text().replace('"ticket_id"', '"weather": 1, "ticket_id"'))
            return path, "weather"
        case "webvtt":
            intro = "WEBVTT\n\n00:00.000 --> 00:00.100\nRecorded line"
            path.write_text(path.read_text().replace("WEBVTT", intro, 1))
            return path, "before the first speaker"
        case "srt":
            intro = "1\n00:00:00,000 --> 00:00:00,100\nRecorded line\n\n"
            path.write_text(intro + path.read_text(encoding="utf-8-sig"))
            return path, "before the first speaker"
        case "chat_messages":
            record = json.loads(path.read_text())
            record["messages"].insert(0, {"role": "system", "content": "Be kind."})
            path.write_text(json.dumps(record))
            return path, "1 system message was left out"
        case "convokit":
            lines = path / "utterances.jsonl"
            lines.write_text(lines.read_text().replace('"meta": {}', '"meta": {"likes": 3}'))
            return path, '"likes"'
    raise AssertionError(form)


@pytest.mark.parametrize("form", FORMATS, ids=repr)
def test_every_format_says_what_it_dropped(form, tmp_path):
    path, remark = _dropped_by(form, tmp_path)
    (loaded,) = load(path)

    assert [turn.text for turn in loaded.conversation.turns] == [
        " ".join(one.lines) for one in SMALL
    ]
    assert len(loaded.warnings) == 1
    assert remark in loaded.warnings[0]
    assert loaded.warnings[0].startswith(str(path))


texts = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=40
).filter(str.strip)
names = st.none() | texts
moments = st.datetimes(timezones=st.just(UTC))


@st.composite
def whole_conversations(draw):
    """A conversation as our own format holds it: with a clock time goes its distance in seconds."""
    started_at = draw(st.none() | moments)
    turns = []
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.none() | moments) if started_at else None
        since = None if at is None else round((at - started_at).total_seconds(), 6)
        turns.append(
            Turn(
                draw(st.sampled_from(Speaker)),
                draw(texts),
                since if since is not None else draw(st.none() | st.floats(0, 1e6)),
                draw(st.none() | st.floats(0, 1e6)),
                at,
                draw(names),
                draw(st.booleans()),
            )
        )
    history = History(
        draw(st.integers(0, 9)), draw(st.integers(0, 9)), draw(st.none() | st.dates())
    )
    return Conversation(
        draw(texts),
        tuple(turns),
        draw(st.none() | st.sampled_from(Channel)),
        started_at,
        history,
        draw(texts),
        draw(names),
    )


@settings(max_examples=200, deadline=None)
@given(conversation=whole_conversations())
def test_what_our_own_format_writes_it_reads_back(conversation):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "c.jsonl"
        path.write_text(dump(conversation) + "\n", encoding="utf-8")
        (loaded,) = load(path)

    assert loaded.conversation == conversation
