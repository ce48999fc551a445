"""The packet tells the story in the customer's words, what is owed and missing, and what to say first."""

import json
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.cli.handing import hand_over
from heard.coach.handoff import Packet, pack
from heard.coach.handoff_markdown import markdown
from heard.coach.handoff_once import places
from heard.coach.handoff_wire import packet_json
from heard.coach.handover import find_handovers
from heard.coach.owed import next_time
from heard.coach.quote import Quote
from heard.conversation import Channel, Conversation, History, Speaker, Turn
from heard.formats import load_all
from heard.listen import Reading, Signal, SoFar, load_listener
from heard.playbook import Playbook
from heard.track import Track, replay

BOOK = Playbook.load()
MONDAY = datetime.fromisoformat("2026-03-09 10:00")
WHO = {"c": "customer", "a": "agent", "b": "bot", "s": "supervisor"}


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
        "third time": ("repeat_contact",),
        "reset the router": ("solve",),
        "supervisor": ("supervisor_request",),
        "passing you to": ("hand_off",),
        "Friday came": ("broken_promise",),
        "idiot": ("abuse",),
    },
    hot=("third time", "Friday came", "idiot"),
)


def said(*lines: str, **about) -> Conversation:
    """Lines as `c: …`, or `c Ana: …` with a name."""
    turns = []
    for line in lines:
        head, text = line.split(": ", 1)
        who, _, name = head.partition(" ")
        turns.append(Turn(Speaker(WHO[who]), text, name=name or None))
    return Conversation("c1", tuple(turns), **about)


ROUTER = said(
    "c Ana Ruiz: Hi there.",
    "a Tom: Hello Ana, how can I help?",
    "c Ana Ruiz: My internet is down since Friday. This is the third time I call. Ticket 48213.",
    "a Tom: I can see two outages on 6 March. Please reset the router.",
    "c Ana Ruiz: I did that already, still no light. I want a refund for the week.",
    "a Tom: I'll ring you by Tuesday 5 pm with the answer.",
    "c Ana Ruiz: Then get me your supervisor.",
    "a Tom: I'm passing you to my lead, Maya, with all of this.",
    channel=Channel.CHAT,
    started_at=MONDAY,
)


def packed(conversation: Conversation, **more) -> Packet:
    return pack(conversation, playbook=BOOK, listener=EAR, **more)


def quotes(value: object) -> list[Quote]:
    """Every quote anywhere inside a packet."""
    if isinstance(value, Quote):
        return [value]
    if isinstance(value, tuple):
        return [one for part in value for one in quotes(part)]
    if hasattr(value, "__dataclass_fields__"):
        return [one for name in value.__dataclass_fields__ for one in quotes(getattr(value, name))]
    return []


def test_the_packet_tells_the_story_in_the_customers_words():
    packet = packed(ROUTER)

    assert packet.customers == ("Ana Ruiz",)
    assert packet.issue is not None
    assert packet.issue.words.startswith("My internet is down since Friday.")
    assert packet.about == "your internet"
    assert [one.words for one in packet.wishes] == [
        "I want a refund for the week.",
        "Then get me your supervisor.",
    ]
    assert [one.words for one in packet.references] == ["Ticket 48213"]
    assert packet.came_back


def test_facts_keep_their_order_and_say_what_was_checked():
    more = said(
        "c: My internet is down.",
        "a: I can see two outages on 6 March.",
        "c: They told me Friday. I called twice.",
    )

    packet = packed(more)

    assert [(one.quote.words, one.checked) for one in packet.facts] == [
        ("I can see two outages on 6 March.", True),
        ("They told me Friday.", False),
        ("I called twice.", False),
    ]


def test_no_words_are_quoted_twice_on_the_page():
    page = markdown(packed(ROUTER))

    for words in (
        "This is the third time I call",
        "Then get me your supervisor",
        "Ticket 48213",
        "I'll ring you by Tuesday 5 pm",
        "I'm passing you to my lead",
    ):
        assert page.count(words) == 1, words
    assert "- **Underneath:** they have had to come back (turn 3)" in page
    assert "- **Reason (needed):** The customer asked for somebody else (turn 7)" in page


def test_the_samples_quote_each_sentence_once_outside_the_abuse_record():
    for loaded in load_all(["heard/samples"]):
        packet = pack(loaded.conversation, playbook=BOOK, listener=load_listener())
        quoted = {
            place: words
            for place, words in places(packet).items()
            # a step that is told in one sentence with a promise keeps its whole sentence
            if words is not None and place[0] not in ("attack", "tried")
        }
        for place, words in quoted.items():
            for other, more in quoted.items():
                same = place != other and words.turn == more.turn
                assert not (same and words.words in more.words), (place, other, words.words)


def test_a_promise_is_not_called_a_try_until_it_has_failed():
    ear = Ear({"ring you by": ("solve",), "helps": ("resolved",)})
    kept, failed = (
        pack(said("c: Hm.", "a: I'll ring you by 4 pm.", last), playbook=BOOK, listener=ear)
        for last in ("c: Thank you, that helps.", "c: Still nothing by 5 pm.")
    )

    assert kept.tried == ()
    assert "tried" in {one.name for one in kept.completeness.missing}
    assert [one.outcome for one in failed.tried] == ["failed"]


def test_asking_for_a_step_is_no_sign_that_it_failed():
    ear = Ear({"crash report": ("solve",)})
    more = said("c: It crashed.", "a: I can write them a crash report.", "c: ok do that.")

    (ours,) = pack(more, playbook=BOOK, listener=ear).tried

    assert ours.outcome == "open"


def test_an_attack_is_not_what_lies_underneath():
    ear = Ear(
        {"your window": ("threat", "dismissed"), "six days": ("long_wait",)}, hot=("your window",)
    )
    more = said("c: It has been six days.", "a: Hm.", "c: I'll put you through your window!")

    under = pack(more, playbook=BOOK, listener=ear).under

    assert under is not None
    assert under.words == "It has been six days."


def test_a_threat_is_no_wish_and_a_request_for_a_person_is_one():
    ear = Ear({"record": ("threat",), "whoever": ("supervisor_request",)})
    more = said("c: Put it on the record, I'm coming.", "a: Hm.", "c: Escalate this to whoever.")

    wishes = pack(more, playbook=BOOK, listener=ear).wishes

    assert [one.words for one in wishes] == ["Escalate this to whoever."]


def test_a_mark_of_a_post_in_parts_is_no_fact():
    packet = packed(said("c: It's late.", "c: (2/3) there was room. 45 MINUTES?! Since Monday."))

    assert [one.quote.words for one in packet.facts] == ["Since Monday."]


@pytest.mark.parametrize(
    ("asked", "answered", "number"),
    [
        (
            "What's the booking reference?",
            "it's, um, tango seven papa nine",
            "tango seven papa nine",
        ),
        ("Your order number, please?", "TB-90817, from March", "TB-90817"),
        ("How are you?", "TB-90817, from March", None),
    ],
)
def test_a_number_given_in_answer_is_a_reference(asked, answered, number):
    found = packed(said("c: My parcel is late.", f"a: {asked}", f"c: {answered}")).references

    assert [one.words for one in found] == ([] if number is None else [number])


def test_a_name_the_customer_gives_is_known():
    assert packed(said("c: Hi, my name is Ana Ruiz. It's late.")).customers == ("Ana Ruiz",)


def test_what_was_tried_says_how_it_failed():
    (ours,) = [one for one in packed(ROUTER).tried if one.by == "company"]

    assert (ours.quote.words, ours.outcome) == (
        "I can see two outages on 6 March. Please reset the router.",
        "failed",
    )
    assert ours.says is not None
    assert ours.says.words == "I did that already, still no light."


def test_promises_have_an_owner_a_day_and_a_standing():
    early, late = (packed(ROUTER, now=MONDAY + timedelta(days=days)).promises[0] for days in (0, 2))

    assert (early.owner, early.status, late.status) == ("Tom", "pending", "overdue")
    assert late.promise.due_by == datetime.fromisoformat("2026-03-10 17:00")
    assert late.quote.words == "I'll ring you by Tuesday 5 pm with the answer"


def test_a_clock_with_a_zone_and_one_without_can_be_compared():
    zoned = replace(ROUTER, started_at=datetime.fromisoformat("2026-03-09T10:00+01:00"))

    owed = packed(zoned, now=datetime.fromisoformat("2026-03-12 10:00")).promises

    assert owed[0].status == "overdue"


def test_without_a_clock_nothing_is_overdue():
    assert packed(replace(ROUTER, started_at=None)).promises[0].status == "undated"


def test_the_first_words_acknowledge_and_ask_nothing_again():
    line = packed(ROUTER).opening

    assert line.startswith("Hello Ana, this is [your name]. I have everything about your internet")
    assert "more than once" in line
    assert "didn't help" in line
    assert "?" not in line
    assert not BOOK.phrase_hits(line)


def test_an_overdue_promise_comes_first_and_is_quoted():
    line = packed(ROUTER, now=MONDAY + timedelta(days=3)).opening

    assert 'You were told "I\'ll ring you by Tuesday 5 pm with the answer"' in line
    assert line.index("You were told") < line.index("more than once")


def test_words_of_contempt_are_never_said_back():
    packet = packed(said("c: My router is broken!", "a: Hm.", "c: I want this idiot gone today."))

    assert "idiot" not in packet.opening


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

    found = [find_handovers(tuple(replay(turns(gap), EAR)))[0].stayed for gap in (30.0, 900.0)]

    assert found == ["stayed", "left"]


def test_a_case_passed_on_for_a_later_answer_is_not_held_to_these_turns():
    more = said("c: Hm.", "a: I'm passing you to our lab; they'll call you on Monday.", "c: OK.")

    (handover,) = find_handovers(tuple(replay(more, EAR)))

    assert (handover.delivered, handover.later) == ("open", True)


def test_a_supervisor_who_joins_unannounced_is_a_handover():
    more = said("c: Hm.", "a Tom: One moment.", "s Maya: I've read your case.")

    (handover,) = find_handovers(tuple(replay(more, EAR)))

    assert (handover.announced, handover.to, handover.receipt) == (None, "Maya", "received")


def test_an_overdue_promise_raises_the_next_conversations_risk():
    followed = tuple(replay(ROUTER, EAR))
    kept, broken = (
        next_time(ROUTER, followed, now=MONDAY + timedelta(days=days)) for days in (0, 3)
    )

    assert (kept.history.overdue_promises, broken.history.overdue_promises) == (0, 1)
    assert broken.history.earlier_contacts == 1
    assert broken.prior > kept.prior
    hello = Turn(Speaker.CUSTOMER, "Hello, it's Ana.")
    fresh, burdened = (
        Track(history=history).follow(hello, Reading(0.0)).risk
        for history in (History(), broken.history)
    )
    assert burdened > fresh


def test_promises_from_before_are_carried_on_until_kept():
    followed = tuple(replay(ROUTER, EAR))
    first = next_time(ROUTER, followed, now=MONDAY + timedelta(days=3))
    again = said("c: Hello.", "a: Hi.", history=first.history, started_at=MONDAY)

    second = next_time(again, tuple(replay(again, EAR)), before=first.overdue)

    assert second.history.overdue_promises == 1
    assert second.history.earlier_contacts == 2


def test_a_known_history_stands_in_the_packet():
    history = History(earlier_contacts=2, overdue_promises=1, customer_since=date(2019, 5, 1))

    packet = packed(said("c Ana: Any news?", history=history))
    page = markdown(packet)

    assert "customer since 01 May 2019, 2 earlier contacts about this" in page
    assert "more than once" in packet.opening


def test_every_quote_anywhere_in_the_packet_stands_in_its_turn():
    for loaded in load_all(["heard/samples"]):
        turns = loaded.conversation.turns
        for one in quotes(pack(loaded.conversation, playbook=BOOK, listener=load_listener())):
            assert turns[one.turn].text[one.start : one.end] == one.words


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


RUDE = Ear(
    {"idiot": ("abuse",), "who you are": ("dismissed",), "three times": ("dismissed",)},
    hot=("idiot", "who you are", "three times"),
)


def test_an_insult_is_neither_the_issue_nor_something_that_was_tried():
    packet = pack(
        said("c: You useless idiot, where is my parcel?", "a: Which number?", "c: 5512."),
        playbook=BOOK,
        listener=RUDE,
    )
    own = pack(said("c: You useless idiot, I've called five times."), playbook=BOOK, listener=RUDE)

    assert packet.issue is not None
    assert packet.issue.words == "where is my parcel?"
    assert packet.tried == ()
    assert [one.quote.words for one in own.tried] == ["I've called five times."]


def test_contempt_does_not_show_that_somebody_felt_brushed_off():
    rude = pack(
        said("c: Where is it?", "a: Sam here, hello.", "c: I don't care who you are!"),
        playbook=BOOK,
        listener=RUDE,
    )
    real = pack(
        said("c: Nobody called back, I asked three times.", "a: Hm."), playbook=BOOK, listener=RUDE
    )

    assert rude.under is None
    assert rude.issue is not None
    assert rude.issue.words == "Where is it?"
    assert "brushed off" not in rude.opening
    assert "brushed off" in real.opening


def test_a_way_put_as_a_request_that_did_not_help_was_tried():
    packet = pack(
        said(
            "c: My parcel isn't moving.",
            "a: Could you try refreshing the tracking page?",
            "c: It says the same.",
        ),
        playbook=BOOK,
        listener=EAR,
    )

    [tried] = packet.tried
    assert (tried.by, tried.outcome) == ("company", "failed")
    assert tried.says is not None
    assert tried.says.words == "It says the same."


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
