"""What follows from danger to life: it is kept in mind, met, passed over, or over."""

import pytest
from scripted import after

from heard.coach import Coach, check
from heard.coach.guardrail import guard
from heard.coach.handoff import pack
from heard.coach.handoff.markdown import markdown
from heard.conversation import Speaker, Turn
from heard.handover.danger import told_danger
from heard.listen import load_listener
from heard.listen.rules.danger.replies import helps, way_of, ways
from heard.playbook import Playbook
from heard.review import score

EGGS = "there's a funny smell in the kitchen, like bad eggs, and I've got a headache"
ASKS = "Could I take your account number please?"
NUT_FREE = "my daughter is in A&E after eating your nut free bowl"


def test_a_danger_that_nobody_answered_is_not_forgotten_while_numbers_are_asked_for():
    talk = EGGS, ASKS, "why do you need it", "For security.", "it's 4471", "And the postcode?", "N1"
    ruling = guard(after(*talk), "Could you read me the meter number?")

    assert (ruling.decision, ruling.finding.rule) == ("hand over", "danger:life")
    assert "emergency number" in ruling.say


def test_a_danger_that_they_call_over_is_over():
    talk = EGGS, ASKS, "false alarm, it was the bins, we're all fine", "Good.", "about my bill then"

    assert guard(after(*talk), "Could you read me the meter number?").decision == "continue"


@pytest.mark.parametrize(
    "business",
    [
        "Could you read me the meter number?",
        "It's probably just the drains.",
        "To restore service, please pay £12.40.",
        "How's your day otherwise?",
    ],
)
def test_what_helps_now_stands_alone(business):
    helps = "Please get everyone outside now and call the gas emergency line."
    found = check(f"{helps} {business}", after=after(EGGS))
    ruling = guard(after(EGGS), f"{helps} {business}")

    assert [(one.name, one.start) for one in found.issues] == [
        ("danger_unanswered", len(helps) + 1)
    ]
    assert found.rewrite == helps
    assert ruling.say.startswith(helps)
    assert business not in ruling.say


def test_where_they_are_is_no_business():
    draft = "Please get everyone outside now and call the gas emergency line. What's your address?"

    assert check(draft, after=after(EGGS)).issues == ()


def test_who_is_with_doctors_is_asked_after():
    advice = Coach.of(after()).hear(Turn(Speaker.CUSTOMER, NUT_FREE))
    asked = check("How is she now? Are the doctors with her?", after=after(NUT_FREE))
    passed = check("Could you send us the receipt?", after=after(NUT_FREE))

    assert advice.play == "ask-after-them"
    assert "How are they now" in advice.say[0]
    assert "danger_unanswered" not in [one.name for one in asked.issues]
    assert [one.name for one in passed.issues] == ["danger_unanswered"]


def test_a_review_names_the_reply_that_passed_over_the_danger():
    card = score(after(EGGS, ASKS, "why", "For security."), load_listener(), Playbook.load())

    assert card.broke is not None
    assert (card.broke.step, card.broke.evidence.turn) == (1, 1)
    assert "danger" in card.broke.why
    assert card.instead[0].play == "get-them-to-safety"


def test_a_review_finds_no_such_break_where_it_was_met():
    card = score(after(EGGS, "Please get everyone outside now.", "ok"), load_listener())

    assert card.broke is None or card.broke.evidence.signal != "danger_unanswered"


def test_a_packet_names_the_danger_as_a_reason():
    packet = pack(after(EGGS, ASKS, "why"))

    assert "Is everyone safe now" in packet.opening
    assert [one.name for one in packet.reasons] == ["expertise_needed"]


COLD = "We have had no heating since yesterday and there is a newborn in the house."
SHORT = "My insulin was not delivered and I have one dose left."
BRAKES = "My brakes failed on the way home with your hire car, I nearly hit a wall."
HARM = "I want to kill myself because of this debt."
GAS = "I can smell gas in my kitchen!"


@pytest.mark.parametrize(
    ("told", "reply", "meets"),
    [
        (COLD, "I'm sending an emergency engineer now; they'll be with you by 2 pm.", True),
        (COLD, "We've booked an engineer for you today, they come by 4 pm.", True),
        (COLD, "Is there a warm room you can all stay in?", True),
        (COLD, "Are you and the baby warm enough?", True),
        (COLD, "I'll check and get back to you.", False),
        (COLD, "An engineer will be with you next week.", False),
        (COLD, "I'll send it to the team.", False),
        (BRAKES, "Please don't drive it again.", True),
        (BRAKES, "Are you and everyone else safe?", True),
        (BRAKES, "I'll log that for the garage.", False),
        (SHORT, "I'm sending a courier with it tonight, by 8 pm.", True),
        (SHORT, "Please ask a pharmacist for an emergency supply.", True),
        (SHORT, "I'll chase the courier.", False),
        (GAS, "Please leave the house and call the gas emergency line.", True),
        (GAS, "I'm sending an engineer now.", False),
        (GAS, "Wait in the street, everyone, and don't switch anything on.", True),
        (GAS, "Please restart the boiler and see whether the smell goes.", False),
        (GAS, "You can report a smell through our website.", False),
        (HARM, "Is somebody with you right now?", True),
        (HARM, "Forget the bill. Are you on your own?", True),
        (HARM, "Let's stay positive! Now, about your account.", False),
        (HARM, "Think of your family. Other customers manage, too.", False),
        (COLD, "Have you tried bleeding the radiators?", False),
        (SHORT, "I'm having a dose couriered to you within the hour.", True),
        (SHORT, "The courier has up to five working days.", False),
    ],
)
def test_help_that_is_sent_meets_a_danger_unless_they_must_get_out_of_it(told, reply, meets):
    danger = told_danger(0, told)

    assert danger is not None
    assert danger.met_by(reply) is meets


@pytest.mark.parametrize(
    ("need", "text"),
    [(need, text) for way in ways() for need in sorted(way.meets) for text in way.hears],
)
def test_each_example_of_a_way_to_help_is_found(need, text):
    assert helps(text, need)


@pytest.mark.parametrize(
    ("way", "text"),
    [(way, text) for way in ways() for text in way.ignores],
    ids=lambda one: getattr(one, "name", one),
)
def test_each_near_miss_of_a_way_to_help_is_none(way, text):
    assert not any(helps(text, need) for need in way.meets)


def test_a_misspelled_key_of_a_way_is_named():
    with pytest.raises(ValueError, match="'call': unknown key 'say'"):
        way_of({"name": "call", "say": "999"})


def hear_all(*talk):
    """The cards of a conversation, turn by turn, customer first."""
    coach = Coach.of(after())
    speakers = (Speaker.CUSTOMER, Speaker.AGENT)
    return [coach.hear(Turn(speakers[n % 2], text)) for n, text in enumerate(talk)][::2]


def test_a_third_and_a_fourth_cry_for_help_have_a_card_too():
    cards = hear_all(
        GAS, "One moment.", "please hurry", "Yes.", "hello? is anyone there", "Yes.", "help!!", "Yes.", "please help"
    )  # fmt: skip

    assert all(card is not None for card in cards)
    plays = [card.play for card in cards]
    assert plays[0] == "get-them-to-safety"
    assert plays[1:] == ["ask-whether-help-is-coming", "stay-until-help-is-there"] * 2


def test_after_words_of_self_harm_a_card_says_how_to_stay():
    first, second = hear_all(
        HARM, "I'm glad you told me. Are you safe?", "No. There's nobody here."
    )

    assert first.play == "stay-with-them"
    assert second.play == "stay-while-help-comes"
    assert "Is somebody with you" in second.say[0]


def test_who_is_safe_again_gets_no_such_card():
    _, second = hear_all(HARM, "Are you safe?", "They're here now, I'm safe.")

    assert second is None or second.play != "stay-while-help-comes"


def test_a_packet_tells_of_self_harm_once_and_quotes_none_of_it():
    packet = pack(after(f"You charged me twice. {HARM}", "Are you safe?", "no"))
    page = markdown(packet)

    assert packet.self_harm == 0
    assert page.count("they spoke of ending their life") == 1
    assert page.index("they spoke of ending") < page.index("**Issue:**")
    assert "kill myself" not in page


@pytest.mark.parametrize(
    "text",
    [
        "i took 6 of your sleep tablets by accident instead of 2",
        "took too many of your sleeping tablets, feel weird",
        "My little boy ate a handful of your vitamins.",
    ],
)
def test_who_swallowed_too_much_hears_of_the_poison_line(text):
    ruling = guard(after(text), "No worries, just have some water and sleep it off.")

    assert (ruling.decision, ruling.finding.rule) == ("hand over", "danger:life")
    assert "poison line" in ruling.say
    assert "sleep it off" not in ruling.say


@pytest.mark.parametrize(
    "text",
    [
        "The engineer promised to come and didn't, and we have a baby and no heating.",
        "no heating since friday, im 81 and its 9 degrees in here",
        "The kids are freezing and the waiting room is locked.",
    ],
)
def test_who_is_cold_gets_somebody_and_warmth_and_no_alarm(text):
    found = check("Somebody will get back to you as soon as possible.", after=after(text))

    assert [one.name for one in found.issues] == ["danger_unanswered"]
    assert "within the hour" in found.rewrite
    assert "warm" in found.rewrite
    assert "get everyone to safety" not in found.rewrite


def test_who_is_cold_and_shivers_is_in_danger_at_once():
    found = check("Somebody will call you.", after=after("heating is off and my mum is shivering"))

    assert "call the emergency number now" in found.rewrite
