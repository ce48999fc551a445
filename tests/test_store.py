import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from waiting import SLOW_S, eventually

from heard.coach import Coach
from heard.coach.wire import followed_json
from heard.conversation import Channel, Conversation, History, Speaker, Turn
from heard.errors import InputError
from heard.store import Addition, ConflictError, Happened, MissingError, Store, StoreError
from heard.store.columns import storable

STARTED = datetime(2026, 3, 10, 10, 15, tzinfo=UTC)


def said(text, speaker=Speaker.CUSTOMER, **known):
    return Turn(speaker, text, **known)


def kinds(store, **chosen):
    return [event.kind for event in store.events.after(0, **chosen)]


def test_a_conversation_is_kept_as_it_was_opened(store):
    history = History(earlier_contacts=2, overdue_promises=1, customer_since=date(2019, 5, 1))
    store.conversations.open(
        "c1",
        channel=Channel.CHAT,
        customer="k-17",
        agent="ana",
        team="returns",
        started_at=STARTED,
        history=history,
    )

    row = store.conversations.get("c1")
    assert (row.channel, row.customer, row.agent, row.team) == ("chat", "k-17", "ana", "returns")
    assert (row.status, row.seq, row.history, row.started_at) == ("open", 0, history, STARTED)


def test_opening_twice_gives_the_first_and_happens_once(store):
    store.conversations.open("c1", agent="ana")
    again = store.conversations.open("c1", agent="ben")

    assert again.agent == "ana"
    assert kinds(store) == ["opened"]


def test_a_turn_is_kept_with_all_that_follows_from_it(store):
    store.conversations.open("c1", agent="ana")
    turn = said("Third time I call!", at_s=1.5, end_s=3.0, at=STARTED, name="Kim")
    told = {"turn": 1, "heat": 0.7, "advice": {"play": "own-the-repeat"}}
    appended = store.conversations.append(
        "c1",
        client_id="t1",
        turn=turn,
        told=told,
        state=b"\x00\xffstate",
        board={"heat": 0.7, "risk": 0.4, "mood": "heated", "step": 2, "last": "Third time"},
        happened=[Happened("alert", "the customer has become heated")],
    )

    [kept] = store.conversations.turns("c1")
    row = store.conversations.get("c1")
    assert (appended.seq, appended.duplicate, appended.told) == (1, False, told)
    assert (kept.turn, kept.told, kept.client_id, kept.seq) == (turn, told, "t1", 1)
    assert store.conversations.state("c1") == b"\x00\xffstate"
    assert (row.seq, row.heat, row.risk, row.mood, row.step) == (1, 0.7, 0.4, "heated", 2)
    assert row.board["last"] == "Third time"
    assert kinds(store) == ["opened", "turn", "advice", "alert"]
    assert [event.note for event in store.events.after(2)] == [
        "own-the-repeat",
        "the customer has become heated",
    ]


def test_the_same_turn_sent_again_gets_the_first_answer_and_changes_nothing(store):
    store.conversations.open("c1")
    first = store.conversations.append("c1", client_id="t1", turn=said("Hi"), told={"heat": 0.1})
    before = store.events.last()
    again = store.conversations.append(
        "c1", client_id="t1", turn=said("Hi"), told={"heat": 0.9}, expected_seq=0
    )

    assert (again.seq, again.duplicate, again.told) == (first.seq, True, {"heat": 0.1})
    assert store.events.last() == before
    assert len(store.conversations.turns("c1")) == 1
    answer = store.conversations.answer("c1", "t1")
    assert answer is not None
    assert answer.told == {"heat": 0.1}
    assert store.conversations.answer("c1", "t2") is None


def test_the_same_turn_sent_after_closing_is_still_answered(store):
    store.conversations.open("c1")
    store.conversations.append("c1", client_id="t1", turn=said("Hi"), told={})
    store.conversations.close("c1", by="ana")

    assert store.conversations.append("c1", client_id="t1", turn=said("Hi"), told={}).duplicate
    with pytest.raises(ConflictError, match='conversation "c1" is closed'):
        store.conversations.append("c1", client_id="t2", turn=said("Hello?"), told={})


def test_other_words_under_a_name_that_was_used_are_refused(store):
    store.conversations.open("c1")
    store.conversations.append("c1", client_id="t1", turn=said("Hi"), told={})

    with pytest.raises(ConflictError, match='turn "t1" was sent before with other words'):
        store.conversations.append("c1", client_id="t1", turn=said("Bye"), told={})


def test_a_turn_that_expects_another_place_is_refused(store):
    store.conversations.open("c1")
    store.conversations.append("c1", client_id="t1", turn=said("Hi"), told={}, expected_seq=0)

    for wrong in (0, 2):
        with pytest.raises(ConflictError, match=f"is at turn 1, not {wrong}"):
            store.conversations.append(
                "c1", client_id="t2", turn=said("You?"), told={}, expected_seq=wrong
            )
    assert [turn.client_id for turn in store.conversations.turns("c1")] == ["t1"]
    assert store.conversations.get("c1").seq == 1


def test_an_unknown_conversation_is_named(store):
    for ask in (
        lambda: store.conversations.get("nope"),
        lambda: store.conversations.append("nope", client_id="t", turn=said("Hi"), told={}),
        lambda: store.conversations.take("nope", "lea"),
        lambda: store.conversations.whole("nope"),
        lambda: store.promises.save("nope", ()),
    ):
        with pytest.raises(MissingError, match='no conversation "nope"'):
            ask()
    assert store.conversations.turns("nope") == ()
    assert store.conversations.state("nope") is None


@pytest.mark.parametrize("wrong", ["", "  ", "x" * 201, "a\x00b", "a\ud800b"])
def test_ids_that_cannot_be_kept_are_refused(store, wrong):
    store.conversations.open("c1")

    with pytest.raises(InputError, match="id"):
        store.conversations.open(wrong)
    with pytest.raises(InputError, match="id"):
        store.conversations.append("c1", client_id=wrong, turn=said("Hi"), told={})
    with pytest.raises((MissingError, InputError)):
        store.conversations.get(wrong)


@pytest.mark.parametrize("text", ["", "a\x00b", "\ud83d", "😡" * 3, "x" * 200_000, "'; DROP TABLE"])
def test_whatever_people_type_is_kept_at_its_length(store, text):
    store.conversations.open("c1")
    store.conversations.append("c1", client_id="t1", turn=said(text), told={"quote": text})
    again = store.conversations.append("c1", client_id="t1", turn=said(text), told={})

    [kept] = store.conversations.turns("c1")
    assert again.duplicate
    assert kept.text == storable(text)
    assert len(kept.text) == len(text)
    assert kept.told["quote"] == text


def test_turns_can_be_asked_for_from_a_place_and_from_the_end(store):
    store.conversations.open("c1")
    for number in range(1, 6):
        turn = said(f"word {number}")
        store.conversations.append("c1", client_id=f"t{number}", turn=turn, told={})

    assert [turn.seq for turn in store.conversations.turns("c1", 3)] == [4, 5]
    assert [turn.seq for turn in store.conversations.turns("c1", last=2)] == [4, 5]
    assert [turn.seq for turn in store.conversations.turns("c1", 4, last=9)] == [5]


def test_the_list_shows_who_needs_somebody_first_page_by_page(store):
    for name, risk, heat in (("a", 0.2, 0.1), ("b", 0.9, 0.5), ("c", 0.2, 0.4), ("d", 0.2, 0.1)):
        store.conversations.open(name, agent="ana" if name < "c" else "ben", team="t")
        store.conversations.append(
            name, client_id="t", turn=said("!"), told={}, board={"risk": risk, "heat": heat}
        )

    assert [row.id for row in store.conversations.list()] == ["b", "c", "a", "d"]
    assert [row.id for row in store.conversations.list(agent="ben")] == ["c", "d"]
    first = store.conversations.list(limit=2)
    rest = store.conversations.list(limit=2, after=first[-1].id)
    assert [row.id for row in rest] == ["a", "d"]
    store.conversations.close("b")
    assert [row.id for row in store.conversations.list()] == ["c", "a", "d"]
    assert [row.id for row in store.conversations.list(status="closed")] == ["b"]
    assert len(store.conversations.list(status=None, team="t")) == 4
    assert store.conversations.list(customer="nobody") == ()
    assert store.conversations.count() == 3


def test_taking_over_whispering_and_muting_are_events(store):
    store.conversations.open("c1", agent="ana")
    assert store.conversations.take("c1", "lea").taken_by == "lea"
    store.conversations.whisper("c1", "lea", "Offer the voucher.")
    assert store.conversations.mute("c1", by="ana").muted
    assert not store.conversations.mute("c1", muted=False, by="ana").muted
    store.conversations.close("c1", by="lea")
    store.conversations.close("c1", by="lea")

    told = [(event.kind, event.by, event.note) for event in store.events.after(1)]
    assert told == [
        ("takeover", "lea", ""),
        ("whisper", "lea", "Offer the voucher."),
        ("mute", "ana", "muted"),
        ("mute", "ana", "unmuted"),
        ("closed", "lea", ""),
    ]
    with pytest.raises(InputError, match="words"):
        store.conversations.whisper("c1", "lea", " ")


def test_events_can_be_followed_by_cursor_agent_and_conversation(store):
    store.conversations.open("c1", agent="ana")
    store.conversations.open("c2", agent="ben")
    store.conversations.take("c1", "lea")

    seen = store.events.after(0)
    assert [event.cursor for event in seen] == sorted({event.cursor for event in seen})
    assert store.events.after(seen[0].cursor, 1) == (seen[1],)
    assert kinds(store, agent="ben") == ["opened"]
    assert kinds(store, conversation="c1") == ["opened", "takeover"]
    assert store.events.after(store.events.last()) == ()


def test_a_listener_is_told_of_what_another_store_did(store, store_url):
    told = threading.Event()
    cursors = []

    def hear(cursor):
        cursors.append(cursor)
        told.set()

    listening = store.events.listen(hear)
    writer = store if store_url.startswith("sqlite") else Store.open(store_url)
    writer.conversations.open("c1")

    assert told.wait(SLOW_S)
    assert cursors[-1] == store.events.last() == 1
    listening.stop()
    another = threading.Event()
    store.events.listen(lambda _cursor: another.set())
    writer.conversations.take("c1", "lea")
    assert another.wait(SLOW_S)
    assert cursors[-1] == 1
    if writer is not store:
        writer.close()


def test_one_listeners_fault_is_not_anothers(store, caplog):
    told = threading.Event()
    store.events.listen(lambda _cursor: 1 / 0)
    store.events.listen(lambda _cursor: told.set())
    store.conversations.open("c1")

    assert told.wait(SLOW_S)
    assert "a listener failed" in caplog.text


def test_many_turns_go_in_with_one_commit_and_each_refusal_stands_alone(store):
    store.conversations.open("c1")
    store.conversations.open("c2")
    store.conversations.close("c2")
    told = {"advice": None}
    answers = store.conversations.append_many(
        Addition(conversation=where, client_id=name, turn=said(name), told=told)
        for where, name in (("c1", "a"), ("c2", "b"), ("c1", "a"), ("nope", "c"), ("c1", "d"))
    )

    assert [getattr(one, "seq", type(one).__name__) for one in answers] == [
        1,
        "ConflictError",
        1,
        "MissingError",
        2,
    ]
    assert [turn.text for turn in store.conversations.turns("c1")] == ["a", "d"]


def test_many_threads_add_each_turn_once_and_in_order(store):
    for number in range(4):
        store.conversations.open(f"c{number}")

    def add(number):
        where = f"c{number % 4}"
        turn = said(f"turn {number // 8}")  # every turn is sent twice, at the same time
        return store.conversations.append(where, client_id=f"{number // 8}", turn=turn, told={})

    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(add, range(160)))

    assert sum(not answer.duplicate for answer in answers) == 80
    for number in range(4):
        turns = store.conversations.turns(f"c{number}")
        assert [turn.seq for turn in turns] == list(range(1, 21))
        assert {turn.client_id for turn in turns} == {str(name) for name in range(20)}
    assert kinds(store).count("turn") == 80


def test_one_fault_in_a_common_commit_spoils_no_other(store):
    store.conversations.open("c1")
    database = store._database

    def broken(transaction):
        transaction.run(__import__("sqlalchemy").text("INSERT INTO nowhere VALUES (1)"))

    begun, gate = threading.Event(), threading.Event()

    def held(_transaction):
        begun.set()
        return gate.wait(SLOW_S)

    with ThreadPoolExecutor(8) as pool:
        slow = pool.submit(database.write, held)
        assert begun.wait(SLOW_S)
        bad = pool.submit(database.write, broken)
        good = [
            pool.submit(
                store.conversations.append, "c1", client_id=str(n), turn=said("Hi"), told={}
            )
            for n in range(4)
        ]
        eventually(lambda: len(database._waiting) == 5)
        gate.set()
        assert sorted(one.result().seq for one in good) == [1, 2, 3, 4]
        with pytest.raises(StoreError, match="the database refused"):
            bad.result()
        assert slow.result()


def test_a_coach_resumes_from_the_store_as_if_it_had_never_stopped(store):
    turns = (
        said("This is the third time I'm calling about the same parcel!"),
        said("Let me look that up.", Speaker.AGENT),
        said("You people promised it for Monday. I'm fed up, get me your manager."),
        said("I'm sorry you had to call three times. I'll call you back by 5 pm.", Speaker.AGENT),
        said("Fine. Thank you."),
    )
    store.conversations.open("c1", channel=Channel.PHONE, started_at=STARTED)
    row = store.conversations.get("c1")
    whole = Conversation("c1", turns, channel=row.channel, started_at=row.started_at)
    steady = Coach.of(whole)
    for number, turn in enumerate(turns, start=1):
        card = steady.hear(turn)
        expected = followed_json(whole, number, steady.reading, steady.moment, card)

        state = store.conversations.state("c1")
        kept = [one.turn for one in store.conversations.turns("c1", last=16)]
        coach = Coach.of(whole) if state is None else Coach.resume(state, kept)
        card = coach.hear(turn)
        told = followed_json(whole, number, coach.reading, coach.moment, card)
        store.conversations.append(
            "c1",
            client_id=str(number),
            turn=turn,
            told=told,
            state=coach.save(),
            promises=coach.moment.promises,
        )

        assert told == expected
    again = store.conversations.whole("c1")
    assert (again.turns, again.channel, again.started_at) == (turns, Channel.PHONE, STARTED)
    assert [owed.what for owed in store.promises.of("c1")] == [
        promise.what for promise in steady.moment.promises
    ]
    assert [one.promise for one in store.promises.of("c1")] == list(steady.moment.promises)


def test_times_come_back_in_the_zone_that_a_conversation_was_opened_in(store):
    there = datetime.fromisoformat("2026-03-10T10:15:30.123456+05:30")
    store.conversations.open("c1", started_at=there)
    store.conversations.open("c2", started_at=datetime(2026, 3, 10, 10, 15))  # noqa: DTZ001

    kept = store.conversations.get("c1").started_at
    assert kept == there
    assert kept.utcoffset() == timedelta(hours=5, minutes=30)
    assert store.conversations.get("c1").updated_at.utcoffset() == timedelta(0)
    assert store.conversations.get("c2").started_at == STARTED


def test_a_zone_by_name_knows_its_summer(store):
    winter = datetime(2026, 3, 28, 10, 15, tzinfo=ZoneInfo("Europe/Berlin"))
    store.conversations.open("c1", started_at=winter)
    kept = store.conversations.whole("c1").started_at

    assert kept == winter
    assert (kept + timedelta(days=1)).isoformat() == "2026-03-29T10:15:00+02:00"
