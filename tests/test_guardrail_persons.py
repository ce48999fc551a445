"""Who asks for a person, whether one has come, and when a bot goes round in circles."""

import pytest
from scripted import after
from test_guardrail import BOOK, LINK, Ear, heard_as, said

from heard.coach.guardrail import guard
from heard.conversation import Speaker, Turn
from heard.handover.loops import asks_again, says_again, wants_person
from heard.listen import Reading
from heard.track import Followed, Moment


@pytest.mark.parametrize(
    "text",
    [
        "agent!",
        "I want to talk to a real person",
        "Can I speak with someone from your team?",
        "connect me to a human please",
        "get me a manager",
        "REPRESENTATIVE",
        "I need to speak to an actual human being",
        "stop this bot",
        "is there a live agent I can chat with",
        "I just want to speak to a person",
        "I just need a human",
        "I have to speak to a manager",
        "can you just put me through to a manager",
        "Can somebody ring me?",
        "rep. rep. representative",
        "get me off this bot",
        "please have someone call me",
        "I'd like a phone call",
        "I've already asked three times to speak to a person",
    ],
)
def test_plain_words_for_a_person_are_heard(text):
    assert wants_person(heard_as(text), 0, (Turn(Speaker.CUSTOMER, text),)) is not None


@pytest.mark.parametrize(
    "text",
    [
        "I already spoke to a manager and he was lovely.",
        "No need to talk to a person, this works.",
        "My agent told me it ships on Friday.",
        "The person who delivered it left it in the rain.",
        "I don't want to speak to an agent, just tell me the price.",
        "Humans make mistakes.",
        "I'm the manager of this shop, when does it arrive?",
        "I didn't get to speak with someone from your team.",
        "I had to speak to a manager yesterday.",
        "Do I have to speak to a person?",
        "They just put me through to an agent.",
        "I already have a manager.",
        "Somebody rang me on Monday about this.",
        "Can someone help me with my login?",
        "I need a call log of May.",
        "Nobody called me.",
    ],
)
def test_near_misses_ask_for_nobody(text):
    assert wants_person(heard_as(text), 0, (Turn(Speaker.CUSTOMER, text),)) is None


def test_what_the_listener_is_sure_of_counts_and_a_bot_cannot_ask():
    text = "I'd like to escalate."

    assert wants_person(heard_as(text, 0.8), 0, (Turn(Speaker.CUSTOMER, text),)) is not None
    bot = Followed(Turn(Speaker.BOT, "A human, please."), Reading(), Moment(turn=0))
    assert wants_person(bot, 0, (bot.turn,)) is None


def test_short_words_and_words_asked_for_again_are_no_loop():
    assert says_again("One moment, please.", said("b: One moment, please.", "c: OK.").turns) == ()
    assert says_again(LINK, said(f"b: {LINK}", "c: Sorry, can you repeat that?").turns) == ()
    assert len(says_again(LINK.upper(), said(f"b: {LINK}", "c: No.").turns)) == 1


def test_a_reply_with_a_word_or_two_changed_is_the_same_and_another_day_is_not():
    first = "Please check your spam folder and make sure that the phone number on your account is right."
    again = "Please check the spam folder, and make sure the phone number on your account is right."
    assert len(says_again(again, said(f"b: {first}", "c: It's right.").turns)) == 1

    monday = "Your parcel goes to the shop on Mill Lane on Monday before noon."
    friday = monday.replace("Monday", "Friday")
    assert says_again(friday, said(f"b: {monday}", "c: Not there.").turns) == ()


def test_the_same_request_in_other_words_is_the_same_and_another_is_not():
    first = "c: Please cancel my subscription before Friday"
    again = "c: Before Friday please CANCEL my subscription!"

    assert len(asks_again(said(first, "b: Hm.", again).turns)) == 2
    assert asks_again(said(first, "b: Hm.", "c: Where do I find my invoice?").turns) == ()
    assert asks_again(said("c: yes", "b: Hm.", "c: yes").turns) == ()


def test_who_says_that_they_take_over_has_come():
    talk = said(
        "c: Your agent hung up on me.",
        "a: One moment.",
        "s: I'm the manager, I'm taking this over from here. When did it happen?",
        "c: At 9 this morning.",
    )
    ear = Ear({"taking this over": ("hand_off",)})
    ruling = guard(talk, "I'm crediting it now.", playbook=BOOK, listener=ear)

    assert not {one.rule for one in (ruling.finding, *ruling.also)} & {"handover:not-delivered"}


LOOKS_UP = "I can look that up for you. Which email is on the account?"


@pytest.mark.parametrize(
    "text",
    [
        "Who's my account manager?",
        "Who is the manager of the Leeds store?",
        "What is the name of my relationship manager?",
        "Quick question: who is our account manager these days?",
        "I'm the supervisor on this account, can I add a user?",
        "I don't want a person, I want an answer.",
        "I already spoke to a manager yesterday.",
    ],
)
def test_a_question_for_a_name_or_a_no_hands_nothing_over(text):
    assert guard(after(text), LOOKS_UP).decision == "continue"


@pytest.mark.parametrize(
    "text",
    [
        "Who's your manager? I want to complain.",
        "Can I speak to my account manager?",
        "Who is the store manager there? I want to talk to them.",
        "Who is my account manager!!! Nobody answers.",
        "Don't transfer me again! Get me your manager.",
        "Could I have a phone call?",
        "I spoke to a manager yesterday. Put me through to another.",
    ],
)
def test_who_asks_for_somebody_beside_it_is_heard(text):
    assert guard(after(text), LOOKS_UP).finding.rule == "criterion:supervisor_asked"


@pytest.mark.parametrize(
    ("draft", "allowed"),
    [
        ("You'll have a decision within ten working days.", True),
        ("You'll have a decision within 10 business days.", True),
        ("Your claim will be decided in ten working days.", True),
        ("You'll have a decision within 15 working days.", False),
        ("You'll have a decision within fourteen days.", False),
        ("You'll get a full refund within ten working days.", False),
    ],
)
def test_working_days_are_counted_as_such(draft, allowed):
    ruling = guard(after("What happens with my claim now?"), draft)

    assert (ruling.decision == "continue") is allowed


def test_what_they_asked_to_hear_again_is_no_loop():
    told = "Please check the spam folder of your mail account, the code was sent there again."

    assert guard(after("It never came.", told, "Can you repeat that?"), told).may_go
    assert not guard(after("It never came.", told, "It isn't there."), told).may_go
