"""What every request passes first and every answer leaves by: host, size, headers, log line."""

from __future__ import annotations

import logging
import secrets
import time
from html import escape
from ipaddress import ip_address
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse

from heard.server.problems import Problem, answer, failed, wants_page

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from heard.server.metrics import Metrics
    from heard.server.settings import Settings

log = logging.getLogger("heard.server")
LARGEST_BODY = 4 * 1024 * 1024
TOO_LARGE = f"at most {LARGEST_BODY:,} bytes can be sent at once"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not no-referrer: browsers then send "Origin: null" with our own forms, and `auth.same_site`
    # refuses them. Other sites are told as little either way: nothing.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
}


class Shield:
    """Stands before the app: refuses what is not addressed to us or too large, and keeps the log."""

    def __init__(self, app: ASGIApp, *, settings: Settings, metrics: Metrics) -> None:
        self.app = app
        self.settings = settings
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or let a socket through that is addressed to us."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        host = Headers(scope=scope).get("host", "")
        if not self._ours(host):
            problem = Problem("wrong-host", f'this server does not answer to "{host[:100]}"')
            if scope["type"] == "websocket":
                await receive()
                await send({"type": "websocket.close", "code": 4421, "reason": "wrong-host"})
            else:
                self.metrics.problems.labels(problem.name).inc()
                told = misdirected(Request(scope), problem)
                self._dress(told.headers, scope["path"], secrets.token_hex(6))
                await told(scope, receive, send)
            return
        if scope["type"] == "websocket":
            await self.app(scope, receive, send)
            return
        await self._answered(scope, receive, send)

    async def _answered(self, scope: Scope, receive: Receive, send: Send) -> None:
        began, request = time.perf_counter(), secrets.token_hex(6)
        status = 0

        async def start(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                self._dress(MutableHeaders(scope=message), scope["path"], request)
            await send(message)

        try:
            length = Headers(scope=scope).get("content-length", "0")
            if length.isdigit() and int(length) > LARGEST_BODY:
                told = await answer(Request(scope), Problem("too-large", TOO_LARGE))
                await told(scope, receive, start)
            else:
                await self.app(scope, bounded(receive), start)
        except Exception:
            log.exception("a request failed", extra={"request": request})
            if status:
                raise
            sorry = await answer(Request(scope), failed())
            await sorry(scope, receive, start)
        finally:
            self._noted(scope, status, time.perf_counter() - began, request)

    def _dress(self, headers: MutableHeaders, path: str, request: str) -> None:
        for key, value in HEADERS.items():
            headers.setdefault(key, value)
        headers["X-Request-ID"] = request
        if not path.startswith("/static"):
            headers.setdefault("Cache-Control", "no-store")
        if self.settings.secure:
            headers["Strict-Transport-Security"] = "max-age=31536000"

    def _noted(self, scope: Scope, status: int, took_s: float, request: str) -> None:
        route = getattr(scope.get("route"), "path", "none")  # the template: never an id
        self.metrics.requests.labels(route, _method(scope["method"]), str(status)).inc()
        self.metrics.request_seconds.labels(route).observe(took_s)
        if (refused := scope.get("state", {}).get("problem")) is not None:
            self.metrics.problems.labels(refused).inc()
        if route in ("/healthz", "/metrics") or route.startswith("/static"):
            return
        log.info(
            "answered",
            extra={
                "request": request,
                "method": _method(scope["method"]),
                "route": route,
                "status": status,
                "ms": round(took_s * 1000, 1),
                "who": scope.get("state", {}).get("who", "nobody"),
            },
        )

    def _ours(self, host: str) -> bool:
        """Whether a request is meant for us: a page elsewhere may point its own name here."""
        name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
        if name.casefold() in self.settings.hosts:
            return True
        return not self.settings.on_loopback and is_address(name)


def misdirected(request: Request, problem: Problem) -> Response:
    """What a wrong name is answered: to a browser as text, since none of our files is there under it."""
    if not wants_page(request):
        return problem.response()
    sentence = f"{problem}. Open it at the address that heard serve printed when it started"
    page = f"<!doctype html><title>Not here</title><h1>Not here</h1><p>{escape(sentence)}.</p>"
    return HTMLResponse(page, problem.status)


def bounded(receive: Receive) -> Receive:
    """The same body, cut off where it grows too large, whatever its headers said."""
    taken = 0

    async def counted() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > LARGEST_BODY:
            raise HTTPException(413, TOO_LARGE)
        return message

    return counted


def is_address(name: str) -> bool:
    """Whether a host is given as a number, which no name service can turn on us."""
    try:
        ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


def _method(given: str) -> str:
    return (
        given if given in ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS") else "other"
    )
