"""Having to tell it all from the start: asked after a handover, and said by whoever has to."""

import pytest

from heard.coach import Coach, check
from heard.conversation import Conversation, Speaker, Turn
from heard.listen import Reading, SoFar, load_listener
from heard.listen.rules import pardoned
from heard.listen.rules.from_the_start import asks_from_the_start, made_to_start_over
from heard.playbook import Playbook

PLAYBOOK, LISTENER = Playbook.load(), load_listener()
TOLD = "My sim doesn't activate, I restarted it twice and the number ends in 7741."
OVER = "I'll pass you on to a colleague."
OPENINGS = (
    "Hi, this is Lou. What's your query today?",
    "Thanks for waiting! How may I help you?",
    "What seems to be the problem?",
    "Hello, could you please explain the issue?",
    "So, what's this about?",
)


def so_far(*lines: str) -> SoFar:
    before = SoFar()
    for line in lines:
        speaker = Speaker.BOT if line.startswith("Bot: ") else Speaker.CUSTOMER
        before = before.add(Turn(speaker, line.removeprefix("Bot: ")), Reading())
    return before


@pytest.mark.parametrize("reply", OPENINGS)
def test_an_opening_question_after_a_handover_asks_again(reply: str) -> None:
    before = so_far(TOLD, f"Bot: {OVER}", "ok")

    assert asks_from_the_start(reply, before) is not None
    assert pardoned(reply, before, ("ask",)) == {"ask"}


@pytest.mark.parametrize("reply", OPENINGS)
def test_an_opening_question_to_somebody_who_told_nothing_asks_nothing_again(reply: str) -> None:
    assert asks_from_the_start(reply, so_far(f"Bot: {OVER}")) is None
    assert asks_from_the_start(reply, so_far("I need a person please", f"Bot: {OVER}")) is None
    assert asks_from_the_start(reply, so_far("I have a problem", f"Bot: {OVER}")) is None
    assert asks_from_the_start(reply, so_far(TOLD)) is None  # nobody passed them on


@pytest.mark.parametrize(
    "reply",
    [
        "Hi, this is Lou. I see that your sim doesn't activate: which phone is it in?",
        "I have what you told the bot. Is the number still 7741?",
        "How can I reach you today if we are cut off?",
        "What happened when you restarted it the second time?",
    ],
)
def test_whoever_takes_over_may_ask_for_more(reply: str) -> None:
    assert asks_from_the_start(reply, so_far(TOLD, f"Bot: {OVER}")) is None


def test_a_draft_that_starts_over_says_what_is_known_instead() -> None:
    turns = (Turn(Speaker.CUSTOMER, TOLD), Turn(Speaker.BOT, OVER), Turn(Speaker.CUSTOMER, "ok"))
    talk = Conversation("", turns)

    checked = check("What's your query today?", after=talk, playbook=PLAYBOOK, listener=LISTENER)

    assert [one.name for one in checked.issues] == ["ask_again"]
    assert checked.rewrite.startswith("I have what you told us before")


@pytest.mark.parametrize(
    "text",
    [
        "omg. do i really have to explain it all again",
        "How many times do I have to explain this?",
        "I just told your colleague all of this!",
        "I'm not going through everything again.",
        "So I have to start over again with you?",
        "Must I repeat it all from the beginning?",
    ],
)
def test_whoever_has_to_tell_it_all_again_had_to_come_back(text: str) -> None:
    assert made_to_start_over(text) is not None
    reading = LISTENER.read(Turn(Speaker.CUSTOMER, text), SoFar())
    assert reading.hears("repeat_contact")
    assert (reading.heat or 0) > 0.3


@pytest.mark.parametrize(
    "text",
    [
        "Do I have to enter the code again?",
        "Should I restart the router again?",
        "I'm glad I don't have to explain it again.",
        "I told my colleague about your offer.",
        "Could you explain that again, please?",
    ],
)
def test_a_step_or_an_explanation_once_more_is_none(text: str) -> None:
    assert made_to_start_over(text) is None


def test_a_card_answers_whoever_has_to_tell_it_again() -> None:
    coach = Coach.start(playbook=PLAYBOOK, listener=LISTENER)
    for speaker, text in (
        (Speaker.CUSTOMER, TOLD),
        (Speaker.BOT, OVER),
        (Speaker.AGENT, "Hi, this is Lou."),
    ):
        coach.hear(Turn(speaker, text))

    card = coach.hear(Turn(Speaker.CUSTOMER, "omg. do i really have to explain it all again"))

    assert card is not None
