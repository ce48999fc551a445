"""Lists of conversations: a lead's live board, and everybody's own."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from heard.conversation import Channel
from heard.server import auth
from heard.server.pages.glance import Glance, needed
from heard.server.pages.room import Refusable, page
from heard.server.permit import Caller
from heard.server.schemas import Opening

if TYPE_CHECKING:
    from heard.server.desk import Desk
    from heard.store import Store

Asking = Annotated[Caller, Depends(auth.caller)]
SHOWN = 100


def router(desk: Desk, store: Store) -> APIRouter:
    """Everything under /board."""
    routes = APIRouter(include_in_schema=False, route_class=Refusable)

    def rows(caller: Caller) -> dict[str, Any]:
        caller.must("board")
        shown = store.conversations.list(limit=SHOWN)
        every = tuple(row.board for row in shown)
        if len(shown) == SHOWN:  # there may be more than are shown, and they count, too
            every = store.conversations.boards()
        return {
            "glances": [Glance.of(row, for_lead=True) for row in shown],
            "board": True,
            "needed": sum(bool(needed(board)) for board in every),
            "heated": sum(board.get("mood") == "heated" for board in every),
            "open": len(every),
        }

    @routes.get("/board")
    def board(request: Request, caller: Asking) -> HTMLResponse:
        """The board."""
        cursor = store.events.last()
        return page(request, "board.html", caller, here="/board", cursor=cursor, **rows(caller))

    @routes.get("/board/rows")
    def fragment(request: Request, caller: Asking) -> HTMLResponse:
        return page(request, "rows.html", caller, titled=True, **rows(caller))

    @routes.get("/board/call/{id_}")
    def call(request: Request, caller: Asking, id_: str) -> HTMLResponse:
        """Which customer needs somebody and why: what a lead is told wherever they are."""
        caller.must("board")
        row = desk.row(id_, caller=caller)
        return page(request, "call.html", caller, one=Glance.of(row, for_lead=True))

    return routes


def mine(desk: Desk, store: Store) -> APIRouter:
    """One's own conversations, and a new one that is typed in by hand."""
    routes = APIRouter(include_in_schema=False, route_class=Refusable)

    def rows(caller: Caller) -> dict[str, Any]:
        found = store.conversations.list(answers=caller.name, limit=SHOWN)
        leads = caller.may("board")
        more = len(found) == SHOWN  # there may be
        return {
            "glances": [Glance.of(row, for_lead=leads) for row in found],
            "board": False,
            "open": store.conversations.count(answers=caller.name) if more else len(found),
            "may_begin": caller.may("speak", (caller.name, None)),
        }

    @routes.get("/coach")
    def conversations(request: Request, caller: Asking) -> HTMLResponse:
        """One's own conversations."""
        cursor = store.events.last()
        return page(request, "mine.html", caller, here="/coach", cursor=cursor, **rows(caller))

    @routes.get("/coach/rows")
    def fragment(request: Request, caller: Asking) -> HTMLResponse:
        return page(request, "rows.html", caller, **rows(caller))

    @routes.post("/coach")
    def begin(
        caller: Asking,
        customer: Annotated[str, Form(max_length=200)] = "",
        channel: Annotated[Channel, Form()] = Channel.CHAT,
    ) -> Response:
        """A conversation that one types in by hand."""
        opening = Opening(
            id=f"typed-{secrets.token_hex(4)}",
            channel=channel,
            customer=customer.strip() or None,
            agent=caller.name,
        )
        row = desk.open(opening, caller=caller)
        return RedirectResponse(f"/coach/{row.id}", 303)

    return routes
