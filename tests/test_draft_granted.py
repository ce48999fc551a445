"""A time free of charge: held back where an agent invents it, and fine where somebody granted it before."""

from time import process_time

import pytest

from heard.coach import check
from heard.coach.draft.find.unsafe.no_limits import limitless_promises
from heard.conversation import Conversation, Speaker, Turn
from heard.listen import load_listener
from heard.playbook import Playbook

PLAYBOOK, LISTENER = Playbook.load(), load_listener()
CHARGED = "You've charged me for two phones for eight months and I only have one. I'm beyond angry."
YEAR = "I'll give you a whole year free."


def refused(draft: str, *answers: str) -> bool:
    turns = [Turn(Speaker.CUSTOMER, CHARGED)]
    for answer in answers:
        turns += (Turn(Speaker.AGENT, answer), Turn(Speaker.CUSTOMER, "Is that in writing?"))
    found = check(draft, after=Conversation("", tuple(turns)), playbook=PLAYBOOK, listener=LISTENER)
    return "promise_not_allowed" in {one.name for one in found.issues}


@pytest.mark.parametrize(
    "answer",
    [
        "My supervisor Dan has just approved a full year free for you.",
        "I can see Anke's note from 3 March: twelve months free of charge, approved.",
        "Billing has signed off two years free.",
    ],
)
def test_a_year_that_somebody_granted_may_be_promised(answer):
    assert not refused(YEAR, answer)


@pytest.mark.parametrize(
    "answer",
    [
        "I've asked Dan whether a full year free can be approved.",
        "A full year free was not approved.",
        "Dan has approved three months free.",
        "Dan has approved the refund of your last bill.",
        "We have a plan that is free for a full year.",
    ],
)
def test_what_was_asked_refused_or_granted_for_less_grants_no_year(answer):
    assert refused(YEAR, answer)


def test_nobody_grants_a_lifetime_with_a_year():
    assert refused("You'll have it free for life.", "Dan has approved a full year free for you.")


def test_what_the_customer_says_was_granted_grants_nothing():
    talk = Conversation("", (Turn(Speaker.CUSTOMER, f"{CHARGED} Dan approved a full year free."),))

    names = {
        one.name for one in check(YEAR, after=talk, playbook=PLAYBOOK, listener=LISTENER).issues
    }

    assert "promise_not_allowed" in names


def test_the_look_for_promises_without_limit_grows_with_a_draft_and_no_faster():
    def takes(text: str) -> float:
        def once() -> float:
            start = process_time()
            list(limitless_promises(text))
            return process_time() - start

        return min(once() for _ in range(9))

    assert takes("we'll " * 1600) < 8 * takes("we'll " * 400)  # sixteen times, if with its square
