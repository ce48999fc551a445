"""Where the pages are made: templates, what every page knows, and refusals that people can read."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.routing import APIRoute
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.concurrency import run_in_threadpool

from heard.errors import HeardError
from heard.quoting import harmless
from heard.server.auth import COOKIE
from heard.server.pages.marks import plain
from heard.server.problems import note, of_fault

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from fastapi import Request, Response

    from heard.server.auth import Door
    from heard.server.permit import Caller
    from heard.server.problems import Problem

THEME = "heard_theme"
THEMES = ("light", "dark")
FILES = Path(__file__).parent.parent / "static"


def shown(value: object) -> object:
    """What a page shows of a value: of a text no sign that would turn the page's own words around."""
    return harmless(value.replace("\r\n", "\n")) if isinstance(value, str) else value


_TEMPLATES = Environment(
    loader=PackageLoader("heard.server"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    finalize=shown,
)

_TEMPLATES.filters["plain"] = plain


@dataclass(frozen=True, slots=True)
class Way:
    """One link that a demo offers."""

    href: str
    word: str


class Refusable(APIRoute):
    """A page's route: whoever isn't signed in is led to the door, other refusals get a page."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The route's handler, with refusals as pages. Scripts get the problem document."""
        handle = super().get_route_handler()

        async def handled(request: Request) -> Response:
            try:
                return await handle(request)
            except HeardError as fault:
                return await refusal(request, of_fault(fault))

        return handled


async def refusal(request: Request, problem: Problem) -> Response:
    """A refusal that people can read; scripts get the problem document."""
    note(request, problem)
    if "hx-request" in request.headers:
        return problem.response()
    if problem.name in ("not-signed-in", "session-expired"):
        to = request.url.path if request.method == "GET" else "/"
        over = "&over=1" if problem.name == "session-expired" else ""
        return RedirectResponse(f"/login?to={quote(to)}{over}", 303)
    caller = None if problem.name == "failed" else await run_in_threadpool(_known, request)
    heading = "Not here" if problem.status == HTTPStatus.NOT_FOUND else "That didn't work"
    status, sentence = problem.status, str(problem)
    return page(request, "fault.html", caller, status=status, heading=heading, sentence=sentence)


def _known(request: Request) -> Caller | None:
    """Whoever is signed in, so that a page that says no still leads on."""
    door: Door = request.app.state.door
    try:
        return door.by_session(request.cookies.get(COOKIE, ""))
    except HeardError:  # nobody, or a store that does not answer
        return None


def page(
    request: Request,
    template: str,
    caller: Caller | None,
    *,
    status: int = 200,
    **values: object,
) -> HTMLResponse:
    """One page, or a fragment of one, as HTML."""
    theme = request.cookies.get(THEME)
    known = {
        "account": caller,
        "csrf": caller.csrf if caller else "",
        "theme": theme if theme in THEMES else "",
        "stamp": STAMP,
        "path": request.url.path,
        "demo": getattr(request.app.state, "demo", ()) if caller else (),
        "here": "",
        "oob": "",
    }
    made = _TEMPLATES.get_template(template).render(known | values)
    return HTMLResponse(made, status)


def _stamp() -> str:
    """A name for this version of the files, so that browsers may keep them."""
    sums = hashlib.sha256()
    for path in sorted(FILES.iterdir()):
        sums.update(path.read_bytes())
    return sums.hexdigest()[:12]


STAMP = _stamp()
