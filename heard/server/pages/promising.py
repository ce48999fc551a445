"""The promises page: what is owed to whom, what is late, and what became of the rest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import APIRouter, Depends, Form, Path, Request, Response
from fastapi.responses import HTMLResponse

from heard.server import auth
from heard.server.pages.glance import DAY_S, HOUR_S, MINUTE_S, ago
from heard.server.pages.room import Refusable, page
from heard.server.permit import Caller

if TYPE_CHECKING:
    from collections.abc import Iterable

    from heard.server.desk import Desk
    from heard.store import Owed, Stage

Asking = Annotated[Caller, Depends(auth.caller)]
WAITING: tuple[Stage, ...] = ("overdue", "approaching", "pending")
PAST: tuple[Stage, ...] = ("kept", "broken")
EMPTY = {
    "overdue": "Nothing is late.",
    "approaching": "Nothing is due soon.",
    "pending": "Nothing is waiting.",
    "kept": "Promises marked as kept appear here.",
    "broken": "None was broken.",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One promise as a page shows it."""

    id: int
    what: str
    when: str
    owner: str
    status: str
    conversation: str
    customer: str
    turn: int  # counted from 1
    marked: str = ""

    @property
    def open(self) -> bool:
        """Whether nobody has said yet what became of it."""
        return self.status in WAITING


def router(desk: Desk) -> APIRouter:
    """Everything under /promises."""
    routes = APIRouter(
        include_in_schema=False, route_class=Refusable, default_response_class=HTMLResponse
    )

    def shelves(caller: Caller) -> dict[str, Any]:
        found = desk.promises(caller=caller, agent=None)
        shelf = {stage: shown(found[stage]) for stage in (*WAITING, *PAST)}
        return {
            "shelves": shelf,
            "waiting": WAITING,
            "past": PAST,
            "empty": EMPTY,
            "may_mark": caller.may("mark", (caller.name, None)),
        }

    @routes.get("/promises")
    def promises(request: Request, caller: Asking) -> HTMLResponse:
        """The board of promises."""
        values = shelves(caller)
        return page(request, "promises.html", caller, here="/promises", **values)

    @routes.get("/promises/shelves")
    def fragment(request: Request, caller: Asking) -> HTMLResponse:
        return page(request, "shelves.html", caller, titled=True, **shelves(caller))

    @routes.post("/promises/{number}")
    def mark(
        caller: Asking,
        number: Annotated[int, Path(ge=1, le=2**62)],
        status: Annotated[Literal["kept", "broken", "open"], Form()],
    ) -> Response:
        """What became of one; "open" undoes a slip."""
        desk.mark(number, status, caller=caller)
        return Response(status_code=204)

    return routes


def shown(owed: Iterable[Owed]) -> tuple[Shown, ...]:
    """Promises of the store as pages show them."""
    return tuple(
        Shown(
            id=one.id,
            what=one.what,
            when=when(one),
            owner=_owner(one),
            status=one.stage,
            conversation=one.conversation,
            customer=one.customer or one.conversation,
            turn=one.promise.turn + 1,
            marked=f"{one.stage} · {one.marked_by} · {ago(one.marked_at)}" if one.marked_by else "",
        )
        for one in owed
    )


def when(owed: Owed, now: datetime | None = None) -> str:
    """When it is due: as it was said, and how far that is from now."""
    words = owed.promise.due_words
    if owed.due_by is None:
        return words if owed.promise.kind == "event" and words else "no time was named"
    if owed.stage in PAST:
        return words
    left = (owed.due_by - (now or datetime.now(UTC))).total_seconds()
    told = f"{_span(-left)} late" if left < 0 else f"in {_span(left)}"
    return f"{words} · {told}" if words else told


def _owner(owed: Owed) -> str:
    owner = owed.promise.owner
    return owed.said_by or owed.agent or "the agent" if owner == "agent" else f"the {owner}"


def _span(seconds: float) -> str:
    if seconds < HOUR_S:
        return f"{max(1, round(seconds / MINUTE_S))} min"
    if seconds < 2 * DAY_S:
        return f"{round(seconds / HOUR_S)} h"
    return f"{round(seconds / DAY_S)} days"
