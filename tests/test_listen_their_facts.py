"""What a reply says of the customer: their experience in their own facts, a limit to insults, and no company's name."""

import pytest

from heard.conversation import Speaker, Turn
from heard.listen import Reading, SoFar
from heard.listen.rules import pardoned, told
from heard.listen.rules.insults import insulting
from heard.listen.rules.limits import sets_limit

COMPANY_ONLY = (
    "Thank you for contacting Norfield. How can I help?",
    "Thanks for reaching out to Brightwater Energy, we're sorry about that.",
    "Hi, Larkspur support here, sorry about the order.",
    "Norfield here, sorry to hear that.",
)
SOMEBODYS = (
    "Hi Dana, thank you for contacting Norfield.",
    "Thank you for contacting Norfield, Tom.",
    "Thank you for contacting Norfield. I'd hate for your daughter's birthday to be spoiled.",
    "Thank you for choosing Norfield for ten years.",
)


@pytest.mark.parametrize("text", COMPANY_ONLY)
def test_the_companys_own_name_is_no_word_about_the_customer(text):
    before = SoFar().add(Turn(Speaker.CUSTOMER, "@Norfield my parcel is late"), Reading(0.3))

    assert "personalize" in pardoned(text, before, ("personalize",))


@pytest.mark.parametrize("text", [*SOMEBODYS, "Tomasz here, yours until it's fixed.", "Hi Dana!"])
def test_a_word_about_the_customer_beside_it_is_one(text):
    before = SoFar().add(Turn(Speaker.CUSTOMER, "@Norfield my parcel is late"), Reading(0.3))

    assert "personalize" not in pardoned(text, before, ("personalize",))


CALLED = (
    "This is the third time I'm calling and nobody has called me back! I took a day off for him."
)


@pytest.mark.parametrize(
    "text",
    [
        "You've called three times now and nobody rang you back. I'm on it.",
        "You had to call three times, and still nobody called you back.",
        "You took a day off and then nobody called.",
    ],
)
def test_what_they_went_through_is_acknowledged_without_a_sorry(text):
    before = SoFar().add(Turn(Speaker.CUSTOMER, CALLED), Reading(0.5, "frustrated"))

    assert "acknowledge" in told(text, before, customer=False)


@pytest.mark.parametrize(
    "text",
    [
        "You've called the wrong department.",
        "So you called three times and nobody came back to you?",
        "You called three times today.",
        "Our records show you called and nobody was in.",
        "You have to call again if nobody calls you.",
    ],
)
def test_a_check_a_reproach_or_one_bare_fact_acknowledges_nothing(text):
    before = SoFar().add(Turn(Speaker.CUSTOMER, CALLED), Reading(0.5, "frustrated"))

    assert "acknowledge" not in told(text, before, customer=False)


def test_nothing_is_acknowledged_to_somebody_calm():
    before = SoFar().add(Turn(Speaker.CUSTOMER, CALLED), Reading(0.1, "neutral"))

    assert told("You've called three times and nobody rang you back.", before, customer=False) == {}


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("I need you to stop calling us idiots.", True),
        ("Please stop calling my colleague names.", True),
        ("I'll help, and for that the shouting has to stop.", True),
        ("Please stop calling us on this number.", False),
        ("I'll make sure they stop calling you about the bill.", False),
        ("You can stop the card in the app.", False),
    ],
)
def test_an_insult_that_is_to_stop_sets_a_limit(text, asks):
    assert ("set_boundary" in told(text, SoFar(), customer=False)) is asks


@pytest.mark.parametrize(
    ("text", "insults"),
    [
        ("Scum!", True),
        ("Morons", True),
        ("useless idiots!", True),
        ("Idiots, morons.", True),
        ("Scum", False),
        ("An idiot.", False),
        ("Idiots in traffic today", False),
        ("scum on the water", False),
    ],
)
def test_a_turn_that_is_nothing_but_an_insult_is_meant_for_whoever_reads_it(text, insults):
    assert (insulting(text) is not None) is insults


def test_a_request_not_to_be_called_that_is_about_conduct():
    assert sets_limit("Please don't call us that, so that I can find your money.") is not None
    assert sets_limit("Please don't call us on that number.") is None
