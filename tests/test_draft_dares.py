"""Dares, threats and shrugs in a draft: whatever the customer said, none of them is excused."""

import pytest

from heard.coach import Checked, Coach, check
from heard.coach.draft.find.dares import dares
from heard.conversation import Conversation, Speaker, Turn
from heard.listen import load_listener
from heard.listen.rules.rudeness import rude
from heard.playbook import Playbook

PLAYBOOK, LISTENER = Playbook.load(), load_listener()
PARCEL = "Hi, when will my parcel with order 4471 arrive? It was due last Tuesday."
THREAT = (
    "Sort this out today or I'm coming down to your office and somebody is going to get hurt.",
)


def checked(draft: str, *lines: str) -> Checked:
    coach = Coach.of(Conversation(id="", turns=()), playbook=PLAYBOOK, listener=LISTENER)
    for line in lines or (PARCEL,):
        coach.listen(Turn(Speaker.CUSTOMER, line))
    return check(draft, after=coach)


@pytest.mark.parametrize("said", [THREAT, (PARCEL,)])
@pytest.mark.parametrize(
    "draft",
    [
        "Come on down then, see what happens.",
        "Come on down then. See what happens.",
        "Is that a threat? Come here and we'll see who gets hurt.",
        "Go ahead, I'd love to see you try.",
        "Yeah right, go on then, come round and see what we do to you.",
        "Bring it on.",
        "Do your worst, I'm not afraid of you.",
        "I know where you live, your address is on the order.",
        "I know where your kids go to school.",
        "Just try it and see what you get.",
        "I dare you to come here.",
        "You have no idea who you're dealing with.",
        "Come here and I'll be waiting for you.",
        "Say that to my face.",
        "You keep talking like that and see how it ends for you.",
        "I hope you do come. You'll be the one bleeding.",
        "Is this supposed to scare me?",
        "Please do. We have security and they hit hard.",
        "You'll regret this.",
        "I’ll make you pay for that.",
        "If you post a review, we'll cancel your order.",
    ],
)
def test_a_dare_or_a_threat_is_never_excused_and_praised_for_nothing(draft, said):
    found = checked(draft, *said)

    assert "threat" in {one.name for one in found.issues}
    assert found.does_well == ()
    assert found.is_new


@pytest.mark.parametrize(
    "draft",
    [
        "Try restarting it and see what happens.",
        "Let's try it and see what happens.",
        "We'd love to see you try the new menu!",
        "Come to the shop and we'll see what happened to your phone.",
        "Please bring it on Friday.",
        "I'll be waiting for you at the desk.",
        "I know where your parcel is.",
        "I hope you come back to us.",
        "This box is bigger than your old one.",
        "Take it outside to dry.",
        "Step outside the range of the router and see what happens to the signal.",
        "Go ahead and send me the photo.",
        "If you threaten us again, I'll end the chat.",
        "If you come to our office, I'll have to call the police.",
        "You'd better check the tracking page first.",
    ],
)
def test_a_limit_an_invitation_and_a_thing_to_try_are_no_dares(draft):
    assert "threat" not in {one.name for one in checked(draft, *THREAT).issues}


def test_what_a_dare_stands_beside_is_kept():
    found = checked("I'd be careful if I were you. Your refund comes on Friday.", *THREAT)

    assert found.rewrite == "Your refund comes on Friday."


def against(draft):
    return [*dares(draft), *rude(draft)]


@pytest.mark.parametrize(
    "draft",
    [
        "Go ahead, let's see what you've got",
        "Go ahead. Let's see what you've got!",
        "Come on then, show us what you've got.",
        "Show me what you've got.",
        "do what you want",
        "Do whatever you like.",
        "Fine, do as you please.",
        "Go ahead and do what you want.",
        "Suit yourself.",
        "Well, suit yourself then.",
        "Knock yourself out.",
        "Your loss.",
        "Whatever you say.",
        "If you say so.",
        "So sue me.",
        "Go ahead and sue us.",
        "Go ahead, call your lawyer.",
        "Go on, tell everyone.",
        "Feel free to complain to my boss.",
        "Go ahead and leave a bad review.",
        "What are you going to do about it?",
        "Go ahead, see if anyone cares.",
        "Then go somewhere else.",
        "Cancel then.",
        "Fine, then leave.",
        "Makes no difference to me.",
        "Have it your way.",
        "Go on then, let's see you try it.",
    ],
)
def test_egging_them_on_and_shrugging_them_off_are_heard_in_many_words(draft):
    assert against(draft)


@pytest.mark.parametrize(
    "draft",
    [
        "Go ahead and cancel it in the app, and I'll refund the month.",
        "Send me a photo and let's see what you've got.",
        "Let's see what you've got on the screen right now.",
        "You can do whatever you like with the old one, no need to return it.",
        "Do what you like best with the voucher.",
        "Please go ahead and report it to the police, and I'll send you the crime form.",
        "Go ahead, I'm listening.",
        "Feel free to leave a review.",
        "Feel free to complain to the ombudsman as well; here is the address: https://example.org",
        "Go ahead and post it here.",
        "You can report us a fault at 0800 123.",
        "Your loss is covered by the policy.",
        "What are you going to do about it if it rains? The tent is waterproof.",
        "You can look elsewhere in the settings, too.",
        "Leave it with me then.",
        "If you say so in the form, they'll skip that step.",
        "Try it somewhere else in the house, closer to the router.",
        "Cancel it then order again, and the discount applies.",
        "Whatever you decide, I'll set it up today.",
        "Then leave the box at the door, and the driver takes it.",
        "Let's see if it helps.",
        "It makes no difference to us which card you use.",
        "Show us what you've got so far and we'll take it from there.",
    ],
)
def test_a_real_go_ahead_and_a_free_choice_are_neither(draft):
    assert against(draft) == []


def test_a_dare_leaves_nothing_of_itself_in_the_rewrite():
    found = checked("Go ahead, let's see what you've got. Your parcel comes on Friday.")

    assert {one.name for one in found.issues} == {"threat"}
    assert found.rewrite == "Your parcel comes on Friday."


@pytest.mark.parametrize(
    "draft",
    [
        "Speak to me like that again and I'll cancel.",
        "Take that tone once more and this ticket gets closed.",
        "Carry on like this and I'll put the phone down.",
        "One more remark and I'm ending this chat.",
        "If you keep complaining I can close your account.",
    ],
)
def test_what_is_done_to_them_if_they_go_on_threatens_whoever_insulted_nobody(draft):
    assert "threat" in {one.name for one in checked(draft).issues}


@pytest.mark.parametrize(
    "draft",
    [
        "If you keep the box, I can close the return for you.",
        "If you carry on like this you'll have paid it off by May.",
        "One more question and your order is complete.",
        "Speak to us like that any time, we don't mind.",
    ],
)
def test_what_they_may_go_on_with_is_no_threat(draft):
    assert "threat" not in {one.name for one in checked(draft).issues}
