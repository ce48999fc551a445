"""What a reply is too sure of: an outcome for certain, and that something does no harm to who can be hurt by it."""

import pytest

from heard.coach import check
from heard.conversation import Conversation, Speaker, Turn
from heard.listen import load_listener
from heard.playbook import Playbook

PLAYBOOK, LISTENER = Playbook.load(), load_listener()
LATE = "You've missed two deliveries. When does it come?"


def checked(draft, line):
    talk = Conversation("", (Turn(Speaker.CUSTOMER, line),))
    return check(draft, after=talk, playbook=PLAYBOOK, listener=LISTENER)


def names(draft, line):
    return {one.name for one in checked(draft, line).issues}


@pytest.mark.parametrize(
    "draft",
    [
        "It'll be there tomorrow for sure.",
        "You have my word that it arrives on Friday.",
        "The van will be with you at nine, no doubt about it.",
        "I can assure you it will be delivered on Wednesday.",
    ],
)
def test_an_outcome_is_not_promised_for_certain(draft):
    assert "promise_not_allowed" in names(draft, LATE)


@pytest.mark.parametrize(
    "draft",
    [
        "I'm sorry. I'll call you at nine tomorrow for sure.",
        "I'm sorry. I can't say for sure that it will be there tomorrow.",
        "I'm sorry. I'll find out for certain whether it will be on the van, and write by 5.",
        "I'm sorry. The driver has it on Friday's van, between 9 and 12.",
    ],
)
def test_a_deed_of_ones_own_and_a_doubt_may_be_certain(draft):
    assert "promise_not_allowed" not in names(draft, LATE)


@pytest.mark.parametrize(
    ("draft", "line"),
    [
        ("Should be fine for most people.", "Does it contain milk? I'm allergic."),
        ("I wouldn't worry about it.", "Can my son eat this? He has a nut allergy."),
        ("Plenty of women use it every day.", "I'm pregnant, is the dye safe to use?"),
        ("We've never had any complaints.", "I have a heart condition. May I drink this?"),
    ],
)
def test_an_allergy_is_not_talked_away(draft, line):
    found = checked(draft, line)

    assert "unsafe_advice" in {one.name for one in found.issues}
    assert draft not in found.rewrite
    assert not found.does_well


@pytest.mark.parametrize(
    ("draft", "line"),
    [
        (
            "Yes, the label lists milk, so please don't eat it.",
            "Does it contain milk? I'm allergic.",
        ),
        ("I can't say that it's safe. Please ask your doctor first.", "I'm pregnant, is it safe?"),
        ("That should be fine, you're down for Friday.", "I'm pregnant. Can I move it to Friday?"),
        ("No problem, you're in room 12 now.", "I'm allergic to cats. Can I change rooms?"),
        ("It should be fine in the dishwasher.", "Can I put the lid in the dishwasher?"),
    ],
)
def test_what_is_in_it_may_be_told_and_other_things_may_be_fine(draft, line):
    assert "unsafe_advice" not in names(draft, line)
