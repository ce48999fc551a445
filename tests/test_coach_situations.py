"""What was told stays told: grief, danger, who depends on it, the same words again, and rage that goes on."""

import pytest
from scripted import AGENT, CUSTOMER, agent, cards, customer, lines, names

from heard.coach import Advice
from heard.coach.corroboration import grounded
from heard.coach.situation import endangered, passes_on_warm, stays
from heard.conversation import Conversation, Turn
from heard.details.at_stake import at_stake, depends
from heard.details.said_before import thrown_back
from heard.details.whole_sentence import whole_sentence
from heard.listen import Heard, Reading, Signal, SoFar
from heard.listen.rules.illness import tells_of_an_illness
from heard.playbook import Playbook
from heard.track import Evidence

# A death, a grave illness

LOST = customer("My husband passed away in May and I need his account closed.", 0.05)


def test_condolence_is_said_once_though_the_death_is_told_again():
    given = cards(
        LOST,
        agent("I'm sorry for your loss. Which number is it?", "ask"),
        customer("My late husband's number. I've told you this, it's dreadful!", 0.7),
    )

    assert names(given)[0] == "meet-a-loss-gently"
    assert names(given)[2] == "spare-them-what-you-can"
    assert "loss" not in lines(given[2])


def test_a_death_that_the_agent_answered_unasked_calls_for_no_second_condolence():
    given = cards(
        customer("Hello", 0.0),
        agent("Good day. My condolences on your loss, I have your letter here."),
        LOST,
    )

    assert given[2] is None


def test_cheer_after_a_death_is_taken_back_though_all_is_calm():
    given = cards(LOST, agent("Awesome, thanks! Just a quick question 😊", "thank", "ask"))

    assert names(given)[1] == "quiet-the-cheer"
    assert given[1] is not None
    assert given[1].evidence is not None


def test_the_same_cheer_to_somebody_else_is_no_matter_for_a_card():
    given = cards(
        customer("I need an account closed.", 0.05),
        agent("Awesome, thanks! Just a quick question 😊", "thank", "ask"),
    )

    assert given[1] is None


def test_a_misstep_towards_somebody_in_grief_is_mended_with_less_to_do():
    given = cards(
        customer("My wife has cancer and nobody came with the bed!", 0.6, "high_stakes"),
        agent("That's our policy.", "policy_wall"),
    )

    assert names(given)[1] == "answer-grief-with-less"


def test_a_misstep_towards_somebody_in_quiet_grief_is_mended_too():
    given = cards(LOST, agent("I need her to confirm that.", "fix_first"))

    assert names(given)[1] == "answer-grief-with-less"


def test_the_same_misstep_to_somebody_else_who_is_calm_is_no_matter_for_a_card():
    given = cards(
        customer("I need an account closed.", 0.05),
        agent("I need her to confirm that.", "fix_first"),
    )

    assert given[1] is None


def test_thanks_of_somebody_in_grief_are_met_with_a_quiet_close():
    given = cards(
        LOST,
        agent("It's closed, nothing more will come."),
        customer("Thank you.", 0.0, "thanks"),
    )

    assert names(given)[2] == "close-quietly"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("My wife has cancer and I can't wait", True),
        ("my dad is in intensive care", True),
        ("I'm getting chemo this month", True),
        ("This wait is a cancer on your company", False),
        ("I donate to cancer research", False),
        ("The update had a stroke of bad luck", False),
    ],
)
def test_a_grave_illness_is_heard_in_words_that_tell_of_one(text, told):
    assert (tells_of_an_illness(text) is not None) is told


# Danger, and who depends on it


def test_a_bare_cry_after_words_of_danger_gets_a_card_and_another():
    given = cards(
        customer("I can smell gas in the hall!", 0.3, "high_stakes"),
        agent("Your account number, please?", "ask"),
        customer("help", 0.0),
        customer("please hurry", 0.0),
    )

    assert names(given) == [
        "get-them-to-safety",
        "go-back-to-their-safety",
        "ask-whether-help-is-coming",
        "stay-until-help-is-there",
    ]


@pytest.mark.parametrize("text", ["We're all safe now, thank you.", "They're here, thanks!"])
def test_whoever_is_safe_again_is_not_asked_for_help(text):
    given = cards(customer("I can smell gas in the hall!", 0.3, "high_stakes"), customer(text, 0.0))

    assert given[1] is None


def test_help_is_an_ordinary_word_where_nobody_was_in_danger():
    assert cards(customer("help", 0.0), customer("please hurry", 0.0)) == [None, None]


def test_a_device_without_power_is_named_though_it_is_told_calmly():
    (card,) = cards(
        customer("Hi, no power since six, and my mum is on an oxygen concentrator.", 0.1)
    )

    assert card is not None
    assert card.play == "secure-who-depends-on-it"
    assert card.say[0].startswith("Your mum relies on oxygen")


def test_a_device_that_has_stopped_is_danger_now():
    assert endangered("My mum's oxygen machine has stopped, there is no power!")
    assert not endangered("No power since six, and my mum is on oxygen")


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("We've no electricity and my CPAP won't run", "you rely on a breathing machine"),
        (
            "The line is dead and my mother's pendant alarm runs on it",
            "your mother relies on an alarm",
        ),
        ("Which mask fits my CPAP?", ""),
        ("Is the insulin in stock?", ""),
    ],
)
def test_who_depends_on_a_device_is_told_only_where_it_fails(text, clause):
    assert depends(text) == clause


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("No heating for three days with a newborn", "you're without heating with a newborn"),
        (
            "My elderly mother has had no hot water since Monday",
            "you're without hot water with your mother",
        ),
        ("If this isn't back I can't pay my rent", "your rent hangs on it"),
        ("Do you rent out tents for a wedding?", ""),
        ("No hot water again", ""),
        ("I'm in hospital with him now", "there's somebody in hospital"),
        ("I live alone, and I was in hospital for five weeks of it", ""),
        ("I have a job interview at eight!", "there's an interview"),
        ("They did an interview about the tents", ""),
    ],
)
def test_what_hangs_on_it_is_said_in_a_clause(text, clause):
    assert at_stake(text) == clause


# The same words, and rage that goes on


def test_the_same_words_for_the_third_time_get_one_card_and_then_silence():
    again = customer("Where is my refund? This is a disgrace!", 0.7)
    given = cards(*[again, agent("Please wait.")] * 12)

    plays = names(given)[::2]
    assert plays[2] == "answer-the-words-they-repeat"
    assert plays[3:] == [""] * 9


RAGES = [
    "You took 400 from my account and nobody answers!",
    "I DID. Three times!",
    "I have the bank statement in front of me!",
    "I don't care about your policy!",
    "Are you out of your minds, ten days?",
    "No you don't. You're doing nothing!",
    "Absolutely disgusting, the worst I have dealt with",
    "Yes, my money! What is wrong with you people",
    "I hate you all, shame on you",
    "Still nothing. You should be ashamed",
    "This is beyond a joke, I'm furious",
    "Nobody there can do anything at all",
]


def test_whoever_is_still_angry_after_the_cards_are_spent_gets_something_other_than_words():
    turns = [
        one
        for text in RAGES
        for one in (customer(text, 0.85), agent("You need to wait.", "policy_wall"))
    ]
    given = cards(*turns)

    shown = [card.play for card in given if card is not None]
    assert len(shown) > 6
    assert set(shown[6:]) <= {
        "put-it-in-writing",
        "do-one-thing-they-can-see",
        "get-your-lead-unasked",
        "say-plainly-what-you-can-do",
    }
    assert len(shown) <= 10


def test_nobody_is_passed_on_right_after_a_promise_to_stay():
    def after(reply: str) -> str:
        turns = [customer("My line has been down for five days!", 0.6)]
        for tried in ("I restarted it, still dead!", "The other socket is dead, too!", "Dead!"):
            turns += [agent("Five days is far too long.", "acknowledge"), customer(tried, 0.6)]
        last = customer("It's still going in circles!", 0.6)
        return names(cards(*turns, agent(reply, "acknowledge"), last))[-1]

    assert after("Let's try once more.") == "check-for-a-handover"
    assert after("I'll stay with you. Let's try once more.") != "check-for-a-handover"


def test_a_promise_to_stay_is_told_from_other_stays():
    def said(text: str) -> SoFar:
        return SoFar().add(Turn(AGENT, text), Reading())

    assert stays(said("I'm not going anywhere."))
    assert stays(said("I'll stay with you."))
    assert not stays(said("Please stay tuned."))


def test_a_handover_that_is_warm_already_is_not_warmed_again():
    assert passes_on_warm("I've got Ines here, I've told her about both letters.")
    assert passes_on_warm("I'm bringing in Ines, with your whole story in front of her.")
    assert not passes_on_warm("I'm bringing in Ines, who sits with the printer in front of her.")
    assert not passes_on_warm("I'll transfer you to billing.")


def test_an_insult_that_answers_a_jab_of_ours_is_met_with_our_part_first():
    given = cards(
        customer("Third broken kettle, what is this", 0.5),
        agent("Most people manage to unpack them.", "jab"),
        customer("You smug idiot!", 0.9, "abuse"),
    )
    unprovoked = cards(customer("You smug idiot!", 0.9, "abuse"))

    assert names(given)[2] == "take-it-back-and-name-the-limit"
    assert names(unprovoked) == ["name-the-limit"]


# What can be said back


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("you gave my reserved van to someone else. WHY", "“you gave my reserved van to someone else”"),
        ("Your guard at @BrackenFoods emptied my bag in front of my kids", "“Your guard at BrackenFoods emptied my bag in front of my kids”"),
        ("ive paid for a year and it dont open", "“I've paid for a year and it don't open”"),
        ("CANCELLED the cake order TWO DAYS BEFORE", "“cancelled the cake order two days before”"),
        ("it's 9pm on a sunday and I submit tomorrow at 12", "“it's 9pm on a sunday and I submit tomorrow at 12”"),
        ("it's broken, I said so twice", ""),
        ("An hour in line and then \"we're full\" at your desk", "“An hour in line and then ‘we're full’ at your desk”"),
        ("it's not rocket science, is it", ""),
        ("lol you lost my van again", ""),
        ("Your drivers are parasites who lost two of my parcels", ""),
        ("I have sent it twice to your team", ""),
        ("Do you give my van to someone else every day", ""),
    ],
)  # fmt: skip
def test_a_whole_sentence_is_quoted_where_it_tells_something_and_insults_nobody(text, quoted):
    assert whole_sentence(text) == quoted


def test_a_word_of_ours_that_is_thrown_back_is_owned():
    given = cards(
        customer("The screen is cracked and it's my third!", 0.3),
        agent("Somebody will ring you soon."),
        customer('"Soon". Right, as ever, brilliant.', 0.7, "sarcasm"),
    )

    assert "“soon” was no answer" in lines(given[2])


def test_an_outburst_that_tells_nothing_leaves_nothing_to_tell():
    (outburst,) = cards(customer("@lampshop ARE YOU OUT OF YOUR MINDS?! !", 0.8))
    (told,) = cards(customer("If that swing comes to my door with no screws again I will cry", 0.8))

    assert "[what happened to them]" not in lines(outburst)
    assert "[what happened to them]" in lines(told)


def test_only_words_that_we_said_are_thrown_back():
    turns = (Turn(AGENT, "We'll ring you."), Turn(CUSTOMER, '"Soon". Right.'))

    assert thrown_back([Heard(turn, Reading()) for turn in turns]) == ""


def test_what_was_told_before_stands_in_where_the_latest_words_tell_nothing():
    given = cards(
        customer("The fitter has cut my carpet in two places.", 0.3),
        agent("Noted."),
        customer("oh wow. brilliant. just brilliant", 0.6, "sarcasm"),
    )

    assert "“The fitter has cut my carpet in two places”" in lines(given[2])


@pytest.mark.parametrize(
    ("text", "theirs"),
    [
        ("How many times will your app ask me for that code?", False),
        ("3 times this week my phone says SOS only", False),
        ("I've asked you for that code three times", True),
        ("I had to phone you twice about it", True),
    ],
)
def test_only_a_contact_of_theirs_is_owned_as_a_repeat(text, theirs):
    turn = Turn(CUSTOMER, text)
    reading = Reading(0.6, "frustrated", (Signal("repeat_contact", 0.95, 0, len(text)),))

    assert grounded(turn, reading, "heated", frozenset()).hears("repeat_contact") is theirs


def test_a_quote_begins_and_ends_with_words():
    text = "/ / @lampshop the lamp is broken again / https://example.org/x"
    turns = (Turn(CUSTOMER, text),)
    card = Advice(0, "p", "d", ("s",), (), "w", Evidence(0, 0, len(text), "heat"))

    assert card.quote(Conversation("c1", turns)) == "the lamp is broken again"


def test_no_answer_is_taken_for_given_that_nobody_gave():
    given = [
        line
        for play in Playbook.load().plays
        for line in (*play.say, *play.plain, *(one for on in play.on for one in on.say))
    ]

    assert not [line for line in given if "missing from my answer" in line]
