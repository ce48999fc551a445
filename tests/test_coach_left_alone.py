"""Who is left alone with a rule, or with messages that nobody answers: a card comes though they are not loud."""

import pytest
from scripted import agent, cards, customer, names

from heard.coach.left_alone import calls_out
from heard.details.waits import tells_of_waiting

LATE = "My order is late again"


@pytest.mark.parametrize("text", ["That is our policy.", "Policy is policy.", "It's in the terms."])
def test_a_bare_rule_to_somebody_warm_is_opened(text):
    given = cards(customer(LATE, 0.33), agent(text, "policy_wall"))

    assert names(given) == ["", "open-the-policy-wall"]


def test_a_bare_no_is_turned_around():
    given = cards(customer(LATE, 0.3), agent("We can't do that.", "flat_no"))

    assert names(given) == ["", "turn-the-no-around"]


@pytest.mark.parametrize("help_beside", ["acknowledge", "own", "solve", "offer_choice", "hand_off"])
def test_a_rule_with_help_beside_it_is_left_alone(help_beside):
    given = cards(customer(LATE, 0.33), agent("The terms say so.", "policy_wall", help_beside))

    assert names(given) == ["", ""]


def test_a_rule_to_somebody_calm_is_left_alone():
    given = cards(
        customer("Can I return it after 30 days?", 0.1), agent("It's 14 days.", "policy_wall")
    )

    assert names(given) == ["", ""]


def test_whoever_calls_into_the_silence_and_was_promised_an_answer_gets_a_card():
    given = cards(
        customer("My router drops every evening", 0.1),
        agent("Give me 5 minutes please", "set_expectation"),
        customer("ok", 0.0),
        customer("hello?", 0.05, "long_wait"),
        customer("are you there", 0.05),
        customer("you said 5 minutes", 0.38, "broken_promise"),
    )

    assert names(given) == ["", "", "", "", "", "repair-the-broken-promise"]


def test_whoever_says_how_long_they_waited_gets_a_card_too():
    given = cards(
        customer("booking 22 shows no seat", 0.0),
        customer("hello??", 0.05),
        customer("I've been here twenty minutes", 0.26, "long_wait"),
    )

    assert names(given)[-1] == "answer-the-wait"


@pytest.mark.parametrize(
    "told",
    [
        [customer("1/3 My order", 0.1), customer("2/3 is late", 0.1)],  # one message in parts
        [customer("hello?", 0.1), agent("I'm here.", "own")],  # answered since
        [customer("hello?", 0.1)],  # two messages are not many
    ],
)
def test_nobody_else_does(told):
    given = cards(*told, customer("you said five minutes", 0.3, "broken_promise"))

    assert names(given)[-1] == ""


@pytest.mark.parametrize(
    ("text", "calls"),
    [
        ("hello??", True),
        ("anyone?", True),
        ("are you still there", True),
        ("???", True),
        ("still waiting", True),
        ("Hello, my lamp came broken.", False),
        ("Is this the right address?", False),
        ("my card got declined", False),
    ],
)
def test_a_call_into_the_silence_asks_only_whether_anybody_is_there(text, calls):
    assert calls_out(text) is calls


def test_being_here_for_minutes_is_a_wait_and_for_years_is_none():
    assert tells_of_waiting("I've been here twenty minutes")
    assert not tells_of_waiting("I've been here ten years, a happy customer")
