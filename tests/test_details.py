"""What is said back to a customer: whole, true as it was said, and about what they speak of."""

import pytest
from scripted import agent, cards, customer, lines

from heard.conversation import Speaker, Turn
from heard.details import Details, greeted
from heard.details.asking import asked
from heard.details.own_words import fact, in_quotes, told
from heard.details.trouble import issue, topic
from heard.details.waits import tells_of_waiting, wait
from heard.details.whole_sentence import whole_sentence
from heard.listen import Heard, Reading
from heard.playbook import Playbook


@pytest.mark.parametrize(
    "text",
    [
        "Are you able to mend it? If not, it's just a waste of my evening.",  # a condition
        "Remind me again why I pay 90 pounds a year for a broken lamp.",  # an order
        "But it's fine for you to keep my money?",  # a question that accuses
        "Your wonderful fitters broke my lamp.",  # irony
        "Quiet hall = less hot air, more light.",
        "How does it come that a lamp dims on a Sunday?",
        "When you charge 9 pounds for a bulb I expect it to shine longer than one single night.",
        "We aren't angry, just tired of it.",
        "No matter how often I press it, why would it not light up?",
        "Your lamp page is a heap of garbage, cheats.",
        "It's not your fault, Wanda.",
        "I came to your counter on Monday to find out why",
        "My lamps used to be a joy to switch on.",
        "I do accept the blame for coming 5 minutes late.",
        "All your people have this answer ' Sorry, we can't mend a lamp now '",
        "Moreover nobody at your shop settled which day you will send it.",
        "More fuming than yesterday.",
        "It is far below par.",
        "Each week I hope that this was the worst of it, and you show me the next week that it wasn't.",
        "So you're saying my lamp needed a second plug?",
        "You can't help, the lamp isn't on and she can't see it wasn't mended.",
    ],
)
def test_words_that_would_mean_something_else_alone_are_not_quoted(text):
    assert in_quotes(text) == ""


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("You owe me one BUT I am left without a lamp.", "“I am left without a lamp”"),
        ("Screaming kids, no seats, nobody cares.", "“Screaming kids, no seats, nobody cares”"),
        ("A disgrace, yet you provide no lamps on stairs", "“you provide no lamps on stairs”"),
        ("You charge for the bulb now? Wow.", "“You charge for the bulb now”"),
        (
            "u guys never sent my lamp cuz of a strike",
            "“you guys never sent my lamp because of a strike”",
        ),
        (
            "2. @lampshop charged my sister double for one lamp",
            "“charged my sister double for one lamp”",
        ),
        ("It's ten minutes slow. Don't sell it as a clock.", "“It's ten minutes slow”"),
        (
            "Meant for Monday, delivered it to the wrong floor twice, when is it due?",
            "“delivered it to the wrong floor twice”",
        ),
        ("After waiting for an hour they lost my lamp.", None),
    ],
)
def test_a_clause_that_says_the_same_alone_is_quoted(text, quoted):
    assert in_quotes(text) == (quoted or f"“{text.rstrip('.')}”")


def test_the_card_quotes_the_sentence_that_called_for_it():
    text = "The lamp was late on 3 May and I waited 2 hours. My savings are all gone!"
    (card,) = cards(customer(text, 0.7))
    focused = cards_about(text, "My savings are all gone!", "high_stakes")

    assert card is not None
    assert "savings" not in lines(card)
    assert "“My savings are all gone”" in lines(focused)


def cards_about(text, sentence, name):
    """The card for a signal that stands in one sentence of a turn."""
    from heard.coach import Coach
    from heard.conversation import Speaker, Turn
    from heard.listen import Reading, Signal

    class Ear:
        def read(self, turn, before):
            at = text.index(sentence)
            heard = Signal(name, 0.95, at, at + len(sentence))
            return Reading(0.7, "frustrated", (heard,))

    coach = Coach.start(playbook=Playbook.load(), listener=Ear())
    return coach.hear(Turn(Speaker.CUSTOMER, text))


def test_the_reason_never_rests_on_a_signal_that_the_words_do_not_bear_out():
    text = "My lamp flickers. You should thank whoever helps you to get better!"
    (card,) = cards(customer(text, 0.7, "supervisor_request"))

    assert card is not None
    assert card.evidence is not None
    assert card.evidence.signal != "supervisor_request"


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Then who will give me a date", "“Who will give me a date?”"),
        ("WHEN WILL WE BE TOLD? You are hopeless.", "“When will we be told?”"),
        ("Why is my lamp so late?", "“Why is my lamp so late?”"),
        ("Why are you so LATE", "“Why are you so late?”"),
        ("What does that mean?Should I call again?", "“What does that mean?”"),
        (
            "Why are you selling a lamp for 7.43 if it is not on sale?",
            "“Why are you selling a lamp for 7.43 if it is not on sale?”",
        ),
        ("Could you make this day any worse?", ""),
        ("How much must one bear?", ""),
        ("Look at my file you folks are wearing me down.", ""),
        ("Why is your shop so slow?", ""),
    ],
)
def test_a_plain_question_is_known_with_or_without_its_mark(text, question):
    assert asked(text) == question


@pytest.mark.parametrize(
    "text",
    [
        "I am no client of yours.",
        "I don't understand why my lamp is missing.",
        "They could not explain my bill.",
        "You did not care to send my lamp.",
        "If not, it was a waste of my day.",
    ],
)
def test_no_fact_is_made_of_a_state_of_mind_or_of_what_they_did(text):
    assert fact(text) == ""


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("I cancelled my service, what a rip off", ""),
        ("Just check my account, the worst packing ever", ""),
        ("I can't open my account, it's broken", "the problem with your account"),
        ("Awful service, a shop that ought to close", ""),
        ("We have no service again", "the problem with the service"),
        ("My lamp broke, and the service is down again", "the problem with the service"),
        ("My phone turned to sh1t last night", "the problem with your phone"),
    ],
)
def test_service_is_the_trouble_only_where_it_is_the_thing_that_failed(text, named):
    assert issue(text) == named


def test_what_cannot_be_quoted_is_named_on_a_card_and_left_to_the_agent_where_it_names_nothing():
    text = "Well maybe we wouldn't be here if you all stopped charging fees for every single thing"
    nameless = (
        "Well maybe nobody would shout here if you all stopped smirking for every single picture"
    )

    (card,) = cards(customer(text, 0.7))
    (unnamed,) = cards(customer(nameless, 0.7))

    assert topic("Nobody asked about it") == ""
    assert told(text) == "what you said about our fees"
    assert "I've read what you said about our fees." in lines(card)
    assert "[what happened to them]" in lines(unnamed)
    assert told("I think you are the worst shop there ever was, I mean it, the very worst") == ""
    assert told("New train. No seats equals crap") == "what you said about the train"
    assert told("Useless, useless, useless, the worst shop there ever was in town") == ""


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        (
            "ok, i have 60 invoices and 20 min left, i want a person",
            "“I have 60 invoices and 20 min left”",
        ),
        ("ok, i sit on the pier with my lamp, i want a person", ""),
        ("I get your lamp guide, but come on, i want a person", ""),
        ("I have already told you why I can't use it.", ""),
        ("We are still very disappointed with all of this today.", ""),
        ("This is the answer I got from your app: my lamp was sent twice to two shops.", ""),
        ("Until then just keep sending me two bills for it, why not.", ""),
        (
            "The lamp came on Monday.The bulb broke after two hours of use.",
            "“The bulb broke after two hours of use”",
        ),
    ],
)
def test_a_part_is_quoted_where_no_sentence_can_be_and_only_if_it_tells(text, quoted):
    assert whole_sentence(text) == quoted


@pytest.mark.parametrize(
    ("text", "promised"),
    [
        ("You said 10 days. It's been a month.", "10 days"),
        ("They told me tomorrow, and that was Monday.", "tomorrow"),
        ("Your man said he'd order a part. Nobody rang.", "that he'd order a part"),
        ("You said two things and meant a third.", ""),
        ("You said ten working days, it's fifteen now.", "ten working days"),
    ],
)
def test_a_time_alone_is_a_promise_that_can_be_named(text, promised):
    assert Details().after(Turn(Speaker.CUSTOMER, text), Reading(0.6)).promised == promised


def test_two_lines_of_a_card_are_not_both_sorry():
    for play in Playbook.load().plays:
        for own in (play.say, *(on.say for on in play.on)):
            for first in (own[0], *play.plain):
                assert not ("sorry" in first and "sorry" in " ".join(own[1:])), (play.name, first)


def test_nobody_is_told_of_an_earlier_contact_who_only_tried_things():
    tried = customer("I tried to read a book; the lamp stopped again. I tried 4 times!", 0.7)
    wrote = customer("I wrote to you 4 times about the lamp!", 0.7)

    assert "before" not in lines(cards((*tried[:3], ("repeat_contact",)))[0])
    assert cards((*wrote[:3], ("repeat_contact",)))[0].play == "own-the-repeat"


def test_a_wait_that_is_still_to_come_is_no_wait():
    assert wait("A three day wait for a fitter is poor.") == ""
    assert wait("4 weeks wait, then 8 weeks") == ""
    assert not tells_of_waiting("They want me to wait out the trial, it makes no sense")
    assert wait("That was a three day wait for a fitter.") == "three days"
    assert wait("I queued for an hour and a half") == "an hour and a half"


def test_what_was_said_last_is_said_back_before_what_was_said_first():
    first = customer("My lamp is broken again since Monday!", 0.2)
    told_last = customer(
        "The clerk treated me like a thief, what a bunch, your reps are a mess.", 0.7
    )
    silent = customer("Hello?!", 0.7)

    moved_on, waiting = cards(first, told_last)[-1], cards(first, silent)[-1]

    assert "you weren't treated the way you'd expect" in lines(moved_on)
    assert "lamp" not in lines(moved_on)
    assert "your lamp is broken again since Monday" in lines(waiting)


def test_who_wants_charges_cancelled_or_tells_of_a_manager_wants_neither_to_leave_nor_a_manager():
    charges = customer("When will you cancel these unwanted charges, the bill is wrong!", 0.7)
    tells = customer("Then manager said it cannot be done, the lamp is broken!", 0.7)
    leaving = customer("I'm cancelling my account, the lamp is broken!", 0.7)

    assert cards((*charges[:3], ("churn_threat",)))[0].play != "let-them-be-free-to-leave"
    assert cards((*tells[:3], ("supervisor_request",)))[0].evidence.signal == "heat"
    assert cards((*leaving[:3], ("churn_threat",)))[0].play == "let-them-be-free-to-leave"


def test_a_long_message_told_in_heat_is_shown_by_the_sentence_that_complains():
    text = (
        "I bought the lamp at your shop by the station in the spring, the tall one with two arms. "
        "What an utter nightmare it has been since. It stands in the hall by the stairs."
    )

    (card,) = cards(customer(text, 0.7))

    start, end = card.evidence.start, card.evidence.end
    assert text[start:end] == "What an utter nightmare it has been since."


def test_time_that_has_gone_by_is_quoted_whole():
    assert in_quotes("A whole month has gone by, please write.") == "“A whole month has gone by”"


def test_a_wait_told_long_ago_is_not_said_again_as_if_it_stood_still():
    begun = [customer("I've been waiting 2 hours for the lamp!", 0.1), agent("I see.")]
    (*_, card) = cards(
        *begun, customer("I'm still waiting, the lamp is not here!", 0.7, "long_wait")
    )

    assert card.play == "answer-the-wait"
    assert "2 hours" not in lines(card)


def test_a_quote_of_the_words_that_called_for_it_begins_where_their_sentence_begins():
    sentence = "no sense for time at all which lost me my deposit of 900"
    text = f"Everything went wrong on that day because of the way your fitters work and {sentence}."

    card = cards_about(text, sentence, "high_stakes")

    assert "“Everything went wrong on that day”" in lines(card)


def test_a_signature_gives_the_name_for_a_card():
    letter = "The meter has been wrong since March and nobody came.\n\nThanks, Miriam"
    signed = Heard(Turn(Speaker.CUSTOMER, letter), Reading(0.6))
    tom = Heard(Turn(Speaker.AGENT, "Hello, I'm Miriam. How can I help?"), Reading(None))

    assert Details.of([signed]).name == "Miriam"
    assert Details.of([tom, signed]).name == ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Dear Mrs Holt,\nThank you for writing.", "Mrs Holt"),
        ("Hello Ana! I'm looking now.", "Ana"),
        ("Good morning, Mr. Dean - I've read it all.", "Mr. Dean"),
        ("@pat_9 Hi Pat, sorry about that.", "Pat"),
        ("Dear Customer, we are sorry.", ""),
        ("Hello Support Team, over to you.", ""),
        ("Hi there! How can I help?", ""),
        ("Thanks for telling us.", ""),
        ("Hi, Monday works.", ""),
    ],
)
def test_a_reply_greets_somebody_by_name_or_nobody(text, name):
    assert greeted(text) == name


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Still no gown for Saturday, and I gave you my card number twice!", ""),
        ("I gave you my card already, where's my wedding dress?", "your wedding dress"),
        ("I live in a one bed flat and the heating never worked.", "the heating"),
        ("I ordered a rug on your website in May and the parcel never arrived.", "the parcel"),
        ("I still can't order on your website, it freezes.", "our website"),
        ("The freezer I bought from you broke and all the meat went off.", "the freezer"),
        ("All the milk went off because the fridge is broken.", "the fridge"),
        ("The milk was off again.", "the milk"),
    ],
)
def test_what_is_only_named_beside_the_trouble_is_not_its_topic(text, about):
    assert topic(text) == about
    assert issue(text) in ("", f"the problem with {about}")


@pytest.mark.parametrize(
    "text",
    [
        "I tell you this already three times, lamp is broken.",
        "I have problem with my lamp again.",
        "You're not getting off this phone until my lamp shines!",
    ],
)
def test_a_learners_english_and_a_threat_are_not_quoted_back(text):
    assert in_quotes(text) == ""
    assert whole_sentence(text) == ""
    assert fact(text) == ""
