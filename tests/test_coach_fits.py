"""A line on a card always fits: where nothing can be quoted it is plain, and claims nothing untrue."""

import re
from dataclasses import replace

import pytest
from scripted import agent, cards, customer, lines

from heard.coach import Advice, Coach, Policy
from heard.coach.coach import heated
from heard.coach.complaining import condemns, spares_us
from heard.coach.corroboration import grounded, wants_somebody_else
from heard.coach.evidence import borne_out
from heard.coach.shown import Shown
from heard.conversation import Speaker, Turn
from heard.details.own_words import in_quotes
from heard.details.waits import tells_of_waiting
from heard.listen import Reading, Signal, SoFar
from heard.playbook import Playbook
from heard.track import Moment, StepProgress


class Quiet:
    """A listener that hears nothing but that the customer is calm."""

    def read(self, turn: Turn, before: SoFar) -> Reading:
        return Reading(0.1 if turn.from_customer else None)


def play(card: Advice | None) -> str:
    return "" if card is None else card.play


def test_a_later_card_claims_to_have_passed_over_nothing_that_was_only_just_said():
    said = (
        customer("Where is the lamp, two weeks now?", 0.6),
        agent("Which lamp is it?", "ask"),
        customer("The tall one! You people keep sending me in circles.", 0.75),
    )

    card = cards(*said)[-1]

    assert card is not None
    assert "passed over" not in lines(card)


def test_who_told_much_that_cannot_be_quoted_is_not_asked_what_happened():
    told = "stop putting that spinning thing over every page I try to read with my tea, thanx"

    (long,) = cards(customer(told, 0.6))
    (short,) = cards(customer("Utter clowns!", 0.6))

    assert "What happened?" not in lines(long)
    assert "What happened?" in lines(short)


def test_a_threat_is_not_answered_as_if_it_had_been_an_insult():
    (card,) = cards(customer("I'll find whoever did this and he gets my fist.", 0.9, "threat"))

    assert play(card) in ("say-it-a-last-time", "put-safety-first")
    assert "insult" not in lines(card)


def test_a_handover_that_says_when_needs_no_card_about_how_to_hand_over():
    upset = customer("Three weeks without the lamp!", 0.6)
    bare = agent("I'll pass you to billing.", "hand_off")
    dated = agent("Ana from billing writes to you by six.", "hand_off", "set_expectation")

    assert play(cards(upset, bare)[1]) == "stay-until-connected"
    assert play(cards(upset, dated)[1]) != "stay-until-connected"


def test_what_was_canceled_long_ago_is_no_wish_to_leave():
    past = customer("I cancelled on day six and you charged me on day seven!", 0.6, "churn_threat")
    now = customer("That's it, I'm cancelling my plan!", 0.6, "churn_threat")

    assert play(cards(past)[0]) != "let-them-be-free-to-leave"
    assert play(cards(now)[0]) == "let-them-be-free-to-leave"


def test_who_calmly_asks_how_to_reach_a_person_insists_on_nobody():
    asks = "What's the best way to reach a live person?"

    assert not wants_somebody_else(asks, calm=True)
    assert wants_somebody_else(asks, calm=False)
    assert wants_somebody_else("Get me a live person.", calm=True)


@pytest.mark.parametrize(
    ("text", "verdict", "spared"),
    [
        ("This is the worst shop in town.", True, False),
        ("Worst case it comes on Monday.", False, False),
        ("Honestly, this is not bad service at all.", False, True),
        ("I know you're doing your best.", False, True),
        ("My lamp is late.", False, False),
        ("I'm fed up, no fault of yours?! It is!", True, False),
        ("I've finally been refunded!", False, True),
    ],
)
def test_a_verdict_on_us_is_told_from_words_that_take_the_blame_off_us(text, verdict, spared):
    assert (condemns(text), spares_us(text)) == (verdict, spared)


@pytest.mark.parametrize(
    ("signal", "text", "words"),
    [
        ("long_wait", "Four had faults. I've waited nine days.", "I've waited nine days."),
        ("churn_threat", "Thanks a lot. I'm leaving for good.", "I'm leaving for good."),
        ("vague_promise", "So sorry! We'll reply shortly.", "We'll reply shortly."),
        ("unfair", "Four had faults. I've waited nine days.", "Four had faults."),
    ],
)
def test_the_quoted_words_are_those_that_say_it(signal, text, words):
    start, end = borne_out(text, 0, 4, signal)

    assert text[start:end] == words


def test_every_play_for_heat_alone_has_a_line_that_needs_no_fact():
    needs_a_fact = re.compile(r"\{(?:fact|words|issue|asked|told|promised|wait|count)\}")
    first_steps = [one for one in Playbook.load().plays if one.step == 1 and one.mood == "heated"]

    assert first_steps
    for one in first_steps:
        assert any(not needs_a_fact.search(line) for line in (*one.plain, one.say[0]))


def test_nobody_who_is_heated_is_asked_to_close():
    due = Moment(turn=6, mood="heated", heat=0.5, peak=0.7, phase=2, next_step=5)
    book = Playbook.load()

    ready = book.match(Reading(0.5), due, speaker=Speaker.CUSTOMER)
    upset = book.match(Reading(0.5), heated(due), speaker=Speaker.CUSTOMER)

    assert any("close" in one.name for one in ready)
    assert not any("close" in one.name for one in upset)
    assert any(one.name == "acknowledge-before-fixing" for one in upset)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        (
            "Subject: my lamp is broken again\nThe second lamp came broken as well!",
            "“The second lamp came broken as well”",
        ),
        ("17.20 & nothing.", ""),
    ],
)
def test_a_subject_or_a_figure_alone_is_no_quote(text, quoted):
    assert in_quotes(text) == quoted


def test_who_praises_somebody_to_their_manager_wants_nobody_else():
    assert not wants_somebody_else("I want to speak to his manager. To get him a raise.", calm=True)
    assert wants_somebody_else("I want to speak to his manager.", calm=True)


def test_hours_lost_are_no_hours_waited():
    assert not tells_of_waiting("I lost my hours in June.")
    assert tells_of_waiting("I sat there for hours.")


@pytest.mark.parametrize(
    ("reply", "ground"),
    [
        ("I'm not allowed to give refunds.", "authority_limit"),
        ("That's beyond what I can see here.", "expertise_needed"),
    ],
)
def test_an_agent_who_says_what_they_may_not_or_cannot_is_told_who_can(reply, ground):
    coach = Coach.start(listener=Quiet())
    coach.hear(Turn(Speaker.CUSTOMER, "I want all of it back."))
    coach.hear(Turn(Speaker.AGENT, reply))

    assert [one.name for one in coach.moment.escalation] == [ground]
    coach.hear(Turn(Speaker.AGENT, "You're not allowed to park there, by the way."))
    assert len(coach.moment.escalation) == 1


@pytest.mark.parametrize(
    ("text", "at_stake"),
    [
        ("You took 900 euros and I want my money back.", True),
        ("I'm locked out and can't log in.", True),
        ("We're stranded at the gate and will miss the wedding.", True),
        ("No heating since Monday and there's a newborn here.", True),
        ("The shop opens tomorrow and the till is dead.", True),
        ("I smell gas in the hall.", True),
        ("It's for my mother, who travels with me and then flies on.", False),
        ("You made us stand in a line out of sight.", False),
        ("My bill looks odd. You can close it now.", False),
        ("The lamp costs 40 euros elsewhere.", False),
    ],
)
def test_only_what_can_be_lost_is_at_stake(text, at_stake):
    heard = Reading(0.6, "frustrated", (Signal("high_stakes", 0.9, 0, 4),))
    plain = grounded(Turn(Speaker.CUSTOMER, text), heard, "heated", ())

    assert plain.hears("high_stakes") is at_stake


@pytest.mark.parametrize(
    ("signal", "text", "at", "words"),
    [
        ("profanity", "Same line, three hours. What a load of crap, honestly.", 0, "What a load of crap, honestly."),
        ("sarcasm", "It's late. Great. The third week now.", 11, "Great. The third week now."),
        ("sarcasm", "The third week now. Great.", 20, "The third week now. Great."),
        ("dismissed", "You never looked into any of it, you sent me from one desk to the next and then to the shop next door and to the hotline as well.", 60, "You never looked"),
    ],
)  # fmt: skip
def test_what_is_quoted_says_something_alone(signal, text, at, words):
    start, end = borne_out(text, at, at + 4, signal)

    assert text[start:end].startswith(words)


def test_who_says_that_it_is_settled_now_gets_no_card_for_a_verdict_on_what_was():
    over = Turn(Speaker.CUSTOMER, "I've finally been refunded! Calling you was useless, though.")

    assert not Policy().firm(over, Moment(0, 0.45), Reading(0.45), Shown(), SoFar())


def test_nobody_who_is_heated_is_offered_ways_before_the_feeling_is_answered():
    asked = Moment(turn=2, mood="heated", heat=0.5, peak=0.5, phase=2, next_step=4)
    felt = replace(asked, steps=(StepProgress(2, "done"),))

    assert (heated(asked).next_step, heated(felt).next_step) == (2, 4)


@pytest.mark.parametrize(
    ("told", "reply", "signals"),
    [
        ("How do I stop the beeping? It's ridiculous.", "Hold the button, then it stops.", ("solve", "fix_first")),
        ("ARE YOU OUT OF YOUR MINDS?!", "What happened? We're here to help.", ("ask", "fix_first")),
    ],
)  # fmt: skip
def test_an_agent_who_did_what_the_card_said_is_not_corrected_for_it(told, reply, signals):
    first, second = cards(customer(told, 0.7), agent(reply, *signals))

    assert first is not None
    assert second is None
