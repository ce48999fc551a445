"""Plain-text transcripts, in every layout that people paste and export."""

from datetime import UTC, datetime
from textwrap import dedent

import pytest

from heard.errors import InputError
from heard.formats import load


def read(text, folder, *, agent=None, name="call.txt"):
    path = folder / name
    path.write_text(dedent(text).lstrip("\n"), encoding="utf-8")
    (loaded,) = load(path, agent=agent)
    return loaded


def spoken(loaded):
    return [(turn.speaker.value, turn.text) for turn in loaded.conversation.turns]


def times(loaded):
    return [turn.at_s for turn in loaded.conversation.turns]


SAID = [
    ("agent", "Tarnwell Energy, how can I help?"),
    ("customer", "My meter is blank.\nIt has been since Monday."),
    ("agent", "Let me look."),
]

LAYOUTS = {
    "names": """
        Agent: Tarnwell Energy, how can I help?
        Customer: My meter is blank.
        It has been since Monday.
        Agent: Let me look.
        """,
    "name on its own line": """
        Agent:
        Tarnwell Energy, how can I help?
        Customer:
        My meter is blank.
        It has been since Monday.
        Agent:
        Let me look.
        """,
    "no space after the colon": """
        AGENT:Tarnwell Energy, how can I help?
        CUSTOMER:My meter is blank.
        It has been since Monday.
        AGENT:Let me look.
        """,
    "captioners' marks": """
        >> AGENT: Tarnwell Energy, how can I help?
        >> CUSTOMER: My meter is blank.
        It has been since Monday.
        >> AGENT: Let me look.
        """,
    "letters": """
        A: Tarnwell Energy, how can I help?
        C: My meter is blank.
        It has been since Monday.
        A: Let me look.
        """,
    "trade words": """
        CSR: Tarnwell Energy, how can I help?
        Cust: My meter is blank.
        It has been since Monday.
        CSR: Let me look.
        """,
    "more trade words": """
        Rep: Tarnwell Energy, how can I help?
        Caller: My meter is blank.
        It has been since Monday.
        Rep: Let me look.
        """,
    "bold": """
        **Agent:** Tarnwell Energy, how can I help?
        **Customer**: My meter is blank.
        It has been since Monday.
        **Agent:** Let me look.
        """,
    "double brackets": """
        [[Agent]]Tarnwell Energy, how can I help?
        [[Customer]]My meter is blank.
        It has been since Monday.
        [[Agent]]Let me look.
        """,
    "brackets": """
        [Agent] Tarnwell Energy, how can I help?
        [Customer] My meter is blank.
        It has been since Monday.
        [Agent] Let me look.
        """,
}

TIMED = {
    "time in brackets after": """
        AGENT (00:00:02): Tarnwell Energy, how can I help?
        CUSTOMER (00:00:09): My meter is blank.
        It has been since Monday.
        AGENT (00:01:23): Let me look.
        """,
    "time in brackets before": """
        [00:00:02] Agent: Tarnwell Energy, how can I help?
        [00:00:09] Customer: My meter is blank.
        It has been since Monday.
        [00:01:23] Agent: Let me look.
        """,
    "bare time before": """
        00:00:02 Agent: Tarnwell Energy, how can I help?
        00:00:09 Customer: My meter is blank.
        It has been since Monday.
        00:01:23 Agent: Let me look.
        """,
    "minutes and seconds": """
        [00:02] Agent: Tarnwell Energy, how can I help?
        [00:09] Customer: My meter is blank.
        It has been since Monday.
        [01:23] Agent: Let me look.
        """,
    "elapsed": """
        ( 2s ) Agent: Tarnwell Energy, how can I help?
        ( 9s ) Customer: My meter is blank.
        It has been since Monday.
        ( 1m 23s ) Agent: Let me look.
        """,
}

CLOCKED = {
    "time of day with halves": """
        (11:59:59 AM) Agent: Tarnwell Energy, how can I help?
        (12:00:06 PM) Customer: My meter is blank.
        It has been since Monday.
        (12:01:20 PM) Agent: Let me look.
        """,
    "time of day past midnight": """
        [23:59:59] Agent: Tarnwell Energy, how can I help?
        [00:00:06] Customer: My meter is blank.
        It has been since Monday.
        [00:01:20] Agent: Let me look.
        """,
    "phone export": """
        13/03/2026, 14:02:11 - Agent: Tarnwell Energy, how can I help?
        13/03/2026, 14:02:18 - Customer: My meter is blank.
        It has been since Monday.
        13/03/2026, 14:03:32 - Agent: Let me look.
        """,
    "phone export with marks of direction": """
        \u200e[13/03/2026, 2:02:11\u202fPM] Agent: Tarnwell Energy, how can I help?
        [13/03/2026, 2:02:18\u202fPM] Customer: My meter is blank.
        It has been since Monday.
        \u200e[13/03/2026, 2:03:32\u202fPM] Agent: Let me look.
        """,
    "iso": """
        2026-03-13 14:02:11 Agent: Tarnwell Energy, how can I help?
        2026-03-13 14:02:18 Customer: My meter is blank.
        It has been since Monday.
        2026-03-13 14:03:32 Agent: Let me look.
        """,
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_transcript_reads_the_same_in_every_layout(layout, tmp_path):
    loaded = read(LAYOUTS[layout], tmp_path)

    assert spoken(loaded) == SAID
    assert times(loaded) == [None, None, None]
    assert loaded.warnings == ()
    assert loaded.conversation.id == "call"


@pytest.mark.parametrize("layout", TIMED)
def test_times_count_from_the_start_of_the_call(layout, tmp_path):
    loaded = read(TIMED[layout], tmp_path)

    assert spoken(loaded) == SAID
    assert times(loaded) == [2, 9, 83]
    assert loaded.warnings == ()


@pytest.mark.parametrize("layout", CLOCKED)
def test_times_of_day_count_from_the_first(layout, tmp_path):
    loaded = read(CLOCKED[layout], tmp_path)

    assert spoken(loaded) == SAID
    assert times(loaded) == [0, 7, 81]
    assert loaded.warnings == ()


def test_a_chat_pasted_with_names_above_the_text(tmp_path):
    pasted = """
        Jane Doe  2:04 PM
        Which order is it?
        Sam Roe  2:06 PM
        4512
        It came broken.
        Jane Doe  2:09 PM
        On its way.
        """
    loaded = read(pasted, tmp_path, agent="Jane Doe")

    assert spoken(loaded) == [
        ("agent", "Which order is it?"),
        ("customer", "4512\nIt came broken."),
        ("agent", "On its way."),
    ]
    assert times(loaded) == [0, 120, 300]
    assert [turn.name for turn in loaded.conversation.turns] == ["Jane Doe", "Sam Roe", "Jane Doe"]
    assert loaded.conversation.agent == "Jane Doe"


def test_a_phone_export_keeps_its_own_notices_as_system_lines(tmp_path):
    export = """
        13/03/2026, 14:01 - Messages are end-to-end encrypted.
        13/03/2026, 14:02 - +44 7700 900123: Where is my sofa?
        13/03/2026, 14:05 - ~ Priya: Let me ask the depot.
        """
    loaded = read(export, tmp_path, agent="~ Priya")

    assert [turn.speaker for turn in loaded.conversation.turns] == ["system", "customer", "agent"]
    assert loaded.conversation.turns[1].name == "+44 7700 900123"
    assert loaded.conversation.started_at == datetime.fromisoformat("2026-03-13T14:01")


def test_a_date_that_could_be_read_two_ways_is_read_with_a_warning(tmp_path):
    loaded = read("03/04/2026, 14:02 - Agent: Hello.\n03/04/2026, 14:03 - Customer: Hi.", tmp_path)

    assert loaded.conversation.turns[0].at.month == 4
    assert loaded.warnings[0].endswith(
        'dates such as "03/04/2026 14:02" were read with the day first'
    )


def test_the_order_of_time_settles_which_number_is_the_month(tmp_path):
    loaded = read("03/31/2026, 23:58 - Agent: Hello.\n04/01/2026, 00:02 - Customer: Hi.", tmp_path)

    assert [turn.at.month for turn in loaded.conversation.turns] == [3, 4]
    assert times(loaded) == [0, 240]
    assert loaded.warnings == ()


def test_only_what_is_marked_internal_is_internal(tmp_path):
    call = """
        Agent: Hello.
        Customer: Hi.
        Agent (internal): He sounds cross.
        Internal note: call the depot
        Note: this one is just a word.
        Agent: Sorry to keep you.
        """
    turns = read(call, tmp_path).conversation.turns

    assert [turn.internal for turn in turns] == [False, False, True, True, False]
    assert turns[2].speaker == turns[3].speaker == "agent"
    assert turns[3].text.endswith("Note: this one is just a word.")
    assert not turns[3].to_customer


def test_whoever_writes_internal_notes_is_the_agent(tmp_path):
    call = """
        Jane: Hello.
        Sam: Hi.
        Jane (internal note): He sounds cross.
        Sam: Are you there?
        """
    loaded = read(call, tmp_path)

    assert [speaker for speaker, _ in spoken(loaded)] == ["agent", "customer", "agent", "customer"]
    assert [turn.name for turn in loaded.conversation.turns] == ["Jane", "Sam", "Jane", "Sam"]


def test_names_alone_are_not_enough_to_tell_who_is_the_agent(tmp_path):
    with pytest.raises(InputError) as fault:
        read("Jane: It was blue.\nSam: It was red.\nJane: Blue.", tmp_path)

    assert fault.value.problem == (
        'it is not clear who speaks for the company: the speakers are "Jane" and "Sam". '
        "Name the agent with --agent NAME."
    )


def test_the_agent_can_be_named(tmp_path):
    loaded = read("Jane: It was blue.\nSam: It was red.\nJane: Blue.", tmp_path, agent="sam")

    assert [speaker for speaker, _ in spoken(loaded)] == ["customer", "agent", "customer"]
    assert loaded.warnings == ()


def test_a_misspelled_agent_is_asked_about(tmp_path):
    with pytest.raises(
        InputError, match=r'no speaker is called "Jaen": .*\. Did you mean "Jane"\?'
    ):
        read("Jane: It was blue.\nSam: It was red.\nJane: Blue.", tmp_path, agent="Jaen")


def test_a_company_greeting_decides_with_a_warning(tmp_path):
    loaded = read("Jane: Thank you for calling Tarnwell.\nSam: Hello.\nJane: Yes?", tmp_path)

    assert [speaker for speaker, _ in spoken(loaded)] == ["agent", "customer", "agent"]
    assert '"Jane" was read as the agent for saying "Thank you for calling"' in loaded.warnings[0]


def test_a_greeting_from_both_decides_nothing(tmp_path):
    with pytest.raises(InputError, match="not clear"):
        read("Jane: How can I help you?\nSam: How can I help you?\nJane: What?", tmp_path)


def test_the_one_speaker_without_a_role_is_the_missing_side(tmp_path):
    loaded = read("Support: Hello.\nDafydd: It went blank.\nSupport: Oh.\nDafydd: Yes.", tmp_path)

    assert spoken(loaded)[1] == ("customer", "It went blank.")
    assert '"Dafydd" was read as the customer: nobody else is' in loaded.warnings[0]


def test_one_speaker_spelled_two_ways_is_one_speaker(tmp_path):
    call = "[00:01] JANE: Hello.\n[00:02] Sam: Hi.\n[00:03] Jane: Yes?"
    loaded = read(call, tmp_path, agent="Jane")

    assert [speaker for speaker, _ in spoken(loaded)] == ["agent", "customer", "agent"]


def test_a_chat_kept_as_one_piece_of_html(tmp_path):
    body = (
        '<p align="center">Chat Started: Monday, March 02, 2026, 14:02:03 (+0000)</p>'
        '<p align="center">Agent Jane</p>'
        "( 12s ) Visitor: Where&#39;s my parcel?<br>( 1m 4s ) Jane: Let me look &amp; see<br>"
    )
    loaded = read(body, tmp_path, name="case.html")
    conversation = loaded.conversation

    assert spoken(loaded) == [
        ("customer", "Where's my parcel?"),
        ("agent", "Let me look & see"),
    ]
    assert times(loaded) == [12, 64]
    assert conversation.started_at == datetime(2026, 3, 2, 14, 2, 3, tzinfo=UTC)
    assert conversation.turns[0].at == datetime(2026, 3, 2, 14, 2, 15, tzinfo=UTC)


def test_a_transcript_from_right_to_left(tmp_path):
    loaded = read(
        "נציג: שלום, איך אפשר לעזור?\nלקוח: המונה ריק.\nנציג: בודק.", tmp_path, agent="נציג"
    )

    assert spoken(loaded)[1] == ("customer", "המונה ריק.")


def test_a_turn_without_words_is_left_out_with_a_warning(tmp_path):
    loaded = read("Agent: Hello.\nCustomer:\nAgent: Are you there?\nCustomer: Yes.", tmp_path)

    assert len(loaded.conversation.turns) == 3
    assert loaded.warnings[0].endswith("turns without words that were left out: 2")


def test_a_text_without_speakers_is_no_conversation(tmp_path):
    with pytest.raises(InputError, match="no conversation found"):
        read("Dear all,\n\nthe meeting is at 10:30.\n", tmp_path)
