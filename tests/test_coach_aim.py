"""Whom an insult is aimed at decides whether a limit is an answer to it; praise is counted alike everywhere."""

import pytest

from heard.coach import Coach
from heard.conversation import Conversation, Speaker, Turn
from heard.listen import Listener, Reading, Signal, SoFar, load_listener
from heard.review import score

LISTENER = load_listener()
THANKED = "I see you're cross, but that's simply wrong."


@pytest.mark.parametrize(
    "text",
    [
        "Can I speak to a manager? Your driver is an idiot.",
        "My neighbour is such a moron, he ripped the cable out.",
        "Your technician is an absolute idiot and I want another one",
    ],
)
def test_a_mild_insult_of_somebody_told_of_calls_for_no_limit(text):
    advice = Coach.start(listener=LISTENER).hear(Turn(Speaker.CUSTOMER, text))

    assert advice is None or advice.play != "name-the-limit"


@pytest.mark.parametrize(
    "text",
    [
        "You're an idiot.",
        "Are you stupid or just lazy?",
        "Your staff are all morons.",
        "Your driver is an idiot, and you're an idiot too.",
    ],
)
def test_an_insult_to_the_face_still_calls_for_one(text):
    advice = Coach.start(listener=LISTENER).hear(Turn(Speaker.CUSTOMER, text))

    assert advice is not None
    assert advice.play == "name-the-limit"


class Both(Listener):
    """Hears an answer's words as acknowledgement and as argument alike."""

    def read(self, turn: Turn, before: SoFar) -> Reading:
        if turn.from_customer:
            return Reading(0.6, "angry")
        size = len(turn.text)
        return Reading(signals=(Signal("acknowledge", 0.9, 0, size), Signal("argue", 0.9, 0, size)))


def test_a_review_praises_no_words_that_are_a_misstep_too():
    turns = (Turn(Speaker.CUSTOMER, "Late again!"), Turn(Speaker.AGENT, THANKED))

    card = score(Conversation("c1", turns), listener=Both())

    assert [one.name for one in card.techniques] == []
    assert [one.name for one in card.missteps] == ["argue"]
