"""Plain-text transcripts whose speakers are named without a colon, by a letter or not at all."""

import pytest
from test_formats_text import read, spoken

from heard.errors import InputError

TURNS = [("customer", "It broke - again."), ("agent", "Which one?\nThe big one?")]


@pytest.mark.parametrize(
    "written",
    [
        "CUSTOMER - It broke - again.\nAGENT - Which one?\nThe big one?",
        "Customer\nIt broke - again.\n\nAgent\nWhich one?\nThe big one?",
        "**Customer**\nIt broke - again.\n**Agent**\nWhich one?\nThe big one?",
        "Customer：It broke - again.\nAgent：Which one?\nThe big one?",
        "Customer： It broke - again.\nAgent： Which one?\nThe big one?",
    ],
)
def test_role_words_with_a_dash_a_wide_colon_or_on_a_line_of_their_own(written, tmp_path):
    assert spoken(read(written, tmp_path)) == TURNS


@pytest.mark.parametrize(
    "written", ["Sam - It broke.\nJane - Which?", "Sam\nIt broke.\nJane\nWhich?"]
)
def test_names_with_a_dash_or_on_a_line_of_their_own_are_not_guessed_to_speak(written, tmp_path):
    with pytest.raises(InputError, match="no conversation found"):
        read(written, tmp_path)


def test_a_role_word_alone_on_a_line_is_part_of_a_turn_where_colons_name_the_speakers(tmp_path):
    written = "Customer: Who are you?\nAgent: I am your\nAgent\nof the day.\nCustomer: I see."

    assert len(read(written, tmp_path).conversation.turns) == 3


def test_the_letters_of_live_typing_are_speakers_beside_role_words(tmp_path):
    mixed = read(
        """
        c: Where is it?
        a: Let me look.
        customer: And?
        agent: Stop 12 today.
        c: Fine.
        """,
        tmp_path,
    )

    assert [who for who, _ in spoken(mixed)] == [
        *("customer", "agent", "customer"),
        *("agent", "customer"),
    ]


def test_letters_that_list_options_are_no_speakers(tmp_path):
    loaded = read(
        """
        Customer: Which ones are there?
        Agent: Two of them.
        a: the blue one
        b: the red one
        Customer: Blue.
        """,
        tmp_path,
    )

    assert spoken(loaded)[1] == ("agent", "Two of them.\na: the blue one\nb: the red one")


@pytest.mark.parametrize("label", ["Customer", "c", "[10:02:11] Customer", "Agent"])
def test_one_side_alone_is_a_conversation_where_its_role_is_said(label, tmp_path):
    loaded = read(f"{label}: It never came.\n{label}: Hello?\nAnybody?\n", tmp_path)

    assert [text for _, text in spoken(loaded)] == ["It never came.", "Hello?\nAnybody?"]


@pytest.mark.parametrize(
    "text",
    ["Client: Acme\nDate: 12 May\nTotal: 40\n", "Maria: It never came.\nMaria: Hello?\n"],
)
def test_a_form_and_one_person_without_a_role_are_no_conversation(text, tmp_path):
    with pytest.raises(InputError, match="no conversation found"):
        read(text, tmp_path)


@pytest.mark.parametrize(
    "head", ["<!DOCTYPE html>\n<html>", "\n<html lang='en'>", "<!-- a -->\n<HTML>"]
)
def test_an_html_page_is_refused(head, tmp_path):
    page = f"{head}<style>\nli: a\nthead: b\nli: c\nthead: d\n</style></html>"

    with pytest.raises(InputError, match="an HTML page, not a transcript"):
        read(page, tmp_path, name="page.html")


def test_a_chat_log_saved_as_a_whole_page_is_still_read(tmp_path):
    page = "<html><body>( 12s ) Visitor: Hi<br>( 15s ) Agent: Hello<br></body></html>"

    assert spoken(read(page, tmp_path, name="case.html")) == [
        ("customer", "Hi"),
        ("agent", "Hello"),
    ]


@pytest.mark.parametrize(
    "desk", ["Ortho Support", "Tarnwell Energy Customer Care", "ACME Helpdesk"]
)
def test_a_company_s_desk_is_an_agent_by_its_name(desk, tmp_path):
    found = read(f"Rosa: My brace is late.\n{desk}: It ships today.\n", tmp_path)

    assert [who for who, _ in spoken(found)] == ["customer", "agent"]


@pytest.mark.parametrize(
    "greeting", ["Hi, this is Jane from Copperleaf, how can I help?", "How may I assist today?"]
)
def test_a_greeting_that_leaves_the_you_out_is_one(greeting, tmp_path):
    found = read(f"Jane: {greeting}\nSam: How can I help myself to a refund?\n", tmp_path)

    assert [who for who, _ in spoken(found)] == ["agent", "customer"]
