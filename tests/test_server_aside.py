"""Reading aside: another process reads the same, and nothing is lost where it ends."""

from __future__ import annotations

import asyncio
import gc
from pathlib import Path

import pytest
from waiting import eventually

from heard.conversation import Speaker, Turn
from heard.formats import load_all
from heard.listen import SoFar, load_listener
from heard.listen.rules.danger import in_danger, told
from heard.server import desk as server_desk
from heard.server.aside import FEWEST, Aside
from heard.server.schemas import Opening
from heard.server.settings import Settings
from heard.server.tidy import YOUNG, tidied
from heard.store import Store

SAMPLE = Path(__file__).parent.parent / "heard" / "samples" / "third-call.txt"


@pytest.fixture(scope="module")
def listener():
    return load_listener("swift")


@pytest.fixture
def aside(listener):
    found = Aside(listener, "swift")
    found.start()
    eventually(lambda: found.beside)
    yield found
    found.stop()


@pytest.fixture(scope="module")
def asked(listener):
    """Each turn of a conversation with those before it, and what is read there."""
    before, turns, readings = SoFar(), [], []
    (sample,) = load_all([SAMPLE])
    for turn in sample.conversation.turns:
        turns.append((turn, before))
        readings.append(listener.read(turn, before))
        before = before.add(turn, readings[-1])
    return turns, readings


def test_server_aside_reads_the_same_beside(aside, asked):
    turns, readings = asked

    assert list(aside.read_all(turns * 6)) == readings * 6


def test_server_aside_reads_one_turn_alone_where_those_before_were_read(aside, asked, monkeypatch):
    turns, readings = asked
    list(aside.read_all(turns[:-1]))
    monkeypatch.setattr(aside, "_read_here", lambda *_: pytest.fail("it was read here"))

    assert list(aside.read_all(turns[-1:])) == readings[-1:]


def test_server_aside_brings_what_the_words_tell_the_coach(aside, monkeypatch):
    text = "I can smell gas and your lamp sparks! I told you on Monday, and nobody came."
    turn = Turn(Speaker.CUSTOMER, text)
    list(aside.read_all([(turn, SoFar())]))
    monkeypatch.setattr(told._look, "_find", lambda _: pytest.fail("it was looked for here"))

    assert text[slice(*in_danger(text))] == "smell gas"


def test_server_aside_is_there_before_turns_wait_on_a_busy_desk(tmp_path, monkeypatch):
    monkeypatch.setattr(server_desk, "MANY", 3)
    with Store.open(f"sqlite:///{tmp_path}/heard.db", synced=False) as store:
        desk = server_desk.Desk(store, settings=Settings(listener="swift"))
        try:
            for name in ("one", "two"):
                desk.open(Opening(id=name))
            few = desk.aside._process
            desk.open(Opening(id="three"))
            many = desk.aside._process
        finally:
            desk.stop()

    assert few is None
    assert many is not None
    assert many.returncode is not None


def test_server_aside_knows_the_turns_before_only_where_they_are_the_same(aside, listener, asked):
    turns, readings = asked
    (first, _), (second, _) = turns[:2]
    other = SoFar().add(Turn(Speaker.AGENT, "That's our policy."), listener.read(second, SoFar()))

    found = [*aside.read_all(turns), *aside.read_all([(first, other)] * FEWEST)]
    after_other = other.add(first, found[-1])
    again = list(aside.read_all([(second, after_other), *turns]))

    assert found[: len(turns)] == readings
    assert again == [listener.read(second, after_other), *readings]


def test_server_aside_reads_here_what_the_other_process_did_not(aside, asked):
    turns, readings = asked
    found = []
    for place, reading in enumerate(aside.read_all(turns * 6)):
        if place == 3:
            aside._process.kill()
            aside._process.wait()
        found.append(reading)

    assert found == readings * 6
    assert not aside.beside
    assert list(aside.read_all(turns)) == readings


def test_server_aside_mistakes_no_answer_for_another_where_some_were_left(aside, asked):
    turns, readings = asked
    begun = aside.read_all(turns * 2)
    next(begun)
    begun.close()

    assert not aside.beside
    assert list(aside.read_all(turns)) == readings


def test_server_aside_tells_what_stood_in_the_way_of_one_turn(aside, asked):
    turns, readings = asked
    wrong = ("no turn", SoFar())

    found = list(aside.read_all([*turns, wrong, *turns]))

    assert isinstance(found[len(turns)], AttributeError)
    assert [*found[: len(turns)], *found[len(turns) + 1 :]] == readings * 2


def test_server_aside_starts_only_where_turns_wait_and_it_may(listener, asked):
    turns, readings = asked
    free, bound = Aside(listener, "swift"), Aside(listener, "swift", allowed=False)

    assert list(free.read_all(turns[: FEWEST - 1])) == readings[: FEWEST - 1]
    assert free._process is None
    assert list(bound.read_all(turns)) == readings
    assert bound._process is None
    assert list(free.read_all(turns)) == readings
    assert free._process is not None
    process = free._process
    free.stop()
    assert process.returncode is not None


def test_server_tidies_only_in_quiet_moments():
    async def serve():
        walked = set()
        async with tidied(lambda: 0.0):
            gc.callbacks.append(note := lambda phase, told: walked.add(told["generation"]))
            kept = [[] for _ in range(YOUNG * 25)]  # what conversations leave is kept, too
            gc.callbacks.remove(note)
            return walked, gc.get_freeze_count() if kept else 0

    before = gc.get_threshold()

    walked, frozen = asyncio.run(serve())

    assert walked == {0}
    assert frozen > 0
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0
