"""The app: one store, one desk, one ear, and the routes that lead to them."""

from __future__ import annotations

import asyncio
import contextlib
import importlib.util
import logging
import sys
import threading
from typing import TYPE_CHECKING, Any

import anyio.to_thread
from fastapi import FastAPI

from heard import __version__
from heard.listen.any_case import prepare_all
from heard.server import admin, auth, live, logs, metrics, ops, orphan, problems, rest, session
from heard.server.desk import Desk
from heard.server.dispatch import Dispatch
from heard.server.ear import Ear
from heard.server.hub import Hub
from heard.server.limits import Limit
from heard.server.settings import Settings
from heard.server.shield import Shield
from heard.server.tidy import tidied
from heard.store import Store

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

log = logging.getLogger("heard.server")
SWITCH_S = 0.0005  # the socket's thread must not wait long for those that listen
THREADS = 8  # for what is not a turn: more would only wait for the processor

DESCRIPTION = """\
Reads support conversations live: how heated, why, what to do now, and whether a reply is safe to send.
Send a key as `Authorization: Bearer hrd_…`. Every refusal is an `application/problem+json` document."""


def create_app(store: Store, *, settings: Settings | None = None, closes: bool = False) -> FastAPI:
    """A server over this store; it closes the store at its own end only where it is told to."""
    settings = settings or Settings()
    numbers = metrics.Metrics()
    desk = Desk(store, settings=settings, metrics=numbers)
    ear = Ear(desk.intake, numbers)
    desk.ear = ear
    hub, door = Hub(desk), auth.Door(store, settings)
    limit = Limit(settings.rate, settings.burst)
    dispatch = Dispatch(store, settings=settings, metrics=numbers)

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
        ear.start(asyncio.get_running_loop())
        threading.Thread(target=prepare_all, name="heard-prepare", daemon=True).start()
        await hub.start()
        dispatch.start()
        log.info("ready", extra={"version": __version__, "address": settings.address})
        try:
            async with tidied(ear.idle_s):
                yield
        finally:
            await hub.stop()
            await anyio.to_thread.run_sync(dispatch.stop)
            await anyio.to_thread.run_sync(ear.stop)
            await anyio.to_thread.run_sync(desk.stop)
            if closes:
                await anyio.to_thread.run_sync(store.close)
            metrics.gone()
            log.info("stopped")

    app = FastAPI(
        title="Heard",
        version=__version__,
        description=DESCRIPTION,
        openapi_url="/v1/openapi.json",
        docs_url=None,  # their pages load scripts from elsewhere
        redoc_url=None,
        lifespan=lifespan,
        separate_input_output_schemas=False,
    )
    app.state.desk, app.state.ear, app.state.door, app.state.limit = desk, ear, door, limit
    app.state.settings, app.state.metrics, app.state.store = settings, numbers, store
    app.state.dispatch = dispatch
    app.add_middleware(Shield, settings=settings, metrics=numbers)
    problems.install(app)
    for routes in (
        ops.routes,
        session.routes,
        rest.asking,
        rest.kept,
        admin.routes,
        live.router(door=door, desk=desk, ear=ear, hub=hub, limit=limit, metrics=numbers),
    ):
        app.include_router(routes)
    if importlib.util.find_spec("heard.server.pages") is not None:
        pages: Any = importlib.import_module("heard.server.pages")
        app.include_router(pages.router(desk, store, settings))
        app.state.refusal = pages.refusal
    return app


def from_environment() -> FastAPI:
    """The app of a worker process: its settings come as HEARD_ variables."""
    settings = Settings.from_environment()
    sys.setswitchinterval(SWITCH_S)
    logs.begin(settings.logs)
    orphan.watch()
    store = Store.open(settings.url, synced=settings.synced, keys=settings.keys)
    return create_app(store, settings=settings, closes=True)
