"""The way in and out: signing in, the one-time link, and what is kept."""

from __future__ import annotations

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
    from heard.server.settings import Settings

Asking = Annotated[Caller, Depends(auth.caller)]


def router(settings: Settings) -> APIRouter:
    """The pages that stand before and beside the desk."""
    routes = APIRouter(include_in_schema=False, route_class=Refusable)

    @routes.get("/")
    def home(caller: Asking) -> Response:
        """Everybody's own first page."""
        return RedirectResponse("/coach" if caller.role == "agent" else "/board", 303)

    @routes.get("/login")
    def login(request: Request, to: str = "/") -> HTMLResponse:
        """The door."""
        return page(request, "login.html", None, to=_within(to), fault="", name="")

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
            values = {"to": _within(to), "fault": str(problem), "name": name}
            return page(request, "login.html", None, status=problem.status, **values)
        response = RedirectResponse(_within(to), 303)
        auth.set_cookie(response, token, settings)
        return response

    @routes.get("/link/{token}")
    def by_link(request: Request, token: str) -> Response:
        """The way in of a first start: it opens once."""
        _, opened = _door(request).by_link(token, address=auth.address(request))
        response = RedirectResponse(getattr(request.app.state, "first_page", "/account"), 303)
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
        return page(request, "privacy.html", caller, days=days, here="/privacy")

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


def _door(request: Request) -> Door:
    return cast("Door", request.app.state.door)


def _within(to: str) -> str:
    """A path of ours; anything else leads home, never to another site.

    >>> [_within(to) for to in ("/coach/c1", "//elsewhere.example", "https://x", "/a\\\\b")]
    ['/coach/c1', '/', '/', '/']
    """
    ours = to.startswith("/") and not to.startswith(("//", "/\\")) and "\\" not in to
    return to if ours and to.isprintable() else "/"
