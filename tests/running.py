"""An app that runs on a real socket while a test looks at it."""

from __future__ import annotations

import contextlib
import threading
import time
from typing import TYPE_CHECKING

import uvicorn

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
    until = time.monotonic() + 60
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        assert time.monotonic() < until, "the server takes too long"
        time.sleep(0.02)
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(timeout=60)
        assert not thread.is_alive(), "the server did not stop"
