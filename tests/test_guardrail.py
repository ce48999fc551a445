"""A bot's draft goes out, is mended, gives way to an offer or to a person; and a rule is cited."""

import json
import time
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.cli.guarding import guard_reply
from heard.coach.guardrail import Ruling, guard
from heard.coach.guardrail.wire import ruling_json
from heard.conversation import Conversation, Speaker, Turn
from heard.errors import InputError
from heard.handover.loops import says_again
from heard.listen import Reading, Signal, SoFar
from heard.playbook import Playbook
from heard.track import Followed, Moment

BOOK = Playbook.load()
LINK = "Please check the tracking link that we sent you by email."
FINE = "It left the depot at nine, and it reaches you by 6 pm today."
WHO = {"c": "customer", "b": "bot", "a": "agent", "s": "supervisor"}


@dataclass
class Ear:
    """Hears what the test wrote down, by a few words of the turn; everything else is calm."""

    heard: dict[str, tuple[str, ...]] = field(default_factory=dict)
    hot: tuple[str, ...] = ()

    def read(self, turn: Turn, before: SoFar) -> Reading:
        names = [name for words, of in self.heard.items() if words in turn.text for name in of]
        signals = tuple(Signal(name, 0.9, 0, len(turn.text)) for name in names)
        hot = any(words in turn.text for words in self.hot)
        return Reading((0.8 if hot else 0.0) if turn.from_customer else None, None, signals)


EAR = Ear(
    {
        "FURIOUS": (),
        "rude word": ("abuse",),
        "hurt you": ("threat",),
        "pass you to": ("hand_off",),
        "policy": ("policy_wall",),
        "back to you soon": ("vague_promise",),
        "locked out": ("high_stakes",),
    },
    hot=("FURIOUS", "rude word", "hurt you", "locked out"),
)


def said(*lines: str) -> Conversation:
    return Conversation(
        "c", tuple(Turn(Speaker(WHO[line[0]]), line.split(": ", 1)[1]) for line in lines)
    )


def ruled(draft: str, *lines: str) -> Ruling:
    return guard(said(*lines), draft, playbook=BOOK, listener=EAR)


def rules(ruling: Ruling) -> list[str]:
    return [one.rule for one in (ruling.finding, *ruling.also)]


def heard_as(text: str, sure: float = 0.0) -> Followed:
    signals = (Signal("supervisor_request", sure, 0, len(text)),) if sure else ()
    return Followed(Turn(Speaker.CUSTOMER, text), Reading(0.0, None, signals), Moment(turn=0))


def test_a_good_reply_in_a_calm_conversation_goes_out_unchanged():
    ruling = ruled(FINE, "c: Where is my parcel?")

    assert (ruling.decision, ruling.finding.rule) == ("continue", "clear")
    assert (ruling.may_go, ruling.say, ruling.also) == (True, FINE, ())


@pytest.mark.parametrize(
    ("decision", "rule", "draft", "lines"),
    [
        ("revise", "misstep:vague_promise", "We'll get back to you soon.", ["c: Any news?"]),
        ("revise", "draft:empty", "  \n", ["c: Any news?"]),
        ("revise", "loop:says-again", LINK, ["c: Where is it?", f"b: {LINK}", "c: Any other way?"]),
        ("offer a person", "heat:angry", FINE, ["c: I am FURIOUS about this parcel!"]),
        (
            "offer a person",
            "loop:asks-again",
            FINE,
            [
                "c: When will my parcel reach Berlin?",
                "b: Hm.",
                "c: When will my parcel reach Berlin?",
            ],
        ),
        ("hand over", "criterion:supervisor_asked", FINE, ["c: A human, please."]),
        ("hand over", "criterion:abuse_continues", FINE, ["c: I'll hurt you."]),
        (
            "hand over",
            "loop:says-again",
            LINK,
            ["c: Where is it?", f"b: {LINK}", "c: Not there.", f"b: {LINK}", "c: No."],
        ),
        (
            "hand over",
            "handover:not-delivered",
            FINE,
            ["c: Hm.", "b: I'll pass you to a colleague now.", "c: Hello? Anybody?"],
        ),
    ],
)
def test_each_decision_cites_its_rule(decision, rule, draft, lines):
    ruling = ruled(draft, *lines)

    assert (ruling.decision, ruling.finding.rule) == (decision, rule)
    assert ruling.finding.says
    assert ruling.finding.why
    assert not ruling.may_go
    turns = (*said(*lines).turns, Turn(Speaker.BOT, draft))
    for one in (ruling.finding, *ruling.also):
        for quote in one.quotes:
            assert turns[quote.turn].text[quote.start : quote.end] == quote.words


def test_what_is_said_instead_is_the_playbooks_line_for_a_bot():
    handing, offering = (
        ruled(FINE, "c: A human, please."),
        ruled(FINE, "c: I am FURIOUS about this parcel!"),
    )

    assert BOOK.handoff is not None
    assert handing.say in {line for on in BOOK.handoff.on for line in on.say if on.channel == "bot"}
    assert offering.say == BOOK.handoff.offer[0]
    assert not BOOK.phrase_hits(offering.say)


def test_a_draft_that_hands_over_may_go_and_still_has_to_be_carried_out():
    ruling = ruled("I'm going to pass you to a colleague, with all of this.", "c: A human, please.")

    assert (ruling.decision, ruling.may_go) == ("hand over", True)


def test_a_draft_that_offers_a_person_satisfies_the_offer():
    ruling = ruled(
        "I'm sorry, that's a lot. Would you like me to bring in a colleague?",
        "c: I am FURIOUS about this parcel!",
    )

    assert ruling.decision in ("continue", "revise")


def test_a_person_refused_is_no_person_offered():
    refused = "I'm sorry, but I can't connect you with a person."
    ruling = ruled(refused, "c: I am FURIOUS about this parcel!")

    assert ruling.decision == "offer a person"
    assert ruling.finding.rule == "heat:angry"


@pytest.mark.parametrize(
    ("line", "decision"),
    [
        ("b: Your bank told us that the payment was not authorized.", "continue"),
        ("b: I'm not authorized for that amount.", "hand over"),
    ],
)
def test_only_a_limit_of_our_own_is_a_limit(line, decision):
    assert ruled(FINE, "c: What happened to it?", line, "c: I see.").decision == decision


@pytest.mark.parametrize(
    ("line", "decision"),
    [
        ("c: I was hurt by how your agent spoke to me.", "continue"),
        ("c: My son was hurt when the shelf fell.", "offer a person"),
    ],
)
def test_hurt_feelings_need_no_specialist(line, decision):
    assert ruled(FINE, line).decision == decision


def test_a_complaint_that_something_was_never_sent_asks_for_nothing_again():
    said_before = "Please plug the lamp in and hold the switch for five seconds."
    turns = said(f"b: {said_before}", "c: I already did, you never send the lamp!").turns

    assert says_again(said_before, turns)


def test_a_handover_that_was_delivered_is_not_held_against_anybody():
    lines = ["c: Hm.", "b: I'll pass you to a colleague.", "a: I've read it all.", "c: Good."]

    assert ruled(FINE, *lines).decision == "continue"


def test_high_stakes_and_upset_is_a_persons_matter():
    ruling = ruled(FINE, "c: I'm locked out of my own money!")

    assert ruling.decision == "offer a person"


def test_a_request_for_a_person_stands_until_it_is_met():
    ruling = ruled(FINE, "c: A human, please.", f"b: {LINK}", "c: So where is my parcel?")

    assert ruling.finding.rule == "criterion:supervisor_asked"
    assert [one.words for one in ruling.finding.quotes] == ["A human, please."]


def test_what_the_draft_check_found_is_named_as_the_check_does():
    ruling = ruled(
        "Your parcel has been sent to the depot.", "c: Can I bring my dog into the room?"
    )

    assert ruling.finding.says == "The draft check found: question unanswered."


def test_twenty_thousand_words_are_ruled_on_in_bounded_time():
    began = time.thread_time()

    ruling = ruled("Please calm down. " * 7000, "c: Where is my parcel?")

    assert time.thread_time() - began < 5
    assert ruling.finding.rule == "draft:too-long"


def test_a_long_conversation_is_ruled_on_in_bounded_time():
    lines = ["c: Where is my parcel number twelve?", f"b: {LINK}"] * 1000
    began = time.thread_time()

    ruling = ruled(FINE, *lines)

    assert time.thread_time() - began < 10
    assert ruling.decision == "hand over"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(sorted(Speaker)), st.text(max_size=60)), max_size=6),
    st.text(max_size=60),
)
def test_any_turns_and_any_draft_get_a_ruling(lines, draft):
    turns = tuple(Turn(Speaker(who), text) for who, text in lines)

    ruling = guard(Conversation("c", turns), draft, playbook=BOOK, listener=EAR)
    shape = ruling_json(ruling, turns=len(turns))

    assert shape["decision"] in ("continue", "revise", "offer a person", "hand over")
    assert shape["rule"]
    assert json.loads(json.dumps(shape)) == shape


def test_the_command_gives_each_decision_an_exit_code(tmp_path, capsys):
    path = tmp_path / "c.jsonl"
    path.write_text('{"id": "c", "turns": [{"speaker": "customer", "text": "A human, please."}]}\n')

    codes = [
        guard_reply(draft, after=after, agent=None, playbook="default", as_json=True)
        for draft, after in ((FINE, None), ("", None), (FINE, str(path)))
    ]

    shapes = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert codes == [0, 1, 4]
    assert [shape["decision"] for shape in shapes] == ["continue", "revise", "hand over"]
    assert shapes[2]["quotes"][0]["quote"] == "A human, please."


def test_the_command_reads_only_one_thing_from_standard_input():
    with pytest.raises(InputError, match="cannot both come from stdin"):
        guard_reply("-", after="-", agent=None, playbook="default", as_json=True)


REFUSED = (
    "c: FURIOUS. You charged me twice and I want the 40 dollars back.",
    "a: That's our policy: no refunds after 30 days.",
    "c: FURIOUS. You took my money twice.",
)


@pytest.mark.parametrize(
    "draft",
    [
        "That answer was wrong. I've refunded the 40 dollars, and you'll have it by Thursday.",
        "The second charge is being reversed today.",
        "We've made an exception and sent the money back.",
        "You'll get the 40 dollars back by Friday.",
    ],
)
def test_an_earlier_refusal_is_not_held_against_a_draft_that_overrules_it(draft):
    ruling = ruled(draft, *REFUSED)

    assert "criterion:authority_limit" not in rules(ruling)


@pytest.mark.parametrize(
    "draft",
    [
        "I can't refund this, it's past 30 days.",
        "If you send the receipt, I'll refund you.",
        "I could refund half.",
        "I'll send you our terms.",
        "You'll get an answer by Friday.",
        "I've sent you the link to our terms.",
    ],
)
def test_an_earlier_refusal_stands_where_the_draft_grants_nothing(draft):
    assert "criterion:authority_limit" in rules(ruled(draft, *REFUSED))


def test_what_nobody_here_may_decide_is_granted_only_with_a_yes():
    lines = (
        "c: FURIOUS. I want the late fee gone.",
        "a: I'm not authorized to waive fees.",
        "c: FURIOUS. Who is?",
    )

    assert "criterion:authority_limit" in rules(ruled("I've waived the late fee.", *lines))
    approved = ruled("My manager approved it: I've waived the late fee.", *lines)
    assert "criterion:authority_limit" not in rules(approved)
