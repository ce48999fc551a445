"""After a customer told of a death no reply is cheerful, and none asks for the one who died."""

import pytest

from heard.coach import check
from heard.conversation import Conversation, Speaker, Turn
from heard.listen import load_listener
from heard.playbook import Playbook

PLAYBOOK, LISTENER = Playbook.load(), load_listener()
PETER = "Hello, my husband Peter passed away on the 9th. I need to close his account."
SORRY = "I'm very sorry for your loss."


def checked(draft, *lines):
    turns = tuple(Turn(Speaker.CUSTOMER, line) for line in lines or (PETER,))
    return check(draft, after=Conversation("", turns), playbook=PLAYBOOK, listener=LISTENER)


@pytest.mark.parametrize(
    ("draft", "mended"),
    [
        (
            "I've closed it today. Hope you're having an awesome day!",
            f"{SORRY} I've closed it today.",
        ),
        ("I've closed it today. Have a fab day!", f"{SORRY} I've closed it today."),
        ("Great! I've closed it today.", f"{SORRY} I've closed it today."),
        ("Perfect, I've closed it today.", f"{SORRY} I've closed it today."),
        ("I've closed it today. Thank you!", f"{SORRY} I've closed it today. Thank you."),
        ("I've closed it today 😊", f"{SORRY} I've closed it today"),
        ("I've closed it today :)", f"{SORRY} I've closed it today"),
        ("I've closed it today. Enjoy your weekend.", f"{SORRY} I've closed it today."),
        (f"{SORRY} I've closed it today!!", f"{SORRY} I've closed it today."),
    ],
)
def test_cheer_after_a_death_is_an_issue_and_goes(draft, mended):
    found = checked(draft)

    assert any("told of a death" in one.why for one in found.issues)
    assert all(one.end > one.start for one in found.issues)
    assert found.rewrite == mended


@pytest.mark.parametrize(
    "draft",
    [
        "Can you put Peter on the line?",
        "I need to speak to your husband first.",
        "I'll need to talk to the account holder to close it.",
        "Please have him call us.",
        "Your husband needs to confirm that by e-mail.",
        "Is Peter available?",
        "To help you today, can the account holder drop us a line?",
        "Could you pass the phone to Peter, please?",
    ],
)
def test_asking_for_the_one_who_died_is_an_issue(draft):
    found = checked(draft)

    assert any(one.name == "ask_again" and "death" in one.why for one in found.issues)
    assert found.rewrite.startswith(SORRY)
    assert "Peter" not in found.rewrite


def test_a_death_told_earlier_still_counts_and_a_parent_has_two_names():
    lines = ("my mother, Anne, died", "What do you need from me?")

    assert not checked("Can I speak to your mum?", *lines).safe
    assert not checked("Can I speak to Anne?", *lines).safe


@pytest.mark.parametrize(
    "draft",
    [
        f"{SORRY} I've closed the account today, and the last bill is canceled.",
        "I'm so sorry about Peter. You don't need to put him on the line; I've closed the account.",
        f"{SORRY} It would be great if you could send the certificate by post.",
        f"Hello Anne! {SORRY} I've closed the account today.",
        f"{SORRY} I've taken Peter's name off the bills today.",
        "I'm sorry that we asked to speak to Peter. I've closed the account today.",
        f"{SORRY} Is your daughter the executor, and may I speak to her?",
        f"{SORRY} The account is in good order, and I've closed it today.",
    ],
)
def test_a_quiet_reply_after_a_death_passes(draft):
    assert not [one for one in checked(draft).issues if "death" in one.why]


@pytest.mark.parametrize("line", ["My phone died.", "My wife died laughing at your ad."])
def test_where_nobody_died_cheer_is_no_issue(line):
    draft = "I've sent a new battery today. Have a fab day!"

    assert not [one for one in checked(draft, line).issues if "death" in one.why]
