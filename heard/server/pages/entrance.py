"""The way in and out: signing in, the one-time link, and what is kept."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, cast

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from heard.errors import HeardError
from heard.server import auth
from heard.server.pages.room import Refusable, page
from heard.server.permit import Caller
from heard.server.problems import Problem, of_fault

if TYPE_CHECKING:
    from heard.server.auth import Door
    from heard.server.pages.room import Way
    from heard.server.settings import Settings

Asking = Annotated[Caller, Depends(auth.caller)]


@dataclass(frozen=True, slots=True)
class Standing:
    """A link that opens again and again, for a demo alone.

    It is still a secret that only the terminal shows, and what it opens is invented, on this
    machine's own address, and gone when the demo ends. `heard serve` has none of these.
    """

    account: str
    token: str

    def fits(self, token: str) -> bool:
        """Whether this is the link."""
        return hmac.compare_digest(self.token.encode(), token.encode())


def router(settings: Settings) -> APIRouter:
    """The pages that stand before and beside the desk."""
    routes = APIRouter(include_in_schema=False, route_class=Refusable)

    @routes.get("/")
    def home(caller: Asking) -> Response:
        """Everybody's own first page."""
        return RedirectResponse("/coach" if caller.role == "agent" else "/board", 303)

    @routes.get("/login")
    def login(request: Request, to: str = "/", over: str = "") -> HTMLResponse:
        """The door."""
        return _login(request, to=_within(to), over=bool(over))

    @routes.post("/login")
    def sign_in(
        request: Request,
        name: Annotated[str, Form(max_length=200)],
        password: Annotated[str, Form(max_length=1000)],
        to: Annotated[str, Form(max_length=500)] = "/",
    ) -> Response:
        """Sign in, and go where one was going."""
        auth.same_site(request)
        try:
            _, token = _door(request).sign_in(name, password, address=auth.address(request))
        except Problem as problem:
            return _login(request, to=_within(to), problem=problem, name=name)
        response = RedirectResponse(_within(to), 303)
        auth.set_cookie(response, token, settings)
        return response

    @routes.get("/link/{token}")
    def by_link(request: Request, token: str) -> Response:
        """The way in of a first start: it opens once. A demo's own opens as long as it runs."""
        standing: Standing | None = getattr(request.app.state, "standing", None)
        try:
            if standing is not None and settings.on_loopback and standing.fits(token):
                token = _door(request).store.links.make(standing.account)
            _, opened = _door(request).by_link(token, address=auth.address(request))
        except Problem as problem:
            return _login(request, problem=problem, spent=problem.name == "not-signed-in")
        ways: list[Way] = getattr(request.app.state, "demo", [])
        response = RedirectResponse(ways[0].href if ways else "/account", 303)
        auth.set_cookie(response, opened, settings)
        return response

    @routes.post("/logout")
    def sign_out(request: Request, caller: Asking) -> Response:
        """Sign out."""
        _door(request).sign_out(caller)
        response = RedirectResponse("/login", 303)
        auth.clear_cookie(response, settings)
        return response

    @routes.get("/privacy")
    def privacy(request: Request, caller: Asking) -> HTMLResponse:
        """What is kept, for how long, and how it goes away."""
        days = settings.retention_days
        return page(
            request,
            "privacy.html",
            caller,
            days=days,
            sealed=_door(request).store.webhooks.sealed,
            here="/privacy",
        )

    return routes


def account(settings: Settings) -> APIRouter:
    """One's own account."""
    routes = APIRouter(include_in_schema=False, route_class=Refusable)

    @routes.get("/account")
    def password_page(request: Request, caller: Asking) -> HTMLResponse:
        """One's own account: a new password."""
        return page(request, "account.html", caller, fault="")

    @routes.post("/account")
    def new_password(
        request: Request,
        caller: Asking,
        password: Annotated[str, Form(max_length=1000)],
        again: Annotated[str, Form(max_length=1000)],
    ) -> Response:
        """Set it: every other session of theirs ends."""
        try:
            if password != again:
                raise Problem("invalid", "the two passwords differ; type the same one twice")
            token = _door(request).new_password(caller, password)
        except HeardError as fault:
            said = of_fault(fault)
            return page(request, "account.html", caller, status=said.status, fault=str(said))
        response = RedirectResponse("/", 303)
        auth.set_cookie(response, token, settings)
        return response

    return routes


def _login(
    request: Request,
    *,
    to: str = "/",
    problem: Problem | None = None,
    name: str = "",
    spent: bool = False,
    over: bool = False,
) -> HTMLResponse:
    """The door, with what went wrong. In a demo nobody has a password: it says where the link is."""
    return page(
        request,
        "login.html",
        None,
        status=problem.status if problem else 200,
        to=to,
        fault=str(problem) if problem else "",
        name=name,
        spent=spent,
        over=over,
        by_link_only=getattr(request.app.state, "standing", None) is not None,
    )


def _door(request: Request) -> Door:
    return cast("Door", request.app.state.door)


def _within(to: str) -> str:
    """A path of ours; anything else leads home, never to another site.

    >>> [_within(to) for to in ("/coach/c1", "//elsewhere.example", "https://x", "/a\\\\b")]
    ['/coach/c1', '/', '/', '/']
    """
    ours = to.startswith("/") and not to.startswith(("//", "/\\")) and "\\" not in to
    return to if ours and to.isprintable() else "/"
