"""What happens without anybody asking: webhooks are sent, overdue promises told of, old things swept."""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from heard.errors import HeardError, MissingError, StoreError
from heard.server import signing
from heard.server.posting import post, target

if TYPE_CHECKING:
    from heard.server.metrics import Metrics
    from heard.server.posting import Result
    from heard.server.settings import Settings
    from heard.store import Delivery, Store

log = logging.getLogger("heard.server")
AT_ONCE = 8  # messages under way
LOOK_S = 1.0
PROMISES_S = 15.0
SWEEP_S = 3600.0
DAY_S = 86_400


class Dispatch:
    """One thread that looks what is due. Several workers share the work by what the store lends."""

    def __init__(self, store: Store, *, settings: Settings, metrics: Metrics) -> None:
        self.store = store
        self.settings = settings
        self.metrics = metrics
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="heard-dispatch", daemon=True)
        self._promises_at = 0.0
        self._swept_at = 0.0

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """Finish what is under way, then stop."""
        self._over.set()
        if self._thread.is_alive():
            self._thread.join(timeout=15.0)

    def _run(self) -> None:
        with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="heard-webhook") as pool:
            while not self._over.is_set():
                try:
                    due = self.look()
                    list(pool.map(self.send, due))
                except HeardError as fault:
                    log.warning("the outbox can't be read: %s", fault)
                    due = ()
                except Exception:
                    log.exception("the outbox can't be read")
                    due = ()
                if not due:
                    self._over.wait(LOOK_S)

    def look(self) -> tuple[Delivery, ...]:
        """What is to be sent now; promises and age are looked at on the way."""
        now = time.monotonic()
        if now - self._promises_at >= PROMISES_S or not self._promises_at:
            self._promises_at = now
            self.store.promises.tell_overdue(datetime.now(UTC))
        if now - self._swept_at >= SWEEP_S or not self._swept_at:
            self._swept_at = now
            days = self.settings.retention_days or None  # 0: conversations stay, the rest goes
            swept = self.store.retention.sweep(days=days)
            log.info("swept", extra={"days": days, "conversations": swept.conversations})
        return self.store.webhooks.claim(limit=4 * AT_ONCE)

    def send(self, delivery: Delivery) -> Result:
        """Sign one message, send it, and note what became of it."""
        body = delivery.payload.encode()
        try:
            if delivery.secret is None:
                raise StoreError("its secret can't be read: the key that it was kept under is gone")
            to = target(delivery.url, private=self.settings.private_webhooks)
            signed = signing.headers(delivery.secret, delivery.id, int(time.time()), body)
            result, words = post(to, signed, body)
        except HeardError as fault:
            result, words = "again", str(fault)
        if result == "sent":
            self.store.webhooks.sent(delivery.id)
        elif result == "gone":
            with contextlib.suppress(MissingError):  # two messages may learn of it at once
                self.store.webhooks.remove(delivery.webhook, by="dispatch", why="it answered 410")
        else:
            self.store.webhooks.failed(delivery.id, words)
        self.metrics.webhooks.labels(result).inc()
        log.info("webhook", extra={"webhook": delivery.webhook, "kind": delivery.kind,
                                   "result": result, "tries": delivery.tries + 1})  # fmt: skip
        return result
