"""What a bot may give: no money that nobody granted."""

import pytest
from test_guardrail import ruled, rules

from heard.coach.guardrail import guard
from heard.conversation import Conversation, Speaker, Turn
from heard.playbook import Playbook


@pytest.mark.parametrize(
    "draft",
    [
        "We'll refund you in full by Friday.",
        "We will be refunding you on Monday.",
        "I've refunded you 649 euros.",
        "I've just issued a full refund, it arrives on Friday.",
        "I've sent you 500 euros compensation.",
        "You'll be refunded within 3 days.",
        "I've credited you £30.",
        "I’ll give you a refund today.",
        "I'll give you a 50% refund and a free lamp.",
        "I've added a £20 credit to your account.",
        "It was totally our fault and we'll pay for everything.",
        "I can take 20% off your next bill.",
        "The next month is on us.",
        "We're happy to offer you a £10 voucher.",
        "A £15 credit has been applied to your account.",
        "Your late fee has been waived.",
        "I'm adding two free months to your plan.",
    ],
)
def test_a_bot_gives_no_money_even_where_it_names_a_day_or_says_that_it_is_done(draft):
    ruling = ruled(draft, "c: When do I get my refund?")

    assert "misstep:promise_not_allowed" in rules(ruling)
    assert not ruling.may_go
    assert "refund you" not in ruling.say


@pytest.mark.parametrize(
    "draft",
    [
        "If it's faulty, we'll refund you by Friday.",
        "I've asked billing for the refund, and they answer by Friday.",
        "Your refund of 40 euros was issued on 3 May.",
        "Your refund has been approved: we'll send you 40 euros by Friday.",
        "I'm sending you the refund form now.",
        "You'll have a bill of 40 euros on 3 May.",
        "I can see a charge of 40 euros.",
        "I've sent you a free returns label.",
        "I've put the request in for a refund.",
        "I've added a note about the £20 credit you were promised.",
        "We take payment by card.",
        "I've sent your credit card statement again.",
        "I'll send you three free slots to choose from.",
        "I'll return your call about the £20.",
    ],
)
def test_a_bot_may_say_what_was_granted_what_is_asked_for_and_what_it_depends_on(draft):
    assert "misstep:promise_not_allowed" not in rules(ruled(draft, "c: When do I get my refund?"))


def test_a_playbook_that_allows_refunds_lets_a_bot_give_them(tmp_path):
    path = tmp_path / "shop.toml"
    path.write_text(
        'extends = "default"\nname = "shop"\nversion = 1\n[promises]\nallowed = ["a refund"]\n'
    )
    talk = Conversation("", (Turn(Speaker.CUSTOMER, "When do I get my refund?"),))

    for draft in ("We'll refund you in full by Friday.", "I've sent you 40 euros back today."):
        assert guard(talk, draft, playbook=Playbook.load(path)).may_go
