"""The socket `/v1/live`: turns in, what was heard and what happens out. Described in docs/wire.md."""

from __future__ import annotations

import asyncio
import contextlib
import json
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar
from urllib.parse import urlsplit

from fastapi import APIRouter, WebSocket
from pydantic import (
    Field,
    TypeAdapter,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)
from pydantic_core import PydanticCustomError
from starlette.concurrency import run_in_threadpool
from starlette.websockets import WebSocketDisconnect, WebSocketState

from heard.errors import HeardError
from heard.server.auth import COOKIE
from heard.server.hub import Watcher, written
from heard.server.intake import Said
from heard.server.problems import Problem, of_fault, of_validation
from heard.server.schemas import LONGEST_DRAFT, Asked, Id, Next, Words

if TYPE_CHECKING:
    from heard.server.auth import Door
    from heard.server.desk import Desk
    from heard.server.ear import Ear
    from heard.server.hub import Hub
    from heard.server.limits import Limit
    from heard.server.metrics import Metrics
    from heard.server.permit import Caller

VERSION = 1
LARGEST = 1024 * 1024  # characters of a message; far larger ones close the socket before
HELLO_S = 10.0
PING_S = 20.0
STILL_S = 5.0  # how long a socket may outlive its session or key
MOST_WATCHED = 5000  # conversations of one socket, where it does not watch all
WATCHED = f'give "all" or a list of at most {MOST_WATCHED:,} conversation ids'
AT_ONCE = 256  # turns of one socket that may be under way
CLOSED = {"not-signed-in": 4401, "session-expired": 4401, "not-allowed": 4403, "wrong-origin": 4403}

Told = dict[str, Any]
Kind = TypeVar("Kind")


def _watched(given: object, check: ValidatorFunctionWrapHandler) -> object:
    """Say in one sentence what may be watched, rather than what each half of a union wants."""
    try:
        return check(given)
    except ValidationError:
        raise PydanticCustomError("watched", WATCHED) from None


Watched = Annotated[
    Literal["all"] | Annotated[tuple[Id, ...], Field(max_length=MOST_WATCHED)],
    WrapValidator(_watched),
]


class Message(Asked):
    """Anything a client sends."""

    v: Literal[1]


class Hello(Message):
    """The first message: who it is, and where it was."""

    type: Literal["hello"]
    token: Annotated[str, Field(max_length=200)] | None = None
    cursor: Annotated[int, Field(ge=0, le=2**62)] | None = None
    watch: Watched | None = None


class Watch(Message):
    """What to be told of from now on."""

    type: Literal["watch"]
    conversations: Watched


class SentTurn(Message, Next):
    """The next turn of a conversation."""

    type: Literal["turn"]
    conversation: Id


class CheckDraft(Message):
    """A reply to look at before it is sent."""

    type: Literal["check"]
    ref: Id
    conversation: Id
    draft: Annotated[Words, Field(max_length=LONGEST_DRAFT)]


class Pong(Message):
    """Still here."""

    type: Literal["pong"]


Sent = Annotated[Watch | SentTurn | CheckDraft | Pong, Field(discriminator="type")]
HELLO: TypeAdapter[Hello] = TypeAdapter(Hello)
SENT: TypeAdapter[Watch | SentTurn | CheckDraft | Pong] = TypeAdapter(Sent)


@dataclass(eq=False)
class Socket:
    """One open connection."""

    ws: WebSocket
    door: Door
    desk: Desk
    ear: Ear
    hub: Hub
    limit: Limit
    metrics: Metrics
    watcher: Watcher | None = None
    tasks: set[asyncio.Task[None]] = field(default_factory=set)
    room: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    async def run(self) -> None:
        """From the first message to the last."""
        await self.ws.accept()
        self.metrics.sockets.inc()
        try:
            async with asyncio.timeout(HELLO_S):
                caller = await self._greeted()
        except TimeoutError:
            await self._close(4408, "no hello came")
        except Problem as problem:
            await self._send(self._problem(problem))
            await self._close(CLOSED.get(problem.name, 4400), problem.name)
        except WebSocketDisconnect:
            pass
        else:
            await self._served(caller)
        finally:
            self.metrics.sockets.dec()

    async def _greeted(self) -> Caller:
        hello = parse(HELLO, await self._received())
        caller = await self._caller(hello.token)
        self.ws.state.who = caller.called
        latest = await run_in_threadpool(self.desk.latest)
        watch = hello.watch
        if watch is None:
            watch = () if caller.by_key else "all"
        self.watcher = Watcher(
            caller, latest if hello.cursor is None else min(hello.cursor, latest)
        )
        self._watch(watch)
        await self._send(
            {
                "v": VERSION,
                "type": "welcome",
                "cursor": self.watcher.cursor,
                "you": {"name": caller.name, "role": caller.role},
            }
        )
        return caller

    async def _caller(self, token: str | None) -> Caller:
        if token is not None:
            return await run_in_threadpool(self.door.by_key, token)
        origin = urlsplit(self.ws.headers.get("origin", ""))
        if origin.netloc != self.ws.headers.get("host"):
            raise Problem("wrong-origin", "only our own pages may use a session here; send a key")
        return await run_in_threadpool(self.door.by_session, self.ws.cookies.get(COOKIE, ""))

    def _watch(self, wanted: Literal["all"] | tuple[str, ...]) -> None:
        if self.watcher is not None:
            self.watcher.everything = wanted == "all"
            self.watcher.conversations = frozenset(() if wanted == "all" else wanted)

    async def _served(self, caller: Caller) -> None:
        watcher = self.watcher
        if watcher is None:
            return
        writing = asyncio.create_task(self._write(watcher))
        joining = asyncio.create_task(self.hub.catch_up(watcher))
        pinging = asyncio.create_task(self._ping())
        lasting = asyncio.create_task(self._allowed(caller))
        reading = asyncio.create_task(self._read(caller))
        own = (writing, joining, pinging, lasting, reading)
        try:
            await asyncio.wait({writing, reading, lasting}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self.hub.watchers.discard(watcher)
            for task in (*own, *self.tasks):
                task.cancel()
            await asyncio.gather(*own, return_exceptions=True)
            await self._close(1001, "come again and resume")

    async def _read(self, caller: Caller) -> None:
        with contextlib.suppress(WebSocketDisconnect):
            while True:
                text = await self._received(strict=False)
                try:
                    await self._take(parse(SENT, text), caller)
                except HeardError as fault:
                    self._say(self._problem(of_fault(fault), **_reference(text)))

    async def _take(self, sent: Watch | SentTurn | CheckDraft | Pong, caller: Caller) -> None:
        if isinstance(sent, Pong):
            return
        if isinstance(sent, Watch):
            self._watch(sent.conversations)
            return
        self.limit.take(caller.called)
        await self.room.acquire()
        if isinstance(sent, SentTurn):  # handed over here, so that turns keep their order
            said = Said(sent.conversation, sent.turn(), sent.client_id, sent.expected_seq, caller)
            try:
                self.ear.submit(said, partial(self._answer, sent))
            except HeardError:
                self.room.release()
                raise
            return
        task = asyncio.create_task(self._checked(sent, caller))
        self.tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self.tasks.discard(task)
        self.room.release()

    def _answer(self, sent: SentTurn, answer: Told | HeardError) -> None:
        self.room.release()
        if isinstance(answer, HeardError):
            about = {"client_id": sent.client_id, "conversation": sent.conversation}
            self._say(self._problem(of_fault(answer), **about))
            return
        self._say({"v": VERSION, "type": "heard", **answer})

    async def _checked(self, sent: CheckDraft, caller: Caller) -> None:
        try:
            checked = await run_in_threadpool(
                self.desk.check, sent.conversation, sent.draft, caller=caller
            )
        except HeardError as fault:
            self._say(self._problem(of_fault(fault), ref=sent.ref))
            return
        self._say({"v": VERSION, "type": "checked", "ref": sent.ref, **checked})

    def _problem(self, problem: Problem, **about: str) -> Told:
        """A refusal as it is told, and counted."""
        self.metrics.problems.labels(problem.name).inc()
        document = problem.document()
        return {
            "v": VERSION,
            "type": "problem",
            "problem": problem.name,
            "status": problem.status,
            "detail": document["detail"],
            **problem.more,
            **about,
        }

    async def _ping(self) -> None:
        """Ask every so often whether they are still there."""
        while True:
            await asyncio.sleep(PING_S)
            self._say({"v": VERSION, "type": "ping"})

    async def _allowed(self, caller: Caller) -> None:
        """Ends when they may not be here any more, having told them so."""
        while True:
            await asyncio.sleep(STILL_S)
            try:
                await run_in_threadpool(self.door.still, caller)
            except Problem as problem:
                await self._send(self._problem(problem))
                await self._close(CLOSED.get(problem.name, 4401), problem.name)
                return

    async def _write(self, watcher: Watcher) -> None:
        with contextlib.suppress(WebSocketDisconnect, RuntimeError):
            while (text := await watcher.waiting.get()) is not None:
                await self.ws.send_text(text)

    def _say(self, message: Told) -> None:
        watcher = self.watcher
        if watcher is None:
            return
        try:
            watcher.waiting.put_nowait(written(message))
        except asyncio.QueueFull:  # it doesn't read: let it go, it can resume
            self.hub.release(watcher)

    async def _received(self, *, strict: bool = True) -> str:
        message = await self.ws.receive()
        if message["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(message.get("code", 1005))
        text = message.get("text")
        if text is None:
            if strict:
                raise Problem("not-json", "messages are text, not bytes")
            return ""
        return str(text)

    async def _send(self, message: Told) -> None:
        await self.ws.send_text(written(message))

    async def _close(self, code: int, reason: str) -> None:
        if self.ws.application_state is not WebSocketState.DISCONNECTED:
            with contextlib.suppress(RuntimeError, WebSocketDisconnect):
                await self.ws.close(code, reason)


def parse(adapter: TypeAdapter[Kind], text: str) -> Kind:
    """A message as a value. Raises Problem."""
    if len(text) > LARGEST:
        raise Problem("too-large", f"a message has at most {LARGEST:,} characters")
    try:
        return adapter.validate_json(text)
    except ValidationError as fault:
        found = fault.errors(include_url=False)
        raise of_validation([error | {"loc": _inside(error["loc"])} for error in found]) from None


def _inside(location: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """The place of a fault without the kind of message that the union names before it."""
    kinds = ("watch", "turn", "check", "pong")
    return location[1:] if len(location) > 1 and location[0] in kinds else location


def _reference(text: str) -> dict[str, str]:
    """What a refused message was about, so that its sender can tell which one it was."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(told, dict):
        return {}
    return {
        key: told[key][:200]
        for key in ("client_id", "conversation", "ref")
        if isinstance(told.get(key), str)
    }


def router(
    *, door: Door, desk: Desk, ear: Ear, hub: Hub, limit: Limit, metrics: Metrics
) -> APIRouter:
    """The socket's one route."""
    routes = APIRouter()

    @routes.websocket("/v1/live")
    async def live(ws: WebSocket) -> None:
        await Socket(ws, door, desk, ear, hub, limit, metrics).run()

    return routes
