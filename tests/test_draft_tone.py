"""High spirits, shouting, belittling and slips of the pen, beside somebody who is upset, and what only looks so."""

import pytest

from heard.coach import check
from heard.conversation import Conversation, Speaker, Turn
from heard.listen import load_listener
from heard.playbook import Playbook

PLAYBOOK, LISTENER = Playbook.load(), load_listener()
FURIOUS = (
    "This is outrageous! You took $84 for a boiler check that never happened, and nobody ever calls back."
    " I'm furious, I've had enough of you!"
)
CALM = "Hello, I'd like to know when my lamp comes. It was $84."


def checked(draft: str, line: str = FURIOUS):
    talk = Conversation("", (Turn(Speaker.CUSTOMER, line),))
    return check(draft, after=talk, playbook=PLAYBOOK, listener=LISTENER)


def names(draft: str, line: str = FURIOUS) -> list[str]:
    return [one.name for one in checked(draft, line).issues]


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        ("Great news! Your $84 is on its way 🎉 Have an awesome day!", "Your $84 is on its way."),
        (
            "Woohoo! 😊 The boiler is checked on Monday at 9.",
            "The boiler is checked on Monday at 9.",
        ),
        (
            "Your $84 is on its way back. Have a great day! 😊",
            "Your $84 is on its way back.",
        ),
    ],
)
def test_high_spirits_go_where_somebody_is_upset(draft, rewrite):
    found = checked(draft)
    assert "cold" in [one.name for one in found.issues]
    assert rewrite in found.rewrite
    assert "🎉" not in found.rewrite
    assert "day!" not in found.rewrite


def test_a_greeting_alone_is_no_reply():
    found = checked("Hey there! 😊 Happy to help!")
    assert found.is_new
    assert len(found.rewrite) > len("Hey there!")


def test_one_smiley_and_a_calm_customer_are_left_alone():
    assert "cold" not in names("Your $84 is on its way back, and the check is on Monday at 9 😊")
    assert names("Great news! Your lamp comes on Monday 🎉 Have an awesome day!", CALM) == []


@pytest.mark.parametrize("draft", ["👍", "...", "🙂🙂", "?", "…"])
def test_a_smiley_is_no_answer_to_somebody_upset(draft):
    found = checked(draft)
    assert [one.name for one in found.issues] == ["cold"]
    assert any(letter.isalpha() for letter in found.rewrite)
    assert checked(draft, "Thanks, that's all.").issues == ()


def test_capitals_shout_and_are_put_in_small_letters():
    found = checked("I ALREADY TOLD YOU THE CHECK IS ON MONDAY. The $84 is back on your card.")
    assert "jab" in [one.name for one in found.issues]
    assert found.rewrite.startswith("The check is on Monday. The $84")
    assert "jab" not in names("The VAT ID and the IBAN are on it. The $84 is back on your card.")


def test_a_reproach_goes_with_whom_it_is_said_to():
    found = checked("As I already told you, the check is on Monday. The $84 is back on your card.")
    assert "blame" in [one.name for one in found.issues]
    assert found.rewrite.startswith("The check is on Monday. The $84")
    kept = "The $84 is back on your card, as I said it would be."
    assert "blame" not in names(kept)


@pytest.mark.parametrize(
    "draft",
    [
        "Maybe ask your husband to check the valve.",
        "Get a man to look at the boiler.",
        "People of your age often struggle with the app.",
        "Let me speak to your son instead.",
        "Perhaps your English isn't good enough for this.",
    ],
)
def test_nobody_is_taken_for_less_because_of_who_they_are(draft):
    assert "jab" in names(draft)


def test_who_was_spoken_of_may_be_asked_for():
    assert "jab" not in names(
        "Could you ask your husband to check the valve?",
        "My husband is at home with the boiler. You took $84 for nothing!",
    )
    assert "jab" not in names("We know that some customers in your area have no heating.")


def test_a_sum_with_its_digits_turned_round_is_a_slip():
    found = checked("I've refunded $48 to your card just now.")
    (issue,) = (one for one in found.issues if one.name == "sum_mistyped")
    assert issue.kind == "wrong sum"
    assert "$84" in issue.why
    assert "$84" in found.rewrite
    for draft in ("I've refunded $84 of it.", "I've refunded $40 to you.", "$84 less $48 is $36."):
        assert "sum_mistyped" not in names(draft)


def test_what_they_lost_is_not_made_small():
    assert "jab" in names("It's only $84, and most checks are done within a week.")
    assert "jab" not in names("It's only $5 a month, if you'd like the cover.")


def test_they_are_not_said_to_imagine_it():
    assert "jab" in names("It works here. You must be imagining it.")
