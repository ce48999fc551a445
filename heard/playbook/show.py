"""A playbook to look at, and a new one to begin with."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from heard.errors import PlaybookError

if TYPE_CHECKING:
    from heard.playbook.book import Playbook
    from heard.playbook.play import Play


def new(path: str | Path, name: str | None = None) -> Path:
    """Write a starter overlay that passes `check`, named after the file where no name is given.

    Raises PlaybookError where it cannot be written, and rather than overwrite a file.
    """
    target = Path(path)
    name = target.stem.replace("-", " ").title() if name is None else name
    if target.exists():
        raise PlaybookError("there is a file already; choose another path", path=str(target))
    if target.suffix != ".toml":
        raise PlaybookError(
            'a playbook is written as TOML; end the path in ".toml"', path=str(target)
        )
    label = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "my-playbook"
    company = re.sub(r'[\\"{}\s]+', " ", name).strip() or "Our company"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(STARTER.format(label=label, company=company), encoding="utf-8")
    except (OSError, ValueError) as fault:
        reason = (getattr(fault, "strerror", None) or str(fault)).lower()
        raise PlaybookError(f"cannot hold a playbook: {reason}", path=str(target)) from fault
    return target


def show(playbook: Playbook, *, play: str | None = None) -> str:
    """A playbook as text: each play with its moment and advice, or one play in full."""
    if play is not None:
        return _in_full(playbook.play(play))
    lines = [f"{playbook.title or playbook.name}, version {playbook.version}", ""]
    for one in sorted(playbook.plays, key=lambda one: one.rank):
        lines += [f"{one.rank:>3} {one.name}", f"      {_moment(one)}", f"      {one.advice}"]
    lines += ["", *(f"{len(part):>4} {what}" for what, part in _parts(playbook))]
    return "\n".join(lines) + "\n"


STARTER = """\
# A playbook of your own. Entries with a name that the default has change only the keys given;
# `remove = true` takes one out; other names add. Check it with: heard playbook check FILE
extends = "default"
name = "{label}"
version = 1
title = "The {company} playbook"

[company]
name = "{company}"
may_end_abusive = true

[promises]
# allowed = ["a callback", "a refund", "a replacement"]
max_days = 10

[[play]]
name = "own-the-repeat"
say = [
    "You've been in touch about this before, and it should have been solved then. I have your case now.",
    "I'll read what was done so far first, so that you don't have to tell it again.",
]
"""


def _in_full(play: Play) -> str:
    lists = (
        ("Say", play.say),
        *((f"Say ({on.channel})", on.say) for on in play.on),
        ("Or simply", play.plain),
        ("Avoid", play.avoid),
        ("Fits", play.hears),
        ("Does not fit", play.ignores),
    )
    lines = [f"{play.name} (rank {play.rank})", f"When: {_moment(play)}", "", play.advice]
    lines += [f"Why: {play.why}"]
    for title, texts in lists:
        lines += ["", f"{title}:", *(f"  - {text}" for text in texts)]
    return "\n".join(lines) + "\n"


def _moment(play: Play) -> str:
    return "; ".join(f"{key} {_words(getattr(play, key))}" for key in play.conditions)


def _words(value: object) -> str:
    if isinstance(value, tuple):
        return " or ".join(map(str, value))
    return str(value).lower()


def _parts(playbook: Playbook) -> tuple[tuple[str, tuple[object, ...]], ...]:
    return (
        ("phrases to avoid", playbook.phrases),
        ("helpful phrases", playbook.helpful),
        ("rungs of the boundary ladder", playbook.boundaries),
        ("reasons to escalate", playbook.escalation),
        ("channels", playbook.channels),
        ("skills", playbook.skills),
        ("questions and answers", playbook.faq),
        ("decisions", playbook.decisions),
        ("chapters", playbook.chapters),
        ("worked examples", playbook.examples),
        ("checklists", playbook.checklists),
    )
