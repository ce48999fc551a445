"""What hurts goes with what it leans on, and nothing of it is left to be sent alone."""

import pytest

from heard.coach import check
from heard.conversation import Conversation, Speaker, Turn
from heard.listen import load_listener
from heard.playbook import Playbook

PLAYBOOK, LISTENER = Playbook.load(), load_listener()
WANTS_LEAD = "I want to speak to your supervisor. Now."
ON_HOLD = "40 minutes on hold, you lot are a joke."
TWICE = "I was charged twice for November, £39.99 each."
GONE = "My parcel says delivered but it never came. I was home all day!"
STAIRS = "The lift was out and I'm in a wheelchair. I had to sleep in the lobby."
UNLABELED = "I use a screen reader and your pay button isn't labeled, so I can't pay."
DEAF = "I'm deaf. How do I cancel?"


def looked_at(draft, line):
    talk = Conversation("", (Turn(Speaker.CUSTOMER, line),))
    return check(draft, after=talk, playbook=PLAYBOOK, listener=LISTENER)


@pytest.mark.parametrize(
    "draft",
    [
        "My supervisor will only tell you the same thing, so there's no point.",
        "The manager will tell you the same and it's pointless.",
        "My boss would just tell you the same, so what's the point?",
    ],
)
def test_a_no_to_a_lead_takes_its_reason_with_it(draft):
    checked = looked_at(draft, WANTS_LEAD)

    assert {one.name for one in checked.issues} == {"flat_no"}
    assert "point" not in checked.rewrite
    assert "asking [team]" in checked.rewrite


@pytest.mark.parametrize(
    "words",
    [
        "I don't get paid enough for this",
        "They don't pay me enough to listen to this",
        "We're not paid to be shouted at",
        "People like you are why I hate this job",
        "We really hate this job",
    ],
)
def test_what_the_job_pays_is_a_jab_beside_anything_and_alone(words):
    assert "jab" in {one.name for one in looked_at(f"{words}.", ON_HOLD).issues}
    beside = looked_at(f"{words}. Your order comes on Friday.", ON_HOLD)
    assert words not in beside.rewrite
    assert "Your order comes on Friday." in beside.rewrite


@pytest.mark.parametrize(
    "draft",
    [
        "I'm sorry about the 40 minutes. If you weren't paid enough for it, I'll top it up today.",
        "We don't get paid for parcels that are lost, so I'm tracing it now and I'll ring you at 4.",
        "My shift ends at six, and Lou takes over then; she knows all of it. I'm sorry for the wait.",
    ],
)
def test_pay_and_shifts_may_be_spoken_of(draft):
    assert "jab" not in {one.name for one in looked_at(draft, ON_HOLD).issues}


@pytest.mark.parametrize(
    "draft",
    [
        "You must have placed the order twice.",
        "You must have clicked the button more than once.",
        "You probably ordered it twice.",
        "You must have accidentally subscribed.",
    ],
)
def test_that_they_did_it_twice_themselves_is_blame(draft):
    assert "blame" in {one.name for one in looked_at(draft, TWICE).issues}


def test_of_two_accusations_none_is_left():
    second = "Please check your account more carefully before contacting us next time."

    checked = looked_at(f"You must have placed the order twice. {second}", TWICE)

    assert "twice" not in checked.rewrite
    assert "carefully" not in checked.rewrite


@pytest.mark.parametrize(
    "draft",
    [
        "I'm sorry: the order was placed twice, and I've canceled the second one.",
        "You must have been worried to see it twice. The second £39.99 is on its way back to you.",
        "To be eligible you must have placed the order before 1 December. Yours was, so I've sent £39.99 back.",
    ],
)
def test_what_happened_twice_to_them_is_none(draft):
    assert "blame" not in {one.name for one in looked_at(draft, TWICE).issues}


@pytest.mark.parametrize(
    ("draft", "proof"),
    [
        ("The driver's GPS shows it was delivered so you must be mistaken.", "GPS"),
        ("Our records show it was signed for, so you must have lost it.", "records"),
        ("The photo proves it was there, so you obviously didn't look.", "photo"),
    ],
)
def test_an_accusation_takes_its_proof_with_it(draft, proof):
    assert proof not in looked_at(draft, GONE).rewrite


def test_what_a_record_says_may_lead_to_what_is_done():
    draft = "The GPS shows the van two streets away, so it was left next door. I'm sorry; he brings it by 6 today."

    assert looked_at(draft, GONE).rewrite == draft


@pytest.mark.parametrize(
    ("draft", "line"),
    [
        ("Other guests managed fine with the stairs.", STAIRS),
        ("Most people don't have a problem with it.", STAIRS),
        ("I'm not sure what you expected us to do there.", STAIRS),
        ("Just fill in the form on our website.", UNLABELED),
        ("Please go to our app and press the pay button.", UNLABELED),
        ("You can use the portal to pay.", UNLABELED),
        ("Please give us a quick call on 0800 555 010.", DEAF),
        ("To cancel you have to ring us.", DEAF),
    ],
)
def test_what_is_out_of_their_reach_is_cold_however_it_is_put(draft, line):
    assert "cold" in {one.name for one in looked_at(draft, line).issues}


@pytest.mark.parametrize(
    ("draft", "line"),
    [
        ("Other guests told us of the lift, too, and I'm sorry. I've booked you a ground-floor room.", STAIRS),
        ("I'm sorry. I've booked you a taxi and a room at the Crown, ground floor, from 3 pm.", STAIRS),
        ("I'm sorry. I've filled in the form for you, and you can pay by reply to this.", UNLABELED),
        ("I'm sorry about that button. I've moved your date to 15 December until it works.", UNLABELED),
        ("I've canceled it for you in writing; nothing is left to do.", DEAF),
    ],
)  # fmt: skip
def test_a_way_round_it_is_not(draft, line):
    assert "cold" not in {one.name for one in looked_at(draft, line).issues}


@pytest.mark.parametrize(
    ("draft", "line"),
    [
        ("No worries! 😊 These things happen, they'll probably turn up!", "its my mums funeral on friday and the flowers arent confirmed"),
        ("Great stuff! They'll turn up!", "the wreath for my dads funeral is missing"),
        ("Awesome, have a great day!", "I need the suit for my nans funeral tomorrow"),
    ],
)  # fmt: skip
def test_a_funeral_is_heard_without_its_apostrophe(draft, line):
    assert looked_at(draft, line).rewrite.startswith("I'm very sorry for your loss.")


@pytest.mark.parametrize("name", ["flat_no", "deflect", "policy_wall", "argue", "excuse"])
def test_the_reason_speaks_of_a_lead_only_to_whoever_asked_for_one(name):
    def why(*said):
        return next(one.why for one in PLAYBOOK.plays if one.is_for(name, said))

    assert "supervisor" not in why()
    assert "supervisor" not in why("long_wait")


def test_no_issue_speaks_of_a_lead_to_whoever_asked_for_none():
    issues = looked_at("You have to contact the seller about that.", GONE).issues

    assert "deflect" in {one.name for one in issues}
    assert not any("supervisor" in one.why for one in issues)


@pytest.mark.parametrize(
    "draft",
    [
        "Send me your password. I'll log in for you.",
        "I need your password. Then I can log in and cancel it.",
        "Please give me your PIN for the card. I'll get into your account for you.",
    ],
)
def test_what_was_to_be_done_with_a_secret_goes_with_it(draft):
    rewrite = looked_at(draft, "I can't log in.").rewrite

    assert "log in" not in rewrite
    assert "get into" not in rewrite
