"""`heard doctor`: can the live desk run here, and what is to be mended where it can't."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Literal

from heard.errors import HeardError
from heard.quoting import counted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from heard.server.settings import Settings
    from heard.store import Account, Webhook

PARTS = ("fastapi", "uvicorn", "sqlalchemy", "alembic", "argon2", "httpx", "websockets",
         "prometheus_client", "multipart", "cryptography")  # fmt: skip
ROOM_MB = 500
OK, FAULT = 0, 2
MARKS = {"well": "✓", "mind": "!", "broken": "✗"}


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was looked at, how it is, and what to do about it."""

    what: str
    state: Literal["well", "mind", "broken"]
    says: str


def examine(*, db: str | None, host: str | None, port: int | None) -> int:
    """Print what was found; 2 where something is broken."""
    broken = False
    for found in look(db=db, host=host, port=port):
        broken |= found.state == "broken"
        sys.stdout.write(f"{MARKS[found.state]} {found.what}: {found.says}\n")
    return FAULT if broken else OK


def look(
    *, db: str | None = None, host: str | None = None, port: int | None = None
) -> Iterator[Found]:
    """Everything that the desk stands on, one after the other."""
    missing = [part for part in PARTS if find_spec(part) is None]
    if missing:
        says = f'{", ".join(missing)} missing; pip install "heard[server]"'
        yield Found("parts", "broken", says)
        return
    yield Found("parts", "well", "everything the server needs is installed")
    from heard.cli.serving import settings_of

    try:
        settings = settings_of(db=db, host=host, port=port)
    except HeardError as fault:
        yield Found("settings", "broken", str(fault))
        return
    for name in settings.unknown():
        yield Found("settings", "mind", f"{name} is no setting of heard serve and changes nothing")
    yield from _listener(settings)
    yield from _playbook(settings)
    yield from _database(settings)
    yield from _address(settings)


def _listener(settings: Settings) -> Iterator[Found]:
    from heard.conversation import Speaker, Turn
    from heard.listen import SoFar, load_listener

    try:
        reading = load_listener(settings.listener or None).read(
            Turn(Speaker.CUSTOMER, "This is the third time I'm calling!"), SoFar()
        )
    except HeardError as fault:
        yield Found("listener", "broken", str(fault))
        return
    yield Found(
        "listener", "well", f"it reads: {counted(len(reading.signals), 'signal')} in a test turn"
    )


def _playbook(settings: Settings) -> Iterator[Found]:
    from heard.playbook import Playbook

    try:
        playbook = Playbook.load(settings.playbook)
    except HeardError as fault:
        says = (
            f"{str(fault).rstrip('.')}. heard playbook check {settings.playbook} lists every fault"
        )
        yield Found("playbook", "broken", says)
        return
    yield Found("playbook", "well", f'"{playbook.name}", {len(playbook.plays)} plays')


def _database(settings: Settings) -> Iterator[Found]:
    from heard.cli.serving import first_start
    from heard.store import Store

    if (file := settings.file) is not None:
        folder = file.absolute().parent
        if not folder.is_dir():
            yield Found("database", "broken", f"there is no folder {folder}; make it first")
            return
        room = shutil.disk_usage(folder).free // 2**20
        state: Literal["well", "mind"] = "well" if room >= ROOM_MB else "mind"
        yield Found("disk", state, f"{room:,} MB free in {folder}")
        if not file.exists():  # looking makes nothing
            yield from _not_yet(file, settings)
            return
    elif find_spec("psycopg") is None:
        yield Found("database", "broken", 'PostgreSQL needs: pip install "heard[postgres]"')
        return
    try:
        with Store.open(settings.url, keys=settings.keys) as store:
            store.audit.add("doctor", by="command line")  # it can be written, not only read
            people, waiting = store.accounts.list(), store.webhooks.deliveries("given up", 100)
            broken_at, settled = store.audit.verify(), not first_start(store)
            kind, open_now = store.kind, store.conversations.count()
            hooks, sealed = store.webhooks.list(), store.webhooks.sealed
    except HeardError as fault:
        yield Found("database", "broken", str(fault))
        return
    yield Found("database", "well", f"{kind}, up to date, {counted(open_now, 'conversation')} open")
    if broken_at is not None:
        yield Found("audit log", "broken", f"entry {broken_at} was changed after it was written")
    yield _accounts(people, settled=settled, on_loopback=settings.on_loopback)
    if waiting:
        says = f"{len(waiting)} messages were given up; GET /v1/webhooks says why"
        yield Found("webhooks", "mind", says)
    yield from _secrets(hooks, sealed=sealed)


def _not_yet(file: Path, settings: Settings) -> Iterator[Found]:
    if not os.access(file.absolute().parent, os.W_OK):
        yield Found("database", "broken", f"nothing can be written beside {file}")
        return
    yield Found("database", "well", f"{file} is not there yet; the first heard serve makes it")
    yield _accounts((), settled=False, on_loopback=settings.on_loopback)


def _secrets(hooks: tuple[Webhook, ...], *, sealed: bool) -> Iterator[Found]:
    from heard.cli.serving import OPEN

    lost = [one.id for one in hooks if one.secret is None]
    if lost:
        says = (
            f"{', '.join(lost)} can't be signed for: the key that their secrets were kept under is gone; "
            "bring it back, or remove and add them"
        )
        yield Found("webhooks", "broken", says)
    if not sealed:
        yield Found("secrets", "mind", OPEN)


def _accounts(people: tuple[Account, ...], *, settled: bool, on_loopback: bool) -> Found:
    from heard.cli.serving import NOT_YET

    if people and not any(one.role == "admin" and one.active for one in people):
        return Found("accounts", "broken", "no admin is left; nobody can make accounts or keys")
    if not settled and not on_loopback:
        return Found("accounts", "broken", f"heard serve will refuse to start: {NOT_YET}")
    if not people:
        return Found(
            "accounts", "mind", "none yet: the first heard serve prints a link to sign in by"
        )
    if not settled:
        says = "nobody has a password yet: each heard serve prints a link to sign in by"
        return Found("accounts", "mind", says)
    return Found("accounts", "well", f"{len(people)}, with an admin among them")


def _address(settings: Settings) -> Iterator[Found]:
    from heard.cli.serving import why_not

    if taken := why_not(settings.host, settings.port):
        yield Found("address", "broken", taken)
        return
    yield Found("address", "well", f"{settings.host}:{settings.port} is free")
    if not settings.on_loopback and not settings.secure:
        says = (
            "others can reach it without TLS, and passwords would travel in the open; put a "
            "proxy with TLS before it and give --public-url https://…"
        )
        yield Found("address", "mind", says)
    if settings.retention_days == 0:
        says = "no conversation is ever deleted by age; HEARD_RETENTION_DAYS sets it"
        yield Found("retention", "mind", says)
    if settings.timezone == "UTC":
        says = '"by noon" is noon in UTC where a conversation does not say its zone; HEARD_TIMEZONE sets it'
        yield Found("timezone", "mind", says)
