"""Feelings that the words, or what they answer, leave no doubt of: passed around, praise, bitter thanks."""

import pytest

from heard.conversation import Speaker, Turn
from heard.listen import SoFar
from heard.listen.load import LISTENERS, WEIGHTS, load_from
from heard.listen.rules.good_news import tells_good_news
from heard.listen.rules.passed_on import passed_on_often

KEEN = load_from(WEIGHTS, LISTENERS[0])
NO = "Unfortunately the claim was declined."


def last_read(*said):
    """The reading of the last turn; a turn of the company begins with "a:"."""
    before, reading = SoFar(), None
    for line in said:
        speaker = Speaker.AGENT if line.startswith("a: ") else Speaker.CUSTOMER
        turn = Turn(speaker, line.removeprefix("a: "))
        reading = KEEN.read(turn, before)
        before = before.add(turn, reading)
    return reading


@pytest.mark.parametrize(
    "text",
    [
        "transferred four times now",
        "Been passed to 4 people.",
        "I've been bounced between three departments.",
        "You've put me through to five different agents.",
        "Pillar to post, I've been passed from pillar to post.",
    ],
)
def test_who_was_passed_on_again_and_again_is_no_longer_calm(text):
    reading = last_read(text)

    assert reading.hot
    assert reading.sure("dismissed") >= 0.7


@pytest.mark.parametrize(
    "text",
    [
        "I transferred four times the amount by mistake.",
        "I've been transferred twice.",
        "I was transferred to the new plan, and I've used it three times.",
        "I passed around 5 flyers.",
    ],
)
def test_a_transfer_or_two_is_no_running_around(text):
    assert passed_on_often(text) is None


def test_who_was_passed_around_and_helped_in_the_end_is_glad():
    reading = last_read(
        "I was transferred three times, but Ana fixed it at once. Thank you so much!"
    )

    assert not reading.hot


@pytest.mark.parametrize(
    "text",
    [
        "What a nice surprise, the parcel came a day early.",
        "Wow, the refund was in my account the same day.",
        "Brilliant, the driver even carried it upstairs.",
        "Great, it's working perfectly now.",
    ],
)
def test_praise_with_good_news_is_meant(text):
    reading = last_read(text)

    assert tells_good_news(text)
    assert (reading.emotion, reading.sure("sarcasm")) == ("pleased", 0.0)
    assert reading.heat < 0.1


@pytest.mark.parametrize(
    "text",
    [
        "What a nice surprise, the parcel came a day late.",
        "What a lovely surprise, you charged me twice.",
        "Great, it came a day early while nobody was home.",
        "Brilliant, delivered ahead of schedule to my neighbor's roof.",
        "Wow, refunded the same day. Of somebody else's order 🙄",
        "Great, now even the app crashed in under five minutes.",
    ],
)
def test_praise_of_what_went_wrong_stays_irony(text):
    assert not tells_good_news(text)


@pytest.mark.parametrize(
    "text", ["Thanks a lot.", "Wow, thanks", "Oh brilliant. Thank you so much!"]
)
def test_glowing_thanks_for_a_plain_no_are_bitter(text):
    reading = last_read("Can I get a refund?", f"a: {NO}", text)

    assert (reading.sure("thanks"), reading.emotion) == (0.0, "frustrated")
    assert reading.sure("sarcasm") >= 0.6
    assert 0.2 < reading.heat < 0.5


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        (NO, "Okay, thank you."),
        (NO, "Thanks a lot for checking."),
        (f"{NO} I've credited you $20 instead.", "Thanks a lot."),
        ("Yes, it's refunded.", "Wow, thanks a lot!"),
    ],
)
def test_thanks_for_help_and_courtesy_after_a_no_are_thanks(answer, text):
    reading = last_read("Can I get a refund?", f"a: {answer}", text)

    assert reading.sure("sarcasm") < 0.5
    assert reading.heat < 0.2


@pytest.mark.parametrize(
    "dare",
    [
        "Come on down then, see what happens.",
        "Go ahead. I'd love to see you try.",
        "You'd better watch your mouth, I know where you live.",
    ],
)
def test_an_agents_dare_is_a_jab_and_no_limit(dare):
    reading = last_read("You idiot. I'm coming down there.", f"a: {dare}")

    assert reading.sure("jab") > 0.75
    assert reading.sure("set_boundary") == 0.0
    said = reading.signal("jab")
    assert dare[said.start : said.end] in dare


def test_a_limit_is_no_dare():
    reading = last_read(
        "You idiot.", "a: I want to help you, and I can't if you insult me. Please stop that."
    )

    assert reading.sure("set_boundary") >= 0.5
    assert reading.sure("jab") < 0.5


@pytest.mark.parametrize(
    ("text", "loud"),
    [
        ("OMG IT ARRIVED!!!! YOU GUYS ARE INSANE 😍", True),
        ("YESSS it's fixed!!! 🎉", True),
        ("FINALLY!!! It's here and it's PERFECT", True),
        ("IT ARRIVED BROKEN!!!! 😡", False),
        ("You guys are insane. Three weeks and nothing.", False),
    ],
)
def test_who_is_plainly_pleased_is_calm_however_loud(text, loud):
    reading = last_read(text)

    assert (reading.heat < 0.1) is loud


@pytest.mark.parametrize(
    ("text", "hot"), [("😡😡😡", True), ("🤬 😡!!", True), ("😡", False), ("😂😂😂", False)]
)
def test_nothing_but_furious_faces_is_no_calm_turn(text, hot):
    assert last_read(text).hot is hot
