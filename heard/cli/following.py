"""`heard read` and `heard follow`: conversations in, one object or one painted turn at a time out."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from heard.cli.printed import print_json
from heard.errors import InputError
from heard.formats import load_all

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from heard.cli.paint import Painter
    from heard.conversation import Conversation

OK, FAULT = 0, 2


def read(paths: Sequence[str], *, agent: str | None, as_json: bool, quiet: bool = False) -> int:
    """Print what each turn says; the exit code is 2 where a file could not be read."""
    from heard.cli.paint import READ_LEGEND
    from heard.listen import SoFar, load_listener
    from heard.listen.wire import reading_json

    conversations = _Conversations(paths, agent)
    listener = load_listener()
    painter = _painter(as_json=as_json, legend="" if quiet else READ_LEGEND)
    for conversation in conversations:
        if painter is not None:
            painter.title(conversation)
        before = SoFar()
        for number, turn in enumerate(conversation.turns, 1):
            reading = listener.read(turn, before)
            before = before.add(turn, reading)
            if painter is None:
                _line(reading_json(conversation.id, number, turn, reading))
            else:
                painter.turn(number, turn, reading)
        if painter is not None:
            painter.end()
    return conversations.exit_code


def follow(
    paths: Sequence[str],
    *,
    agent: str | None,
    playbook: str,
    as_json: bool,
    quiet: bool = False,
    live: bool = False,
    channel: str | None = None,
) -> int:
    """Print each turn with where the conversation stands and what to do now.

    Standard input that is a terminal, or `live`, is followed a line at a time as it comes.
    """
    from heard.cli.cards import paint_advice
    from heard.cli.paint import FOLLOW_LEGEND
    from heard.coach import Coach
    from heard.coach.grounds_wire import grounds_json
    from heard.coach.wire import followed_json
    from heard.playbook import Playbook
    from heard.track.promises import promise_news

    book = Playbook.load(playbook)
    at_terminal = list(paths) == ["-"] and sys.stdin.isatty()
    if live or at_terminal:
        if list(paths) != ["-"]:
            raise InputError("only standard input is followed live: heard follow --live -")
        from heard.cli.live import follow_live

        return follow_live(channel=channel, playbook=book, as_json=as_json, quiet=quiet)
    if channel is not None:
        from heard.cli.live import channel_named

        channel_named(channel)
        raise InputError("--channel goes with --live; a file says its channel itself")
    conversations = _Conversations(paths, agent)
    painter = _painter(as_json=as_json, legend="" if quiet else FOLLOW_LEGEND)
    for conversation in conversations:
        if painter is not None:
            painter.title(conversation)
        coach = Coach.of(conversation, playbook=book)
        for number, turn in enumerate(conversation.turns, 1):
            advice = coach.hear(turn)
            if painter is None:
                told = followed_json(conversation, number, coach.reading, coach.moment, advice)
                _line(told | grounds_json(conversation, coach.moment))
            else:
                painter.turn(number, turn, coach.reading, coach.moment)
                painter.promises(promise_news(conversation, coach.moment))
                paint_advice(painter.console, advice, conversation)
        if painter is not None:
            painter.end()
    return conversations.exit_code


class _Conversations:
    """The conversations under some paths; faults and warnings go to stderr and are counted."""

    def __init__(self, paths: Sequence[str], agent: str | None) -> None:
        self._paths = paths
        self._agent = agent
        self.exit_code = OK

    def __iter__(self) -> Iterator[Conversation]:
        found = 0
        for loaded in load_all(self._paths, agent=self._agent):
            if isinstance(loaded, InputError):
                sys.stderr.write(f"heard: {loaded}\n")
                self.exit_code = FAULT
                continue
            for warning in loaded.warnings:
                sys.stderr.write(f"heard: warning: {warning}\n")
            found += 1
            yield loaded.conversation
        if not found and self.exit_code == OK:
            raise InputError("no conversation found", path=", ".join(self._paths))


def _line(shape: dict[str, object]) -> None:
    print_json(shape)
    sys.stdout.flush()


def _painter(*, as_json: bool, legend: str) -> Painter | None:
    from heard.cli.paint import Painter

    return None if as_json else Painter(legend=legend)
