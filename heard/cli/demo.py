"""`heard demo`: the live desk with invented conversations, on this machine alone, for a first look."""

from __future__ import annotations

import contextlib
import secrets
import socket
import sys
import tempfile
import threading
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

from heard.cli.serving import settings_of
from heard.errors import InputError

if TYPE_CHECKING:
    from heard.server.replay import Replay
    from heard.server.settings import Settings

HOST, PORT = "127.0.0.1", 8088


def demo(*, browser: bool, speed: float, port: int | None) -> int:
    """Show the demo until it is stopped."""
    if speed <= 0:
        raise InputError(f"the speed must be above 0, not {speed:g}")
    sys.stderr.write("heard: loading the demo, which takes some seconds\n")
    settings = settings_of(host=HOST, port=_port(port), logs="text", public_url="")
    with tempfile.TemporaryDirectory(prefix="heard-demo-") as folder:
        return _shown(settings, Path(folder) / "demo.db", browser=browser, speed=speed)


def _shown(settings: Settings, db: Path, *, browser: bool, speed: float) -> int:
    import logging

    import uvicorn

    from heard.server.app import create_app
    from heard.server.pages.entrance import Standing
    from heard.server.replay import VISITOR, Replay
    from heard.store import Store

    logging.getLogger("heard.server").setLevel(logging.WARNING)
    with Store.open(str(db), synced=False) as store:
        app = create_app(store, settings=settings)
        store.accounts.create(VISITOR, "lead")
        app.state.standing = Standing(VISITOR, secrets.token_urlsafe(32))
        link = f"{settings.address}/link/{app.state.standing.token}"
        server = uvicorn.Server(
            uvicorn.Config(app, host=HOST, port=settings.port, log_config=None, access_log=False)
        )
        replay = Replay.of(app.state.desk, store, speed=speed)
        app.state.demo = replay.ways
        opened = threading.Thread(
            target=_open, args=(server, replay, link), kwargs={"browser": browser}, daemon=True
        )
        opened.start()
        with contextlib.suppress(KeyboardInterrupt):
            server.run()
        replay.stop()
    return 0


def _open(server: object, replay: Replay, link: str, *, browser: bool) -> None:
    while not getattr(server, "started", False):
        if replay.done.wait(0.05):
            return
    replay.start()
    sys.stderr.write(
        f"heard: the demo is at {link}\n"
        "heard: the link works as long as the demo runs. Ctrl-C ends it; nothing of it is kept.\n"
    )
    if browser:
        webbrowser.open(link)


def _port(wanted: int | None) -> int:
    """The port that was asked for, or the usual one, or any that is free."""
    for port in (wanted,) if wanted is not None else (PORT, 0):
        with socket.socket() as one, contextlib.suppress(OSError):
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            one.bind((HOST, port))
            return int(one.getsockname()[1])
    raise InputError(f"port {wanted} is taken; choose another: heard demo --port 0")
