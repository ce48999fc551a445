"""Danger that no rule has the words for: perhaps heard, asked after gently, and never more than that."""

import json
from pathlib import Path

import pytest
from scripted import after

from benchmarks.danger import table
from heard.coach import Coach
from heard.coach.guardrail import guard
from heard.coach.handoff import pack
from heard.conversation import Speaker, Turn
from heard.listen import SoFar, load_listener
from heard.listen.rules.danger.told import tells_of
from heard.listen.wire import reading_json
from heard.playbook import Playbook

PLAY = "ask-whether-they-are-safe"
TIRED = "I'm so tired of being me. I've picked the night."
PAINT = "My son is eating the paint out of your box and he's gone all sleepy."
PALE = "She's got it in her mouth and she's coughing and going pale."
HARMLESS = (
    "I won't be at home on Friday.",
    "You won't hear from me again, I've moved to another provider.",
    "I'm freezing my account until March.",
    "This is the worst company I have ever dealt with, and I want my money back!",
)


def read(text, name="keen"):
    return load_listener(name).read(Turn(Speaker.CUSTOMER, text), SoFar())


@pytest.mark.parametrize("listener", ["keen", "swift"])
@pytest.mark.parametrize(
    ("text", "self_harm", "words"),
    [
        (TIRED, True, "I'm so tired of being me."),
        (PAINT, False, PAINT),
        (PALE, False, PALE),
    ],
)
def test_danger_in_words_that_no_table_has_is_perhaps_heard(listener, text, self_harm, words):
    peril = read(text, listener).peril

    assert tells_of(text) == {}
    assert peril is not None
    assert peril.self_harm is self_harm
    assert text[peril.start : peril.end] == words


@pytest.mark.parametrize("listener", ["keen", "swift"])
@pytest.mark.parametrize("text", HARMLESS)
def test_no_danger_is_heard_in_a_way_of_speaking(listener, text):
    assert read(text, listener).peril is None


def test_what_a_rule_tells_surely_is_not_told_as_perhaps():
    assert read("I can smell gas in my kitchen!").peril is None


@pytest.mark.parametrize("text", [TIRED, PAINT])
def test_whoever_may_be_in_danger_is_asked_whether_they_are_safe(text):
    advice = Coach.of(after()).hear(Turn(Speaker.CUSTOMER, text))

    assert advice is not None
    assert advice.play == PLAY
    assert "are you safe right now" in advice.say[0]
    assert advice.evidence.signal == "perhaps_in_danger"


@pytest.mark.parametrize("text", HARMLESS)
def test_nobody_else_is_asked(text):
    advice = Coach.of(after()).hear(Turn(Speaker.CUSTOMER, text))

    assert advice is None or advice.play != PLAY


def test_the_examples_of_the_play_bring_it_up_and_its_near_misses_do_not():
    play = next(one for one in Playbook.load().plays if one.name == PLAY)

    assert all(read(text).peril for text in play.hears)
    assert not any(read(text).peril for text in play.ignores)


def test_a_bot_offers_a_person_and_does_not_hand_over():
    ruling = guard(after(PAINT), "I can send you another box.")

    assert ruling.decision == "offer a person"
    assert ruling.finding.rule == "criterion:expertise_needed"
    assert ruling.finding.quotes[0].words == PAINT


def test_a_packet_has_no_headline_of_it():
    packet = pack(after(PAINT, "I'm passing you on."))

    assert packet.self_harm is None
    assert "safe" not in packet.opening


def test_a_reading_says_it_in_json():
    told = reading_json("c1", 1, Turn(Speaker.CUSTOMER, PALE), read(PALE))

    assert told["perhaps_in_danger"] == {"self_harm": False, "start": 0, "end": len(PALE)}


def test_a_resumed_coach_still_knows_of_it():
    coach = Coach.of(after())
    coach.hear(Turn(Speaker.CUSTOMER, PAINT))

    resumed = Coach.resume(coach.save(), [Turn(Speaker.CUSTOMER, PAINT)])

    assert resumed.before == coach.before
    assert resumed.reading.peril is not None


def test_the_held_out_turns_are_learned_from_nowhere():
    data = Path("training/data")
    read_in = {
        name: {
            json.loads(line)["text"]
            for line in (data / f"danger_{name}.jsonl").read_text("utf-8").splitlines()
        }
        for name in ("told", "near", "held_out")
    }

    assert len(read_in["held_out"]) == 120
    assert read_in["held_out"].isdisjoint(read_in["told"] | read_in["near"])


def test_what_the_documentation_says_was_measured_is_what_the_script_measures():
    assert table() in Path("docs/listening.md").read_text("utf-8")
