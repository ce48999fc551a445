"""A reply that passes over what was just said: whom they asked for, what they can't do, by when, what they told."""

import pytest

from heard.coach import check
from heard.conversation import Conversation, Speaker, Turn
from heard.listen import load_listener
from heard.playbook import Playbook

PLAYBOOK, LISTENER = Playbook.load(), load_listener()
WANTS_LEAD = "Two hours on hold! I want to speak to your supervisor."
WHEELCHAIR = "I'm in a wheelchair and your lift is out AGAIN. How do I get up there?"
NO_PHONE = "I don't own a smartphone, I've said so twice. How am I meant to pay?"
DEAF = "I'm deaf and you keep ringing me. I asked for e-mail!"
NO_CODE = "The code never arrived and I can't log in. I'm fed up!"
DOUBTS_US = "You have no idea what you're doing, this is a joke."
FLIES = "My flight is on Thursday and the passport is still with you. I'm furious!"
ANGRY = "Three weeks and nobody answers. This is a disgrace!"
TOLD_NAME = "I've told you my name four times. Four!"


def names(draft, *lines):
    talk = Conversation("", tuple(Turn(Speaker.CUSTOMER, line) for line in lines))
    found = check(draft, after=talk, playbook=PLAYBOOK, listener=LISTENER)
    return {one.name for one in found.issues}


@pytest.mark.parametrize(
    "draft",
    [
        "She'll only tell you the same thing.",
        "My manager would just repeat what I've said.",
        "A supervisor can't do anything different.",
        "You'd be wasting your time with my boss.",
        "Escalating it won't change anything.",
    ],
)
def test_a_supervisor_who_would_say_the_same_is_a_no(draft):
    assert "flat_no" in names(draft, WANTS_LEAD)


@pytest.mark.parametrize(
    "draft",
    [
        "I'm getting my supervisor now, and I've told her the same, so you needn't repeat it.",
        "Of course. Our team lead Ana will call you at 3 and knows all of it.",
        "I'm sorry about the two hours. My manager can say more about this than I can, so I've asked her to ring you by noon.",
    ],
)
def test_a_supervisor_who_is_fetched_is_none(draft):
    assert "flat_no" not in names(draft, WANTS_LEAD)


@pytest.mark.parametrize(
    ("draft", "line"),
    [
        ("You could use the stairs.", WHEELCHAIR),
        ("It's just a short walk to the other entrance.", WHEELCHAIR),
        ("Ask somebody to carry you up.", WHEELCHAIR),
        ("You can pay with our app.", NO_PHONE),
        ("Scan the code with your phone.", NO_PHONE),
        ("Please call us on the hotline.", DEAF),
        ("I'll ring you in ten minutes.", DEAF),
        ("An SMS was sent. Check your phone.", NO_CODE),
        ("Please enter the code from the message.", NO_CODE),
    ],
)
def test_what_they_said_they_cannot_do_is_no_help(draft, line):
    assert "cold" in names(draft, line)


@pytest.mark.parametrize(
    ("draft", "line"),
    [
        ("I'm sorry. Our porter brings you up by the goods lift, not by the stairs.", WHEELCHAIR),
        ("I'm sorry. Our driver will carry it up the stairs for you at 3 today.", WHEELCHAIR),
        ("I'm sorry. You can pay in coins at the machine by the gate.", NO_PHONE),
        ("I'm sorry we rang. I've taken your number off, and I'll write by 5 today.", DEAF),
        ("I'm sorry. I've just sent a new code by e-mail; it comes within two minutes.", NO_CODE),
        ("I'm sorry the lift is out. You can use the stairs on the left.", ANGRY),
    ],
)
def test_a_way_that_is_open_to_them_is_help(draft, line):
    assert "cold" not in names(draft, line)


def test_what_never_came_may_have_come_since():
    talk = Conversation(
        "",
        (
            Turn(Speaker.CUSTOMER, NO_CODE),
            Turn(Speaker.AGENT, "I'm sorry. I've read you the code on the phone."),
            Turn(Speaker.CUSTOMER, "That worked. And the receipt?"),
        ),
    )

    found = check("I've e-mailed you the receipt.", after=talk, listener=LISTENER)

    assert "cold" not in {one.name for one in found.issues}


@pytest.mark.parametrize(
    "draft",
    [
        "I have two degrees, thanks.",
        "I've been doing this job for eleven years.",
        "I'm fully certified and I know how this works.",
        "I'll have you know I was employee of the month.",
    ],
)
def test_ones_own_standing_is_no_answer_to_anger(draft):
    assert "argue" in names(draft, DOUBTS_US)


@pytest.mark.parametrize(
    ("draft", "line"),
    [
        ("I'm sorry. I'm trained on this model, so I can reset it from here now.", DOUBTS_US),
        ("I'm sorry. I've worked on your case for two hours, and the part is found.", DOUBTS_US),
        ("I've been an electrician for eleven years.", "Are you an electrician yourself?"),
    ],
)
def test_standing_that_leads_to_help_or_was_asked_for_is_fine(draft, line):
    assert "argue" not in names(draft, line)


@pytest.mark.parametrize(
    ("draft", "line"),
    [
        ("We aim to respond within 7 days.", FLIES),
        ("You can expect a reply in 5 to 7 working days.", FLIES),
        ("Our engineers get back to you within 3 days.", "There's no heating and it's freezing!"),
    ],
)
def test_an_answer_after_the_day_they_need_it_is_vague(draft, line):
    talk = Conversation("", (Turn(Speaker.CUSTOMER, line),))

    found = check(draft, after=talk, playbook=PLAYBOOK, listener=LISTENER)

    assert "vague_promise" in {one.name for one in found.issues}
    assert "You need this sooner" in found.rewrite
    assert "days" not in found.rewrite


@pytest.mark.parametrize(
    ("draft", "line"),
    [
        ("I'm sorry. A reply takes 7 days, so I've sent it by courier today.", FLIES),
        ("I'm sorry. Our team gets back to you within 24 hours.", FLIES),
        ("We aim to respond within 7 days.", "How long does an answer take?"),
        ("We aim to respond within 7 days.", "You promised it last Thursday!"),
    ],
)
def test_a_time_that_is_soon_enough_or_asked_for_is_fine(draft, line):
    assert "vague_promise" not in names(draft, line)


@pytest.mark.parametrize("draft", ["https://example.com/faq", "See www.example.com/help", "bit.ly/2x4"])  # fmt: skip
def test_a_link_alone_is_cold_to_somebody_angry(draft):
    assert "cold" in names(draft, ANGRY)


@pytest.mark.parametrize(
    ("draft", "line"),
    [
        ("https://example.com/faq", "Where is the link to the form? I've looked for an hour!"),
        ("https://example.com/faq", "Hi, what are your opening hours?"),
        ("I'm sorry nobody answered. Your receipt is here: https://example.com/r/1", ANGRY),
    ],
)
def test_a_link_that_was_asked_for_or_stands_beside_help_is_not(draft, line):
    assert "cold" not in names(draft, line)


@pytest.mark.parametrize(
    ("draft", "line"),
    [
        ("And your name was?", TOLD_NAME),
        ("Who am I speaking to?", "I told you four times already!"),
        ("Could you confirm your address please?", "I've given my address twice now."),
        ("What seems to be the problem?", "As I already told your colleague, the washer leaks."),
    ],
)
def test_what_they_said_they_told_is_not_asked_again(draft, line):
    assert "ask_again" in names(draft, line)


@pytest.mark.parametrize(
    ("draft", "line"),
    [
        ("I have your name in front of me, and the card is in the post.", TOLD_NAME),
        ("Which of the two dates suits you?", TOLD_NAME),
        ("Could you tell me your name?", "Hello, I'd like to book a table."),
    ],
)
def test_what_they_did_not_tell_may_be_asked(draft, line):
    assert "ask_again" not in names(draft, line)
