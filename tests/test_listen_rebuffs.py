"""Replies that shut the door in so many words are heard as a plain no, and drafts of them are mended."""

import pytest

from heard.coach import check
from heard.conversation import Conversation, Speaker, Turn
from heard.listen import Reading, SoFar, load_listener
from heard.listen.rules.insults import insulting
from heard.listen.rules.rebuffs import asks_to_rephrase, rebuffing
from heard.listen.rules.tried_already import tried_already
from heard.playbook import Playbook

PLAYBOOK, LISTENER = Playbook.load(), load_listener()
REBUFFS = """You cannot talk to a human.
You can't speak with a manager.
No box, no refund.
Sorry. No receipt, no return.
You'll just have to pick one.
There are other people waiting, so choose one."""


@pytest.mark.parametrize("reply", REBUFFS.splitlines())
def test_a_reply_that_shuts_the_door_is_a_plain_no_and_gives_way(reply):
    before = Conversation("", (Turn(Speaker.CUSTOMER, "The kettle came broken. I want it back."),))

    assert rebuffing(reply) is not None
    checked = check(reply, after=before, playbook=PLAYBOOK, listener=LISTENER)
    assert [one.name for one in checked.issues if one.name == "flat_no"]
    assert rebuffing(checked.rewrite) is None


@pytest.mark.parametrize(
    "reply",
    [
        "You can't talk to a person until nine; I'll have one call you then.",
        "No box? No problem, a refund is fine.",
        "You only have to pick a day that suits you.",
        "Other customers have seen this, and it's mended.",
    ],
)
def test_a_reply_that_leaves_the_door_open_is_none(reply):
    assert rebuffing(reply) is None


def test_whoever_is_upset_need_not_say_it_in_other_words():
    upset = SoFar().add(Turn(Speaker.CUSTOMER, "Where is it?!"), Reading(0.6, "angry"))

    assert asks_to_rephrase("I didn't get that. Please rephrase.", upset) == (19, 34)
    assert asks_to_rephrase("I didn't get that. Please rephrase.", SoFar()) is None


def test_what_was_sent_is_not_to_be_sent_again():
    said = Turn(Speaker.CUSTOMER, "I sent the death certificate twice already.")
    before = SoFar().add(said, Reading())

    assert tried_already("Please send the death certificate again.", before) is not None
    assert tried_already("Please send the bill, too.", before) is None


def test_a_person_with_a_harsh_word_before_it_is_an_insult():
    assert insulting("Get me your manager you stupid woman.") == (20, 36)
    assert insulting("The lady you sent was useless, and people wait.") is None


def test_nobody_sends_the_customer_back_to_whom_they_called():
    reply = "That's not my department, you have to call fraud again."

    assert "again" not in check(reply, playbook=PLAYBOOK, listener=LISTENER).rewrite


@pytest.mark.parametrize(
    ("draft", "opens"),
    [
        ("Hi Peter! Can you confirm the number?", "Hello. I'm very sorry for your loss."),
        ("Dear Peter, please send it to our bereavement team.", "Hello, "),
    ],
)
def test_nobody_greets_the_one_who_died(draft, opens):
    told = Turn(Speaker.CUSTOMER, "My husband Peter died in May. I'm his widow.")
    checked = check(draft, after=Conversation("", (told,)), playbook=PLAYBOOK, listener=LISTENER)

    assert checked.rewrite.startswith(opens)
    assert "Peter" not in checked.rewrite
    assert "sorry for your loss" in checked.rewrite
