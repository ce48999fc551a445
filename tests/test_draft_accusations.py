"""Plain accusations in a draft, with nothing rude beside them, and the near misses that accuse nobody."""

import pytest

from heard.coach import check
from heard.coach.draft.find.accusations import accusations
from heard.conversation import Conversation, Speaker, Turn
from heard.listen import load_listener
from heard.playbook import Playbook

PLAYBOOK, LISTENER = Playbook.load(), load_listener()
GYM = "I canceled my membership in May, and you've charged me again."
NEXT = "What's needed now is [next step], and I'll help with it."


def checked(draft, line=GYM):
    talk = Conversation("", (Turn(Speaker.CUSTOMER, line),))
    return check(draft, after=talk, playbook=PLAYBOOK, listener=LISTENER)


@pytest.mark.parametrize(
    "draft",
    [
        "You obviously didn't cancel.",
        "you obviously didn't cancel properly",
        "You must have entered it wrong.",
        "If you had read the email, you would know.",
        "If you'd read the email you'd know that it ships on Friday.",
        "Had you called us earlier, this wouldn't have happened.",
        "You'd know that if you had followed the link.",
        "This wouldn't have happened if you had backed up your phone.",
        "You should have called earlier.",
        "You never told us your address.",
        "You didn't follow the instructions.",
        "That's your own fault.",
        "This is entirely your mistake, not ours.",
        "You failed to return the item in time.",
        "You probably forgot to restart it.",
        "You must have lost it yourself.",
        "You could have just asked.",
        "Well, you should've known better.",
        "You clearly haven't read the terms.",
        "You never even asked.",
        "Did you even read the email?",
        "Why didn't you just call us?",
        "Next time, please read the description before you order.",
        "Maybe read the email next time.",
        "That's what happens when you share your password.",
        "You entered the wrong address, so it went to Leeds.",
        "It's late because you typed the wrong post code.",
        "Sorry, but you didn't pay the bill.",
        "You were supposed to return it within 14 days.",
        "You're the one who ordered the wrong size.",
        "You have only yourself to blame.",
        "It was user error.",
        "You didn't bother to check, did you?",
        "Unfortunately you did not complete the form.",
        "You shouldn't have opened it.",
        "You ought to have checked the size.",
        "No doubt you clicked the wrong button.",
        "I checked, and you simply never sent it.",
        "You ignored three of our emails.",
    ],
)
def test_what_they_did_wrong_said_to_their_face_is_an_accusation(draft):
    assert list(accusations(draft))


@pytest.mark.parametrize(
    "draft",
    [
        "You should have an email from us by now.",
        "You shouldn't have had to call three times.",
        "You must have been worried.",
        "You must have had a long day.",
        "I understand that you didn't cancel the order yourself.",
        "I'm sorry you didn't get an answer.",
        "If you had any trouble with it, tell me.",
        "If you'd like to check the size first, the chart is under the photo.",
        "If you haven't read the email yet, here is what it says: it ships on Friday.",
        "Could you have entered the wrong number?",
        "It looks like you entered an old address; I've changed it to the new one.",
        "It's not your fault at all.",
        "It isn't your mistake, the form is badly laid out.",
        "You did nothing wrong.",
        "You clearly did everything right.",
        "You should have been told about that on Monday.",
        "In case you missed it, here's the link.",
        "You may have missed our call at 5.",
        "Did you get the email?",
        "Did you ever get a reply from them?",
        "Why didn't you get a reply? I'm asking the team now.",
        "You were supposed to get it on Monday, and I'm sorry that you didn't.",
        "Next time you order, shipping is free.",
        "Even if you had called earlier, it would have been the same.",
        "We should have checked it before we sent it.",
        "You obviously didn't deserve that.",
        "You didn't do anything wrong.",
        "I can see that you never received it.",
        "You never got the parcel, so I'm sending a new one today.",
        "You didn't need to send the form again.",
        "You told us on Monday, and we never answered.",
        "You've been told the wrong day, and I'm sorry for it.",
        "You were sent the wrong size. I'm sending the right one today.",
        "You got the wrong size from us, that's our error.",
        "The number you entered is for another account; could you check it?",
        "You don't have to read all of it; page 2 is enough.",
        "You obviously know your way around the app.",
        "You called three times and nobody answered.",
        "I'm not saying you should have called earlier.",
        "You asked the right thing.",
        "You could have been charged twice, so I checked: you weren't.",
        "You probably lost some time with this.",
        "You said you had checked the box already.",
    ],
)
def test_what_is_asked_supposed_taken_back_or_done_to_them_accuses_nobody(draft):
    assert list(accusations(draft)) == []


@pytest.mark.parametrize(
    ("draft", "mended"),
    [
        ("You obviously didn't cancel.", f"I'm sorry it came to this. {NEXT}"),
        ("Sorry, but you didn't cancel in time.", f"Sorry. {NEXT}"),
        ("You’d know that if you’d read the email.", f"I'm sorry it came to this. {NEXT}"),
        (
            "I've stopped the payment, but you clearly never sent the form.",
            f"I've stopped the payment. I'm sorry it came to this. {NEXT}",
        ),
        (
            "Had you read the email, you'd know that it ends on 30 June.",
            f"I'm sorry it came to this. {NEXT} [still to say: on 30 June]",
        ),
    ],
)
def test_an_accusation_gives_way_to_what_is_needed_and_the_facts_stay(draft, mended):
    found = checked(draft)

    assert "blame" in {one.name for one in found.issues}
    assert found.rewrite == mended


@pytest.mark.parametrize(
    "draft",
    [
        "As the guide clearly states, the button is held for ten seconds.",
        "The terms are perfectly clear on this.",
        "As you'd know if you had read the instructions, it only works online.",
        "It's you who changed the address.",
    ],
)
def test_what_stands_in_the_guide_is_not_held_up_to_somebody_upset(draft):
    talk = Conversation("", (Turn(Speaker.CUSTOMER, "A whole day wasted, and it's still dead. I'm furious!"),))  # fmt: skip

    found = check(draft, after=talk)

    assert "blame" in {one.name for one in found.issues}


@pytest.mark.parametrize(
    "draft",
    [
        "I'm sorry. The guide is wrong there: the button is held for ten seconds.",
        "I'm sorry. The terms aren't clear on this, so I've asked the shop and write by 5.",
        "It's you who decides: Tuesday at 9, or Friday at 2?",
        "I'm sorry. As the guide doesn't say how, here is what I did for you: I reset it at 9.",
    ],
)
def test_a_guide_that_is_ours_to_mend_accuses_nobody(draft):
    talk = Conversation("", (Turn(Speaker.CUSTOMER, "A whole day wasted, and it's still dead. I'm furious!"),))  # fmt: skip

    found = check(draft, after=talk)

    assert "blame" not in {one.name for one in found.issues}
