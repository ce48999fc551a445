"""Cards and readings for whoever told of a death: nothing said back that hurts, and an answer when they can't go on."""

import pytest

from heard.coach import Coach
from heard.conversation import Speaker, Turn
from heard.details import Details
from heard.listen import Reading, load_listener
from heard.playbook import Playbook

PLAYBOOK, LISTENER = Playbook.load(), load_listener()
DIED = "My dad died three weeks ago and I need to stop his phone contract."


@pytest.mark.parametrize(
    "text",
    [
        "He's dead. I just said he's dead.",
        "She died in May, as I have told you twice.",
        "My husband passed away three weeks ago.",
        "I lost my mother on Sunday.",
    ],
)
def test_a_death_is_never_said_back_as_what_went_wrong(text):
    known = Details().after(Turn(Speaker.CUSTOMER, text), Reading(0.6, "angry")).known()

    for slot in ("fact", "words", "said"):
        told = known.get(slot, "")
        assert not any(word in told for word in ("dead", "died", "passed", "lost"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("He's dead. I've sent the death certificate twice.", "you've sent the death certificate twice"),
        ("My dad died, and you charged me 40 euros two weeks ago.", "we charged you 40 euros two weeks ago"),
        ("My phone is dead, and I paid 40 euros two weeks ago.", "your phone is dead, and you paid 40 euros two weeks ago"),
    ],
)  # fmt: skip
def test_what_went_wrong_beside_it_is(text, told):
    assert Details().after(Turn(Speaker.CUSTOMER, text), Reading(0.6, "angry")).fact == told


def follow(*lines):
    coach = Coach.start(playbook=PLAYBOOK, listener=LISTENER)
    card = None
    for line in lines:
        who, _, text = line.partition(": ")
        card = coach.hear(Turn(Speaker.AGENT if who == "A" else Speaker.CUSTOMER, text))
    return coach, card


@pytest.mark.parametrize(
    "plea",
    [
        "I can't keep doing this.",
        "I can't do this any more.",
        "I'm at the end of my tether.",
    ],
)
def test_whoever_grieves_and_cannot_go_on_has_a_card_right_after_one(plea):
    _, card = follow(
        f"C: {DIED}",
        "A: Okay, can I speak to the account holder?",
        "C: He's dead. I just said he's dead.",
        "A: Right, well, without the account holder I can't discuss the account, it's data protection.",
        f"C: This is the third person who's said that. I've sent the certificate twice. {plea}",
    )

    assert card is not None


@pytest.mark.parametrize(
    "thanks",
    ["Thank you. That's all I wanted.", "Right. Thanks for that.", "Thank you for closing it."],
)
def test_thanks_in_grief_are_not_pleased(thanks):
    said = (f"C: {DIED}", "A: I'm so sorry. I've closed the contract, and nothing more is taken.")

    assert follow(*said, f"C: {thanks}")[0].reading.emotion != "pleased"


def test_the_same_thanks_without_grief_are_pleased():
    said = "A: I've closed the contract, and nothing more is taken."

    coach, _ = follow("C: Please stop my contract.", said, "C: Thank you. That's all I wanted.")

    assert coach.reading.emotion == "pleased"


def test_who_is_glad_in_grief_is_heard_so():
    coach, _ = follow(
        f"C: {DIED}",
        "A: I've closed it today.",
        "C: Thank you, you've been wonderful, I'm so glad.",
    )

    assert coach.reading.emotion == "pleased"
