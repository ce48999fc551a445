"""What tells nothing of a trouble is not said back: a feeling alone, what does work, irony, half a sum, where somebody is."""

import pytest
from scripted import agent, cards, customer, lines, names

from heard.details.beside_the_point import beside_the_point
from heard.details.own_words import fact, in_quotes
from heard.details.whole_sentence import whole_sentence

BESIDE = (
    "My anger has no room in this form",
    "Our patience has been tested three times now",
    "Three times now I've become so irritated by this",
    "I have been getting so angry with all of this",
    "The one lamp I didn't change was the hall's",
    "it's the only one that still works",
    "Great job, the hall is flooded and nobody comes",
    "Well done, forty guests and one towel",
    "80 pounds just so the dog could travel",
    "40 euros for a lamp that is broken",
    "my aunt is on the train with our two boys",
    "my parents are at gate 4 with two children",
)
TO_THE_POINT = (
    "I called twice with no answer",
    "the only lamp you sent was broken",
    "it's the only one that never works",
    "I was annoyed when the lamp broke on Monday",
    "You charged 40 euros for a lamp that never came",
    "my aunt is on the train without her bag",
    "my parents are stuck at gate 4 with two children",
    "Better packing would have kept the lamp whole",
)


@pytest.mark.parametrize("clause", BESIDE)
def test_what_tells_nothing_of_the_trouble_is_beside_the_point(clause):
    assert beside_the_point(clause)


@pytest.mark.parametrize("clause", TO_THE_POINT)
def test_what_went_wrong_is_not(clause):
    assert not beside_the_point(clause)


@pytest.mark.parametrize(
    "text",
    [
        "Everybody but my aunt was left without a seat.",
        "Nothing but the lamp arrived broken.",
        "Everyone but my mother was charged twice.",
    ],
)
def test_the_exception_is_never_said_back_as_the_trouble(text):
    _, _, after = text.partition(" but ")

    for said in (in_quotes(text), fact(text), whole_sentence(text)):
        assert not said.strip("“”").lower().startswith(after.split()[0].lower())


@pytest.mark.parametrize(
    "text", ["The one lamp I didn't change was the hall's. All my other lamps flicker and buzz."]
)
def test_what_belongs_to_the_one_thing_is_not_quoted_without_it(text):
    assert in_quotes(text) in ("", "“All my other lamps flicker and buzz”")


def test_who_asks_twice_how_to_complain_has_not_asked_for_a_person_twice():
    asked = "Send me the details of your complaints procedure."
    given = cards(
        customer("How do I complain higher about this mess?", 0.7, "supervisor_request"),
        agent("Please see our user agreement.", "deflect"),
        customer(asked, 0.7, "supervisor_request"),
    )

    assert "bring-them-in-now" not in names(given)
    assert "lead twice" not in lines(given[2])


def test_who_asks_twice_for_a_manager_has():
    given = cards(
        customer("I want your manager.", 0.7, "supervisor_request"),
        agent("Please see our user agreement.", "deflect"),
        customer("I want your manager, now.", 0.7, "supervisor_request"),
    )

    assert names(given)[2] == "bring-them-in-now"
