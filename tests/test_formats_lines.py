"""Which lines of a transcript open a turn, and which belong to the one before."""

import pytest
from test_formats_text import read, spoken


def test_notes_totals_addresses_and_times_are_no_speakers(tmp_path):
    letter = """
        Agent: Here is what I see.
        Note: the order was split.
        Note: one half is late.
        Total: 30
        Total: 31
        https://shop.example/a
        10:30 is when the van left.
        Model: X1
        Customer: And the rest?
        """
    loaded = read(letter, tmp_path)

    assert [speaker for speaker, _ in spoken(loaded)] == ["agent", "customer"]
    assert loaded.conversation.turns[0].text.count("\n") == 7


def test_the_form_above_a_transcript_holds_no_speakers(tmp_path):
    form = """
        Customer ID: 4512
        Customer Name: Sam
        Agent Name: Jane
        Call Time: 10:30

        Virtual Agent: Hello.
        Customer: Hi.
        Agent Jane: Yes?
        """
    loaded = read(form, tmp_path)

    assert spoken(loaded) == [("bot", "Hello."), ("customer", "Hi."), ("agent", "Yes?")]
    assert loaded.conversation.turns[2].name == "Jane"
    assert "left out: 4" in loaded.warnings[0]


def test_lines_that_could_be_a_third_speaker_are_mentioned(tmp_path):
    call = """
        Agent: Hello.
        Customer: I want Mark.
        Mark: Hi both.
        Mark: I can help.
        """
    loaded = read(call, tmp_path)

    assert len(loaded.conversation.turns) == 2
    assert (
        '2 lines that begin with "Mark:" were read as part of the turn before' in loaded.warnings[0]
    )


@pytest.mark.parametrize(
    "line", ["Customer: He is dead.", "customer: He is dead.", "**Customer:** He is dead."]
)
def test_a_role_without_a_time_opens_a_turn_among_timed_ones(tmp_path, line):
    call = f"""
        [10:01] Agent: May I speak to him?
        {line}
        I said so.
        [10:03] Agent: I am sorry.
        [10:04] Customer: Thanks.
        """
    loaded = read(call, tmp_path)

    assert spoken(loaded)[:2] == [
        ("agent", "May I speak to him?"),
        ("customer", "He is dead.\nI said so."),
    ]
    assert any("turns without a time" in one and "1" in one for one in loaded.warnings)


@pytest.mark.parametrize(
    "line",
    [
        "Contact: 0800 555 010",
        "Customer ID: 47",
        "Support: open until 8",
        "Customers: please note the new hours",
        "The customer: that is you.",
        "> Customer: as you wrote",
    ],
)
def test_a_form_within_a_timed_turn_stays_in_it(tmp_path, line):
    call = f"""
        [10:01] Agent: Here it is.
        {line}
        [10:03] Customer: Thanks.
        """
    loaded = read(call, tmp_path)

    assert spoken(loaded) == [("agent", f"Here it is.\n{line}"), ("customer", "Thanks.")]
    assert not any("without a time" in one for one in loaded.warnings)


def test_names_with_times_keep_a_line_about_the_customer(tmp_path):
    call = """
        [10:01] Jane: Thank you for calling Tarnwell, how can I help?
        Customer: 47
        [10:03] Bob: My meter is blank.
        """
    assert len(read(call, tmp_path).conversation.turns) == 2
