"""The ear and its intake: together where they wait, alone where one is at fault, always in order."""

from __future__ import annotations

import queue
import threading

import pytest
from sqlalchemy import text
from waiting import SLOW_S

from heard.conversation import Speaker, Turn
from heard.errors import StoreError
from heard.server.desk import DESK, Desk
from heard.server.ear import TOGETHER, Ear, Said, drawn
from heard.server.intake import PAUSE_S, TRIES
from heard.server.metrics import Metrics
from heard.server.problems import Problem
from heard.server.schemas import Opening
from heard.server.settings import Settings
from heard.store import Store


@pytest.fixture
def desk(tmp_path):
    store = Store.open(str(tmp_path / "heard.db"))
    found = Desk(store, settings=Settings(db=str(tmp_path / "heard.db"), listener="swift"))
    for name in ("a", "b", "c", "d"):
        found.open(Opening(id=name))
    yield found
    found.stop()
    store.close()


def said(conversation, words, *, name=None, expected=None):
    turn = Turn(Speaker.CUSTOMER, words)
    return Said(conversation, turn, name or f"{conversation}-{words[:20]}", expected, DESK)


def test_server_intake_keeps_turns_together_and_refuses_each_alone(desk):
    desk.close("d")
    first = said("a", "This is the third time I call!")
    desk.intake.take_in(first)

    answers = desk.intake.take_in_all(
        [
            said("a", "Are you there?"),
            said("b", "Hello"),
            said("d", "Too late"),
            said("nowhere", "Hello"),
            said("c", "Hello", expected=7),
        ]
    )
    again = desk.intake.take_in(first)

    assert [one["seq"] for one in answers[:2]] == [2, 1]
    assert [one.name for one in answers[2:]] == ["closed", "unknown-conversation", "out-of-order"]
    assert (again["seq"], again["duplicate"]) == (1, True)
    assert [one.turn.text for one in desk.store.conversations.turns("a")] == [
        "This is the third time I call!",
        "Are you there?",
    ]


def test_server_intake_tells_of_our_promises_and_keeps_theirs_off_the_board(desk):
    ours = Said("a", Turn(Speaker.AGENT, "I'll ring you by Friday."), "a-2", None, DESK)

    desk.intake.take_in(said("a", "I'll send you the photos by Friday."))
    desk.intake.take_in(ours)

    told = [one.note for one in desk.store.events.of("a", "promise")]
    assert told == ["ring you"]
    assert [one.promise.owner for one in desk.store.promises.of("a")] == ["customer", "agent"]
    assert [one.what for one in desk.store.promises.board()["pending"]] == ["ring you"]


def test_server_intake_a_fault_of_one_turn_spares_the_others(desk):
    with desk.store._database.engine.begin() as connection:
        connection.execute(
            text(
                "CREATE TRIGGER odd BEFORE INSERT ON turns WHEN new.text = 'odd'"
                " BEGIN SELECT RAISE(ABORT, 'odd'); END"
            )
        )

    answers = desk.intake.take_in_all([said("a", "one"), said("b", "odd"), said("c", "three")])

    assert isinstance(answers[1], StoreError)
    assert [answers[0]["seq"], answers[2]["seq"]] == [1, 1]
    assert desk.store.conversations.get("b").seq == 0
    assert desk.intake.take_in(said("b", "even"))["seq"] == 1


def test_server_intake_gives_up_where_the_store_keeps_nothing(desk):
    with desk.store._database.engine.begin() as connection:
        connection.execute(
            text(
                "CREATE TRIGGER shut BEFORE INSERT ON turns BEGIN SELECT RAISE(ABORT, 'shut'); END"
            )
        )

    answers = desk.intake.take_in_all([said(name, "hello") for name in "abcd"])

    assert all(isinstance(one, StoreError) for one in answers[:2])
    assert [one.name for one in answers[2:]] == ["not-ready", "not-ready"]
    assert all(desk.store.conversations.get(name).seq == 0 for name in "abcd")


def test_server_intake_bad_turns_do_not_count_against_the_others(desk):
    bad = [said("a", "hello", name=" "), said("b", "hello", name=" ")]

    answers = desk.intake.take_in_all([*bad, said("c", "hello"), said("d", "hello")])

    assert [type(one).__name__ for one in answers[:2]] == ["InputError", "InputError"]
    assert [one["seq"] for one in answers[2:]] == [1, 1]


def test_server_ear_draws_one_turn_of_each_conversation():
    waiting = queue.SimpleQueue()
    asked = [(said(where, "x", name=str(n)), print) for n, where in enumerate("abcba")]
    for one in asked[1:]:
        waiting.put(one)

    together, held = drawn(asked[0], waiting)

    assert [one[0].conversation for one in together] == ["a", "b", "c"]
    assert held is asked[3]
    assert waiting.get_nowait() is asked[4]


def test_server_ear_takes_in_what_has_come_before_it_stops():
    waiting = queue.SimpleQueue()
    for one in [*((said(f"c{n}", "x"), print) for n in range(TOGETHER + 5)), None]:
        waiting.put(one)

    first, held = drawn(waiting.get(), waiting)
    rest, _ = drawn(waiting.get(), waiting)

    assert held is None
    assert [len(first), len(rest)] == [TOGETHER, 5]
    assert waiting.get_nowait() is None


def test_server_ear_answers_every_turn_in_its_order_whatever_comes_at_once(desk):
    ear = Ear(desk.intake, Metrics(), threads=2)
    ear.start()
    answers: dict[str, list[int]] = {name: [] for name in "abcd"}
    over = threading.Semaphore(0)

    def then(name):
        def note(answer):
            answers[name].append(0 if isinstance(answer, Problem) else answer["seq"])
            over.release()

        return note

    for number in range(10):
        for name in "abcd":
            ear.submit(said(name, f"and another thing {number}", name=f"{number}"), then(name))
    for _ in range(40):
        assert over.acquire(timeout=SLOW_S)
    ear.stop()

    assert answers == {name: list(range(1, 11)) for name in "abcd"}
    assert [one.turn.text for one in desk.store.conversations.turns("c")] == [
        f"and another thing {number}" for number in range(10)
    ]


def test_server_intake_pauses_for_longer_and_longer_where_another_worker_is_faster(desk):
    other = Desk(desk.store, settings=desk.settings)
    read, pauses = desk.intake._read, []

    def outrun(asked):  # the other worker's turn comes between ours and its commit
        found = list(read(asked))
        if len(pauses) < TRIES - 1:
            other.intake.take_in(said("a", f"and another thing {len(pauses)}"))
        return found

    desk.intake._read, desk.intake._pause = outrun, pauses.append
    heard = desk.intake.take_in(said("a", "This is the third time I call!"))
    alone = len(pauses)
    desk.intake.take_in(said("b", "hello"))
    other.stop()

    assert heard["seq"] == TRIES
    assert alone == len(pauses) == TRIES - 1
    assert all(0 <= pause <= PAUSE_S * 2**n for n, pause in enumerate(pauses))
    assert len(set(pauses)) == len(pauses)


def test_server_ear_says_so_where_nobody_listens(desk):
    ear = Ear(desk.intake, Metrics())

    with pytest.raises(Problem, match="the server was not started") as before:
        ear.hear(said("a", "one"))
    ear.start()
    first = ear.hear(said("a", "one"))
    ear.stop()
    with pytest.raises(Problem, match="it is stopping") as after:
        ear.hear(said("a", "two"))

    assert first["seq"] == 1
    assert (before.value.name, after.value.name) == ("not-ready", "not-ready")
