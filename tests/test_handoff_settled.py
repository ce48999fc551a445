"""A packet goes back to no wish that was met, keeps no insult in one, and hears who was brought in."""

import pytest
from handed import WHO, Ear, pack

from heard.conversation import Conversation, Speaker, Turn
from heard.listen import load_listener

LISTENER = load_listener()


def packed(text):
    turns = tuple(Turn(Speaker(WHO[line[0]]), line[3:]) for line in text.strip().splitlines())
    return pack(Conversation("", turns), listener=LISTENER)


def wished(text):
    return [one.words for one in packed(text).wishes]


@pytest.mark.parametrize(
    ("wish", "answer"),
    [
        ("I just need the money back today.", "I've refunded the £40 to your card just now."),
        ("Please call me.", "Then it's booked: our engineer will visit you tomorrow at 8."),
        ("Please send me a new one.", "I've sent a new one this morning."),
        ("Please cancel my subscription.", "I've cancelled it."),
    ],
)
def test_a_wish_that_was_met_is_no_wish_any_more(wish, answer):
    met = f"c: You charged me twice. {wish}\na: {answer}\nc: Good, I see it.\n"

    assert wished(met) == []
    assert wished(met.replace(answer, "I'm looking at it.")) == [wish]


def test_a_wish_whose_answer_came_to_nothing_stays():
    text = "c: I need my money back.\na: I've refunded it just now.\nc: It still hasn't arrived.\n"

    assert wished(text) == ["I need my money back."]


def test_a_wish_is_given_without_its_insult():
    text = "c: My order is three weeks late. Get me your manager you stupid woman.\n"

    assert wished(text) == ["Get me your manager"]


@pytest.mark.parametrize(
    "irony", ["Oh, so it's my fault is it?", "Can you tell me what I did wrong this time?"]
)
def test_irony_asks_for_nothing(irony):
    assert wished(f"c: My order is three weeks late.\na: Did you move?\nc: {irony}\n") == []


def test_what_they_expect_of_a_reply_is_not_what_is_wrong():
    packet = packed(
        "c: Sixth letter. I do not expect a reply of substance. The survey you promised in March has still not been carried out.\n"
    )

    assert packet.issue.words == "The survey you promised in March has still not been carried out."


@pytest.mark.parametrize(
    "words",
    [
        "I don't have the authority to approve that. Dana does. I'll stay on the line while I bring her in.",
        "I don't have the authority to approve that. I'm getting my manager Dana now.",
        "I have no authority over that. I'll stay here while I fetch her, she's my lead.",
    ],
)
def test_somebody_brought_in_for_their_authority_is_announced_and_called_for(words):
    packet = packed(
        f"c: I've been charged twice and my rent bounced. Please refund it.\na: {words}\ns: Hello, this is Dana. I've read the notes.\n"
    )

    assert packet.handovers[0].announced is not None
    assert packet.look_back.timing == "warranted"
    assert packet.look_back.grounds == ("authority_limit",)


@pytest.mark.parametrize(
    "words",
    ["I'll get my manager to approve it.", "Let me get them for you: the numbers are 4 and 7."],
)
def test_help_fetched_for_ourselves_hands_nobody_on(words):
    turns = (Turn(Speaker.CUSTOMER, "Where is it?"), Turn(Speaker.AGENT, words))

    assert pack(Conversation("", turns), listener=Ear()).handovers == ()
