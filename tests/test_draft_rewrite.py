"""A rewrite mends the sentence in the agent's own words, and a question left open is said back."""

import pytest

from heard.coach import Checked, Coach, check
from heard.coach.guardrail import guard
from heard.conversation import Conversation, Speaker, Turn
from heard.listen import load_listener
from heard.playbook import Playbook

PLAYBOOK, LISTENER = Playbook.load(), load_listener()
UPSET = (
    "This is ridiculous! My washing machine has been broken for three weeks and nobody calls back."
    " I've had enough!"
)
CALM = "Hello, I ordered a lamp on Monday."


def checked(draft: str, *lines: str) -> Checked:
    coach = Coach.of(Conversation(id="", turns=()), playbook=PLAYBOOK, listener=LISTENER)
    for line in lines or (UPSET,):
        speaker = Speaker.AGENT if line.startswith("A:") else Speaker.CUSTOMER
        coach.listen(Turn(speaker, line.removeprefix("A:")))
    return check(draft, after=coach)


def names(draft: str, *lines: str) -> set[str]:
    return {issue.name for issue in checked(draft, *lines).issues}


def rewrite(draft: str, *lines: str) -> str:
    return checked(draft, *lines).rewrite


# Arguing, cold and scripted: the sentence is mended

SIDE = "Tell me how it was from your side."


@pytest.mark.parametrize(
    ("draft", "mended"),
    [
        (
            "Actually, the machine was delivered in perfect condition.",
            f"From what I can see here, the machine was delivered in perfect condition. {SIDE}",
        ),
        (
            "Our records show that you were called twice.",
            f"From what I can see here, you were called twice. {SIDE}",
        ),
        (
            "That's incorrect, our engineer was there at 9. Kind regards, Ben",
            f"From what I can see here, our engineer was there at 9. {SIDE} Kind regards, Ben",
        ),
        (
            "I don't think that's what happened. The engineer rang the bell at 9.",
            f"Something doesn't match, and I want to find out what. The engineer rang the bell at 9. {SIDE}",
        ),
        (
            "I disagree, three weeks is normal for this part.",
            f"From what I can see here, three weeks is normal for this part. {SIDE}",
        ),
        (
            "That's incorrect, GPS had the van at your door.",
            f"From what I can see here, GPS had the van at your door. {SIDE}",
        ),
    ],
)
def test_an_argument_is_put_beside_what_they_saw_and_keeps_what_it_states(draft, mended):
    assert rewrite(draft) == mended


@pytest.mark.parametrize(
    ("draft", "mended"),
    [
        ("Our records show one booking only.", "Here I can see one booking only."),
        ("Our system says that nothing was sent.", "Here I can see that nothing was sent."),
    ],
)
def test_what_records_show_may_be_a_thing_or_a_sentence(draft, mended):
    assert rewrite(draft).startswith(mended)


def test_a_question_that_doubts_them_asks_them_to_look():
    assert "Could you check whether you plugged it in?" in rewrite(
        "Are you sure you plugged it in?"
    )


def test_a_question_that_doubts_what_they_want_becomes_an_offer():
    assert "Would you like to book a visit?" in rewrite(
        "Are you sure you wouldn't like to book a visit?"
    )


def test_a_question_asked_before_they_said_that_it_works_is_closed():
    asked = "Could it be the cable that came with the box?"
    solved = "It's working now, so that's solved. Thank you so much for all your help!"

    assert "question_unanswered" in names("Glad you wrote to us!", asked)
    assert "question_unanswered" not in names("Glad you wrote to us!", asked, solved)


@pytest.mark.parametrize("draft", ["Okay.", "Noted.", "It is what it is."])
def test_a_shrug_gives_way_to_a_reply_with_a_next_step(draft):
    text = rewrite(draft)

    assert draft not in text
    assert "What happens next is [next step]." in text


def test_stock_wording_gives_way_in_its_place():
    letter = "Dear valued customer, thank you for contacting us. Kindly share your order number."
    text = rewrite(letter)

    assert text.startswith("Hello, thank you for contacting us. I can see why")
    assert text.endswith("Kindly share your order number.")
    assert rewrite("Your feedback is important to us and helps us improve.") == (
        "Thank you for telling us."
    )


def test_an_apology_keeps_the_spelling_of_whoever_writes_it():
    assert rewrite("I do apologise if this was unclear.") == "I do apologise that this was unclear."


# Sending them elsewhere


@pytest.mark.parametrize(
    ("draft", "kept"),
    [
        (
            "I'm sorry about that, please contact our Warm Floor team on 0345 555 100. They know these pumps.",
            (
                "I'm sorry about that. I'll start that for you here: [next step]. If you'd rather do it yourself,"
                " please contact our Warm Floor team on 0345 555 100. They know these pumps."
            ),
        ),
        (
            "I'm sorry. You need to call our phone line for that.",
            "If you'd rather do it yourself, you can call our phone line for that.",
        ),
        (
            "Hey, if the light is red, please call our support team on 0800 123 456.",
            "nobody calls back. I'll start that for you here: [next step]. If the light is red, please call our support team on 0800 123 456.",
        ),
        (
            "I'm sorry. If the light is red, please call our support team on 0800 123 456.",
            "I'll start that for you here: [next step]. If the light is red, please call our support team on 0800 123 456.",
        ),
    ],
)
def test_where_to_turn_stays_word_for_word_after_a_step_of_ours(draft, kept):
    text = rewrite(draft)

    assert kept in text
    assert "still to say" not in text


def test_pointing_to_where_their_language_is_spoken_sends_nobody_away():
    draft = "We write English here. Contact us in your preferred language at https://x.example/talk"

    assert "deflect" not in names(draft)


# Where lines go


def test_an_adverb_before_a_comma_is_no_name():
    text = rewrite("Usually, it is the socket. Please try another one and tell us what happens.")

    assert text.index("Usually, it is") > text.index("I can see why")


def test_a_name_that_stands_alone_is_a_signature():
    text = rewrite("We'll feed this back to the depot. Natalie")

    assert text.endswith("You'll hear from me by [day or time] about where it stands. Natalie")


def test_we_wish_to_inform_you_wishes_for_nothing():
    draft = "We wish to advise you that the workshop has it and will write to you shortly."

    assert rewrite(draft) == draft.replace("shortly", "by [day or time]")


@pytest.mark.parametrize(
    "draft",
    ["I'm afraid there isn't anything else I can do.", "We're not able to give you anything more."],
)
def test_where_nothing_can_be_offered_nothing_is_offered(draft):
    assert rewrite(draft) == (
        f"{draft} I'll take it up with [team] and tell you by [day or time] what they say."
    )


@pytest.mark.parametrize(
    "draft",
    [
        "Lovely. We'll keep an eye on the lamp forum this week.",
        "Thanks! We'll share your feedback with the team.",
    ],
)
def test_words_passed_on_for_a_calm_customer_owe_them_no_day(draft):
    calm = "It works again now, thanks. A dark theme would be nice."

    assert "vague_promise" not in names(draft, calm)


# A question left unanswered


@pytest.mark.parametrize(
    ("draft", "said", "question"),
    [
        (
            "Your order is being packed right now.",
            f"{CALM} Do I have to be at home when it arrives?",
            "Do I have to be at home when it arrives?",
        ),
        (
            "It'll be with you on Friday.",
            "When will my lamp arrive? And do I need to sign for it?",
            "Do I need to sign for it?",
        ),
        (
            "The technician comes on Tuesday between 8 and 12.",
            "Will the technician bring the part with him? My heating has been off for days.",
            "Will the technician bring the part with him?",
        ),
        (
            "Your comments go to the depot today.",
            "The driver left it in the rain. Who pays for the damage?",
            "Who pays for the damage?",
        ),
        (
            "Thank you for your patience, please bear with us.",
            "How much is the fee for changing my flight?",
            "How much is the fee for changing my flight?",
        ),
        (
            "You're welcome!",
            "Thanks! Does the warranty cover water damage too?",
            "Does the warranty cover water damage too?",
        ),
    ],
)
def test_a_question_that_the_draft_ignores_is_quoted_and_taken_on(draft, said, question):
    found = checked(draft, said)

    (issue,) = (one for one in found.issues if one.name == "question_unanswered")
    assert f'"{question}"' in issue.why
    assert f"You asked: “{question}” I'm checking that now" in found.rewrite
    assert draft in found.rewrite


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        ("No, you don't need to be there.", f"{CALM} Do I have to be at home when it arrives?"),
        ("I'm checking that for you now.", "Does the warranty cover water damage?"),
        ("Please send me your order number.", "Does the warranty cover water damage?"),
        ("Water damage is covered for two years.", "Does the warranty cover water damage?"),
        ("He will, it's on his list.", "Will the technician bring the part with him?"),
        ("It can, until it leaves the depot.", "Can the order still be cancelled?"),
        ("It left the depot at nine.", "Where is my parcel?"),
        ("The blue one.", "Which lamp fits my hallway better, the blue or the green one?"),
        (
            "It'll be six weeks to the day.",
            "Is it six weeks at most, or will it be here before that?",
        ),
        ("...and the depot has the details too. (2/2)", "Does the warranty cover water damage?"),
        ("I'm sorry about all this.", "Are you people ever going to do something about it?"),
        ("Glad to hear it!", "Does it come with a bulb? Never mind, found it."),
    ],
)
def test_a_question_that_is_answered_or_taken_up_is_not_flagged(draft, said):
    assert "question_unanswered" not in names(draft, said)


# Promises of money


def test_a_refund_as_our_own_act_is_polished_for_a_person_and_held_back_for_a_bot():
    draft = "We'll refund you in full."
    talk = Conversation("", (Turn(Speaker.CUSTOMER, "I was charged twice, please send it back."),))

    person = check(draft, after=talk, playbook=PLAYBOOK, listener=LISTENER)
    bot = guard(talk, draft, playbook=PLAYBOOK, listener=LISTENER)

    assert person.safe
    assert [one.name for one in person.polish] == ["promise_not_allowed"]
    assert person.polish[0].instead == "We'll refund you in full by [day or time]."
    assert (bot.decision, bot.may_go) == ("revise", False)
    assert bot.say == "I can't decide on money myself. Shall I bring in a colleague who can?"


def test_a_refund_that_others_decide_is_held_back():
    assert "promise_not_allowed" in names("The seller will refund you in full.")


def test_a_playbook_that_rules_refunds_out_holds_them_back(tmp_path):
    path = tmp_path / "shop.toml"
    path.write_text(
        'extends = "default"\nname = "shop"\nversion = 1\n[promises]\nnever = ["a refund"]\n'
    )

    found = check("We'll refund you in full.", playbook=Playbook.load(path), listener=LISTENER)

    assert not found.safe


MONEY = ("I cancelled two weeks ago and still nothing. When do I get my 240 euros back?",)


@pytest.mark.parametrize(
    "draft",
    [
        "Thank you for your message. You can find our other hotels on our website.",
        "I'm sorry about this. Would you like to hear about our loyalty programme?",
    ],
)
def test_an_offer_of_something_else_answers_no_question(draft: str) -> None:
    assert "question_unanswered" in names(draft, *MONEY)


def test_a_date_or_where_to_find_it_answers_when() -> None:
    for draft in ("I'm sorry, you'll have it by Friday.", "You can see the date in your account."):
        assert "question_unanswered" not in names(draft, *MONEY)


@pytest.mark.parametrize(
    "draft", ["I'll get back to you super soon!", "You'll hear from us really soon."]
)
def test_a_word_before_soon_goes_with_it(draft: str) -> None:
    assert rewrite(draft).rstrip(".!").endswith(
        " you by [day or time]"
    ) or "us by [day or time]" in rewrite(draft)


@pytest.mark.parametrize(
    "draft",
    ["We will absolutely pay for the whole floor!", "I will personally make sure it's there at 9."],
)
def test_what_others_decide_is_not_promised_for_them(draft: str) -> None:
    assert "promise_not_allowed" in names(draft)


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        (
            "Sadly there is nothing I can do from my end.",
            "Sadly I can't change that from here.",
        ),
        (
            "I'm sorry if there was any inconvenience. The van is due at noon.",
            "I'm sorry for the trouble this has been. The van is due at noon.",
        ),
        (
            "Per our terms and conditions section 7.1, the deposit stays with the shop.",
            "Under section 7.1, the deposit stays with the shop.",
        ),
    ],
)
def test_what_was_swapped_joins_what_stands_beside_it(draft, rewrite):
    talk = Conversation("", (Turn(Speaker.CUSTOMER, "You took my deposit."),))
    assert check(draft, after=talk).rewrite.startswith(rewrite)


def test_a_slot_for_a_name_is_no_stock_greeting():
    found = check("Dear [Customer Name], the lamp left Bremen at 9.")
    assert found.rewrite == found.draft
    assert [one.name for one in (*found.issues, *found.polish)] == ["slot_unfilled"]


@pytest.mark.parametrize(
    "draft",
    [
        "Your phone did that, not our app.",
        "Our cleaners don't break things.",
        "Nobody promised you that.",
        "If it says delivered, it was delivered.",
        "There's no way that the battery died in a week.",
    ],
)
def test_what_no_record_can_show_is_not_put_as_what_can_be_seen(draft):
    talk = Conversation("", (Turn(Speaker.CUSTOMER, "You broke it, and now nobody helps. I'm furious!"),))  # fmt: skip

    rewrite = check(draft, after=talk).rewrite

    assert "see here" not in rewrite
    assert rewrite.startswith("Something doesn't match")


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        ("That can't be, it was delivered.", "From what I can see here, it was delivered."),
        ("That's not true, we called on Monday.", "From what I can see here, we called on Monday."),
    ],
)
def test_what_a_record_shows_still_is(draft, rewrite):
    talk = Conversation("", (Turn(Speaker.CUSTOMER, "You broke it, and now nobody helps. I'm furious!"),))  # fmt: skip

    assert check(draft, after=talk).rewrite.startswith(rewrite)
