"""Which play comes up: the need, the surer signal, and the conditions it depends on."""

import pytest
from playbook_files import PLAY, heard, names, overlay

from heard.conversation import Channel, History, Speaker, Turn
from heard.listen import Reading, Signal, SoFar
from heard.playbook import CONDITIONS, Playbook
from heard.playbook.choosing import Lines, mark
from heard.track.moment import Criterion, Evidence, Moment, Promise, StepProgress


def test_the_need_decides_which_play_comes_first():
    moment = Moment(turn=4, heat=1.0, peak=1.0, mood="heated", phase=1, boundary_due="named")
    reading = heard("repeat_contact", "abuse", "long_wait", heat=1.0)

    plays = names(Playbook.load().match(reading, moment))

    assert plays[0] == "name-the-limit"
    order = [plays.index(name) for name in ("own-the-repeat", "answer-the-wait")]
    assert order == sorted(order)


def test_of_two_equally_needed_plays_the_surer_signal_comes_first(tmp_path):
    playbook = overlay(
        tmp_path, PLAY + PLAY.replace("greet-the-parrot", "feed-it").replace("thanks", "resolved")
    )
    reading = Reading(0.0, None, (Signal("thanks", 0.6, 0, 1), Signal("resolved", 0.9, 0, 1)))

    plays = names(playbook.match(reading, Moment(turn=0)))

    assert [name for name in plays if name in ("feed-it", "greet-the-parrot")] == [
        "feed-it",
        "greet-the-parrot",
    ]


def test_a_misstep_play_follows_the_companys_turn_and_no_other():
    playbook = Playbook.load()
    moment = Moment(turn=3)

    assert names(playbook.match(heard("flat_no", heat=None), moment)) == ["turn-the-no-around"]
    assert not playbook.match(heard("flat_no", heat=None), moment, speaker=Speaker.CUSTOMER)
    assert not playbook.match(heard("repeat_contact"), moment, speaker=Speaker.AGENT)


EVIDENCE = Evidence(1, 0, 2, "acknowledge")
PROMISE = Promise(1, 0, 2, "call", "agent", "vague")


@pytest.mark.parametrize(
    ("condition", "meets", "misses"),
    [
        ("step = 3", {"next_step": 3}, {"next_step": 2}),
        ("broken = 2", {"steps": (StepProgress(2, "broken"),)}, {"steps": (StepProgress(2),)}),
        ("phase = 1", {"phase": 1}, {"phase": 2}),
        ("phase_1_skipped = true", {"phase_1_skipped": True}, {}),
        ("phase_1_turns = 3", {"phase_1_turns": 4}, {"phase_1_turns": 2}),
        ('mood = "heated"', {"mood": "heated"}, {}),
        ('trend = "rising"', {"trend": "rising"}, {}),
        ("heat = 3", {"heat": 0.75}, {"heat": 0.5}),
        ("peak = 2", {"peak": 0.5}, {"peak": 0.25}),
        ("early_signs = true", {"early_signs": ("shorter replies",)}, {}),
        ("stakes = true", {"stakes": True}, {}),
        ("chronic = true", {"chronic": True}, {}),
        ("control_lost = true", {"control_lost": True}, {}),
        (
            'escalation = ["solutions_failed"]',
            {"escalation": (Criterion("solutions_failed", EVIDENCE),)},
            {"escalation": (Criterion("abuse_continues", EVIDENCE),)},
        ),
        ('boundary = "final"', {"boundary_due": "final"}, {"boundary_due": "named"}),
        ("failed_tries = 2", {"failed_tries": 2}, {"failed_tries": 1}),
        ("resolved = false", {"resolved": False}, {"resolved": True}),
        ('promise = "vague"', {"promises": (PROMISE,)}, {}),
        (
            'unless = "acknowledge"',
            {},
            {"steps": (StepProgress(2, "done", (EVIDENCE,)),)},
        ),
        (
            'after = "acknowledge"\nwithin = 2',
            {"steps": (StepProgress(2, "done", (EVIDENCE,)),), "turn": 3},
            {"steps": (StepProgress(2, "done", (EVIDENCE,)),), "turn": 4},
        ),
    ],
)
def test_a_condition_decides_whether_the_play_comes_up(tmp_path, condition, meets, misses):
    playbook = overlay(tmp_path, PLAY.replace('when = "thanks"', condition))

    def comes_up(changes: dict) -> bool:
        moment = Moment(**({"turn": 3} | changes))
        return "greet-the-parrot" in names(playbook.match(heard(), moment))

    assert comes_up(meets)
    assert not comes_up(misses)


def test_channel_and_history_are_conditions_too(tmp_path):
    playbook = overlay(
        tmp_path,
        PLAY.replace('"thanks"', '"thanks"\nchannel = "email"\nhistory = "overdue_promises"'),
    )

    def comes_up(channel: Channel, history: History | None) -> bool:
        plays = playbook.match(heard("thanks"), Moment(0), channel=channel, history=history)
        return "greet-the-parrot" in names(plays)

    owed = History(overdue_promises=1)
    assert comes_up(Channel.EMAIL, owed)
    assert not comes_up(Channel.PHONE, owed)
    assert not comes_up(Channel.EMAIL, History(earlier_contacts=2))
    assert not comes_up(Channel.EMAIL, None)


def test_what_was_heard_before_counts_for_after_and_unless(tmp_path):
    playbook = overlay(
        tmp_path, PLAY.replace('"thanks"', '"thanks"\nafter = "abuse"\nwithin = 2\nunless = "jab"')
    )
    insult = (Turn(Speaker.CUSTOMER, "You idiot."), heard("abuse"))
    joke = (Turn(Speaker.AGENT, "Ha."), heard("jab", heat=None))
    calm = (Turn(Speaker.AGENT, "I see."), heard(heat=None))

    def comes_up(*said) -> bool:
        before = SoFar()
        for turn, reading in said:
            before = before.add(turn, reading)
        plays = playbook.match(heard("thanks"), Moment(len(said)), before=before)
        return "greet-the-parrot" in names(plays)

    assert comes_up(insult, calm)
    assert not comes_up(insult, joke)
    assert not comes_up(insult, calm, calm)
    assert not comes_up(calm, calm)


def test_the_default_plays_use_nearly_every_condition():
    used = {key for play in Playbook.load().plays for key in play.conditions}

    assert set(CONDITIONS) - used == {"channel", "heat"}


def test_a_play_has_other_words_on_another_channel():
    play = Playbook.load().play("own-the-repeat")

    assert play.lines(Channel.EMAIL) != play.say
    assert play.lines(Channel.PHONE) == play.lines() == play.say


def test_the_marks_of_a_line_stand_in_one_order_whatever_order_a_set_has():
    known = {"fact": "It rained in", "said": "never again", "asked": "a date", "stake": "my job"}
    template = "{stake}, {asked}, {said}: {fact}."
    [pair] = Lines(known, used=(), said=()).unsaid([template])

    marks = Lines(known, used=(), said=()).marks([pair])

    assert marks == (
        mark(template),
        *map(mark, (known["fact"], known["said"], known["asked"], known["stake"])),
    )
