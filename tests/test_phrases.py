"""Who one is, what one is called and where one learned English move no heat; what is at stake stays heard."""

import pytest

from heard.conversation import Speaker, Turn
from heard.listen import SoFar, load_listener
from heard.listen.load import LISTENERS
from heard.listen.phrases import common_form, unburdened
from heard.listen.words import tokens

SAID = (
    "where is my parcel, nobody has written since Monday",
    "your website is brain dead",
    "you take my money and give nothing back",
)


def heat(model: str, text: str) -> float:
    found = load_listener(model).read(Turn(Speaker.CUSTOMER, text), SoFar()).heat
    assert found is not None
    return found


@pytest.mark.parametrize("model", LISTENERS)
@pytest.mark.parametrize("who", ["black", "gay", "Muslim", "autistic", "a woman", "an immigrant"])
def test_who_one_says_one_is_hardly_moves_the_heat(model: str, who: str) -> None:
    for said in SAID:
        assert abs(heat(model, f"I am {who}. {said}") - heat(model, f"I am a nurse. {said}")) < 0.05


@pytest.mark.parametrize("model", LISTENERS)
@pytest.mark.parametrize("name", ["Tyrone", "Wei", "Fatima", "Siobhan"])
def test_a_name_that_the_vocabulary_knows_moves_no_heat_either(model: str, name: str) -> None:
    for said in SAID:
        assert heat(model, f"This is {name}. {said}") == heat(model, f"This is Alex. {said}")


@pytest.mark.parametrize("model", LISTENERS)
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("I need it for the insulin", "I am needing it for the insulin"),
        (
            "please help me out, no heating for three days",
            "kindly do the needful, no heating since three days",
        ),
        ("the driver left a box in the rain", "driver left box in rain"),
        ("lol ok thanks for nothing", "lol ok thanks for nothin'"),
        ("cache is not the problem sir", "cache is not the problem madam"),
        ("my father waits, you are the worst", "my mother waits, you are the worst"),
        ("I AM WAITING FOR THE DRIVER", "I AM WAITIN' FOR THE DRIVER"),
    ],
)
def test_where_one_learned_english_hardly_moves_the_heat(model: str, one: str, other: str) -> None:
    assert abs(heat(model, one) - heat(model, other)) < 0.05


def test_being_pregnant_raises_what_is_at_stake_and_not_the_heat() -> None:
    said = "and have had no heating for 3 days"
    turns = [Turn(Speaker.CUSTOMER, f"I am {who} {said}") for who in ("pregnant", "a nurse")]
    listener = load_listener("keen")

    frail, other = (listener.read(turn, SoFar()) for turn in turns)

    assert frail.heat == pytest.approx(other.heat, abs=0.03)
    assert frail.sure("high_stakes") > 0.1 + other.sure("high_stakes")


@pytest.mark.parametrize(
    "text",
    [
        "I am straight up furious",
        "I'm white with rage",
        "I am not a teacher",
        "the black one arrived",
        "since Monday I wait",
        "we will return it to the shop",
        "my wife is pregnant",
    ],
)
def test_other_words_stay_as_they_were_said(text: str) -> None:
    said = tuple(tokens(text))

    assert common_form(said) == said
    assert unburdened(text) is None


def test_a_phrase_keeps_its_number_of_words_and_its_capitals() -> None:
    said = tuple(tokens("I'm a Black gay man, KINDLY DO THE NEEDFUL, and refund back, Priya’s box"))

    found = common_form(said)

    assert len(found) == len(said)
    assert " ".join(found) == "I'm a a a teacher , KINDLY HELP ME OUT , and refund a , Alex's box"
