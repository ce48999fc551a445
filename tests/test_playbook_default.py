import re
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from heard.playbook import CRITERIA, SLOTS, Playbook, check
from heard.playbook.teaching import Section
from heard.signals import FLAGS, MISSTEPS, TECHNIQUES, TRIGGERS
from heard.track.moment import HEARD_LETTERS

PLAYBOOK = Playbook.load()
CHANNELS = {"phone", "chat", "email", "social", "bot"}
FOLDER = Path(__file__).parent.parent / "heard" / "playbooks" / "default"


def sayable() -> list[tuple[str, str]]:
    """Every line that the playbook would have an agent say, and where it stands."""
    lines = []
    for play in PLAYBOOK.plays:
        lines += [(play.name, line) for line in play.say]
        lines += [(play.name, line) for on in play.on for line in on.say]
    lines += [(phrase.name, line) for phrase in PLAYBOOK.phrases for line in phrase.say_instead]
    lines += [(helpful.name, helpful.say) for helpful in PLAYBOOK.helpful]
    for rung in PLAYBOOK.boundaries:
        lines += [(rung.name, line) for line in rung.say]
        lines += [(rung.name, line) for on in rung.on for line in on.say]
    lines += [(one.name, line) for one in PLAYBOOK.escalation for line in one.say]
    assert PLAYBOOK.handoff is not None
    lines += [("handoff", line) for line in PLAYBOOK.handoff.say + PLAYBOOK.handoff.bridge]
    lines += [(f"step {step.number}", line) for step in PLAYBOOK.steps for line in step.right]
    return lines


def test_the_default_playbook_has_no_fault():
    assert check("default") == ()


@pytest.mark.parametrize("signal", [*TRIGGERS, *FLAGS, *MISSTEPS])
def test_every_trigger_flag_and_misstep_has_a_play(signal):
    assert [play.name for play in PLAYBOOK.plays if signal in play.when]


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
def test_every_step_has_a_play_for_when_it_is_next_and_when_it_broke(number):
    assert [play.name for play in PLAYBOOK.plays if play.step == number and not play.history]
    assert [play.name for play in PLAYBOOK.plays if play.broken == number]


@pytest.mark.parametrize("rung", ["named", "final", "ended"])
def test_every_rung_has_a_play_and_needs_abuse_or_a_threat(rung):
    plays = [play for play in PLAYBOOK.plays if play.boundary == rung]

    assert plays
    assert all(play.when and set(play.when) <= {"abuse", "threat"} for play in plays)


@pytest.mark.parametrize("misstep", MISSTEPS)
def test_every_misstep_has_a_phrase_to_avoid(misstep):
    assert [phrase.name for phrase in PLAYBOOK.phrases if phrase.misstep == misstep]


def test_the_needs_come_in_their_order():
    ranks = {play.name: play.rank for play in PLAYBOOK.plays}
    order = [
        "put-safety-first",
        "name-the-limit",
        "secure-what-is-at-stake",
        "take-the-request-seriously",
        "repair-the-broken-promise",
        "own-the-repeat",
        "answer-the-wait",
        "regain-your-own-calm",
        "acknowledge-before-fixing",
        "take-the-thanks",
    ]

    assert [ranks[name] for name in order] == sorted(ranks[name] for name in order)


@pytest.mark.parametrize(("where", "line"), sayable())
def test_no_line_we_suggest_is_wording_we_warn_of(where, line):
    assert [hit.phrase.name for hit in PLAYBOOK.phrase_hits(line)] == [], where


@pytest.mark.parametrize("play", PLAYBOOK.plays, ids=lambda play: play.name)
def test_a_play_is_short_enough_to_read_while_somebody_is_talking(play):
    assert len(play.advice) <= 110
    assert play.advice.endswith(".")
    assert 2 <= len(play.say) <= 4
    assert all(len(line) <= 200 for line in play.say)
    assert len(play.why) <= 240


def test_examples_of_a_play_are_its_own():
    said = Counter(text for play in PLAYBOOK.plays for text in play.hears + play.ignores)

    assert [text for text, times in said.items() if times > 1] == []


def test_worked_agents_only_say_what_we_warn_of_where_the_note_calls_it_a_misstep():
    for example in PLAYBOOK.examples:
        for turn in example.turn:
            if turn.speaker == "agent" and not set(turn.shows) & set(MISSTEPS):
                assert [hit.phrase.name for hit in PLAYBOOK.phrase_hits(turn.text)] == []


def test_worked_turns_show_signals_of_the_side_that_speaks():
    for example in PLAYBOOK.examples:
        for turn in example.turn:
            allowed = (
                (*TRIGGERS, *FLAGS) if turn.speaker == "customer" else (*TECHNIQUES, *MISSTEPS)
            )
            assert set(turn.shows) <= set(allowed), turn.text


def test_the_content_is_complete():
    assert len(PLAYBOOK.phrases) >= 30
    assert len(PLAYBOOK.helpful) >= 30
    assert {helpful.technique for helpful in PLAYBOOK.helpful} == set(TECHNIQUES)
    assert {helpful.step for helpful in PLAYBOOK.helpful} == {1, 2, 3, 4, 5}
    assert [rung.name for rung in PLAYBOOK.boundaries] == ["named", "final", "ended"]
    assert {one.name for one in PLAYBOOK.escalation} == set(CRITERIA)
    assert {rules.name for rules in PLAYBOOK.channels} == CHANNELS
    assert [letter.name for letter in PLAYBOOK.letters] == list(HEARD_LETTERS)
    assert [step.number for step in PLAYBOOK.steps] == [1, 2, 3, 4, 5]
    assert len(PLAYBOOK.skills) == 5
    assert len(PLAYBOOK.faq) >= 19
    assert len(PLAYBOOK.decisions) == 8
    assert [chapter.section for chapter in PLAYBOOK.chapters] == list(get_args(Section))
    assert len(PLAYBOOK.examples) >= 6
    assert {"step-one", "warm-handoff", "close", "abuse", "agent-reset"} == {
        checklist.name for checklist in PLAYBOOK.checklists
    }


def test_every_slot_is_used_and_said_in_words():
    used = {slot for _, line in sayable() for slot in re.findall(r"\{(\w+)\}", line)}

    assert used <= set(SLOTS)
    assert all(SLOTS.values())


def test_no_claim_comes_with_a_number_nobody_can_trace():
    for file in FOLDER.glob("*.toml"):
        text = file.read_text(encoding="utf-8")
        claims = re.findall(r"\d+ ?%|\d+ percent (?!off|start)|\d+ out of \d+|doubled", text)
        assert claims == [], file.name


def test_the_first_rung_is_never_due_for_a_threat_alone():
    named, final, _ = PLAYBOOK.boundaries

    assert not named.on_threat
    assert final.on_threat
