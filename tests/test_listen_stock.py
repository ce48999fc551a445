"""Stock answers in so many words: the same message twice, and cheer for somebody who has given up."""

import pytest

from heard.conversation import Speaker, Turn
from heard.listen import Reading, SoFar, load_listener
from heard.listen.rules.brush_offs import explains_away, stock_phrases

LISTENER = load_listener()
LATE = "Customer: Where is my order? Third time I ask!!"
LYON = "Your parcel left Lyon today and is with you on Friday."
GIVES_UP = "Customer: Wrong part again after three weeks. I've had enough. Just forget it."
THANKFUL = "Customer: That did it, thank you so much!"


def last(*lines: str) -> Reading:
    before, reading = SoFar(), Reading()
    for line in lines:
        customer = line.startswith("Customer: ")
        speaker = Speaker.CUSTOMER if customer else Speaker.BOT
        turn = Turn(speaker, line.removeprefix("Customer: "))
        reading = LISTENER.read(turn, before)
        before = before.add(turn, reading)
    return reading


@pytest.mark.parametrize(
    ("asked", "second", "stock"),
    [
        ("Customer: Then where is it?", LYON, True),
        ("Customer: So?", LYON.upper().replace(".", "!"), True),
        ("Customer: Sorry, can you repeat that?", LYON, False),
        ("Customer: So?", "It left Lyon today, and Ana rings you when it is there.", False),
    ],
)
def test_the_same_message_twice_is_a_stock_answer(asked: str, second: str, stock: bool) -> None:
    assert last(LATE, LYON, asked, second).hears("scripted") is stock


@pytest.mark.parametrize("reply", ["Great, glad we could help! Have a nice day!", "Happy I was able to assist."])  # fmt: skip
def test_being_glad_to_have_helped_closes_nothing_for_whoever_gives_up(reply: str) -> None:
    heard = last(GIVES_UP, reply)

    assert heard.hears("scripted")
    assert not heard.hears("confirm_close", "reassure")
    assert not last(THANKFUL, reply).hears("scripted")


@pytest.mark.parametrize(
    ("reply", "stock"),
    [
        ("Your order is important to us. Please be patient.", True),
        ("We aim to respond within ten working days. Your case is important to us.", True),
        ("Please be patient with the door, it sticks.", False),
        ("We aim to answer within an hour, and Ana rings you at four about the boiler.", False),
    ],
)
def test_a_reply_of_stock_phrases_is_one_in_their_newer_forms_too(reply: str, stock: bool) -> None:
    assert (stock_phrases(reply) is not None) is stock


@pytest.mark.parametrize(
    ("reply", "argues"),
    [
        ("I'm sure there was a misunderstanding.", True),
        ("I'm sure he didn't mean anything by it.", True),
        ("I'm sorry for the misunderstanding.", False),
        ("I'm sure you didn't mean to cancel, so I've put it back.", False),
    ],
)
def test_who_is_sure_unasked_that_it_was_not_meant_argues(reply: str, argues: bool) -> None:
    assert (explains_away(reply) is not None) is argues
