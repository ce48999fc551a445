"""Limits, failed tries, the ledger, grounds for handing on and silences."""

import pytest
from tracked import AGENT, CUSTOMER, follow

from heard.conversation import Channel, Turn
from heard.listen import Reading, Signal
from heard.track import Track

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


def test_a_request_for_a_supervisor_is_not_answered_by_an_offer():
    moments = follow(
        (CUSTOMER, "Get me your manager.", 0.7, "supervisor_request"),
        (AGENT, "Would you like me to get my lead?", None, "hand_off"),
        (AGENT, "I can pass you to a specialist, if you like.", None, "hand_off"),
        (AGENT, "I'm putting you through to Ana now.", None, "hand_off"),
    )

    assert [grounds(moment) for moment in moments] == [["supervisor_asked"]] * 3 + [[]]


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
    warning = (AGENT, "If the insults go on, I'll end the call.", None, "set_boundary")

    assert grounds(follow(fix, no, fix, no)[-1]) == ["solutions_failed"]
    assert grounds(follow(insult)[-1]) == []
    assert grounds(follow(insult, limit, insult)[-1]) == []
    assert grounds(follow(insult, limit, insult, warning, insult)[-1]) == ["abuse_continues"]


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


@pytest.mark.parametrize(
    ("said", "silence_s", "pause"),
    [
        ("Right.", 12.0, "dead air"),
        ("Right.", 4.0, "none"),
        ("I've found the invoice from May.", 30.0, "dead air"),
        ("Bear with me while I look.", 30.0, "none"),
        ("Let me check that for you.", 30.0, "none"),
        ("Bear with me while I look.", 75.0, "dead air"),
        ("Which invoice do you mean?", 30.0, "none"),  # the silence is the customer's
    ],
)
def test_silence_between_two_turns_of_the_company_is_judged_too(said, silence_s, pause):
    track = Track(Channel.PHONE)
    track.follow(Turn(CUSTOMER, "It's wrong.", at_s=0.0, end_s=2.0), Reading(0.1))
    track.follow(Turn(AGENT, said, at_s=3.0, end_s=5.0), Reading())

    moment = track.follow(Turn(AGENT, "So.", at_s=5.0 + silence_s, end_s=90.0), Reading())

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
