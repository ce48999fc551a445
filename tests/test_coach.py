"""The coach is right, quiet and quotes; the draft check keeps what is fine."""

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.coach import Advice, Coach, check
from heard.conversation import Conversation, Speaker, Turn
from heard.listen import Reading, Signal, SoFar, load_listener
from heard.playbook import Playbook
from heard.playbook.lines import sayable

CUSTOMER, AGENT = Speaker.CUSTOMER, Speaker.AGENT


@dataclass
class Script:
    """A listener that hears what the test wrote down: text -> (heat, signals)."""

    heard: dict[str, tuple[float | None, tuple[str, ...]]] = field(default_factory=dict)

    def read(self, turn: Turn, before: SoFar) -> Reading:
        heat, names = self.heard.get(turn.text, (0.0 if turn.from_customer else None, ()))
        signals = tuple(Signal(name, 0.9, 0, len(turn.text)) for name in names)
        return Reading(heat, None if heat is None else "neutral", signals)


def coach(listener: Script) -> Coach:
    return Coach.start(playbook=Playbook.load(), listener=listener)


def said(*lines: str) -> Conversation:
    turns = []
    for line in lines:
        who, text = line.split(": ", 1)
        turns.append(Turn(Speaker(who), text))
    return Conversation(id="c", turns=tuple(turns))


def test_coach_stays_quiet_in_a_calm_conversation() -> None:
    conversation = said(
        "customer: Hi, which plug fits the small lamp?",
        "agent: The E14 one. Shall I add two to your order?",
        "customer: Yes please, thank you!",
    )
    listening = Coach.of(conversation, listener=load_listener())

    cards = [listening.hear(turn) for turn in conversation.turns]

    assert cards == [None, None, None]


def test_coach_gives_one_card_when_the_customer_is_hot_and_quotes_them() -> None:
    words = "Third time I'm calling about this parcel, it's a joke."
    conversation = said(f"customer: {words}")
    hot = coach(Script({words: (0.6, ("repeat_contact",))}))

    card = hot.hear(conversation.turns[0])

    assert card is not None
    assert card.play == "own-the-repeat"
    assert card.quote(conversation) == words
    assert card.why
    assert 1 <= len(card.say) <= 2


def test_coach_never_shows_the_same_card_twice_in_a_conversation() -> None:
    words = "Again?! I told you people twice already."
    hot = coach(Script({words: (0.7, ("repeat_contact",))}))

    cards = [hot.hear(Turn(CUSTOMER, words)) for _ in range(8)]

    shown = [card.play for card in cards if card is not None]
    assert len(shown) == len(set(shown)) <= hot.policy.budget


def test_coach_says_nothing_after_the_agents_own_turn() -> None:
    words = "This is the worst service I have ever had."
    hot = coach(Script({words: (0.8, ())}))

    hot.hear(Turn(CUSTOMER, words))

    assert hot.hear(Turn(AGENT, "Please hold.")) is None


def test_coach_puts_safety_first_when_there_is_a_threat() -> None:
    words = "I know where your shop is and I'm coming to hurt someone."
    hot = coach(Script({words: (1.0, ("threat", "repeat_contact"))}))

    card = hot.hear(Turn(CUSTOMER, words))

    assert isinstance(card, Advice)
    assert card.play == "put-safety-first"


def test_a_line_with_an_open_slot_gives_way_to_one_that_can_be_said() -> None:
    assert sayable(("I'm on it, {name}.", "I'm on it.")) == ("I'm on it.",)


@pytest.mark.parametrize(
    ("reply", "name"),
    [
        ("Please calm down.", "calm_down"),
        ("I'm afraid that's our policy.", "policy_wall"),
        ("We'll get back to you soon.", "vague_promise"),
        ("You misunderstood the terms.", "blame"),
    ],
)
def test_draft_check_names_the_misstep_and_a_way_out(reply: str, name: str) -> None:
    checked = check(reply)

    found = next(issue for issue in checked.issues if issue.name == name)
    assert not checked.safe
    assert reply[found.start : found.end]
    assert found.why
    assert found.instead
    assert checked.rewrite != reply


def test_draft_check_lets_a_good_reply_pass() -> None:
    checked = check(
        "You've waited nine days for this, and I can see why you're fed up. I've refunded the 40"
        " euros just now; it's on your card by Thursday."
    )

    assert checked.safe
    assert "acknowledge" in checked.does_well


def test_rewrite_keeps_the_sentences_that_are_fine() -> None:
    checked = check("I've found your order 5512. Please calm down. The van leaves at 4 pm.")

    assert "I've found your order 5512." in checked.rewrite
    assert "The van leaves at 4 pm." in checked.rewrite
    assert "calm down" not in checked.rewrite


HOT = said(
    "customer: This is ridiculous! I paid 40 euros for my order two weeks ago and nothing came."
    " When will my order arrive? This is the third time I'm calling!!"
)


def heard_hot() -> Coach:
    listening = Coach.of(HOT, playbook=Playbook.load(), listener=load_listener())
    for turn in HOT.turns:
        listening.listen(turn)
    return listening


@pytest.mark.parametrize(
    ("reply", "rewrite"),
    [
        ("Your order is on the van. You'll have it soon.", "by [day or time]"),
        ("I'm sorry, but it takes ten days, that's our policy.", "I'm sorry. It takes ten days."),
        ("We can't refund the 40 euros.", "We can't refund the 40 euros. What I can offer is"),
        ("Okay, you should be all set now.", "I'll check on [day or time] that it worked."),
        ("You're absolutely right, this is unacceptable.", "I can see why you're upset."),
    ],
)
def test_a_rewrite_mends_the_words_and_keeps_the_fact(reply: str, rewrite: str) -> None:
    assert rewrite in check(reply, after=heard_hot()).rewrite


def test_a_rewrite_ties_the_feeling_to_what_the_customer_said() -> None:
    checked = check("Hi Ana, please provide your order number. ^BZ", after=heard_hot())

    assert [issue.kind for issue in checked.issues] == ["phase 1 skipped"]
    assert checked.rewrite == (
        "Hi Ana, I can see why this is frustrating: you paid 40 euros for your order two weeks ago"
        " and nothing came. Please provide your order number. ^BZ"
    )


FACTS = re.compile(r"\d[\d.,]*|https?://\S+|@\w+")
REPLIES = tuple(hear for phrase in Playbook.load().phrases for hear in phrase.hears)


@given(
    st.lists(st.sampled_from(REPLIES), min_size=1, max_size=4),
    st.sampled_from(["Order 5512 left at 4.30.", "See https://shop.example/5512.", "It cost 40."]),
    st.integers(0, 4),
)
@settings(deadline=None, max_examples=50)
def test_a_rewrite_loses_no_fact_and_adds_none(lines: list[str], fact: str, at: int) -> None:
    draft = " ".join([*lines[:at], fact, *lines[at:]])
    given_facts = set(FACTS.findall(draft)) | set(FACTS.findall(HOT.turns[0].text))

    rewrite = check(draft, after=COACH).rewrite

    assert fact[1:] in rewrite  # its capital may go where two sentences are joined
    assert set(FACTS.findall(rewrite)) <= given_facts


COACH = heard_hot()


@pytest.mark.parametrize("reply", REPLIES)
def test_no_rewrite_shows_a_slot_or_the_wording_that_was_found(reply: str) -> None:
    checked = check(reply, after=COACH)
    to_send = checked.rewrite.replace("[day or time]", "Friday")
    kept = {"policy_wall", "deflect", "flat_no", "excuse"}  # a fact stands; a way on is added

    assert "{" not in checked.rewrite
    again = COACH.playbook.phrase_hits(to_send, heard=COACH.said_by_customer)
    before = COACH.playbook.phrase_hits(reply, heard=COACH.said_by_customer)
    assert {hit.phrase.name for hit in again if hit.phrase.misstep not in kept} <= {
        hit.phrase.name for hit in before if hit.phrase.soft or hit.phrase.place in ("add", "ahead")
    }


def test_a_question_about_the_time_that_stays_open_is_an_issue() -> None:
    checked = check("I've passed your message on to the depot.", after=heard_hot())

    (open_question,) = [one for one in checked.issues if one.name == "question_unanswered"]
    assert "When will my order arrive?" in open_question.why
    assert checked.rewrite.endswith(
        "You asked: “When will my order arrive?” I'm checking that now, and you'll have the answer by"
        " [day or time]."
    )


@pytest.mark.parametrize(
    "reply",
    [
        "It arrives tomorrow before noon.",
        "I don't know yet; I'll find out from the depot.",
        "May I have your order number?",
    ],
)
def test_a_question_is_open_only_where_nothing_answers_it(reply: str) -> None:
    assert "question_unanswered" not in {one.name for one in check(reply, after=HOT).issues}


def test_a_promise_beyond_what_the_playbook_allows_is_an_issue(tmp_path: Path) -> None:
    overlay = tmp_path / "shop.toml"
    overlay.write_text(
        'extends = "default"\nname = "shop"\nversion = 1\n[promises]\nmax_days = 5\n'
        'never = ["a refund"]\n'
    )
    book = Playbook.load(overlay)

    def names(reply: str) -> set[str]:
        return {issue.name for issue in check(reply, playbook=book).issues}

    assert "promise_not_allowed" in names("I'll send you the new part within 30 days.")
    assert "promise_not_allowed" in names("I'll send the refund tomorrow.")
    assert "promise_not_allowed" not in names("I'll call you tomorrow at noon.")


@pytest.mark.parametrize("draft", ["", "   ", "\n\n"])
def test_an_empty_draft_has_no_faults_and_stays_as_it_is(draft: str) -> None:
    checked = check(draft, after=HOT)

    assert checked.safe
    assert checked.rewrite == draft


def test_what_comes_after_five_thousand_characters_is_left_as_it_is_and_said_to_be() -> None:
    tail = "The end 4711. Please calm down."
    checked = check("Please calm down. " + "It left at noon. " * 1200 + tail)

    assert checked.looked_at == 4998  # up to the end of a sentence

    assert checked.rewrite.endswith(tail)
    assert checked.draft.endswith(tail)


def test_asking_for_respect_is_fine_after_abuse_and_not_before() -> None:
    reply = "I want to help, and I need us to keep this respectful."
    abused = said("customer: You are a stupid useless cow, all of you.")

    before, after = check(reply), check(reply, after=abused)

    assert "calm_down" in {issue.name for issue in before.issues}
    assert "calm_down" not in {issue.name for issue in after.issues}


@given(st.text(max_size=300))
def test_every_issue_quotes_the_draft(draft: str) -> None:
    checked = check(draft)

    for issue in checked.issues:
        assert 0 <= issue.start <= issue.end <= len(checked.draft)


def test_a_draft_of_twenty_thousand_words_is_read_in_bounded_time() -> None:
    checked = check("Please calm down. " * 20_000)

    assert checked.issues


@pytest.mark.parametrize(
    "draft",
    ["Fuck off", "You must be an idiot.", "Not my problem.", "Shut up.", "You people never read."],
)
def test_a_rude_draft_is_never_safe_to_send(draft: str) -> None:
    checked = check(draft)

    assert not checked.safe
    assert checked.issues[0].why


def test_a_warm_draft_with_plain_words_is_not_called_rude() -> None:
    checked = check(
        "I can hear how fed up you are, and I'm sorry. I'm calling the depot now and will ring you by 4 pm."
    )

    assert checked.safe
