"""The words a card rests on: the sentence that says what was heard, short enough to read at a glance."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.coach.complaining import complains
from heard.coach.corroboration import GOES_PUBLIC, IN_TOUCH, INSISTS, LEAD, LEAVES, MORE_THAN_ONCE
from heard.coach.policy import GLAD
from heard.coach.situation import cheer
from heard.details.waits import tells_of_waiting
from heard.listen.rules.courts import threatens_court
from heard.listen.rules.in_charge import wants_whoever_decides
from heard.listen.rules.loss import tells_of_a_death
from heard.track import Evidence
from heard.track.quote import sentences

if TYPE_CHECKING:
    from collections.abc import Callable

    from heard.conversation import Turn
    from heard.listen import Reading
    from heard.playbook import Play

GLANCE = 120  # characters of a sentence quoted whole
FEWEST = 3  # words of a quote that says something alone
LEAST = 40  # characters of a part of one
CLAUSE = re.compile(r"[,;:–]\s+| (?=(?:and|but|because|so|then) )")
_VAGUE = re.compile(
    r"\b(?:soon|shortly|asap|as (?:soon|quickly|fast) as|being \w+ed|in progress|working on|look(?:ing)? into|get back|follow up"
    r"|contact you|let you know|bear with|patien\w+|please wait|will|'ll)\b",
    re.I,
)
_PROMISED = re.compile(
    r"\b(?:promis\w+|guarante\w+|assur\w+|told|said|supposed to|was to|were to|meant to|due|would)\b",
    re.I,
)
_SWEARS = re.compile(
    r"\b(?:\w*f+[u*]+c?k\w*|\w*sh[i1*]t\w*|crap\w*|\w*damn\w*|hell|\w*ass(?:es|holes?)?|arse\w*|wtf|ffs|bloody|piss\w*|screw\w*"
    r"|bull\w*|b[i*]tch\w*|bastards?)\b|\w\*{2,}",
    re.I,
)
# Which sentence bears a signal out. A signal that is not named here may stand anywhere.
_BEARS: dict[str, Callable[[str], object]] = {
    "supervisor_request": lambda said: (
        LEAD.search(said) or INSISTS.search(said) or wants_whoever_decides(said)
    ),
    "repeat_contact": lambda said: IN_TOUCH.search(said) and MORE_THAN_ONCE.search(said),
    "long_wait": tells_of_waiting,
    "churn_threat": LEAVES.search,
    "public_threat": lambda said: GOES_PUBLIC.search(said) or threatens_court(said),
    "broken_promise": _PROMISED.search,
    "vague_promise": _VAGUE.search,
    "profanity": _SWEARS.search,
}


def borne_out(text: str, start: int, end: int, signal: str) -> tuple[int, int]:
    """Where the words stand that bear a signal out: those it was heard in, or a sentence that says it.

    >>> text = "So sorry about that. It is being looked at, and we'll contact you shortly."
    >>> start, end = borne_out(text, 0, 20, "vague_promise")
    >>> text[start:end]
    "It is being looked at, and we'll contact you shortly."
    """
    bears = _BEARS.get(signal)
    plain = text.replace("’", "'")
    first, last = in_sentence(text, start, end)
    if bears is None or bears(plain[first:last]):
        return _with_its_neighbor(text, first, last)
    for start_of, end_of in sentences(text):
        if bears(plain[start_of:end_of]):
            return in_sentence(text, start_of, end_of)
    return first, last


def in_sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence that holds a few words, where it can be read at a glance; else the words.

    >>> text = "@shop Hi. This is the third time I call! Bye."
    >>> start, end = in_sentence(text, 22, 32)
    >>> text[start:end]
    'This is the third time I call!'
    """
    inside = [span for span in sentences(text) if span[0] < end and span[1] > start]
    if not inside:
        return start, end
    first, last = min(start, inside[0][0]), max(end, inside[-1][1])
    if last - first <= GLANCE:
        return first, last
    if start - first <= GLANCE - LEAST:  # what is shown of it has the words in it
        return first, last
    breaks = [found.end() for found in CLAUSE.finditer(text, first, start)]
    breaks = [place for place in breaks if last - place >= LEAST]
    if breaks:
        return breaks[-1], last
    place = max(first, min(start, last - GLANCE // 2))
    return (place if place == first else text.rfind(" ", first, place + 1) + 1 or first), last


def _with_its_neighbor(text: str, first: int, last: int) -> tuple[int, int]:
    """A sentence of a word or two with the one after it, failing that the one before it.

    >>> text = "It's late. Great. A third week."
    >>> start, end = _with_its_neighbor(text, 11, 17)
    >>> text[start:end]
    'Great. A third week.'
    """
    plain = [
        word for word in text[first:last].split() if not word.startswith(("@", "#", "http", "/"))
    ]
    if len(plain) >= FEWEST:
        return first, last
    spans = list(sentences(text))
    after = next((end for start, end in spans if start >= last), None)
    if after is not None and after - first <= GLANCE:
        return first, after
    before = next((start for start, end in reversed(spans) if end <= first), None)
    if before is not None and last - before <= GLANCE:
        return before, last
    return first, last


def called_for(turn: Turn, evidence: Evidence | None, play: Play) -> str:
    """The customer's sentence that called for a play of its own signal; "" for any other."""
    if evidence is None or evidence.signal not in play.when or not turn.from_customer:
        return ""
    inside = [
        turn.text[start:end]
        for start, end in sentences(turn.text)
        if start < evidence.end and end > evidence.start
    ]
    return " ".join(inside).replace("’", "'")


def words_behind(
    turn: Turn, number: int, play: Play, plain: Reading, *, sure: float
) -> Evidence | None:
    """The words that call for this play: its own signal's, else the plainest in the turn.

    `number` is the turn's place; `plain` the reading that its words bear out; `sure` how sure a
    signal must be.
    """
    names = [name for name in play.when if plain.sure(name) > 0]
    if not names and turn.from_customer:
        names = [one.name for one in plain.firm(sure).signals if one.name not in GLAD]
    lost = tells_of_a_death(turn.text) if play.loss else None
    if lost is not None:
        return Evidence(number, *in_sentence(turn.text, *lost), "loss")
    peril = plain.peril if "perhaps_in_danger" in play.told else None
    if peril is not None:
        return Evidence(
            number, *in_sentence(turn.text, peril.start, peril.end), "perhaps_in_danger"
        )
    bright = cheer(turn.text) if "cheer" in play.told else None
    if bright is not None:
        return Evidence(number, *in_sentence(turn.text, *bright), "cheer")
    signal = plain.signal(max(names, key=plain.sure)) if names else None
    if signal is not None:
        start, end = borne_out(turn.text, signal.start, signal.end, signal.name)
        return Evidence(number, start, end, signal.name)
    said = list(sentences(turn.text)) if turn.from_customer else []
    if not said:
        return None
    start, end = said[0][0], said[-1][1]
    if end - start > GLANCE:
        start, end = complains(turn.text) or (start, end)
    return Evidence(number, start, end, "heat")
