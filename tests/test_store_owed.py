import json
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from heard.conversation import Speaker, Turn
from heard.errors import InputError, MissingError
from heard.store import Happened
from heard.track import Promise

NOW = datetime(2026, 3, 10, 10, 15, tzinfo=UTC)


def promise(turn, what, due_h=None, owner="agent"):
    due = None if due_h is None else NOW + timedelta(hours=due_h)
    kind = "vague" if due is None else "dated"
    return Promise(turn, 0, 9, what, owner, kind, due, due, "soon")


def whats(board):
    return {stage: [owed.what for owed in several] for stage, several in board.items()}


def test_the_board_shows_each_promise_where_it_stands(store):
    store.conversations.open("c1", customer="k1", agent="ana")
    made = (
        promise(1, "call you", 48),
        promise(3, "send it", 2),
        promise(5, "refund you", -1),
        promise(7, "look into it"),
        promise(8, "send the form", 1, owner="customer"),
    )
    store.promises.save("c1", made)
    store.promises.save("c1", made)  # the coach tells all of them with every turn

    assert whats(store.promises.board(now=NOW)) == {
        "pending": ["call you", "look into it"],
        "approaching": ["send it"],
        "overdue": ["refund you"],
        "kept": [],
        "broken": [],
    }
    assert [owed.promise for owed in store.promises.of("c1", NOW)] == list(made)
    assert whats(store.promises.board("ben", NOW))["pending"] == []
    assert len(store.promises.board("ana", NOW)["pending"]) == 2


def test_a_promise_is_marked_kept_or_broken_and_stays_so(store):
    store.conversations.open("c1", agent="ana")
    made = (promise(1, "call you", -1), promise(3, "send it", -1))
    store.promises.save("c1", made)
    first, second = store.promises.board(now=NOW)["overdue"]
    kept = store.promises.mark(first.id, "kept", "ana")
    store.promises.mark(second.id, "broken", "lea")
    store.promises.save("c1", made)

    assert (kept.stage, kept.marked_by) == ("kept", "ana")
    assert whats(store.promises.board(now=NOW))["kept"] == ["call you"]
    assert whats(store.promises.board(now=NOW))["broken"] == ["send it"]
    assert [(e.kind, e.note, e.by) for e in store.events.after(1)] == [
        ("promise", "kept: call you", "ana"),
        ("promise", "broken: send it", "lea"),
    ]
    with pytest.raises(MissingError, match="no promise 999"):
        store.promises.mark(999, "kept", "ana")
    with pytest.raises(InputError, match='Did you mean "broken"'):
        store.promises.mark(first.id, "brokn", "ana")


def test_what_is_overdue_follows_the_customer_into_the_next_conversation(store):
    store.conversations.open("c1", customer="k1")
    store.conversations.open("c2", customer="k2")
    late = (promise(1, "call you", -1), promise(2, "send it", 5), promise(3, "try"))
    store.promises.save("c1", late)
    store.promises.save("c2", late[1:])

    assert [owed.what for owed in store.promises.overdue_for("k1", NOW)] == ["call you"]
    assert store.promises.overdue_for("k2", NOW) == ()
    assert len(store.promises.overdue_for("k2", NOW + timedelta(hours=6))) == 1
    store.promises.mark(store.promises.of("c1")[0].id, "kept", "ana")
    assert store.promises.overdue_for("k1", NOW) == ()


def test_each_overdue_promise_is_told_of_once_by_all_workers(store):
    store.conversations.open("c1", agent="ana")
    store.webhooks.add("https://example.com/hook", ["promise"])
    store.promises.save("c1", [promise(number, f"thing {number}", -1) for number in range(6)])
    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(lambda _n: store.promises.tell_overdue(NOW, 2), range(8)))

    assert sorted(owed.what for some in told for owed in some) == [f"thing {n}" for n in range(6)]
    notes = [event.note for event in store.events.after(1)]
    assert sorted(notes) == [f"overdue: thing {number}" for number in range(6)]
    assert len(store.webhooks.deliveries("waiting")) == 6
    assert store.promises.tell_overdue(NOW) == ()


def test_a_message_is_in_the_outbox_when_its_turn_is_kept_and_only_then(store):
    store.conversations.open("c1")
    hook = store.webhooks.add("https://example.com/hook", ["alert", "handoff"])
    store.webhooks.add("https://example.com/other", ["closed"])
    turn = Turn(Speaker.CUSTOMER, "My secret words")
    for _ in range(2):
        store.conversations.append(
            "c1", client_id="t", turn=turn, told={}, happened=[Happened("alert", "heated")]
        )

    [delivery] = store.webhooks.claim()
    told = json.loads(delivery.payload)
    assert (delivery.webhook, delivery.url, delivery.kind) == (hook.id, hook.url, "alert")
    assert delivery.secret.startswith("whsec_")
    assert told["type"] == "heard.alert"
    assert told["data"] == {"conversation": "c1", "turn": 1, "note": "heated"}
    assert "secret words" not in delivery.payload


def test_a_claimed_message_comes_back_only_after_its_lease(store):
    store.conversations.open("c1")
    store.webhooks.add("https://example.com/hook", ["closed"])
    store.conversations.close("c1")
    now = datetime.now(UTC)
    [first] = store.webhooks.claim(now, lease_s=60)

    assert store.webhooks.claim(now + timedelta(seconds=59)) == ()
    [again] = store.webhooks.claim(now + timedelta(seconds=60))
    assert again.id == first.id
    store.webhooks.sent(first.id)
    assert store.webhooks.claim(now + timedelta(days=9)) == ()
    assert store.webhooks.deliveries()[0].status == "sent"


def test_many_workers_share_the_messages_without_a_repeat(store):
    store.webhooks.add("https://example.com/hook", ["closed"])
    for number in range(20):
        store.conversations.open(f"c{number}")
        store.conversations.close(f"c{number}")
    seen, lock = [], threading.Lock()

    def work(_number):
        got = store.webhooks.claim(limit=3)
        with lock:
            seen.extend(delivery.id for delivery in got)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(12)))

    assert len(seen) == len(set(seen)) == 20


def test_a_failing_message_is_tried_at_longer_and_longer_intervals_then_given_up(store):
    store.conversations.open("c1")
    hook = store.webhooks.add("https://example.com/hook", ["closed"])
    store.conversations.close("c1")
    now, waits = datetime.now(UTC), []
    for _ in range(20):
        [delivery] = store.webhooks.claim(now) or [None]
        if delivery is None:
            break
        store.webhooks.failed(delivery.id, "503 Service Unavailable", now)
        [kept] = store.webhooks.deliveries()
        waits.append((kept.next_at - now).total_seconds())
        now = kept.next_at if kept.status == "waiting" else now + timedelta(days=9)

    [kept] = store.webhooks.deliveries()
    assert (kept.status, kept.tries, kept.problem) == ("given up", 8, "503 Service Unavailable")
    assert waits[:-1] == [5, 300, 1800, 7200, 18000, 36000, 36000]
    store.webhooks.remove(hook.id, by="test")
    assert store.webhooks.deliveries() == ()
    store.webhooks.failed(kept.id, "gone", now)
    with pytest.raises(MissingError):
        store.webhooks.remove(hook.id, by="test")


@pytest.mark.parametrize(
    ("url", "kinds", "says"),
    [
        ("ftp://example.com", ["alert"], "http"),
        ("https://", ["alert"], "http"),
        ("https://example.com", [], "needs a kind"),
        ("https://example.com", ["alerts"], 'Did you mean "alert"'),
    ],
)
def test_what_is_wrong_with_a_webhook_is_said(store, url, kinds, says):
    with pytest.raises(InputError, match=says):
        store.webhooks.add(url, kinds)
