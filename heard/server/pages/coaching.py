"""The coach page: the conversation, where it stands, the one card, the reply and what one may do."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import APIRouter, Depends, Form, Query, Request, Response
from fastapi.responses import HTMLResponse

from heard.conversation import Speaker, Turn
from heard.server import auth
from heard.server.pages.glance import ago
from heard.server.pages.promising import shown
from heard.server.pages.room import Refusable, page
from heard.server.pages.talk import talk
from heard.server.permit import Caller, answerer, owners_of
from heard.server.problems import Problem
from heard.server.schemas import LONGEST_TEXT

if TYPE_CHECKING:
    from heard.server.desk import Desk
    from heard.store import Row, Store

Asking = Annotated[Caller, Depends(auth.caller)]
Words = Annotated[str, Form(max_length=LONGEST_TEXT)]
WHISPERS = 3  # shown at once, the latest


def router(desk: Desk, store: Store) -> APIRouter:
    """The page of one conversation and its fragments."""
    routes = APIRouter(
        include_in_schema=False, route_class=Refusable, default_response_class=HTMLResponse
    )

    @routes.get("/coach/{id_}")
    def coach(request: Request, caller: Asking, id_: str) -> HTMLResponse:
        """One conversation."""
        cursor = store.events.last()  # first: what happens from here on comes as news
        return page(
            request, "coach.html", caller, cursor=cursor, **seen_by(caller, desk, store, id_)
        )

    @routes.get("/coach/{id_}/news")
    def news(
        request: Request,
        caller: Asking,
        id_: str,
        after: Annotated[int, Query(ge=0)] = 0,
        have: Annotated[str, Query(max_length=100)] = "",
    ) -> HTMLResponse:
        """What came after a turn, and where things stand now; the card, where it is another one."""
        values = seen_by(caller, desk, store, id_, seen=after)
        lines = values["talk"].after(after)
        values |= {"oob": ' hx-swap-oob="true"', "lines": lines, "have": have}
        return page(request, "news.html", caller, **values)

    @routes.post("/coach/{id_}/check")
    def check(request: Request, caller: Asking, id_: str, text: Words = "") -> HTMLResponse:
        """Whether the draft is safe to send, said below it while it is written."""
        draft = text.strip()
        checked = desk.check(id_, draft, caller=caller) if draft else None
        return page(request, "checked.html", caller, checked=checked, draft=draft)

    @routes.get("/coach/{id_}/boundary")
    def boundary(request: Request, caller: Asking, id_: str) -> HTMLResponse:
        """Which limit is due, and how to say it."""
        limits = desk.boundary(id_, caller=caller)
        speaks = _answers(caller, desk.row(id_, caller=caller))
        return page(request, "boundary.html", caller, limits=limits, may_speak=speaks)

    return routes


def acts(desk: Desk) -> APIRouter:
    """What one may do there. The pages ask for what is new afterwards."""
    routes = APIRouter(
        include_in_schema=False, route_class=Refusable, default_response_class=HTMLResponse
    )

    @routes.post("/coach/{id_}/say")
    def say(
        caller: Asking,
        id_: str,
        text: Words,
        speaker: Annotated[Literal["agent", "customer"], Form()] = "agent",
        client_id: Annotated[str, Form(max_length=100)] = "",
    ) -> Response:
        """What was said next, by either side."""
        if not text.strip():
            raise Problem("invalid", "there is nothing to send: write something first")
        turn = Turn(Speaker(speaker), text.strip())
        desk.hear(id_, turn, client_id=client_id or secrets.token_hex(8), caller=caller)
        return Response(status_code=204)

    @routes.post("/coach/{id_}/handoff")
    def handoff(request: Request, caller: Asking, id_: str) -> HTMLResponse:
        """The packet for the next person; that somebody asked for it is told to the leads."""
        packet = desk.handoff(id_, caller=caller)
        speaks = _answers(caller, desk.row(id_, caller=caller))
        return page(request, "handoff.html", caller, packet=packet, may_speak=speaks)

    @routes.post("/coach/{id_}/mute")
    def mute(caller: Asking, id_: str) -> Response:
        """Quiet the coach for oneself, or hear it again."""
        row = desk.row(id_, caller=caller)
        desk.mute(id_, muted=not row.muted, caller=caller)
        return Response(status_code=204)

    @routes.post("/coach/{id_}/close")
    def close(caller: Asking, id_: str) -> Response:
        desk.close(id_, caller=caller)
        return Response(status_code=204, headers={"HX-Redirect": "/"})

    @routes.post("/coach/{id_}/take")
    def take(caller: Asking, id_: str) -> Response:
        """From now on, this person answers; the page comes anew with the reply box."""
        desk.take(id_, caller=caller)
        return Response(status_code=204, headers={"HX-Refresh": "true"})

    @routes.post("/coach/{id_}/give-back")
    def give_back(caller: Asking, id_: str) -> Response:
        """The agent answers again, and this person watches."""
        desk.give_back(id_, caller=caller)
        return Response(status_code=204, headers={"HX-Refresh": "true"})

    @routes.post("/coach/{id_}/whisper")
    def whisper(caller: Asking, id_: str, text: Annotated[str, Form(max_length=1000)]) -> Response:
        """A word to the agent that the customer never sees."""
        if not text.strip():
            raise Problem("invalid", "a whisper needs words")
        desk.whisper(id_, text.strip(), caller=caller)
        return Response(status_code=204)

    return routes


def seen_by(
    caller: Caller, desk: Desk, store: Store, id_: str, *, seen: int | None = None
) -> dict[str, Any]:
    """What the page and its news say of one conversation, as this person may see it."""
    row = desk.row(id_, caller=caller)
    own = owners_of(row)
    mine, is_open, answers = caller.name in own, row.status == "open", _answers(caller, row)
    may_speak = is_open and answers and caller.may("speak", own)
    may_whisper = is_open and not may_speak and caller.may("whisper", own)
    muted = is_open and answers and row.muted
    whispers = _whispers(store, row, caller) if answers or caller.may("whisper", own) else ()
    told = talk(row, desk.turns(id_, after_seq=0), seen=seen)
    card = str(told.card.turn) if told.card else f"{told.gauge.level}-{told.step}"
    latest = whispers[-1]["id"] if whispers else 0
    return {
        "talk": told,
        "seen": told.said if seen is None else seen,
        "card_key": f"{card}.{latest}.{muted:d}{may_speak:d}{told.said > 0:d}{told.unread:d}{is_open:d}",
        "name": row.customer or row.id,
        "about": about(row),
        "muted": muted,
        "may_speak": may_speak,
        "may_take": is_open and not may_speak and caller.may("take", own),
        "may_whisper": may_whisper,
        "may_return": may_speak and row.taken_by == caller.name and bool(row.agent),
        "answers": answerer(own) or "the agent",
        "mode": ("speak" if may_speak else "whisper" if may_whisper else "read")
        + f":{answerer(own) or ''}",
        "may_mark": caller.may("mark", own),
        "seen_taken": row.taken_by is not None and caller.name == row.agent != row.taken_by,
        "owed": shown(one for one in store.promises.of(id_) if one.promise.ours),
        "whispers": whispers,
        "here": "/coach" if mine else "/board",
    }


def about(row: Row) -> str:
    """Channel, agent, team and age in a line."""
    began = ago(row.started_at)
    parts = (row.channel and row.channel.value, row.agent, row.team, began)
    return " · ".join(part for part in parts if part)


def _answers(caller: Caller, row: Row) -> bool:
    """Whether it is this person who answers now."""
    return caller.name == answerer(owners_of(row))


def _whispers(store: Store, row: Row, caller: Caller) -> tuple[dict[str, Any], ...]:
    """The latest whispers to whoever answers now: what they are told, what a lead has told them."""
    found: list[dict[str, Any]] = []
    for event in store.events.of(row.id, "whisper", "takeover", "returned"):
        if event.kind != "whisper":
            found.clear()  # somebody else answers from here on
            continue
        by = "You" if event.by == caller.name else event.by or "A lead"
        told = {"id": event.cursor, "by": by, "text": event.note, "since": ago(event.at)}
        found.append(told)
    return tuple(found[-WHISPERS:])
