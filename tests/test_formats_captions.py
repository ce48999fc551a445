"""Captions: voices, prefixes, what scrolls and what overlaps."""

from textwrap import dedent

import pytest

from heard.errors import InputError
from heard.formats import load


def read(folder, text, *, agent=None, name="call.vtt"):
    path = folder / name
    path.write_text(dedent(text).lstrip("\n"), encoding="utf-8")
    (loaded,) = load(path, agent=agent)
    return loaded


def shown(loaded):
    return [
        (turn.speaker.value, turn.text, turn.at_s, turn.end_s) for turn in loaded.conversation.turns
    ]


def test_several_voices_in_one_caption_are_several_turns(tmp_path):
    loaded = read(
        tmp_path,
        """
        WEBVTT

        00:01.000 --> 00:04.000
        <v Agent>Hello,</v> <v.loud Customer>It is <i>broken</i> &amp; <00:03.000>late</v>
        """,
    )

    assert shown(loaded) == [
        ("agent", "Hello,", 1, 4),
        ("customer", "It is broken & late", 1, 4),
    ]


def test_one_speakers_captions_without_a_gap_are_one_turn(tmp_path):
    loaded = read(
        tmp_path,
        """
        WEBVTT
        Kind: captions

        NOTE nobody said this

        STYLE
        ::cue { color: white }

        1
        00:00:01.000 --> 00:00:02.000 align:start
        <v Agent>Hello, this is

        2
        00:00:02.500 --> 00:00:04.000
        <v Agent>Tarnwell Energy.

        3
        00:00:05.000 --> 00:00:06.000
        <v Agent>Still there?

        4
        00:00:05.500 --> 00:00:07.000
        <v Customer>Yes!
        """,
    )

    assert shown(loaded) == [
        ("agent", "Hello, this is Tarnwell Energy.", 1, 4),
        ("agent", "Still there?", 5, 6),
        ("customer", "Yes!", 5.5, 7),
    ]
    assert loaded.warnings == ()


def test_people_who_talk_over_each_other_keep_their_times(tmp_path):
    loaded = read(
        tmp_path,
        """
        WEBVTT

        00:01.000 --> 00:06.000
        <v Agent>Our policy is

        00:02.000 --> 00:03.000
        <v Customer>No.

        00:02.500 --> 00:04.000
        <v Agent>that we
        """,
    )

    assert [turn.speaker for turn in loaded.conversation.turns] == ["agent", "customer", "agent"]
    assert [turn.at_s for turn in loaded.conversation.turns] == [1, 2, 2.5]


@pytest.mark.parametrize(
    "payloads",
    [
        ("Agent: Hello.", "Customer: Hi,\nit broke."),
        ("[Agent] Hello.", "[Customer] Hi,\nit broke."),
        ("[Agent]: Hello.", "[Customer]: Hi,\nit broke."),
        ("- Agent: Hello.", "- Customer: Hi,\nit broke."),
        (">> Agent: Hello.", ">> Customer: Hi,\nit broke."),
        ("[[Agent]]Hello.", "[[Customer]]Hi,\nit broke."),
    ],
)
def test_speakers_may_stand_before_the_words(payloads, tmp_path):
    first, second = payloads
    text = (
        f"1\n00:00:01,000 --> 00:00:02,000\n{first}\n\n2\n00:00:03,500 --> 00:00:05,000\n{second}\n"
    )
    loaded = read(tmp_path, text, name="call.srt")

    assert shown(loaded) == [
        ("agent", "Hello.", 1, 2),
        ("customer", "Hi, it broke.", 3.5, 5),
    ]


def test_two_named_speakers_in_one_caption_are_two_turns(tmp_path):
    text = "1\n00:00:01,000 --> 00:00:02,000\n- Agent: Yes?\n- Customer: It broke.\n"
    loaded = read(tmp_path, text, name="call.srt")

    assert shown(loaded) == [("agent", "Yes?", 1, 2), ("customer", "It broke.", 1, 2)]


def test_numbered_speakers_need_to_be_told_apart(tmp_path):
    text = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\n[SPEAKER_00]: It was blue.\n\n"
        "00:04.000 --> 00:05.000\n[SPEAKER_01]: It was red.\n"
    )

    with pytest.raises(InputError, match='"SPEAKER_00" and "SPEAKER_01"'):
        read(tmp_path, text)
    assert [
        turn.speaker for turn in read(tmp_path, text, agent="speaker_01").conversation.turns
    ] == [
        "customer",
        "agent",
    ]


def test_what_scrolls_through_two_captions_is_kept_once(tmp_path):
    loaded = read(
        tmp_path,
        """
        WEBVTT

        00:01.000 --> 00:02.000
        <v Agent>so what I can do

        00:02.000 --> 00:03.000
        <v Agent>so what I can do
        is send a new one

        00:03.000 --> 00:04.000
        <v Agent>is send a new one
        tomorrow morning

        00:05.500 --> 00:06.000
        <v Customer>good
        """,
    )

    assert shown(loaded)[0] == (
        "agent",
        "so what I can do is send a new one tomorrow morning",
        1,
        4,
    )
    assert "rolling captions: words shown before were left out of 2 captions" in loaded.warnings[0]


def test_somebody_who_repeats_themselves_keeps_every_word(tmp_path):
    loaded = read(
        tmp_path,
        """
        WEBVTT

        00:01.000 --> 00:02.000
        <v Customer>No.

        00:02.000 --> 00:03.000
        <v Customer>No.

        00:03.000 --> 00:04.000
        <v Customer>No.

        00:05.500 --> 00:06.000
        <v Agent>Sorry?
        """,
    )

    assert shown(loaded)[0][1] == "No. No. No."


def test_a_caption_without_a_name_goes_on_with_the_speaker_before(tmp_path):
    loaded = read(
        tmp_path,
        """
        WEBVTT

        00:01.000 --> 00:02.000
        <v Agent>Hello,

        00:02.000 --> 00:03.000
        who is this?

        00:04.000 --> 00:05.000
        <v Customer>Me.
        """,
    )

    assert shown(loaded)[0][1] == "Hello, who is this?"
    assert "captions that name no speaker, read as the speaker before: 1" in loaded.warnings[0]


def test_sounds_in_brackets_are_no_speakers(tmp_path):
    loaded = read(
        tmp_path,
        """
        WEBVTT

        00:01.000 --> 00:02.000
        Agent: Hello.

        00:02.000 --> 00:03.000
        Customer: [sighs] Again.
        """,
    )

    assert shown(loaded)[1][:2] == ("customer", "[sighs] Again.")


def test_captions_without_speakers_say_what_they_need(tmp_path):
    with pytest.raises(InputError, match='no caption names its speaker: "<v Name>" or "Name:"'):
        read(tmp_path, "WEBVTT\n\n00:01.000 --> 00:02.000\nHello.\n")


def test_one_name_that_comes_once_is_said_to_be_unsure(tmp_path):
    with pytest.raises(InputError, match='"Jane:" comes once in front of a caption'):
        read(tmp_path, "WEBVTT\n\n00:01.000 --> 00:02.000\nJane: My parcel is late.\n")


def test_captions_are_known_by_their_content(tmp_path):
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Agent>Hello.\n\n00:03.000 --> 00:04.000\n<v Customer>Hi."

    assert len(read(tmp_path, text, name="export.txt").conversation.turns) == 2


def test_damaged_captions_are_a_fault(tmp_path):
    with pytest.raises(InputError):
        read(tmp_path, "WEBVTT\n\n99:99:99.999 --> 00:00:01.000\n<v Agent>Hello.\n")
