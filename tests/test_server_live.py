import contextlib
import json
import secrets
import socket

import pytest
from served import Served, served
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from heard.coach import Coach
from heard.coach.grounds_wire import grounds_json
from heard.coach.wire import followed_json
from heard.conversation import Channel, Conversation, Speaker, Turn

HEATED = "This is the third time I'm calling about the same parcel! I want your supervisor."


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    with served(str(tmp_path_factory.mktemp("live") / "heard.db")) as up:
        yield up


@pytest.fixture
def both(store_url):
    """Two workers over one PostgreSQL; one worker twice on SQLite, where there is but one."""
    with contextlib.ExitStack() as stack:
        one = stack.enter_context(served(store_url))
        two = stack.enter_context(served(store_url)) if "postgres" in store_url else one
        yield one, two


def test_server_live_tells_what_the_command_line_tells(desk):
    said = (
        ("customer", HEATED),
        ("agent", "Calm down, it's our policy."),
        ("customer", "You are useless. I'll cancel today."),
        ("agent", "I'm sorry. I'll call you back by Friday."),
    )
    name = desk.open()
    turns = tuple(Turn(Speaker(who), text) for who, text in said)
    whole = Conversation(name, turns, Channel.CHAT)
    coach = Coach.of(whole)
    told = []
    for number, turn in enumerate(turns, 1):
        advice = coach.hear(turn)
        grounds = grounds_json(whole, coach.moment)
        del grounds["promises"], grounds["promises_overdue"]  # the desk has a clock of its own
        grounds["facts"] = [one for one in grounds["facts"] if one["turn"] == number]
        told.append(followed_json(whole, number, coach.reading, coach.moment, advice) | grounds)

    with desk.socket() as wire:
        heard = [wire.turn(name, text, who)["told"] for who, text in said]

    assert [{key: one[key] for key in told[0]} for one in heard] == json.loads(json.dumps(told))
    assert heard[0]["alert"] == "the customer asks for a supervisor"
    assert [one["due_words"] for one in heard[3]["promises"]] == ["by Friday"]


def test_server_live_names_the_place_of_words_that_were_said_long_ago(desk):
    name = desk.open()
    with desk.socket() as wire:
        first = wire.turn(name, "This is the third time I'm calling about the same parcel.")
        for number in range(16):
            last = wire.turn(name, f"Yes, line {number}.", "agent" if number % 2 else "customer")

    assert first["told"]["concern"]["quote"].startswith("This is the third time")
    assert [one["about"] for one in first["told"]["facts"]] == ["count"]
    then = {"turn": 1, "speaker": None, "quote": None, "about": "repeat_contact"}
    assert last["told"]["concern"] == first["told"]["concern"] | then
    assert last["told"]["facts"] == []


def test_server_live_hears_a_turn_that_is_sent_twice_once(desk):
    name = desk.open()
    with desk.socket() as wire:
        first = wire.turn(name, HEATED, client_id="t1")
        again = wire.turn(name, HEATED, client_id="t1")
        after = wire.turn(name, "Hello?", client_id="t2")

    assert (first["duplicate"], again["duplicate"]) == (False, True)
    assert again["told"] == first["told"]
    assert after["seq"] == 2
    assert [one.client_id for one in desk.store.conversations.turns(name)] == ["t1", "t2"]


def test_server_live_keeps_the_order_of_turns_that_do_not_wait(desk):
    name = desk.open()
    with desk.socket() as wire:
        for number in range(30):
            wire.send("turn", client_id=f"t{number}", conversation=name, speaker="customer",
                      text=f"Sentence {number}.")  # fmt: skip
        answers = [wire.until("heard") for _ in range(30)]

    assert [one["seq"] for one in answers] == list(range(1, 31))
    assert [one.text for one in desk.store.conversations.turns(name)] == [
        f"Sentence {number}." for number in range(30)
    ]


def test_server_live_refuses_turns_out_of_order_and_loses_nothing(desk):
    name = desk.open()
    with desk.socket() as wire:
        wire.turn(name, "One.", client_id="a", expected_seq=0)
        wire.send("turn", client_id="b", conversation=name, speaker="customer", text="Two.",
                  expected_seq=0)  # fmt: skip
        problem = wire.until("problem")
        wire.send("turn", client_id="a", conversation=name, speaker="customer", text="Other.")
        other = wire.until("problem")
        right = wire.turn(name, "Two.", client_id="b", expected_seq=1)

    assert (problem["problem"], problem["client_id"], problem["seq"]) == ("out-of-order", "b", 1)
    assert other["problem"] == "exists"
    assert right["seq"] == 2


def test_server_live_resumes_after_a_drop_without_loss_or_repeats(both):
    one, two = both
    name = one.open()
    with one.socket({"token": one.key("write"), "watch": "all"}) as wire:
        wire.turn(name, "First.", client_id="t1")
        seen = wire.until("event", kind="turn")
        wire.send("turn", client_id="t2", conversation=name, speaker="customer", text="Second.")

    with two.socket({"token": one.key("write"), "cursor": seen["cursor"], "watch": "all"}) as wire:
        wire.send("turn", client_id="t2", conversation=name, speaker="customer", text="Second.")
        wire.send("turn", client_id="t3", conversation=name, speaker="customer", text="Third.")
        seqs, cursors = [], []
        while 3 not in seqs:
            told = wire.take()
            if told["type"] == "event":
                cursors.append(told["cursor"])
                if told["kind"] == "turn":
                    seqs.append(told["seq"])

    assert seqs == [2, 3]
    assert cursors == sorted(set(cursors))
    assert min(cursors) > seen["cursor"]
    stored = [turn.client_id for turn in one.store.conversations.turns(name)]
    assert stored == ["t1", "t2", "t3"]


def test_server_live_two_workers_see_the_same_conversation(both):
    one, two = both
    name = one.open()
    with (
        one.socket({"token": one.key("write")}) as left,
        two.socket({"token": one.key("write"), "watch": [name]}) as right,
    ):
        right.until("welcome")
        answers = []
        for number in range(10):  # in turn, through one worker and the other
            wire = (left, right)[number % 2]
            answers.append(wire.turn(name, HEATED if number == 0 else f"And {number}?"))
    alone = Coach.start(channel=Channel.CHAT)
    told = []
    for turn in one.store.conversations.turns(name):
        alone.hear(turn.turn)
        told.append(round(alone.moment.risk, 3))

    assert [one["seq"] for one in answers] == list(range(1, 11))
    assert [one["told"]["risk"] for one in answers] == told


def test_server_live_an_agent_watches_only_their_own(desk):
    own, other = desk.open("ann"), desk.open("bob")
    token = desk.store.sessions.start("ann")
    with desk.socket(
        {}, origin=desk.address, additional_headers={"Cookie": f"heard_session={token}"}
    ) as watching:
        assert watching.until("welcome")["you"] == {"name": "ann", "role": "agent"}
        with desk.socket() as wire:
            wire.turn(other, HEATED)
            wire.turn(own, "Hello.")
        first = watching.until("event", kind="turn")
        watching.send("turn", client_id="x", conversation=other, speaker="agent", text="Hi.")
        refused = watching.until("problem")

    assert first["conversation"] == own
    assert (refused["problem"], refused["status"]) == ("unknown-conversation", 404)


def test_server_live_checks_drafts(desk):
    name = desk.open()
    with desk.socket() as wire:
        wire.turn(name, HEATED)
        wire.send("check", ref="d1", conversation=name, draft="Calm down.")
        checked = wire.until("checked", ref="d1")

    assert checked["safe"] is False
    assert [issue["quote"] for issue in checked["issues"]] == ["Calm down"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{]", "not-json"),
        ('{"v": 1, "type": "trun"}', "invalid"),
        ('{"v": 2, "type": "pong"}', "invalid"),
        ('{"v": 1, "type": "pong", "more": 1}', "invalid"),
        ('{"v":1,"type":"turn","client_id":"a","conversation":"c","speaker":"agnt","text":""}', "invalid"),
        ('{"v":1,"type":"turn","client_id":"a","conversation":"nope","speaker":"agent","text":"."}', "unknown-conversation"),
        ('{"v":1,"type":"check","ref":"r","conversation":"nope","draft":"."}', "unknown-conversation"),
        ('{"v":1,"type":"pong"' + " " * 1_100_000 + "}", "too-large"),
        ("[" * 100_000, "not-json"),
    ],
)  # fmt: skip
def test_server_live_names_the_problem_and_stays_open(desk, text, problem):
    name = desk.open()
    with desk.socket() as wire:
        wire.until("welcome")
        wire.ws.send(text)
        assert wire.until("problem")["problem"] == problem
        assert wire.turn(name, "Still here.")["seq"] == 1


@pytest.mark.parametrize(
    ("first", "code"),
    [
        ('{"v":1,"type":"hello","token":"hrd_000000000000_' + "x" * 43 + '"}', 4401),
        ('{"v":1,"type":"hello"}', 4403),  # no cookie of ours comes without our origin
        ('{"v":1,"type":"turn"}', 4400),
        ("nonsense", 4400),
    ],
)
def test_server_live_lets_nobody_in_without_a_right_hello(desk, first, code):
    with connect(f"ws://{desk.netloc}/v1/live", proxy=None) as ws:
        ws.send(first)
        told = json.loads(ws.recv(20))
        with pytest.raises(ConnectionClosed) as closed:
            ws.recv(20)

    assert told["type"] == "problem"
    assert closed.value.rcvd.code == code


def test_server_live_refuses_a_page_of_another_site_with_a_stolen_ride(desk):
    token = desk.store.sessions.start("ada")
    ride = {"Cookie": f"heard_session={token}"}
    with connect(
        f"ws://{desk.netloc}/v1/live", proxy=None, origin="https://evil.example",
        additional_headers=ride,
    ) as ws:  # fmt: skip
        ws.send('{"v":1,"type":"hello"}')
        assert json.loads(ws.recv(20))["problem"] == "wrong-origin"


def test_server_live_answers_only_to_its_own_name(desk):
    host, port = desk.netloc.split(":")
    with (
        socket.create_connection((host, int(port))) as sock,
        pytest.raises((InvalidStatus, ConnectionClosed)),
        connect("ws://rebound.example/v1/live", sock=sock, proxy=None) as ws,
    ):
        ws.recv(20)


def test_server_live_closes_when_the_key_is_revoked(desk: Served, monkeypatch):
    monkeypatch.setattr("heard.server.live.PING_S", 0.2)
    monkeypatch.setattr("heard.server.live.STILL_S", 0.3)
    key, token = desk.store.keys.make(secrets.token_hex(3), ["read"], by="test")
    with desk.socket({"token": token}) as wire:
        assert wire.until("welcome")
        assert wire.until("ping")
        desk.store.keys.revoke(key.id)
        with pytest.raises(ConnectionClosed) as closed:
            wire.until("nothing")

    assert closed.value.rcvd.code == 4401


def test_server_live_holds_to_scopes_and_rates(tmp_path):
    with served(str(tmp_path / "heard.db"), rate=1.0, burst=6) as up:
        name = up.open()
        with up.socket({"token": up.key("read")}) as wire:
            wire.until("welcome")
            wire.send("turn", client_id="a", conversation=name, speaker="agent", text="Hi.")
            assert wire.until("problem")["problem"] == "not-allowed"
            for number in range(8):
                wire.send(
                    "turn", client_id=f"b{number}", conversation=name, speaker="agent", text="Hi."
                )
            problem = wire.until("problem", problem="too-fast")

    assert problem["retry_after_s"] >= 1


def test_server_live_tells_what_people_do(desk):
    name = desk.open("bob")
    with desk.socket({"token": desk.key("read"), "watch": [name]}) as wire:
        wire.until("welcome")
        with desk.person("bob") as agent, desk.person("lea") as lead:
            lead.post(f"/v1/conversations/{name}/whisper", json={"text": "Breathe. I'm here."})
            agent.post(f"/v1/conversations/{name}/mute", json={"muted": True})
            lead.post(f"/v1/conversations/{name}/take")
            lead.post(f"/v1/conversations/{name}/close")
        told = {one["kind"]: one for one in (wire.until("event") for _ in range(4))}

    assert (told["whisper"]["text"], told["whisper"]["by"]) == ("Breathe. I'm here.", "lea")
    assert told["mute"]["muted"] is True
    assert told["takeover"]["by"] == "lea"
    assert set(told) == {"whisper", "mute", "takeover", "closed"}
