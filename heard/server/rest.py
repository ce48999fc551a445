"""REST under `/v1`: what a program asks about what it sends along, and about what is kept here."""

from datetime import UTC, datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Path, Query, Request

from heard.coach import Coach
from heard.coach.grounds_wire import grounds_json
from heard.coach.guardrail import guard
from heard.coach.guardrail.wire import ruling_json
from heard.coach.handoff import pack
from heard.coach.handoff.wire import packet_json
from heard.coach.wire import followed_json
from heard.conversation import Conversation
from heard.listen import SoFar
from heard.listen.wire import reading_json
from heard.server import auth, schemas
from heard.server.desk import Desk
from heard.server.ear import Ear
from heard.server.intake import Said
from heard.server.permit import Caller
from heard.server.problems import Problem, responses
from heard.server.schemas import Answer
from heard.server.telling import owed_json, row_json, turn_json


async def the_desk(request: Request) -> Desk:
    """The server's desk."""
    desk: Desk = request.app.state.desk
    return desk


async def the_ear(request: Request) -> Ear:
    """The server's ear."""
    ear: Ear = request.app.state.ear
    return ear


At = Annotated[Desk, Depends(the_desk)]
Hearing = Annotated[Ear, Depends(the_ear)]
Asking = Annotated[Caller, Depends(auth.caller)]
ConversationId = Annotated[
    str, Path(alias="id", min_length=1, max_length=200, pattern=r"^[\w.:@+-]+$")
]
Limit = Annotated[int, Query(ge=1, le=500)]


# Questions about a conversation that is sent along: nothing of it is kept.

asking = APIRouter(prefix="/v1", tags=["ask"], responses=responses(401, 403, 422, 429))


def of(desk: Desk, body: schemas.Draft | schemas.Handing, caller: Caller) -> Conversation:
    """The conversation that is meant: kept here, or sent along."""
    if body.conversation is not None and body.after is not None:
        raise Problem("invalid", 'give "conversation" or "after", not both')
    if body.conversation is not None:
        return desk.conversation(body.conversation, caller=caller)
    caller.must("ask")
    return desk.redacted((body.after or schemas.Whole()).conversation())


@asking.post("/read")
def read(body: schemas.Whole, caller: Asking, desk: At) -> Answer:
    """What each turn says: heat, emotion, signals and the words they rest on."""
    caller.must("ask")
    conversation = desk.redacted(body.conversation())
    before, told = SoFar(), []
    for number, turn in enumerate(conversation.turns, 1):
        reading = desk.listener.read(turn, before)
        before = before.add(turn, reading)
        told.append(reading_json(conversation.id, number, turn, reading))
    return {"turns": told}


@asking.post("/follow")
def follow(body: schemas.Whole, caller: Asking, desk: At) -> Answer:
    """The same, with where the conversation stands and the advice after each turn."""
    caller.must("ask")
    conversation = desk.redacted(body.conversation())
    coach = Coach.of(conversation, playbook=desk.playbook, listener=desk.listener)
    told = []
    for number, turn in enumerate(conversation.turns, 1):
        advice = coach.hear(turn)
        shape = followed_json(conversation, number, coach.reading, coach.moment, advice)
        told.append(shape | grounds_json(conversation, coach.moment))
    return {"turns": told}


@asking.post("/check", responses=responses(404))
def check_draft(body: schemas.Draft, caller: Asking, desk: At) -> Answer:
    """Is this reply safe to send? What is wrong, why, and how to put it instead."""
    if not body.draft.strip():
        raise Problem("invalid", "the reply is empty: give the words to check")
    if body.conversation is not None and body.after is None:
        return desk.check(body.conversation, body.draft, caller=caller)
    return desk.checked(body.draft, after=of(desk, body, caller))


@asking.post("/guard", responses=responses(404))
def guard_draft(body: schemas.Guarded, caller: Asking, desk: At) -> Answer:
    """May a bot send this draft: continue, revise, offer a person or hand over, by which rule."""
    after = of(desk, body, caller)
    ruling = guard(
        after,
        body.draft,
        playbook=desk.playbook,
        listener=desk.listener,
        let_pass=body.let_pass,
    )
    return ruling_json(ruling, turns=len(after.turns))


@asking.post("/handoff", responses=responses(404))
def handoff(body: schemas.Handing, caller: Asking, desk: At) -> Answer:
    """The packet for whoever takes the conversation over."""
    if body.conversation is None and body.after is None:
        raise Problem("invalid", 'give "conversation" or "after": whose packet is it?')
    now = body.now and desk.settings.local(body.now)
    if body.conversation is not None and body.after is None:
        return desk.handoff(body.conversation, caller=caller, now=now)
    packet = pack(
        of(desk, body, caller),
        playbook=desk.playbook,
        listener=desk.listener,
        now=now or datetime.now(UTC),
    )
    return packet_json(packet)


# Conversations and promises that are kept here.

kept = APIRouter(prefix="/v1", tags=["desk"], responses=responses(401, 403, 422, 429))


@kept.post("/conversations", status_code=201, responses=responses(409))
def open_conversation(body: schemas.Opening, caller: Asking, desk: At) -> Answer:
    """Begin a conversation; its turns come next."""
    return row_json(desk.open(body, caller=caller))


@kept.get("/conversations")
def list_conversations(
    caller: Asking,
    desk: At,
    *,
    status: Literal["open", "closed"] = "open",
    agent: Annotated[str | None, Query(max_length=200)] = None,
    limit: Limit = 50,
    after: Annotated[str | None, Query(max_length=400)] = None,
) -> Answer:
    """The conversations that are yours to see, those at risk first."""
    return desk.listed(caller=caller, status=status, agent=agent, limit=limit, after=after)


@kept.get("/conversations/{id}", responses=responses(404))
def get_conversation(
    caller: Asking,
    desk: At,
    conversation: ConversationId,
    after_seq: Annotated[int, Query(ge=0, le=2**31 - 1)] = 0,
) -> Answer:
    """One conversation, with its turns after a number and what was told about each."""
    row = desk.row(conversation, caller=caller)
    turns = desk.turns(conversation, after_seq=after_seq)
    return row_json(row) | {"turns": [turn_json(turn) for turn in turns]}


@kept.post("/conversations/{id}/turns", responses=responses(404, 409, 503))
async def add_turn(
    caller: Asking, ear: Hearing, conversation: ConversationId, body: schemas.Next
) -> Answer:
    """The next turn: what was heard, and the advice if there is any."""
    said = Said(conversation, body.turn(), body.client_id, body.expected_seq, caller)
    return await ear.heard(said)


@kept.post("/conversations/{id}/close", responses=responses(404))
def close(caller: Asking, desk: At, conversation: ConversationId) -> Answer:
    """It is over."""
    return row_json(desk.close(conversation, caller=caller))


@kept.post("/conversations/{id}/take", responses=responses(404, 409))
def take(caller: Asking, desk: At, conversation: ConversationId) -> Answer:
    """Take it over: from now on you answer."""
    return row_json(desk.take(conversation, caller=caller))


@kept.post("/conversations/{id}/give-back", responses=responses(404, 409))
def give_back(caller: Asking, desk: At, conversation: ConversationId) -> Answer:
    """Give back what was taken over: its agent answers again."""
    return row_json(desk.give_back(conversation, caller=caller))


@kept.post("/conversations/{id}/whisper", responses=responses(404), status_code=202)
def whisper(
    caller: Asking, desk: At, conversation: ConversationId, body: schemas.Whisper
) -> Answer:
    """A word that only the agent sees."""
    desk.whisper(conversation, body.text, caller=caller)
    return {"conversation": conversation, "by": caller.name}


@kept.post("/conversations/{id}/mute", responses=responses(404))
def mute(caller: Asking, desk: At, conversation: ConversationId, body: schemas.Muting) -> Answer:
    """Quiet the coach, or let it speak again. It is the agent's own choice, and no score."""
    return row_json(desk.mute(conversation, muted=body.muted, caller=caller))


@kept.get("/board")
def board(caller: Asking, desk: At, limit: Limit = 100) -> Answer:
    """Every open conversation, those at risk first."""
    caller.must("board")
    return desk.listed(caller=caller, status="open", agent=None, limit=limit, after=None)


@kept.get("/promises")
def promises(
    caller: Asking, desk: At, agent: Annotated[str | None, Query(max_length=200)] = None
) -> Answer:
    """What was promised: pending, approaching, overdue, kept, broken."""
    shelves = desk.promises(caller=caller, agent=agent)
    return {name: [owed_json(one) for one in found] for name, found in shelves.items()}


@kept.post("/promises/{number}", responses=responses(404))
def mark(
    caller: Asking,
    desk: At,
    number: Annotated[int, Path(ge=1, le=2**62)],
    body: schemas.Marking,
) -> Answer:
    """What became of a promise."""
    return owed_json(desk.mark(number, body.status, caller=caller))
