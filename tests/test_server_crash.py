"""A server that is killed in the middle: every acknowledged turn is there exactly once."""

import json
import os
import secrets
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

import pytest
from served import free_port
from waiting import SLOW_S, eventually
from websockets.exceptions import WebSocketException
from websockets.sync.client import connect

from heard.store import Store

HEARD = str(Path(sys.executable).with_name("heard"))
ROUNDS = int(os.environ.get("HEARD_TEST_KILLS", "1"))  # the more, the longer
CONVERSATIONS = int(os.environ.get("HEARD_TEST_CONVERSATIONS", "24"))
CLIENTS = 4


class Desk:
    """A server in processes of its own, that can be killed and started again."""

    def __init__(self, url, workers, folder):
        self.port, self.folder = free_port(), folder
        self.words = [
            HEARD,
            "serve",
            "--db",
            url,
            "--port",
            str(self.port),
            "--workers",
            str(workers),
        ]
        self.process = None

    def start(self):
        with (self.folder / "log").open("a") as log:
            self.process = subprocess.Popen(self.words, stderr=log, start_new_session=True)
        until = time.monotonic() + SLOW_S
        while time.monotonic() < until:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=5)
            except OSError:
                assert self.process.poll() is None, (self.folder / "log").read_text()
                time.sleep(0.1)
            else:
                return
        raise AssertionError((self.folder / "log").read_text())

    def running(self):
        """Its processes that have not ended: their id, and by it their parent's and command."""
        told = subprocess.run(["ps", "-A", "-o", "pid=,ppid=,pgid=,stat=,command="], check=True,
                              capture_output=True, text=True).stdout  # fmt: skip
        rows = [line.split(None, 4) for line in told.splitlines()]
        ours = [row for row in rows if row[2] == str(self.process.pid) and row[3][0] != "Z"]
        return {int(pid): (int(parent), command) for pid, parent, _, _, command in ours}

    def asides(self):
        """Processes that read turns for a worker: their id, and by it the worker's."""
        found = self.running().items()
        return {pid: its[0] for pid, its in found if its[1].endswith("-m heard.server.aside")}

    def kill(self):
        """kill -9, all of its processes at once."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class Client(threading.Thread):
    """Speaks in its conversations, one turn after the other, and resumes after each drop."""

    def __init__(self, desk, token, names):
        super().__init__(daemon=True)
        self.desk, self.token, self.names = desk, token, names
        self.waiting = {}  # sent, not answered: client_id -> message
        self.answered, self.events, self.cursor = {}, [], None
        self.sent, self.over, self.refused = 0, threading.Event(), []

    def run(self):
        while not self.over.is_set() or self.waiting:
            try:
                self.talk()
            except (OSError, WebSocketException, TimeoutError):
                time.sleep(0.05)

    def talk(self):
        with connect(f"ws://127.0.0.1:{self.desk.port}/v1/live", proxy=None, open_timeout=5) as ws:
            hello = {"v": 1, "type": "hello", "token": self.token, "watch": list(self.names)}
            if self.cursor is not None:
                hello["cursor"] = self.cursor
            ws.send(json.dumps(hello))
            self.cursor = json.loads(ws.recv(20))["cursor"]
            for message in self.waiting.values():
                ws.send(json.dumps(message))
            while not self.over.is_set() or self.waiting:
                while len(self.waiting) < 8 and not self.over.is_set():
                    ws.send(json.dumps(self.next()))
                self.take(json.loads(ws.recv(20)))

    def next(self):
        name = self.names[self.sent % len(self.names)]
        self.sent += 1
        mark = f"{name}.{self.sent:05}"
        self.waiting[mark] = {"v": 1, "type": "turn", "client_id": mark, "conversation": name,
                              "speaker": "customer", "text": f"Where is it, for time {self.sent}?"}  # fmt: skip
        return self.waiting[mark]

    def take(self, told):
        if told["type"] == "heard":
            mark = told["client_id"]
            assert self.answered.setdefault(mark, told["seq"]) == told["seq"]
            self.waiting.pop(mark, None)
        elif told["type"] == "event":
            self.cursor = told["cursor"]
            if told["kind"] == "turn":
                self.events.append((told["conversation"], told["seq"]))
        elif told["type"] == "problem":
            self.refused.append(told)


@pytest.mark.parametrize("workers", [1, 2])
def test_server_crash_loses_no_acknowledged_turn_and_keeps_none_twice(store_url, tmp_path, workers):
    if workers == 2 and "sqlite" in store_url:
        pytest.skip("several workers need PostgreSQL")
    if workers == 1 and "postgres" in store_url:
        pytest.skip("PostgreSQL is tried with two workers")
    with Store.open(store_url) as store:
        store.accounts.create("admin", "admin")
        token = store.keys.make("crash", ["write"], by="test")[1]
        names = [f"c{number}-{secrets.token_hex(2)}" for number in range(CONVERSATIONS)]
        for name in names:
            store.conversations.open(name)
    desk = Desk(store_url, workers, tmp_path)
    desk.start()
    clients = [Client(desk, token, names[number::CLIENTS]) for number in range(CLIENTS)]
    for client in clients:
        client.start()

    for _ in range(ROUNDS):
        wait_for(40, clients)
        desk.kill()
        desk.start()
    for client in clients:
        client.over.set()
    for client in clients:
        client.join(SLOW_S)
        assert not client.is_alive()
    desk.kill()

    with Store.open(store_url) as store:
        for client in clients:
            kept_once(store, client)
        assert sum(len(client.answered) for client in clients) >= ROUNDS * 40


def test_server_crash_leaves_no_process_behind(store_url, tmp_path):
    workers = 2 if "postgres" in store_url else 1
    with Store.open(store_url) as store:
        store.accounts.create("admin", "admin")
        token = store.keys.make("orphans", ["write"], by="test")[1]
        names = [f"c{number}" for number in range(48)]
        for name in names:
            store.conversations.open(name)
    desk = Desk(store_url, workers, tmp_path)
    desk.start()
    clients = [Client(desk, token, names[number::12]) for number in range(12)]
    for client in clients:
        client.start()
    try:
        eventually(desk.asides, "no turns waited")
        if workers == 2:  # another takes its place, and what read for it ends
            aside, worker = next(iter(desk.asides().items()))
            os.kill(worker, signal.SIGKILL)
            eventually(lambda: not {aside, worker} & set(desk.running()), "it stayed")
            eventually(desk.asides, "no worker came back")
        os.kill(desk.process.pid, signal.SIGKILL)
        desk.process.wait()

        eventually(lambda: not desk.running(), "processes stayed")
        assert "Traceback" not in (tmp_path / "log").read_text()
    finally:
        for client in clients:
            client.waiting.clear()
            client.over.set()
        for pid in desk.running():
            os.kill(pid, signal.SIGKILL)


def wait_for(more, clients):
    """Until so many more turns were acknowledged."""
    answered = sum(len(client.answered) for client in clients)
    eventually(
        lambda: sum(len(client.answered) for client in clients) >= answered + more,
        "no turns come through",
    )


def kept_once(store, client):
    """All that a client was told is kept is there once, in order, and nothing else is."""
    assert client.refused == []
    assert len(client.events) == len(set(client.events))
    for name in client.names:
        kept = store.conversations.turns(name)
        marks = [turn.client_id for turn in kept]
        assert len(marks) == len(set(marks))
        assert set(marks) == {mark for mark in client.answered if mark.startswith(name + ".")}
        assert marks == sorted(marks), "turns lost their order"
        assert [turn.seq for turn in kept] == list(range(1, len(kept) + 1))
        assert all(client.answered[turn.client_id] == turn.seq for turn in kept)
