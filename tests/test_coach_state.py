"""Stopping and resuming: the same advice to the letter, from at most eight kilobytes."""

import json
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.coach import Coach
from heard.coach.wire import advice_json
from heard.conversation import Channel, Conversation, History, Speaker, Turn
from heard.errors import InputError
from heard.listen import Reading, Signal, SoFar, load_listener
from heard.signals import SIGNAL_NAMES

LINES = (
    "This is the third time I'm calling about my order. I was promised it would come on Monday!",
    "You are all useless idiots. Let me speak to a manager NOW.",
    "I've been waiting three weeks and nobody has answered.",
    "Fine.",
    "Thank you, that helps.",
    "So what are you going to do about it?? I paid 300 euros on 3 March.",
    "Please calm down. We'll get back to you soon.",
    "I'm sorry you've had this. I'll call you by Friday at 4 pm.",
    "Have you tried turning it off and on? Please DM us your order number.",
    "",
)
SAID = st.lists(
    st.tuples(st.sampled_from(list(Speaker)), st.sampled_from(LINES) | st.text(max_size=60)),
    max_size=24,
)


def heard_json(coach: Coach, turns: list[Turn], start: int) -> list[str]:
    conversation = Conversation(id="c", turns=tuple(turns))
    told = []
    for turn in turns[start:]:
        card = coach.hear(turn)
        told.append(json.dumps(None if card is None else advice_json(card, conversation)))
    return told


@settings(max_examples=60, deadline=None)
@given(SAID, st.integers(0, 24), st.sampled_from([None, *Channel]), st.integers(0, 2))
def test_a_resumed_coach_gives_the_same_advice_to_the_letter(said, stop, channel, overdue):
    turns = [Turn(speaker, text, at_s=9.0 * place) for place, (speaker, text) in enumerate(said)]
    stop = min(stop, len(turns))
    history = History(earlier_contacts=overdue, overdue_promises=overdue)
    whole = Coach.start(channel=channel, history=history)
    first = Coach.start(channel=channel, history=history)

    heard_json(first, turns[:stop], 0)
    again = Coach.resume(first.save(), turns[:stop])

    assert heard_json(whole, turns, 0)[stop:] == heard_json(again, turns, stop)
    assert again.save() == whole.save()
    assert again.moment == whole.moment


def test_a_resumed_coach_goes_on_in_the_language_it_could_not_read():
    turns = [
        Turn(Speaker.CUSTOMER, "This is the third time I'm calling about my order!"),
        Turn(Speaker.CUSTOMER, "A0À0a¹"),
        Turn(Speaker.CUSTOMER, "Fine."),
    ]
    whole, first = Coach.start(), Coach.start()
    heard_json(first, turns[:2], 0)

    again = Coach.resume(first.save(), turns[:2])

    assert heard_json(whole, turns, 0)[2:] == heard_json(again, turns, 2)
    assert whole.reading.unread is not None
    assert again.save() == whole.save()


class Everything:
    """A listener that hears every signal in every turn, at odd places."""

    def read(self, turn: Turn, before: SoFar) -> Reading:
        length = len(turn.text)
        signals = tuple(
            Signal(name, 0.5 + (hash_of(name, length) % 4999_9999) / 1e8, place, length - place)
            for place, name in enumerate(SIGNAL_NAMES)
        )
        return Reading(0.9 if turn.from_customer else None, "angry", signals)


def hash_of(name: str, length: int) -> int:
    return sum(ord(letter) * 7919**place for place, letter in enumerate(f"{name}{length}"))


def test_the_state_stays_within_eight_kilobytes_whatever_is_said():
    coach = Coach.start(listener=Everything())
    for place in range(300):
        speaker = Speaker.AGENT if place % 2 else Speaker.CUSTOMER
        promises = " ".join(
            f"I'll send the {place}-{part} report on the {'long ' * (part % 7)}order to you by"
            f" {part + 1} pm on Friday {place * part}."
            for part in range(12)
        )
        facts = f"On 3 March I paid {place * 31} euros and was told order {place * 7919} is late. "
        coach.hear(Turn(speaker, promises if place % 2 else facts * 5))

    assert len(coach.save()) <= 8 * 1024


@pytest.mark.parametrize("saved", [b"", b"{}", b"x\x9c", b"\x00" * 40])
def test_what_is_no_state_is_refused_in_one_sentence(saved):
    with pytest.raises(InputError, match="not a saved coach"):
        Coach.resume(saved, [])


@pytest.mark.parametrize(
    ("part", "damage"),
    [
        ("heard", [999]),
        ("heard", [-1]),
        ("heard", [[1]]),
        ("heard", 7),
        ("readings", [[0.1, 99, []]]),
        ("readings", [[0.1, -1, []]]),
        ("readings", [[0.1, None, [[999, 0.9, 0, 1]]]]),
    ],
)
def test_a_damaged_state_is_refused_in_one_sentence(part, damage):
    turn = Turn(Speaker.CUSTOMER, "Where is my order?")
    coach = Coach.start(listener=load_listener())
    coach.hear(turn)
    told = json.loads(zlib.decompress(coach.save()))

    told[part] = damage
    with pytest.raises(InputError, match="not a saved coach"):
        Coach.resume(zlib.compress(json.dumps(told).encode()), [turn])


def test_a_state_is_refused_without_the_turns_it_was_heard_from():
    coach = Coach.start(listener=load_listener())
    coach.hear(Turn(Speaker.CUSTOMER, "Where is my order?"))

    with pytest.raises(InputError, match="heard 1 turn; 0 were given"):
        Coach.resume(coach.save(), [])
