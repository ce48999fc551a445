"""A warning nobody earned, a lead asked for in one word, and names that are the company's own."""

import pytest

from heard.conversation import Speaker, Turn
from heard.listen import Reading, Signal, SoFar, load_listener
from heard.listen.rules import pardoned
from heard.listen.rules.insistence import insists_on_them
from heard.listen.rules.unprovoked import warns_unprovoked
from heard.track.quote import sentences

LISTENER = load_listener()
CALM = SoFar().add(
    Turn(Speaker.CUSTOMER, "Two hours on hold and no answer!"), Reading(0.5, "angry")
)
INSULT = Reading(0.9, "angry", (Signal("abuse", 0.9, 0, 10),))
INSULTED = SoFar().add(Turn(Speaker.CUSTOMER, "You moron."), INSULT)
WISH = Reading(0.6, "angry", (Signal("supervisor_request", 0.95, 0, 17),))
WARNINGS = (
    "Sir if you keep shouting I'll end this call.",
    "If you keep asking I'll close the chat.",
    "One more message like that and I will block you.",
)


@pytest.mark.parametrize("reply", WARNINGS)
def test_a_warning_to_whoever_insulted_nobody_is_a_jab_and_no_limit(reply):
    assert warns_unprovoked(reply, CALM) is not None
    assert pardoned(reply, CALM, ("set_boundary",)) == {"set_boundary"}
    assert LISTENER.read(Turn(Speaker.AGENT, reply), CALM).hears("jab")


@pytest.mark.parametrize("reply", WARNINGS)
def test_after_an_insult_it_may_be_a_limit(reply):
    assert warns_unprovoked(reply, INSULTED) is None


@pytest.mark.parametrize(
    "reply",
    [
        "If you keep insulting me I'll end this call.",
        "If you keep the receipt we'll refund it.",
        "If it keeps ringing I'll call the engineer.",
        "I'll close this chat now that it's settled; write again any time.",
    ],
)
def test_a_limit_that_names_the_insult_and_a_plain_condition_are_none(reply):
    assert warns_unprovoked(reply, CALM) is None


def denied(reading=WISH, reply="Our managers don't take calls."):
    before = SoFar().add(Turn(Speaker.CUSTOMER, "Get me a manager."), reading)
    return before.add(Turn(Speaker.AGENT, reply), Reading())


@pytest.mark.parametrize(
    "text",
    [
        "Rubbish. You're hiding behind a phone. Manager!",
        "no. supervisor.",
        "I said your manager. Now!",
        "Manager, please.",
    ],
)
def test_a_lead_asked_for_in_one_word_after_a_no_is_a_wish(text):
    assert insists_on_them(text, denied()) is not None


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("Manager!", SoFar()),
        ("Manager!", denied(Reading(0.6, "angry"))),
        ("I am a manager myself and I would never say so.", denied()),
        ("The manager was kind last time.", denied()),
    ],
)
def test_the_word_alone_is_none_before_anybody_was_asked_for(text, before):
    assert insists_on_them(text, before) is None


@pytest.mark.parametrize(
    "reply",
    [
        "Thanks for calling Hollin Mobile, this is Kit.",
        "Welcome to Norfield Bank, my name is Ana.",
        "Hi, this is Lou. How can I help?",
    ],
)
def test_the_house_and_whoever_answers_are_no_word_about_the_customer(reply):
    assert pardoned(reply, SoFar(), ("personalize",)) == {"personalize"}


def test_a_name_of_theirs_beside_them_is_one():
    assert not pardoned("Hi Dana, this is Kit from Norfield.", SoFar(), ("personalize",))
    assert not pardoned("Welcome to Norfield Bank, Dana.", SoFar(), ("personalize",))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Dear M. Okoro, fees are charged automatically. Regards", "Dear M. Okoro, fees are charged automatically."),
        ("Hello Mr. Stone, it left today. Bye", "Hello Mr. Stone, it left today."),
        ("I asked Dr. Reed about it. She agreed.", "I asked Dr. Reed about it."),
        ("We go with plan B. It starts today.", "We go with plan B."),
        ("It was I. Nobody else.", "It was I."),
    ],
)  # fmt: skip
def test_a_title_or_an_initial_ends_no_sentence(text, first):
    start, end = next(sentences(text))

    assert text[start:end] == first
