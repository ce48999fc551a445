"""`heard handoff`: a conversation in, the packet for the next person out."""

from __future__ import annotations

import re
import sys
from datetime import datetime
from typing import TYPE_CHECKING

from heard.cli.printed import print_json
from heard.coach.handoff import pack
from heard.coach.handoff.markdown import (
    THEIRS,
    handover_lines,
    limit_lines,
    markdown,
    overview,
    promise_line,
    quoted,
    score,
)
from heard.coach.handoff.quoting import facts_above, facts_once
from heard.coach.handoff.wire import packet_json
from heard.errors import InputError
from heard.formats import load_all
from heard.listen import load_listener
from heard.playbook import Playbook
from heard.quoting import harmless

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console

    from heard.coach.handoff import Packet

OK, FAULT = 0, 2
MARGIN = 2
ESCAPED = re.compile(r"\\([\\`*_<|~(])")  # as the Markdown page has it


def hand_over(path: str, *, agent: str | None, playbook: str, now: str | None, form: str) -> int:
    """Print the packet of each conversation as `form`: text, json or markdown."""
    book, listener, read_at = Playbook.load(playbook), load_listener(), _moment(now)
    exit_code, found = OK, 0
    for loaded in load_all([path], agent=agent):
        if isinstance(loaded, InputError):
            sys.stderr.write(f"heard: {loaded}\n")
            exit_code = FAULT
            continue
        for warning in loaded.warnings:
            sys.stderr.write(f"heard: warning: {warning}\n")
        packet = pack(loaded.conversation, playbook=book, listener=listener, now=read_at)
        found += 1
        if form == "json":
            print_json(packet_json(packet))
        elif form == "markdown":
            sys.stdout.write(("\n" if found > 1 else "") + harmless(markdown(packet)))
        else:
            _paint(packet)
    if not found and exit_code == OK:
        raise InputError("no conversation found", path=path)
    return exit_code


def _moment(given: str | None) -> datetime | None:
    if given is None:
        return None
    try:
        return datetime.fromisoformat(given)
    except ValueError as fault:
        problem = f'"{given}" is not a moment; write it as 2026-03-10T17:00'
        raise InputError(problem) from fault


def _paint(packet: Packet) -> None:
    from rich.padding import Padding
    from rich.text import Text

    from heard.cli.page import Page

    console = Page()
    channel = f" · {packet.channel.value}" if packet.channel else ""
    console.rule(
        Text(f"{packet.conversation}{channel} · {score(packet)}"), style="dim", align="left"
    )
    console.print(Text("Say first", style="bold cyan"))
    console.print(Padding(Text(packet.opening), (0, 0, 1, MARGIN)))
    for title, text in overview(packet):
        line = Text(f"{title}  ", style="bold")
        line.append(_unmarked(text), style="not bold")
        console.print(line)
    tried = (_tried(packet, place) for place in range(len(packet.tried)))
    facts = facts_above(packet) or (
        f"{quoted(one.quote)}{' · checked' if one.checked else ''}" for one in facts_once(packet)
    )
    _list(console, "What happened", facts)
    _list(console, "What was tried", tried)
    _list(console, "Promises", (promise_line(one) for one in packet.promises if one.ours))
    theirs = (promise_line(one) for one in packet.promises if not one.ours)
    _list(console, THEIRS, theirs)
    _list(console, "Abuse and limits", limit_lines(packet))
    _list(console, "The handover so far", handover_lines(packet))
    _list(console, "Still missing", (one.asks for one in packet.completeness.missing))
    _list(console, "Keep in mind", packet.notes)
    console.print()


def _tried(packet: Packet, place: int) -> str:
    one = packet.tried[place]
    mark = {"failed": "✗", "helped": "✓", "open": "·"}[one.outcome]
    says = f": {quoted(one.says)}" if one.says else ""
    return f"{mark} {'we' if one.by == 'company' else 'they'}: {quoted(one.quote)}{says}"


def _list(console: Console, title: str, lines: Iterable[str]) -> None:
    from rich.padding import Padding
    from rich.text import Text

    kept = list(lines)
    if not kept:
        return
    console.print()
    console.print(Text(title, style="bold"))
    for line in kept:
        console.print(Padding(Text(_unmarked(line)), (0, 0, 0, MARGIN)))


def _unmarked(text: str) -> str:
    """A line of the Markdown page without its marks."""
    return ESCAPED.sub(r"\1", text.replace("**", ""))
