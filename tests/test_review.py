"""A scorecard says what happened, in whose words, and what to try instead."""

import json

import pytest

from heard.conversation import Channel, Conversation, Speaker, Turn
from heard.listen import Reading, Signal
from heard.playbook import Playbook
from heard.review import card_from_json, card_json, score, score_readings
from heard.review.telling import tell

CALMED = """
customer: Twice I was told Tuesday, and it's Friday. | 2, broken_promise=Twice I was told Tuesday
agent: Please calm down. It will arrive soon. | calm_down=Please calm down, vague_promise=soon
customer: Don't you tell me to calm down! Two days off work for nothing! | 3, dismissed
agent: Two days off for nothing, I hear you, and I'm sorry. I'll ring the depot now. | acknowledge, apologize, own
customer: Fine. The number ends in 417. | 1
agent: It is on the van. I'll ring you myself by 4 pm today. | solve, set_expectation=by 4 pm today
customer: OK. Thank you, that sorts it. | 0, thanks, resolved
"""
HOT = """
customer: Three weeks without internet. Do something! | 2, long_wait
agent: Have you restarted the router? | ask, fix_first
customer: I have done that EVERY day. Useless! | 3
"""
NEVER = """
customer: Hi, where do I find my invoice? | 0
agent: Under Account, then Documents. | solve
customer: Found it, thanks! | 0, thanks, resolved
"""
ASKED = """
customer: I was charged twice. Give me your manager. | 2, high_stakes, supervisor_request
agent: I'm sorry, being charged twice is no small thing. I'm putting you through to my supervisor now. | acknowledge, apologize, hand_off
customer: Good. | 1
"""


def said(written, name="c1", **about):
    """A conversation and its readings, from lines of `speaker: words | heat, signal=its words`."""
    turns, readings = [], []
    for line in filter(None, written.split("\n")):
        speaker, _, rest = line.partition(": ")
        text, _, heard = rest.partition(" |")
        level, signals = None, []
        for mark in filter(None, heard.strip().split(", ")):
            if mark.isdigit():
                level = int(mark)
                continue
            signal, _, words = mark.partition("=")
            start = text.index(words)
            signals.append(Signal(signal, 0.9, start, start + len(words or text)))
        turns.append(Turn(Speaker(speaker), text))
        readings.append(Reading(None if level is None else level / 4, None, tuple(signals)))
    return Conversation(name, tuple(turns), **about), tuple(readings)


def card_of(written, *, playbook=None, **about):
    conversation, readings = said(written, **about)
    return score_readings(conversation, readings, playbook)


def test_a_customer_who_cools_and_is_helped_is_a_success():
    card = card_of(CALMED)

    assert (card.outcome, card.counts, card.calm_at_end) == ("calmed", "success", True)
    assert (card.peak_heat, card.end_heat) == (0.75, 0.0)
    assert card.resolution.kind == "resolved"
    assert card.calm_turns == 2


def test_the_step_that_broke_quotes_the_words_that_broke_it():
    card = card_of(CALMED)

    assert card.broke_at == 1
    quote = card.quote(card.broke.evidence)
    assert (quote.turn, quote.words, quote.speaker) == (1, "Please calm down", Speaker.AGENT)
    assert card.broke.why.endswith(".")
    assert card.steps[0].state == "broken"


def test_still_hot_and_nothing_solved_is_a_failure():
    card = card_of(HOT)

    assert (card.outcome, card.counts) == ("hot", "failure")
    assert card.phase_1_skipped
    assert card.silent_after_peak
    assert card.calm_turns is None


STAYS_ANGRY = """
customer: You lost my case and nobody says a word. | 2
agent: What is your number? | ask, fix_first
customer: THE SAME AS LAST WEEK! | 3
agent: I can't find it. | flat_no
customer: Unbelievable. You people are useless. | 3
"""


def test_the_hottest_turn_is_the_first_of_the_highest_level_and_what_came_after_was_heard():
    card = card_of(STAYS_ANGRY)

    assert card.peak_turn == 2
    assert not card.silent_after_peak
    assert "at its worst in turn 3 (angry)" in " ".join(tell(card))
    assert not any("Nothing was heard" in line for line in tell(card))


def test_calm_in_the_last_turn_alone_is_no_success_and_says_why():
    card = card_of(
        STAYS_ANGRY + "agent: Found it, paid today. | solve\ncustomer: Thanks. | 0, thanks"
    )

    assert (card.outcome, card.calm_at_end, card.counts) == ("calmed", False, "failure")
    assert "Calm came with the last turn alone; it counts from two turns on." in tell(card)
    assert not any("for good" in line for line in tell(card))


def test_a_calm_conversation_counts_neither_way():
    card = card_of(NEVER)

    assert (card.outcome, card.counts, card.broke_at) == ("never", "never hot", 0)


def test_a_calm_ending_without_a_fix_or_a_date_is_no_success():
    unsolved = CALMED.replace(", thanks, resolved", "").replace(
        ", set_expectation=by 4 pm today", ""
    )
    card = card_of(unsolved.replace("I'll ring you myself by 4 pm today.", "It is what it is."))

    assert card.outcome == "calmed"
    assert card.resolution.kind == "none"
    assert card.counts == "failure"


def test_a_dated_next_step_is_enough_for_a_success():
    card = card_of(CALMED.replace(", thanks, resolved", ""))

    assert card.resolution.kind == "dated"
    assert card.quote(card.resolution.evidence).words == "by 4 pm today"
    assert card.counts == "success"


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ("I see why that hurts. We recommend that you change it and reapply in 30 days.", "none"),
        ("I see why that hurts. Please try again in 48 hours.", "none"),
        (
            "I see why that hurts. Please keep the line free, I'm ringing you within the hour.",
            "dated",
        ),
        ("I see why that hurts. The new one arrives on Tuesday.", "dated"),
    ],
)
def test_what_is_left_to_the_customer_is_no_next_step_of_ours(answer, kind):
    last_words = answer.removeprefix("I see why that hurts. ")
    card = card_of(f"""
customer: You closed my channel, and nobody says why! | 2
agent: {answer} | acknowledge, set_expectation={last_words}
customer: Okay. | 1
customer: Let's see. | 1
""")

    assert card.calm_at_end
    assert card.resolution.kind == kind


def test_thanks_that_goes_on_to_the_next_trouble_is_no_resolution():
    going_on = CALMED.replace(
        "OK. Thank you, that sorts it. | 0, thanks, resolved",
        "Thank you, but now the app shows another number altogether. | 1, thanks",
    )
    card = card_of(going_on + "customer: It says 714 and not what you told me. | 1")

    assert card.resolution.kind == "dated"


def test_a_date_given_before_the_customer_flared_up_again_does_not_count():
    card = card_of("""
customer: Where is my refund? This is a joke. | 2
agent: You'll have it by Friday. | set_expectation
customer: Friday?! You said that last week! | 3, broken_promise
agent: I understand, that is a promise broken twice. | acknowledge
customer: Hm. | 1
customer: I'll see. | 1
""")

    assert card.calm_at_end
    assert card.resolution.kind == "none"
    assert card.counts == "failure"


def test_a_supervisor_the_customer_asked_for_is_reported_apart():
    card = card_of(ASKED)

    assert card.escalation.verdict == "warranted"
    assert card.escalation.to_supervisor
    assert "supervisor_asked" in card.escalation.grounds
    assert card.counts == "apart"


def test_a_supervisor_nobody_needed_is_unnecessary_and_a_failure():
    card = card_of(ASKED.replace(" Give me your manager.", "").replace(", supervisor_request", ""))

    assert card.escalation.verdict == "unnecessary"
    assert card.counts == "failure"


def test_a_handover_that_passes_over_three_answers_is_late():
    late = ASKED.replace(
        "agent: I'm sorry",
        """agent: What is your number? | ask
customer: 417. My manager request still stands. | 2
agent: And your postcode? | ask
customer: Your manager, please! | 2
agent: Which card was it? | ask
customer: ANY card. | 2
agent: I'm sorry""",
    )

    card = card_of(late)

    assert card.escalation.verdict == "late"
    assert card.counts == "failure"


def test_an_address_at_the_end_is_told_as_another_channel_and_no_handover():
    card = card_of("""
customer: Where is my money? I am sick of this. | 2, high_stakes
agent: Please send us an email at help@tarnwell.example with your number. | deflect
""")

    assert (card.outcome, card.handed_on) == ("handed", False)
    assert tell(card)[0] == "The customer was sent to another channel while hot."


def test_passing_a_calm_customer_to_another_team_is_no_escalation():
    card = card_of("""
customer: Hello, I need a copy of my lease. | 0
agent: I'll pass this to the lettings people, they write today. | hand_off, set_expectation
customer: Lovely. | 0, thanks
""")

    assert card.escalation.verdict == "none"
    assert card.escalation.to == "team"


def test_seconds_to_calm_are_known_where_the_turns_carry_times():
    conversation, readings = said(CALMED)
    turns = tuple(
        Turn(turn.speaker, turn.text, at_s=30.0 * number)
        for number, turn in enumerate(conversation.turns)
    )

    card = score_readings(Conversation("c1", turns, channel=Channel.PHONE), readings)

    assert card.calm_s == 120.0


def test_agreeing_with_an_unproven_claim_is_flagged():
    card = card_of("""
customer: Your driver stole my parcel! | 3
agent: You're absolutely right, this is unacceptable of us. | over_agree
""")

    assert card.over_agreed


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("customer: Worst bank ever. | 3, unfair", "single turn"),
        ("customer: Hello? | 0\ncustomer: HELLO?! | 2", "Nobody answers"),
        ("agent: Welcome. |\nagent: Are you there? |", "customer says nothing"),
        ("", "Nothing is said"),
    ],
)
def test_what_cannot_be_judged_says_why(written, reason):
    card = card_of(written)

    assert reason in card.not_scored
    assert (card.outcome, card.counts) == (None, "not scored")
    assert card_json(card)["broke_at"] is None


def test_an_internal_note_is_never_scored_as_said_to_the_customer():
    conversation, readings = said(HOT)
    note = Turn(Speaker.AGENT, "This one is a pain.", internal=True)
    heard = Reading(None, None, (Signal("jab", 0.9, 0, 19),))

    card = score_readings(Conversation("c1", (*conversation.turns, note)), (*readings, heard))

    assert "jab" not in {one.name for one in card.missteps}
    assert card.broke_at != 1


def test_the_playbook_says_what_to_try_instead():
    card = card_of(CALMED, playbook=Playbook.load())

    assert card.instead
    assert card.instead[0].about == "stay calm and safe"
    assert all(one.advice and one.say for one in card.instead)
    assert "{" not in "".join(line for one in card.instead for line in one.say)
    assert card.playbook == f"default {Playbook.load().version}"


def test_a_step_that_broke_by_silence_has_something_to_try_too():
    playbook = Playbook.load()
    conversation, readings = said("""
customer: Third month that you charge me for nothing. | 2, unfair
agent: The number for billing is 417. | solve
""")
    faintly = Signal("fix_first", 0.47, 0, 30)  # not firm enough to be shown

    readings = (readings[0], Reading(None, None, (*readings[1].signals, faintly)))
    card = score_readings(conversation, readings, playbook)

    assert card.broke.evidence.signal == "missing"
    assert [one.about for one in card.instead] == ["acknowledge the feeling"]
    assert playbook.play(card.instead[0].play).step == card.broke_at


def test_json_has_the_agreed_keys_first_and_counts_turns_from_one():
    record = card_json(card_of(CALMED))

    assert list(record)[:10] == [
        "conversation",
        "outcome",
        "broke_at",
        "peak_heat",
        "end_heat",
        "steps",
        "techniques",
        "missteps",
        "promises",
        "evidence",
    ]
    assert list(record["steps"]) == ["calm", "acknowledge", "clarify", "solve", "close"]
    assert record["missteps"] == {"calm_down": 1, "vague_promise": 1}
    assert record["evidence"][0] == {
        "turn": 1,
        "speaker": "customer",
        "signal": "broken_promise",
        "sure": 0.9,
        "start": 0,
        "end": 24,
        "quote": "Twice I was told Tuesday",
    }
    assert record["broke"]["evidence"]["turn"] == 2


@pytest.mark.parametrize("written", [CALMED, HOT, NEVER, ASKED, "customer: Hm. | 1"])
def test_a_card_comes_back_from_its_json_unchanged(written):
    card = card_of(written, playbook=Playbook.load(), channel=Channel.CHAT, agent="Imre")

    assert card_from_json(json.loads(json.dumps(card_json(card, transcript=True)))) == card


class Shouts:
    """Hears anger in capitals and nothing else."""

    def read(self, turn, before):
        del before
        if not turn.from_customer:
            return Reading()
        return Reading(0.75 if turn.text.isupper() else 0.0, "neutral")


def test_score_listens_for_itself():
    conversation, _ = said("customer: WHERE IS IT |\nagent: On its way. |\ncustomer: ok |")

    card = score(conversation, Shouts())

    assert (card.outcome, card.peak_heat) == ("calmed", 0.75)


@pytest.mark.parametrize(
    "parting", ["I'll go elsewhere then. | 1, churn_threat", "Forget it, close my account. | 1"]
)
def test_who_is_told_to_calm_down_and_leaves_was_not_answered_well_however_calm(parting):
    card = card_of(
        f"""
customer: My bill looks higher than in May. | 0
agent: Calm down, sir. It's the new tariff. | calm_down=Calm down
customer: {parting}
"""
    )

    assert card.broke is not None
    assert (card.broke.step, card.broke.evidence.signal) == (1, "calm_down")


def test_a_step_that_ended_broken_quotes_what_broke_it_and_no_good_words():
    card = card_of(
        """
customer: Three mornings I've sat in, you muppet! | 4, abuse
agent: I'll carry on with this, but not while I'm called names. | set_boundary
customer: Thick as mud, you are. | 4, abuse
agent: I'm not the one who left his papers in the car. | jab
customer: You what? | 4
"""
    )

    calm = next(step for step in card.steps if step.number == 1)
    assert calm.state == "broken"
    assert [one.signal for one in calm.evidence] == ["jab"]
