"""`heard key` and `heard account`: who may use the live desk, told on the machine where its database is."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from heard.cli.serving import settings_of
from heard.errors import InputError

if TYPE_CHECKING:
    from heard.server.settings import Settings
    from heard.store import Account

BY = "command line"  # in the audit log


def _existing(db: str | None) -> Settings:
    """The settings of a database that is there. Raises InputError where its file is not: nothing is made."""
    settings = settings_of(db=db)
    if settings.file is not None and not settings.file.exists():
        raise InputError(
            "there is no such database; heard serve makes one, --db names another",
            path=str(settings.file),
        )
    return settings


def make_key(name: str, *, scopes: list[str], db: str | None) -> int:
    """Make an API key on the machine where the database is, and print it."""
    settings = settings_of(db=db)
    from heard.store import Store

    with Store.open(settings.url) as store:
        made, token = store.keys.make(name, scopes, by=BY)  # type: ignore[arg-type]
        store.audit.add("new key", by=BY, about=made.name, detail=" ".join(made.scopes))
    sys.stdout.write(token + "\n")
    return 0


def list_keys(*, db: str | None) -> int:
    """Print every API key: its id, name, scopes, when it was made and used, and whether it opens."""
    from heard.store import Store

    with Store.open(_existing(db).url) as store:
        for key in store.keys.list():
            used = f"used {key.used_at:%Y-%m-%d}" if key.used_at else "never used"
            state = f"revoked {key.revoked_at:%Y-%m-%d}" if key.revoked_at else used
            made = f"made {key.made_at:%Y-%m-%d} by {key.made_by}"
            sys.stdout.write(f"{key.id}  {key.name}  {' '.join(key.scopes)}  {made}  {state}\n")
    return 0


def revoke_key(name: str, *, db: str | None) -> int:
    """Let an API key open nothing any more, by its name or id."""
    from heard.store import Store

    with Store.open(_existing(db).url) as store:
        key = store.keys.named(name)
        if key.revoked_at is None:
            store.keys.revoke(key.id)
            store.audit.add("revoked key", by=BY, about=key.name)
    sys.stdout.write(f"{key.id} {key.name} opens nothing any more\n")
    return 0


def show_accounts(*, db: str | None) -> int:
    """Print every account: its name, role, team, and whether it is locked out."""
    from heard.store import Store

    with Store.open(_existing(db).url) as store:
        for one in store.accounts.list():
            sys.stdout.write(_line(one))
    return 0


def change_account(name: str, *, team: str | None, role: str | None, db: str | None) -> int:
    """Give an account another team (empty: none) or role. Refused where it leaves no admin."""
    from heard.store import Store

    with Store.open(_existing(db).url) as store:
        before = store.accounts.get(name)
        admins = [one.name for one in store.accounts.list() if one.role == "admin" and one.active]
        if role not in (None, "admin") and admins == [before.name]:
            raise InputError(f"{before.name} is the only admin; make somebody else one first")
        given = {"role": role if role != before.role else None, "team": team}
        told = {key: value for key, value in given.items() if value is not None}
        account = store.accounts.change(
            before.name,
            role=given["role"],  # type: ignore[arg-type]  # checked there, with what is allowed
            team=None if team is None else team.strip(),
        )
        detail = ", ".join(sorted(told))
        store.audit.add("changed account", by=BY, about=account.name, detail=detail)
    sys.stdout.write(_line(account))
    return 0


def _line(one: Account) -> str:
    team = f"team {one.team}" if one.team else "no team"
    return f"{one.name}  {one.role}  {team}{'' if one.active else '  locked out'}\n"
