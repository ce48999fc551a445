"""Webhooks and their outbox: what is to be sent is written in the transaction it tells of."""

from __future__ import annotations

import json
import secrets
from base64 import b64encode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal, get_args
from urllib.parse import urlsplit

from sqlalchemy import delete, insert, select, update

from heard.errors import InputError, MissingError, did_you_mean
from heard.store import audit
from heard.store.columns import in_utc
from heard.store.prepared import Asked
from heard.store.seal import Seal
from heard.store.tables import deliveries, webhooks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Row as Record

    from heard.store.database import Database, Transaction
    from heard.store.events import Happened

HookKind = Literal["alert", "handoff", "promise", "takeover", "closed"]
DeliveryStatus = Literal["waiting", "sent", "given up"]
KINDS: tuple[HookKind, ...] = get_args(HookKind)
WAITS_S = (5, 300, 1800, 7200, 18000, 36000, 36000)  # after each failure; then it is given up

_W, _D = webhooks.c, deliveries.c
_HOOKS = Asked(select(_W.id, _W.kinds))


@dataclass(frozen=True, slots=True)
class Webhook:
    """An address that wants to be told of some kinds of event."""

    id: str
    url: str
    kinds: tuple[HookKind, ...]
    secret: str | None  # "whsec_" and base64, as Standard Webhooks write it; None: its key is gone
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message to one address."""

    id: str  # the same in every try, so that the receiver can tell a repeat
    webhook: str
    url: str
    secret: str | None
    kind: HookKind
    conversation: str | None
    payload: str  # JSON; it holds no words of the customer
    status: DeliveryStatus
    tries: int
    made_at: datetime
    next_at: datetime
    problem: str


_SENDABLE = select(deliveries, _W.url, _W.secret).join_from(
    deliveries, webhooks, _W.id == _D.webhook
)


class Webhooks:
    """The webhooks of one store and what waits to be sent to them."""

    def __init__(self, database: Database, seal: Seal | None = None) -> None:
        self._database = database
        self._seal = seal or Seal()

    def add(self, url: str, kinds: Iterable[HookKind], secret: str | None = None) -> Webhook:
        """Tell this address of these kinds of event from now on."""
        wanted = tuple(dict.fromkeys(kinds))
        for kind in wanted:
            if kind not in KINDS:
                raise InputError(f'unknown kind of event "{kind}". {did_you_mean(kind, KINDS)}')
        if not wanted:
            raise InputError(f"a webhook needs a kind of event. Allowed: {', '.join(KINDS)}.")
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise InputError("a webhook needs an http or https address")
        known = secret or "whsec_" + b64encode(secrets.token_bytes(32)).decode()
        made = Webhook(
            id=f"hook_{secrets.token_hex(8)}",
            url=url,
            kinds=wanted,
            secret=known,
            made_at=datetime.now(UTC),
        )
        values = {
            "id": made.id,
            "url": made.url,
            "kinds": " ".join(made.kinds),
            "secret": self._seal.closed(known),
            "made_at": made.made_at,
        }
        self._database.write(lambda transaction: transaction.run(insert(webhooks), values))
        return made

    def list(self) -> tuple[Webhook, ...]:
        """All of them, the oldest first."""
        with self._database.read() as connection:
            found = connection.execute(select(webhooks).order_by(_W.made_at, _W.id)).all()
        return tuple(
            Webhook(
                one.id,
                one.url,
                tuple(one.kinds.split()),
                self._seal.opened(one.secret),
                one.made_at,
            )
            for one in found
        )

    @property
    def sealed(self) -> bool:
        """Whether secrets are encrypted, or lie in the database as they are."""
        return self._seal.seals

    def reseal(self) -> int:
        """Encrypt with the newest key every secret that is not yet; how many those were."""

        def do(transaction: Transaction) -> int:
            count = 0
            for one in transaction.run(select(_W.id, _W.secret).with_for_update()).all():
                secret = self._seal.opened(one.secret)
                if secret is not None and self._seal.outdated(one.secret):
                    closed = self._seal.closed(secret)
                    transaction.run(update(webhooks).where(_W.id == one.id).values(secret=closed))
                    count += 1
            return count

        return self._database.write(do)

    def remove(self, id: str, *, by: str, why: str = "") -> None:  # noqa: A002 - the word of the trade
        """Tell this address nothing more, and forget its messages; the audit log keeps who did."""

        def do(transaction: Transaction) -> None:
            there = transaction.run(select(_W.url).where(_W.id == id)).one_or_none()
            if there is None:
                raise MissingError(f'no webhook "{id[:200]}"')
            messages = transaction.run(delete(deliveries).where(_D.webhook == id)).rowcount
            transaction.run(delete(webhooks).where(_W.id == id))
            to = f"to {urlsplit(there.url).hostname}, {messages} messages"
            detail = f"{to}: {why}" if why else to
            audit.note(transaction, "removed webhook", by=by, about=id, detail=detail)

        self._database.write(do)

    def claim(
        self, now: datetime | None = None, limit: int = 20, *, lease_s: float = 60
    ) -> tuple[Delivery, ...]:
        """Messages to send now. Nobody else gets them until the lease is over.

        Whoever claims says `sent` or `failed`; a worker that dies says neither, and the lease
        brings its messages back.
        """
        moment = in_utc(now or datetime.now(UTC))
        ready = (
            _SENDABLE.where(_D.status == "waiting", _D.next_at <= moment)
            .order_by(_D.next_at, _D.id)
            .limit(limit)
            .with_for_update(of=deliveries, skip_locked=True)
        )
        until = moment + timedelta(seconds=lease_s)

        def do(transaction: Transaction) -> tuple[Delivery, ...]:
            found = transaction.run(ready).all()
            mine = [one.id for one in found]
            if mine:
                leased = update(deliveries).where(_D.id.in_(mine)).values(next_at=until)
                transaction.run(leased)
            return tuple(self._delivery(one) for one in found)

        return self._database.write(do)

    def sent(self, id: str) -> None:  # noqa: A002
        """It has arrived."""
        done = update(deliveries).where(_D.id == id)
        done = done.values(status="sent", tries=_D.tries + 1, problem="")
        self._database.write(lambda transaction: transaction.run(done))

    def failed(self, id: str, problem: str, now: datetime | None = None) -> None:  # noqa: A002
        """It has not; it is tried again later, each time after a longer wait, and then given up."""
        moment = in_utc(now or datetime.now(UTC))

        def do(transaction: Transaction) -> None:
            tries = transaction.run(select(_D.tries).where(_D.id == id)).scalar_one_or_none()
            if tries is None:
                return  # its webhook or its conversation was removed meanwhile
            values: dict[str, Any] = {"tries": tries + 1, "problem": problem[:500]}
            if tries < len(WAITS_S):
                values["next_at"] = moment + timedelta(seconds=WAITS_S[tries])
            else:
                values["status"] = "given up"
            transaction.run(update(deliveries).where(_D.id == id).values(**values))

        self._database.write(do)

    def deliveries(
        self, status: DeliveryStatus | None = None, limit: int = 100
    ) -> tuple[Delivery, ...]:
        """The latest messages, for whoever wants to know why one did not arrive."""
        chosen = _SENDABLE.order_by(_D.made_at.desc(), _D.id).limit(limit)
        if status is not None:
            chosen = chosen.where(_D.status == status)
        with self._database.read() as connection:
            return tuple(self._delivery(one) for one in connection.execute(chosen))

    def _delivery(self, one: Record[Any]) -> Delivery:
        known = dict(one._mapping)  # noqa: SLF001 - the public name of a row's mapping
        return Delivery(**known | {"secret": self._seal.opened(one.secret)})


def announce(
    transaction: Transaction,
    happened: Happened,
    *,
    conversation: str,
    seq: int,
    at: datetime | None = None,
) -> None:
    """Put a message for every webhook that wants this kind into the outbox."""
    told = {
        "kind": happened.kind,
        "note": happened.note,
        "conversation": conversation,
        "seq": seq,
    }
    announce_all(transaction, [told], at=at or datetime.now(UTC))


def announce_all(
    transaction: Transaction, happened: Iterable[Mapping[str, Any]], *, at: datetime
) -> None:
    """The same for several events, as their rows are written."""
    wanted = [one for one in happened if one["kind"] in KINDS]
    if not wanted:
        return
    hooks = [(hook.id, hook.kinds.split()) for hook in _HOOKS.rows(transaction)]
    rows = [
        {
            "id": f"msg_{secrets.token_hex(12)}",
            "webhook": hook,
            "kind": one["kind"],
            "conversation": one["conversation"],
            "payload": _payload(one, at),
            "status": "waiting",
            "tries": 0,
            "made_at": at,
            "next_at": at,
            "problem": "",
        }
        for one in wanted
        for hook, kinds in hooks
        if one["kind"] in kinds
    ]
    if rows:
        transaction.run(insert(deliveries), rows)


def _payload(one: Mapping[str, Any], at: datetime) -> str:
    told = {
        "type": f"heard.{one['kind']}",
        "timestamp": in_utc(at).isoformat().replace("+00:00", "Z"),
        "data": {"conversation": one["conversation"], "turn": one["seq"], "note": one["note"]},
    }
    return json.dumps(told, separators=(",", ":"))
