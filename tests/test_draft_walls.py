"""An excuse or a wall of rules gives way to what can be done; what it states stays."""

import pytest

from heard.coach import check
from heard.coach.draft.find.accusations import held_against
from heard.conversation import Conversation, Speaker, Turn
from heard.listen import load_listener
from heard.playbook import Playbook

PLAYBOOK, LISTENER = Playbook.load(), load_listener()
LATE = "My parcel hasn't arrived and I've been waiting three weeks. I'm really annoyed."
JACKET = "I'd like to return the jacket I bought five weeks ago, the zip broke after two days. I'm really annoyed."
DOING = "Here's what I'm doing about it: [next step]."


def rewrite(draft: str, line: str) -> str:
    talk = Conversation("", (Turn(Speaker.CUSTOMER, line),))
    return check(draft, after=talk, playbook=PLAYBOOK, listener=LISTENER).rewrite


@pytest.mark.parametrize(
    ("draft", "mended"),
    [
        ("Sorry, we're experiencing a high volume of calls right now.", f"Sorry. {DOING}"),
        (
            "We're short-staffed this week, so your parcel will go out on Monday 30 November.",
            f"{DOING} Your parcel will go out on Monday 30 November.",
        ),
        (
            "Due to circumstances beyond our control your parcel is delayed until Monday.",
            f"Your parcel is delayed until Monday. {DOING}",
        ),
        (
            "Your parcel is delayed until Monday due to unforeseen circumstances.",
            f"Your parcel is delayed until Monday. {DOING}",
        ),
        ("Our wait times are longer than usual today because of the strike.", DOING),
    ],
)
def test_an_excuse_gives_way_to_what_is_done_and_the_news_stays(draft, mended):
    assert mended in rewrite(draft, LATE)


@pytest.mark.parametrize(
    ("draft", "mended"),
    [
        ("Sorry, policy is policy.", "Sorry. Here's what I can do: [option]."),
        ("I don't make the rules.", "Here's what I can do: [option]."),
        (
            "Rules are rules. 30 days, no exceptions.",
            "Here's what I can do: [option]. 30 days, no exceptions.",
        ),
        (
            "The policy is clear: no returns after 30 days.",
            "Here's what I can do: [option]. No returns after 30 days.",
        ),
        (
            "Our return policy states that items must be returned within 30 days, so I can't refund you.",
            "Items must be returned within 30 days, so I can't refund you. What I can do is [option].",
        ),
        (
            "As stated in our terms, section 4.2, we don't accept returns after 30 days.",
            "By section 4.2, we don't accept returns after 30 days. What I can do is [option].",
        ),
        (
            "Pursuant to clause 7 of the agreement you accepted, returns close after 30 days.",
            "By clause 7, returns close after 30 days. What I can do is [option].",
        ),
        ("There is nothing we can do.", "I can't change that from here. What I can"),
        ("Nothing I can do.", "I can't change that from here. What I can"),
        (
            "Unfortunately our policy doesn't allow returns after 30 days.",
            "I can't offer returns after 30 days. What I can",
        ),
        (
            "Our policy doesn't allow me to take it back after 30 days.",
            "I can't take it back after 30 days. What I can",
        ),
    ],
)
def test_a_wall_of_rules_gives_way_to_what_can_be_done_and_the_rule_stays(draft, mended):
    assert mended in rewrite(draft, JACKET)


def test_a_reason_with_a_fact_in_it_stays():
    draft = "Due to the storm on 24 November your parcel is delayed until Monday."

    assert "the storm on 24 November" in rewrite(draft, LATE)


@pytest.mark.parametrize(
    ("draft", "mended"),
    [
        ("You agreed to the terms. Nothing I can do.", "What I can do is [option]."),
        ("By signing up you accepted our terms and conditions.", "What I can do is [option]."),
        (
            "You accepted the terms on 3 May. It's our policy.",
            "What I can do is [option]. [still to say: on 3 May]",
        ),
        (
            "You agreed to the contract when you signed up, so there's nothing I can do.",
            "What I can do is [option].",
        ),
    ],
)
def test_what_they_agreed_to_is_not_held_against_them(draft, mended):
    text = rewrite(draft, JACKET)

    assert mended in text
    assert "agreed" not in text
    assert "accepted" not in text


@pytest.mark.parametrize(
    "draft",
    [
        "Have you agreed to the terms yet?",
        "Once you've accepted the terms, the app opens.",
        "You agreed to a call at 5, and I'll ring you then.",
        "Thank you for signing the contract on Monday.",
    ],
)
def test_what_they_agreed_to_as_news_or_as_a_question_is_not_held_against_them(draft):
    assert list(held_against(draft)) == []


@pytest.mark.parametrize("line", [LATE, "Hello, where is my parcel?"])
def test_a_rewrite_keeps_no_stock_courtesy(line):
    draft = "Your call is important to us, please be patient. You should have called earlier."
    text = rewrite(draft, line)

    assert "important to us" not in text
    assert "patient" not in text


@pytest.mark.parametrize("greeting", ["Dear Sir/Madam,", "Dear Sir or Madam,", "Dear Sirs,"])
def test_a_letter_to_nobody_is_greeted_as_a_whole(greeting):
    text = rewrite(f"{greeting} we will get back to you soon.", LATE)

    assert text.startswith("Hello, ")
    assert "Madam" not in text


def test_a_guess_that_nobody_meant_it_gives_way_to_a_question():
    draft = "Marc starts at noon. I'm sure there was a misunderstanding."

    mended = rewrite(draft, "Your man Marc called me a liar in front of everybody!")

    assert "misunderstanding" not in mended
    assert "Marc starts at noon." in mended
    assert mended.count("Tell me how it was") == 1
