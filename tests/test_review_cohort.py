"""A cohort's numbers are the ones a person would count by hand."""

import json
import random

import pytest
from test_review import ASKED, CALMED, HOT, NEVER, card_of

from heard.cli.summary import paint_cohort
from heard.review import Count, Rate, cohort_json, summarize, wilson
from heard.review.findings import find_first
from heard.review.shelves import shelves, title

FLARED = """
customer: You lost my case AGAIN. | 2, repeat_contact
agent: I'm sorry, that is the second time. I have it here now. | acknowledge, apologize, own
customer: Okay. | 1
agent: What was it about? | ask, ask_again
customer: Seriously?! I told you! | 3, repeat_contact, dismissed
agent: Someone will get back to you. | vague_promise
customer: Whatever. | 2
"""
ALONE = "customer: Anybody? | 2, dismissed"


def cards():
    written = [CALMED, CALMED, HOT, NEVER, ASKED, FLARED, ALONE]
    agents = ["Noor", "Imre", "Imre", "Noor", "Imre", None, None]
    return [
        card_of(text, name=f"c{number}", agent=agent)
        for number, (text, agent) in enumerate(zip(written, agents, strict=True))
    ]


def test_the_success_rate_is_counted_as_its_definition_says():
    cohort = summarize(cards())

    assert (cohort.conversations, cohort.scored, cohort.hot) == (7, 6, 5)
    assert cohort.success == Rate(2, 4)  # CALMED twice, of CALMED, CALMED, HOT and FLARED
    assert cohort.apart == 1  # ASKED: the customer asked for the supervisor
    assert cohort.strict == Rate(2, 5)  # nothing is set apart in the strict reading
    assert cohort.heard_again == Rate(2, 3)  # in HOT the customer said nothing after the peak


def test_the_other_numbers_are_counted_by_hand():
    cohort = summarize(cards())

    assert dict(cohort.outcomes) == {"never": 1, "calmed": 3, "hot": 2, "handed": 0}
    assert sum(cohort.broke_at) == 6
    assert sum(cohort.broke_at_hot) == 5
    assert cohort.broke_at[1] == 2  # "Please calm down", twice
    assert cohort.phase_1_skipped == Rate(1, 5)  # HOT: a router question, and no word of feeling
    assert cohort.reignited == Rate(1, 4)
    assert cohort.repeat_contact == Rate(1, 6)
    assert cohort.calm_turns == ((1, 1), (2, 2))
    assert cohort.median_calm_turns == 2
    assert dict(cohort.escalations)["warranted"] == 1


def test_what_customers_say_they_will_send_is_no_promise_of_an_agent():
    told = "customer: I'll send you the photos.\nagent: I'll ring you by 5 pm.\ncustomer: OK."
    card = card_of(told)

    cohort, lists = summarize([card]), shelves([card])

    assert [one.owner for one in card.promises] == ["customer", "agent"]
    assert dict(cohort.promises) == {"dated": 1, "event": 0, "vague": 0}
    assert cohort.vague_conversations == 0
    assert "promise:vague" not in lists


def test_a_signal_is_counted_once_a_conversation_and_once_a_turn():
    tallies = {tally.name: tally for tally in summarize(cards()).triggers}

    assert (tallies["repeat_contact"].conversations, tallies["repeat_contact"].turns) == (1, 2)
    assert tallies["broken_promise"].success == Rate(2, 2)
    assert tallies["broken_promise"].without == Rate(0, 1)  # in HOT the ending is not known


def test_agents_stand_in_order_of_name_and_small_numbers_have_no_rate():
    cohort = summarize(cards())

    agents = [group for group in cohort.groups if group.kind == "agent"]
    assert [agent.name for agent in agents] == ["Imre", "Noor"]
    assert agents[0].success == Rate(1, 2)
    assert cohort_json(cohort)["by_agent"]["Imre"]["success_rate"]["rate"] is None
    assert cohort_json(cohort)["by_agent"]["Imre"]["success_rate"]["n"] == 2


def test_counting_in_parts_and_merging_gives_the_same_cohort():
    everything = cards()
    first, second = Count(), Count()
    for card in everything[:3]:
        first.add(card)
    for card in everything[3:]:
        second.add(card)

    second.merge(first)

    assert second.cohort() == summarize(everything)


def test_the_order_of_the_conversations_does_not_matter():
    everything = cards()
    mixed = random.Random(1).sample(everything, len(everything))

    assert summarize(mixed) == summarize(everything)


def test_endings_that_are_not_known_are_counted_apart_from_those_that_are():
    cohort = summarize([*cards(), *[card_of(HOT, name=f"h{number}") for number in range(9)]])

    assert cohort.unknown == 10
    assert cohort.mostly_unknown
    assert not summarize(cards()).mostly_unknown
    assert cohort_json(cohort)["ending_unknown"] == 10
    assert cohort_json(cohort)["success_rate"]["n"] == 13  # the definition stays as it is


def test_the_terminal_leads_with_known_endings_and_shows_no_rate_of_nothing(capsys):
    paint_cohort(
        summarize([*cards(), *[card_of(HOT, name=f"h{number}") for number in range(9)]]), None
    )
    told = capsys.readouterr().out
    paint_cohort(summarize([card_of(NEVER)]), None)
    calm = capsys.readouterr().out

    assert told.index("where the ending is known") < told.index("every unknown counted as not")
    assert "10  of 13 have an unknown ending" in told
    assert "0/0" not in calm


def test_nothing_at_all_is_a_cohort_too():
    cohort = summarize([])

    assert cohort.success.share is None
    assert json.loads(json.dumps(cohort_json(cohort)))["conversations"] == 0


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [  # worked out with the closed form by hand, and checked against published tables
        (8, 10, 0.4902, 0.9433),
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (50, 100, 0.4038, 0.5962),
    ],
)
def test_wilson_gives_the_published_values(hits, of, low, high):
    assert wilson(hits, of) == pytest.approx((low, high), abs=5e-5)


def test_every_number_has_as_many_conversations_behind_it():
    everything = cards()
    cohort, lists = summarize(everything), shelves(everything)

    assert len(lists["success"]) == cohort.success.hits
    failures = cohort.success.of - cohort.success.hits
    assert len(lists["failure"]) == failures
    assert len(lists["unknown"]) == cohort.unknown
    assert len(lists["stayed"]) == failures - cohort.unknown
    assert len(lists["handed-on"]) == cohort.handed_on
    assert len(lists["skipped"]) == cohort.phase_1_skipped.hits
    assert len(lists["step:1"]) == cohort.broke_at[1]
    for tally in cohort.missteps:
        assert len(lists[f"misstep:{tally.name}"]) == tally.conversations
        assert len(lists.get(f"hot+misstep:{tally.name}", [])) == tally.hot
    assert all(title(name) for name in lists)


def test_the_first_findings_name_the_step_the_misstep_and_the_trigger_seen_most():
    everything = cards()

    findings = find_first(summarize(everything), everything)

    assert len(findings) == 3
    assert findings[0].title == "Coach step 1: stay calm and safe"
    assert "2 of 5 high-heat conversations" in findings[0].sentence
    assert findings[1].shelf == "hot+misstep:vague_promise"
    assert findings[2].title == "What heats customers most: being brushed off"
    assert not any("because" in finding.sentence for finding in findings)


def test_a_thing_seen_once_is_no_finding():
    only = [card_of(HOT)]

    assert find_first(summarize(only), only) == ()
