"""The people who may sign in, and what each may do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal, get_args

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, func, insert, select, update

from heard.errors import ConflictError, InputError, MissingError, did_you_mean
from heard.store.addition import named
from heard.store.tables import accounts, links, sessions

if TYPE_CHECKING:
    from heard.store.database import Database, Transaction

Role = Literal["agent", "lead", "qa", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
SHORTEST = 12  # characters of a password
LONGEST = 256

_A = accounts.c
SHOWN = [column for column in _A if column.name != "password"]


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in. Names are unique whatever their capitals."""

    id: int
    name: str
    role: Role
    team: str | None
    active: bool
    made_at: datetime


class Accounts:
    """All accounts of one store. Passwords are kept as argon2id hashes."""

    def __init__(self, database: Database, hasher: PasswordHasher | None = None) -> None:
        self._database = database
        self._hasher = hasher or PasswordHasher()
        self._nobody = self._hasher.hash("nobody has this password")

    def create(
        self, name: str, role: Role, *, password: str | None = None, team: str | None = None
    ) -> Account:
        """Add somebody. Without a password they come in by one-time links."""
        name = name.strip()
        named("account", name)
        values = {
            "name": name,
            "role": _role(role),
            "team": team,
            "password": self._hashed(password),
            "active": True,
            "made_at": datetime.now(UTC),
        }

        def do(transaction: Transaction) -> Account:
            if transaction.run(_by_name(name)).first() is not None:
                raise ConflictError(f'there is an account "{name}" already')
            transaction.run(insert(accounts), values)
            return account_of(transaction.run(_by_name(name)).one())

        return self._database.write(do)

    def verify(self, name: str, password: str) -> Account | None:
        """Who this is, or None. It takes as long for a name that nobody has."""
        with self._database.read() as connection:
            chosen = select(accounts).where(func.lower(_A.name) == name.strip().lower())
            there = connection.execute(chosen).one_or_none()
        known = None if there is None else there.password
        right = self._fits(known or self._nobody, password[: LONGEST + 1])
        if there is None or known is None or not right or not there.active:
            return None
        if self._hasher.check_needs_rehash(known):
            self.change(there.name, password=password)
        return account_of(there)

    def has_password(self, name: str) -> bool:
        """Whether they have set one; until then they come in by links."""
        kept = select(_A.password).where(func.lower(_A.name) == name.strip().lower())
        with self._database.read() as connection:
            return connection.execute(kept).scalar_one_or_none() is not None

    def get(self, name: str) -> Account:
        """The account of this name."""
        with self._database.read() as connection:
            there = connection.execute(_by_name(name)).one_or_none()
        if there is None:
            raise _nobody(name)
        return account_of(there)

    def list(self) -> tuple[Account, ...]:
        """Everybody, by name."""
        with self._database.read() as connection:
            return tuple(
                account_of(one) for one in connection.execute(select(*SHOWN).order_by(_A.name))
            )

    def any(self) -> bool:
        """Whether there is an account at all: where not, it is the first start."""
        with self._database.read() as connection:
            return connection.execute(select(_A.id).limit(1)).first() is not None

    def change(
        self,
        name: str,
        *,
        role: Role | None = None,
        team: str | None = None,
        active: bool | None = None,
        password: str | None = None,
    ) -> Account:
        """Change what is given. A new password, role or deactivation ends every session."""
        values: dict[str, Any] = {}
        if role is not None:
            values["role"] = _role(role)
        if team is not None:
            values["team"] = team or None
        if active is not None:
            values["active"] = active
        if password is not None:
            values["password"] = self._hashed(password)

        def do(transaction: Transaction) -> Account:
            there = transaction.run(_by_name(name)).one_or_none()
            if there is None:
                raise _nobody(name)
            if values:
                transaction.run(update(accounts).where(_A.id == there.id).values(**values))
            if role is not None or password is not None or active is False:
                for table in (sessions, links):
                    transaction.run(delete(table).where(table.c.account == there.id))
            return account_of(transaction.run(_by_name(name)).one())

        return self._database.write(do)

    def _hashed(self, password: str | None) -> str | None:
        if password is None:
            return None
        if not SHORTEST <= len(password) <= LONGEST:
            raise InputError(f"a password has {SHORTEST} to {LONGEST} characters")
        return self._hasher.hash(password)

    def _fits(self, kept: str, password: str) -> bool:
        try:
            return self._hasher.verify(kept, password)
        except (VerificationError, InvalidHashError):
            return False


def account_of(one: Any) -> Account:  # noqa: ANN401 - a row that has more columns too
    """An account from its columns."""
    return Account(one.id, one.name, one.role, one.team, one.active, one.made_at)


def _by_name(name: str) -> Any:  # noqa: ANN401 - a statement, whose type says nothing
    return select(*SHOWN).where(func.lower(_A.name) == name.strip().lower())


def _role(role: str) -> str:
    if role not in ROLES:
        raise InputError(f'unknown role "{role}". {did_you_mean(role, ROLES)}')
    return role


def _nobody(name: str) -> MissingError:
    return MissingError(f'no account "{name[:200]}"')
