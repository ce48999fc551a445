"""The intake: turns are made safe, heard and kept, those that wait together in one transaction."""

from __future__ import annotations

import random
import re
import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from heard.conversation import Speaker
from heard.errors import ConflictError, HeardError, InputError, MissingError
from heard.redact import KINDS, redact
from heard.server.permit import owners_of
from heard.server.problems import Problem, unknown_conversation
from heard.server.telling import alarm, board, told_json
from heard.store import Addition, Appended, Happened
from heard.store.columns import storable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from heard.conversation import Turn
    from heard.listen import Reading, SoFar
    from heard.server.memory import Live, Memory
    from heard.server.permit import Caller
    from heard.store import Store
    from heard.store.row import Row, StoredTurn

Told = dict[str, Any]
ENOUGH_FAILED = 2  # turns that the store could not keep alone: it will not keep the others
_TAKEN_OUT = re.compile(f"<(?:{'|'.join(KINDS)})>")
TRIES = 6  # another worker may have heard a turn of the same conversation first
PAUSE_S = 0.004  # at most, before the second try; twice as long before each after it


@dataclass(frozen=True, slots=True)
class Said:
    """A turn on its way in: of which conversation, by whose hand."""

    conversation: str
    turn: Turn
    client_id: str
    expected_seq: int | None
    caller: Caller
    came: float = field(default_factory=time.perf_counter)


@dataclass(frozen=True, slots=True)
class Due:
    """A turn that is to be heard, made safe."""

    said: Said
    live: Live
    turn: Turn
    names: tuple[str, ...]  # to be kept with it: others than those that are


@dataclass(frozen=True, slots=True)
class Heard:
    """A turn that was heard and is not kept yet."""

    said: Said
    live: Live
    addition: Addition


class Intake:
    """Hears turns with the coaches in memory, and has the store decide which came next.

    `read` says what turns say, `forget` is called for a conversation that the store knows better,
    `kept` for each turn kept, and `pause` between two tries.
    """

    def __init__(
        self,
        store: Store,
        memory: Memory,
        *,
        read: Callable[[Sequence[tuple[Turn, SoFar]]], Iterable[Reading | Exception]],
        forget: Callable[[str], None],
        kept: Callable[[str, int, Turn, Told], None],
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._store = store
        self._memory = memory
        self._read = read
        self._forget = forget
        self._kept = kept
        self._pause = pause

    def take_in(self, said: Said) -> Told:
        """One turn, and what was heard. Raises what stands in its way."""
        [answer] = self.take_in_all([said])
        if isinstance(answer, Exception):
            raise answer
        return answer

    def take_in_all(self, said: Sequence[Said]) -> list[Told | Exception]:
        """Turns of different conversations, kept in one transaction; a fault stands for its answer."""
        answers: dict[int, Told | Exception] = {}
        for number in range(TRIES):
            waiting = [place for place in range(len(said)) if place not in answers]
            if not waiting:
                break
            if number:  # by chance, so that two workers do not go on meeting
                self._pause(random.uniform(0, PAUSE_S * 2 ** (number - 1)))
            answers |= self._tried(said, waiting)
        sorry = f"others were faster {TRIES} times; send it again"
        late = Problem("not-ready", sorry, retry_after_s=1)
        return [answers.get(place, late) for place in range(len(said))]

    def _tried(self, said: Sequence[Said], waiting: Iterable[int]) -> dict[int, Told | Exception]:
        """The answers to the turns at these places; one that is worth another try has none."""
        answers: dict[int, Told | Exception] = {}
        due: dict[int, Due] = {}
        for place in waiting:
            try:
                found = self._due(said[place])
            except ConflictError as refusal:
                answers |= self._refused(place, said[place], refusal)
            except Exception as fault:  # noqa: BLE001 - it is the answer to this turn alone
                self._forget(said[place].conversation)
                answers[place] = fault
            else:
                if isinstance(found, Due):
                    due[place] = found
                else:
                    answers[place] = found
        heard: dict[int, Heard] = {}
        readings = self._read([(one.turn, one.live.coach.before) for one in due.values()])
        for (place, one), reading in zip(due.items(), readings, strict=True):
            try:
                heard[place] = _hear(one, reading)
            except Exception as fault:  # noqa: BLE001 - it is the answer to this turn alone
                self._forget(said[place].conversation)
                answers[place] = fault
        return answers | self._keep(heard)

    def _due(self, said: Said) -> Due | Told:
        """A turn that is to be heard, or the answer to one that was kept before."""
        live = self._memory.of(said.conversation)
        said.caller.must_of("speak", said.conversation, owners_of(live.row))
        self._memory.names.hear(said.conversation, said.turn)
        names = self._memory.names.of(said.conversation, live.row.customer)
        turn = safe(_signed(said, live.row), names=names)
        if said.expected_seq is not None and said.expected_seq != live.seq:
            there = self._store.conversations.answer(said.conversation, said.client_id)
            if there is not None and _same(there, said.turn):
                return answered(said, there.seq, there.told, duplicate=True)
            raise ConflictError(f'conversation "{said.conversation}" is at turn {live.seq}')
        known = self._memory.names.known(said.conversation)
        return Due(said, live, turn, () if known == live.names else known)

    def _keep(self, heard: dict[int, Heard]) -> dict[int, Told | Exception]:
        """The answers to turns heard; one that is worth another try has none."""
        if not heard:
            return {}
        answers: dict[int, Told | Exception] = {}
        try:
            kept = self._store.conversations.append_many(one.addition for one in heard.values())
        except Exception as fault:  # noqa: BLE001 - nothing was kept
            if len(heard) > 1:
                return self._keep_each(heard)
            for one in heard.values():  # its coach has heard what was not kept
                self._forget(one.said.conversation)
            return dict.fromkeys(heard, fault)
        for (place, one), appended in zip(heard.items(), kept, strict=True):
            said, turn = one.said, one.addition.turn
            if isinstance(appended, Appended) and not appended.duplicate:
                one.live.seq = appended.seq
                one.live.names = one.addition.names or one.live.names
                one.live.board = one.addition.board
                told = dict(one.addition.told)
                self._kept(said.conversation, appended.seq, turn, told)
                answers[place] = answered(said, appended.seq, told, duplicate=False)
                continue
            self._forget(said.conversation)
            if isinstance(appended, Appended):
                answers[place] = answered(said, appended.seq, appended.told, duplicate=True)
            elif isinstance(appended, MissingError):
                answers[place] = unknown_conversation(said.conversation)
            elif isinstance(appended, ConflictError):
                answers |= self._refused(place, said, appended)
            else:
                answers[place] = appended
        return answers

    def _keep_each(self, heard: dict[int, Heard]) -> dict[int, Told | Exception]:
        """The same one by one, since the fault may be of one turn; not for long, if it is of the store."""
        answers: dict[int, Told | Exception] = {}
        failed: list[Exception] = []
        for place, one in heard.items():
            if len(failed) == ENOUGH_FAILED:
                self._forget(one.said.conversation)
                sorry = "the turn could not be kept; send it again"
                answers[place] = Problem("not-ready", sorry, retry_after_s=1)
                continue
            found = self._keep({place: one})
            answers |= found
            fault = found.get(place)
            if isinstance(fault, Exception) and not isinstance(fault, (Problem, InputError)):
                failed.append(fault)
        return answers

    def _refused(
        self, place: int, said: Said, refusal: ConflictError
    ) -> dict[int, Told | Exception]:
        """The answer to a turn that did not fit; none, where it is worth another try."""
        self._forget(said.conversation)
        try:
            there = self._explain(said, str(refusal))
        except HeardError as fault:
            return {place: fault}
        if there is None:
            return {}
        return {place: answered(said, there.seq, there.told, duplicate=True)}

    def _explain(self, said: Said, refusal: str) -> StoredTurn | None:
        """Why the store refused: the same turn is there, or it is worth another try (None)."""
        row = self._store.conversations.get(said.conversation)
        there = self._store.conversations.answer(said.conversation, said.client_id)
        if there is not None:
            if _same(there, said.turn):
                return there  # under other words, where its names were known then and not now
            raise Problem("exists", refusal)
        if row.status == "closed":
            raise Problem("closed", f'conversation "{row.id}" is closed')
        if said.expected_seq is not None and said.expected_seq != row.seq:
            sentence = f'conversation "{row.id}" is at turn {row.seq}, not {said.expected_seq}'
            raise Problem("out-of-order", sentence, seq=row.seq)
        return None


def _hear(due: Due, reading: Reading | Exception) -> Heard:
    """What the coach makes of a turn that was read, and all that is to be kept of it."""
    if isinstance(reading, Exception):
        raise reading
    said, live, turn = due.said, due.live, due.turn
    with live.lock:
        coach, number = live.coach, live.seq + 1
        before = coach.moment
        if live.row.muted:
            coach.listen(turn, reading)
            advice = None
        else:
            advice = coach.hear(turn, reading)
        told = told_json(said.conversation, number, turn, coach, advice)
        why = alarm(before, coach, turn)
        if why:
            told["alert"] = why
        if live.row.muted:
            told["muted"] = True
        play = None if advice is None else advice.play
        shown = board(live.board, number, turn, coach, alert=why, play=play)
        state, moment = live.saved(), coach.moment
    made = tuple(one for one in moment.promises if one.turn == moment.turn)
    addition = Addition(
        conversation=said.conversation,
        client_id=said.client_id,
        turn=turn,
        told=told,
        state=state,
        board=shown,
        expected_seq=live.seq,
        promises=made,
        happened=(
            *((Happened("alert", why),) if why else ()),
            *(Happened("promise", one.what) for one in made if one.ours),
        ),
        names=due.names,
    )
    return Heard(said, live, addition)


def _signed(said: Said, row: Row) -> Turn:
    """The turn with the name of who said it, where it is our side's: theirs who sent it.

    A program says whose words it brings; where it does not, they are of whoever has taken over.
    """
    turn = said.turn
    if turn.speaker is not Speaker.AGENT:
        return turn
    name = said.caller.name if said.caller.a_person else turn.name or row.taken_by
    return turn if name == turn.name else replace(turn, name=name)


def safe(turn: Turn, *, names: tuple[str, ...] = ()) -> Turn:
    """The turn without what identifies people: that is neither heard nor kept.

    `names` are those that the customer is known by, whoever says them.
    """
    own = (turn.name,) if turn.name and turn.from_customer else ()
    text = redact(turn.text, names=(*own, *names)).text
    name = None if turn.from_customer else turn.name
    return turn if (text, name) == (turn.text, turn.name) else replace(turn, text=text, name=name)


def answered(said: Said, seq: int, told: Told, *, duplicate: bool) -> Told:
    """The answer to a turn."""
    return {
        "client_id": said.client_id,
        "conversation": said.conversation,
        "seq": seq,
        "duplicate": duplicate,
        "told": told,
    }


def _same(there: StoredTurn, turn: Turn) -> bool:
    """Whether a turn, as it was sent, may be the one that is kept without what identifies people."""
    return there.speaker == turn.speaker and became(storable(turn.text), there.text)


def became(sent: str, kept: str) -> bool:
    """Whether words that were sent may have become those that are kept.

    Which names were known then nobody knows, so any words may stand where a detail was taken out.

    >>> became("Hi Priya, your card 4111?", "Hi <name>, your card <card>?")
    True
    >>> became("Hi Priya, all is well.", "Hi <name>, all is lost.")
    False
    """
    first, *others = _TAKEN_OUT.split(kept)
    if not others:
        return sent == kept
    *middle, last = others
    if not sent.startswith(first) or not sent.endswith(last):
        return False
    at, end = len(first), len(sent) - len(last)
    for piece in middle:
        found = sent.find(piece, at, end)
        if found < 0:
            return False
        at = found + len(piece)
    return at <= end
