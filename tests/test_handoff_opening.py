"""The next person's first words: what has happened is acknowledged, and nothing is asked again."""

from dataclasses import replace
from datetime import timedelta

from handed import BOOK, MONDAY, ROUTER, Ear, packed, packed_by, said

from heard.coach.handoff import pack
from heard.coach.handoff.markdown import markdown
from heard.conversation import History


def test_the_first_words_acknowledge_and_ask_nothing_again():
    line = packed(ROUTER).opening

    assert line.startswith("Hello Ana, this is [your name]. I have everything about your internet")
    assert "come back to us" in line
    assert "didn't help" in line
    assert "?" not in line
    assert not BOOK.phrase_hits(line)


def test_an_overdue_promise_comes_first_and_is_quoted():
    line = packed(ROUTER, now=MONDAY + timedelta(days=3)).opening

    assert 'You were told "I\'ll ring you by Tuesday 5 pm with the answer"' in line
    assert line.index("You were told") < line.index("come back to us")


def test_words_of_contempt_are_never_said_back():
    packet = packed(said("c: My router is broken!", "a: Hm.", "c: I want this idiot gone today."))

    assert "idiot" not in packet.opening


def test_who_came_back_once_is_not_told_that_it_was_more_often():
    packet = packed(
        replace(
            said("c: My router is broken.", "a: Hm."),
            history=History(earlier_contacts=1, overdue_promises=1),
        )
    )

    assert "come back to us" in packet.opening
    assert "more than once" not in packet.opening
    assert "1 earlier contact about this, 1 promise of ours overdue before" in markdown(packet)


def test_being_transferred_is_told_as_that_and_not_as_coming_back():
    ear = Ear({"transferred": ("repeat_contact",)}, hot=("transferred",))
    packet = packed_by(
        ear, "c: My parcel is missing and I've been transferred four times today!", "a: Hello."
    )

    assert not packet.came_back
    assert packet.passed_on.words.startswith("My parcel is missing and I've been transferred")
    assert "come back to us" not in packet.opening
    assert "passed from one of us to the next" in packet.opening
    assert "had to come back" not in markdown(packet)
    assert "passed from one to the next" in markdown(packet)


def test_who_came_back_and_was_transferred_did_both():
    ear = Ear({"transferred": ("repeat_contact",)})
    packet = packed_by(
        ear, "c: This is the third time I'm calling, and I get transferred each time."
    )

    assert packet.came_back
    assert packet.passed_on is not None


def test_after_a_threat_the_first_words_are_sober_and_excuse_nothing():
    ear = Ear(
        {"your window": ("threat",), "brushed": ("dismissed",)}, hot=("your window", "brushed")
    )
    packet = packed_by(
        ear,
        "c: I was brushed off about my refund.",
        "a: I see.",
        "c: I'll come and put you through your window.",
    )

    for warm in ("Hello", "had enough", "brushed off", "full attention"):
        assert warm not in packet.opening
    assert "threatened" in packet.opening
    assert "your refund" in packet.opening


def test_after_insults_the_first_words_keep_to_the_problem():
    ear = Ear({"idiot": ("abuse",)}, hot=("idiot",))
    packet = packed_by(ear, "c: My router is dead.", "a: I see.", "c: You idiot.")

    assert "had enough" not in packet.opening
    assert "keep to the problem" in packet.opening


def test_the_first_words_after_a_death_are_a_condolence():
    told = said("c: My name is Ana Ruiz. Mum died on Sunday.", "a: I'm passing you to my lead.")
    none = said("c: My name is Ana Ruiz. My phone died.", "a: I'm passing you to my lead.")

    assert packed(told).opening.startswith("I'm very sorry for your loss, Ana.")
    assert packed(none).opening.startswith("Hello Ana")


def test_a_threat_that_was_apologized_for_does_not_open_the_packet():
    told = (
        "c: One more day of this and I'll come down there and someone will get hurt.",
        "a: I want to help you, and I can't while you talk of hurting people. What happened?",
        "c: Your high chair has a broken strap. My son was in it.",
        "a: I'm glad you told me. A new one is with you tomorrow before 8.",
    )
    sorry = "c: Alright, thank you. Sorry for what I said. I was shaking."

    assert "can be threatened" in pack(said(*told)).opening
    assert "threatened" not in pack(said(*told, sorry)).opening


def test_the_issue_is_what_is_wrong_and_not_the_threat_before_it():
    packet = pack(
        said(
            "c: One more day of this and I'll come down there and someone will get hurt.",
            "a: I can't help while you talk of hurting people. What happened?",
            "c: Your high chair has a broken strap. My son was in it.",
        )
    )

    assert packet.issue is not None
    assert "broken strap" in packet.issue.words


def test_who_gives_no_name_is_called_by_the_one_that_we_greeted_them_by():
    packet = packed(
        said(
            "c: My boiler is broken.",
            "a: Dear Mr Ashworth, I'm looking.",
            "c: Still cold. Third time I call.",
        )
    )

    assert packet.customers == ("Mr Ashworth",)
    assert "Mr Ashworth" in packet.opening
