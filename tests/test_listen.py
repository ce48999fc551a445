"""What the shipped listener hears: laws that hold for every conversation, and known misses."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.conversation import Conversation, Speaker, Turn
from heard.errors import ModelError
from heard.listen import Reading, SoFar, load_listener, onnx, read_all
from heard.listen.load import LISTENERS, WEIGHTS
from heard.listen.onnx import OnnxEncoder
from heard.listen.spans import Clauses
from heard.listen.trained import Trained
from heard.listen.words import spans
from heard.measure.metrics import auc
from heard.signals import MISSTEPS, TECHNIQUES, vocabulary
from heard.track import replay

GOLDEN = Path(__file__).parent / "golden" / "vocabulary_misses.txt"
CUSTOMER, AGENT = Speaker.CUSTOMER, Speaker.AGENT
WORDS = (
    "third time calling and nobody rings back",
    "THIS IS A JOKE!!!",
    "thanks, that worked",
    "Please calm down.",
    "I can see how frustrating that is, I'm sorry.",
    "we'll get back to you soon",
    "where is order 5512?",
    "",
    "🙂🙂🙂",
    "\x00\x07 odd \u202e marks",
)
spoken = st.builds(
    Turn,
    speaker=st.sampled_from([CUSTOMER, AGENT, Speaker.BOT, Speaker.SYSTEM]),
    text=st.one_of(st.sampled_from(WORDS), st.text(max_size=80)),
    internal=st.booleans(),
)
conversations = st.lists(spoken, min_size=1, max_size=24).map(
    lambda turns: Conversation(id="c", turns=tuple(turns))
)


def heard(text: str, *before: str, speaker: Speaker = CUSTOMER) -> Reading:
    so_far = SoFar()
    for line in before:
        who, words = line.split(": ", 1)
        turn = Turn(Speaker(who), words)
        so_far = so_far.add(turn, load_listener().read(turn, so_far))
    return load_listener().read(Turn(speaker, text), so_far)


@settings(max_examples=40, deadline=None)
@given(conversations, conversations)
def test_what_was_heard_never_changes_when_more_is_said(
    conversation: Conversation, more: Conversation
) -> None:
    longer = Conversation(id="c", turns=conversation.turns + more.turns)

    assert read_all(longer, load_listener())[: len(conversation.turns)] == read_all(
        conversation, load_listener()
    )


@settings(max_examples=60, deadline=None)
@given(conversations)
def test_every_span_quotes_its_turn_and_every_number_is_a_chance(
    conversation: Conversation,
) -> None:
    readings = read_all(conversation, load_listener())

    for turn, reading in zip(conversation.turns, readings, strict=True):
        assert (reading.heat is not None) == (
            turn.from_customer and reading.unread is None and bool(turn.text.strip())
        )
        if reading.heat is not None:
            assert 0 <= reading.heat <= 1
        for signal in reading.signals:
            assert 0 <= signal.start < signal.end <= len(turn.text)
            assert 0 < signal.sure <= 1


@settings(max_examples=30, deadline=None)
@given(conversations)
def test_a_note_among_colleagues_is_never_scored(conversation: Conversation) -> None:
    readings = read_all(conversation, load_listener())

    for turn, reading in zip(conversation.turns, readings, strict=True):
        if turn.internal or turn.speaker is Speaker.SYSTEM:
            assert reading == Reading()


@pytest.mark.parametrize("blank", ["", "  \n"])
def test_a_turn_without_words_is_not_taken_for_calm(blank: str) -> None:
    turns = tuple(Turn(CUSTOMER, said) for said in ("This is the third time, you liars!", blank))
    angry, after = replay(Conversation(id="c", turns=turns), load_listener())

    assert after.reading == Reading()
    assert after.moment.mood == angry.moment.mood == "heated"
    assert after.moment.risk == angry.moment.risk


def test_anger_is_hotter_than_a_question_and_thanks_are_calm() -> None:
    question = heard("Hi, which plug fits the small lamp?")
    anger = heard("Third time I call about this. You people are useless, I want my money back NOW!")
    thanks = heard("That worked, thank you so much!")

    assert question.heat is not None
    assert anger.heat is not None
    assert not question.hot
    assert anger.hot
    assert anger.heat > 0.5 > question.heat
    assert not thanks.hot
    assert thanks.hears("thanks")


def test_the_turns_before_matter_for_the_fix_that_comes_first() -> None:
    reply = "Please restart the router and tell me which light is on."
    hot = heard(
        reply, "customer: Fourth outage this week, this is a disgrace!!", speaker=Speaker.AGENT
    )
    calm = heard(reply, "customer: Hello, how do I set up my router?", speaker=Speaker.AGENT)

    assert hot.sure("fix_first") > calm.sure("fix_first")


def test_a_turn_of_twenty_thousand_words_is_read() -> None:
    assert heard("where is my parcel " * 5000).heat is not None


@pytest.mark.parametrize("model", LISTENERS)
@pytest.mark.parametrize("said", ["my parcel is late and nobody cares ", "Late. Nobody cares! "])
@pytest.mark.parametrize("letters", [5900, 6013, 7000, 12_000])
def test_who_says_the_same_again_and_again_is_read(model: str, said: str, letters: int) -> None:
    turn = Turn(Speaker.CUSTOMER, (said * 1000)[:letters])

    reading = load_listener(model).read(turn, SoFar())

    assert reading.heat is not None
    assert all(0 <= one.start < one.end <= letters for one in reading.signals)


@pytest.mark.parametrize("unit", ["a-", "a.", "+a", "a_", "a'", "a*", "1:", "@", "\u0301", "x@a."])
def test_no_run_of_marks_takes_long_to_read(unit: str) -> None:
    began = time.process_time()

    reading = heard(unit * (40_000 // len(unit)))

    assert reading.heat is not None
    assert time.process_time() - began < 4


def sure_without(listener: Trained, turn: Turn, start: int, end: int) -> dict[str, float]:
    """How sure the listener is of every signal once some of the turn's letters are left out."""
    without = turn.text[:start] + turn.text[end:]
    return listener.scores(Turn(turn.speaker, without), SoFar())


@pytest.mark.parametrize("model", LISTENERS)
def test_removing_the_evidence_lowers_how_sure_we_are(model: str) -> None:
    listener = load_listener(model)
    lower, by_more, compared, total = 0, 0, 0, 0
    for kind in vocabulary():
        speaker = Speaker(kind.sender)
        for example in kind.hears:
            turn = Turn(speaker, example.text)
            signal = listener.read(turn, SoFar()).signal(kind.name)
            if signal is None or signal.end - signal.start >= len(turn.text):
                continue
            now = sure_without(listener, turn, signal.start, signal.end)[kind.name]
            total += 1
            lower += now < signal.sure
            long = signal.end - signal.start
            at = 0 if signal.start >= long else len(turn.text) - long  # as much, from elsewhere
            if at == 0 or at >= signal.end:
                compared += 1
                by_more += now < sure_without(listener, turn, at, at + long)[kind.name]

    assert total > 50
    assert lower / total >= 0.9
    assert compared > 50
    assert by_more / compared >= 0.85


def test_vocabulary_examples_rank_above_their_near_misses_and_misses_are_known() -> None:
    """The examples were never trained on. Golden lines: signal, what went wrong, the words."""
    listener = load_listener()
    scores, wanted, misses = [], [], []
    for kind in vocabulary():
        for example, counts in [
            *((one, True) for one in kind.hears),
            *((one, False) for one in kind.ignores),
        ]:
            before = SoFar()
            for turn in example.after:
                before = before.add(turn, listener.read(turn, before))
            turn = Turn(Speaker(kind.sender), example.text)
            scores.append(listener.scores(turn, before)[kind.name])
            wanted.append(counts)
            firm = listener.read(turn, before).firm().hears(kind.name)
            if firm != counts:
                fault = "missed" if counts else "false"
                misses.append(f'{kind.name} {fault} "{" ".join(example.text.split())}"')

    if os.environ.get("HEARD_REWRITE_GOLDEN") == "1":
        GOLDEN.write_text("\n".join(misses) + "\n", "utf-8")
    ranked = auc(scores, wanted)
    assert ranked is not None
    assert ranked >= 0.75
    assert GOLDEN.read_text("utf-8").splitlines() == misses


def test_an_unknown_listener_is_named() -> None:
    with pytest.raises(ModelError, match="swift"):
        load_listener("swfit")


def test_techniques_and_missteps_are_never_heard_from_a_customer() -> None:
    reading = heard("Please calm down, I can see how frustrating that is, that's our policy.")

    assert not {signal.name for signal in reading.signals} & {*TECHNIQUES, *MISSTEPS}


@pytest.mark.parametrize("name", ["Efua", "Youssef", "DeShawn", "Agnieszka", "Mary"])
def test_what_someone_is_called_hardly_moves_the_heat(name: str) -> None:
    alex = heard("This is Alex. My parcel still isn't here, and nobody called me back.")
    other = heard(f"This is {name}. My parcel still isn't here, and nobody called me back.")

    assert alex.heat is not None
    assert other.heat is not None
    assert abs(alex.heat - other.heat) <= 0.05


@pytest.mark.parametrize("exactly", [True, False])
def test_the_encoder_hears_the_same_on_every_processor(
    exactly: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("onnxruntime", reason="onnxruntime is not installed")
    if exactly and not onnx.adds_up_exactly():
        pytest.skip("this processor adds up 8-bit products in too few bits")
    monkeypatch.setattr(onnx, "adds_up_exactly", lambda: exactly)
    vectors = OnnxEncoder(WEIGHTS / "keen.onnx")([0, 2000, 3000, 4000, 5000, 6000, 1])

    # exact int8 sums; where they overflow, single numbers are off by 0.3
    assert vectors[0, :3] == pytest.approx([-0.829, -0.379, 0.113], abs=0.02)
    assert vectors[3, :3] == pytest.approx([-0.295, -0.146, 0.363], abs=0.02)
    assert vectors[6, :3] == pytest.approx([-0.918, -1.259, 0.443], abs=0.02)


@pytest.mark.parametrize(
    ("text", "shares", "formula", "quoted"),
    [
        ("Well, I see how this feels for you.", {4: 1.0}, False, "Well, I see how this feels for you."),
        ("Well, about time, genius.", {0: 1.0}, False, "Well, about time, genius."),
        ("I'd be upset too. There's no fault, so I'll refund it.", {0: 1.0}, False, "I'd be upset too."),
        ("I'd be upset too. There's no fault, so I'll refund it.", {7: 1.0}, False, "There's no fault, so I'll refund it."),
        ("I can see it hurts but that is the rule.", {2: 1.0}, False, "I can see it hurts"),
        ("Sorry, the lamp you sent us back is with the people who mend lamps, I will ring them for you today.", {16: 1.0},
         False, "I will ring them for you today."),
        ("Sorry that the lamp is late.", {0: 1.0}, True, "Sorry"),
        ("Hi there. , try the steps below.", {3: 0.5, 4: 1.0}, False, "try the steps below."),
        ("See https://example.com/a ^JK", {1: 1.0}, False, "https://example.com/a"),
    ],
)  # fmt: skip
def test_a_quote_makes_sense_alone(
    text: str, shares: dict[int, float], formula: bool, quoted: str
) -> None:
    count = len(spans(text))

    start, end = Clauses(text).evidence([shares.get(n, 0.0) for n in range(count)], formula=formula)

    assert text[start:end] == quoted


def test_a_question_is_quoted_where_its_mark_stands() -> None:
    text = "I'm sorry for your loss of the shed. Would you like to appeal?"
    sorry = [1.0, *[0.0] * (len(spans(text)) - 1)]

    start, end = Clauses(text).evidence(sorry, question=True)

    assert text[start:end] == "Would you like to appeal?"


@pytest.mark.parametrize(
    ("said", "quoted"),
    [
        ("Useless. Get me a manager.", "Useless."),
        ("Get me a manager. You're useless.", "You're useless."),
        ("You keep fobbing me off! Put your boss on.", "You keep fobbing me off!"),
        ("Nobody listens. I want a supervisor.", "Nobody listens."),
    ],
)
def test_being_dismissed_is_not_quoted_from_the_wish_it_leads_to(said: str, quoted: str) -> None:
    signals = load_listener().read(Turn(Speaker.CUSTOMER, said), SoFar()).signals

    named = {one.name: said[one.start : one.end] for one in signals}

    assert named["dismissed"] == quoted
    assert named["supervisor_request"] != quoted


def test_calling_somebody_by_name_is_quoted_as_the_greeting() -> None:
    said = "@kim Hi Amara, please send us the email address and give us the exact wording of the error."

    signal = load_listener("swift").read(Turn(Speaker.AGENT, said), SoFar()).signal("personalize")

    assert signal is not None
    assert said[signal.start : signal.end] == "Hi Amara"


def test_the_encoders_runtime_reports_to_nobody_and_leaves_nothing_behind(tmp_path: Path) -> None:
    pytest.importorskip("onnxruntime", reason="onnxruntime is not installed")
    loads = "from heard.listen import load_listener; load_listener('keen')"
    kept = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"}

    subprocess.run([sys.executable, "-c", loads], env=kept | {"HOME": str(tmp_path)}, check=True)

    assert (
        list(tmp_path.rglob("*")) == []
    )  # its reports would wait here, beside an id of the machine
