"""What the customer gave or tried already, asked for once more: heard alike live and in review."""

import pytest

from heard.conversation import Conversation, Speaker, Turn
from heard.listen import SoFar
from heard.listen.load import LISTENERS, WEIGHTS, load_from
from heard.listen.rules.tried_already import tried_already
from heard.review import score

KEEN = load_from(WEIGHTS, LISTENERS[0])
CUSTOMER, AGENT = Speaker.CUSTOMER, Speaker.AGENT
GAVE = "My order number is 4471-88 and the lamp is cracked."
ASKS = "Sorry to hear that. Could you give me your order number?"


def read(told, reply):
    first = Turn(CUSTOMER, told)
    before = SoFar().add(first, KEEN.read(first, SoFar()))
    return KEEN.read(Turn(AGENT, reply), before)


@pytest.mark.parametrize(
    ("told", "reply", "words"),
    [
        (GAVE, ASKS, "Could you give me your order number"),
        ("I've restarted it three times.", "Hi! Please restart the router.", "Please restart the router."),
        ("Tried: cache, other browser. Still nothing.", "Can you clear your cache first?", "Can you clear your cache first?"),
    ],
)  # fmt: skip
def test_what_was_given_or_tried_is_heard_as_asked_again(told, reply, words):
    signal = read(told, reply).signal("ask_again")

    assert signal is not None
    assert signal.sure > 0.85
    assert reply[signal.start : signal.end] == words


@pytest.mark.parametrize(
    ("told", "reply"),
    [
        ("It restarted by itself.", "Please restart it once."),
        ("Should I restart it?", "Yes, please restart it."),
        ("I haven't restarted it yet.", "Please restart it."),
        ("I've restarted it.", "Since you've restarted it, please send us the log."),
        ("I've restarted it twice.", "The restart is a known trouble, and a fix comes on Monday."),
    ],
)
def test_a_step_not_taken_yet_is_asked_for_the_first_time(told, reply):
    turn = Turn(CUSTOMER, told)

    assert tried_already(reply, SoFar().add(turn, KEEN.read(turn, SoFar()))) is None


def test_a_review_counts_what_was_asked_again():
    conversation = Conversation("c1", (Turn(CUSTOMER, GAVE), Turn(AGENT, ASKS)))

    card = score(conversation, listener=KEEN)

    assert "ask_again" in [one.name for one in card.missteps]
