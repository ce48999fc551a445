import json
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from served import served
from waiting import eventually

from heard.server.dispatch import Dispatch
from heard.server.signing import FRESH_S, headers, sign, verify

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
ANGRY = "I want your supervisor. This is the third time I'm calling!"


@dataclass
class Receiver:
    """A web server that takes webhooks, and answers as it is told to."""

    answers: list[int] = field(default_factory=list)
    came: list[tuple[dict, bytes]] = field(default_factory=list)
    url: str = ""

    def wait(self, count):
        eventually(lambda: len(self.came) >= count)
        return self.came


def looked(monkeypatch, times):
    """Wait until the dispatch has looked so many times more for what is due, and sent it."""
    looks, look = [], Dispatch.look

    def counted(self):
        looks.append(self)
        return look(self)

    monkeypatch.setattr(Dispatch, "look", counted)
    eventually(lambda: len(looks) > times)  # the one before has then ended


@pytest.fixture
def receiver():
    taken = Receiver()

    class Door(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["content-length"]))
            taken.came.append(({k.lower(): v for k, v in self.headers.items()}, body))
            self.send_response(taken.answers.pop(0) if taken.answers else 204)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", 0), Door) as server:
        taken.url = f"http://127.0.0.1:{server.server_port}/heard"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield taken
        server.shutdown()


@pytest.fixture
def desk(tmp_path):
    with served(str(tmp_path / "heard.db"), private_webhooks=True) as up:
        yield up


def hook(desk, receiver, *kinds):
    with desk.program("admin") as admin:
        body = {"url": receiver.url, "kinds": list(kinds)}
        return admin.post("/v1/webhooks", json=body).raise_for_status().json()


def alarm(desk):
    name = desk.open()
    with desk.program() as program:
        turn = {"client_id": "t", "speaker": "customer", "text": ANGRY}
        program.post(f"/v1/conversations/{name}/turns", json=turn).raise_for_status()
    return name


def test_server_webhooks_sign_as_the_published_vector():
    body = b'{"test": 2432232314}'
    signed = sign(SECRET, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body)

    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_server_webhooks_verify_refuses_what_is_changed_forged_or_replayed():
    body = b'{"type":"heard.alert"}'
    sent = headers(SECRET, "msg_1", 1_000_000, body)

    assert verify(SECRET, sent, body, now=1_000_010)
    assert not verify(SECRET, sent, body + b" ", now=1_000_010)
    assert not verify(SECRET, sent | {"webhook-id": "msg_2"}, body, now=1_000_010)
    assert not verify("whsec_" + "A" * 32, sent, body, now=1_000_010)
    assert not verify(SECRET, sent, body, now=1_000_000 + FRESH_S + 1)
    assert not verify(SECRET, {}, body, now=1_000_010)


def test_server_webhooks_arrive_signed_and_without_the_customers_words(desk, receiver):
    made = hook(desk, receiver, "alert")
    name = alarm(desk)
    sent, body = receiver.wait(1)[0]

    assert verify(made["secret"], sent, body, now=time.time())
    told = json.loads(body)
    assert (told["type"], told["data"]["conversation"]) == ("heard.alert", name)
    assert "third time" not in body.decode()


def test_server_webhooks_are_sent_again_under_the_same_id_until_they_arrive(
    desk, receiver, monkeypatch
):
    monkeypatch.setattr("heard.store.webhooks.WAITS_S", (0.1, 0.1, 0.1))
    monkeypatch.setattr("heard.server.dispatch.LOOK_S", 0.1)
    receiver.answers = [500, 302]
    hook(desk, receiver, "alert")
    alarm(desk)
    came = receiver.wait(3)
    eventually(lambda: desk.store.webhooks.deliveries("sent"))
    looked(monkeypatch, 2)

    assert len({sent["webhook-id"] for sent, _ in came}) == 1
    assert len(came) == 3
    assert desk.store.webhooks.deliveries("sent")[0].tries == 3


def test_server_webhooks_that_are_gone_are_not_asked_again(desk, receiver):
    receiver.answers = [410]
    hook(desk, receiver, "alert")
    alarm(desk)
    receiver.wait(1)
    eventually(lambda: not desk.store.webhooks.list())

    entry = desk.store.audit.list(limit=1)[0]

    assert desk.store.webhooks.list() == ()
    assert (entry.did, entry.who) == ("removed webhook", "dispatch")
    assert entry.detail == "to 127.0.0.1, 1 messages: it answered 410"


def test_server_webhooks_tell_of_overdue_promises_once(desk, receiver, monkeypatch):
    monkeypatch.setattr("heard.server.dispatch.PROMISES_S", 0.0)
    monkeypatch.setattr("heard.server.dispatch.LOOK_S", 0.1)
    hook(desk, receiver, "promise")
    name = desk.open(started_at="2026-03-10T10:15:00Z")
    with desk.program() as program:
        turn = {"client_id": "t", "speaker": "agent", "text": "I'll call you tomorrow by noon."}
        program.post(f"/v1/conversations/{name}/turns", json=turn).raise_for_status()
    notes = [json.loads(body)["data"]["note"] for _, body in receiver.wait(2)]
    looked(monkeypatch, 2)

    assert sum(note.startswith("overdue") for note in notes) == 1
    assert len(receiver.came) == 2
