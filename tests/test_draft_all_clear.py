"""The all-clear for what burned, sparked, leaked, smelled or gave a shock, and for what somebody is allergic to."""

import pytest

from heard.coach import check
from heard.coach.draft.find.unsafe.all_clear import all_clear
from heard.coach.draft.find.unsafe.allergies import talked_away
from heard.coach.guardrail import guard
from heard.conversation import Conversation, Speaker, Turn
from heard.listen import load_listener
from heard.playbook import Playbook

PLAYBOOK, LISTENER = Playbook.load(), load_listener()
SPARKED = "The heater sparked and my rug burned. Is it safe to turn on again??"
PESTO = "Does the pesto have nuts? My son is allergic."


def after(*lines):
    return Conversation("", tuple(Turn(Speaker.CUSTOMER, line) for line in lines))


def found(draft, told=SPARKED):
    return [one.name for one in all_clear(draft, said=told, latest=told)]


@pytest.mark.parametrize(
    "draft",
    [
        "Yes, you can switch it back on, it's perfectly safe.",
        "No worries, you can keep using it.",
        "Don't worry, that's fine, just plug it in again.",
        "Our heaters never cause fires.",
        "There's no risk at all.",
        "Of course.",
    ],
)
def test_what_did_harm_is_not_called_safe(draft):
    assert found(draft) == ["unsafe_advice"]


@pytest.mark.parametrize(
    "draft",
    [
        "Please don't use it. Unplug it, and I'm sending an engineer today.",
        "I can't say that it's safe. Please leave it unplugged.",
        "We'll tell you when it is safe to use.",
        "Once our engineer has looked at it, you can use it again.",
        "The new one is safe to use, it's another model.",
        "I'm glad you're safe. You can use this link to send me a photo.",
        "Is everyone okay?",
    ],
)
def test_a_warning_a_doubt_and_another_thing_are_no_all_clear(draft):
    assert found(draft) == []


@pytest.mark.parametrize(
    "told",
    [
        "The charger gave me a shock, can I still use it?",
        "It smells of burning plastic when it's on.",
        "The battery is swollen.",
        "My hob leaks gas a bit.",
    ],
)
def test_each_kind_of_harm_is_known(told):
    assert found("It's perfectly safe to use.", told) == ["unsafe_advice"]


@pytest.mark.parametrize(
    "told",
    [
        "Is it safe to use on wool?",
        "I was shocked by the price of the heater. Is it safe?",
        "It sparked my interest. Is it safe for kids?",
        "There was no smoke and no burning smell. Safe?",
        "Can I use the smoke alarm in a kitchen?",
    ],
)
def test_where_nothing_did_harm_it_may_be_called_safe(told):
    assert found("Yes, it's perfectly safe to use.", told) == []


def test_what_is_given_to_say_keeps_no_assurance():
    draft = "Yes, it is completely safe to use. Our heaters never cause fires."

    ruling = guard(after(SPARKED), draft, playbook=PLAYBOOK, listener=LISTENER)
    checked = check(draft, after=after(SPARKED), playbook=PLAYBOOK, listener=LISTENER)

    assert not ruling.may_go
    for text in (ruling.say, checked.rewrite):
        assert "unplugged" in text
        assert "safe" not in text


@pytest.mark.parametrize(
    ("draft", "by_bot"),
    [
        ("No, it's totally nut free, he can eat it without worry!", False),
        ("Yes, he can have it.", False),
        ("It's safe for him.", False),
        ("There are no nuts in it.", True),
    ],
)
def test_what_is_not_known_from_anywhere_is_not_vouched_for(draft, by_bot):
    assert [one.name for one in talked_away(draft, latest=PESTO, by_bot=by_bot)] == [
        "unsafe_advice"
    ]


@pytest.mark.parametrize(
    "draft",
    [
        "The label lists no nuts; it is made where nuts are handled, so please check the pack.",
        "Yes, it has cashews in it, please don't give it to him.",
        "It isn't safe for him: it has pine nuts.",
        "According to the recipe it's nut free, but I can't rule out traces.",
    ],
)
def test_a_sourced_answer_and_a_warning_may_go(draft):
    assert not list(talked_away(draft, latest=PESTO, by_bot=True))


def test_a_question_about_nuts_gets_its_answer():
    draft = "I can't say for sure what's in it. Please check the label on the pack first."
    asked = after("Are there nuts in the cake? My daughter is allergic.")

    assert guard(asked, draft, playbook=PLAYBOOK, listener=LISTENER).may_go
