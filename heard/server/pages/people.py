"""The people page: who may sign in, and what an admin does about it. It does what `admin` does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal, assert_never

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse
from pydantic import ValidationError

from heard.errors import HeardError
from heard.server import admin, auth
from heard.server.pages.room import Refusable, page
from heard.server.permit import Caller
from heard.server.problems import Problem, of_fault
from heard.server.schemas import ChangedAccount, NewAccount
from heard.store.accounts import ROLES, Role

if TYPE_CHECKING:
    from heard.server.settings import Settings
    from heard.store import Store

Asking = Annotated[Caller, Depends(auth.caller)]
Act = Literal["add", "change", "link", "out", "off", "on"]
NAMES = "a name has letters, digits and . : @ + - _ in it and no spaces, such as noor@example.org"


@dataclass(frozen=True, slots=True)
class Done:
    """What became of it, and the one-time link, which no other page shows again."""

    said: str = ""
    link: str = ""


def router(store: Store, settings: Settings) -> APIRouter:
    """Everything under /people."""
    routes = APIRouter(
        include_in_schema=False, route_class=Refusable, default_response_class=HTMLResponse
    )

    def shown(
        request: Request, caller: Caller, done: Done, *, fault: str = "", status: int = 200
    ) -> HTMLResponse:
        known = {"people": store.accounts.list(), "roles": ROLES, "done": done, "fault": fault}
        return page(request, "people.html", caller, here="/people", status=status, **known)

    @routes.get("/people")
    def people(request: Request, caller: Asking) -> HTMLResponse:
        """Everybody who may sign in."""
        caller.must("accounts")
        return shown(request, caller, Done())

    @routes.post("/people")
    def act(
        request: Request,
        caller: Asking,
        do: Annotated[Act, Form()],
        name: Annotated[str, Form(max_length=200)],
        role: Annotated[Role | None, Form()] = None,
        team: Annotated[str, Form(max_length=200)] = "",
    ) -> HTMLResponse:
        """Add somebody, or change what somebody may do. The link stands in the answer alone."""
        caller.must("accounts")
        try:
            if do == "add":
                if role is None:
                    raise Problem("invalid", "say which role")
                done = _added(store, settings, caller, name=name.strip(), role=role, team=team)
            elif do == "change":
                done = _changed(store, caller, name=name, role=role, team=team)
            else:
                done = _let(store, settings, caller, do=do, name=name)
        except HeardError as fault:
            said = of_fault(fault)
            return shown(request, caller, Done(), fault=str(said), status=said.status)
        return shown(request, caller, done)

    return routes


def _added(
    store: Store, settings: Settings, caller: Caller, *, name: str, role: Role, team: str
) -> Done:
    try:
        body = NewAccount(name=name, role=role, team=team.strip() or None)
    except ValidationError as fault:
        field = fault.errors()[0]["loc"][0]
        raise Problem("invalid", NAMES if field == "name" else f"that is no {field}") from None
    made = admin.new_account(body, caller, store, settings)
    return Done(f"{made['name']} can come in as {made['role']}.", made["link"])


def _changed(store: Store, caller: Caller, *, name: str, role: Role | None, team: str) -> Done:
    """Another role, another team: only what differs, since another role ends their sessions."""
    account = store.accounts.get(name)
    new: dict[str, Any] = {}
    if role not in (None, account.role):
        new["role"] = role
    if (team.strip() or None) != account.team:
        new["team"] = team.strip() or None
    if not new:
        return Done(f"Nothing was changed for {account.name}.")
    try:
        body = ChangedAccount(**new)
    except ValidationError:
        raise Problem("invalid", "that is no team") from None
    now = admin.change_account(account.name, body, caller, store)
    said = []
    if "role" in new:
        said.append(f"{now['name']} is {now['role']} now and has to sign in again.")
    if "team" in new:
        said.append(f"{now['name']} is in {'team ' + now['team'] if now['team'] else 'no team'}.")
    return Done(" ".join(said))


def _let(
    store: Store,
    settings: Settings,
    caller: Caller,
    *,
    do: Literal["link", "out", "off", "on"],
    name: str,
) -> Done:
    account = store.accounts.get(name)
    if do == "link":
        link = admin.new_link(account.name, caller, store, settings)["link"]
        return Done(f"A new link for {account.name}.", link)
    if do == "off":
        admin.change_account(account.name, ChangedAccount(active=False), caller, store)
        return Done(f"{account.name} is out and can't sign in until you let them in again.")
    if do == "on":
        admin.change_account(account.name, ChangedAccount(active=True), caller, store)
        return Done(f"{account.name} may sign in again.")
    if do == "out":
        if account.name == caller.name:
            raise Problem("not-allowed", "you sign yourself out in the menu under your name")
        ended = store.sessions.close_all(account.name)
        store.audit.add("signed out", by=caller.name, about=account.name, detail=str(ended))
        return Done(f"{account.name} is signed out in every browser.")
    assert_never(do)
