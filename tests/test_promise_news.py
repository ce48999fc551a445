"""What `heard follow` tells of promises: each once when it is made, and once when its time is over."""

import json
from datetime import datetime

import pytest
from called import heard

from heard.conversation import Conversation, Speaker, Turn
from heard.listen import Reading, Signal
from heard.track import Track
from heard.track.promises import PromiseNews, promise_news

CUSTOMER, AGENT = Speaker.CUSTOMER, Speaker.AGENT
HOUR = 3600.0
BEGAN = datetime.fromisoformat("2026-03-10T10:15:00")  # a Tuesday


def news(*said: tuple[Speaker, str, float], began: datetime | None = BEGAN) -> list[PromiseNews]:
    """What each turn changes: (who, what, seconds since the beginning)."""
    turns = tuple(Turn(speaker, text, at_s=at_s) for speaker, text, at_s in said)
    conversation = Conversation("c1", turns, started_at=began)
    track = Track(started_at=began)
    told = []
    for turn in turns:
        solved = (Signal("resolved", 0.95, 0, 4),) if "works now" in turn.text else ()
        heat = 0.1 if turn.from_customer else None
        told.append(promise_news(conversation, track.follow(turn, Reading(heat, None, solved))))
    return told


def what(promises: object) -> list[str]:
    return [one.what for one in promises]  # type: ignore[attr-defined]


def test_a_promise_is_told_in_its_own_turn_and_overdue_once_after_its_time():
    told = news(
        (CUSTOMER, "Still no heating.", 0),
        (AGENT, "I'll call you by Thursday at noon.", HOUR),
        (CUSTOMER, "Fine.", 2 * HOUR),
        (CUSTOMER, "It's Friday.", 75 * HOUR),
        (CUSTOMER, "Hello?", 76 * HOUR),
    )

    assert [what(one.made) for one in told] == [[], ["call you"], [], [], []]
    assert [what(one.overdue) for one in told] == [[], [], [], ["call you"], []]


def test_a_promise_without_a_day_and_one_of_the_customers_are_told_and_never_overdue():
    told = news(
        (AGENT, "We'll get back to you soon.", 0),
        (CUSTOMER, "I'll send you the photo tonight.", HOUR),
        (CUSTOMER, "Nothing?", 200 * HOUR),
    )

    assert [one.owner for one in (*told[0].made, *told[1].made)] == ["company", "customer"]
    assert told[2] == PromiseNews()


def test_what_was_promised_within_the_hour_may_have_been_done_where_we_spoke_meanwhile():
    promise = (AGENT, "I'll ring you by 10:45.", 60.0)

    kept = news(promise, (AGENT, "Here I am again.", 600.0), (CUSTOMER, "Hm.", 2 * HOUR))
    broken = news(promise, (CUSTOMER, "Hm.", 2 * HOUR))

    assert kept[-1].overdue == ()
    assert what(broken[-1].overdue) == ["ring you"]


def test_nothing_is_overdue_once_the_matter_is_solved_or_where_no_day_is_known():
    promise = (AGENT, "I'll call you by Thursday at noon.", 0.0)

    solved = news(promise, (CUSTOMER, "It works now, thanks.", 80 * HOUR))
    undated = news(promise, (CUSTOMER, "Hm.", 80 * HOUR), began=None)

    assert solved[-1].overdue == undated[-1].overdue == ()


@pytest.fixture
def talk(tmp_path):
    turns = [
        {"speaker": "customer", "text": "Still no heating.", "at_s": 0},
        {"speaker": "agent", "text": "I'll call you by Thursday at noon.", "at_s": HOUR},
        {"speaker": "agent", "text": "We'll look into the rest soon.", "at_s": HOUR},
        {"speaker": "customer", "text": "It's Friday.", "at_s": 75 * HOUR},
    ]
    path = tmp_path / "talk.jsonl"
    path.write_text(json.dumps({"id": "c1", "started_at": BEGAN.isoformat(), "turns": turns}))
    return path


def test_follow_shows_promises_in_a_quiet_line(talk):
    shown = " ".join(heard("follow", str(talk)).stdout.split())

    assert "promised: “call you” · by Thursday at noon = Thu 12 Mar, 12:00" in shown
    assert "· no day named" in shown
    assert "overdue since Thu 12 Mar, 12:00: “call you”, promised in turn 2" in shown


def test_follow_tells_promises_in_its_json(talk):
    told = [json.loads(line) for line in heard("follow", "--json", str(talk)).stdout.splitlines()]

    assert [[one["what"] for one in turn["promises"]] for turn in told][1] == ["call you"]
    (overdue,) = told[3]["promises_overdue"]
    assert overdue["due_by"] == "2026-03-12T12:00:00"
    assert overdue["turn"] == 2
    said = "I'll call you by Thursday at noon."
    assert said[overdue["start"] : overdue["end"]] == said.rstrip(".")
