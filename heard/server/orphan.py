"""A worker whose starter was killed ends, too: nobody could stop it any more, and it would hold the port."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import threading

log = logging.getLogger("heard.server")


def watch() -> None:
    """Stop this worker in good order once the process that started it has ended."""
    if multiprocessing.parent_process() is not None:
        threading.Thread(target=_end_with_it, name="heard-orphan", daemon=True).start()


def _end_with_it() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        log.error("the process that started this worker has ended, so the worker stops")
        os.kill(os.getpid(), signal.SIGTERM)
