"""A real server on a real socket, with the people that the pages' tests need."""

from __future__ import annotations

import contextlib
import re
import socket
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import httpx
from running import running

from heard.conversation import Channel, Speaker, Turn
from heard.server.app import create_app
from heard.server.auth import COOKIE
from heard.server.settings import Settings
from heard.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fastapi import FastAPI

PASSWORD = "a quiet word at noon"
PEOPLE = {"Ana": "agent", "Bram": "agent", "Kim": "lead", "Quinn": "qa", "Ada": "admin"}
SAYS = {"customer": Speaker.CUSTOMER, "agent": Speaker.AGENT}


@dataclass
class LiveDesk:
    """A server that is up, and the store behind it."""

    app: FastAPI
    store: Store
    address: str
    count: dict[str, int] = field(default_factory=dict)

    def session(self, name: str) -> str:
        """A session of this person, as the cookie holds it."""
        return self.store.sessions.start(name, lasts_s=3600)

    def open(self, name: str, *, agent: str = "Ana", customer: str = "Kwame") -> str:
        """A conversation under a name of its own; gives its id."""
        number = self.count[name] = self.count.get(name, 0) + 1
        id_ = f"{name}-{number}"
        self.store.conversations.open(id_, channel=Channel.CHAT, customer=customer, agent=agent)
        return id_

    def said(self, id_: str, transcript: str) -> None:
        """Let people talk, in words as transcripts have them: `Customer: …`, one turn a line."""
        for line in transcript.strip().splitlines():
            who, text = re.fullmatch(r"\s*(\w+):\s*(.+)", line).groups()
            seq = self.store.conversations.get(id_).seq
            turn = Turn(SAYS[who.lower()], text)
            self.app.state.desk.hear(id_, turn, client_id=f"t{seq + 1}")


@contextlib.contextmanager
def live_desk(folder: Path) -> Iterator[LiveDesk]:
    """Start it, and stop it again."""
    with socket.socket() as listening, Store.open(str(folder / "desk.db"), synced=False) as store:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        settings = replace(Settings(), port=port, logs="text")
        for name, role in PEOPLE.items():  # a password is dear to check, so only one has one
            store.accounts.create(name, role, password=PASSWORD if name == "Ana" else None)
        app = create_app(store, settings=settings)
        with running(app, listening):
            yield LiveDesk(app, store, f"http://127.0.0.1:{port}")


@contextlib.contextmanager
def everybody(desk: LiveDesk) -> Iterator[dict[str, httpx.Client]]:
    """Everybody, signed in."""
    with contextlib.ExitStack() as stack:
        yield {
            name: stack.enter_context(
                httpx.Client(base_url=desk.address, cookies={COOKIE: desk.session(name)})
            )
            for name in PEOPLE
        }


def csrf(client: httpx.Client) -> str:
    """What the forms of somebody signed in must carry."""
    return re.search(r'name="csrf" value="(\w+)"', client.get("/account").text)[1]
