import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.redact import faults, lines
from heard.redact import KINDS, redact

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
    ],
    ids=lambda text: text[:10].strip() or "blank",
)
def test_a_hostile_text_takes_bounded_time(text):
    begun = time.process_time()
    redact(text, names=["Anna Lee"])

    assert time.process_time() - begun < 3


def test_the_empty_text_and_no_names_are_fine():
    assert redact("", names=["", " ", "-"]).text == ""
    assert redact("Nothing here.", names=[]).found == ()


def test_names_with_signs_in_them_are_taken_as_written():
    assert redact("Ask C.J. (Kim).", names=["C.J. (Kim)"]).text == "Ask <name>."
    assert redact("a+b, [x", names=["[x", "a+", ".*"]).text == "a+b, <name>"
