"""After a customer told of a death no reply is cheerful, and none asks for the one who died."""

import pytest

from heard.coach import check
from heard.conversation import Conversation, Speaker, Turn
from heard.listen import load_listener
from heard.listen.rules.loss import pet_that_died
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


@pytest.mark.parametrize(
    ("draft", "mended"),
    [
        (
            "Please upload the certificate on our site.",
            f"{SORRY} Please upload the certificate on our site.",
        ),
        (
            "Hello Anne, I can close it from here on Friday.",
            f"Hello Anne, {SORRY} I can close it from here on Friday.",
        ),
        (
            "Sorry for the delay. I've closed it today.",
            f"{SORRY} Sorry for the delay. I've closed it today.",
        ),
    ],
)
def test_the_first_reply_after_a_death_owes_a_word_about_it(draft, mended):
    found = checked(draft)

    assert [one.name for one in found.issues if "death" in one.why] == ["cold"]
    assert found.rewrite == mended


@pytest.mark.parametrize(
    "draft",
    [
        "My condolences, Anne. Please upload the certificate on our site.",
        "I'm so sorry, Anne. I can close it from here.",
        "That is sad news, and I'd like to make this short: I can close it from here.",
        "I can only imagine what you're going through. I can close it from here.",
    ],
)
def test_a_word_about_it_may_be_any_word(draft):
    assert not [one for one in checked(draft).issues if "death" in one.why]


def test_a_later_reply_and_a_death_long_ago_owe_nothing():
    draft = "Please upload the certificate on our site."
    answered = (
        Turn(Speaker.CUSTOMER, PETER),
        Turn(Speaker.AGENT, "I'm very sorry for your loss. Who is the executor?"),
        Turn(Speaker.CUSTOMER, "I am."),
    )
    later = check(draft, after=Conversation("", answered), playbook=PLAYBOOK, listener=LISTENER)

    assert not [one for one in later.issues if "death" in one.why]
    for line in (
        "My father died ten years ago, and his drill broke.",
        "My late aunt's drill broke.",
    ):
        assert not [one for one in checked(draft, line).issues if "death" in one.why]


@pytest.mark.parametrize(
    ("line", "pet"),
    [
        ("Our old dog Rex died on Friday, please stop the food box.", "dog"),
        ("We had to put our cat to sleep last week. How do I cancel?", "cat"),
        ("my rabbit passed away, i need to end the policy", "rabbit"),
    ],
)
def test_a_pets_death_is_owed_a_word_too(line, pet):
    found = checked("I've stopped it today.", line)

    assert found.rewrite.startswith(f"I'm so sorry about your {pet}.")
    assert checked("Sorry about Rex. I've stopped it today.", line).safe


@pytest.mark.parametrize(
    "line",
    [
        "My dog's collar died, please send a new one.",
        "My cat is fine, but the feeder is dead.",
        "We lost our dog at the park, does the chip have a number?",
        "My dog nearly died laughing at your ad.",
        "My horse didn't make it to the show because the trailer came late.",
    ],
)
def test_where_no_pet_died_nothing_is_owed(line):
    assert pet_that_died(line) == ""


MISSED = "We missed the burial because your driver never showed up."


@pytest.mark.parametrize(
    ("draft", "line"),
    [
        ("Sorry to see you go! We'd love to have you back.", "My father died in May. Please close his account."),
        ("Thank you for your patience and understanding.", MISSED),
        ("These things happen.", "Your porters lost the ashes of my sister."),
        ("We appreciate your understanding.", "I want my dead father's card closed."),
    ],
)  # fmt: skip
def test_a_farewell_and_thanks_for_patience_are_no_answer_to_grief(draft, line):
    found = checked(draft, line)

    assert {"cold", "scripted"} <= {one.name for one in found.issues}
    assert found.rewrite == SORRY


@pytest.mark.parametrize(
    ("draft", "line"),
    [
        ("I'm so sorry for your loss. Thank you for your patience; it's closed now.", MISSED),
        (
            "Thank you for your patience. The new part leaves today by courier.",
            "My late father's drill broke again.",
        ),
        ("Sorry to see you go. It's cancelled as of today.", "Please cancel my gym card."),
    ],
)
def test_thanks_beside_condolence_and_a_farewell_to_the_living_are_fine(draft, line):
    assert "scripted" not in {one.name for one in checked(draft, line).issues}


def test_of_a_word_about_the_death_and_one_about_the_trouble_only_the_first_is_asked_for():
    found = checked(
        "Please provide your account number.",
        "My mother died on Sunday and you keep ringing her phone. Stop it!",
    )

    assert [one.name for one in found.issues] == ["cold"]
    assert "ask" not in found.does_well
    assert found.rewrite == f"{SORRY} Please provide your account number."
