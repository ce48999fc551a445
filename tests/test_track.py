"""The track as a whole: what a moment says, and the laws that hold for every conversation."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.conversation import Channel, Conversation, History, Speaker, Turn
from heard.errors import InputError
from heard.listen import Reading, Signal
from heard.track import Track, replay

CUSTOMER, AGENT = Speaker.CUSTOMER, Speaker.AGENT
SAYS = ("repeat_contact", "broken_promise", "dismissed", "abuse", "threat", "resolved", "thanks")
DOES = ("acknowledge", "apologize", "ask", "solve", "hand_off", "set_boundary", "jab", "fix_first")
TEXTS = (
    "I've called three times since Monday about order #48213 and it's STILL broken!!!",
    "They said Friday. You charged me $40. Nobody rang.",
    "I'll call you back tomorrow by 5pm. We'll refund you within three days.",
    "That needs a specialist, and I'm not authorized to refund it.",
    "Tried that already, same error.",
    "ok",
    "",
    "שלום, ההזמנה לא הגיעה 🙈",
)


def heard(text, *names, heat=None, sure=0.9):
    return Reading(heat, None, tuple(Signal(name, sure, 0, len(text)) for name in names))


def follow(*said, track=None):
    """(speaker, text, heat, *signals) for each turn; the moments they lead to."""
    track = track or Track()
    return [
        track.follow(Turn(speaker, text), heard(text, *names, heat=heat))
        for speaker, text, heat, *names in said
    ]


turns_and_readings = st.lists(
    st.builds(
        lambda speaker, text, heat, names, at_s, internal, sure: (
            Turn(speaker, text, at_s=at_s, internal=internal, name="Ana"),
            heard(text, *names, heat=heat if speaker is CUSTOMER else None, sure=sure),
        ),
        st.sampled_from(list(Speaker)),
        st.sampled_from(TEXTS) | st.text(max_size=60),
        st.none() | st.floats(0, 1),
        st.lists(st.sampled_from(SAYS + DOES), max_size=3, unique=True),
        st.none() | st.floats(0, 9000),
        st.booleans(),
        st.floats(0.3, 1),
    ),
    max_size=25,
)


class ListReader:
    """Reads each turn as it was read before."""

    def __init__(self, readings):
        self.readings = list(readings)

    def read(self, _turn, before):
        return self.readings[before.count]


def begin():
    return Track(
        Channel.PHONE,
        History(earlier_contacts=2, overdue_promises=1, customer_since=date(2019, 5, 1)),
        datetime(2025, 3, 3, 10, 0, tzinfo=UTC),
    )


@given(turns_and_readings, st.integers(0, 25))
def test_later_turns_never_change_an_earlier_moment(said, cut):
    whole, short = begin(), begin()

    early = [short.follow(*each) for each in said[:cut]]
    all_moments = [whole.follow(*each) for each in said]

    assert all_moments[:cut] == early


@given(turns_and_readings)
def test_a_replay_gives_the_moments_that_were_seen_live(said):
    turns, readings = tuple(turn for turn, _ in said), [reading for _, reading in said]
    history = History(earlier_contacts=1)
    conversation = Conversation(
        "c1", turns, Channel.PHONE, datetime(2025, 3, 3, tzinfo=UTC), history
    )
    live = Track(Channel.PHONE, history, datetime(2025, 3, 3, tzinfo=UTC))

    seen = [live.follow(*each) for each in said]

    assert [each.moment for each in replay(conversation, ListReader(readings))] == seen


@given(turns_and_readings, st.integers(0, 25))
def test_a_resumed_track_goes_on_as_if_it_had_never_stopped(said, cut):
    track = begin()
    for each in said[:cut]:
        track.follow(*each)

    resumed = Track.from_dict(json.loads(json.dumps(track.to_dict())))

    assert [resumed.follow(*each) for each in said[cut:]] == [
        track.follow(*each) for each in said[cut:]
    ]
    assert resumed.to_dict() == track.to_dict()


@given(turns_and_readings)
def test_all_evidence_quotes_words_of_a_turn_already_said(said):
    track = begin()
    for number, each in enumerate(said):
        moment = track.follow(*each)
        evidence = [
            *(one for step in moment.steps for one in step.evidence),
            *(reason.evidence for reason in moment.reasons if reason.evidence),
            *(criterion.evidence for criterion in moment.escalation),
            *moment.facts,
            *moment.promises,
            *((moment.concern,) if moment.concern else ()),
        ]

        for one in evidence:
            assert one.turn <= number
            assert 0 <= one.start <= one.end <= len(said[one.turn][0].text)


@settings(max_examples=10, deadline=None)
@given(st.lists(st.sampled_from(TEXTS), min_size=5, max_size=12))
def test_a_saved_track_stays_under_eight_kibibytes(texts):
    track = begin()
    for number in range(400):
        text = texts[number % len(texts)] * 5
        speaker = CUSTOMER if number % 2 else AGENT
        names = SAYS if speaker is CUSTOMER else DOES
        heat = 0.9 if speaker is CUSTOMER else None
        track.follow(Turn(speaker, text, at_s=float(number)), heard(text, *names, heat=heat))

    saved = json.dumps(track.to_dict(), separators=(",", ":"), ensure_ascii=False)

    assert len(saved.encode()) <= 8 * 1024


def test_the_mood_heats_at_one_threshold_and_cools_at_a_lower_one():
    moments = follow(*((CUSTOMER, "well then", heat) for heat in (0.2, 0.4, 0.33, 0.28)))

    assert [moment.mood for moment in moments] == ["calm", "heated", "heated", "calm"]


def test_thresholds_the_wrong_way_round_are_refused():
    with pytest.raises(InputError, match="cools_at"):
        Track(heats_at=0.3, cools_at=0.5)


def test_the_agents_turns_leave_the_customers_heat_as_last_heard():
    moments = follow((CUSTOMER, "This is a joke.", 0.6), (AGENT, "Let me look.", None, "own"))

    assert moments[1].heat == 0.6


def test_a_note_among_colleagues_is_never_scored_as_said_to_the_customer():
    track = Track()
    follow((CUSTOMER, "Third time I'm calling!", 0.6, "repeat_contact"), track=track)
    note = Turn(AGENT, "He is a jerk, I'll call him tomorrow.", internal=True)

    moment = track.follow(note, heard(note.text, "jab", "fix_first"))

    assert moment.turn == 1
    assert not moment.phase_1_skipped
    assert moment.promises == ()
    assert moment.steps[0].state == "open"


def test_a_system_line_and_an_empty_turn_change_nothing_but_the_count():
    moments = follow(
        (CUSTOMER, "Where is my parcel?", 0.1),
        (Speaker.SYSTEM, "Dana joined the chat.", None, "jab"),
        (AGENT, "  ", None, "calm_down"),
        (CUSTOMER, "", None),
    )

    assert [replace(moment, turn=0) for moment in moments[1:]] == [moments[0]] * 3


def test_an_acceptance_resolves_until_the_customer_heats_up_again():
    moments = follow(
        (CUSTOMER, "It works now, thanks!", 0.0, "resolved"),
        (CUSTOMER, "And it's dead again. Unbelievable.", 0.6),
    )

    assert [moment.resolved for moment in moments] == [True, False]


def test_stakes_stay_until_the_matter_is_resolved():
    moments = follow(
        (CUSTOMER, "My rent money is gone.", 0.3, "high_stakes"),
        (AGENT, "It's back on your account.", None, "solve"),
        (CUSTOMER, "I see it, all good.", 0.0, "resolved"),
    )

    assert [moment.stakes for moment in moments] == [True, True, False]


def test_a_contact_history_raises_the_prior_and_the_risk():
    said = (CUSTOMER, "Hello, about my router.", 0.1)

    fresh = follow(said)[0]
    returning = follow(said, track=Track(history=History(3, 1)))[0]

    assert fresh.prior == 0
    assert returning.prior > 0.05
    assert returning.risk > fresh.risk
    assert returning.chronic
    assert any("contacted us" in reason.text for reason in returning.reasons)


def test_a_promise_is_dated_from_the_moment_it_was_made():
    track = Track(started_at=datetime(2025, 3, 3, 10, 0, tzinfo=UTC))
    text = "I'll call you back tomorrow by 5pm."

    moment = track.follow(Turn(AGENT, text, at_s=60.0), heard(text, "set_expectation"))

    assert moment.promises[0].turn == 0
    assert moment.promises[0].due_by == datetime(2025, 3, 4, 17, 0, tzinfo=UTC)


def test_a_passed_around_customer_has_lost_control_of_their_case():
    moments = follow(
        (CUSTOMER, "I told your colleague last week already.", 0.4, "repeat_contact"),
        (CUSTOMER, "And nobody listens.", 0.6, "dismissed"),
    )

    assert [moment.control_lost for moment in moments] == [False, True]


def test_a_counted_repeat_marks_a_chronic_complaint():
    counted = follow((CUSTOMER, "This is the third time I call.", 0.5, "repeat_contact"))
    once = follow((CUSTOMER, "I called before about this.", 0.3, "repeat_contact"))

    assert counted[0].chronic
    assert not once[0].chronic


@pytest.mark.parametrize(
    "saved",
    [
        None,
        {},
        {"version": 99},
        {"version": 1, "belief": {"count": "many"}},
        {"version": 1, "belief": {"moood": {}}},
        {"version": 1, "channel": "pigeon", "belief": {}},
        {"version": 1, "belief": {"mood": {"mood": "furious"}}},
        {"version": 1, "started_at": "yesterday", "belief": {}},
    ],
)
def test_a_damaged_save_is_refused_in_one_sentence(saved):
    with pytest.raises(InputError) as fault:
        Track.from_dict(saved)

    assert "\n" not in str(fault.value)


def test_following_needs_no_numpy():
    asked = "import heard.track, sys; sys.exit('numpy' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0
