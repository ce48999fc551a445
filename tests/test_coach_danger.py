"""A danger that our reply passed over, and one that was told in pieces: each has its card."""

import pytest
from scripted import agent, cards, customer, names

from heard.listen.rules.danger import grown

GAS = customer("I can smell gas in my hall.", 0.3, "high_stakes")
LIFT = customer("The lift has stopped between floors and we're in here.", 0.3, "high_stakes")
HOPELESS = customer("Honestly, I want to kill myself.", 0.3, "high_stakes")


@pytest.mark.parametrize(
    "reply",
    [
        agent("Could you tell me your account number please?", "ask"),
        agent("I'm sorry to hear that.", "apologize"),
        agent("Have you tried switching it off and on again?", "solve"),
        agent("I'll look into it, what's the meter number?", "own", "ask"),
    ],
)
def test_a_reply_that_passes_over_danger_is_taken_back(reply):
    assert names(cards(GAS, reply))[1] == "go-back-to-their-safety"


@pytest.mark.parametrize(
    "reply",
    [
        agent("Please leave the house now and call the gas emergency line."),
        agent("Is everyone out of the house?"),
        agent("I'm putting the duty engineer on the line with us.", "hand_off"),
    ],
)
def test_a_reply_that_meets_it_or_takes_it_on_is_not(reply):
    assert names(cards(GAS, reply))[1] != "go-back-to-their-safety"


def test_where_somebody_can_come_feeling_for_them_is_enough_for_a_moment():
    felt = agent("That must be frightening, I'm so sorry.", "acknowledge", "apologize")

    assert names(cards(LIFT, felt))[1] == ""
    assert names(cards(LIFT, agent("Which branch is it?", "ask")))[1] == "go-back-to-their-safety"


@pytest.mark.parametrize("text", ["Your bill is due on Friday.", "I see. Which account is it?"])
def test_words_of_self_harm_are_gone_back_to(text):
    assert names(cards(HOPELESS, agent(text)))[1] == "go-back-to-what-they-said"
    assert names(cards(HOPELESS, agent("I'm glad you told me. Are you safe?")))[1] == ""


def test_once_met_no_later_question_passes_it_over():
    given = cards(
        GAS,
        agent("Please get everyone out and call the gas emergency line."),
        customer("We're outside now.", 0.1),
        agent("Which address is it?", "ask"),
    )

    assert names(given)[3] == ""


def test_no_question_passes_anything_over_where_nobody_was_in_danger():
    given = cards(
        customer("My gas bill is wrong.", 0.2), agent("Your account number, please?", "ask")
    )

    assert names(given) == ["", ""]


IN_PIECES = (
    ("There's a newborn in the house.", "No heating since this morning."),
    ("My mum is 84.", "the heating has been off since Sunday"),
    ("The battery on the scooter gets warm.", "now it's hissing and swelling"),
    ("There's a strange smell in the kitchen.", "now my head is pounding and I feel dizzy"),
    ("my daughter is six", "she is home by herself and the door won't lock"),
)
HARMLESS = (
    ("There's a newborn in the house.", "where do I send the card"),
    ("My mum is 84.", "the delivery is late"),
    ("The battery on the scooter gets warm.", "how much is a new one"),
    ("The heating has been off.", "the fitter fixed it, thanks"),
    ("My daughter is six.", "she loves the doll"),
    ("My boss is threatening to shut me off.", "Finally someone says it in one line."),
)


@pytest.mark.parametrize(("first", "then"), IN_PIECES)
def test_a_danger_told_in_pieces_is_named(first, then):
    given = cards(customer(first, 0.0), agent("How can I help?", "ask"), customer(then, 0.0))

    assert names(given) == ["", "", "name-the-danger-that-grew"]


@pytest.mark.parametrize(("first", "then"), HARMLESS)
def test_pieces_that_make_no_danger_are_left_alone(first, then):
    assert grown(then, [first]) is None
    assert names(cards(customer(first, 0.0), customer(then, 0.0))) == ["", ""]


def test_what_one_message_tells_alone_has_not_grown():
    assert grown("I can smell gas.", ["My mum is 84."]) is None
    assert grown("and it is loud", ["I can smell gas."]) is None


def test_until_a_danger_is_taken_up_its_card_stays_the_answer():
    given = names(
        cards(
            GAS,
            agent("Could you tell me your order number?", "ask"),
            customer("Don't have it on me. The kids are asleep upstairs.", 0.2),
            agent("You can find the number in your confirmation email."),
            customer("Are you serious??", 0.7),
        )
    )

    assert given == [
        "get-them-to-safety",
        "go-back-to-their-safety",
        "say-first-what-keeps-them-safe",
        "go-back-to-their-safety",
        "say-first-what-keeps-them-safe",
    ]


@pytest.mark.parametrize(
    "reply",
    [
        agent("Please leave the house now and call the gas emergency line."),
        agent("I'm putting the duty engineer on the line with us.", "hand_off"),
    ],
)
def test_once_taken_up_it_is_not_called_unanswered(reply):
    given = names(cards(GAS, reply, customer("We're going out the back.", 0.2)))

    assert given[2] != "say-first-what-keeps-them-safe"


def test_who_says_that_it_is_over_is_not_warned_again():
    over = customer("False alarm, it was the bins.", 0.1)
    given = names(cards(GAS, agent("Could you tell me your order number?", "ask"), over))

    assert given[2] == ""
