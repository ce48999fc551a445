"""Rudeness, comfort and self-blame in so many words: what is a misstep, what is none, and what is no anger."""

import pytest

from heard.conversation import Speaker, Turn
from heard.listen import HOT, Reading, SoFar, heat_level, load_listener
from heard.listen.rules.insults import insulting
from heard.listen.rules.self_blame import without_self_blame
from heard.listen.rules.slights import jabs, mocks_their_anger

LISTENER = load_listener()
FRAUD = "I was so stupid, I read my code out to somebody who said he was your bank. The savings are gone."


def read(speaker: Speaker, text: str, *customer: str) -> Reading:
    before = SoFar()
    for line in customer:
        turn = Turn(Speaker.CUSTOMER, line)
        before = before.add(turn, LISTENER.read(turn, before))
    return LISTENER.read(Turn(speaker, text), before)


@pytest.mark.parametrize(
    "text",
    [
        "You are wasting our time with this.",
        "Our supervisor will tell you the same thing.",
        "Please write in proper English, then I can help.",
        "Your English is really bad, sir.",
        "I cannot understand your accent.",
        "Not my problem.",
        "Oh, spare me the drama.",
    ],
)
def test_rudeness_that_no_draft_may_hold_is_a_jab_when_it_was_said(text):
    reading = read(Speaker.AGENT, text, "My router is dead and I called on Monday already.")

    assert reading.sure("jab") >= 0.5


@pytest.mark.parametrize("text", ["Keep your hair on, please.", "Simmer down."])
def test_an_order_to_calm_down_counts_as_one_however_it_is_put(text):
    assert read(Speaker.AGENT, text, "Where is my parcel?").sure("calm_down") >= 0.5


@pytest.mark.parametrize(
    "text",
    [
        "It comes when it comes.",
        "Sorry, a whole day at home for nothing is maddening.",
        "My English is not perfect, please tell me if something is unclear.",
        "Your English is fine, no worries.",
        "Is the manual in English what you need?",
        "You told us the same thing twice, and nobody wrote it down.",
    ],
)
def test_sympathy_and_shrugs_are_no_slights(text):
    assert jabs(text) is None
    assert mocks_their_anger(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "You did nothing stupid. Thousands fall for this man every week.",
        "Please don't be sorry, this would shake anybody.",
        "It wasn't your fault and you're not an idiot. I'm blocking the account.",
    ],
)
def test_who_takes_the_blame_off_a_customer_mocks_and_silences_nobody(text):
    reading = read(Speaker.AGENT, text, FRAUD)

    assert not reading.hears("jab")
    assert not reading.hears("calm_down")


def test_comfort_excuses_no_rudeness_beside_it():
    reading = read(Speaker.AGENT, "You did nothing wrong. Now stop wasting my time.", FRAUD)

    assert reading.hears("jab")


@pytest.mark.parametrize(
    "text",
    ["I'm such an idiot. I typed the old address.", "I am so stupid, I clicked on it myself."],
)
def test_who_blames_themselves_is_neither_hot_nor_abusive(text):
    reading = read(Speaker.CUSTOMER, text)

    assert heat_level(reading.heat or 0.0) < HOT
    assert reading.emotion != "angry"
    assert not reading.hears("abuse")


@pytest.mark.parametrize(
    "text",
    [
        "I'm so stupid to have trusted you people!",
        "You must think I'm an idiot.",
        "oh so I'm stupid now?",
        "I'm not stupid enough to pay that.",
    ],
)
def test_anger_dressed_as_self_blame_stays_anger(text):
    assert without_self_blame(text) is None


@pytest.mark.parametrize(
    "text",
    ["look you lazy cow, find it", "YOU BASTARDS again", "go back to your own country"],
)
def test_an_insult_needs_no_verb(text):
    assert insulting(text) is not None


@pytest.mark.parametrize(
    ("text", "jab"),
    [
        ("Takes one to know one.", True),
        ("Let me put it in simple terms so even you can understand.", True),
        ("I'm having trouble understanding your English.", True),
        ("In simple terms: the fee falls away.", False),
        ("I'm having trouble understanding the letter you sent.", False),
    ],
)
def test_what_puts_somebody_down_in_passing_is_a_jab(text: str, jab: bool) -> None:
    assert (jabs(text) is not None) is jab
