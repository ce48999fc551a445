"""The parts a moment is made of: mood, phase, steps."""

import pytest
from tracked import AGENT, CUSTOMER, follow, states

from heard.conversation import Turn
from heard.listen import Reading
from heard.listen.rules.passed_on import only_passed_on
from heard.track import Track

# Mood


def test_the_trend_is_against_the_customers_own_usual():
    moments = follow(*((CUSTOMER, "and another thing", heat) for heat in (0.5, 0.5, 0.8, 0.3)))

    assert [moment.trend for moment in moments] == ["steady", "steady", "rising", "cooling"]


def test_a_customer_who_warms_up_again_is_not_cooling():
    heats = (0.5, 0.5, 0.05, 0.2, 0.19)

    moments = follow(*((CUSTOMER, "and another thing", heat) for heat in heats))

    assert [moment.trend for moment in moments[2:]] == ["cooling", "steady", "steady"]


def test_a_customer_who_turns_curt_shows_it_before_they_are_angry():
    long = "Hello, I ordered a lamp last week and would like to know when it is going to arrive"

    moments = follow(
        (CUSTOMER, long, 0.0), (CUSTOMER, long + " please", 0.0), (CUSTOMER, "no", 0.1)
    )

    assert moments[2].early_signs == ("shorter replies",)


@pytest.mark.parametrize("text", ["bye then", "Goodbye", "thanks, bye", "that's all"])
def test_a_farewell_is_brief_and_no_early_sign(text):
    long = "Hello, I ordered a lamp last week and would like to know when it is going to arrive"

    moments = follow((CUSTOMER, long, 0), (CUSTOMER, long + " ok", 0), (CUSTOMER, text, 0))

    assert moments[2].early_signs == ()


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


@pytest.mark.parametrize(("before", "after"), [(0.97, 0.88), (0.97, 0.7), (0.55, 0.5)])
def test_a_little_less_anger_is_not_yet_phase_two(before, after):
    moments = follow(
        (CUSTOMER, "Useless, all of you!", before),
        (AGENT, "Three calls for one parcel wears anyone out.", None, "acknowledge"),
        (CUSTOMER, "It does, no thanks to you.", after),
    )

    assert moments[-1].phase == 1


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

    assert states(moments[1]) == "unneeded unneeded done open open"
    assert [moment.next_step for moment in moments] == [1, 4]


def test_a_missed_acknowledgement_is_not_next_once_the_customer_has_cooled():
    moments = follow(
        (CUSTOMER, "This update is garbage.", 0.5),
        (AGENT, "Which phone is it?", None, "ask", "fix_first"),
        (CUSTOMER, "The small one, since Monday.", 0.0),
    )

    assert [moment.next_step for moment in moments[1:]] == [2, 3]
    assert moments[2].steps[1].state == "broken"


FURIOUS = (CUSTOMER, "Three weeks! Nobody answers!", 0.7)


def said_to_somebody_furious(text, *names):
    """The states of the five steps once a furious customer got this answer."""
    return states(follow(FURIOUS, (AGENT, text, None, *names))[-1])


def test_speaking_alone_does_not_tick_staying_calm():
    assert said_to_somebody_furious("Let me check.", "own") == "open open open open open"
    assert said_to_somebody_furious("I'm here, one step at a time.", "reassure").startswith("done ")


@pytest.mark.parametrize(
    ("asked", "state"),
    [
        ("What is your booking reference?", "open"),
        ("Could you DM us your order number and postcode?", "open"),
        ("Would you like a refund or a new one?", "open"),
        ("What happened when you called on Monday?", "done"),
        ("What would you like to happen now?", "done"),
        ("Which door did the driver go to, and what is your postcode?", "done"),
        ("Walk me through it from the beginning.", "done"),
        ("when did you last see it", "done"),
        ("That could have been done better, and I'm sorry.", "open"),
    ],
)
def test_only_a_question_about_what_happened_clarifies(asked, state):
    moment = follow(FURIOUS, (AGENT, asked, None, "ask"))[-1]

    assert moment.steps[2].state == state
    assert ("hear" in moment.heard) == (state == "done")


@pytest.mark.parametrize(
    ("text", "names", "step"),
    [
        ("When did it break?", ("ask", "fix_first"), 3),
        ("This is totally unacceptable of us.", ("acknowledge", "over_agree"), 2),
        ("Read the page on returns.", ("solve", "deflect"), 4),
    ],
)
def test_words_that_are_a_misstep_tick_nothing(text, names, step):
    assert follow(FURIOUS, (AGENT, text, None, names[0]))[-1].steps[step - 1].state == "done"
    assert follow(FURIOUS, (AGENT, text, None, *names))[-1].steps[step - 1].state != "done"


def test_a_date_closes_only_what_has_a_solution_and_no_open_choice():
    promised = ("By Friday.", "set_expectation")

    assert said_to_somebody_furious(*promised).endswith("open open")
    assert said_to_somebody_furious(*promised, "solve").endswith("done done")
    assert said_to_somebody_furious(*promised, "offer_choice").endswith("done open")


def test_a_date_mends_a_vague_promise():
    moments = follow(
        FURIOUS,
        (AGENT, "It comes soon.", None, "vague_promise"),
        (AGENT, "You have it by Friday at noon.", None, "set_expectation"),
    )

    assert [moment.steps[4].state for moment in moments] == ["open", "broken", "done"]


def test_nothing_but_the_close_is_next_once_the_customer_accepted():
    moments = follow(
        FURIOUS,
        (AGENT, "It's on the van, with you by four.", None, "solve"),
        (CUSTOMER, "Right, that works.", 0.0, "resolved"),
    )

    assert [moment.next_step for moment in moments] == [1, 2, 5]


def test_a_doubtful_ending_closes_nothing():
    firm, weak = "It works now, I can see it.", "You should be all set now."

    assert said_to_somebody_furious(firm, "confirm_close").endswith("done")
    assert said_to_somebody_furious(weak, "confirm_close").endswith("open")


def test_an_acceptance_that_is_not_meant_ticks_nothing():
    said = [
        (CUSTOMER, "Great. Another person who will check.", 0.6, "sarcasm"),
        (AGENT, "It ships today.", None),
        (CUSTOMER, "You've done quite enough, thanks. Cancel it.", 0.1, "thanks", "resolved"),
    ]

    ironic = follow(*said)[-1]
    sincere = follow(*said[1:])[-1]

    assert (sincere.resolved, sincere.steps[3].state) == (True, "done")
    assert (ironic.resolved, ironic.steps[3].state) == (False, "open")
    assert ironic.risk > sincere.risk


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


@pytest.mark.parametrize(
    "text",
    [
        "You are the fifth person I've been passed to.",
        "You keep transferring me from one department to another!",
        "Billing sent me to sales, sales sent me to you.",
        "I was put through to three different people and nobody can help.",
        "I called this morning and got transferred four times.",
        "we've been sent from pillar to post",
    ],
)
def test_being_sent_round_is_one_contact(text):
    assert only_passed_on(text)


@pytest.mark.parametrize(
    "text",
    [
        "I transferred the money twice.",
        "This is the third time I'm calling and every time I get transferred.",
        "They transferred my prescription twice.",
        "The parcel was passed to my neighbor.",
        "Please transfer me to a manager.",
        "I've been sent the wrong size.",
    ],
)
def test_what_is_moved_otherwise_is_not_the_customer(text):
    assert not only_passed_on(text)


def test_a_problem_solved_by_their_own_word_has_been_clarified():
    moments = follow(
        (CUSTOMER, "My line is down!", 0.6),
        (AGENT, "That's hard when you work from home.", None, "acknowledge"),
        (AGENT, "I've reset the card.", None, "solve"),
        (CUSTOMER, "It works now, thank you!", 0.0, "resolved"),
    )

    assert states(moments[2]).split()[2] == "open"
    assert states(moments[3]) == "done done done done done"


def test_a_step_that_broke_and_was_done_after_all_is_mended():
    moments = follow(
        (CUSTOMER, "My line is down!", 0.6),
        (AGENT, "Calm down.", None, "calm_down"),
        (CUSTOMER, "Don't tell me to calm down!", 0.7),
        (AGENT, "I'm sorry, that was no answer to a line that is down.", None, "acknowledge"),
    )

    assert (moments[1].mended, moments[3].mended) == ((), (1,))


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("Yeah, sorry about that.", "broken"),
        ("Apologies for the inconvenience!", "broken"),
        ("I'm sorry I doubted you when you told me of the line.", "done"),
    ],
)
def test_a_sorry_in_passing_takes_nothing_back(said, state):
    moments = follow(
        (CUSTOMER, "My line is down!", 0.6),
        (AGENT, "It works here.", None, "argue"),
        (CUSTOMER, "It doesn't!", 0.7),
        (AGENT, said, None, "apologize"),
    )

    assert moments[3].steps[0].state == state


def test_a_broken_step_is_missed_once_it_is_needed_no_longer():
    said = (
        (CUSTOMER, "My line is down!", 0.6),
        (AGENT, "Your account number?", None, "fix_first"),
    )
    calm, hot = (follow(*said, (CUSTOMER, "417.", heat)) for heat in (0.0, 0.6))

    assert calm[2].steps[1].state == "broken"
    assert (calm[1].missed, calm[2].missed, hot[2].missed) == ((), (2,), ())


def test_a_slip_to_a_calm_customer_can_be_mended_until_they_have_answered():
    moments = follow(
        (CUSTOMER, "My bill looks high.", 0.0),
        (AGENT, "Calm down.", None, "calm_down"),
        (CUSTOMER, "I am calm.", 0.1),
    )

    assert (moments[1].missed, moments[2].missed) == ((), (1,))
