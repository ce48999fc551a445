"""What a scorecard says must hold where somebody reads the conversation beside it."""

import pytest

from heard.conversation import Conversation, Speaker, Turn
from heard.listen import Reading, Signal, SoFar, load_listener
from heard.listen.rules.pardons import limits_nothing
from heard.listen.rules.rule import Pardon
from heard.review.resolution import find_resolution
from heard.review.story import find_story
from heard.track import Track
from heard.track.promises import find_promises
from heard.track.track import Followed
from heard.track.verdict import outcome

WHO = {"C": Speaker.CUSTOMER, "A": Speaker.AGENT, "S": Speaker.SYSTEM}


def spoken(*lines: str) -> Conversation:
    return Conversation(id="", turns=tuple(Turn(WHO[line[0]], line[3:]) for line in lines))


def followed(*said: tuple[str, Reading]) -> list[Followed]:
    track, found = Track(), []
    for line, reading in said:
        turn = Turn(WHO[line[0]], line[3:])
        found.append(Followed(turn, reading, track.follow(turn, reading)))
    return found


@pytest.mark.parametrize(
    ("line", "ends"),
    [
        ("S: Chat transferred to Returns", "handed"),
        ("S: Conversation was routed to the billing queue", "handed"),
        ("S: The chat could not be transferred to Returns", "hot"),
        ("S: Chat ended", "hot"),
    ],
)
def test_a_system_line_that_says_so_hands_on(line, ends):
    conversation = spoken(
        "C: I am furious, cancel it now!",
        "A: I cannot do that here.",
        "C: You must be joking!",
        line,
    )
    hot = Reading(0.9, "angry")

    assert outcome(conversation, [hot, Reading(), hot, Reading()]) == ends


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("OK, thank you. I was about to scream.", "OK, thank you."),
        ("Thanks. It was needless though.", "Thanks."),
        ("It works now! I had nearly given up.", "It works now!"),
        ("Green light.", "Green light."),
    ],
)
def test_the_words_for_an_accepted_solution_say_that_it_was_accepted(text, words):
    last = text.rfind(" ") + 1
    heard = Reading(0.02, "pleased", (Signal("resolved", 0.7, last, len(text)),))
    turns = followed(
        ("C: My line is dead.", Reading(0.3, "neutral")),
        ("A: Reset.", Reading()),
        ("C: " + text, heard),
    )

    evidence = find_resolution(turns).evidence

    assert evidence is not None
    assert text[evidence.start : evidence.end] == words


@pytest.mark.parametrize(("sure", "told"), [(0.3, False), (0.7, True)])
def test_a_doubtful_concern_is_not_told(sure, told):
    text = "You keep me waiting here."
    heard = Reading(0.5, "frustrated", (Signal("dismissed", sure, 0, len(text)),))

    assert (find_story(followed(("C: " + text, heard))).concern is not None) is told


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("A charge of £12 will be on your next bill.", "A charge of £12 will be on your next bill"),
        (
            "I've removed it, and you'll see that on the bill of the 3rd.",
            "see that on the bill of the 3rd",
        ),
        ("leave it with me the man you met was joe and he knows", "leave it with me"),
    ],
)
def test_a_promise_is_listed_in_words_that_can_be_read(text, what):
    assert what in [one.what for one in find_promises(text)]


@pytest.mark.parametrize(
    ("customer", "reply", "none"),
    [
        (Reading(0.5, "frustrated"), "I'm going to stop the card right now.", True),
        (Reading(0.5, "frustrated"), "Please keep it polite, then I can help.", False),
        (Reading(0.9, "angry", (Signal("abuse", 0.8, 0, 4),)), "It stops here.", False),
    ],
)
def test_a_limit_needs_an_attack_or_words_about_conduct(customer, reply, none):
    before = SoFar().add(Turn(Speaker.CUSTOMER, "Somebody took it all."), customer)

    assert limits_nothing(reply, before) is none


def test_the_listener_hears_no_limit_where_there_can_be_none(monkeypatch):
    reply = Turn(Speaker.AGENT, "I won't be spoken to like that.")
    listener = load_listener()
    assert listener.read(reply, SoFar()).hears("set_boundary")

    always = Pardon(lambda text, before: True, ("set_boundary",))
    monkeypatch.setattr("heard.listen.rules.table.PARDONS", (always,))

    assert not listener.read(reply, SoFar()).hears("set_boundary")
