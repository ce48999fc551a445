"""A question left open: what belongs to another matter answers nothing, and asking back may not either."""

import pytest

from heard.coach import Coach, check
from heard.conversation import Conversation, Speaker, Turn
from heard.listen import load_listener
from heard.playbook import Playbook

PLAYBOOK, LISTENER = Playbook.load(), load_listener()
ROOM = "Hi, we've booked a room for Friday. Is breakfast included?"
PARCEL = "When will my parcel 4471 get here?"
FLIGHT = "How much does it cost to change my flight to Monday?"


def left_open(draft: str, line: str) -> bool:
    coach = Coach.of(Conversation(id="", turns=()), playbook=PLAYBOOK, listener=LISTENER)
    coach.listen(Turn(Speaker.CUSTOMER, line))
    return "question_unanswered" in {one.name for one in check(draft, after=coach).issues}


@pytest.mark.parametrize(
    ("draft", "line"),
    [
        ("The sea view rooms are on floors 7 to 10.", ROOM),
        ("Our spa is open until 8 pm.", ROOM),
        ("You can enjoy the pool until 10.", ROOM),
        ("Thank you for choosing us. We have 3 restaurants.", ROOM),
        ("The sea view rooms are on floors 7 to 10.", PARCEL),
        ("Our shop is open until 8 pm.", PARCEL),
        ("You can get 10 % off your next order until Sunday.", PARCEL),
        ("Flight 212 leaves at 9:40.", FLIGHT),
        ("A checked bag costs 35 euros.", FLIGHT),
    ],
)
def test_what_belongs_to_another_matter_answers_nothing(draft, line):
    assert left_open(draft, line)


@pytest.mark.parametrize(
    ("draft", "line"),
    [
        ("Why do you ask?", ROOM),
        ("Are you travelling with children?", ROOM),
        ("Have you read the description on our website?", ROOM),
        ("How did you hear about us?", PARCEL),
        ("Do you like window seats?", FLIGHT),
    ],
)
def test_asking_back_for_what_no_answer_waits_for_leaves_it_open(draft, line):
    assert left_open(draft, line)


@pytest.mark.parametrize(
    ("draft", "line"),
    [
        ("Could you send me your booking number?", ROOM),
        ("Which room type did you book?", ROOM),
        ("It comes with every room.", ROOM),
        ("The buffet is free for all guests.", ROOM),
        ("Breakfast is 12 euros per person.", ROOM),
        ("I'm sorry, it isn't.", ROOM),
        ("The courier comes on Friday.", PARCEL),
        ("Have you checked your mailbox?", PARCEL),
        ("Let me look at where it is.", PARCEL),
        ("It's 40 euros.", FLIGHT),
        ("That depends on your fare.", FLIGHT),
        ("The night manager, Olu Adeyemi.", "Who decides about my room?"),
        ("The bill was correct, the rate went up in May.", "Was there a mistake in my bill?"),
        ("Your parcel is at the depot.", "My parcel is late. Where is it right now?"),
    ],
)
def test_an_answer_in_other_words_and_a_question_for_what_it_needs_settle_it(draft, line):
    assert not left_open(draft, line)


def test_a_question_is_quoted_without_the_reproach_before_it():
    coach = Coach.of(Conversation(id="", turns=()), playbook=PLAYBOOK, listener=LISTENER)
    coach.listen(Turn(Speaker.CUSTOMER, "It has been a month, where is my parcel?"))

    assert (
        "You asked: “Where is my parcel?”" in check("Thank you for writing.", after=coach).rewrite
    )


@pytest.mark.parametrize(
    ("draft", "line"),
    [
        ("I can offer you a late check-out until 2 pm.", ROOM),
        ("We can upgrade you to a suite for 40 euros.", ROOM),
        ("How about our premium plan?", "Can I pay by invoice each month?"),
        ("I can send you a brochure.", "Do you deliver to Ireland?"),
        ("Your invoice 2024-11 has been sent.", PARCEL),
        ("Your membership number is 12/34.", PARCEL),
        ("We have 24 shops in 12 cities.", "How long does a repair take?"),
        ("You ordered on 3 May.", PARCEL),
        ("I see that you paid 39 euros on 3 May.", FLIGHT),
    ],
)
def test_an_offer_of_something_else_and_digits_of_another_matter_answer_nothing(draft, line):
    assert left_open(draft, line)


@pytest.mark.parametrize(
    ("draft", "line"),
    [
        ("We can offer you a slot on Friday at 9.", PARCEL),
        ("You ordered on 3 May, and it takes 5 days.", PARCEL),
        ("We can offer breakfast for 12 euros.", ROOM),
        ("I can send it to Ireland for 9 euros.", "Do you deliver to Ireland?"),
        ("I can offer you a voucher for 20 euros.", "Is there anything you can do for me?"),
        ("You booked it for 40 euros.", "How much did I pay for the flight, and what is the fee?"),
    ],
)
def test_an_offer_of_what_was_asked_answers_it(draft, line):
    assert not left_open(draft, line)
