"""A real server on a real socket, and the people and programs that knock at its door."""

from __future__ import annotations

import contextlib
import itertools
import json
import secrets
import socket
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import httpx
from running import running
from waiting import SLOW_S
from websockets.sync.client import ClientConnection, connect

from heard.server.app import create_app
from heard.server.settings import Settings
from heard.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fastapi import FastAPI

PASSWORD = "a quiet word at noon"
PEOPLE = {"ann": "agent", "bob": "agent", "lea": "lead", "quin": "qa", "ada": "admin"}
SIGN_IN = ("ann", "bob")  # the others come in by a session that is begun for them
numbers = itertools.count(1)


@dataclass
class Served:
    """A server that is up."""

    app: FastAPI
    store: Store
    address: str
    tokens: dict[str, str] = field(default_factory=dict)

    @property
    def netloc(self) -> str:
        return self.address.removeprefix("http://")

    def key(self, *scopes: str) -> str:
        """A key with these scopes, the same one each time."""
        name = "+".join(scopes)
        if name not in self.tokens:
            self.tokens[name] = self.store.keys.make(name, scopes, by="test")[1]
        return self.tokens[name]

    def program(self, *scopes: str) -> httpx.Client:
        """A client with a key."""
        key = self.key(*(scopes or ("write",)))
        return httpx.Client(
            base_url=self.address, headers={"Authorization": f"Bearer {key}"}, timeout=SLOW_S
        )

    def person(self, name: str) -> httpx.Client:
        """A browser in which somebody is signed in, that sends what our pages send."""
        cookies = {"heard_session": self.store.sessions.start(name)}
        who = httpx.get(f"{self.address}/v1/session", cookies=cookies, timeout=SLOW_S).json()
        return httpx.Client(
            base_url=self.address,
            cookies=cookies,
            headers={"X-CSRF-Token": who["csrf"]},
            timeout=SLOW_S,
        )

    def open(self, agent: str | None = "ann", **known: Any) -> str:
        """A conversation of its own."""
        name = f"c{next(numbers)}-{secrets.token_hex(2)}"
        body = {"id": name, "channel": "chat", "agent": agent} | known
        with self.program() as program:
            assert program.post("/v1/conversations", json=body).status_code == 201
        return name

    @contextlib.contextmanager
    def socket(self, hello: dict[str, Any] | None = None, **options: Any) -> Iterator[Wire]:
        """A socket that has said hello with a key, or with what is given."""
        hello = {"token": self.key("write")} if hello is None else hello
        with connect(f"ws://{self.netloc}/v1/live", proxy=None, **options) as ws:
            wire = Wire(ws)
            wire.send("hello", **hello)
            yield wire


@dataclass
class Wire:
    """One end of the live socket."""

    ws: ClientConnection

    def send(self, kind: str, /, **message: Any) -> None:
        self.ws.send(json.dumps({"v": 1, "type": kind, **message}))

    def take(self, timeout: float = SLOW_S) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self.ws.recv(timeout))
        return told

    def until(self, kind: str, /, timeout: float = SLOW_S, **same: Any) -> dict[str, Any]:
        """The next message of this kind that says the same."""
        while True:
            told = self.take(timeout)
            if told["type"] == kind and all(told.get(key) == same[key] for key in same):
                return told

    def turn(self, conversation: str, text: str, speaker: str = "customer", **more: Any) -> dict:
        """Send a turn and wait for its answer."""
        mark = more.pop("client_id", secrets.token_hex(6))
        self.send(
            "turn", client_id=mark, conversation=conversation, speaker=speaker, text=text, **more
        )
        return self.until("heard", client_id=mark)


def free_port() -> int:
    """A port that stays free until it is asked for: none of those that connections are given."""
    while True:
        port = 10_000 + secrets.randbelow(20_000)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


@contextlib.contextmanager
def served(url: str, **settings: Any) -> Iterator[Served]:
    """A server over this database, started and stopped; more than one may stand on PostgreSQL."""
    with socket.socket() as listening, Store.open(url, synced=False) as store:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        if not store.accounts.any():
            for name, role in PEOPLE.items():
                known = PASSWORD if name in SIGN_IN else None  # hashing is slow on purpose
                store.accounts.create(name, role, password=known)
        app = create_app(store, settings=Settings(port=port, logs="text", **settings))
        with running(app, listening):
            yield Served(app, store, f"http://127.0.0.1:{port}")
