import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.redact import faults, lines
from heard.redact import KINDS, introduced, redact
from heard.redact.plain import Plain

LINES = lines()


@pytest.mark.parametrize("line", [one for one in LINES if one.number % 2], ids=lambda one: one.text)
def test_every_marked_detail_is_taken_out_and_nothing_else(line):
    missed, wrong, other = faults(line)

    assert (missed, wrong, other) == ([], [], 0), redact(line.text, names=line.names).text


def test_over_the_whole_labelled_set_hardly_anything_is_missed_or_spoiled():
    details = sum(len(line.details) for line in LINES)
    missed = sum(len(faults(line)[0]) for line in LINES)
    spoiled = sum(1 for line in LINES if not line.details and faults(line)[1])
    clean = sum(1 for line in LINES if not line.details)

    assert len(LINES) >= 300
    assert missed / details <= 0.05
    assert spoiled / clean <= 0.03


@pytest.mark.parametrize("line", LINES, ids=lambda one: one.text)
def test_what_was_redacted_once_stays_as_it_is(line):
    once = redact(line.text, names=line.names)

    assert redact(once.text, names=line.names).text == once.text


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("0123456789 +-()./@abcDE<>\n#,é٣"), max_size=120))
def test_found_details_lie_in_order_inside_the_text(text):
    redacted = redact(text)

    at = 0
    rebuilt = ""
    for found in redacted.found:
        assert at <= found.start < found.end <= len(text)
        assert found.kind in KINDS
        rebuilt += text[at : found.start] + f"<{found.kind}>"
        at = found.end
    assert redacted.text == rebuilt + text[at:]


@settings(deadline=None)
@given(st.text(max_size=80), st.text(max_size=12), st.lists(st.text(max_size=8), max_size=2))
def test_any_characters_around_a_detail_stay_as_they_were(text, hidden, names):
    for written in (text, f"{text} 4111 1111{hidden}1111 1111 {text}", hidden.join(text)):
        redacted = redact(written, names=names)

        at = 0
        rebuilt = ""
        for found in redacted.found:
            assert at <= found.start < found.end <= len(written)
            rebuilt += written[at : found.start] + f"<{found.kind}>"
            at = found.end
        assert redacted.text == rebuilt + written[at:]


@given(
    st.lists(
        st.sampled_from(["", "\u200b", "\u00ad", "\u2060", "\ufeff"]), min_size=16, max_size=16
    ),
    st.sampled_from([0x30, 0x660, 0x6F0, 0x966, 0xFF10, 0x1D7CE]),
)
def test_a_card_is_found_in_any_digits_and_with_unseen_signs_between_them(hidden, zero):
    card = "".join(
        chr(zero + int(digit)) + sign
        for digit, sign in zip("4111111111111111", hidden, strict=True)
    )

    assert redact(f"My card is {card.rstrip(hidden[-1])} é.").text == "My card is <card> é."


@given(st.text())
def test_what_is_read_plainly_stands_for_parts_of_what_was_written(text):
    plain = Plain.of(text)
    spans = plain.written([(at, at + 1) for at in range(len(plain.text))])

    assert len(spans) == len(plain.text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)


def test_an_unseen_sign_may_part_a_word_from_a_card():
    assert redact("card\u200b4111 1111 1111 1111").text == "card\u200b<card>"


@pytest.mark.parametrize(
    "text",
    [
        "1" * 100_000,
        "1 " * 50_000,
        "a." * 50_000 + "@",
        "a@" * 50_000,
        "12 Oak " * 20_000,
        "DE89" * 25_000,
        "one " * 25_000,
        "Anna Lee " * 11_000,
        "call 555-0142 " * 7_000,
        "ssn " * 25_000,
        "\n" * 100_000,
        "a dot b at " * 9_000,
        "1111\n" * 20_000,
        "e" + "\u0301\u0316" * 50_000,
        "\u200b1" * 50_000,
        "\ufdfa" * 20_000,
        "account number is " * 6_000 + "1",
        "my name is kim lee " * 6_000,
        "this is A" + "a" * 100_000 + " here",
        "hi this is A" + "a" * 100_000 + "! calling here",
        "my name is A" + "a" * 100_000,
        "Hi A" + "a" * 100_000 + " Aa here x",
        "name: a " * 12_000,
        "AB12 " * 20_000,
        "0 1" * 30_000,
    ],
    ids=lambda text: text[:10].strip() or "blank",
)
def test_a_hostile_text_takes_bounded_time(text):
    begun = time.process_time()
    redact(text, names=["Anna Lee"])

    assert time.process_time() - begun < 3


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The van with my bed hit the bin.", "Kees van Dam"),
        ("The bin is full, and so is the den.", "Omar bin Said"),
        ("The van is here.", "KEES VAN DAM"),
        ("I want to see it.", "Ana To"),
    ],
)
def test_what_joins_a_name_and_words_that_are_short_names_stay(text, name):
    assert redact(text, names=[name]).text == text


def test_a_name_with_a_word_that_joins_it_goes_as_a_whole_and_in_its_parts():
    text = "Kees van Dam here. Mr Dam, or Kees, or Mr Van Dam."

    assert redact(text, names=["Kees van Dam"]).text == (
        "<name> here. Mr <name>, or <name>, or Mr <name>."
    )


def test_the_empty_text_and_no_names_are_fine():
    assert redact("", names=["", " ", "-"]).text == ""
    assert redact("Nothing here.", names=[]).found == ()


def test_names_with_signs_in_them_are_taken_as_written():
    assert redact("Ask C.J. (Kim).", names=["C.J. (Kim)"]).text == "Ask <name>."
    assert redact("a+b, [x", names=["[x", "a+", ".*"]).text == "a+b, <name>"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Hi, this is Maria Lopez.", "Hi, this is <name>."),
        ("this is Maria Lopez, and I want my money", "this is <name>, and I want my money"),
        ("I'm Maria Lopez and I am angry.", "I'm <name> and I am angry."),
        ("Hello, it's Maria!", "Hello, it's <name>!"),
        ("Maria Lopez here. Still no parcel.", "<name> here. Still no parcel."),
        ("Good morning, Dev here.", "Good morning, <name> here."),
        ("This is Ridiculous.", "This is Ridiculous."),
        ("Same here.", "Same here."),
        ("Hi, this is Customer Service.", "Hi, this is Customer Service."),
        ("This is Tesco Bank.", "This is Tesco Bank."),
        ("I'm Really Angry.", "I'm Really Angry."),
        ("I see. This is Maria Lopez's order.", "I see. This is Maria Lopez's order."),
    ],
)
def test_people_introduce_themselves(said, kept):
    assert redact(said).text == kept


def test_a_name_that_somebody_was_spoken_to_by_is_not_their_own():
    assert introduced("I was speaking to Tom. My name is Ana Ruiz.") == ("Ana Ruiz",)
    assert introduced("Nobody told me anything.") == ()
