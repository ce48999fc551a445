"""Tables: one row a turn, one row a conversation, and what spreadsheets do to both."""

from textwrap import dedent

import pytest

from heard.conversation import Channel
from heard.errors import InputError
from heard.formats import load, load_all


def write(folder, text, *, name="day.csv", encoding="utf-8"):
    path = folder / name
    path.write_bytes(dedent(text).lstrip("\n").encode(encoding))
    return path


def read(folder, text, *, agent=None, **file):
    return list(load(write(folder, text, **file), agent=agent))


def spoken(loaded):
    return [(turn.speaker.value, turn.text) for turn in loaded.conversation.turns]


def test_rows_of_several_conversations_may_be_mixed(tmp_path):
    first, second = read(
        tmp_path,
        """
        ticket_id,author,body
        81,customer,Where is it?
        82,customer,Wrong size.
        81,agent,On the van.
        82,agent,Sorry.
        """,
    )

    assert (first.conversation.id, second.conversation.id) == ("81", "82")
    assert spoken(first) == [("customer", "Where is it?"), ("agent", "On the van.")]
    assert spoken(second) == [("customer", "Wrong size."), ("agent", "Sorry.")]
    assert first.warnings == second.warnings == ()


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8-sig", ","), ("utf-16", ";"), ("utf-16-le", "\t"), ("cp1252", ";"), ("utf-8", "|")],
)
def test_what_spreadsheets_save_is_read(encoding, mark, tmp_path):
    text = "id|speaker|text\n1|customer|“Naïve”, he said\n1|agent|Café\n".replace("|", mark)
    if mark == ",":
        text = text.replace("“Naïve”, he said", '"“Naïve”, he said"')
    (loaded,) = read(tmp_path, text, encoding=encoding)

    assert spoken(loaded) == [("customer", "“Naïve”, he said"), ("agent", "Café")]


def test_a_file_that_is_not_utf_8_is_read_as_windows_1252_with_a_warning(tmp_path):
    (loaded,) = read(tmp_path, "id;speaker;text\n1;customer;Café\n1;agent;Oui\n", encoding="cp1252")

    assert loaded.conversation.turns[0].text == "Café"
    assert "day.csv:2: not UTF-8; read as Windows-1252" in loaded.warnings[0]


def test_cells_may_hold_lines_marks_and_doubled_quotes(tmp_path):
    (loaded,) = read(
        tmp_path,
        'id,speaker,text\r\n1,customer,"first, line\r\nsecond ""line"""\r\n1,agent,ok\r\n',
    )

    assert loaded.conversation.turns[0].text == 'first, line\nsecond "line"'


def test_a_line_that_tells_the_separator_is_no_header(tmp_path):
    (loaded,) = read(tmp_path, "sep=;\nid;speaker;text\n1;customer;Hi\n1;agent;Hello\n")

    assert spoken(loaded) == [("customer", "Hi"), ("agent", "Hello")]


def test_ids_stay_as_they_are_written(tmp_path):
    table = "id,speaker,text\n{0},customer,Hi\n{0},agent,Hello\n"
    for given in ("0001", "1234567890123456789", "1e5", "12.50"):
        (loaded,) = read(tmp_path, table.format(given))
        assert loaded.conversation.id == given


def test_an_id_that_a_spreadsheet_rounded_is_mentioned(tmp_path):
    (loaded,) = read(
        tmp_path, "case_id,speaker,text\n1.00345E+12,customer,Hi\n1.00345E+12,agent,Hello\n"
    )

    assert loaded.conversation.id == "1.00345E+12"
    assert 'the id "1.00345E+12" was rounded by a spreadsheet' in loaded.warnings[0]


def test_agent_team_and_channel_have_columns(tmp_path):
    (loaded,) = read(
        tmp_path,
        """
        Conversation ID,Speaker,Text,Channel,Agent Name,Team
        7,customer,Hi,voice,Jane,Billing
        7,agent,Hello,voice,Jane,Billing
        """,
    )
    conversation = loaded.conversation

    assert (conversation.channel, conversation.agent, conversation.team) == (
        Channel.PHONE,
        "Jane",
        "Billing",
    )


@pytest.mark.parametrize(
    ("column", "shown", "hidden"),
    [
        ("internal", "false", "true"),
        ("Private", "0", "1"),
        ("public", "TRUE", "FALSE"),
        ("IsPublished", "1", "0"),
        ("visibility", "all", "agents"),
    ],
)
def test_notes_to_colleagues_are_internal(column, shown, hidden, tmp_path):
    (loaded,) = read(
        tmp_path,
        f"""
        ticket_id,role,text,{column}
        7,customer,Hi,{shown}
        7,agent,He is cross,{hidden}
        7,agent,Hello,{shown}
        """,
    )

    assert [turn.internal for turn in loaded.conversation.turns] == [False, True, False]
    assert loaded.warnings == ()


def test_an_unclear_mark_of_privacy_is_mentioned(tmp_path):
    (loaded,) = read(tmp_path, "id,role,text,private\n7,customer,Hi,maybe\n7,agent,Hello,no\n")

    assert '"maybe" does not say whether a turn is internal' in loaded.warnings[0]


def test_role_and_name_may_stand_in_two_columns(tmp_path):
    (loaded,) = read(tmp_path, "id,role,speaker,text\n7,end-user,Sam,Hi\n7,agent,Jane,Hello\n")

    assert [turn.name for turn in loaded.conversation.turns] == ["Sam", "Jane"]
    assert spoken(loaded)[0] == ("customer", "Hi")


def test_names_without_roles_ask_for_the_agent(tmp_path):
    table = "id,speaker,text\n7,Sam,Hi\n7,Jane,Hello\n"

    with pytest.raises(InputError, match="--agent NAME"):
        read(tmp_path, table)
    (loaded,) = read(tmp_path, table, agent="Jane")
    assert spoken(loaded) == [("customer", "Hi"), ("agent", "Hello")]


def test_the_sides_of_a_recording_may_stand_in_the_channel_column(tmp_path):
    (loaded,) = read(tmp_path, "call_id,channel,text\n7,0,Hi\n7,1,Hello\n", agent="1")

    assert spoken(loaded) == [("customer", "Hi"), ("agent", "Hello")]


def test_direction_tells_who_speaks(tmp_path):
    (loaded,) = read(tmp_path, "ticket,direction,body\n7,inbound,Hi\n7,outbound,Hello\n")

    assert spoken(loaded) == [("customer", "Hi"), ("agent", "Hello")]


def test_a_twitter_support_set_is_threaded_by_its_replies(tmp_path):
    first, second = read(
        tmp_path,
        """
        tweet_id,author_id,inbound,created_at,text,response_tweet_id,in_response_to_tweet_id
        3,115,True,Tue Oct 31 22:12:47 +0000 2017,@Shop still broken,,2
        9,117,True,Tue Oct 31 23:00:00 +0000 2017,@Shop hello?,,
        2,ShopCares,False,Tue Oct 31 22:11:47 +0000 2017,@115 Sorry!,3,1
        1,115,True,Tue Oct 31 22:10:47 +0000 2017,@Shop it broke,2,
        """,
    )

    assert first.conversation.id == "1"
    assert first.conversation.channel is Channel.SOCIAL
    assert spoken(first) == [
        ("customer", "@Shop it broke"),
        ("agent", "@115 Sorry!"),
        ("customer", "@Shop still broken"),
    ]
    assert [turn.at_s for turn in first.conversation.turns] == [0, 60, 120]
    assert first.conversation.turns[1].name == "ShopCares"
    assert spoken(second) == [("customer", "@Shop hello?")]


def test_rows_out_of_order_are_put_in_the_order_of_time_with_a_warning(tmp_path):
    (loaded,) = read(
        tmp_path,
        """
        chat_id,sender,message,sent_at
        7,agent,Bye,2026-03-02T10:02:00Z
        7,agent,Hello,2026-03-02T10:01:00Z
        7,customer,Hi,2026-03-02T10:01:00Z
        """,
    )

    assert [text for _, text in spoken(loaded)] == ["Hi", "Hello", "Bye"]
    assert "rows were put in the order of their times" in loaded.warnings[0]


def test_the_number_of_the_turn_decides_the_order(tmp_path):
    (loaded,) = read(
        tmp_path, "id,turn,speaker,text\n7,10,agent,last\n7,2,agent,second\n7,1,customer,first\n"
    )

    assert [text for _, text in spoken(loaded)] == ["first", "second", "last"]


@pytest.mark.parametrize(
    ("column", "cells", "times"),
    [
        ("start_ms", ("1500", "64000"), [1.5, 64]),
        ("start", ("1.5", "64"), [1.5, 64]),
        ("offset", ("00:00:01.5", "00:01:04"), [1.5, 64]),
        ("timestamp", ("1770000000", "1770000062"), [0, 62]),
        ("timestamp", ("1770000000000", "1770000062500"), [0, 62.5]),
        ("created_at", ("46083.5", "46083.75"), [0, 21600]),
        ("time", ("2:04 PM", "2:05 PM"), [0, 60]),
        ("date", ("02/03/2026 14:02", "13/03/2026 14:02"), [0, 11 * 86400]),
        ("date", ("March 2, 2026 2:04 PM", "March 2, 2026 2:06 PM"), [0, 120]),
    ],
)
def test_times_are_read_in_every_unit(column, cells, times, tmp_path):
    (loaded,) = read(
        tmp_path, f"id;speaker;text;{column}\n7;customer;Hi;{cells[0]}\n7;agent;Hey;{cells[1]}\n"
    )

    assert [turn.at_s for turn in loaded.conversation.turns] == times
    assert loaded.warnings == ()


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("12", "15"),
        ("00:00:12", "00:00:15"),
        ("2026-03-02T10:00:12Z", "2026-03-02T10:00:15Z"),
        ("1770000012", "1770000015"),
    ],
)
def test_a_turn_ends_when_its_row_says_so(start, end, tmp_path):
    (loaded,) = read(
        tmp_path,
        f"id,speaker,text,start_time,end_time\n7,customer,Hi,{start},{end}\n7,agent,Hey,,\n",
    )
    turn = loaded.conversation.turns[0]

    assert turn.end_s - turn.at_s == 3


def test_a_time_that_cannot_be_read_is_mentioned(tmp_path):
    (loaded,) = read(tmp_path, "id,speaker,text,time\n7,customer,Hi,soon\n7,agent,Hello,later\n")

    assert 'the time "soon" could not be read' in loaded.warnings[0]


def test_a_conversation_may_stand_in_one_cell(tmp_path):
    first, second = read(
        tmp_path,
        """
        Case Number,Agent,Transcript
        81,Jane,"Agent: Hello.
        Customer: Hi.
        It broke."
        82,Tom,"[{""speaker"": ""customer"", ""text"": ""Hi""}, {""speaker"": ""agent"", ""text"": ""Yes?""}]"
        """,
    )

    assert spoken(first) == [("agent", "Hello."), ("customer", "Hi.\nIt broke.")]
    assert spoken(second) == [("customer", "Hi"), ("agent", "Yes?")]
    assert (first.conversation.id, first.conversation.agent) == ("81", "Jane")
    assert (second.conversation.id, second.conversation.agent) == ("82", "Tom")


def test_a_transcript_that_a_spreadsheet_cut_off_is_mentioned(tmp_path):
    cell = "Agent: Hello.\nCustomer: hm"
    cell += "m" * (32_767 - len(cell))
    (loaded,) = read(tmp_path, f'id,transcript\n7,"{cell}"\n')

    assert "cut off at 32,767 characters" in loaded.warnings[0]


def test_a_broken_conversation_does_not_cost_the_others(tmp_path):
    path = write(
        tmp_path, "id,speaker,text\n1,customer,Hi\n2,,No name\n3,customer,Hey\n3,agent,Hello\n"
    )
    first, fault, third = load_all([path])

    assert first.conversation.id == "1"
    assert str(fault) == f"{path}:3: a row without a speaker"
    assert third.conversation.id == "3"


def test_words_in_the_column_of_speakers_are_noticed(tmp_path):
    with pytest.raises(InputError, match='is "from" the column that says who speaks'):
        read(tmp_path, f"id,from,text\n1,{'I was told Friday. ' * 20},customer\n1,a,b\n")


def test_a_table_without_words_says_which_column_it_needs(tmp_path):
    with pytest.raises(InputError) as fault:
        read(tmp_path, "id,speaker,colour\n1,customer,blue\n")

    assert fault.value.problem == (
        "no column holds the words: one of the columns must be called text, message or body "
        "(there are id, speaker, colour)"
    )


def test_a_table_without_speakers_says_which_column_it_needs(tmp_path):
    with pytest.raises(InputError, match="no column says who speaks"):
        read(tmp_path, "id,text\n1,blue\n1,red\n")


def test_a_quote_that_never_closes_is_a_fault(tmp_path):
    with pytest.raises(InputError, match="a quote was opened in a cell and never closed"):
        read(tmp_path, 'id,speaker,text\n1,customer,"Hi\n1,agent,Hello\n')


def test_a_quote_in_tab_separated_text_is_only_a_quote(tmp_path):
    (loaded,) = read(
        tmp_path, 'id\tspeaker\ttext\n1\tcustomer\t"Hi\n1\tagent\tHello\n', name="day.tsv"
    )

    assert spoken(loaded) == [("customer", '"Hi'), ("agent", "Hello")]


def test_unquoted_marks_in_the_last_text_are_put_back(tmp_path):
    (loaded,) = read(tmp_path, "id,speaker,text\n1,customer,Hi, again, you\n1,agent,Hello\n")

    assert spoken(loaded)[0] == ("customer", "Hi, again, you")
    assert "put together again" in loaded.warnings[0]


def test_an_empty_id_goes_with_the_row_above(tmp_path):
    (loaded,) = read(tmp_path, "id,speaker,text\n1,customer,Hi\n,agent,Hello\n")

    assert len(loaded.conversation.turns) == 2
    assert "a row without an id" in loaded.warnings[0]


def test_rows_with_an_id_each_are_one_conversation(tmp_path):
    (loaded,) = read(tmp_path, "id,speaker,text\n1,customer,Hi\n2,agent,Hello\n3,customer,So?\n")

    assert loaded.conversation.id == "day"
    assert len(loaded.conversation.turns) == 3
    assert "every row has its own id" in loaded.warnings[0]


def test_comments_on_cases_keep_unpublished_ones_internal(tmp_path):
    (loaded,) = read(
        tmp_path,
        """
        Id,ParentId,CommentBody,IsPublished,CreatedById,CreatedDate
        a1,500,My sofa is late,1,Customer,2026-03-02T10:00:00Z
        a2,500,Depot says Friday,0,Agent,2026-03-02T10:05:00Z
        """,
    )

    assert loaded.conversation.id == "500"
    assert [turn.internal for turn in loaded.conversation.turns] == [False, True]


ROWS = "1,customer,It broke.\n1,agent,Which one?\n"
TURNS = [("customer", "It broke."), ("agent", "Which one?")]


@pytest.mark.parametrize(
    ("above", "count"),
    [("Export of March\n", 1), ("Export,,\n\n", 2), ("Export\nby Jane\n2026-03-01\n\n", 4)],
)
@pytest.mark.parametrize("name", ["day.csv", "day.txt"])
def test_lines_above_the_header_are_left_out_with_a_warning(above, count, name, tmp_path):
    (loaded,) = read(tmp_path, f"{above}id,role,message\n{ROWS}", name=name)

    assert spoken(loaded) == TURNS
    assert loaded.warnings[0].endswith(f":1: lines above the header that were left out: {count}")


def test_a_conversation_that_mentions_a_header_is_still_a_transcript(tmp_path):
    path = tmp_path / "call.txt"
    path.write_text("Agent: Send me the file.\nCustomer: Here:\nid,role,message\n", "utf-8")

    (loaded,) = load(path)

    assert spoken(loaded)[1] == ("customer", "Here:\nid,role,message")


@pytest.mark.parametrize(
    "words", ["Comment Body", "Utterance Text", "MessageContent", "reply_text", "Plain Text Body"]
)
def test_the_words_may_be_called_by_two_of_their_names(words, tmp_path):
    (loaded,) = read(tmp_path, f"Conversation ID,Speaker,{words}\n{ROWS}")

    assert spoken(loaded) == TURNS


def test_a_column_for_each_side_is_read_row_by_row(tmp_path):
    first, second = read(
        tmp_path,
        """
        Chat ID,Visitor Message,Agent Reply,Team
        1,It broke.,Which one?,North
        1,The big one.,
        2,Where is it?,On the van.,South
        """,
    )

    assert spoken(first) == [*TURNS, ("customer", "The big one.")]
    assert spoken(second) == [("customer", "Where is it?"), ("agent", "On the van.")]
    assert [one.conversation.team for one in (first, second)] == ["North", "South"]
    assert any("what each side said" in warning for warning in first.warnings)


def test_two_columns_of_one_side_are_not_taken_for_both(tmp_path):
    with pytest.raises(InputError, match="no column holds the words"):
        read(tmp_path, "Chat ID,Agent Reply,Bot Message\n1,Which one?,Hello.\n")
