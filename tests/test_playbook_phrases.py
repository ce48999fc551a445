import time

import pytest

from heard.conversation import Channel
from heard.playbook import Playbook
from heard.playbook.matcher import Matcher
from heard.playbook.phrase import Phrase

PLAYBOOK = Playbook.load()


def matcher(*avoid: str, unless=(), unless_said=(), fine_after=()) -> Matcher:
    phrase = Phrase(
        name="under-test",
        avoid=avoid,
        say_instead=("Something better.",),
        why="It is under test.",
        misstep="cold",
        hears=("a", "b"),
        ignores=("a", "b"),
        unless=unless,
        unless_said=unless_said,
        fine_after=fine_after,
    )
    return Matcher([phrase])


def quotes(finder: Matcher, text: str, **heard) -> list[str]:
    return [text[hit.start : hit.end] for hit in finder.find(text, **heard)]


HEARS = [(phrase.name, text) for phrase in PLAYBOOK.phrases for text in phrase.hears]
IGNORES = [text for phrase in PLAYBOOK.phrases for text in phrase.ignores]


@pytest.mark.parametrize(("name", "text"), HEARS)
def test_a_phrase_is_found_in_what_it_hears(name, text):
    assert name in [hit.phrase.name for hit in PLAYBOOK.phrase_hits(text)]


@pytest.mark.parametrize("text", IGNORES)
def test_no_phrase_is_found_in_what_one_ignores(text):
    assert [hit.phrase.name for hit in PLAYBOOK.phrase_hits(text)] == []


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("calm down", "Please CALM\n down, sir.", ["CALM\n down"]),
        ("soon|shortly", "Soon, or shortly.", ["Soon", "shortly"]),
        (
            "calm yourself? down",
            "calm down / calm yourself down",
            ["calm down", "calm yourself down"],
        ),
        ("wait tim*", "The wait timings are long.", ["wait timings"]),
        ("within # days", "within 14 days, within two days", ["within 14 days"]),
        ("by @when", "by Friday, by {date}, by 5 pm, by bus", ["by Friday", "by {date}", "by 5"]),
        ("what was ... again", "What was your number again?", ["What was your number again"]),
        ("what was ... again", "What was the number on the box again?", []),
        (
            "can not help",
            "I can't help; I cannot help; I can’t help.",
            ["can't help", "cannot help", "can’t help"],
        ),
        ("you are wrong", "You're wrong.", ["You're wrong"]),
        ("it is late", "It is. Late again.", []),
        ("late again", "I came late\n\nagain.", []),
        ("calm", "becalmed calmly", []),
        ("price is", "The price is 3.50 is it?", ["price is"]),
    ],
)
def test_a_pattern_takes_its_words_in_any_spelling_and_within_a_sentence(pattern, text, found):
    assert quotes(matcher(pattern), text) == found


def test_of_overlapping_hits_of_a_phrase_the_first_and_longest_is_kept():
    finder = matcher("very sorry", "very sorry indeed", "sorry indeed")

    assert quotes(finder, "very sorry indeed") == ["very sorry indeed"]


def test_unless_looks_at_the_sentence_and_unless_said_at_the_message():
    assert quotes(matcher("soon", unless=("by friday",)), "Soon, by Friday. Soon.") == ["Soon"]
    assert quotes(matcher("soon", unless_said=("by friday",)), "Soon. By Friday.") == []


def test_some_wording_is_fine_after_what_the_customer_said():
    finder = matcher("stay polite", fine_after=("abuse",))

    assert quotes(finder, "Please stay polite.") == ["stay polite"]
    assert quotes(finder, "Please stay polite.", heard=("abuse",)) == []


@pytest.mark.parametrize(
    ("text", "misstep"),
    [
        ("Let me check and make sure we expedite this.", "vague_promise"),
        ("I'll escalate this.", "vague_promise"),
        ("Is there anything else I can help with?", "scripted"),
        ("You're absolutely right, this is unacceptable.", "over_agree"),
        ("I'm sorry, but the warehouse was closed.", "excuse"),
        ("I need you to keep this conversation respectful.", "calm_down"),
    ],
)
def test_what_was_decided_against_is_found(text, misstep):
    assert {hit.phrase.misstep for hit in PLAYBOOK.phrase_hits(text)} == {misstep}


@pytest.mark.parametrize(
    "text",
    [
        "I've asked the depot to put it first. They'll call you by Friday at noon.",
        "I'll escalate this to billing, and you'll have their answer by Friday.",
        "Your refund will be there by Friday. Is there anything else I can help with?",
        "I'd feel the same way.",
        "I'm sorry you waited six days. I've sent a new one today.",
    ],
)
def test_what_was_decided_for_is_left_alone(text):
    assert PLAYBOOK.phrase_hits(text) == ()


def test_a_request_about_behavior_is_fine_after_abuse_only():
    text = "I need you to keep this conversation respectful."

    assert PLAYBOOK.phrase_hits(text)
    assert not PLAYBOOK.phrase_hits(text, heard=("abuse",))


def test_a_phrase_for_one_channel_is_left_alone_on_others(tmp_path):
    path = tmp_path / "shop.toml"
    path.write_text(
        'extends = "default"\nname = "shop"\nversion = 1\n'
        '[[phrase]]\nname = "soon"\nchannel = "email"\n',
        encoding="utf-8",
    )
    playbook = Playbook.load(path)

    def found(channel: Channel | None) -> bool:
        hits = playbook.phrase_hits("You'll hear from us shortly.", channel=channel)
        return "soon" in [hit.phrase.name for hit in hits]

    assert found(Channel.EMAIL)
    assert found(None)
    assert not found(Channel.PHONE)


def test_the_time_grows_with_the_length_of_the_text():
    def seconds(text: str) -> float:
        times = []
        for _ in range(3):
            start = time.thread_time()
            PLAYBOOK.phrase_hits(text)
            times.append(time.thread_time() - start)
        return min(times)

    said = "we will look into it and get back to you soon you should have can not "

    assert seconds(said * 1600) < 10 * seconds(said * 400)  # four times the text; 16 if quadratic


@pytest.mark.parametrize(
    "text", ["", "   \n\n", "?!...", "🙂" * 1000, "مرحبا، سنعود إليك", "'" * 500]
)
def test_odd_texts_have_no_phrases(text):
    assert PLAYBOOK.phrase_hits(text) == ()
