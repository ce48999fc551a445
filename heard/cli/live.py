"""Following live: turns are typed or piped in one a line, and each is answered at once."""

from __future__ import annotations

import json
import re
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING, TextIO

from heard.cli.cards import paint_advice, paint_checked
from heard.cli.paint import FOLLOW_LEGEND, Painter
from heard.cli.piped import piped
from heard.cli.printed import print_json
from heard.coach import Coach, check
from heard.coach.draft.wire import checked_json
from heard.coach.grounds_wire import grounds_json
from heard.coach.wire import followed_json
from heard.conversation import Channel, Conversation, Speaker, Turn
from heard.errors import InputError, did_you_mean
from heard.formats.channels import CHANNELS, channel_of
from heard.formats.draft import NO_CUSTOMER, plain
from heard.formats.native import read_record
from heard.formats.notes import Notes
from heard.quoting import counted
from heard.track.promises import promise_news

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from heard.playbook import Playbook

SPEAKERS = {"c": Speaker.CUSTOMER, "a": Speaker.AGENT} | {one.value: one for one in Speaker}
# Such as "c:" and "customer:", with a number or a name behind it: "customer2:", "agent (Jane):"
SAID_BY = re.compile(
    rf"\s*(?P<who>{'|'.join(SPEAKERS)})(?P<number>\s?\d{{1,2}})?\s*(?:\((?P<name>[^():]{{1,30}})\)\s*)?:\s*",
    re.IGNORECASE,
)
OPENS = re.compile(r"(\w{3,12})\s?:")  # "agnt:", which may be a slip for a speaker
HELP = (
    'Type what is said, a turn a line. The speaker changes by itself; "c:" or "a:" in front says who '
    'it is. "?" in front checks a reply before it is sent, "<" takes the last turn back. Ctrl-D ends.'
)
BACK = "<"
INTERRUPTED = 130


def follow_live(
    *, channel: str | None, playbook: Playbook, as_json: bool, quiet: bool = False
) -> int:
    """Follow standard input as it comes. At a terminal it asks for the turns, one by one."""
    live = Live(channel_named(channel), playbook, as_json=as_json, quiet=quiet)
    if sys.stdin.isatty() and not as_json:
        live.typed()
    else:
        live.piped(piped())
    return live.exit_code


class Live:
    """One conversation that is going on."""

    def __init__(
        self,
        channel: Channel | None,
        playbook: Playbook,
        *,
        as_json: bool,
        quiet: bool = False,
    ) -> None:
        self.conversation = Conversation(id="live", turns=(), channel=channel)
        self.playbook = playbook
        self.coach = Coach.of(self.conversation, playbook=playbook)
        self.next = Speaker.CUSTOMER  # who speaks where the line does not say
        self.cards = 0
        self.exit_code = 0  # 2 once a line could not be read
        self.painter = None if as_json else Painter(legend="" if quiet else FOLLOW_LEGEND)
        if self.painter is not None:
            self.painter.title(self.conversation)

    def typed(self) -> None:
        """Ask for turns until the end of input, or Ctrl-C."""
        painter = self.painter
        if painter is None:
            return
        painter.note(HELP)
        began = time.monotonic()
        try:
            for line in _asked(painter, self):
                if (told := self._aside(line)) is not None:
                    painter.note(told)
                elif not self._turns_to(line):
                    self.take_or_tell(line, at_s=round(time.monotonic() - began, 1), echo=False)
        except KeyboardInterrupt:
            self.exit_code = INTERRUPTED
        painter.note(f"\n{self.summary()}")  # the prompt has not ended its line

    def _aside(self, line: str) -> str | None:
        """What to say to a line that is no turn: the last one taken back, or a slip to type again."""
        if line.strip() == BACK:
            return self.take_back()
        slip = None if SAID_BY.match(line) else _slip(line.strip())
        return slip and f'{slip} Type it again, with "c:" or "a:" in front if it is meant so.'

    def _turns_to(self, line: str) -> bool:
        """Whether the line only says who speaks next: "c:"."""
        said_by = SAID_BY.fullmatch(line)
        if said_by is None:
            return False
        self.next = SPEAKERS[said_by["who"].lower()]
        return True

    def take_back(self) -> str:
        """Undo the last turn, as if it had not been said; the sentence that tells so."""
        turns = self.conversation.turns
        if not turns:
            return "Nothing was said yet."
        self.coach = Coach.of(replace(self.conversation, turns=()), playbook=self.playbook)
        self.conversation = replace(self.conversation, turns=turns[:-1])
        self.cards = sum(self.coach.hear(turn) is not None for turn in turns[:-1])
        self.next = turns[-1].speaker
        if self.painter is not None:
            self.painter.forget()
        return f"Turn {len(turns)} is taken back."

    def _tell_of_taken_back(self) -> None:
        number, told = len(self.conversation.turns), self.take_back()
        if self.painter is not None:
            self.painter.note(told)
        elif number:
            print_json({"conversation": self.conversation.id, "turn": number, "taken_back": True})
            sys.stdout.flush()

    def piped(self, lines: TextIO) -> None:
        """Answer each line as soon as it comes."""
        for line in iter(lines.readline, ""):
            if line.strip() == BACK:
                self._tell_of_taken_back()
            elif line.strip() and not self._turns_to(line.strip()):
                self.take_or_tell(line, at_s=None, echo=True)
        if self.painter is not None:
            self.painter.end()
            self.painter.note(self.summary())

    def take_or_tell(self, line: str, *, at_s: float | None, echo: bool) -> None:
        """The same, but a line that cannot be read is said so and passed over: the talk goes on."""
        try:
            self.take(line, at_s=at_s, echo=echo)
        except InputError as fault:
            self.exit_code = 2
            sys.stderr.write(f"heard: {fault}\n")
            sys.stderr.flush()

    def take(self, line: str, *, at_s: float | None, echo: bool) -> None:
        """A line as it came: something said, or a reply to check first."""
        line = plain(line)
        said = line.strip()
        if not said.startswith("?"):
            self.hear(self._turn(line, at_s=at_s), echo=echo)
            return
        reply = said[1:].lstrip(": ")
        if not reply:
            raise InputError('the reply is empty: give the words to check after "?"')
        checked = check(reply, after=self.coach)
        if self.painter is None:
            print_json(checked_json(checked))
            sys.stdout.flush()
        else:
            paint_checked(self.painter.console, checked)

    def hear(self, turn: Turn, *, echo: bool) -> None:
        """Take in a turn and show what it changes."""
        before = self.conversation
        self.conversation = replace(before, turns=(*before.turns, turn))
        advice = self.coach.hear(turn)
        self.cards += advice is not None
        number = len(self.conversation.turns)
        if self.painter is None:
            shape = followed_json(
                self.conversation, number, self.coach.reading, self.coach.moment, advice
            )
            shape |= grounds_json(self.conversation, self.coach.moment)
            print_json(shape)
            sys.stdout.flush()
            return
        self.painter.turn(number, turn, self.coach.reading, self.coach.moment, echo=echo)
        self.painter.promises(promise_news(self.conversation, self.coach.moment))
        paint_advice(self.painter.console, advice, self.conversation)

    def summary(self) -> str:
        """The conversation in a line."""
        from heard.listen import heat_word

        moment, turns = self.coach.moment, len(self.conversation.turns)
        if not turns:
            return "Nothing was said."
        done = sum(step.state == "done" for step in moment.steps)
        needed = sum(step.state != "unneeded" for step in moment.steps)
        return (
            f"{counted(turns, 'turn')} · peak {heat_word(moment.peak)} {moment.peak:.2f} · now"
            f" {heat_word(moment.heat)} {moment.heat:.2f} · {done} of {needed} steps · "
            f"{self.cards} card{'s' * (self.cards != 1)}"
        )

    def _turn(self, line: str, *, at_s: float | None) -> Turn:
        speaker, text, name = self.next, line.strip(), None
        if text.startswith("{"):
            return self._from_json(text)
        said_by = SAID_BY.match(line)
        if said_by:
            speaker, text = SPEAKERS[said_by["who"].lower()], line[said_by.end() :].strip()
            name = said_by["name"]
            if name is None and said_by["number"]:
                name = f"{speaker.value} {said_by['number'].strip()}"
        else:
            self._warn_of_slip(text, speaker)
        self.next = Speaker.AGENT if speaker is Speaker.CUSTOMER else Speaker.CUSTOMER
        return Turn(speaker, text, name=name, at_s=at_s)

    def _warn_of_slip(self, text: str, speaker: Speaker) -> None:
        """Say so where a line begins with what is nearly a speaker's name."""
        slip = _slip(text)
        if slip is not None:
            place = f"turn {len(self.conversation.turns) + 1}"
            sys.stderr.write(
                f"heard: warning: <stdin>: {place}: {slip} "
                f"The line was taken as the {speaker.value}'s words.\n"
            )
            sys.stderr.flush()

    def _from_json(self, text: str) -> Turn:
        """A turn as the native format has it: speaker, text, and the times where they are known."""
        place = f"turn {len(self.conversation.turns) + 1}"
        try:
            told = json.loads(text)
        except (ValueError, RecursionError) as fault:
            raise InputError(f"{place} is no JSON object: {fault}", path="<stdin>") from fault
        speaker = str(told.get("speaker", "")) if isinstance(told, dict) else ""
        if speaker not in SPEAKERS:
            known = did_you_mean(speaker, [one.value for one in Speaker])
            raise InputError(f'{place}: unknown speaker "{speaker}". {known}', path="<stdin>")
        notes = Notes("<stdin>")
        record = {"turns": [{**told, "speaker": SPEAKERS[speaker].value}]}
        try:
            (turn,) = read_record(record, called="live", line=None, agent=None, notes=notes).turns
        except InputError as fault:
            problem = fault.problem.replace("turn 1", place, 1)
            raise InputError(problem, path="<stdin>") from None
        for warning in notes.take():
            if NO_CUSTOMER not in warning:  # this is one turn, not a conversation
                sys.stderr.write(f"heard: warning: {warning}\n")
        if turn.at is not None and told.get("at_s") is None:
            turn = replace(turn, at_s=self._since_begun(turn.at))
        return replace(turn, text=plain(turn.text))

    def _since_begun(self, at: datetime) -> float:
        """Seconds from the first turn that has a time of day to this one."""
        for earlier in self.conversation.turns:
            if earlier.at is not None:
                return (earlier.at_s or 0.0) + (at - earlier.at).total_seconds()
        return 0.0


def _slip(text: str) -> str | None:
    """What is wrong with a line that begins with what is nearly a speaker's name."""
    word = OPENS.match(text)
    if word is None:
        return None
    hint = did_you_mean(word[1].lower(), [one.value for one in Speaker])
    return f'unknown speaker "{word[1]}". {hint}' if hint.startswith("Did") else None


def _asked(painter: Painter, live: Live) -> Iterator[str]:
    while True:
        try:
            line = painter.ask(live.next.value)
        except EOFError:
            return
        if line.strip():
            yield line


def channel_named(name: str | None) -> Channel | None:
    """The channel that `--channel` gives. Raises InputError where there is none of that name."""
    if name is None:
        return None
    if channel := channel_of(name):
        return channel
    hint = did_you_mean(name, CHANNELS)
    if not hint.startswith("Did"):
        hint = f"Allowed: {', '.join(one.value for one in Channel)}."
    raise InputError(f'unknown channel "{name}". {hint}')
