"""A scorecard quotes what it judges: the customer's story, the calm reply, and words to try that are theirs."""

import json

import pytest
from test_review import CALMED, card_of, said
from test_review_report import page_of

from heard.cli.summary import paint_cards, paint_cohort, spark
from heard.conversation import Channel, Conversation, Speaker, Turn
from heard.listen import Heard, Reading
from heard.playbook import Playbook
from heard.playbook.lines import sayable
from heard.review import card_from_json, card_json, score_readings, summarize
from heard.review.findings import find_first
from heard.review.instead import lines_of
from heard.review.reach import ANSWERS_UNREAD, UNREAD, why_not
from heard.review.steps import shown_steps
from heard.track import Followed, Track

BOOK = Playbook.load()
KNOWN = {
    "fact": "the boiler has been dead since Sunday",
    "words": "“two engineers came and neither had the part”",
    "issue": "the problem with your boiler",
    "feeling": "frustrating",
}
FIX_FIRST = """
customer: My boiler has been dead since Sunday and nobody rings back! | 3, long_wait
agent: Please restart the control panel and read me the code. | fix_first, ask
customer: I did that four times! | 3
"""
STORY = """
customer: On Sunday I paid 80 euros for the express parcel. | 0
customer: Your driver said it was delivered. Nobody there believes me. | 2, dismissed=Nobody there believes
agent: That must be maddening, and I'm sorry. I'll call the depot. | acknowledge, apologize, own
customer: Fine. | 1
"""


def unread(speaker, text):
    return Heard(Turn(speaker, text), Reading(unread="unsupported language"))


# what to try instead


@pytest.mark.parametrize("channel", [None, *Channel])
@pytest.mark.parametrize("play", BOOK.plays, ids=lambda play: play.name)
def test_no_play_is_shown_by_a_line_that_goes_on_from_one_left_out(play, channel):
    leads = [*play.lines(channel)[:1], play.say[0], *play.plain]

    for known in ({}, {"issue": KNOWN["issue"]}, KNOWN):
        said_first = lines_of(play, known, channel)[0]
        could = {line for lead in leads for line in sayable((lead,), known)}
        assert said_first in could or (not could and "[" in said_first)
        assert "{" not in said_first


def test_what_to_try_after_a_fix_that_came_first_begins_with_what_the_customer_said():
    card = card_of(FIX_FIRST, playbook=BOOK)

    (first, *_), general = card.instead[0].say, card.instead[0].general
    assert card.broke_at == 2
    assert "your boiler has been dead since Sunday" in first
    assert "{" not in general
    assert "boiler" not in general


def test_what_the_customer_says_later_is_not_put_into_the_words_to_try():
    early = card_of(FIX_FIRST, playbook=BOOK)
    later = card_of(FIX_FIRST + "customer: And my heating bill doubled! | 3\n", playbook=BOOK)

    assert later.instead[0].say == early.instead[0].say


def test_the_report_says_first_what_goes_for_any_customer():
    cards = [card_of(FIX_FIRST, playbook=BOOK, name=name) for name in ("a", "b")]

    first = find_first(summarize(cards), cards)[0]

    assert first.instead.say == (cards[0].instead[0].general,)


# the five steps


def test_step_one_is_done_by_words_and_only_where_there_is_heat():
    written = """
customer: My badge won't open the gate{} | {}
agent: @lena Hello! I'm here to help. | reassure=I'm here to help.
customer: It ends in 11. | 0
"""

    hot = card_of(written.format(", again!", 3))
    calm = card_of(written.format(".", 0))

    assert (hot.steps[0].state, calm.steps[0].state) == ("done", "unneeded")
    assert hot.quote(hot.steps[0].evidence[0]).words == "I'm here to help."


def test_step_one_that_was_mended_quotes_the_words_that_mended_it():
    conversation, readings = said("""
customer: The gate is shut again! | 2
agent: Calm down. | calm_down
customer: Excuse me? | 2
agent: I'm sorry, I shouldn't have said that. The gate matters. | apologize=I'm sorry
customer: Fine. | 0
agent: It opens at six tomorrow. | solve, set_expectation
""")

    track = Track()
    followed = [
        Followed(turn, reading, track.follow(turn, reading))
        for turn, reading in zip(conversation.turns, readings, strict=True)
    ]
    step = shown_steps(followed, None)[0]

    assert step.state == "done"
    assert [(one.turn, one.signal) for one in step.evidence] == [(3, "apologize")]


@pytest.mark.parametrize("written", [CALMED, FIX_FIRST, STORY])
def test_every_step_that_was_done_or_broke_has_its_words_or_a_reason(written):
    for step in card_of(written).steps:
        assert step.state in ("open", "unneeded") or step.evidence or step.why


# the story


def test_the_card_tells_what_they_said_happened_and_what_is_under_it(tmp_path):
    card = card_of(STORY, name="parcel")

    facts = [card.quote(fact).words.strip() for fact in card.story.facts]
    assert facts[0] == "On Sunday I paid 80 euros for the express parcel."
    assert card.quote(card.story.concern).words == "Nobody there believes me."
    assert card.story.concern.signal == "dismissed"
    assert card_from_json(json.loads(json.dumps(card_json(card, transcript=True)))) == card
    told = page_of(tmp_path, [card]).data["talks"][0]["story"]
    assert told["under"][0] == "being brushed off"
    assert len(told["facts"]) == len(facts)


def test_the_terminal_tells_the_story_in_two_lines(capsys):
    paint_cards([card_of(STORY, name="parcel")])

    told = " ".join(capsys.readouterr().out.split())
    assert "they said: “On Sunday I paid 80 euros for the express parcel.”" in told
    assert "under it: being brushed off, “Nobody there believes me.”" in told


# what was not read


@pytest.mark.parametrize(
    ("heard", "reason"),
    [
        (
            [
                unread(Speaker.CUSTOMER, "Das Paket fehlt seit drei Wochen."),
                Heard(Turn(Speaker.AGENT, "Which parcel is it?"), Reading()),
                Heard(Turn(Speaker.CUSTOMER, "417"), Reading(0.0, "neutral")),
            ],
            UNREAD,
        ),
        (
            [
                Heard(Turn(Speaker.CUSTOMER, "My parcel is missing!"), Reading(0.5, "frustrated")),
                unread(Speaker.AGENT, "Es tut uns sehr leid, wir sehen nach."),
            ],
            ANSWERS_UNREAD,
        ),
        (
            [
                unread(Speaker.CUSTOMER, "Hola, buenas."),
                Heard(Turn(Speaker.CUSTOMER, "My parcel is missing, please look."), Reading(0.1)),
                Heard(Turn(Speaker.AGENT, "I'm looking now."), Reading()),
            ],
            "",
        ),
    ],
    ids=["customer", "answers", "a greeting alone"],
)
def test_what_is_mostly_in_another_language_is_not_scored(heard, reason):
    conversation = Conversation("c1", tuple(one.turn for one in heard))

    card = score_readings(conversation, tuple(one.reading for one in heard))

    assert why_not(heard) == card.not_scored == reason
    assert card.unread is bool(reason)
    assert summarize([card]).scored == (0 if reason else 1)
    assert card_from_json(json.loads(json.dumps(card_json(card, transcript=True)))) == card


# the terminal


def test_ten_thousand_turns_draw_sixty_blocks_and_keep_the_peak(capsys):
    levels = [0] * 9_000 + [3] + [0] * 999
    turns = tuple(Turn(Speaker.CUSTOMER, "So.") for _ in levels)
    answer = Turn(Speaker.AGENT, "Yes.")
    readings = tuple(Reading(level / 4) for level in levels)
    card = score_readings(Conversation("long", (*turns, answer)), (*readings, Reading()))

    paint_cards([card])

    line = capsys.readouterr().out.splitlines()[0]
    assert sum(line.count(block) for block in "▁▃▅▆█") == len(spark(levels)) == 60
    assert max(spark(levels)) == 3


def test_one_is_told_in_the_singular(capsys):
    one = card_of("""
customer: You lost my bag! | 2
agent: I'm sorry, I see why that hurts. It lands at six today. | acknowledge, solve, set_expectation=at six today
customer: Good. | 0
""")

    paint_cohort(summarize([one]), None)

    told = " ".join(capsys.readouterr().out.split())
    assert "1 conversation " in told
    assert "1 customer turn to calm" in told
