"""What went wrong in a sentence of ours: true of what was said, silent where that isn't plain."""

import pytest

from heard.conversation import Speaker, Turn
from heard.details import Details
from heard.details.asking import asked
from heard.details.clause import said_back
from heard.details.gist import gist
from heard.details.own_words import fact, in_quotes
from heard.details.trouble import issue, topic
from heard.details.waits import tells_of_waiting
from heard.listen import Reading


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("You've charged me twice for one lamp!", "you were charged more than once"),
        ("Three weeks and my parcel still hasn't turned up.", "your order hasn't reached you"),
        ("@lamps sent me the wrong size AGAIN", "you got something other than what you ordered"),
        ("No reply to two letters, shame on you", "you haven't had an answer"),
        ("Every agent tells me something different.", "you've been told different things"),
        ("I'm locked out and can't log in, brilliant", "you can't get into your account"),
        ("Worst support ever, zero help.", "you haven't had the help you needed"),
        ("the pizza was raw in the middle", "the food wasn't right"),
        ("My modem crashes every evening", "your modem isn't working the way it should"),
        ("Our train to Hull was cancelled, so we walk?", "your trip was canceled"),
    ],
)
def test_what_went_wrong_is_said_in_a_sentence_of_ours(text, said):
    assert gist(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "You liars!",
        "If my parcel doesn't arrive I'll be cross.",
        "@lamps If the app crashes, what do I do?",
        "The lamp might be broken when it comes, who knows.",
        "Can you tell me when the shop opens?",
        "I put the lamp on the shelf and love it.",
    ],
)
def test_nothing_is_said_where_nothing_is_told_to_have_gone_wrong(text):
    assert gist(text) == ""


def test_a_clause_that_tells_more_is_said_back_before_a_sentence_of_ours():
    tells = "Both lifts at the station are broken for the third week, not one reply from you."
    vague = "Your service is useless, I wasn't told."

    told = Details().after(Turn(Speaker.CUSTOMER, tells), Reading(0.6)).known()
    little = Details().after(Turn(Speaker.CUSTOMER, vague), Reading(0.6)).known()

    assert "third week" in told.get("fact", "") + told.get("words", "")
    assert little["fact"] == "the service isn't what you'd expect"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Two weeks ago you were saying there is no such form.", "you've been told different things"),
        ("The pool was shut and I wasn't notified.", "you weren't told beforehand"),
        ("I had to pay an extra 90 for it.", "it cost you more than it should have"),
        ("A five hour trip turned into fifteen hours.", "it took far longer than it should have"),
        ("My wife got awful treatment on board.", "you weren't treated the way you'd expect"),
        ("I'd like to pay for an extra bag.", ""),
        ("You told me a day ago that it is on its way.", ""),
        ("He's a well informed man.", ""),
    ],
)  # fmt: skip
def test_what_went_wrong_is_put_as_it_was_told(text, said):
    assert gist(text) == said


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Not on wifi, but by cable! I won't accept this.", ""),
        ("My order arrived off the train, late again.", "the problem with your order"),
        ("Already off the flight. Nothing helps me.", ""),
        ("The milk was off again.", "the problem with the milk"),
    ],
)
def test_what_it_is_not_about_is_not_named(text, named):
    assert issue(text) == named


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Shouting, dogs, the lot and waiters don't care.", ""),
        ("Been ignored by you, the complaint goes back 18months!", ""),
        ("My parcel is 18 months late.", "“My parcel is 18 months late”"),
    ],
)
def test_no_tail_of_a_list_and_nothing_that_runs_together_is_quoted(text, quoted):
    assert in_quotes(text) == quoted


def test_an_accusation_is_no_question():
    assert asked("Did you swap our seats on purpose because I asked?") == ""
    assert asked("Did you swap our seats when you moved the flight?") != ""


def test_what_was_never_so_elsewhere_or_is_cut_off_is_not_said_back():
    assert fact("I've never had this problem with my old bank.") == ""
    assert said_back("I've never seen such a rigid") == ""
    assert (
        in_quotes(
            "I don't see why I have a problem and I'm handed all these forms by your office every week, over and over and over."
        )
        == ""
    )
    assert fact("I paid 40 euros and never got the lamp.") != ""


def test_what_takes_ages_to_find_is_no_wait_for_us():
    assert not tells_of_waiting("It takes forever to find any feature now.")
    assert tells_of_waiting("I've been on hold forever.")


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("No broadband since Monday, I couldn't even track my parcel.", "broadband"),
        ("My internet is down, so I missed my parcel delivery.", "internet"),
        ("Missed a delivery because the wifi is down again.", "wifi"),
        ("Your app crashed and I couldn't pay my flight in time.", "app"),
        ("I can't track my parcel, this is a joke.", "parcel"),
    ],
)
def test_the_trouble_is_what_is_down_and_not_what_it_keeps_them_from(text, thing):
    assert issue(text).endswith(thing)
    assert topic(text).endswith(thing)
