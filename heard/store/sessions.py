"""Who is signed in, and links that let somebody in once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select

from heard.errors import MissingError
from heard.store.accounts import SHOWN, Account, account_of
from heard.store.columns import in_utc
from heard.store.secret import digest, new_secret
from heard.store.tables import accounts, links, sessions

if TYPE_CHECKING:
    from heard.store.database import Database, Transaction

_A, _S, _L = accounts.c, sessions.c, links.c


@dataclass(frozen=True, slots=True)
class Session:
    """One browser that is signed in."""

    account: Account
    started_at: datetime
    expires_at: datetime


class Sessions:
    """All sessions of one store. What the browser holds is kept only as a digest."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def start(self, name: str, *, lasts_s: float = 12 * 3600, now: datetime | None = None) -> str:
        """Sign somebody in; the token is for the cookie."""
        token, began = new_secret(), in_utc(now or datetime.now(UTC))

        def do(transaction: Transaction) -> str:
            values = {
                "token": digest(token),
                "account": _active(transaction, name),
                "started_at": began,
                "expires_at": began + timedelta(seconds=lasts_s),
            }
            transaction.run(insert(sessions), values)
            return token

        return self._database.write(do)

    def find(self, token: str, now: datetime | None = None) -> Session | None:
        """Who holds this token; None where it is unknown, too old, or theirs no more."""
        chosen = (
            select(*SHOWN, _S.started_at, _S.expires_at)
            .join_from(sessions, accounts, _A.id == _S.account)
            .where(
                _S.token == digest(token),
                _S.expires_at > in_utc(now or datetime.now(UTC)),
                _A.active,
            )
        )
        with self._database.read() as connection:
            there = connection.execute(chosen).one_or_none()
        if there is None:
            return None
        return Session(account_of(there), there.started_at, there.expires_at)

    def close(self, token: str) -> None:
        """Sign out."""
        over = delete(sessions).where(_S.token == digest(token))
        self._database.write(lambda transaction: transaction.run(over))

    def close_all(self, name: str) -> int:
        """Sign somebody out everywhere; how many sessions that ended."""
        whose = select(_A.id).where(func.lower(_A.name) == name.lower()).scalar_subquery()
        over = delete(sessions).where(_S.account == whose)
        return self._database.write(lambda transaction: transaction.run(over).rowcount)


class Links:
    """Links that let somebody in once, such as at the first start."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def make(self, name: str, *, lasts_s: float = 900, now: datetime | None = None) -> str:
        """A token that opens the door once."""
        token, began = new_secret(), in_utc(now or datetime.now(UTC))

        def do(transaction: Transaction) -> str:
            values = {
                "token": digest(token),
                "account": _active(transaction, name),
                "expires_at": began + timedelta(seconds=lasts_s),
            }
            transaction.run(insert(links), values)
            return token

        return self._database.write(do)

    def take(self, token: str, now: datetime | None = None) -> Account | None:
        """Whom it lets in; None where it was used before, is unknown or too old."""
        moment = in_utc(now or datetime.now(UTC))
        chosen = (
            select(*SHOWN, _L.expires_at)
            .join_from(links, accounts, _A.id == _L.account)
            .where(_L.token == digest(token))
        )

        def do(transaction: Transaction) -> Account | None:
            there = transaction.run(chosen).one_or_none()
            transaction.run(delete(links).where(_L.token == digest(token)))
            if there is None or not there.active or there.expires_at <= moment:
                return None
            return account_of(there)

        return self._database.write(do)


def _active(transaction: Transaction, name: str) -> Any:  # noqa: ANN401 - the account's number
    chosen = select(_A.id).where(func.lower(_A.name) == name.lower(), _A.active)
    there = transaction.run(chosen).scalar_one_or_none()
    if there is None:
        raise MissingError(f'no account "{name[:200]}"')
    return there
