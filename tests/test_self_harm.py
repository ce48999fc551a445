"""Words of suicide or self-harm: heard however they are put, answered first, and never said back."""

import pytest

from heard.coach import Coach, check
from heard.coach.guardrail import guard
from heard.coach.handoff import pack
from heard.conversation import Conversation, Speaker, Turn
from heard.listen.rules.self_harm import speaks_of_self_harm

SAID = "I want to kill myself because of this debt."
GAS = "I can smell gas in the hall. What is the number of the meter team?"


def after(*texts):
    speakers = (Speaker.CUSTOMER, Speaker.AGENT)
    return Conversation("", tuple(Turn(speakers[n % 2], text) for n, text in enumerate(texts)))


@pytest.mark.parametrize(
    "text",
    [
        SAID,
        "There is no point living. I have the pills here.",
        "you people are driving me to suicide",
        "i dont want to be here anymore",
        "my family would be better off without me",
        "I’ve been self harming because of the letters",
        "I took all my pills",
        "I might as well end it all",
    ],
)
def test_words_of_self_harm_are_heard(text):
    assert speaks_of_self_harm(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "My phone died and this queue is killing me.",
        "my wife will kill me if this is late",
        "I want to end it, cancel everything",
        "I don't want to be here on hold all day",
        "this hold music makes me want to die lol",
        "I hurt myself when the shelf fell",
        "no point in living near the shop if it's closed",
        "do i need to be dead first",
        "I'm not suicidal or anything, just tired of it",
    ],
)
def test_a_way_of_speaking_is_none(text):
    assert speaks_of_self_harm(text) is None


def test_the_card_comes_at_once_and_asks_whether_they_are_safe():
    advice = Coach.of(after()).hear(Turn(Speaker.CUSTOMER, SAID))

    assert advice.play == "stay-with-them"
    assert "Are you safe" in advice.say[0]
    assert not any("kill" in line for line in advice.say)


@pytest.mark.parametrize("said", [SAID, GAS])
def test_a_draft_that_passes_over_danger_is_replaced_by_what_helps_now(said):
    found = check("Great! The review takes 8 weeks. Anything else?", after=after(said))

    assert [one.name for one in found.issues] == ["danger_unanswered"]
    assert "emergency number" in found.rewrite
    assert "8 weeks" not in found.rewrite
    assert found.does_well == ()


@pytest.mark.parametrize(
    ("said", "draft"),
    [
        (SAID, "Thank you for telling me. Are you safe right now? I'm here with you."),
        (GAS, "Please leave the house and call the gas emergency line now."),
    ],
)
def test_a_draft_that_meets_it_is_left_alone(said, draft):
    assert "danger_unanswered" not in [one.name for one in check(draft, after=after(said)).issues]


def test_once_it_was_met_the_case_may_go_on():
    met = after(SAID, "I'm glad you told me. Are you safe right now?", "Yes, my sister is here.")
    found = check("I'm glad she's with you. We've stopped the letters.", after=met)

    assert "danger_unanswered" not in [one.name for one in found.issues]


def test_a_bot_hands_over_and_says_first_what_helps_now():
    ruling = guard(after(SAID), "Your payment of 120 euros is due on Friday.")

    assert ruling.decision == "hand over"
    assert "crisis line" in ruling.say
    assert not ruling.may_go


def test_the_next_person_says_none_of_it_back():
    packet = pack(after(SAID))

    assert "Are you safe" in packet.opening
    assert "kill" not in packet.opening
    assert packet.wishes == ()


STOP = "i dont see the point of any of it anymore, i just want it all to stop"
KIND = "Are you safe right now? You can talk to Samaritans on 116 123, day or night."


def test_a_bot_keeps_the_words_that_stay_with_them_and_passes_on():
    ruling = guard(after("My phone is cut off.", "There is £12.40 owing.", STOP), KIND)

    assert ruling.decision == "hand over"
    assert ruling.say.startswith(KIND)
    assert "passing you to a person" in ruling.say


def test_nobody_is_dunned_right_after_they_were_asked_whether_they_are_safe():
    met = after(STOP, KIND, "my sister is here")
    found = check("I'm glad she's there. To restore service, please pay £12.40.", after=met)

    assert [one.name for one in found.issues] == ["danger_unanswered"]
    assert found.rewrite == "I'm glad she's there."


def test_such_words_are_never_the_issue_of_a_packet():
    packet = pack(after("My phone is cut off again.", "There is £12.40 owing.", STOP))

    assert packet.issue.words == "My phone is cut off again."
    assert packet.wishes == ()
