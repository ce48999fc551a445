"""How a conversation ended, which step broke, and how risky the next turns are."""

import pytest

from heard.conversation import Conversation, Speaker, Turn
from heard.listen import Reading, Signal
from heard.track import Track, broke_at, find_break, outcome
from heard.track.by_the_book import kept_by_the_book
from heard.track.fitted import BREAK_WEIGHTS, RISK_WEIGHTS
from heard.track.risk import TELLS
from heard.track.symptoms import find_symptoms
from heard.track.verdict import step_chances

CUSTOMER, AGENT = Speaker.CUSTOMER, Speaker.AGENT


def spoken(*said, sure=1.0):
    """(speaker, text, heat, *signals) for each turn, as a conversation with its readings."""
    turns = tuple(Turn(speaker, text) for speaker, text, *_ in said)
    readings = tuple(
        Reading(heat, None, tuple(Signal(name, sure, 0, len(text)) for name in names))
        for _, text, heat, *names in said
    )
    return Conversation("c1", turns), readings


ANGRY = (CUSTOMER, "Three weeks and nobody calls back. Ridiculous.", 0.75, "broken_promise")
COOL = (CUSTOMER, "Alright, that works.", 0.0, "resolved")
GOOD = (
    AGENT,
    "Three weeks of silence is maddening, and I'm sorry. It ships today; you have it Friday.",
    None,
    "acknowledge", "apologize", "restate", "solve", "set_expectation",
)  # fmt: skip


@pytest.mark.parametrize(
    ("said", "ended"),
    [
        ([(CUSTOMER, "Hi, a question.", 0.25), GOOD], "never"),
        ([ANGRY, GOOD, COOL], "calmed"),
        ([ANGRY, (AGENT, "Noted.", None), ANGRY], "hot"),
        ([ANGRY, (AGENT, "I'm passing you to Ana.", None, "hand_off")], "handed"),
        ([ANGRY, (AGENT, "I'm passing you to Ana.", None, "hand_off"), ANGRY], "hot"),
        ([ANGRY, (AGENT, "Shall I get my supervisor?", None, "hand_off")], "hot"),
        ([ANGRY, (AGENT, "I can pass you to a specialist.", None, "hand_off")], "hot"),
        (
            [ANGRY, (AGENT, "I'm passing it to Ana, is this number right?", None, "hand_off")],
            "handed",
        ),
        ([ANGRY, (AGENT, "I can do more: I've passed it to Ana.", None, "hand_off")], "handed"),
        ([ANGRY, (AGENT, "Shall I?", None), (Speaker.SUPERVISOR, "Kim here.", None)], "handed"),
        ([ANGRY, (AGENT, "Call us: https://x.example", None, "deflect")], "handed"),
        ([ANGRY, (AGENT, "Please send us a DM.", None, "ask")], "hot"),
        ([ANGRY, (AGENT, "Hm.", None), ANGRY, (AGENT, "Send a DM.", None, "ask")], "handed"),
        ([], "never"),
    ],
)
def test_a_conversation_ends_in_one_of_four_ways(said, ended):
    assert outcome(*spoken(*said)) == ended


IRONIC = (CUSTOMER, "Great. Another person who will check. Fantastic.", 0.5, "sarcasm")
WAITING = (AGENT, "Let me check.", None, "own")
PASSED_ON = (AGENT, "I'm passing you to my lead now.", None, "hand_off")
A_LEAD = (CUSTOMER, "Get me your manager.", 0.5, "supervisor_request")
NEUTRAL = (CUSTOMER, "Account 4411.", 0.0)


@pytest.mark.parametrize(
    ("said", "ended"),
    [
        ([ANGRY, WAITING, (CUSTOMER, "Lovely. Just lovely.", 0.2, "sarcasm")], "hot"),
        ([ANGRY, WAITING, (CUSTOMER, "I'm off to another bank.", 0.1, "churn_threat")], "hot"),
        ([ANGRY, WAITING, (CUSTOMER, "The regulator will know.", 0.2, "public_threat")], "hot"),
        ([ANGRY, GOOD, (CUSTOMER, "Thanks. Still leaving.", 0.2, "thanks", "churn_threat")], "calmed"),
        ([A_LEAD, WAITING, NEUTRAL], "hot"),
        ([A_LEAD, WAITING, COOL], "calmed"),
        ([A_LEAD, PASSED_ON, NEUTRAL], "calmed"),
        ([IRONIC, WAITING, (CUSTOMER, "Whatever.", 0.33)], "hot"),
        ([IRONIC, WAITING, NEUTRAL], "calmed"),
        ([IRONIC, GOOD, (CUSTOMER, "Oh. That's kind, thanks.", 0.0, "thanks")], "calmed"),
        ([IRONIC, GOOD, (CUSTOMER, "No, you've done quite enough, thanks. Cancel it.", 0.1, "thanks")], "hot"),
    ],
)  # fmt: skip
def test_who_parts_with_irony_or_a_threat_to_leave_was_not_calmed(said, ended):
    assert outcome(*spoken(*said)) == ended


def test_a_well_handled_conversation_breaks_no_step():
    assert broke_at(*spoken(ANGRY, GOOD, COOL)) == 0


@pytest.mark.parametrize(
    ("answer", "step"),
    [
        (("calm_down",), 1),
        (("jab",), 1),
        (("fix_first", "ask"), 2),
        (("cold",), 2),
        (("apologize", "acknowledge", "ask_again"), 3),
        (("apologize", "acknowledge", "restate", "deflect", "flat_no"), 4),
        (("apologize", "acknowledge", "restate", "vague_promise"), 5),
    ],
)
def test_the_first_broken_step_is_named_with_its_words(answer, step):
    found = find_break(*spoken(ANGRY, (AGENT, "Well then.", None, *answer), ANGRY))

    assert found.step == step
    assert found.evidence.turn == 1
    assert found.evidence.signal in answer
    assert found.why


def test_what_is_missing_is_shown_in_the_reply_that_lacked_it():
    plain = (AGENT, "Your parcel is on its way.", None, "solve")
    unread = (CUSTOMER, "Nobody reads what I write.", 0.75, "dismissed")

    found = find_break(*spoken(ANGRY, plain, unread, plain, unread))

    assert found.step == 2
    assert (found.evidence.turn, found.evidence.signal) == (1, "missing")


def test_a_customer_nobody_answered_broke_no_step():
    assert find_break(*spoken(ANGRY, ANGRY)).step == 0


def test_a_doubtful_misstep_weighs_less_than_a_plain_one():
    said = ((CUSTOMER, "When is it open?", 0.0), (AGENT, "It's on the site.", None, "deflect"))

    doubtful, plain = (
        step_chances(find_symptoms(*spoken(*said, sure=sure))) for sure in (0.5, 1.0)
    )

    assert doubtful[4] < plain[4]
    assert sum(plain) == pytest.approx(1)


def test_every_fitted_weight_belongs_to_something_that_is_measured():
    sizes = find_symptoms(*spoken(ANGRY, GOOD))

    assert {name for weights in BREAK_WEIGHTS for name in weights} <= set(sizes)
    assert set(RISK_WEIGHTS) <= set(TELLS)


def risk_after(*said):
    conversation, readings = spoken(*said)
    track = Track()
    return [track.follow(*each) for each in zip(conversation.turns, readings, strict=True)][-1]


def test_a_misstep_raises_the_risk_and_an_answer_lowers_it():
    before = risk_after(ANGRY).risk

    assert (
        risk_after(ANGRY, (AGENT, "You should have read the terms.", None, "blame")).risk > before
    )
    assert risk_after(ANGRY, GOOD).risk < before


def test_the_risk_says_what_it_rests_on_with_the_words():
    moment = risk_after(ANGRY, (AGENT, "You should have read the terms.", None, "blame"))

    assert moment.reasons[0].text == "The customer was angry when last heard."
    misstep = next(reason for reason in moment.reasons if "misstep" in reason.text)
    assert (misstep.evidence.turn, misstep.evidence.signal) == (1, "blame")
    assert misstep.weight > 0


def test_that_somebody_was_calm_is_no_reason_for_a_risk():
    calm = risk_after((CUSTOMER, "Third time I call.", 0.12, "repeat_contact"))
    irritated = risk_after((CUSTOMER, "Third time I call.", 0.2, "repeat_contact"))

    assert not any("was calm" in reason.text for reason in calm.reasons)
    assert any("was irritated" in reason.text for reason in irritated.reasons)


def test_a_calm_and_thankful_customer_is_a_small_risk():
    assert risk_after((CUSTOMER, "Great, thank you!", 0.0, "thanks", "resolved")).risk < 0.2


def test_an_outcome_accepted_after_anger_is_a_small_risk_until_it_fails():
    accepted = (ANGRY, GOOD, (CUSTOMER, "Great, thank you!", 0.0, "thanks", "resolved"))

    assert risk_after(*accepted).risk < 0.1
    assert risk_after(*accepted, ANGRY).risk > 0.5


def test_thanks_said_in_anger_lower_no_risk():
    thanked = risk_after((CUSTOMER, "Thanks a lot for nothing!", 0.7, "thanks"))

    assert thanked.risk == risk_after((CUSTOMER, "Thanks a lot for nothing!", 0.7)).risk
    assert not any("thanks" in reason.text for reason in thanked.reasons)


INSULT = (CUSTOMER, "You useless idiot.", 1.0, "abuse")
NAMED = (
    AGENT,
    "I can't help while I'm called an idiot. Please leave that out.",
    None,
    "set_boundary",
)
FINAL = (AGENT, "If there is one more insult, I'll end this chat.", None, "set_boundary")
ENDED = (
    AGENT,
    "I said so, and I'm ending this chat now. Your case stays open.",
    None,
    "set_boundary",
)
BY_THE_BOOK = (INSULT, NAMED, INSULT, FINAL, INSULT, ENDED)


def test_a_limit_kept_by_the_book_breaks_no_step():
    curt = (*ENDED, "cold")  # whoever ends it as announced sounds curt

    assert broke_at(*spoken(*BY_THE_BOOK[:-1], curt)) == 0
    assert broke_at(*spoken(INSULT, (AGENT, "Well.", None), INSULT, curt)) != 0


@pytest.mark.parametrize(
    "said",
    [
        (INSULT, ENDED),  # no warning
        (INSULT, NAMED, INSULT, ENDED),  # no last one
        (INSULT, NAMED, INSULT, (AGENT, "Still.", None), INSULT, ENDED),  # one left out
        (ANGRY, *BY_THE_BOOK[1:]),  # nobody had been attacked
        (
            INSULT,
            (AGENT, "Look who's talking. Drop the insults.", None, "jab", "set_boundary"),
            *BY_THE_BOOK[2:],
        ),
    ],
)
def test_a_ladder_with_a_rung_left_out_or_a_jab_is_not_by_the_book(said):
    assert not kept_by_the_book(*spoken(*said))


def test_a_threat_needs_no_warning():
    threat = (CUSTOMER, "I'll come and hurt you.", 1.0, "threat")

    assert kept_by_the_book(*spoken(threat, ENDED))
