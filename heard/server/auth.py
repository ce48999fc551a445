"""The door: who is asking, by a session's cookie or a program's key, and ways to come in and go out."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from fastapi import Request  # FastAPI reads the signature of `caller`  # noqa: TC002
from starlette.concurrency import run_in_threadpool

from heard.server.limits import Limit
from heard.server.permit import Caller
from heard.server.problems import Problem

if TYPE_CHECKING:
    from fastapi.responses import Response

    from heard.server.settings import Settings
    from heard.store import Account, Store

COOKIE = "heard_session"
HEADER = "x-csrf-token"
FIELD = "csrf"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
IMPLIED = {
    "read": frozenset({"read"}),
    "write": frozenset({"read", "write"}),
    "admin": frozenset({"read", "write", "admin"}),
}
LINK_S = 24 * 3600  # how long the link of a first start opens the door
NOT_SIGNED_IN = "sign in, or send a key as Authorization: Bearer hrd_…"
EXPIRED = "the session is over; sign in again"
WRONG = "that name and password do not go together"
FORGED = "the request did not come from one of our pages; load the page again"


class Door:
    """Lets people and programs in, and knows who they are afterwards."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self.store = store
        self.settings = settings
        self.tries = Limit(rate=1 / 30, burst=10)  # of signing in, for a name
        self.knocks = Limit(rate=1 / 3, burst=60)  # and for an address

    # coming in and going out

    def sign_in(self, name: str, password: str, *, address: str = "") -> tuple[Caller, str]:
        """A person with a password: who it is, and the token for the cookie."""
        self.knocks.take(address)
        self.tries.take(name.casefold()[:200])
        account = self.store.accounts.verify(name, password)
        if account is None:
            self.store.audit.add("sign-in refused", by=name[:200])
            raise Problem("wrong-password", WRONG)
        self.tries.forget(name.casefold()[:200])
        return self._opened(account, "sign-in")

    def by_link(self, token: str, *, address: str = "") -> tuple[Caller, str]:
        """A person with a one-time link."""
        self.knocks.take(address)
        account = self.store.links.take(token)
        if account is None:
            raise Problem("not-signed-in", "this link was used before, or is too old")
        return self._opened(account, "sign-in by link")

    def sign_out(self, caller: Caller) -> None:
        """End this session."""
        self.store.sessions.close(caller.secret)
        self.store.audit.add("sign-out", by=caller.name)

    def new_password(self, caller: Caller, password: str) -> str:
        """Set a password: every session of theirs ends. The token of a new one for here."""
        account = self.store.accounts.change(caller.name, password=password)
        self.store.audit.add("new password", by=caller.name)
        return self._opened(account, "sign-in")[1]

    def _opened(self, account: Account, did: str) -> tuple[Caller, str]:
        token = self.store.sessions.start(account.name, lasts_s=self.settings.session_hours * 3600)
        self.store.audit.add(did, by=account.name)
        return person(account, token), token

    # who it is

    def by_key(self, token: str) -> Caller:
        """The program that holds this key."""
        key = self.store.keys.find(token)
        if key is None:
            raise Problem("not-signed-in", "this key opens nothing; it may have been revoked")
        scopes = frozenset[str]().union(*(IMPLIED[scope] for scope in key.scopes))
        return Caller(key.name, "program", scopes, token, key.id)

    def by_session(self, token: str) -> Caller:
        """The person whose browser holds this cookie."""
        if not token:
            raise Problem("not-signed-in", NOT_SIGNED_IN)
        session = self.store.sessions.find(token)
        if session is None:
            raise Problem("session-expired", EXPIRED)
        return person(session.account, token)

    def still(self, caller: Caller) -> None:
        """Whether they are still who they were: a socket asks from time to time."""
        again = self.by_key(caller.secret) if caller.by_key else self.by_session(caller.secret)
        if (again.role, again.scopes) != (caller.role, caller.scopes):
            raise Problem("session-expired", EXPIRED)


def person(account: Account, token: str) -> Caller:
    """Somebody with an account, as a caller."""
    return Caller(account.name, account.role, frozenset(), token, str(account.id))


async def caller(request: Request) -> Caller:
    """Who asks. Raises Problem where nobody known does, where it is forged, or too fast."""
    door: Door = request.app.state.door
    token = bearer(request)
    if token is not None:
        found = await run_in_threadpool(door.by_key, token)
    else:
        found = await run_in_threadpool(door.by_session, request.cookies.get(COOKIE, ""))
        if request.method not in SAFE:
            await _unforged(request, found)
    request.state.who = found.called
    request.app.state.limit.take(found.called)
    return found


async def maybe(request: Request) -> Caller | None:
    """The same, or None where nobody is signed in: for pages that have something to say to both."""
    try:
        return await caller(request)
    except Problem as problem:
        if problem.status == 401:
            return None
        raise


def bearer(request: Request) -> str | None:
    """The key that came with a request."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.casefold() == "bearer" else None


def same_site(request: Request) -> None:
    """Refuse what another site's page sent, where the browser says so."""
    if request.headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
        raise Problem("forged-form", FORGED)
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise Problem("forged-form", FORGED)


async def _unforged(request: Request, found: Caller) -> None:
    same_site(request)
    sent: object = request.headers.get(HEADER)
    if sent is None and request.headers.get("content-type", "").split(";")[0] in FORMS:
        sent = (await request.form()).get(FIELD)
    if not isinstance(sent, str) or not hmac.compare_digest(sent.encode(), found.csrf.encode()):
        raise Problem("forged-form", FORGED)


def address(request: Request) -> str:
    """Where a request comes from."""
    return request.client.host if request.client is not None else ""


def set_cookie(response: Response, token: str, settings: Settings) -> None:
    """Give a browser its session; no script can read it, no other site send it along."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=settings.session_hours * 3600,
        httponly=True,
        samesite="lax",
        secure=settings.secure,
        path="/",
    )


def clear_cookie(response: Response, settings: Settings) -> None:
    """Take the session from a browser."""
    response.delete_cookie(COOKIE, httponly=True, samesite="lax", secure=settings.secure, path="/")


def link_for(store: Store, account: Account, settings: Settings) -> str:
    """A link that lets this account in once."""
    return f"{settings.address}/link/{store.links.make(account.name, lasts_s=LINK_S)}"
