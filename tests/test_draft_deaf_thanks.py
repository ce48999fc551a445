"""Thanks that fit no complaint in a draft, and what the label said held up to who is upset: found, and mended."""

import pytest

from heard.coach import check
from heard.conversation import Conversation, Speaker, Turn
from heard.details.gist import gist
from heard.listen import load_listener
from heard.playbook import Playbook

PLAYBOOK, LISTENER = Playbook.load(), load_listener()
BROKE = "Third lamp from you, and the switch came off on day one. AGAIN. I'm done with you, never again."
SHRUNK = "This jumper shrank to nothing after ONE wash. 45 euros down the drain, I'm furious."
CALM = "Hello, at how many degrees may I wash the wool jumper?"


def checked(draft: str, line: str):
    talk = Conversation("", (Turn(Speaker.CUSTOMER, line),))
    return check(draft, after=talk, playbook=PLAYBOOK, listener=LISTENER)


def test_thanks_for_a_complaint_go_and_the_rest_stays():
    found = checked(
        "Thanks for the shoutout! We're so glad you like our lamps. DM us the number.", BROKE
    )

    assert {"cold", "scripted"} <= {one.name for one in found.issues}
    assert found.rewrite == "I'm sorry you've had this trouble. DM us the number."


def test_a_reply_of_nothing_but_deaf_courtesies_is_written_anew():
    found = checked("Thank you for choosing us! We hope to welcome you again soon!", BROKE)

    assert found.is_new
    assert "welcome" not in found.rewrite


def test_a_smell_of_burning_is_not_said_back_as_dirt():
    assert gist("The bedroom smells of burnt plastic.") == ""
    assert gist("The bedroom smells.") == "it wasn't clean"


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        (
            "As it says on the care label, wool must not be washed at 40.",
            "Wool must not be washed at 40. What I can do is [option].",
        ),
        (
            "Wool is washed at 30 degrees as stated when you ordered.",
            "Wool is washed at 30 degrees. What I can do is [option].",
        ),
    ],
)
def test_of_what_stood_on_the_label_only_the_reproach_goes(draft, rewrite):
    found = checked(draft, SHRUNK)

    assert "blame" in {one.name for one in found.issues}
    assert found.rewrite == rewrite


def test_a_calm_customer_may_be_told_where_it_says_so():
    assert checked("At 30: it says so on the label.", CALM).safe


def test_an_if_that_is_rude_goes_with_what_would_have_been():
    draft = "Well, if you had used the form like everybody else, this wouldn't have happened."

    assert "wouldn't have happened" not in checked(draft, SHRUNK).rewrite


LAUGHED = "Your engineer drilled through my water pipe and laughed at me! The carpet is soaked, I'm furious."


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        (
            "He can't have drilled through it, the plan shows no pipe there.",
            "From what I can see here, the plan shows no pipe there. Tell me how it was from your side.",
        ),
        (
            "He would never say that. He was there from 9:15 to 11.",
            "Something doesn't match, and I want to find out what. He was there from 9:15 to 11. Tell me how it was from your side.",
        ),
        (
            "Are you sure he laughed? He was there from 9:15 to 11.",
            "Something doesn't match, and I want to find out what. He was there from 9:15 to 11.",
        ),
    ],
)
def test_a_denial_gives_way_and_every_fact_beside_it_stays(draft, rewrite):
    found = checked(draft, LAUGHED)

    assert "argue" in {one.name for one in found.issues}
    assert found.rewrite == rewrite


def test_when_it_was_stays_with_what_was_where_the_verdict_on_them_goes():
    draft = "Our fitter says the window was already cracked when he came at 9:15, so you're wrong."

    assert "was already cracked when he came at 9:15." in checked(draft, LAUGHED).rewrite


def test_what_would_be_otherwise_goes_with_the_accusation_and_the_sum_stays():
    found = checked("You haven't paid, otherwise it wouldn't say 640 euros.", LAUGHED)

    assert "otherwise" not in found.rewrite.lower()
    assert "640 euros" in found.rewrite


def test_what_is_told_before_a_denial_stays_as_what_can_be_seen():
    found = checked("The pipes were checked on Friday, he can't have drilled through one.", LAUGHED)

    assert found.rewrite.startswith("From what I can see here, the pipes were checked on Friday. ")


def test_a_line_before_thanks_that_end_a_draft_is_parted_from_them():
    found = checked("Thanks for reaching out!", LAUGHED)

    assert "!I" not in found.rewrite
    assert found.rewrite == found.rewrite.strip()


def test_how_long_it_takes_stays_where_when_it_was_explained_goes():
    found = checked(
        "Repairs take six to eight weeks, as explained when you dropped it off.", SHRUNK
    )

    assert found.rewrite.startswith("Repairs take six to eight weeks.")
    assert "explained" not in found.rewrite
