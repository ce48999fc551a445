"""What stands on a card: about this customer, true of this turn, and nothing that did not happen."""

import pytest
from scripted import AGENT, CUSTOMER, agent, cards, customer, lines

from heard.coach import Coach
from heard.coach.corroboration import grounded, unfinished
from heard.conversation import Channel, Turn
from heard.details import Details
from heard.details.asking import asked
from heard.details.own_words import fact, in_quotes
from heard.details.trouble import issue
from heard.details.waits import wait
from heard.listen import Reading, Signal
from heard.playbook import Playbook

# A signal that the words don't bear out


@pytest.mark.parametrize(
    "text",
    [
        "Is there somebody who could show my aunt how to pair it?",
        "I can't even reach a person to book the fitting.",
        "It was the same person who rang me on Monday.",
        "Can the person in charge of your waiting music be given a day off?",
    ],
)
def test_a_calm_question_for_somebody_is_no_wish_for_a_supervisor(text):
    assert cards(customer(text, 0.1, "supervisor_request")) == [None]


@pytest.mark.parametrize(
    "text",
    ["Could I speak to a manager about it?", "I'd like a real person, please.", "I insist."],
)
def test_a_calm_wish_for_somebody_in_charge_gets_its_card(text):
    (card,) = cards(customer(text, 0.1, "supervisor_request"))

    assert card is not None
    assert card.play == "take-the-request-seriously"


def test_a_second_wish_for_somebody_in_charge_gets_a_card_of_its_own():
    first, _, second = cards(
        customer("I want to speak to a manager!", 0.5, "supervisor_request"),
        agent("Which order is it?"),
        customer("I said I want a manager!", 0.5, "supervisor_request"),
    )

    assert first is not None
    assert second is not None
    assert (first.play, second.play) == ("take-the-request-seriously", "bring-them-in-now")
    assert "twice" in lines(second)


def test_a_third_wish_for_a_supervisor_gets_them_and_a_fourth_gets_nothing_else():
    wish = ("supervisor_request", "repeat_contact", "dismissed")
    shown = cards(
        customer("I want your manager.", 0.6, "supervisor_request"),
        agent("Let me see first."),
        customer("I said I want your manager.", 0.6, "supervisor_request"),
        agent("Let me see first, please."),
        customer("For the third time, your manager!", 0.7, *wish),
        agent("One moment."),
        customer("Your MANAGER. How often do I have to ask?", 0.8, *wish),
    )

    assert [card and card.play for card in shown[4::2]] == ["no-more-putting-off", None]
    assert "several times" in lines(shown[4])


@pytest.mark.parametrize(
    ("text", "waits"),
    [
        ("It's been ages since I wrote to a shop, and this lamp is broken!", True),
        ("I've no time to tell it all once more, the lamp is broken!", False),
        ("I drove 40 miles for a broken lamp!", False),
        ("I'm still waiting for the lamp, and it's a mess!", True),
    ],
)
def test_only_who_speaks_of_waiting_is_thanked_for_it(text, waits):
    (card,) = cards(customer(text, 0.7, "long_wait"))

    assert card is not None
    assert (card.play == "answer-the-wait") is waits


def test_only_who_threatens_to_go_public_is_told_that_it_is_their_decision():
    calm = customer("Your crew fought at the gate, it was on the news screens!", 0.7)
    meant = "I'll tell the ombudsman about this lamp!"

    assert "decision" not in lines(cards((*calm[:3], ("public_threat",)))[0])
    assert "decision" in lines(cards(customer(meant, 0.7, "public_threat"))[0])


def test_a_repair_waits_for_heat_and_claims_no_link_where_there_was_none():
    call = agent("Please ring the lost property desk on 555 0100.", "deflect")

    calm, hot = cards(customer("I left my scarf on the bus.", 0.1), call)[1], None
    hot = cards(customer("My scarf is gone and nobody cares!", 0.7), call)[1]

    assert calm is None
    assert hot is not None
    assert hot.play == "carry-it-part-of-the-way"
    assert "link" not in lines(hot)


def test_no_two_lines_of_a_card_say_the_same():
    for play in Playbook.load().plays:
        openings = [line.split(".")[-2].strip() for line in play.say if "." in line]
        assert len(openings) == len(set(openings)), play.name
    (card,) = cards(customer("How is that fee fair when my neighbor pays none!", 0.7, "unfair"))
    assert card is not None
    assert len({line.split("check how it came about")[0] for line in card.say}) == len(card.say)


# Rounds


def test_three_parts_of_a_message_after_one_answer_call_for_no_handover():
    given = cards(
        customer("My stove is broken and nobody came!", 0.7),
        agent("I'm sorry about your stove, we'll see. 1/2", "apologize"),
        agent("Which one is it? 2/2", "ask"),
        customer("It's the blue stove, it's still cold!", 0.72),
        customer("And nobody ever rang me about the stove!", 0.74),
        customer("I'm eating cold soup because of you!", 0.76),
    )

    assert "check-for-a-handover" not in {card.play for card in given if card}


def test_nothing_was_decided_without_them_before_anybody_answered():
    given = cards(
        customer(
            "I rang twice and was promised a ring back, nobody did!",
            0.7,
            "repeat_contact",
            "broken_promise",
        ),
        customer("Nobody listens to me at all here!", 0.9, "dismissed"),
    )

    assert "give-back-some-control" not in {card.play for card in given if card}


# The repair names what was done


@pytest.mark.parametrize(
    ("reply", "does", "play", "says"),
    [
        ("Please hold the button.", ("fix_first", "solve"), "answer-the-feeling-after-all", "fix"),
        ("Which model is it?", ("fix_first", "ask"), "say-it-before-you-ask", "answer that"),
        (
            "All our stoves are made in one plant.",
            ("fix_first",),
            "listen-before-you-explain",
            "explained",
        ),
    ],
)
def test_a_repair_names_the_slip_that_was_made(reply, does, play, says):
    _, card = cards(customer("My stove went cold again on Sunday!", 0.7), agent(reply, *does))

    assert card is not None
    assert card.play == play
    assert says in card.say[0]
    assert ("the fix" in card.say[0]) is ("solve" in does)
    assert "your stove went cold again on Sunday" in card.say[0]


@pytest.mark.parametrize("reply", ["Stoves need gas. 1/2", "and a spark. (2/2)", "... as I was"])
def test_a_part_of_a_reply_is_not_judged_for_what_another_part_may_hold(reply):
    given = cards(customer("My stove is cold again!", 0.7), agent(reply, "fix_first", "solve"))

    assert given[1] is None


def test_a_message_goes_on_where_its_count_or_its_last_word_says_so():
    assert unfinished("We'll see. 1/3")
    assert unfinished("We'll send it to")
    assert not unfinished("We'll see. 3/3")
    assert not unfinished("We'll see to it by 4.")


# Nothing that did not happen


@pytest.mark.parametrize("trigger", ["dismissed", "long_wait", "repeat_contact", "broken_promise"])
def test_a_trigger_alone_is_no_fact(trigger):
    reading = Reading(0.7, "angry", (Signal(trigger, 1.0, 0, 4),))

    details = Details().after(Turn(CUSTOMER, "Well done, you lot."), reading)

    assert "fact" not in details.known()


def test_a_card_whose_first_line_cannot_be_said_gives_way_to_the_next():
    given = cards(
        customer("Hm!", 0.7),
        agent("Right you are, whatever.", "cold"),
        customer("Ha!", 0.9),
    )

    assert all("I'm sorry it went like that" not in lines(card).split(". ")[0] for card in given)
    for card in given:
        if card is not None and card.play == "name-it-and-tie-it":
            assert not card.say[0].startswith("I'm sorry")


def test_swearing_about_a_thing_is_answered_with_that_thing():
    (card,) = cards(customer("The damn cheese was moldy and my kid ate it!", 0.7, "profanity"))

    assert card is not None
    assert card.play == "listen-past-the-swearing"
    assert "cost you" not in lines(card)
    assert "kid ate it" in lines(card) or "cheese" in lines(card)


# The customer's own words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I've been waiting 3+ hours", "3+ hours"),
        ("I waited in all day for him", "all day"),
        ("after a 10 day wait for a filter", "10 days"),
        ("more than 1 month overdue", "more than 1 month"),
        ("they are 6 hours late with the sofa", "6 hours"),
        ("I've been a member for 6 years", ""),
    ],
)
def test_how_long_they_waited_is_known_in_many_forms(text, words):
    assert wait(text) == words


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The internet goes out at nine, I can't work", "the problem with the internet"),
        ("your app keeps crashing", "the problem with our app"),
        ("My bike has a broken chain", "the problem with your bike"),
        ("The internet is a fine thing", ""),
    ],
)
def test_a_thing_beside_a_word_of_trouble_is_the_issue(text, named):
    assert issue(text) == named


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        (
            "@lamps Great. Both switches are broken again!! https://x.example",
            "“Both switches are broken again”",
        ),
        (
            "You liars, the lamp hums all night because the switch is stuck.",
            "“the lamp hums all night because the switch is stuck”",
        ),
        ("You useless idiots, all of you", ""),
        ("MY LAMP IS BROKEN AGAIN", "“my lamp is broken again”"),
    ],
)
def test_the_plainest_clause_is_quoted_and_no_insult_ever(text, quoted):
    assert in_quotes(text) == quoted


def test_a_fact_is_a_whole_clause_and_no_intention():
    assert fact("My lamp never arrived.") == "your lamp never arrived"
    assert fact("I'm not paying twice for it.") == ""
    assert fact("I wouldn't mind if it was late.") == ""


def test_what_is_asked_is_answered_first():
    text = "It's cold in here, what a shambles. How can I get these fees back?"

    (card,) = cards(customer(text, 0.7))

    assert asked(text) == "“How can I get these fees back?”"
    assert card is not None
    assert card.play == "answer-what-they-ask"
    assert "“How can I get these fees back?”" in card.say[0]
    assert asked("Are you serious?") == asked("Why do I even bother?") == ""


def test_a_first_card_quotes_the_customer_and_a_rant_is_asked_what_happened():
    told = cards(customer("No knock, no card, the parcel left in the rain!", 0.7))[0]
    rant = cards(customer("Worst shop ever!", 0.7))[0]

    assert "No knock" in lines(told)
    assert "What happened?" in lines(rant)


def test_the_same_words_are_not_said_back_on_two_cards_for_the_customer():
    text = "My lamp is broken again!"
    given = cards(customer(text, 0.6), agent("Hm."), customer("Hello?!", 0.9))

    assert "your lamp is broken again" in lines(given[0])
    assert "lamp is broken again" not in lines(given[2])


# A rightful limit, and the channel's hint


@pytest.mark.parametrize(
    "limit", ["Please keep this respectful so I can help.", "I'd ask that you keep it polite."]
)
def test_a_limit_after_abuse_is_not_taken_back(limit):
    abused = customer("You are a brainless cow, all of you!", 0.9, "abuse")
    calm_down = agent("Please calm down.", "calm_down")

    assert "undo-the-calm-down" not in {
        card.play for card in cards(abused, agent(limit, "calm_down")) if card
    }
    assert "undo-the-calm-down" not in {
        card.play for card in cards(abused, agent(limit, "calm_down", "set_boundary")) if card
    }
    assert "undo-the-calm-down" in {card.play for card in cards(abused, calm_down) if card}


def test_a_limit_without_abuse_before_it_is_taken_back():
    given = cards(
        customer("My lamp is broken again!", 0.7), agent("Please stay polite.", "calm_down")
    )

    assert given[1] is not None
    assert given[1].play == "undo-the-calm-down"


def test_how_to_begin_on_a_channel_is_said_early_or_not_at_all():
    chat = []
    for turn in range(5):
        chat += [customer(f"OK. {turn}", 0.0), agent(f"I see. {turn}")]
    hot = customer("My lamp is broken again!", 0.7)

    early, late = cards(hot, channel=Channel.SOCIAL), cards(*chat, hot, channel=Channel.SOCIAL)

    assert early[0] is not None
    assert early[0].pace
    assert late[-1] is not None
    assert not late[-1].pace


def test_grounds_leave_a_reading_alone_that_its_words_bear_out():
    reading = Reading(0.7, "angry", (Signal("long_wait", 0.9, 0, 4),))

    assert grounded(Turn(CUSTOMER, "Three weeks I waited!"), reading, "heated", ()) is reading


@pytest.mark.parametrize("heat", [0.1, 0.8])
def test_danger_to_life_gets_the_card_for_safety_and_nothing_before_it(heat):
    (card,) = cards(customer("There's a gas leak and my kids are here!", heat, "high_stakes"))

    assert card is not None
    assert card.play == "get-them-to-safety"
    assert "emergency number" in card.say[0]
    assert "money" not in card.why


def test_money_at_stake_gets_no_card_for_safety():
    (card,) = cards(customer("My rent money is gone from the account!", 0.8, "high_stakes"))

    assert card is not None
    assert card.play != "get-them-to-safety"


def test_a_death_told_calmly_gets_one_quiet_card():
    told = customer("My husband passed away in May, I need to close his account.", 0.05)
    first, _, second = cards(
        told, agent("I'm sorry for your loss."), customer("His number is 47.", 0.05)
    )

    assert first is not None
    assert first.play == "meet-a-loss-gently"
    assert not any("!" in line for line in first.say)
    assert second is None


# What was asked for, and what is still due


def test_insisting_on_a_supervisor_who_was_refused_is_asking_again():
    coach = Coach.start(channel=Channel.PHONE)
    said = (
        (CUSTOMER, "I've had enough of this, I want to speak to a supervisor."),
        (AGENT, "There's no supervisor available."),
        (CUSTOMER, "Then find one! I'm not going away."),
    )

    card = [coach.hear(Turn(speaker, text)) for speaker, text in said][-1]

    assert card is not None
    assert card.play == "bring-them-in-now"


def test_a_limit_that_nobody_named_stays_due():
    shown = cards(
        customer("You useless clown, where's my lamp?", 0.8, "abuse"),
        agent("I'm looking at your lamp."),
        customer("Look faster, you clown!", 0.8, "abuse"),
    )

    assert [card and card.play for card in shown] == [
        "name-the-limit",
        None,
        "name-the-limit-after-all",
    ]
