"""A question left open: what belongs to another matter answers nothing, and asking back may not either."""

import pytest

from heard.coach import Coach, check
from heard.conversation import Conversation, Speaker, Turn
from heard.listen import load_listener
from heard.playbook import Playbook

PLAYBOOK, LISTENER = Playbook.load(), load_listener()
ROOM = "Hi, we've booked a room for Friday. Is breakfast included?"
UNANSWERED = "question unanswered"
PARCEL = "When will my parcel 4471 get here?"
FLIGHT = "How much does it cost to change my flight to Monday?"


def open_in(draft: str, line: str) -> list[str]:
    """Why each question that a draft leaves open is one."""
    coach = Coach.of(Conversation(id="", turns=()), playbook=PLAYBOOK, listener=LISTENER)
    coach.listen(Turn(Speaker.CUSTOMER, line))
    return [one.why for one in check(draft, after=coach).issues if one.kind == UNANSWERED]


def left_open(draft: str, line: str) -> bool:
    return bool(open_in(draft, line))


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
        ("You booked it for 40 euros.", "How much did I pay for the flight?"),
    ],
)
def test_an_offer_of_what_was_asked_answers_it(draft, line):
    assert not left_open(draft, line)


BOTH = "When is an engineer coming, and will I get anything back for the days it was down?"
WITH_TWO = f"My broadband dropped nine times today, I was kicked out of a client call AGAIN. {BOTH}"


@pytest.mark.parametrize(
    ("draft", "open_question"),
    [
        (
            "I'm sorry about the call. An engineer is coming on Thursday between 8 and 10.",
            "Will I get anything back for the days it was down?",
        ),
        (
            "Nine drops in a day: I'm sorry. You'll get £3 back for every day it was down.",
            "When is an engineer coming?",
        ),
        (
            "I'm sorry about the call. I've credited £18 for the six days it was down.",
            "When is an engineer coming?",
        ),
    ],
)
def test_of_two_questions_the_one_left_open_is_quoted(draft, open_question):
    (why,) = open_in(draft, WITH_TWO)

    assert f'"{open_question}"' in why
    assert BOTH not in why


@pytest.mark.parametrize(
    "draft",
    [
        "I'm sorry. An engineer comes on Thursday at 8, and I've credited £18 for the six days.",
        "I'm sorry. He comes on Thursday at 8. That's £18 on your next bill, too.",
        "I'm sorry about the call. I'm checking both now and will tell you by 3 pm.",
        "I'm sorry about the call. Could you send me your account number, so that I can look?",
    ],
)
def test_two_questions_answered_or_taken_on_leave_none_open(draft):
    assert not left_open(draft, WITH_TWO)


@pytest.mark.parametrize(
    ("line", "draft", "open_question"),
    [
        (
            "You refused my claim. Can the decision be reviewed, and by whom?",
            "I'm sorry. Yes, the decision can be reviewed.",
            "Can the decision be reviewed, and by whom?",
        ),
        (
            "No van, and we're sat on boxes. Is it coming today or not? And who pays the second night's rent?",
            "I'm sorry. The van broke down near Leeds and will be with you at 9 tomorrow.",
            "Who pays the second night's rent?",
        ),
        (
            "My premium went up by 40%, I'm furious. Why was it raised and can I leave without a fee?",
            "I see why you're furious. You can leave free of charge until 31 May.",
            "Why was it raised?",
        ),
    ],
)
def test_the_other_question_may_stand_in_few_words_or_ask_why(line, draft, open_question):
    (why,) = open_in(draft, line)

    assert f'"{open_question}"' in why


@pytest.mark.parametrize(
    ("line", "draft"),
    [
        (
            "So do I bring the form or do you have the form?",
            "We have them at the desk! Just bring ID.",
        ),
        (
            "I pay for delivery and do the delivering?",
            "Fair. It comes tomorrow between 10 and 11, with a note to knock.",
        ),
        (
            "I'm in pain. Is there anything sooner and what do I take until then?",
            "I'm sorry. Thursday at 8:20 is yours. Until then ibuprofen helps most people.",
        ),
    ],
)
def test_two_ways_a_statement_and_an_earlier_day_leave_nothing_open(line, draft):
    assert not left_open(draft, line)


def test_a_parcel_does_not_say_when_the_engineer_comes():
    assert left_open("Your parcel will be there tomorrow.", WITH_TWO)


FLOODS = "The machine still floods the kitchen. Are you going to replace it or not, and who pays for the floor?"


def test_what_comes_or_is_done_answers_whether_we_will_and_not_who_pays():
    both = "I'm sorry. You get a new machine on Tuesday, and our insurance pays for the floor."

    assert not left_open(both, FLOODS)
    (why,) = open_in("I'm sorry. Yes, you get a new machine, it comes on Tuesday.", FLOODS)
    assert '"Who pays for the floor?"' in why


def test_it_does_answers_one_question_and_the_sum_after_it_the_other():
    line = "Hello, does the grey rug come in 2 by 3 metres, and what does delivery to Cork cost?"

    assert not left_open("It does, and to Cork it's 12 euros.", line)
    assert left_open("Yes, it comes in 2 by 3.", line)


@pytest.mark.parametrize(
    "line",
    [
        "is it refunded or not",
        "so did you cancel my contract yes or no",
        "Is the refund through or isn't it. I've waited since May",
        "has my card been sent yet",
        "does the table fold",
    ],
)
def test_a_question_whose_mark_was_left_out_is_asked_all_the_same(line):
    (why,) = open_in("I'm sorry for the trouble.", line)

    assert '?"' in why


@pytest.mark.parametrize(
    ("line", "draft"),
    [
        ("is it refunded or not", "It was refunded on Monday."),
        ("did you cancel it or not", "Yes, on Monday."),
        ("Did the reset twice, works now.", "Great to hear."),
        ("Was the best stay ever.", "Thank you!"),
        ("Will call you tomorrow.", "Talk to you then."),
        ("Has been broken since May.", "I'm sorry about that."),
    ],
)
def test_a_statement_without_its_i_is_no_question(line, draft):
    assert not left_open(draft, line)
