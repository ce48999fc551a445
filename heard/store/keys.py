"""API keys: what programs show instead of a password."""

from __future__ import annotations

import hmac
import re
import secrets
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal, get_args

from sqlalchemy import insert, select, update

from heard.errors import ConflictError, InputError, MissingError, did_you_mean
from heard.store.secret import digest, new_secret
from heard.store.tables import keys

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Row as Record

    from heard.store.database import Database, Transaction

Scope = Literal["read", "write", "admin"]
SCOPES: tuple[Scope, ...] = get_args(Scope)
NOTE_USE_S = 60.0  # when a key was last used is written down at most this often

_K = keys.c
_SHAPE = re.compile(r"hrd_([0-9a-f]{12})_([A-Za-z0-9_-]{40,60})")


@dataclass(frozen=True, slots=True)
class Key:
    """An API key without its secret."""

    id: str
    name: str
    scopes: tuple[Scope, ...]
    made_by: str
    made_at: datetime
    used_at: datetime | None = None
    revoked_at: datetime | None = None


class Keys:
    """All API keys of one store."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._noted: dict[str, float] = {}

    def make(self, name: str, scopes: Iterable[Scope], by: str) -> tuple[Key, str]:
        """A new key, and the words `hrd_<id>_<secret>`, which are shown this once."""
        wanted = tuple(scope for scope in SCOPES if scope in set(scopes := tuple(scopes)))
        for scope in scopes:
            if scope not in SCOPES:
                raise InputError(f'unknown scope "{scope}". {did_you_mean(scope, SCOPES)}')
        if not wanted:
            raise InputError(f"a key needs a scope. Allowed: {', '.join(SCOPES)}.")
        if not name.strip():
            raise InputError("a key needs a name, to be known by when it is revoked")
        secret = new_secret()
        made = Key(secrets.token_hex(6), name, wanted, by, datetime.now(UTC))
        values = {
            "id": made.id,
            "name": name,
            "secret": digest(secret),
            "scopes": " ".join(wanted),
            "made_by": by,
            "made_at": made.made_at,
        }
        self._database.write(lambda transaction: transaction.run(insert(keys), values))
        return made, f"hrd_{made.id}_{secret}"

    def find(self, presented: str) -> Key | None:
        """The key that was presented; None where it is none of ours or was revoked."""
        shape = _SHAPE.fullmatch(presented)
        if shape is None:
            return None
        with self._database.read() as connection:
            there = connection.execute(select(keys).where(_K.id == shape[1])).one_or_none()
        if there is None or not hmac.compare_digest(there.secret, digest(shape[2])):
            return None
        if there.revoked_at is not None:
            return None
        self._note(there.id)
        return _key(there)

    def list(self) -> tuple[Key, ...]:
        """All of them, the oldest first, those that were revoked too."""
        with self._database.read() as connection:
            chosen = select(keys).order_by(_K.made_at, _K.id)
            return tuple(_key(one) for one in connection.execute(chosen))

    def named(self, name: str) -> Key:
        """The key in use that has this name or id. Raises where there is none, or more than one."""
        found = [one for one in self.list() if name in (one.id, one.name)]
        used = [one for one in found if one.revoked_at is None] or found[-1:]
        if not used:
            raise MissingError(f'no key "{name[:200]}"')
        if len(used) > 1:
            ids = ", ".join(one.id for one in used)
            raise ConflictError(f'{len(used)} keys are called "{name[:200]}"; give an id: {ids}')
        return used[0]

    def revoke(self, id: str) -> Key:  # noqa: A002 - the word of the trade
        """Let this key open nothing any more."""

        def do(transaction: Transaction) -> Key:
            there = transaction.run(select(keys).where(_K.id == id)).one_or_none()
            if there is None:
                raise MissingError(f'no key "{id[:200]}"')
            if there.revoked_at is None:
                now = datetime.now(UTC)
                transaction.run(update(keys).where(_K.id == id).values(revoked_at=now))
            return _key(transaction.run(select(keys).where(_K.id == id)).one())

        return self._database.write(do)

    def _note(self, id: str) -> None:  # noqa: A002
        if time.monotonic() - self._noted.get(id, -NOTE_USE_S) < NOTE_USE_S:
            return
        self._noted[id] = time.monotonic()
        used = update(keys).where(_K.id == id).values(used_at=datetime.now(UTC))
        self._database.write(lambda transaction: transaction.run(used))


def _key(one: Record[Any]) -> Key:
    return Key(
        one.id,
        one.name,
        tuple(one.scopes.split()),
        one.made_by,
        one.made_at,
        one.used_at,
        one.revoked_at,
    )
