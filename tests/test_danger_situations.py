"""The table of dangers: each of its examples is heard or ignored, and each of its words can tell something."""

import tomllib
from importlib.resources import files

import pytest

from heard.listen.rules.danger import in_danger
from heard.listen.rules.danger.situations import ALWAYS, situation_of, situations
from heard.listen.rules.self_harm import speaks_of_self_harm

EVERY = situations().every.values()
FIND = {"danger": in_danger, "self_harm": speaks_of_self_harm}
SHARED = tomllib.loads(
    files("heard.listen.rules.danger").joinpath("words.toml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(
    ("kind", "text"), [(one.kind, text) for one in EVERY for text in one.hears]
)
def test_each_example_is_heard(kind, text):
    assert FIND[kind](text) is not None
    assert FIND[kind](text.replace("'", "’").upper()) is not None


@pytest.mark.parametrize(
    ("kind", "text"), [(one.kind, text) for one in EVERY for text in one.ignores]
)
def test_each_near_miss_is_ignored(kind, text):
    assert FIND[kind](text) is None


def test_each_situation_has_an_example_and_names_lists_that_there_are():
    known = {*SHARED["who"], *SHARED["take_back"]}
    for one in EVERY:
        assert one.hears, one.name
        assert {*one.who, *one.unless} <= known, one.name
    names = [one.name for one in EVERY]
    assert len(names) == len(set(names))


def test_no_danger_shrinks_to_a_word_that_every_text_has():
    everyday = set(SHARED["words"]["everyday"].split())
    known = situations()
    alone = {
        first: [name for _, name in begun.get("", ()) if name in known.every or name in ALWAYS]
        for first, begun in (*known.dangers.items(), *known.others.items())
    }

    assert {first: names for first, names in alone.items() if names and first in everyday} == {}
    assert "gas" in alone


def test_a_key_that_is_misspelled_is_named():
    entry = {"name": "gas", "danger": "gas", "besides": "smell", "hears": ["I smell gas"]}

    with pytest.raises(ValueError, match="'gas': unknown key 'besides'"):
        situation_of(entry, "danger")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hello. We have no heating and a newborn.", "no heating and a newborn"),
        ("Order 4471. My insulin never came and I have none left!", "My insulin never came"),
        ("please, MY HUSBAND ISN’T BREATHING", "MY HUSBAND ISN’T BREATHING"),
    ],
)
def test_the_words_that_tell_of_it_are_quoted(text, words):
    start, end = in_danger(text)

    assert text[start:end] == words


@pytest.mark.parametrize(
    "text",
    [
        "There is no smell of gas in the hall.",
        "Nobody is bleeding.",
        "What happens if my son swallows the battery?",
        "My dad had a heart attack last year.",
        "The kitchen was full of smoke, it was a false alarm.",
        "My son collapsed with laughter.",
        "In the film my daughter likes, the house is on fire.",
    ],
)
def test_what_is_denied_supposed_over_or_told_is_no_danger(text):
    assert in_danger(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Our kitchen burned down last spring, the insurance wants the receipt.",
        "We had a gas leak two years back, long since repaired.",
        "I had a fall in February and broke my hip, that's why I need the invoice.",
        "The charger caught fire. That was last summer, I just want a copy of my receipt.",
        "The plug caught fire in my kitchen. It's all sorted, I need the invoice.",
    ],
)
def test_what_was_dated_and_settled_is_over(text):
    assert in_danger(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "The socket caught fire last spring, and now it is smoking again.",
        "We had a gas leak two years back, and I can smell gas again.",
        "We had a gas leak in March. I can smell gas now.",
        "You cut off our gas in January and the boiler is off, with a newborn.",
        "The plug caught fire in my kitchen. My neighbour was here in March.",
    ],
)
def test_what_goes_on_or_is_back_is_not_over(text):
    assert in_danger(text) is not None


@pytest.mark.parametrize(
    ("text", "harm"),
    [
        ("I want to kill myself, my kids deserve better.", True),
        ("I'm only kidding, this queue makes me want to die.", False),
        ("I won't be here on Friday, leave it next door.", False),
        ("I need all my medication by Friday.", False),
    ],
)
def test_words_that_only_look_like_others_say_nothing(text, harm):
    assert (speaks_of_self_harm(text) is not None) is harm


def test_a_fear_is_heard_where_fear_is_what_is_told():
    assert in_danger("If he finds us at the refuge he'll find us anywhere, please hurry.")
    assert in_danger("If the battery swells and hisses, what should I do?") is None


def test_a_long_text_takes_no_longer_than_its_beginning():
    told = "my baby is bleeding and the heater is on fire and I can't breathe "

    assert in_danger(told * 2000) == in_danger(told)
