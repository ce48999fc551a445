"""Lists of conversations: a lead's live board, and everybody's own."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Self

from fastapi import APIRouter, Depends, Form, Query, Request, Response
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
Sheet = Annotated[int, Query(alias="page", ge=1, le=100_000)]
SHOWN = 100  # conversations on a page


@dataclass(frozen=True, slots=True)
class Sheets:
    """A list in pages of a hundred, and which of them is shown: the last, where it is asked for one behind it.

    >>> sheets = Sheets.of(3, count=240)
    >>> sheets.first, sheets.last, sheets.sheet, sheets.sheets
    (201, 240, 3, 3)
    >>> Sheets.of(9, count=0)
    Sheets(sheet=1, count=0)
    """

    sheet: int  # counted from 1
    count: int  # conversations on all of them

    @classmethod
    def of(cls, sheet: int, *, count: int) -> Self:
        """The page that is asked for, or the last there is."""
        return cls(min(sheet, max(1, -(-count // SHOWN))), count)

    @property
    def sheets(self) -> int:
        """How many there are."""
        return max(1, -(-self.count // SHOWN))

    @property
    def skipped(self) -> int:
        """Conversations on the pages before."""
        return (self.sheet - 1) * SHOWN

    @property
    def first(self) -> int:
        """The first that is shown, counted from 1 over all pages."""
        return self.skipped + 1

    @property
    def last(self) -> int:
        """The last that is shown."""
        return min(self.sheet * SHOWN, self.count)


def router(desk: Desk, store: Store) -> APIRouter:
    """Everything under /board."""
    routes = APIRouter(include_in_schema=False, route_class=Refusable)

    def rows(caller: Caller, sheet: int) -> dict[str, Any]:
        caller.must("board")
        shown = store.conversations.list(limit=SHOWN)
        every = tuple(row.board for row in shown)
        if len(shown) == SHOWN:  # there may be more than are shown, and they count, too
            every = store.conversations.boards()
        sheets = Sheets.of(sheet, count=len(every))
        if sheets.skipped:
            shown = store.conversations.list(limit=SHOWN, skip=sheets.skipped)
        return {
            "glances": [Glance.of(row, for_lead=True) for row in shown],
            "board": True,
            "needed": sum(bool(needed(board)) for board in every),
            "heated": sum(board.get("mood") == "heated" for board in every),
            "sheets": sheets,
        }

    @routes.get("/board")
    def board(request: Request, caller: Asking, sheet: Sheet = 1) -> HTMLResponse:
        """The board."""
        cursor = store.events.last()
        values = rows(caller, sheet)
        return page(request, "board.html", caller, here="/board", cursor=cursor, **values)

    @routes.get("/board/rows")
    def fragment(request: Request, caller: Asking, sheet: Sheet = 1) -> HTMLResponse:
        return page(request, "rows.html", caller, titled=True, **rows(caller, sheet))

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

    def rows(caller: Caller, sheet: int) -> dict[str, Any]:
        found = store.conversations.list(answers=caller.name, limit=SHOWN)
        leads = caller.may("board")
        more = len(found) == SHOWN  # there may be
        count = store.conversations.count(answers=caller.name) if more else len(found)
        sheets = Sheets.of(sheet, count=count)
        if sheets.skipped:
            found = store.conversations.list(answers=caller.name, limit=SHOWN, skip=sheets.skipped)
        return {
            "glances": [Glance.of(row, for_lead=leads) for row in found],
            "board": False,
            "sheets": sheets,
            "may_begin": caller.may("speak", (caller.name, None)),
        }

    @routes.get("/coach")
    def conversations(request: Request, caller: Asking, sheet: Sheet = 1) -> HTMLResponse:
        """One's own conversations."""
        cursor = store.events.last()
        values = rows(caller, sheet)
        return page(request, "mine.html", caller, here="/coach", cursor=cursor, **values)

    @routes.get("/coach/rows")
    def fragment(request: Request, caller: Asking, sheet: Sheet = 1) -> HTMLResponse:
        return page(request, "rows.html", caller, **rows(caller, sheet))

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
