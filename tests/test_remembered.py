"""What is found in a text is remembered, and can be learned from whoever found it."""

from __future__ import annotations

import pickle
from dataclasses import fields
from datetime import UTC, datetime

import pytest

from heard.conversation import Speaker, Turn
from heard.listen import Reading, Signal, remembered
from heard.listen.reading import Peril
from heard.listen.remembered import Remembered, learn, noting
from heard.listen.rules.danger import grown, told


@pytest.fixture
def asked():
    return []


@pytest.fixture
def letters(asked):
    @Remembered
    def letters(text):
        asked.append(text)
        return len(text)

    yield letters
    remembered._EVERY.pop(letters.name)


def test_remembered_looks_once_at_a_text_even_where_it_finds_nothing(letters, asked):
    found = [letters(text) for text in ("lamp", "", "lamp", "")]

    assert found == [4, 0, 4, 0]
    assert asked == ["lamp", ""]


def test_remembered_forgets_the_longest_unasked_first(letters, asked, monkeypatch):
    monkeypatch.setattr(remembered, "HALF", 2)
    for text in ("a", "b", "c", "a", "d", "a", "b"):
        letters(text)

    assert asked == ["a", "b", "c", "d", "b"]


def test_remembered_learns_what_was_noted_elsewhere(letters, asked):
    with noting() as notes:
        letters("lamp"), letters("lamp")
    letters("vase")

    learn([(name, f"another {text}", found) for name, text, found in notes])
    learn([("nobody.asks", "lamp", 1)])

    assert notes == [(letters.name, "lamp", 4)]
    assert letters("another lamp") == 4
    assert asked == ["lamp", "vase"]


@pytest.mark.parametrize(
    "value",
    [
        Turn(Speaker.BOT, "Hi", 1.0, 2.0, datetime(2026, 3, 10, tzinfo=UTC), "Ana", internal=True),
        Signal("blame", 0.7, 1, 4),
        Reading(0.4, "angry", (Signal("abuse", 0.9, 0, 3),), unread="no", peril=Peril(True, 1, 2)),
    ],
)
def test_every_field_of_what_goes_to_another_process_is_pickled(value):
    given = value.__reduce__()[1]

    assert given == tuple(getattr(value, one.name) for one in fields(value))
    assert pickle.loads(pickle.dumps(value)) == value


@pytest.mark.parametrize("long", [0, 1500, 3000], ids=["short", "longer", "longest"])
@pytest.mark.parametrize(
    ("earlier", "later", "grows"),
    [
        ("The battery gets warm", "now it's hissing and swelling", True),
        ("The heater smells odd", "it's sparking now", True),
        ("We had your pills delivered", "my toddler has eaten some of them", True),
        ("My son put it in his mouth", "he swallowed it, the battery", False),
        ("The battery gets warm", "how much is a new one", False),
        ("The parcel is late", "now the tracking has stopped", False),
    ],
)
def test_a_danger_grows_however_long_the_messages_are(earlier, later, grows, long):
    padded = f"{'The lamp is blue. ' * (long // 18)}{earlier}"

    assert (grown(later, [padded]) is not None) == grows


def test_two_messages_that_name_no_danger_are_not_looked_at_together(monkeypatch):
    messages = ("The lamp is a lovely blue.", "My sister would like one as well.")
    assert grown(messages[1], [messages[0]]) is None
    monkeypatch.setattr(told, "_lists", lambda *_: pytest.fail("they were looked at again"))

    assert grown(messages[1], [messages[0]]) is None
