"""The table of rules: what is said in so many words, who can say it, and what a reply is not held to be."""

import pytest

from heard.conversation import Speaker, Turn
from heard.listen import Reading, Signal, SoFar
from heard.listen.load import LISTENERS, WEIGHTS, load_from
from heard.listen.rules import pardoned, told
from heard.listen.rules.table import COMPANY, CUSTOMER, PARDONS
from heard.listen.trained import AGENT_SIGNALS, CUSTOMER_SIGNALS, FEELS, HEATS

BROKEN = "My router is dead, I restarted it twice. My order number is K-55210."
# Each rule by its place in the table, and words that only this one finds.
CUSTOMERS = (
    "I'll come down there and break your legs.",
    "you morons",
    "I smell gas in the hall.",
    "There is no point in living, I want to end it all.",
    "Then find one!",
    "Get me whoever runs this place.",
    "9:30 came and went.",
    "I will sue you.",
    "Thanks for nothing.",
    "Wow, thanks a lot.",
    "I've been transferred four times today.",
    "Do I have to explain it all again?",
    "Right, that's all I wanted.",
    "😡😡😡",
    "Lovely, the parcel came a day early.",
)
LOST, IN_GRIEF = "My dad died in May.", 12  # and the rule that needs it to have been told
OPENS_ANEW = 18  # the rule of an opening question: it needs somebody who passed them on
TOLD = "The depot opens at nine in the morning."  # what the company has told them before
# So for the company, with what it answers.
COMPANYS = (
    ("You agreed to the terms when you signed up.", BROKEN),
    ("I just started here, I don't know.", BROKEN),
    ("I'm just the messenger here.", BROKEN),
    ("I'm sure there was a misunderstanding.", "Your man called me a liar!"),
    ("We value your business and regret any inconvenience caused.", BROKEN),
    (TOLD, BROKEN),
    ("Thanks for the shoutout! Which lamp is it?", "Your lamp burned my desk."),
    ("You should have called earlier.", BROKEN),
    ("He would never say that. He's on leave today.", "Your man called me a liar!"),
    ("Sorry. Try the surgery, they should have it.", "She has two tablets left!"),
    ("Please send the bill and I'll close it.", "My mother died on Sunday."),
    ("I'd love to see you try.", BROKEN),
    ("If you keep shouting I'll end this call.", BROKEN),
    ("Shut up and wait.", BROKEN),
    ("Please keep your hair on.", BROKEN),
    ("You cannot talk to a human.", BROKEN),
    ("May I have your order number?", BROKEN),
    ("Please restart the router.", BROKEN),
    ("What seems to be the problem?", BROKEN),
    ("Please rephrase.", BROKEN),
    ("You had to restart it twice and the router is still dead.", BROKEN),
    ("I need you to stop calling us idiots.", BROKEN),
)
UPSET = Reading(0.6, "angry")
REFUSED = "Unfortunately your claim was declined, and no manager is free."
WISH = Reading(0.5, "angry", (Signal("supervisor_request", 0.9, 0, 19),))


def so_far(speaker: Speaker, text: str, reading: Reading) -> SoFar:
    return SoFar().add(Turn(speaker, text), reading)


@pytest.mark.parametrize(("place", "text"), list(enumerate(CUSTOMERS)), ids=CUSTOMERS)
def test_each_rule_of_the_customers_words_is_asked(place: int, text: str) -> None:
    before = so_far(Speaker.CUSTOMER, LOST if place == IN_GRIEF else "I want your manager.", WISH)

    found = told(text, before.add(Turn(Speaker.AGENT, REFUSED), Reading()), customer=True)

    assert [one.rule for one in found.values()] == [CUSTOMER[place]]
    assert len(CUSTOMERS) == len(CUSTOMER)


@pytest.mark.parametrize(
    ("place", "reply", "said"),
    [(place, *one) for place, one in enumerate(COMPANYS)],
    ids=[reply for reply, _ in COMPANYS],
)
def test_each_rule_of_the_companys_words_is_asked(place: int, reply: str, said: str) -> None:
    before = so_far(Speaker.AGENT, TOLD, Reading()).add(Turn(Speaker.CUSTOMER, said), UPSET)
    if place == OPENS_ANEW:
        before = before.add(Turn(Speaker.BOT, "I'll pass you on to a colleague."), Reading())

    found = told(reply, before, customer=False)

    assert [one.rule for one in found.values()] == [COMPANY[place]]
    assert len(COMPANYS) == len(COMPANY)


def test_a_rule_adds_what_its_speaker_can_send_and_knows_the_judgments_of_a_feeling() -> None:
    for rules, signals in ((CUSTOMER, CUSTOMER_SIGNALS), (COMPANY, AGENT_SIGNALS)):
        for rule in rules:
            assert rule.signal in signals or (rule.signal == "" and rule.felt is not None)
            felt = () if rule.felt is None else (*rule.felt.at_least, *rule.felt.times)
            assert set(felt) <= {*HEATS, *FEELS, *CUSTOMER_SIGNALS}
    assert {name for pardon in PARDONS for name in pardon.signals} <= set(AGENT_SIGNALS)


def test_of_two_rules_for_one_signal_the_first_is_quoted() -> None:
    text = "Shut up. I'd love to see you try."

    found = told(text, SoFar(), customer=False)["jab"]

    assert text[found.start : found.end] == "I'd love to see you try"


def test_only_what_was_heard_is_pardoned() -> None:
    reply = "Please leave the house and call 999 now."

    assert pardoned(reply, SoFar(), ("cold", "solve")) >= {"cold"}
    assert pardoned(reply, SoFar(), ("solve",)) == frozenset()


@pytest.mark.parametrize("name", LISTENERS)
def test_a_feeling_that_words_leave_no_doubt_of_is_what_is_read(name: str) -> None:
    listener = load_from(WEIGHTS, name)
    ironic, glad = (
        listener.read(Turn(Speaker.CUSTOMER, text), SoFar())
        for text in ("Thanks for nothing.", "Lovely, the parcel came a day early.")
    )

    assert (ironic.emotion, ironic.hears("sarcasm")) == ("frustrated", True)
    assert (glad.emotion, glad.hears("sarcasm")) == ("pleased", False)
    assert (ironic.heat or 0) > 0.3 > (glad.heat or 0)
