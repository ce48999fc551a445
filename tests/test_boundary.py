"""The ladder climbs by what was said, never without abuse, and faster after a threat."""

from dataclasses import dataclass, field

import pytest

from heard.conversation import Conversation, Speaker, Turn
from heard.handover.boundary import Boundary, boundary
from heard.listen import Reading, Signal, SoFar
from heard.playbook import Playbook
from heard.track import replay
from heard.track.limits import rung_in

BOOK = Playbook.load()
INSULT, AGAIN, THREAT = "You useless idiot.", "Still an idiot, I see.", "I'll come and hurt you."
LIMIT = "I want to help you, and I can't while I'm being insulted."
WARNING = "I want to finish this. If the insults go on, I'll end the call."
END = "I said so, and I'm ending this call now. Your case stays open."


@dataclass
class Ear:
    """A listener that hears what the test wrote down; everything else is calm."""

    heard: dict[str, tuple[str, ...]] = field(default_factory=dict)
    hot: tuple[str, ...] = ()

    def read(self, turn: Turn, before: SoFar) -> Reading:
        names = self.heard.get(turn.text, ())
        heat = (0.8 if names or turn.text in self.hot else 0.0) if turn.from_customer else None
        return Reading(heat, None, tuple(Signal(name, 0.9, 0, len(turn.text)) for name in names))


EAR = Ear(
    {
        INSULT: ("abuse",),
        AGAIN: ("abuse",),
        THREAT: ("threat",),
        LIMIT: ("set_boundary",),
        WARNING: ("set_boundary",),
        END: ("set_boundary",),
        "Please stay polite.": ("set_boundary", "calm_down"),
    },
    hot=("This is an outrage, and your app is a joke!",),
)


def stands(*lines: str, book: Playbook = BOOK) -> Boundary:
    """Customer and agent take turns; a line that begins with "+" is the same side again."""
    turns: list[Turn] = []
    side = Speaker.AGENT
    for line in lines:
        if not line.startswith("+"):
            side = Speaker.CUSTOMER if side is Speaker.AGENT else Speaker.AGENT
        turns.append(Turn(side, line.removeprefix("+")))
    conversation = Conversation("c", tuple(turns))
    return boundary(tuple(replay(conversation, EAR)), playbook=book)


def without_ending(tmp_path) -> Playbook:
    overlay = tmp_path / "own.toml"
    overlay.write_text(
        'extends = "default"\nname = "own"\nversion = 1\n'
        '[company]\nmay_end_abusive = false\nlog_abuse_with = "the shift lead"\n'
    )
    return Playbook.load(overlay)


def test_anger_without_abuse_makes_nothing_due():
    now = stands("This is an outrage, and your app is a joke!", "Let me look.", "Well?")

    assert (now.said, now.due, now.do, now.tell) == ("none", "none", "", "")


def test_the_rungs_follow_each_other_one_attack_at_a_time():
    assert stands(INSULT).due == "named"
    assert stands(INSULT, LIMIT).due == "none"
    assert stands(INSULT, LIMIT, AGAIN).due == "final"
    assert stands(INSULT, LIMIT, AGAIN, WARNING, INSULT).due == "ended"
    assert stands(INSULT, LIMIT, AGAIN, WARNING, INSULT, END).said == "ended"


def test_a_threat_calls_for_the_final_warning_at_once_and_for_the_lead():
    now = stands("Hello.", "Hi.", THREAT)

    assert now.due == "final"
    assert "lead" in now.do
    assert now.ladder.attacks[0].kind == "threat"
    assert now.tell == BOOK.company.log_abuse_with


def test_a_threat_does_not_lapse_and_an_insult_does_when_they_go_on_calmly():
    assert stands(INSULT, "Your order number?", "It's 5512.").due == "none"
    assert stands(THREAT, "Your order number?", "It's 5512.").due == "final"


def test_naming_the_limit_twice_is_no_final_warning():
    now = stands(INSULT, LIMIT, AGAIN, LIMIT, INSULT)

    assert (now.said, now.due) == ("named", "final")


def test_a_limit_before_any_abuse_is_no_rung_and_is_kept_as_too_early():
    now = stands("My parcel is late!", "Please stay polite.", "What?")

    assert (now.said, now.due) == ("none", "none")
    assert [one.words for one in now.ladder.too_early] == ["Please stay polite."]


def test_where_the_policy_leaves_ending_to_a_lead_it_is_handed_over(tmp_path):
    now = stands(INSULT, LIMIT, AGAIN, WARNING, INSULT, book=without_ending(tmp_path))

    assert now.due == "ended"
    assert (
        now.do
        == "Bring in your lead now: the abuse went on after the final limit, or somebody was threatened."
    )
    assert now.tell == "the shift lead"


def test_the_record_says_turn_words_and_which_rung_had_been_said():
    now = stands(INSULT, LIMIT, AGAIN, WARNING)

    kept = [(one.quote.turn, one.quote.words, one.said) for one in now.ladder.attacks]
    assert kept == [(0, INSULT, "none"), (2, AGAIN, "named")]
    said = [(one.quote.turn, one.rung) for one in now.ladder.limits]
    assert said == [(1, "named"), (3, "final")]


def test_ending_without_a_final_warning_is_said_as_it_was():
    assert stands(INSULT, END).ladder.unwarned
    assert not stands(INSULT, LIMIT, AGAIN, WARNING, INSULT, END).ladder.unwarned
    assert not stands(THREAT, END).ladder.unwarned


def test_a_thousand_insults_keep_a_bounded_record_and_count_all():
    now = stands(*[INSULT, "Your number?"] * 1000)

    assert now.ladder.count == 1000
    assert len(now.ladder.attacks) == 20


@pytest.mark.parametrize(
    ("text", "rung"),
    [
        ("Let's leave the insults out, so I can work on it.", "named"),
        ("If the next message has insults in it again, I won't be able to answer it.", "final"),
        ("This is my last warning.", "final"),
        ("I will close this chat unless this stops going on.", "final"),
        ("We're closing this chat now.", "ended"),
        ("If you end the call, ring us on Monday.", "named"),
    ],
)
def test_the_words_decide_which_rung_was_said(text, rung):
    assert rung_in(text) == rung


@pytest.mark.parametrize("rung", BOOK.boundaries, ids=lambda rung: rung.name)
def test_the_playbooks_own_lines_are_heard_as_the_rung_they_are_for(rung):
    lines = [*rung.say, *(line for on in rung.on for line in on.say)]

    assert rung.name in {rung_in(line) for line in lines}
    assert all(rung_in(line) in ("named", rung.name) for line in lines)


MEAN = "You're all idiots."
CANT = "I can't continue if you speak to me like that."
TURNS = {
    CANT: ("set_boundary",),
    "I'm ending my shift now, Tom takes over.": ("set_boundary",),
    "When was the last time you restarted it?": ("set_boundary",),
    "Joanne here, I've taken this over.": ("set_boundary",),
}


def of(*lines: str, sure: float = 0.6):
    """What the track and the record make of an insult and these replies, each insulted again."""
    turns, readings = [], Ear({MEAN: ("abuse",)})

    class Unsure:
        def read(self, turn: Turn, before: SoFar) -> Reading:
            if turn.from_customer:
                return readings.read(turn, before)
            names = TURNS.get(turn.text, ())
            return Reading(None, None, tuple(Signal(n, sure, 0, len(turn.text)) for n in names))

    for line in lines:
        turns += [Turn(Speaker.CUSTOMER, MEAN), Turn(Speaker.AGENT, line)]
    followed = tuple(replay(Conversation("c", tuple(turns)), Unsure()))
    now = boundary(followed, playbook=BOOK)
    assert followed[-1].moment.boundary == now.said
    return [one.rung for one in now.ladder.limits]


def test_that_one_cannot_go_on_like_that_is_a_limit_first_and_a_warning_the_second_time():
    assert of(CANT) == ["named"]
    assert of(CANT, CANT) == ["named", "final"]


def test_a_warning_of_the_end_is_final_even_as_the_first_words():
    assert of("If you insult me once more, I'll end this chat.") == ["final"]


@pytest.mark.parametrize(
    "line",
    [
        "I'm ending my shift now, Tom takes over.",
        "Joanne here, I've taken this over.",
        "When was the last time you restarted it?",
        "I'm closing your ticket, as you asked.",
        "Or leave it at the shop and I'll send a courier.",
    ],
)
def test_what_ends_or_takes_over_something_else_is_no_limit(line):
    assert of(line) == []


def test_the_end_said_in_plain_words_counts_whatever_was_heard():
    assert of("I'm hanging up now.") == ["ended"]
    assert of("I can't help you while I'm being insulted.") == ["named"]
