"""Being sent to somebody else, heard in a review and held back in a draft, and help that only names others."""

import pytest

from heard.coach import check
from heard.conversation import Conversation, Speaker, Turn
from heard.listen import FIRM, load_listener, read_all
from heard.listen.reading import Reading, SoFar
from heard.listen.rules.sent_on import sent_on
from heard.playbook import Playbook

PLAYBOOK, LISTENER = Playbook.load(), load_listener()
TABLETS = (
    "I've been on hold for fifty minutes for my mum's tablets, and you never got the prescription."
    " She has two left. This is the second time this month!"
)


def after(said: str, emotion: str = "frustrated") -> SoFar:
    return SoFar().add(Turn(Speaker.CUSTOMER, said), Reading(0.5, emotion))


@pytest.mark.parametrize(
    "reply",
    [
        "Try the surgery, they should have it.",
        "Maybe ask your neighbour if she has some.",
        "You'd have to ask the surgery about that.",
        "I'd suggest you contact the manufacturer.",
        "Sorry, that's between you and your landlord.",
        "Otherwise ask your neighbours for a heater.",
    ],
)
def test_somebody_upset_who_is_only_sent_to_others_is_deflected(reply):
    talk = Conversation("", (Turn(Speaker.CUSTOMER, TABLETS), Turn(Speaker.AGENT, reply)))

    assert read_all(talk, LISTENER)[1].sure("deflect") >= FIRM
    found = check(
        reply, after=Conversation("", talk.turns[:1]), playbook=PLAYBOOK, listener=LISTENER
    )
    assert "deflect" in {one.name for one in found.issues}


@pytest.mark.parametrize(
    "reply",
    [
        "I'm ringing the surgery now, please stay on the line.",
        "Calling the driver now.",
        "Ask the surgery to send it again while I hold two packs for you; I'll ring you at 3.",
        "If it gets worse tonight, call the doctor.",
        "Please call the doctor if it gets worse tonight.",
        "Is it on its way to the surgery or to the pharmacy?",
        "The surgery never sent it, so we've asked them again.",
        "Please call the bank number on your card.",
    ],
)
def test_help_that_names_others_sends_nobody_away(reply):
    assert sent_on(reply, after(TABLETS)) is None


def test_who_asks_whom_to_call_is_told_and_who_is_calm_may_be_pointed_on():
    assert sent_on("Call the surgery on 0117 555 0190.", after("Who should I call?!")) is None
    assert sent_on("Try the surgery.", SoFar()) is None
