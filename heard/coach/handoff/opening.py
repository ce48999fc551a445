"""The next person's first words: what has happened is acknowledged, and nothing is asked again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from heard.playbook.lines import ready

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from heard.coach.handoff.owed import Owed
    from heard.playbook import Playbook
    from heard.track.quote import Quote

About = Literal[
    "greeting", "self_harm", "danger", "threat", "abuse", "overdue", "promised", "broken", "chronic", "passed_on",
    "failed", "dismissed", "heated", "wish", "next", "loss",
]  # fmt: skip

ACKNOWLEDGED = 2  # things said about the past: more is a speech
FEWEST, SPOKEN = 3, 18  # words of a quote that can be said back
ORDER: tuple[About, ...] = (
    "abuse", "overdue", "chronic", "passed_on", "broken", "failed", "dismissed", "heated", "promised",
)  # fmt: skip
FEELING: tuple[About, ...] = ("broken", "dismissed", "heated")
HARSH = re.compile(
    r"\b(?:fuck\w*|shit\w*|damn|hell|idiots?|stupid|useless|pathetic|scam\w*|liars?|crap\w*|wtf|joke"
    r"|robb?(?:ed|ing)?|thie(?:f|ves)|disgust\w*|ridiculous|appalling|ass|bastards?|bloody|cow|muppets?|clowns?)\b|\*{2,}",
    re.IGNORECASE,
)


def opening_line(
    happened: Sequence[About],
    *,
    playbook: Playbook,
    known: Mapping[str, str],
    wish: Quote | None = None,
    owed: Owed | None = None,
) -> str:
    """A greeting, at most two sentences on what the customer has been through, and where it goes on.

    `happened` says what is true of this customer; `wish` and `owed` are said back in their own
    words where those are short and civil enough to be said aloud. After a threat it greets no
    one warmly and excuses nothing: it says what can't be, and that the case goes on.
    Where they told of a death, it is the first thing said.
    Where a life may still be in danger it asks only whether everyone is safe.
    After words of self-harm it speaks of nothing else, and says none of them back.
    """
    said = dict(known)
    said.setdefault("agent", "[your name]")
    if owed is not None and (words := sayable_quote(owed.quote.line)):
        said["promised"] = words
    if "self_harm" in happened:
        return _part("self_harm", playbook, said)
    if "danger" in happened and (safe := _part("danger", playbook, said)):
        return safe
    asked = "" if wish is None else sayable_quote(wish.line, asks=True)
    if asked:
        said["step"] = asked
    threat = _part("threat", playbook, said) if "threat" in happened else ""
    if threat and not asked:
        return threat
    sorry = _part("loss", playbook, said) if "loss" in happened else ""
    parts = [threat or sorry or _part("greeting", playbook, said)]
    feeling = () if threat else FEELING[:1] if "abuse" in happened else FEELING
    one_of = [about for about in feeling if about in happened][:1]  # the feeling is named once
    past = [
        _part(about, playbook, said)
        for about in ORDER
        if about in happened and (about not in FEELING or about in one_of)
    ]
    parts += [part for part in past if part][:ACKNOWLEDGED]
    goes_on = _part("wish", playbook, said) if asked else ""
    parts.append(goes_on or _part("next", playbook, said))
    return " ".join(part for part in parts if part)


def sayable_quote(words: str, *, asks: bool = False) -> str:
    """Words that can be said back to the one who said them; "" where they cannot.

    >>> sayable_quote("I'll call you by Friday.")
    "I'll call you by Friday"
    >>> sayable_quote("when will my refund arrive??", asks=True)
    'when will my refund arrive?'
    """
    plain = words.strip(" ,;:-–\"'“”")
    if (
        len(plain.split()) not in range(FEWEST, SPOKEN + 1)
        or HARSH.search(plain)
        or "http" in plain
    ):
        return ""
    if plain.upper() == plain and len(plain) > 5:
        return ""
    end = plain.rstrip(".!? ")
    if not asks:
        return end
    return f"{end}?" if "?" in plain[len(end) :] else f"{end}."


def _part(about: About, playbook: Playbook, known: Mapping[str, str]) -> str:
    """The first line about this all of whose slots are known; "" where there is none."""
    lines = () if playbook.handoff is None else playbook.handoff.opening
    of = next((one.say for one in lines if one.about == about), ())
    said = ready(of, known, most=1)
    return said[0] if said and not _open(said[0], known) else ""


def _open(line: str, known: Mapping[str, str]) -> bool:
    """Whether a line still has a slot that nothing is known for."""
    return "[" in line.replace(known.get("agent", ""), "")
