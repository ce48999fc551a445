"""Turns that say the same over and over, and letters of another width or style."""

import pytest

from heard.conversation import Speaker, Turn
from heard.listen import SoFar
from heard.listen.load import LISTENERS, WEIGHTS, load_from
from heard.listen.words import tokens

PLAIN = "This is the third time I ask, and nobody answers!"
WIDE = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})
BOLD = str.maketrans(
    {chr(ord("a") + place): chr(0x1D5EE + place) for place in range(26)}
    | {chr(ord("A") + place): chr(0x1D5D4 + place) for place in range(26)}
)


@pytest.mark.parametrize("model", LISTENERS)
@pytest.mark.parametrize("style", [WIDE, BOLD])
def test_letters_of_another_style_read_like_plain_ones(model: str, style: dict[int, str]) -> None:
    listener = load_from(WEIGHTS, model)
    plain = listener.read(Turn(Speaker.CUSTOMER, PLAIN), SoFar())
    styled = PLAIN.translate(style)
    assert styled != PLAIN
    reading = listener.read(Turn(Speaker.CUSTOMER, styled), SoFar())
    assert plain.signals
    assert reading == plain  # evidence included: it stands at the same letters


@pytest.mark.parametrize("model", LISTENERS)
def test_a_turn_that_only_repeats_itself_says_no_more_than_its_beginning(model: str) -> None:
    listener = load_from(WEIGHTS, model)
    few = listener.read(Turn(Speaker.CUSTOMER, "this is bad " * 3), SoFar())
    many = listener.read(Turn(Speaker.CUSTOMER, "this is bad " * 7000), SoFar())
    assert (many.heat, many.emotion) == (few.heat, few.emotion)
    assert {one.name for one in many.signals} == {one.name for one in few.signals}


def test_a_long_turn_that_goes_on_to_say_something_is_kept_whole() -> None:
    told = ["and", "so"] * 30 + [f"{one}{two}" for one in "abcdefgh" for two in "xyzvwutk"]
    assert len(tokens(" ".join(told))) == len(told)
