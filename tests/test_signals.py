"""The vocabulary: complete, strict about its file, and in step with its page."""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from heard import signals
from heard.conversation import Speaker, Turn
from heard.errors import PlaybookError
from heard.signals import (
    FLAGS,
    MISSTEPS,
    SIGNAL_NAMES,
    TECHNIQUES,
    TRIGGERS,
    get,
    group_of,
    names,
    read_vocabulary,
    to_markdown,
    vocabulary,
)

ROOT = Path(__file__).parent.parent
WRITTEN = Path(signals.__file__).with_name("signals.toml").read_text(encoding="utf-8")
# These depend on the turns before them, so every example that counts has to show those turns.
BY_RELATION = ("restate", "cold", "scripted", "ask_again", "fix_first", "excuse", "set_boundary")


def test_vocabulary_has_the_44_signals_of_the_labelling_guide_in_its_order():
    kinds = vocabulary()

    assert tuple(kind.name for kind in kinds) == SIGNAL_NAMES
    assert [len(group) for group in (TRIGGERS, FLAGS, TECHNIQUES, MISSTEPS)] == [6, 9, 15, 14]
    assert (SIGNAL_NAMES[0], SIGNAL_NAMES[6], SIGNAL_NAMES[15], SIGNAL_NAMES[30]) == (
        "repeat_contact",
        "abuse",
        "acknowledge",
        "calm_down",
    )
    assert len(set(SIGNAL_NAMES)) == 44


def test_customers_send_triggers_and_flags_and_agents_send_the_rest():
    assert {kind.name for kind in vocabulary() if kind.sender == "customer"} == {*TRIGGERS, *FLAGS}
    assert {kind.name for kind in vocabulary() if kind.group == "misstep"} == {*MISSTEPS}


@pytest.mark.parametrize("kind", vocabulary(), ids=lambda kind: kind.name)
def test_a_signal_says_what_it_means_and_why_in_sentences(kind):
    assert kind.means.startswith(("The ", "Something ", "Much ", "There "))
    assert kind.means.endswith(".")
    assert kind.why.endswith(".")
    assert 40 <= len(kind.means) <= 200
    assert 60 <= len(kind.why) <= 260


def test_every_signal_has_a_name_in_a_few_ordinary_words_and_each_its_own():
    plain = [kind.plain for kind in vocabulary()]

    assert len(set(plain)) == len(plain)
    assert all(re.fullmatch(r"[a-z][a-z' ]{3,23}", words) for words in plain), plain


@pytest.mark.parametrize("kind", vocabulary(), ids=lambda kind: kind.name)
def test_near_misses_share_words_with_the_turns_that_count(kind):
    def words(examples):
        return {word for one in examples for word in re.findall(r"\w{4,}", one.text.lower())}

    shared = words(kind.hears) & words(kind.ignores)

    assert len(shared) >= 3


@pytest.mark.parametrize("name", BY_RELATION)
def test_a_signal_that_is_a_relation_always_shows_the_turns_before(name):
    assert all(example.after for example in get(name).hears)


def test_fix_first_and_cold_examples_follow_a_customer_turn():
    for name in ("fix_first", "cold"):
        for example in get(name).hears:
            assert example.after[-1].speaker is Speaker.CUSTOMER


def test_the_same_reply_counts_or_not_by_what_was_said_before():
    for name in ("ask_again", "fix_first", "restate", "cold"):
        answered = {turn.text for one in get(name).hears for turn in one.after}
        spared = {turn.text for one in get(name).ignores for turn in one.after}

        assert answered & spared


def test_no_turn_is_an_example_of_two_signals():
    hears = Counter(example for kind in vocabulary() for example in kind.hears)
    words = Counter(example.text for kind in vocabulary() for example in kind.hears)

    assert max(hears.values()) == 1
    assert max(words.values()) == 1


def test_examples_are_short_and_long_and_from_every_channel():
    said = [one.text for kind in vocabulary() for one in (*kind.hears, *kind.ignores)]
    lengths = [len(text.split()) for text in said]

    assert min(lengths) <= 2
    assert 40 <= max(lengths) <= 60
    assert sum(text.startswith("@") for text in said) >= 30
    assert sum(text == text.lower() for text in said) >= 150
    assert sum(text[0].isupper() and text.endswith(".") for text in said) >= 150


def test_an_unknown_signal_is_answered_with_the_nearest_name():
    with pytest.raises(PlaybookError, match=r'"repeat_contct"\. Did you mean "repeat_contact"'):
        get("repeat_contct")
    with pytest.raises(PlaybookError, match='unknown signal "sarcasmm"'):
        group_of("sarcasmm")


def test_names_gives_one_group_or_all():
    assert names() == SIGNAL_NAMES
    assert names("flag") == FLAGS
    assert {name: group_of(name) for name in FLAGS} == dict.fromkeys(FLAGS, "flag")
    with pytest.raises(PlaybookError, match='unknown group "flags"'):
        names("flags")


def test_signals_stand_in_the_guides_order_however_the_file_orders_them():
    head, *entries = WRITTEN.split("[[signal]]\n")
    turned = head + "".join(f"[[signal]]\n{entry.rstrip()}\n\n" for entry in reversed(entries))

    assert read_vocabulary(turned, path="v.toml") == vocabulary()


def test_an_example_carries_the_turns_before_it():
    first = get("fix_first").hears[0]

    assert first.text == "Is the cable firmly in the back of the terminal?"
    assert first.after[0].speaker is Speaker.CUSTOMER
    assert first.after[0].text.startswith("fourth time this week")
    assert all(isinstance(turn, Turn) for turn in first.after)


# Each fault: words of the file, what stands there instead, the sentence that names it, and the
# line it must point at ("" where the fault has no line of its own).
NAME = 'name = "abuse"'
FLAG = f'{NAME}\ngroup = "flag"'
SENT = f'{FLAG}\nsender = "customer"'
WHY = 'why = "Agents meet this daily'
BRAIN = '"put someone with a brain on"'
FAULTS = {
    "not toml": (NAME, "name = abuse", "not TOML: invalid value", "name = abuse"),
    "another table": ("# The vocabulary", "[colours]\n#", 'unknown table "colours"', ""),
    "an unknown key": (
        NAME,
        f'{NAME}\nmeanss = "x"',
        'signal "abuse" has an unknown key "meanss". Did you mean "means"?',
        'meanss = "x"',
    ),
    "an unknown name": (
        NAME,
        'name = "abusee"',
        'unknown signal "abusee". Did you mean "abuse"?',
        'name = "abusee"',
    ),
    "a number as a name": (NAME, "name = 7", 'signal "7" needs words as its name', "name = 7"),
    "no name": (NAME, "# nameless", 'signal "?" does not say its name', "[[signal]]"),
    "the wrong group": (
        FLAG,
        f'{NAME}\ngroup = "trigger"',
        'signal "abuse" belongs to the group "flag", not "trigger"',
        'group = "trigger"',
    ),
    "the wrong sender": (
        SENT,
        f'{FLAG}\nsender = "agent"',
        'signal "abuse" is sent by the customer, not by "agent"',
        'sender = "agent"',
    ),
    "no plain name": (
        'plain = "insult"',
        "# unsaid",
        'signal "abuse" does not say its plain',
        "[[signal]]",
    ),
    "no why": (WHY, f"# {WHY}", 'signal "abuse" does not say its why', "[[signal]]"),
    "an empty why": (WHY, f'why = " " # {WHY}', 'signal "abuse" needs words as its why', WHY),
    "an empty example": (
        BRAIN,
        '" "',
        'an example in the hears of signal "abuse" has no text',
        "hears = [",
    ),
    "an example twice": (
        '"shut up you stupid cow"',
        BRAIN,
        'signal "abuse" has the example "put someone with a brain on" twice in hears',
        BRAIN,
    ),
    "an example on both sides": (
        '"your website is garbage"',
        BRAIN,
        'signal "abuse" has the example "put someone with a brain on" in both hears and ignores',
        BRAIN,
    ),
    "an unknown key in an example": (
        BRAIN,
        f"{{ txt = {BRAIN} }}",
        'in the hears of signal "abuse" has an unknown key "txt". Did you mean "text"?',
        "hears = [",
    ),
    "turns before that are no list": (
        BRAIN,
        f'{{ text = {BRAIN}, after = "agent: Hello" }}',
        'the example "put someone with a brain on" of signal "abuse" needs a list of turns',
        'after = "agent: Hello"',
    ),
    "a turn without a speaker": (
        BRAIN,
        f'{{ text = {BRAIN}, after = ["Hello"] }}',
        '"Hello" is not a turn; write "customer: …"',
        'after = ["Hello"]',
    ),
    "an unknown speaker": (
        BRAIN,
        f'{{ text = {BRAIN}, after = ["agnt: Hello"] }}',
        'unknown speaker "agnt". Did you mean "agent"?',
        'after = ["agnt: Hello"]',
    ),
}


@pytest.mark.parametrize(("found", "instead", "sentence", "at"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_named_with_file_and_line(found, instead, sentence, at):
    broken = WRITTEN.replace(found, instead)

    with pytest.raises(PlaybookError) as caught:
        read_vocabulary(broken, path="v.toml")

    assert WRITTEN.count(found) == 1
    assert sentence in caught.value.problem
    assert str(caught.value).startswith("v.toml:")
    assert (caught.value.line is None) == (not at)
    if caught.value.line is not None:
        assert at in broken.splitlines()[caught.value.line - 1]


def test_a_fault_points_into_its_own_entry():
    broken = WRITTEN.replace(WHY, f"# {WHY}")

    with pytest.raises(PlaybookError) as caught:
        read_vocabulary(broken, path="v.toml")

    assert caught.value.line is not None
    assert broken.splitlines()[caught.value.line] == NAME


def test_an_example_given_twice_is_shown_where_it_stands_again():
    broken = WRITTEN.replace('"your website is garbage"', BRAIN)

    with pytest.raises(PlaybookError) as caught:
        read_vocabulary(broken, path="v.toml")

    places = [n for n, line in enumerate(broken.splitlines(), 1) if BRAIN in line]
    assert len(places) == 2
    assert caught.value.line == places[1]


def test_a_signal_that_stands_in_the_file_twice_is_refused():
    entry = WRITTEN[
        WRITTEN.index(f"[[signal]]\n{NAME}") : WRITTEN.index('[[signal]]\nname = "threat"')
    ]

    with pytest.raises(PlaybookError, match='signal "abuse" stands here a second time') as caught:
        read_vocabulary(f"{WRITTEN}\n{entry}", path="v.toml")

    assert caught.value.line == WRITTEN.count("\n") + 2


@pytest.mark.parametrize("side", ["hears", "ignores"])
def test_a_signal_needs_six_examples_on_each_side(side):
    start = WRITTEN.index('name = "threat"')
    opens = WRITTEN.index(f"{side} = [", start)
    five = "\n".join(f'    "i am example {number}",' for number in range(5))
    broken = (
        f"{WRITTEN[:opens]}{side} = [\n{five}\n{WRITTEN[WRITTEN.index(chr(10) + ']', opens) + 1 :]}"
    )

    with pytest.raises(
        PlaybookError, match=f'"threat" has 5 {side}, and needs at least 6'
    ) as fault:
        read_vocabulary(broken, path="v.toml")

    assert fault.value.line == WRITTEN[:opens].count("\n") + 1


def test_examples_that_are_no_list_are_refused():
    start = WRITTEN.index('name = "threat"')
    opens, ends = WRITTEN.index("hears = [", start), WRITTEN.index("\n]", start)
    broken = f'{WRITTEN[:opens]}hears = "one"{WRITTEN[ends + 2 :]}'

    with pytest.raises(PlaybookError, match='signal "threat" needs a list as its hears'):
        read_vocabulary(broken, path="v.toml")


def test_missing_signals_are_named():
    without = WRITTEN[: WRITTEN.index('[[signal]]\nname = "jab"')]

    with pytest.raises(PlaybookError, match=r"v\.toml: signals are missing: jab, fix_first"):
        read_vocabulary(without, path="v.toml")


@pytest.mark.parametrize("text", ["", "signal = 3", "signal = [{ name = 'abuse' }]"])
def test_a_file_without_signal_tables_is_told_how_to_write_them(text):
    with pytest.raises(PlaybookError, match=r"v\.toml: a signal is written as \[\[signal\]\]"):
        read_vocabulary(text, path="v.toml")


def test_the_page_is_in_step_with_the_vocabulary():
    page = (ROOT / "docs" / "signals.md").read_text(encoding="utf-8")

    assert page == to_markdown(), "run: python -m heard.signals > docs/signals.md"


def test_the_page_shows_every_example_under_its_signal():
    sections = re.split(r"^### ", to_markdown(), flags=re.MULTILINE)[1:]

    assert [section.split("\n", 1)[0] for section in sections] == list(SIGNAL_NAMES)
    for section, kind in zip(sections, vocabulary(), strict=True):
        assert section.count("\n- ") == len(kind.hears) + len(kind.ignores)


def test_the_page_shows_stars_and_brackets_letter_for_letter():
    page = to_markdown()

    assert r"what the f\*\*\* is a holding fee" in page
    assert "Please fill in the form at &lt;url>." in page


def test_importing_the_names_reads_no_file_and_loads_no_numpy():
    script = "import sys, heard.signals; print(sorted({'numpy', 'tomllib'} & set(sys.modules)))"

    answer = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert answer.stdout.strip() == "[]"
