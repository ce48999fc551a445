"""What is said in so many words is heard and quoted, whatever the learned score says; its near misses are not."""

import pytest
from test_listen import AGENT, CUSTOMER, heard

from heard.conversation import Conversation, Speaker, Turn
from heard.listen import load_listener, read_all
from heard.listen.rules.danger import in_danger
from heard.listen.rules.insults import insulting


def test_a_threat_in_so_many_words_is_heard_and_quoted() -> None:
    reading = heard("Fix it today or I'll come down there and break your legs.")

    signal = reading.signal("threat")
    assert signal is not None
    assert signal.sure >= 0.5
    assert not heard("I'll kill the switch and try again.").firm().hears("threat")


@pytest.mark.parametrize(
    "text",
    ["You're all idiots.", "Your agents are morons", "you lying weasels", "ur an idiot mate"],
)
def test_an_insult_to_ones_face_is_heard_and_quoted(text: str) -> None:
    signal = heard(text).signal("abuse")

    assert signal is not None
    assert signal.sure >= 0.5


@pytest.mark.parametrize(
    "text",
    [
        "I feel like an idiot for trusting it.",
        "Your colleague called me an idiot.",
        "I'm not saying you're idiots, I just want my refund.",
        "That bastard router is working again, thank you.",
        "This piece of shit phone keeps crashing.",
        "They idiot-proofed the app.",
    ],
)
def test_the_same_words_for_a_thing_or_for_oneself_are_no_insult(text: str) -> None:
    assert insulting(text) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I can smell gas in my kitchen and my baby is here!", "smell gas"),
        (
            "MY SON IS ALLERGIC AND YOUR LABEL SAID NO NUTS",
            "MY SON IS ALLERGIC AND YOUR LABEL SAID",
        ),
        ("help, my dad can't breathe", "my dad can't breathe"),
        ("Your charger caught fire on my desk.", "Your charger caught fire"),
        ("My toddler is locked in the hall of your flat", "My toddler is locked in"),
    ],
)
def test_danger_to_life_or_health_is_heard_and_quoted(text: str, words: str) -> None:
    signal = heard(text).signal("high_stakes")

    assert signal is not None
    assert signal.sure > 0.85
    assert text[signal.start : signal.end] == words


@pytest.mark.parametrize(
    "text",
    [
        "My gas bill is twice last month's.",
        "The money's in, I can breathe again.",
        "I'm allergic to dust, which filter do I need?",
        "Your team is on fire today!",
        "There's no gas leak, the meter is just loud.",
        "These fees are bleeding customers dry.",
    ],
)
def test_the_same_words_without_danger_are_none(text: str) -> None:
    assert in_danger(text) is None


@pytest.mark.parametrize(
    "reply",
    [
        "Is your son safe right now? Please call 999 if he has trouble breathing.",
        "Please get out now and call an ambulance.",
    ],
)
def test_a_safety_instruction_comes_before_feelings(reply: str) -> None:
    said = heard(reply, "customer: MY SON IS ALLERGIC AND YOUR LABEL SAID NO NUTS", speaker=AGENT)

    assert not said.hears("fix_first", "cold", "deflect")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Sure. Whatever. Thanks for nothing.", "Thanks for nothing"),
        ("Wow, thanks a lot for wasting my whole day.", "thanks a lot for wasting my whole day"),
        ("cheers for keeping me waiting", "cheers for keeping me waiting"),
    ],
)
def test_ironic_thanks_thank_nobody(text: str, words: str) -> None:
    reading = heard(text)
    signal = reading.signal("sarcasm")

    assert signal is not None
    assert text[signal.start : signal.end] == words
    assert not reading.hears("thanks")
    assert reading.emotion == "frustrated"
    assert reading.heat is not None
    assert reading.heat > 0.3


def test_thanks_for_what_helped_stay_thanks() -> None:
    assert heard("Thanks for cancelling it so fast!").hears("thanks")
    assert not heard("Thank you for not keeping me waiting.").hears("sarcasm")


@pytest.mark.parametrize(
    "text", ["I will sue you.", "See you in court!", "We're taking this to court"]
)
def test_a_court_in_so_many_words_is_a_public_threat(text: str) -> None:
    assert heard(text).sure("public_threat") > 0.8


@pytest.mark.parametrize(
    "limit",
    ["Please keep this respectful so I can help you.", "I'd ask that you keep it respectful."],
)
def test_a_polite_limit_after_an_insult_is_no_misstep(limit: str) -> None:
    insult = Turn(CUSTOMER, "You useless idiot, where is my parcel?")
    calm = Turn(CUSTOMER, "Where is my parcel, please?")

    after = read_all(Conversation("c", (insult, Turn(AGENT, limit))), load_listener())[1].firm()
    unasked = read_all(Conversation("c", (calm, Turn(AGENT, limit))), load_listener())[1].firm()

    assert not {"cold", "calm_down"} & {one.name for one in after.signals}
    assert unasked.hears("calm_down")


@pytest.mark.parametrize(
    ("reply", "first"),
    [
        ("I'd like to get the router fixed. Which light is on?", False),
        ("Let's get on with the refund. Which card did you use?", False),
        ("Tracking number please?", True),
        ("Let's bring the volume down. What was the ticket number?", True),
    ],
)
def test_who_is_insulted_and_goes_on_with_the_problem_skips_no_feeling(reply, first) -> None:
    insult = Turn(CUSTOMER, "You useless idiot, are you stupid?")

    heard_in = read_all(Conversation("c", (insult, Turn(AGENT, reply))), load_listener())[1]

    assert heard_in.firm().hears("fix_first") is first


def test_an_order_to_calm_down_stays_a_misstep_after_an_insult() -> None:
    insult = Turn(CUSTOMER, "You useless idiot, where is my parcel?")
    order = Turn(AGENT, "Please calm down and stay polite.")

    assert (
        read_all(Conversation("c", (insult, order)), load_listener())[1].firm().hears("calm_down")
    )


def test_an_offer_to_look_into_it_sets_no_limit_after_an_insult() -> None:
    insult = "customer: You took 400 pounds twice from my account, you thieving idiot!"
    offer = "I'd be upset too if that happened to me. I do want to get the 400 looked at."
    limit = "I do want to get the 400 looked at, so please leave the insults out."

    assert not heard(offer, insult, speaker=Speaker.AGENT).hears("set_boundary")
    assert heard(limit, insult, speaker=Speaker.AGENT).hears("set_boundary")
