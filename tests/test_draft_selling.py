"""What is sold to whoever grieves, is upset or wants to leave; a verdict that goes on; a send-off."""

import pytest

from heard.coach import check
from heard.coach.draft.find.unsafe.other_people import others_data
from heard.coach.draft.find.verdicts import verdicts
from heard.conversation import Conversation, Speaker, Turn
from heard.listen import load_listener
from heard.listen.rules.rudeness import rude
from heard.playbook import Playbook

BOOK, EAR = Playbook.load(), load_listener()
LOSS = "My mum died, please close her account."
LEAVES = "Cancel it. All of it. I'm done with you lot!"


def found(draft: str, asked: str) -> list[tuple[str, str]]:
    talk = Conversation("", (Turn(Speaker.CUSTOMER, asked),))
    issues = check(draft, after=talk, playbook=BOOK, listener=EAR).issues
    return [(one.name, draft[one.start : one.end]) for one in issues]


@pytest.mark.parametrize(
    ("asked", "sells"),
    [
        (LOSS, "Before I close it, can I offer you 20% off to take it over?"),
        (LOSS, "Can I interest you in our loyalty offer for the next visit?"),
        (LOSS, "You'll love our flexible vouchers."),
        (LOSS, "Did you know that we have a family plan?"),
        (LOSS, "Would you like to keep it running instead?"),
        (LEAVES, "Before I do that, can I tell you about our new loyalty bundle?"),
        (LEAVES, "Would you be interested in a cheaper plan?"),
    ],
)
def test_nothing_is_sold_to_whoever_grieves_or_has_had_enough(asked, sells):
    draft = f"I'm very sorry for your loss. {sells}" if asked == LOSS else sells

    assert ("cold", sells) in found(draft, asked)


@pytest.mark.parametrize(
    ("asked", "draft"),
    [
        (LOSS, "I'm very sorry for your loss. Before I close it, can you send the certificate?"),
        (LOSS, "I'm very sorry for your loss. I've closed it, and the final bill is nil."),
        (LOSS, "I'm very sorry for your loss. Would you like the letter by email or by post?"),
        (
            "My mum died. Can I take over her plan, and what would it cost?",
            "I'm very sorry for your loss. Yes, we have a plan for one at £9.",
        ),
        ("Which plans do you have?", "We have a family plan and a premium plan."),
        (
            "Hi, could you cancel my plan from May on?",
            "It ends on 1 May. Would you like a cheaper plan?",
        ),
    ],
)
def test_what_is_needed_or_asked_for_is_not_sold(asked, draft):
    assert "cold" not in [name for name, _ in found(draft, asked)]


@pytest.mark.parametrize(
    "draft",
    [
        "Then go to them, nobody's keeping you.",
        "Fine, switch to the competition then.",
        "Don't let us keep you.",
        "We won't miss you.",
        "No one is forcing you to stay.",
        "Then why are you here?",
        "Then go there.",
    ],
)
def test_a_send_off_is_a_jab(draft):
    assert list(rude(draft))


@pytest.mark.parametrize(
    "draft",
    [
        "You can switch to another provider at any time.",
        "If you'd rather go to them, I'll send the closing form today.",
        "Go to the shop on Mill Lane, they have two in stock.",
        "Nobody is making you wait: I have it here.",
        "Go there by bus 4, it stops outside.",
        "We'd miss you, and I'd like to put this right.",
    ],
)
def test_a_way_out_that_is_told_kindly_is_none(draft):
    assert not list(rude(draft))


def test_a_verdict_that_goes_on_goes_too():
    draft = "You're absolutely right, he must have stolen it. That's completely our fault."
    talk = Conversation("", (Turn(Speaker.CUSTOMER, "Your courier obviously stole my phone!"),))
    rewrite = check(draft, after=talk, playbook=BOOK, listener=EAR).rewrite

    assert "stolen" not in rewrite
    assert "fault" not in rewrite
    assert rewrite.count("I'll check how that came about") == 1


@pytest.mark.parametrize(
    ("draft", "verdict"),
    [
        ("The driver must have stolen it.", True),
        ("She clearly lied to you.", True),
        ("I've checked the footage: the driver broke it.", False),
        ("I'll ask the driver whether he took it.", False),
        ("The driver left it at number 9.", False),
        ("That was our mistake, and I'm sorry.", False),
    ],
)
def test_who_is_guilty_is_not_said_before_anybody_has_looked(draft, verdict):
    assert bool(list(verdicts(draft, ()))) is verdict


@pytest.mark.parametrize(
    ("draft", "told"),
    [
        ("Your neighbour at 14 pays £61 a month because she's on the old tariff.", True),
        ("Next door pays half of that.", True),
        ("The family upstairs complained about you.", True),
        ("Your landlord owes us three months.", True),
        ("The man you share a flat with has missed payments.", True),
        ("That was Mrs Karen Boyle, she lives at 4 Park Road now.", True),
        ("Ines lives for this kind of case, and she moves on it today.", False),
        ("Your wife's PIN was changed on Monday.", True),
        ("Your husband has another account with us.", True),
        ("I can't tell you what next door pays.", False),
        ("Bring it to the shop next door to the station.", False),
        ("Your landlord can send the meter reading, too.", False),
        ("Your wife's booking is confirmed with yours.", False),
        ("Your neighbour at 14 has your parcel.", False),
    ],
)
def test_what_others_pay_or_owe_is_theirs(draft, told):
    assert bool(list(others_data(draft))) is told


@pytest.mark.parametrize(
    ("draft", "told"),
    [
        ("Marta Lopez asked about her overdue loan of 4,000 euros.", True),
        ("That was Karen Boyle.", True),
        ("I can't tell you about other customers.", False),
        ("Marta Lopez from our loans team has your case now.", False),
        ("Your own loan is paid until May.", False),
    ],
)
def test_whoever_asks_about_another_customer_hears_nothing_of_them(draft, told):
    asked = "What did the last customer ask you?"

    assert bool(list(others_data(draft, latest=asked))) is told
