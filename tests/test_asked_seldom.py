"""What costs much is asked once, and only where something can come of it."""

import re
import time
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard.coach import Coach, check
from heard.coach.draft.find.part import _is_marked, is_part
from heard.conversation import Conversation, Speaker, Turn
from heard.details import Details, name_of, to_say_back
from heard.details.asking import QUESTION
from heard.details.own_words import best_said, in_quotes
from heard.handover.danger import latest_danger
from heard.listen import Heard, Reading, SoFar
from heard.listen.load import WEIGHTS, load_from
from heard.listen.rules.danger import grown
from heard.listen.rules.table import _in
from heard.track.ledger import KINDS, find_facts

LETTER = "My lamp has been broken for nine days and nobody rang.\n\nThanks, Miriam"
LATER = "The second lamp arrived in pieces, too."


def heard(speaker: Speaker, text: str, heat: float | None = None, name: str = "") -> Heard:
    return Heard(Turn(speaker, text, name=name or None), Reading(heat))


TALK = (
    heard(Speaker.CUSTOMER, LETTER, 0.6),
    heard(Speaker.AGENT, "Sorry about that. I'm sending another."),
    heard(Speaker.CUSTOMER, LATER, 0.6),
)


def test_what_went_wrong_is_looked_for_in_their_latest_words_alone(monkeypatch):
    find, looked_at = Details.after, []
    monkeypatch.setattr(
        Details,
        "after",
        lambda *args, **rest: looked_at.append(args[1].text) or find(*args, **rest),
    )

    known = to_say_back(TALK)

    assert looked_at == [LATER]
    assert known["name"] == "Miriam"


@pytest.mark.parametrize(
    ("turns", "name"),
    [
        (TALK, "Miriam"),
        ((heard(Speaker.AGENT, "I'm Miriam."), *TALK), ""),  # ours, so hers or not is unknown
        ((*TALK, heard(Speaker.CUSTOMER, "Hello?", 0.1, "Tom Bell")), "Tom"),
        ((), ""),
    ],
)
def test_a_name_is_the_same_with_or_without_all_that_was_told(turns, name):
    assert name_of(turns) == Details.of(turns).name == name


def test_the_clause_to_quote_is_looked_for_once_though_two_ask(monkeypatch):
    text = "Both lamps of ours are out of order again!"
    quoted = in_quotes(text)
    monkeypatch.setattr("heard.details.own_words._clauses", lambda _: pytest.fail("asked again"))

    assert in_quotes(text) == quoted == "“Both lamps of ours are out of order again”"
    assert best_said(text)


@given(st.text("ab1 .?!\n", max_size=40))
def test_a_question_is_found_where_a_plain_look_finds_it(text):
    plain = re.compile(r"(?:[^.!?\n]|\.(?=\d))+\?")

    assert [one.span() for one in QUESTION.finditer(text)] == [
        one.span() for one in plain.finditer(text)
    ]


def test_a_long_text_that_asks_nothing_is_passed_over_at_once():
    began = time.thread_time()

    assert QUESTION.search("a lamp, " * 10_000) is None
    assert time.thread_time() - began < 0.5


def test_nobody_asks_whether_a_danger_is_over_that_was_never_told(monkeypatch):
    turns = [one.turn for one in TALK]
    monkeypatch.setattr("heard.handover.danger.is_over", lambda _: pytest.fail("asked"))

    assert latest_danger(turns) is None


@pytest.mark.parametrize(
    ("later", "told"),
    [("Please hurry.", True), ("False alarm, it was the toaster.", False)],
)
def test_a_danger_that_was_told_counts_until_it_is_over(later, told):
    texts = ("I smell gas in my kitchen!", later)
    turns = [Turn(Speaker.CUSTOMER, text) for text in texts]

    assert (latest_danger(turns) is not None) == told


def test_a_danger_that_lacks_what_it_needs_is_not_looked_for_in_two_messages(monkeypatch):
    messages = ("The lamp fell on the floor", "how much is a new one")
    assert grown(messages[1], [messages[0]]) is None
    monkeypatch.setattr(
        "heard.listen.rules.danger.told._told", lambda *_: pytest.fail("it was looked for")
    )

    assert grown(messages[1], [messages[0]]) is None


def test_facts_are_looked_for_sentence_by_sentence_only_where_a_turn_has_any(monkeypatch):
    monkeypatch.setattr("heard.track.ledger._trimmed", lambda _: pytest.fail("looked for"))

    assert find_facts(0, "The shade is blue. It doesn't go with the sofa.") == ()


def test_facts_of_a_kind_are_found_wherever_in_a_turn_they_stand():
    text = "Hello. I wrote twice. It cost 40 euros! They said Friday. Bye."
    kinds = [kind for kind, _ in KINDS]

    found = find_facts(0, text)

    assert [one.signal for one in found] == ["count", "amount", "told"]
    assert all(one.signal in kinds for one in found)


def test_words_are_summed_once_where_a_draft_is_read_twice():
    heads = load_from(WEIGHTS, "swift").heads[False]
    tokens = ("the", "lamp", "is", "on", "its", "way")

    first = heads.score(tokens)

    assert heads.score(tokens) is first
    assert heads.score(tokens[:3]) is not first


def test_a_rule_of_words_alone_looks_once_at_a_draft_that_is_read_twice():
    looked_at: list[str] = []
    rule = _in(looked_at.append)

    for before in (SoFar(), SoFar(TALK, len(TALK))):
        assert rule("The lamp is on its way.", before) is None

    assert looked_at == ["The lamp is on its way."]


def test_whether_a_draft_is_marked_as_part_is_looked_for_once():
    draft = "I've asked the shop for another lamp, and they say that (1/2)"
    _is_marked.cache_clear()

    assert is_part(draft, SoFar())
    assert is_part(draft, SoFar(TALK, len(TALK)))
    assert _is_marked.cache_info().misses == 1


def test_nothing_is_looked_for_to_say_back_in_a_safe_draft(monkeypatch):
    coach = Coach.of(Conversation("lamps", ()), listener=load_from(WEIGHTS, "swift"))
    checking = import_module("heard.coach.draft.check")
    monkeypatch.setattr(checking, "_known", lambda *_: pytest.fail("looked for"))

    assert check("Your new lamp arrives on Friday.", after=coach).safe
