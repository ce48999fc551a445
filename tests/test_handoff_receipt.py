"""Whether a packet is complete, what became of the handover, and how it is told."""

import json
from dataclasses import replace

import pytest
from handed import BOOK, EAR, ROUTER, Ear, packed, quotes, said
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.cli.handing import hand_over
from heard.coach.handoff import pack
from heard.coach.handoff.markdown import markdown
from heard.coach.handoff.wire import packet_json
from heard.conversation import Conversation, Speaker, Turn
from heard.handover.transfer import find_handovers
from heard.track import replay


def test_the_score_names_what_is_missing():
    full, thin = packed(ROUTER), packed(said("c: It is a mess.", "a: We'll call you soon."))

    assert full.completeness.score == 1.0
    missing = {one.name for one in thin.completeness.missing}
    assert {"who", "facts", "reference", "promised", "wants", "reason"} <= missing
    assert all(one.asks for one in thin.completeness.missing)


def test_the_score_is_told_in_words():
    full, thin = packed(ROUTER), packed(said("c: It is a mess.", "a: We'll call you soon."))

    assert str(full.completeness) == "all 10 things the next person needs are here"
    assert "things the next person needs are here" in markdown(thin)
    assert "there)" not in markdown(thin)


def asked_for(name: str, *lines: str) -> str | None:
    """What the packet asks for under this name; None where it is not missing."""
    missing = packed(said(*lines)).completeness.missing
    return next((one.asks for one in missing if one.name == name), None)


def test_a_missing_reason_names_the_reasons_to_choose_from():
    asks = asked_for("reason", "c: It is a mess.", "a: Hm.")

    assert asks is not None
    assert len(BOOK.escalation) == 6
    assert all(one.title.lower() in asks.lower() for one in BOOK.escalation)
    assert "asked of you" not in asks


def test_what_the_customer_has_accepted_needs_no_reason_for_handing_over():
    ear = Ear({"all good": ("resolved",)})
    more = said("c: It is late.", "a: It's here now.", "c: Thanks, all good.")

    packet = pack(more, playbook=BOOK, listener=ear)

    assert packet.resolved
    assert "reason" not in {one.name for one in packet.completeness.missing}


def test_a_vague_promise_is_asked_about_by_its_turn():
    soon = ("c: It is a mess.", "a: We'll call you soon.")

    asks = asked_for("promised", *soon)

    assert asks == "The promise in turn 2 names no time: what will be done, by whom, and by when?"
    assert asked_for("promised", *soon, "c: Hm.", "a: I'll call you by Friday 5 pm.") is None


def test_limits_are_asked_for_only_after_abuse():
    calm, abused = packed(ROUTER), packed(said("c: You idiot.", "a: Which order is it?"))

    assert "limits" not in calm.completeness.filled
    assert "limits" in {one.name for one in abused.completeness.missing}


def test_the_reason_is_the_one_that_stood_before_it_was_handed_over():
    packet = packed(ROUTER)

    assert next((one.name, one.level) for one in packet.reasons) == ("supervisor_asked", "needed")
    assert packet.look_back.timing == "warranted"


@pytest.mark.parametrize(
    ("after", "delivered", "stayed", "receipt"),
    [
        ((), "open", "not connected", "nobody came"),
        (("c: Hello?",), "announced only", "not connected", "nobody came"),
        (
            ("a Maya: I've read everything, Ana.", "a Tom: Goodbye both!"),
            "delivered",
            "stayed",
            "received",
        ),
        (
            ("c: Hello?", "a Maya: How can I help you?"),
            "delivered",
            "left",
            "asked again",
        ),
        (
            ("c: Hello?", "a Tom: Still here.", "s Maya: My colleague told me about it."),
            "delivered",
            "stayed",
            "received",
        ),
        (("s Maya: Good day.",), "delivered", "unclear", "unclear"),
        (("a: I'm Maya, your notes are here.",), "delivered", "unclear", "received"),
    ],
)
def test_what_became_of_the_handover(after, delivered, stayed, receipt):
    more = said("c: My supervisor request.", "a Tom: I'm passing you to my lead.", *after)

    (handover,) = find_handovers(tuple(replay(more, EAR)))

    assert (handover.delivered, handover.stayed, handover.receipt) == (delivered, stayed, receipt)
    assert handover.why


def test_times_tell_whether_anybody_was_left_waiting():
    def turns(gap: float) -> Conversation:
        base = said("c: Hm.", "a Tom: I'm passing you to my lead.", "a Maya: Good day.")
        times = (0.0, 10.0, 10.0 + gap)
        return replace(
            base,
            turns=tuple(replace(t, at_s=s) for t, s in zip(base.turns, times, strict=True)),
        )

    soon, at_once, late, later = (
        find_handovers(tuple(replay(turns(gap), EAR)))[0] for gap in (30.0, 1.0, 900.0, 3600.0)
    )

    assert [one.stayed for one in (soon, at_once)] == ["stayed", "stayed"]
    assert [one.stayed for one in (late, later)] == ["left", "left"]
    assert "spoke 30 seconds later." in soon.why
    assert "spoke 1 second later." in at_once.why


def test_a_case_passed_on_for_a_later_answer_is_not_held_to_these_turns():
    more = said("c: Hm.", "a: I'm passing you to our lab; they'll call you on Monday.", "c: OK.")

    (handover,) = find_handovers(tuple(replay(more, EAR)))

    assert (handover.delivered, handover.later) == ("open", True)


def test_a_supervisor_who_joins_unannounced_is_a_handover():
    more = said("c: Hm.", "a Tom: One moment.", "s Maya: I've read your case.")

    (handover,) = find_handovers(tuple(replay(more, EAR)))

    assert (handover.announced, handover.to, handover.receipt) == (None, "Maya", "received")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(sorted(Speaker)), st.text(max_size=80), st.booleans()),
        max_size=8,
    )
)
def test_any_turns_make_a_packet_that_prints(lines):
    turns = tuple(Turn(Speaker(who), text, internal=note) for who, text, note in lines)

    packet = packed(Conversation("c", turns))

    assert markdown(packet).endswith("\n")
    assert json.loads(json.dumps(packet_json(packet)))["conversation"] == "c"
    assert all(turns[one.turn].text[one.start : one.end] == one.words for one in quotes(packet))


def test_odd_turns_are_named():
    times = (5.0, 1.0)
    base = said("c Ana: My parcel is late.", "c Ben: And mine.")
    mixed = replace(
        base, turns=tuple(replace(t, at_s=s) for t, s in zip(base.turns, times, strict=True))
    )

    assert packed(mixed).notes == (
        "Nobody has answered the customer yet.",
        "The times run backwards at turn 2; the order was kept.",
        "More than one customer speaks: Ana, Ben.",
    )
    assert packed(said("a: Anybody there?", "a: No? Then bye.")).notes == (
        "No customer has spoken: there is nothing to hand over in their words.",
    )


def test_nobody_speaking_scores_nothing():
    assert packed(Conversation("c", ())).completeness.score == 0.0


def test_a_page_shows_the_words_as_they_stand():
    page = markdown(packed(said("c: The *order* <b>4711</b> is | late [x](http://y).")))

    assert r"\*order\*" in page
    assert r"\<b>" in page
    assert "[x](http" not in page


def test_the_command_prints_one_object_a_conversation(capsys):
    code = hand_over(
        "heard/samples/phone.jsonl", agent=None, playbook="default", now=None, form="json"
    )

    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert code == 0
    assert len(lines) == 12
    assert all(0 <= line["completeness"]["score"] <= 1 and line["opening"] for line in lines)


def test_the_command_says_in_a_sentence_what_a_moment_is():
    with pytest.raises(Exception, match="is not a moment; write it as"):
        hand_over("heard/samples", agent=None, playbook="default", now="soon", form="text")


def timing(*lines: str) -> str:
    return pack(said(*lines), playbook=BOOK, listener=EAR).look_back.timing


def test_the_second_refusal_of_a_plain_request_makes_the_handover_late():
    ask, no, over = (
        "c: Get me your supervisor.",
        "a: I can help you here.",
        "a: I'm passing you to Kim.",
    )
    came = "s Kim: Hello, I've read it all."

    assert timing(ask, no, ask, over, came) == "warranted"
    assert timing(ask, no, ask, no, ask, over, came) == "late"
