"""`heard serve`: the live desk on an address, and what a first start needs."""

from __future__ import annotations

import os
import socket
import sys
import tempfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NoReturn

from heard.errors import InputError, ModelError

if TYPE_CHECKING:
    from heard.server.settings import Settings
    from heard.store import Store

NEEDS = 'the server needs: pip install "heard[server]"'
GRACE_S = 15  # for what is under way when it is asked to stop
LARGEST_MESSAGE = 2 * 1024 * 1024
FIRST = "admin"
NOT_YET = (
    "nobody has an account with a password yet: start it once without --host, on this "
    "machine, and follow the link"
)
OPEN = (
    "webhooks' secrets, and the names of customers whose conversation is open, lie in the database as they are. "
    "Make a key once, `openssl rand -base64 32 > heard.key`, and start every worker (and heard doctor) with it: "
    'HEARD_SECRET_KEYS="$(cat heard.key)" heard serve …; what lies there is encrypted at that start'
)


def settings_of(**given: object) -> Settings:
    """HEARD_ variables, and over them what the command line says."""
    try:
        from heard.server.settings import Settings
    except ModuleNotFoundError as fault:
        raise ModelError(f"{NEEDS} ({fault.name} is missing)") from fault
    known = {name: value for name, value in given.items() if value is not None}
    return replace(Settings.from_environment(), **known)  # type: ignore[arg-type]


def serve(settings: Settings, *, workers: int) -> int:
    """Run until it is told to stop."""
    import uvicorn

    from heard.store import Store

    if workers > 1 and settings.url.startswith("sqlite"):
        raise InputError("several workers need PostgreSQL: --db postgresql://…")
    if taken := why_not(settings.host, settings.port):  # before a link is made that leads nowhere
        raise InputError(taken)
    store = Store.open(settings.url, keys=settings.keys)  # migrates it, before any worker looks
    try:
        store.webhooks.reseal()
        store.conversations.reseal()
        welcome(store, settings)
    finally:
        store.close()
    os.environ.update(settings.to_environment())
    options: dict[str, Any] = {
        "host": settings.host,
        "port": settings.port,
        "factory": True,
        "log_config": None,
        "access_log": False,
        "server_header": False,
        "proxy_headers": bool(settings.public_url),
        "ws": "websockets-sansio",
        "ws_max_size": LARGEST_MESSAGE,
        "ws_per_message_deflate": False,
        "ws_ping_interval": None,
        "timeout_graceful_shutdown": GRACE_S,
        "workers": workers if workers > 1 else None,
    }
    if workers == 1:
        uvicorn.run("heard.server.app:from_environment", **options)
        return 0
    with tempfile.TemporaryDirectory(prefix="heard-metrics-") as folder:
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
        uvicorn.run("heard.server.app:from_environment", **options)
    return leave()


def leave() -> NoReturn:
    """End this process at once: Python would first take apart all that it loaded, piece by piece.

    The workers, who had something to finish, have ended before.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def why_not(host: str, port: int) -> str:
    """Why nothing can listen at this address, in a sentence; empty where something can."""
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as fault:
        said = (fault.strerror or str(fault)).lower()
        return f"{host}:{port} can't be used: {said}; give another --port or --host"
    return ""


def welcome(store: Store, settings: Settings) -> None:
    """Until the first account has a password, print a link in for whoever stands at the machine."""
    from heard.server.auth import link_for

    for name in settings.unknown():
        sys.stderr.write(f"heard: {name} is no setting of heard serve and changes nothing\n")
    if not store.webhooks.sealed:
        sys.stderr.write(f"heard: warning: {OPEN}\n")
    if not first_start(store):
        sys.stderr.write(f"heard: {settings.address}\n")
        return
    if not settings.on_loopback:
        raise InputError(NOT_YET)
    people = store.accounts.list()
    account = people[0] if people else store.accounts.create(FIRST, role="admin")
    sys.stderr.write(
        f"heard: the first account is {account.name}. Open this link once, within a day, and set a password:\n"
        f"heard: {link_for(store, account, settings)}\n"
        "heard: until a password is set, each start prints a new link.\n"
    )


def first_start(store: Store) -> bool:
    """Whether nobody has settled in yet: there is no account, or one without a password."""
    people = store.accounts.list()
    return not people or (len(people) == 1 and not store.accounts.has_password(people[0].name))
