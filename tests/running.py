"""An app that runs on a real socket while a test looks at it."""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING

import uvicorn
from waiting import SLOW_S, eventually

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator

    from fastapi import FastAPI


@contextlib.contextmanager
def running(app: FastAPI, listening: socket.socket) -> Iterator[None]:
    """Start it, and stop it again."""
    config = uvicorn.Config(
        app, log_config=None, access_log=False, ws="websockets-sansio",
        ws_max_size=2 * 1024 * 1024, timeout_graceful_shutdown=5,
    )  # fmt: skip
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    eventually(lambda: server.started or not thread.is_alive(), "the server takes too long")
    assert server.started, "the server did not start"
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(timeout=SLOW_S)
        assert not thread.is_alive(), "the server did not stop"
