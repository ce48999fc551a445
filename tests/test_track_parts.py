"""The parts a moment is made of: mood, phase, steps, boundary, tries, escalation, pauses."""

import pytest

from heard.conversation import Channel, Speaker, Turn
from heard.listen import Reading, Signal
from heard.track import Track

CUSTOMER, AGENT = Speaker.CUSTOMER, Speaker.AGENT


def heard(text, *names, heat=None, emotion=None):
    return Reading(heat, emotion, tuple(Signal(name, 0.9, 0, len(text)) for name in names))


def follow(*said, track=None):
    """(speaker, text, heat, *signals) for each turn; the moments they lead to."""
    track = track or Track()
    return [
        track.follow(Turn(speaker, text), heard(text, *names, heat=heat))
        for speaker, text, heat, *names in said
    ]


def states(moment):
    return " ".join(step.state for step in moment.steps)


# Mood


def test_the_trend_is_against_the_customers_own_usual():
    moments = follow(*((CUSTOMER, "and another thing", heat) for heat in (0.5, 0.5, 0.8, 0.3)))

    assert [moment.trend for moment in moments] == ["steady", "steady", "rising", "cooling"]


def test_a_customer_who_turns_curt_shows_it_before_they_are_angry():
    long = "Hello, I ordered a lamp last week and would like to know when it is going to arrive"

    moments = follow(
        (CUSTOMER, long, 0.0), (CUSTOMER, long + " please", 0.0), (CUSTOMER, "no", 0.1)
    )

    assert moments[2].early_signs == ("shorter replies",)


def test_a_short_thanks_is_no_early_sign():
    long = "Hello, I ordered a lamp last week and would like to know when it is going to arrive"

    moments = follow(
        (CUSTOMER, long, 0), (CUSTOMER, long + " ok", 0), (CUSTOMER, "ta", 0, "thanks")
    )

    assert moments[2].early_signs == ()


def test_a_customer_who_calms_down_in_few_words_shows_no_early_sign():
    long = "Hello, I ordered a lamp last week and would like to know when it is going to arrive"

    moments = follow((CUSTOMER, long, 0.5), (CUSTOMER, long + " ok", 0.5), (CUSTOMER, "fine", 0.2))

    assert moments[2].early_signs == ()


def test_capitals_count_only_where_the_customer_does_not_always_write_so():
    quiet = follow((CUSTOMER, "where is my order", 0.1), (CUSTOMER, "WHERE IS my ORDER NOW", 0.2))
    loud = follow((CUSTOMER, "WHERE IS MY ORDER", 0.1), (CUSTOMER, "I MEAN THE LAMP", 0.2))

    assert "capitals" in quiet[1].early_signs
    assert "capitals" not in loud[1].early_signs


def test_a_customer_who_says_it_again_repeats_themself():
    moments = follow(
        (CUSTOMER, "The blue lamp arrived with a broken switch", 0.1),
        (AGENT, "Which lamp?", None, "ask"),
        (CUSTOMER, "As said, the blue lamp, with a broken switch", 0.2),
    )

    assert "repeats themself" in moments[2].early_signs


# Phases


def test_a_fix_before_the_feeling_was_answered_skips_phase_one():
    moments = follow(
        (CUSTOMER, "Two hours on hold. Two!", 0.6, "long_wait"),
        (AGENT, "Restart the router.", None, "solve"),
    )

    assert [moment.phase for moment in moments] == [1, 1]
    assert moments[1].phase_1_skipped


@pytest.mark.parametrize("answer", ["acknowledge", "apologize"])
def test_a_fix_in_the_turn_that_answers_the_feeling_skips_nothing(answer):
    moments = follow(
        (CUSTOMER, "Two hours on hold. Two!", 0.6),
        (AGENT, "Two hours is far too long. Restart the router.", None, answer, "solve"),
    )

    assert not moments[1].phase_1_skipped


def test_a_fix_for_a_calm_customer_skips_nothing():
    moments = follow((CUSTOMER, "How do I reset it?", 0.0), (AGENT, "Hold R.", None, "solve"))

    assert moments[1].phase == 2
    assert not moments[1].phase_1_skipped


def test_phase_two_begins_once_the_answered_customer_is_cooler():
    moments = follow(
        (CUSTOMER, "Useless, all of you!", 0.8),
        (AGENT, "Three calls for one parcel wears anyone out.", None, "acknowledge"),
        (CUSTOMER, "It does. So what now?", 0.5),
    )

    assert [moment.phase for moment in moments] == [1, 1, 2]
    assert [moment.mood for moment in moments] == ["heated"] * 3


def test_the_customer_flaring_up_again_returns_to_phase_one():
    moments = follow(
        (CUSTOMER, "Useless!", 0.6),
        (AGENT, "That wears anyone out.", None, "acknowledge"),
        (CUSTOMER, "Fine. Go on.", 0.2),
        (CUSTOMER, "What do you mean, next week?!", 0.7),
    )

    assert [moment.phase for moment in moments] == [1, 1, 2, 1]


def test_phase_one_is_timed_and_a_clock_that_runs_back_adds_nothing():
    track = Track()
    said = [
        (CUSTOMER, 10.0, 0.7),
        (AGENT, 30.0, None),
        (CUSTOMER, 20.0, 0.7),
        (AGENT, 70.0, None),
        (CUSTOMER, 90.0, 0.1),
        (CUSTOMER, 200.0, 0.1),
    ]

    moments = [track.follow(Turn(who, "so", at_s=at), Reading(heat)) for who, at, heat in said]

    assert [moment.phase_1_s for moment in moments] == [None, 20.0, 20.0, 60.0, 80.0, 80.0]
    assert [moment.phase_1_turns for moment in moments] == [1, 2, 3, 4, 5, 5]


# Steps


def test_the_steps_tick_in_the_words_that_do_them():
    moments = follow(
        (CUSTOMER, "Third week without heating!", 0.6),
        (AGENT, "Three weeks of cold is hard.", None, "acknowledge"),
        (AGENT, "So the boiler stops each night, right?", None, "restate"),
        (CUSTOMER, "Right.", 0.3),
        (AGENT, "I'm sending Jo with the part.", None, "solve"),
        (AGENT, "She's there Friday at nine.", None, "set_expectation"),
    )

    assert states(moments[0]) == "open open open open open"
    assert states(moments[1]) == "done done open open open"
    assert [moment.next_step for moment in moments] == [1, 3, 4, 4, 5, 5]
    assert states(moments[-1]) == "done done done done done"
    assert moments[-1].steps[1].evidence[0].turn == 1


def test_a_calm_conversation_needs_no_acknowledgement():
    moments = follow((CUSTOMER, "What are your hours?", 0.0), (AGENT, "Since when?", None, "ask"))

    assert states(moments[1]) == "done unneeded done open open"
    assert moments[1].next_step == 4


def test_a_missed_acknowledgement_is_not_next_once_the_customer_has_cooled():
    moments = follow(
        (CUSTOMER, "This update is garbage.", 0.5),
        (AGENT, "Which phone is it?", None, "ask", "fix_first"),
        (CUSTOMER, "The small one, since Monday.", 0.0),
    )

    assert [moment.next_step for moment in moments[1:]] == [2, 4]
    assert moments[2].steps[1].state == "broken"


@pytest.mark.parametrize(
    ("misstep", "number"),
    [
        ("jab", 1),
        ("calm_down", 1),
        ("fix_first", 2),
        ("ask_again", 3),
        ("flat_no", 4),
        ("vague_promise", 5),
    ],
)
def test_a_misstep_breaks_its_step_and_says_why(misstep, number):
    moments = follow((CUSTOMER, "Enough!", 0.7), (AGENT, "Well.", None, misstep))

    broken = [step for step in moments[1].steps if step.state == "broken"]

    assert [step.number for step in broken] == [number]
    assert broken[0].why.endswith(".")
    assert broken[0].evidence[-1].signal == misstep


def test_a_broken_step_that_is_then_done_in_earnest_counts_as_done():
    moments = follow(
        (CUSTOMER, "Enough!", 0.7),
        (AGENT, "What's your number?", None, "fix_first"),
        (AGENT, "A month of this is a lot to carry.", None, "acknowledge"),
    )

    assert [moment.steps[1].state for moment in moments] == ["open", "broken", "done"]


def test_one_set_of_evidence_fills_both_the_steps_and_the_letters():
    moments = follow(
        (CUSTOMER, "It failed again.", 0.5),
        (AGENT, "I'm sorry, that's tiring.", None, "apologize", "acknowledge"),
        (AGENT, "I'll swap it, and find out why so it won't happen again.", None, "own"),
    )

    assert moments[1].heard == ("empathize", "apologize")
    assert moments[2].heard == ("empathize", "apologize", "resolve", "diagnose")


# Boundary


def rungs(*said):
    return [(moment.boundary, moment.boundary_due) for moment in follow(*said)]


def test_abuse_climbs_the_ladder_one_rung_at_a_time():
    insult = (CUSTOMER, "You idiot.", 1.0, "abuse")
    limit = (AGENT, "I want to help. Please keep it respectful.", None, "set_boundary")
    warning = (AGENT, "If the insults go on, I'll end the call.", None, "set_boundary")
    ending = (AGENT, "I'm ending this call now.", None, "set_boundary")

    seen = rungs(insult, limit, insult, warning, insult, ending)

    assert seen == [
        ("none", "named"), ("named", "none"), ("named", "final"), ("final", "none"),
        ("final", "ended"), ("ended", "none"),
    ]  # fmt: skip


def test_a_threat_calls_for_the_final_warning_at_once():
    assert rungs((CUSTOMER, "I'll come and find you.", 1.0, "threat")) == [("none", "final")]


def test_asking_for_calm_without_abuse_is_no_rung():
    seen = rungs(
        (CUSTOMER, "This is ridiculous!", 0.7, "profanity"),
        (AGENT, "Please keep the conversation calm.", None, "set_boundary", "calm_down"),
    )

    assert seen == [("none", "none"), ("none", "none")]


def test_doubtful_abuse_warns_nobody():
    track = Track()

    moment = track.follow(
        Turn(CUSTOMER, "Genius."), Reading(0.5, None, (Signal("abuse", 0.3, 0, 7),))
    )

    assert moment.boundary_due == "none"


def test_saying_when_the_call_would_end_does_not_end_it():
    insult = (CUSTOMER, "You idiot.", 1.0, "abuse")
    warning = (AGENT, "If that goes on, I'm ending the call.", None, "set_boundary")

    assert rungs(insult, warning, insult, warning)[-1] == ("final", "ended")


# Tries, facts, concern


def test_a_fix_that_did_not_help_counts_once():
    moments = follow(
        (AGENT, "Restart it.", None, "solve"),
        (CUSTOMER, "Still not working.", 0.4),
        (CUSTOMER, "Nope, same error.", 0.4),
        (AGENT, "Reset it then.", None, "solve"),
        (CUSTOMER, "I tried that already.", 0.6),
    )

    assert [moment.failed_tries for moment in moments] == [0, 1, 1, 1, 2]


def test_trouble_that_nobody_offered_a_fix_for_is_no_failed_try():
    assert follow((CUSTOMER, "It's still not working.", 0.4))[0].failed_tries == 0


def test_the_ledger_keeps_what_happened_in_the_order_said():
    texts = (
        "Hi there. I ordered on 3 May, order #48213.",
        "They said Friday. Then I called twice. You took $40.",
        "Anyway, I like the color.",
    )

    facts = follow(*((CUSTOMER, text, 0.2) for text in texts))[-1].facts

    assert [(texts[fact.turn][fact.start : fact.end], fact.signal) for fact in facts] == [
        ("I ordered on 3 May, order #48213.", "reference"),
        ("They said Friday.", "told"),
        ("Then I called twice.", "count"),
        ("You took $40.", "amount"),
    ]


def test_a_long_story_keeps_its_beginning_and_its_end():
    facts = follow(*((CUSTOMER, f"On day {n} I waited {n} hours.", 0.2) for n in range(30)))[
        -1
    ].facts

    assert [fact.turn for fact in facts] == [*range(10), *range(20, 30)]


def test_the_concern_is_the_trigger_under_the_stated_problem():
    moments = follow(
        (CUSTOMER, "Parcel is late.", 0.3, "long_wait"),
        (CUSTOMER, "You don't even read what I write.", 0.6, "dismissed"),
        (CUSTOMER, "Hello? Anybody?", 0.6, "dismissed"),
    )

    assert [moment.concern.signal for moment in moments] == ["long_wait", "dismissed", "dismissed"]
    assert moments[2].concern.turn == 1


# Escalation


def grounds(moment):
    return [criterion.name for criterion in moment.escalation]


def test_a_request_for_a_supervisor_holds_until_somebody_hands_on():
    moments = follow(
        (CUSTOMER, "Get me your manager.", 0.7, "supervisor_request"),
        (AGENT, "Let me see first.", None),
        (AGENT, "I'm connecting you to Ana, our lead.", None, "hand_off"),
    )

    assert [grounds(moment) for moment in moments] == [["supervisor_asked"]] * 2 + [[]]


def test_heat_that_stays_after_an_answer_is_a_ground():
    moments = follow(
        (CUSTOMER, "Useless!", 0.7),
        (AGENT, "That's a lot to bear.", None, "acknowledge"),
        *((CUSTOMER, "No!", 0.7), (AGENT, "I see.", None)) * 3,
    )

    assert [grounds(moment) for moment in moments[2::2]] == [[], [], ["heat_stays_high"]]


def test_three_parts_of_one_message_are_no_heat_that_stays():
    moments = follow(
        (CUSTOMER, "Useless!", 0.7),
        (AGENT, "That's a lot to bear. 1/2", None, "acknowledge"),
        (AGENT, "I'll look at it. 2/2", None),
        *((CUSTOMER, "No!", 0.7) for _ in range(3)),
    )

    assert grounds(moments[-1]) == []


def test_heat_nobody_answered_is_ours_to_answer_first():
    moments = follow(*((CUSTOMER, "No!", 0.7) for _ in range(5)))

    assert grounds(moments[-1]) == []


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("I'm not authorized to waive the fee.", ["authority_limit"]),
        ("That needs a manager's approval.", ["authority_limit"]),
        ("This needs a network specialist.", ["expertise_needed"]),
        ("I'm a specialist, let's look.", []),
        ("My manager likes this phone.", []),
    ],
)
def test_limits_of_authority_and_knowledge_are_heard_in_the_agents_words(text, ground):
    assert grounds(follow((AGENT, text, None))[0]) == ground


def test_fixes_that_failed_and_abuse_that_goes_on_are_grounds():
    fix, no = (AGENT, "Restart.", None, "solve"), (CUSTOMER, "Still broken.", 0.2)
    insult = (CUSTOMER, "Idiot.", 0.9, "abuse")
    limit = (AGENT, "Please stay respectful.", None, "set_boundary")

    assert grounds(follow(fix, no, fix, no)[-1]) == ["solutions_failed"]
    assert grounds(follow(insult)[-1]) == []
    assert grounds(follow(insult, limit, insult)[-1]) == ["abuse_continues"]


# Pauses


@pytest.mark.parametrize(
    ("starts_s", "heat", "pause"),
    [
        (12.0, 0.7, "room"),
        (12.0, 0.1, "none"),
        (20.0, 0.1, "dead air"),
        (8.0, 0.7, "cut in"),
        (9.9, 0.7, "none"),
        (-5.0, 0.7, "none"),
    ],
)
def test_the_silence_before_an_answer_is_judged_on_the_phone(starts_s, heat, pause):
    track = Track(Channel.PHONE)
    track.follow(Turn(CUSTOMER, "And then…", at_s=0.0, end_s=10.0), Reading(heat))

    moment = track.follow(Turn(AGENT, "I see.", at_s=starts_s, end_s=25.0), Reading())

    assert moment.pause == pause


def test_a_slow_chat_reply_is_no_dead_air():
    track = Track(Channel.CHAT)
    track.follow(Turn(CUSTOMER, "Hello?", at_s=0.0, end_s=1.0), Reading(0.1))

    assert track.follow(Turn(AGENT, "Hi.", at_s=60.0), Reading()).pause == "none"


@pytest.mark.parametrize(
    "said",
    [
        "ok do that",
        "Yes please do that.",
        "Can you do it today?",
        "I'll do this tomorrow.",
        "same thing for my sister please",
        "Sue, who did this before me, has left.",
    ],
)
def test_asking_for_a_fix_or_for_another_is_no_failed_try(said):
    moments = follow((AGENT, "I can reset it.", None, "solve"), (CUSTOMER, said, 0.1))

    assert moments[1].failed_tries == 0


@pytest.mark.parametrize(
    "said",
    [
        "It says the same.",
        "done that, same",
        "Tried it with Chrome - same thing.",
        "I did that twice.",
    ],
)
def test_a_way_that_was_put_as_a_request_can_fail(said):
    moments = follow(
        (AGENT, "Could you try refreshing the tracking page?", None, "ask"), (CUSTOMER, said, 0.1)
    )

    assert moments[1].failed_tries == 1


def test_a_request_to_calm_down_is_no_try():
    moments = follow(
        (AGENT, "Could you try to calm down?", None), (CUSTOMER, "Same thing again.", 0.1)
    )

    assert moments[1].failed_tries == 0
