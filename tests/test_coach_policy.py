"""When the coach speaks: quiet when calm, deferred until firm, never twice the same, by channel."""

from dataclasses import dataclass, field, replace

import pytest

from heard.coach import Advice, Coach, Policy
from heard.coach.shown import Shown
from heard.conversation import Channel, History, Speaker, Turn
from heard.details import Details
from heard.details.clause import said_back
from heard.listen import Emotion, Reading, Signal, SoFar
from heard.playbook import Playbook
from heard.track import Moment

CUSTOMER, AGENT = Speaker.CUSTOMER, Speaker.AGENT


@dataclass
class Script:
    """A listener that hears what the test wrote down: text -> (heat, signals)."""

    heard: dict[str, tuple[float | None, tuple[str, ...]]] = field(default_factory=dict)
    emotion: Emotion = "frustrated"

    def read(self, turn: Turn, before: SoFar) -> Reading:
        heat, names = self.heard.get(turn.text, (0.0 if turn.from_customer else None, ()))
        signals = tuple(Signal(name, 0.9, 0, len(turn.text)) for name in names)
        return Reading(heat, None if heat is None else self.emotion, signals)


def cards(
    *said: tuple[Speaker, str, float | None, tuple[str, ...]],
    channel: Channel | None = None,
    history: History | None = None,
    emotion: Emotion = "frustrated",
) -> list[Advice | None]:
    listener = Script({text: (heat, names) for _, text, heat, names in said}, emotion)
    coach = Coach.start(
        channel=channel, history=history, playbook=Playbook.load(), listener=listener
    )
    return [coach.hear(Turn(speaker, text)) for speaker, text, _, _ in said]


def play(card: Advice | None) -> str:
    return "" if card is None else card.play


def customer(text: str, heat: float, *names: str) -> tuple[Speaker, str, float, tuple[str, ...]]:
    return (CUSTOMER, text, heat, names)


def agent(text: str, *names: str) -> tuple[Speaker, str, None, tuple[str, ...]]:
    return (AGENT, text, None, names)


def test_a_lower_heat_that_sounds_neutral_waits_until_it_is_there_for_a_third_time():
    said = []
    for turn in range(3):
        said += [customer(f"My kettle is still missing. {turn}", 0.42), agent(f"Hm. {turn}")]

    given = cards(*said, emotion="neutral")

    assert [card is not None for card in given[::2]] == [False, False, True]


@pytest.mark.parametrize(
    ("first", "then", "text", "speaks"),
    [
        (0.42, 0.3, "No, it was left with nobody.", True),
        (0.3, 0.42, "No, it was left with nobody.", True),
        (0.3, 0.3, "No, it was left with nobody.", False),
        (0.48, 0.24, "No, it was left with nobody.", False),
        (0.42, 0.3, "Please can you look again, it's the green one", False),
        (0.42, 0.3, "No, and it's not your fault, I know.", False),
    ],
)
def test_warmth_that_stays_after_an_answer_is_firm(first, then, text, speaks):
    opening = customer("My kettle is missing.", first)

    given = cards(opening, agent("Was it left with somebody?"), customer(text, then))

    assert (given[2] is not None) is speaks


def test_numbered_parts_of_one_message_count_as_one():
    given = cards(*(customer(f"My kettle is still missing, {part}/3", 0.42) for part in (1, 2, 3)))

    assert given == [None, None, None]


def test_two_grievances_bear_each_other_out():
    told = "I have waited three weeks for the kettle, and Ben said Monday."

    (both,) = cards(customer(told, 0.4, "broken_promise", "long_wait"))
    (one,) = cards(customer(told, 0.4, "long_wait"))
    (cooler,) = cards(customer(told, 0.33, "broken_promise", "long_wait"))

    assert both is not None
    assert (one, cooler) == (None, None)


@pytest.mark.parametrize(
    ("text", "heat", "speaks"),
    [
        ("Your kettle is garbage", 0.35, True),
        ("Your kettle is garbage", 0.3, False),
        ("Your kettle is a bit annoying", 0.42, False),
        ("The @garbage_shop kettle is green", 0.42, False),
        ("Your kettle is garbage, lol", 0.42, False),
        ("My kettle is gone 😭", 0.55, False),
        ("My kettle is gone 😡", 0.55, True),
        ("Some people selling kettles have no shame.", 0.55, False),
    ],
)
def test_a_hard_word_is_firm_and_a_laugh_or_a_tear_needs_anger(text, heat, speaks):
    assert (cards(customer(text, heat))[0] is not None) is speaks


def test_a_calm_customer_who_is_contradicted_gets_an_answer_that_does_not_argue():
    missing = customer("Hi, the kettle shows as delivered, and it isn't here.", 0.1)
    denied = agent("If it says delivered, it was delivered.", "argue")
    colder = agent("It was delivered.", "cold")

    assert play(cards(missing, denied)[1]) == "stop-the-argument"
    assert cards(missing, colder)[1] is None


def test_a_wish_for_somebody_else_that_was_turned_down_is_answered_after_all():
    wish = customer("Let me speak to a manager about my kettle!", 0.6, "supervisor_request")
    other = customer("Refund my kettle, this is a disgrace!", 0.6, "unfair")
    no = agent("There's nobody who could do that.", "flat_no")
    dated = agent("There's nobody here now, she calls you at four.", "flat_no", "set_expectation")

    assert play(cards(wish, no)[1]) == "answer-the-wish-after-all"
    assert play(cards(wish, dated)[1]) != "answer-the-wish-after-all"
    assert play(cards(other, no)[1]) == "turn-the-no-around"


def test_what_is_plainly_at_stake_is_firm_once_it_is_told_in_some_heat():
    told = "The kettle is for my sister's wedding tomorrow."
    signal = replace(Reading(0.4, "frustrated"), signals=(Signal("high_stakes", 0.97, 0, 9),))
    moment = Moment(turn=0, heat=0.4, mood="heated")
    turn = Turn(CUSTOMER, told)

    assert Policy().firm(turn, moment, signal, Shown(), SoFar())
    assert not Policy().firm(turn, replace(moment, heat=0.35), signal, Shown(), SoFar())


def test_an_order_to_cancel_is_no_wish_to_leave():
    def card(text):
        return cards(
            customer("No kettle yet.", 0.1),
            agent("Cancel it?"),
            customer(text, 0.4, "churn_threat"),
        )[2]

    assert card("cancel it please") is None
    assert card("I'm cancelling my account.") is not None


@pytest.mark.parametrize(
    ("text", "heat", "speaks"),
    [
        ("It's ridiculous, honestly, my kettle is still missing!!", 0.43, True),
        ("My kettle is ridiculous, honestly, I may well switch to gas.", 0.43, True),
        ("Honestly, another annoying letter about my kettle.", 0.49, True),
        ("My kettle is still missing 😡 NOBODY KNOWS anything.", 0.43, True),
        ("My kettle is still missing.", 0.46, False),
        ("Honestly, another annoying letter about my kettle.", 0.44, False),
        ("It's ridiculous, honestly, my kettle is still missing!!", 0.24, False),
        ("My neighbor keeps ringing, ridiculous!! It's not your fault.", 0.49, False),
    ],
)
def test_small_signs_of_heat_are_firm_together(text, heat, speaks):
    assert (cards(customer(text, heat))[0] is not None) is speaks


def test_a_card_is_followed_by_a_rest_unless_it_gets_hotter():
    hm = agent("Hm.")
    steady = cards(
        customer("My lamp is late.", 0.6),
        hm,
        customer("My lamp is still late.", 0.6),
        hm,
        customer("My lamp is late again today.", 0.6),
    )[::2]
    rising = cards(customer("My lamp is late.", 0.6), hm, customer("My lamp is STILL late!", 0.8))[
        ::2
    ]

    late = customer("My lamp is late.", 0.55), hm
    angry = cards(*late, customer("My lamp is late again today.", 0.63))[::2]
    warm = cards(*late, customer("My lamp is late again today.", 0.58))[::2]

    assert [card is not None for card in steady] == [True, False, True]
    assert all(rising)
    assert all(angry)
    assert [card is not None for card in warm] == [True, False]


def test_no_sentence_is_suggested_twice_or_repeated_after_the_agent():
    said = []
    for turn in range(12):
        said += [
            customer(f"My kettle number {turn} is broken, too!", 0.6 + turn * 0.001),
            agent(f"Hm. {turn}"),
        ]
    lines = [line for card in cards(*said) if card for line in card.say]
    again = cards(
        customer("It's a mess!", 0.7),
        agent("I'm here, and I want to understand what went wrong. What happened? Sit down."),
        customer("It's a right mess, my kettle leaks again!", 0.9),
    )[2]

    assert len(lines) == len(set(lines)) >= 3
    assert again is not None
    assert not any("What happened?" in line for line in again.say)


def test_the_budget_is_kept():
    said = []
    for turn in range(40):
        said += [customer(f"Still nothing! {turn}", 0.7), agent(f"Noted. {turn}", "cold")]

    assert sum(card is not None for card in cards(*said)) <= Policy().budget


def test_an_overdue_promise_opens_the_first_card_even_when_all_is_calm():
    history = History(overdue_promises=1)
    calm = cards(customer("Hello, any news on my case?", 0.0), history=history)[0]
    hot = cards(
        customer("Hello, any news?", 0.7, "dismissed"), channel=Channel.CHAT, history=history
    )[0]

    assert calm is not None
    assert calm.play == "open-with-what-we-owe"
    assert hot is not None
    assert "we owed you an answer" in hot.say[0]


def test_after_the_agents_turn_there_is_a_card_only_for_a_plain_misstep_in_the_heat():
    hot = cards(customer("It's a mess!", 0.7), agent("Calm down.", "calm_down"))
    calm = cards(customer("Hello.", 0.1), agent("Calm down.", "calm_down"))

    assert hot[1] is not None
    assert hot[1].play == "undo-the-calm-down"
    assert calm == [None, None]


def test_the_close_gets_a_card_once_when_a_hot_conversation_lands_without_one():
    given = cards(
        customer("It's a mess!", 0.7),
        agent("Sorry, I've sent a new one. Is that right?", "apologize", "ask", "solve"),
        customer("OK, thanks.", 0.1, "thanks"),
        customer("Thanks again.", 0.0, "thanks"),
    )

    assert given[2] is not None
    assert "close" in given[2].play
    assert given[3] is None


@pytest.mark.parametrize(
    ("channel", "reply", "play"),
    [
        (Channel.CHAT, "word " * 80, "chat: long reply"),
        (Channel.EMAIL, "word " * 130, "email: no paragraphs"),
        (Channel.SOCIAL, "Please DM us your details.", "social: sent away"),
    ],
)
def test_a_slip_on_the_channel_is_pointed_out_in_the_heat(channel, reply, play):
    hot = cards(customer("It's a mess!", 0.7), agent(reply), channel=channel)[1]
    calm = cards(customer("Hello.", 0.1), agent(reply), channel=channel)[1]

    assert hot is not None
    assert hot.play == play
    assert calm is None


def test_a_burst_of_messages_in_chat_is_pointed_out():
    burst = [agent(f"And another thing. {number}") for number in range(4)]

    given = cards(customer("It's a mess!", 0.7), *burst, channel=Channel.CHAT)

    assert [card.play if card else None for card in given[1:]] == [
        None,
        None,
        None,
        "chat: burst",
    ]


def test_the_first_card_says_how_to_go_about_it_on_the_channel():
    first = cards(customer("It's a mess!", 0.7), channel=Channel.PHONE)[0]

    assert first is not None
    assert first.pace.startswith("A little slower")


def test_a_card_is_personal_where_the_customer_said_enough():
    text = "I've been waiting three weeks and nobody told me anything about my refund!"
    card = cards(customer(text, 0.7, "long_wait"))[0]

    assert card is not None
    assert (
        card.say[0] == "You've waited three weeks. Thank you for staying with it; you have me now."
    )


@pytest.mark.parametrize(
    ("said", "back"),
    [
        ("I was told it would come on Monday", "you were told it would come on Monday"),
        ("Your driver said he called me twice", "our driver said he called you twice"),
        ("You promised me a refund two weeks ago", "we promised you a refund two weeks ago"),
        ("Can I have my money back by Friday", ""),
        ("I want a refund by Friday", ""),
        ("They told you that you must pay", ""),
        ("I waited 3 hours for your stupid van", ""),
        ("I paid $40 (and then", ""),
    ],
)
def test_a_clause_is_said_back_cleanly_or_not_at_all(said, back):
    assert said_back(said) == back


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("I've been on hold for 45 mins!", {"wait": "45 minutes"}),
        ("I have been a customer for 10 months.", {}),
        ("I called twice about it.", {"count": "two"}),
        ("This is the 4th time I'm contacting you.", {"count": "four"}),
        ("I live on the third floor.", {}),
        ("My name is Ana. Hello.", {"name": "Ana"}),
        ("My modem is down again.", {"issue": "the problem with your modem"}),
        ("My modem is great, where is my laptop sold?", {}),
        (
            "You promised a refund within 5 days, nothing came",
            {"promised": "a refund within 5 days"},
        ),
    ],
)
def test_details_are_the_customers_own_or_unknown(text, known):
    details = Details().after(Turn(CUSTOMER, text), Reading(0.5)).known()

    said = ("fact", "words", "said", "asked", "told")
    assert {slot: words for slot, words in details.items() if slot not in said} == known


def test_notes_system_lines_and_a_supervisor_never_get_a_card_of_their_own():
    coach = Coach.start(listener=Script({"It's a mess!": (0.7, ())}))
    coach.hear(Turn(CUSTOMER, "It's a mess!"))

    assert coach.hear(Turn(AGENT, "He is rude.", internal=True)) is None
    assert coach.hear(Turn(Speaker.SYSTEM, "The chat was moved.")) is None
    assert coach.hear(Turn(CUSTOMER, "")) is None


@pytest.mark.parametrize(
    ("text", "heat", "names", "speaks"),
    [
        ("Two letters, and no lamp. This is unacceptable.", 0.3, (), True),
        ("Two letters, and no lamp. Please look into it.", 0.3, (), False),
        ("I'm leaving for a shop that answers.", 0.35, ("churn_threat",), True),
        ("I'm leaving at six, so please ring before.", 0.35, (), False),
        ("I've waited an hour for the lamp man.", 0.4, ("long_wait",), False),
        ("Somebody from upstairs keeps taking the parcels out of the hall.", 0.5, (), False),
        ("You let somebody from upstairs take the parcel out of the hall.", 0.5, (), True),
        ("The road is closed again, I know that's not your fault.", 0.5, (), False),
        ("It's not my fault that the lamp came broken.", 0.5, (), True),
        ("The road is closed again, not your fault, but it drives me MAD!", 0.7, (), True),
    ],
)
def test_less_heat_will_do_where_the_words_say_it_and_more_is_needed_where_others_are_to_blame(
    text, heat, names, speaks
):
    assert (cards(customer(text, heat, *names))[0] is not None) is speaks


def test_a_heated_answer_to_our_misstep_is_firm():
    asked = customer("Where is the lamp?", 0.1)
    heat = customer("I rang there already, that's why I write to you.", 0.4)

    sent_on = cards(asked, agent("Please ring the depot for that.", "deflect"), heat)
    helped = cards(asked, agent("I'll ring the depot for you.", "own"), heat)

    assert sent_on[2] is not None
    assert helped[2] is None


def test_who_took_the_blame_off_us_earlier_is_not_heated_at_us():
    spared = customer("The neighbor took it in, nothing wrong on your side.", 0.2)
    later = customer("It always ends up with the wrong flat!", 0.5)

    assert cards(spared, agent("I see."), later)[2] is None
    assert cards(customer("The flat below took it in.", 0.2), agent("I see."), later)[2] is not None
