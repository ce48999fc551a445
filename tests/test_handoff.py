"""The packet tells the story in the customer's words, and what is owed and missing."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from handed import BOOK, EAR, MONDAY, ROUTER, Ear, packed, packed_by, quotes, said

from heard.cli.handing import hand_over
from heard.coach.handoff import pack
from heard.coach.handoff.markdown import markdown
from heard.coach.handoff.owed import next_time
from heard.coach.handoff.quoting import places
from heard.conversation import History, Speaker, Turn
from heard.formats import load_all
from heard.listen import Reading, load_listener
from heard.track import Track, replay


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


def test_a_question_that_asks_for_something_is_a_wish_and_a_bitter_remark_is_none():
    asked = packed(said("c: When will my refund arrive?", "c: What a joke this company is."))

    assert [one.words for one in asked.wishes] == ["When will my refund arrive?"]


def test_a_path_is_shown_as_the_customer_wrote_it(capsys, tmp_path):
    path = tmp_path / "c.txt"
    path.write_text("customer: It fails in C:\\Users\\me\\app since Monday.\n", "utf-8")

    hand_over(str(path), agent=None, playbook="default", now=None, form="text")

    assert "C:\\Users\\me\\app" in capsys.readouterr().out


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


def test_what_the_customer_said_they_would_do_stands_apart_and_is_never_late(capsys, tmp_path):
    lines = (
        "c Ana: My router is dead. I'll send you the photos by Tuesday.",
        "a: I'll ring you by Tuesday 5 pm.",
        "c Ana: And I'll send it all to my lawyer tonight.",
    )
    talk = said(*lines, started_at=MONDAY)
    packet = packed(talk, now=MONDAY + timedelta(days=7))

    theirs, ours = packet.promises
    assert (theirs.promise.owner, theirs.owner, theirs.promise.what) == (
        "customer",
        "Ana",
        "send you the photos",
    )
    assert (theirs.overdue, ours.overdue) == (False, True)
    assert packet.next_time.overdue == (ours,)
    assert packet.next_time.open == ()
    first, second = markdown(packet).split("## What they said they'd do")
    assert ours.quote.words in first
    assert "Ana, by Tuesday" not in first
    assert "- Ana, by Tuesday = Tue 10 Mar 2026, 23:59" in second
    assert packet.opening.count("I'll ring you by Tuesday 5 pm") == 1
    path = tmp_path / "talk.txt"
    path.write_text("Customer: I'll send you the photos by Friday.\nAgent: Thank you.\n")
    hand_over(str(path), agent=None, playbook="default", now=None, form="text")
    assert "What they said they'd do\n  customer, by Friday: “I'll send" in capsys.readouterr().out


def test_a_clock_with_a_zone_and_one_without_can_be_compared():
    zoned = replace(ROUTER, started_at=datetime.fromisoformat("2026-03-09T10:00+01:00"))

    owed = packed(zoned, now=datetime.fromisoformat("2026-03-12 10:00")).promises

    assert owed[0].status == "overdue"


def test_without_a_clock_nothing_is_overdue():
    assert packed(replace(ROUTER, started_at=None)).promises[0].status == "undated"


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
    assert "come back to us" in packet.opening


def test_every_quote_anywhere_in_the_packet_stands_in_its_turn():
    for loaded in load_all(["heard/samples"]):
        turns = loaded.conversation.turns
        for one in quotes(pack(loaded.conversation, playbook=BOOK, listener=load_listener())):
            assert turns[one.turn].text[one.start : one.end] == one.words


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


@pytest.mark.parametrize(
    ("said_of_it", "words"),
    [
        ("a: Can I check the account ends 4471?", "account ends 4471"),
        ("a: Does your parcel number still end in 417?", "parcel number still end in 417"),
    ],
)
def test_how_a_number_ends_is_a_reference_too(said_of_it, words):
    packet = packed(said("c: My line is down.", said_of_it, "c: Yes."))
    assert [one.words for one in packet.references] == [words]


def test_a_promise_that_waits_for_something_is_shown_without_a_due_date():
    packet = packed_by(
        EAR,
        "c: Where is it?",
        "a: I'm sorry about the nine days. Call me directly on 555-0142 and I'll refund you.",
    )

    [owed] = packet.promises
    assert owed.promise.due_by is None
    assert "agent, waits for something, “Call me directly on 555-0142”" in markdown(packet)


def test_a_number_to_call_is_nothing_that_was_tried():
    ear = Ear({"directly": ("solve",)})
    packet = packed_by(
        ear, "c: It leaks.", "a: If anything comes up, call me directly on 555-0142."
    )

    assert packet.tried == ()


@pytest.mark.parametrize(
    ("signature", "name", "greeted"),
    [
        ("Kind regards, Dr H. Whitcombe", "Dr H. Whitcombe", "Hello Dr Whitcombe"),
        ("Thanks, Miriam", "Miriam", "Hello Miriam"),
        ("Yours sincerely,\nMiriam Cole\n0161 555 0100", "Miriam Cole", "Hello Miriam"),
        ("Regards,\nH. Whitcombe", "H. Whitcombe", "Hello, this is"),
    ],
)
def test_a_letter_signed_by_the_customer_gives_their_name(signature, name, greeted):
    letter = f"c: The meter has been wrong since March and nobody came.\n\n{signature}"
    packet = packed(said(letter, "a: I'm passing you to my lead.\nKind regards, Sarah"))

    assert packet.customers == (name,)
    assert packet.opening.startswith(greeted)


@pytest.mark.parametrize(
    "closing",
    [
        "\nThanks, everyone",
        "\nThanks,\nMonday",
        "\nThanks in advance",
        " Thanks, Sam",
        "\nThanks, Sam for the help",
        "\nThanks for nothing, Peter",
        "\nRegards,\nCustomer",
        "\nKind regards,\nThe Tarnwell Team",
        "\nBest,\nTarnwell Support",
        "\n> Kind regards,\n> Sarah",
        " Your letter said: \"We can't help. Kind regards, Sarah",
        "\nThanks, Tom",  # the agent
    ],
)
def test_who_is_thanked_or_signs_for_the_company_is_not_the_customer(closing):
    letter = f"c: The meter has been wrong since March and nobody came.{closing}"
    packet = packed(said("a: Hello, I'm Tom.", letter, "a: I'm passing you to my lead."))

    assert packet.customers == ()
