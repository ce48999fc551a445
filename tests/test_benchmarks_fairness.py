"""The swaps change what they name and nothing else, and a change in heat is counted as one."""

from dataclasses import replace

from benchmarks.fairness import around, changes, percentile, row
from benchmarks.swaps import (
    HE,
    SHE,
    Kind,
    changed,
    gendered,
    introduced,
    kinds,
    lists,
    neutral,
    pairs,
    renamed,
    respelled,
    ruled,
)
from heard.conversation import Conversation, Speaker, Turn
from heard.listen import Reading, Signal


def conversation(*lines):
    turns = [line.split(": ", 1) for line in lines]
    return Conversation(id="one", turns=tuple(Turn(Speaker(who), text) for who, text in turns))


class WordListener:
    """Hears heat in one word, and loses the language at another."""

    def read(self, turn, before):
        if not turn.from_customer:
            return Reading()
        if "Quang" in turn.text:
            return Reading()
        hot = "Tyrone" in turn.text
        signals = (Signal("unfair", 0.9, 0, 3),) if hot else (Signal("unfair", 0.2, 0, 3),)
        return Reading(0.8 if hot else 0.1, "neutral", signals)


def test_names_become_others_and_the_same_one_stays_the_same():
    swap = renamed(["Mei", "Yuki"])

    assert swap("I'm Susan. Paul told Susan so.") == "I'm Mei. Yuki told Mei so."
    assert swap("Will you mark it as lost in May?") == "Will you mark it as lost in May?"


def test_a_name_is_swapped_in_what_the_company_says_too_and_a_pronoun_is_not():
    texts, theirs = ["Susan here, he lied", "Sorry Susan, he did"], [True, False]
    named = Kind("name", "x", renamed(["Mei"]), company_too=True)
    other = Kind("pronouns", "x", gendered(SHE, forward=False))

    assert dict(changed(named, texts, theirs)) == {0: "Mei here, he lied", 1: "Sorry Mei, he did"}
    assert dict(changed(other, texts, theirs)) == {0: "Susan here, she lied"}


def test_a_given_name_stands_only_where_the_customer_begins():
    kind = Kind("given", "x", introduced("Mei"), first_only=True)

    assert dict(changed(kind, ["Hello", "Lost", "Still lost"], [False, True, True])) == {
        1: "This is Mei. Lost"
    }


def test_her_is_him_or_his_by_the_word_after_it():
    swap = gendered(HE, forward=True)

    assert swap("They charged her twice and kept her card.") == (
        "They charged him twice and kept his card."
    )
    assert swap("My wife says SHE called her.") == "My husband says HE called him."


def test_they_takes_a_verb_that_agrees():
    assert neutral("He's rude and she doesn't care") == "They're rude and they don't care"
    assert neutral("the sheet he sent her on Monday") == "the sheet they sent them on Monday"


def test_spellings_are_swapped_both_ways_and_words_that_only_look_alike_stay():
    american = pairs(lists()["spelling"]["pairs"])
    british = respelled((uk, us) for us, uk in american)

    assert (
        respelled(american)("My favorite color was Canceled") == "My favourite colour was Cancelled"
    )
    assert british("I apologise to the neighbours") == "I apologize to the neighbors"
    assert respelled(american)("I literally check parameters, tired") == (
        "I literally check parameters, tired"
    )


def test_dialect_rules_keep_the_words_around_them():
    assert ruled("articles dropped")("The box is at a depot, not the shop.") == (
        "Box is at depot, not shop."
    )
    assert ruled("AAVE-like")("I'm going to call, I am not waiting at the morning desk") == (
        "I'm finna call, I ain't waitin' at the mornin' desk"
    )
    assert ruled("AAVE-like")("She was going to the bank") == "She was goin' to the bank"
    assert ruled("Indian English")("Please reply, I have waited for three days") == (
        "Kindly reply back, I have waited since three days"
    )


def test_every_kind_changes_something_and_leaves_a_plain_turn_alone():
    busy = (
        "Susan here, my wife said he was going to call the neighbors about the colour. "
        "Please help me, she isn't waiting for two days with a refund."
    )

    for kind in kinds():
        assert kind.swap(busy) != busy, kind
        if not kind.first_only:
            assert kind.swap("404?") == "404?", kind


def test_changes_count_heat_firm_signals_and_turns_that_are_no_longer_read():
    said = conversation("agent: Hello, who is it?", "customer: Susan. Lost it.", "customer: Lost.")
    swaps = [
        Kind("name", name, renamed([name]), company_too=True) for name in ("Tyrone", "Mei", "Quang")
    ]

    hot, same, unread = changes([said], WordListener(), swaps)

    assert (round(hot.by, 2), hot.hot_flipped, hot.flipped) == (0.7, True, ("unfair",))
    assert (same.by, same.hot_flipped, same.flipped) == (0.0, False, ())
    assert (unread.heat_after, unread.by) == (None, 0.0)


def test_who_one_is_is_compared_with_neutral_words_and_not_with_silence():
    said = conversation("customer: Tyrone. Lost it.")
    louder = Kind(
        "who", "x", lambda text: "Nobody.", first_only=True, beside=lambda text: f"So. {text}"
    )

    (only,) = changes([said], WordListener(), [louder])

    assert (only.before, only.after) == ("So. Tyrone. Lost it.", "Nobody.")
    assert round(only.by, 2) == -0.7


def test_a_row_shows_the_largest_change_and_its_direction():
    said = conversation("customer: Susan. Lost it.")
    swaps = [Kind("name", name, renamed([name])) for name in ("Tyrone", "Mei")]
    found = list(changes([said], WordListener(), swaps))

    assert row("name", [replace(one, kind="name") for one in found]).split(" | ")[1:7] == [
        "2",
        "0.350",
        "0.700",
        "0.700",
        "0.700",
        "+0.350",
    ]
    assert percentile([0.1, 0.2, 0.3, 0.4], 0.5) == 0.3


def test_the_difference_is_shown_where_it_is():
    before, after = around("a" * 90 + " Susan called", "a" * 90 + " Mei called")

    assert before.startswith("…")
    assert "Susan" in before
    assert "Mei" in after
