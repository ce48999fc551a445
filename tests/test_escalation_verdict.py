"""Six reasons, each needed, worth an offer or not yet; and whether a handover came in time."""

from dataclasses import dataclass, field

import pytest

from heard.conversation import Conversation, Speaker, Turn
from heard.formats import load_all
from heard.handover.escalation import Verdict, judge
from heard.handover.look_back import LookBack, look_back
from heard.handover.transfer import find_handovers
from heard.listen import Reading, Signal, SoFar, load_listener
from heard.playbook import CRITERIA, Playbook
from heard.review import score_readings
from heard.review.handover import judge_handover
from heard.review.telling import tell
from heard.track import Followed, replay

BOOK = Playbook.load()
HOT, SORRY, FIX = "No! It is a mess.", "I'm sorry, that's hard.", "Please reset the router."
PASS = "I'm passing you to my lead now."
ASK = "Get me your supervisor."


@dataclass
class Ear:
    """A listener that hears what the test wrote down; everything else is calm."""

    heard: dict[str, tuple[tuple[str, float], ...]] = field(default_factory=dict)
    hot: tuple[str, ...] = ()

    def read(self, turn: Turn, before: SoFar) -> Reading:
        names = self.heard.get(turn.text, ())
        heat = (0.8 if turn.text in self.hot else 0.0) if turn.from_customer else None
        signals = tuple(Signal(name, sure, 0, len(turn.text)) for name, sure in names)
        return Reading(heat, None, signals)


EAR = Ear(
    {
        SORRY: (("apologize", 0.9),),
        FIX: (("solve", 0.9),),
        PASS: (("hand_off", 0.9),),
        ASK: (("supervisor_request", 0.9),),
        "Maybe somebody higher up?": (("supervisor_request", 0.4),),
        "That's our policy.": (("policy_wall", 0.8),),
        "Shall I pass you to my lead?": (("hand_off", 0.9),),
        "You idiot.": (("abuse", 0.9),),
        "I'll hurt you.": (("threat", 0.9),),
        "Please, no insults.": (("set_boundary", 0.9),),
        "It's solved, thanks.": (("resolved", 0.9),),
    },
    hot=(HOT, "Maybe somebody higher up?", "You idiot.", "I'll hurt you."),
)


def said(*lines: str) -> Conversation:
    """Lines as `c: …`, `a: …`, `b: …` or `s: …`."""
    who = {"c": "customer", "a": "agent", "b": "bot", "s": "supervisor"}
    return Conversation(
        "c", tuple(Turn(Speaker(who[line[0]]), line.split(": ", 1)[1]) for line in lines)
    )


def followed(*lines: str) -> tuple[Followed, ...]:
    return tuple(replay(said(*lines), EAR))


def verdict(name: str, *lines: str) -> Verdict:
    return next(one for one in judge(followed(*lines), playbook=BOOK) if one.name == name)


def after(*lines: str) -> LookBack:
    return look_back(followed(*lines), playbook=BOOK)


def test_every_criterion_is_judged_and_says_why():
    judged = judge(followed("c: Hello, where is the manual?"), playbook=BOOK)

    assert {one.name for one in judged} == set(CRITERIA)
    assert all(one.level == "not yet" and one.why and not one.say for one in judged)


@pytest.mark.parametrize(
    ("name", "level", "lines"),
    [
        ("supervisor_asked", "needed", [f"c: {ASK}"]),
        ("supervisor_asked", "offer", ["c: Maybe somebody higher up?"]),
        ("supervisor_asked", "needed", [f"c: {ASK}", f"a: {SORRY}", "c: Well?"]),
        ("abuse_continues", "not yet", ["c: You idiot."]),
        ("abuse_continues", "offer", ["c: You idiot.", "a: Please, no insults.", "c: You idiot."]),
        ("abuse_continues", "needed", ["c: I'll hurt you."]),
        ("authority_limit", "needed", ["c: Refund me.", "a: That needs my manager's approval."]),
        ("authority_limit", "offer", ["c: Refund me.", "a: That's our policy.", f"c: {HOT}"]),
        ("authority_limit", "not yet", ["c: Refund me.", "a: That's our policy.", "c: OK."]),
        ("solutions_failed", "offer", ["c: Broken.", f"a: {FIX}", "c: It didn't work."]),
        (
            "solutions_failed",
            "needed",
            ["c: Broken.", f"a: {FIX}", "c: It didn't work.", f"a: {FIX}", "c: Still not working."],
        ),
        ("solutions_failed", "not yet", ["c: It didn't work.", "c: Still not working."]),
        ("expertise_needed", "needed", ["c: Odd.", "a: This needs a technician."]),
        ("expertise_needed", "needed", ["c: The meter sparks, I mean it was sparking at night."]),
        ("expertise_needed", "needed", ["c: I can smell gas! Get me your manager."]),
        ("expertise_needed", "offer", ["c: Somebody stole my identity."]),
        ("expertise_needed", "not yet", ["c: I can smell gas!", "c: False alarm, we're all fine."]),
        ("heat_stays_high", "not yet", [f"c: {HOT}", f"c: {HOT}", f"c: {HOT}"]),
        (
            "heat_stays_high",
            "offer",
            [f"c: {HOT}", f"a: {SORRY}", f"c: {HOT}", "a: Hm.", f"c: {HOT}"],
        ),
        # three parts of one message are one time
        (
            "heat_stays_high",
            "not yet",
            [f"c: {HOT}", f"a: {SORRY}", f"c: {HOT}", f"c: {HOT}", f"c: {HOT}"],
        ),
        (
            "heat_stays_high",
            "needed",
            [f"c: {HOT}", f"a: {SORRY}", *[f"c: {HOT}", "a: Hm."] * 2, f"c: {HOT}"],
        ),
    ],
)
def test_levels(name, level, lines):
    found = verdict(name, *lines)

    assert found.level == level
    assert bool(found.quotes) == (level != "not yet")
    turns = said(*lines).turns
    assert all(turns[one.turn].text[one.start : one.end] == one.words for one in found.quotes)


def test_a_solution_and_a_handover_clear_the_reasons():
    assert verdict("supervisor_asked", f"c: {ASK}", f"a: {PASS}", "c: OK.").level == "not yet"
    assert verdict("solutions_failed", "c: No.", f"a: {FIX}", "c: It's solved, thanks.").level == (
        "not yet"
    )


def test_old_abuse_is_no_reason_after_it_was_handed_over():
    lines = ["c: I'll hurt you.", f"a: {PASS}", "c: Where is my parcel?"]

    assert verdict("abuse_continues", *lines).level == "not yet"


@pytest.mark.parametrize("text", ["Please wait.", "If you ask, I'll pass you to my lead."])
def test_what_is_only_possible_is_no_handover(text):
    assert find_handovers(followed("c: Hm.", f"a: {text}")) == ()


def test_a_case_passed_on_without_a_reason_is_no_mistake():
    assert after("c: Hm.", "a: I'm passing you to our lab, and they'll write.").timing == "none"


def test_an_offer_to_pass_on_is_no_handover():
    lines = ["c: Hm.", "a: Shall I pass you to my lead?", "c: No."]

    assert find_handovers(followed(*lines)) == ()


def test_a_handover_for_a_reason_in_time_is_warranted():
    found = after(f"c: {ASK}", f"a: {PASS}")

    assert (found.timing, found.grounds) == ("warranted", ("supervisor_asked",))
    assert found.quotes[0].words == ASK


def test_a_handover_after_more_than_two_answers_is_late():
    found = after(
        f"c: {ASK}", "a: Wait.", "c: No.", "a: Wait.", "c: No.", "a: Wait.", "c: No.", f"a: {PASS}"
    )

    assert (found.timing, found.passed_over) == ("late", 3)


def test_a_handover_for_no_reason_is_unnecessary():
    found = after("c: Where is my parcel?", f"a: {PASS}")

    assert found.timing == "unnecessary"
    assert found.why == "It was handed over before anything had been tried."


def test_what_was_never_handed_over_names_the_reason_that_stood():
    found = after(f"c: {ASK}", "a: No.", "c: Please.")

    assert (found.timing, found.missed) == ("none", ("supervisor_asked",))


def test_nobody_peeks_and_the_same_turns_give_the_same_verdicts():
    lines = [
        f"c: {HOT}",
        f"a: {SORRY}",
        f"c: {ASK}",
        "a: Wait.",
        f"c: {HOT}",
        f"a: {PASS}",
        "c: Hi.",
    ]

    whole = followed(*lines)

    for length in range(1, len(lines)):
        assert judge(whole[:length], playbook=BOOK) == judge(
            followed(*lines[:length]), playbook=BOOK
        )


OFFER, WARN = "Shall I pass you to my lead?", "If the insults go on, I'll end the call."
LAB = "I'm passing you to our lab, and they'll write."


@pytest.mark.parametrize(
    ("timing", "to", "lines"),
    [
        ("none", None, ["c: Hm.", f"a: {OFFER}", "c: No."]),
        ("none", None, [f"c: {ASK}", f"a: {OFFER}", "c: Yes."]),
        ("warranted", "supervisor", [f"c: {ASK}", f"a: {OFFER}", "c: Yes.", f"a: {PASS}"]),
        ("warranted", "supervisor", [f"c: {ASK}", "a: One moment.", "s: I'm the lead here."]),
        ("unnecessary", "supervisor", ["c: Where is my parcel?", f"a: {PASS}"]),
        ("unnecessary", "supervisor", ["c: Where is it?", "a: One moment.", "s: Hello."]),
        ("none", None, ["c: Where is it?", "s: Hello, I'm the manager."]),  # nobody handed it over
        ("warranted", "specialist", ["c: Odd.", "a: I'm passing you to our technician."]),
        ("none", "team", ["c: Hm.", "a: I'm passing you to the returns people."]),
        ("none", "team", ["c: Hm.", f"a: {LAB}"]),
        ("none", None, ["c: Hm.", "b: One moment.", "a: Hi, it's on its way."]),
        ("warranted", "team", [f"c: {ASK}", "b: One moment.", "a: Hi, I'm a person."]),
        ("late", "supervisor", [f"c: {ASK}", "a: No.", f"c: {ASK}", "a: No.", f"a: {PASS}"]),
        # a reason that was solved before is none for what follows
        ("none", "team", [f"c: {ASK}", "c: It's solved, thanks.", "a: I'm passing you to sales."]),
    ],
)
def test_a_packet_and_a_scorecard_give_one_verdict(timing, to, lines):
    turns = followed(*lines)
    packet, card = look_back(turns, playbook=BOOK), judge_handover(turns, playbook=BOOK)

    assert (packet.timing, card.verdict, card.to) == (timing, timing, to)
    assert card.grounds == (packet.grounds or packet.missed)


@pytest.mark.parametrize(
    ("words", "to"),
    [
        ("my lead", "supervisor"),
        ("our shift lead", "supervisor"),
        ("the team leader", "supervisor"),
        ("a senior manager", "supervisor"),
        ("our lead Kim", "supervisor"),
        ("the lead who decides this", "supervisor"),
        ("our lead engineer", "specialist"),
        ("our lead pharmacist", "team"),
        ("the fraud team", "specialist"),
        ("sales, who know the lead times", "team"),
        ("a colleague who can lead you through it", "team"),
    ],
)
def test_whom_a_handover_brings_in_stands_in_its_words(words, to):
    turns = followed("c: Hm.", f"a: I'm passing you to {words}.")

    assert judge_handover(turns, playbook=BOOK).to == to


def test_a_supervisor_who_takes_over_is_one_whatever_was_announced():
    turns = followed("c: Hm.", "a: I'm passing you to a colleague.", "c: OK.", "s: Hello, I'm Kim.")

    assert judge_handover(turns, playbook=BOOK).to == "supervisor"


def test_who_was_offered_somebody_else_was_not_sent_to_another_channel():
    lines = [f"c: {HOT}", f"a: {OFFER}"]
    readings = [one.reading for one in followed(*lines)]
    card = score_readings(said(*lines), readings, BOOK)

    assert (card.outcome, card.handed_on, card.sent_elsewhere) == ("hot", False, False)
    assert tell(card)[0] == "The customer was offered somebody else and still hot at the end."


@pytest.mark.parametrize(
    "lines",
    [
        ["c: You idiot."],
        ["c: You idiot.", "a: Please, no insults.", "c: You idiot."],
        ["c: You idiot.", f"a: {WARN}", "c: You idiot."],
        ["c: You idiot.", f"a: {WARN}", f"c: {HOT}"],
        ["c: You idiot.", f"a: {WARN}", "c: You idiot.", "c: Where is it?"],
        ["c: You idiot.", "a: I'm ending this call now.", "c: You idiot."],
        ["c: I'll hurt you."],
        ["c: I'll hurt you.", "a: Please, no insults.", f"c: {HOT}"],
        ["c: I'll hurt you.", f"a: {PASS}", "c: You idiot."],
        ["a: Please, no insults.", f"c: {HOT}"],
    ],
)
def test_the_track_and_a_packet_agree_when_abuse_goes_on(lines):
    turns = followed(*lines)
    held = {one.name for one in turns[-1].moment.escalation}
    level = next(one for one in judge(turns, playbook=BOOK) if one.name == "abuse_continues").level

    assert ("abuse_continues" in held) == (level == "needed")


def test_packets_and_scorecards_agree_on_the_samples():
    listener = load_listener()
    for loaded in load_all(["heard/samples"]):
        turns = tuple(replay(loaded.conversation, listener))
        packet, card = look_back(turns, playbook=BOOK), judge_handover(turns, playbook=BOOK)

        assert packet.timing == card.verdict, loaded.conversation.id
