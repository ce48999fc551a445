"""What in a draft is against the customer: rudeness, pet names, threats, insults."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from heard.coach.draft.clauses import pieces, spans
from heard.coach.draft.find.beside_rudeness import goes_on_against
from heard.coach.draft.find.dares import dares
from heard.coach.draft.finding import Finding
from heard.coach.draft.warm import is_warm
from heard.conversation import Speaker, Turn
from heard.listen import SoFar
from heard.listen.rules.dares import threats
from heard.listen.rules.rudeness import rude
from heard.signals import get

if TYPE_CHECKING:
    from collections.abc import Iterator

    from heard.coach.coach import Coach

# What a reply must not hold whoever it is said by; heard by the ear that hears it from customers.
INSULTS = {
    "abuse": (0.5, "It insults the customer. Nothing else in the reply will be heard."),
    "threat": (0.85, "It threatens the customer."),
    "profanity": (0.7, "It swears at the customer, or in front of them."),
}
# Said by us, this looks something up: "we'll find you a seat", "I know where your parcel is".
FINDS = re.compile(
    r"\bfind you(?= (?:an?|something|some|another|one|the|off|in|on|under|here|by|from|with)\b)"
    r"|\bknow(?: exactly)? where your(?= (?:\w+ )?(?:parcel|package|order|delivery|bags?|luggage|suitcase|refund|payment|money|driver|flight|booking|item|letter|card|transfer|case|ticket)s?\b)",
    re.I,
)
LIMITED = {"abuse", "threat"}  # after these a limit may be set, with what follows if they go on
DARED = (
    "It answers them with a dare or a threat, whatever they said. Whoever is dared goes further."
)
CALLS_THEM = "A pet name makes them small while they have something serious to say."
# Whoever complains in public or is made to pay for it isn't limited, but punished.
PUNISHES = re.compile(
    r"\b(?:charge you|put you|make sure you|see to it|sue)\b|\b(?:complain|dispute|post (?:this|that|about|a)|review|press|twitter|social media)\b",
    re.I,
)
INSTEAD_OF_INSULTS = ("I'm here to help. Which part shall I take on first?",)


def rudeness(draft: str, coach: Coach) -> Iterator[Finding]:
    """Plain rudeness, whatever was said before: an angry customer excuses none of it.

    A limit is no threat once there was abuse, while a dare or a vow of revenge always is one; a familiar
    word like "mate" is a matter of taste in a calm conversation.
    """
    for start, end in dares(draft):
        yield Finding("insult", "threat", None, start, end, DARED, "instead", INSTEAD_OF_INSULTS)
    for start, end, kind in threats(draft):
        if kind == "threat" or not _may_limit(draft[start:end], coach):
            why = INSULTS["threat"][1]
            yield Finding("insult", "threat", None, start, end, why, "instead", INSTEAD_OF_INSULTS)
    phrases = coach.playbook.phrases
    phrase = next((one for one in phrases if one.misstep == "jab" and one.whole), None)
    lines = INSTEAD_OF_INSULTS if phrase is None else phrase.whole
    for start, end, sort, says in rude(draft):
        calls = sort in ("pet", "friendly")
        why = CALLS_THEM if calls else says or get("jab").why
        polish = sort == "friendly" and not is_warm(coach)
        yield Finding("misstep", "jab", None, start, end, why, "replace", lines, polish)


def _may_limit(words: str, coach: Coach) -> bool:
    """Whether there was something to set a limit to, and these words do no more than that."""
    return bool(coach.said_by_customer & LIMITED) and PUNISHES.search(words) is None


def with_what_goes_on(draft: str, found: Finding) -> Finding:
    """An order to calm down, with the clauses after it that make the matter small, too."""
    if found.name != "calm_down" or found.polish or found.place != "replace":
        return found
    sentence = next((one for one in spans(draft) if one.end > found.start), None)
    if sentence is None:
        return found
    after = [one for one in pieces(draft, sentence) if one.start >= found.end]
    if not after or not all(goes_on_against(draft[slice(*one)]) for one in after):
        return found
    return replace(found, end=sentence.end)


def insults(draft: str, coach: Coach) -> Iterator[Finding]:
    """The first insult, threat or swear word, as they are heard where a customer says them."""
    said = FINDS.sub(lambda found: "look up"[: len(found[0])].ljust(len(found[0])), draft)
    heard = coach.listener.read(Turn(Speaker.CUSTOMER, said), SoFar())
    for name, (least, why) in INSULTS.items():
        signal = heard.signal(name)
        if signal is not None and signal.sure >= least:
            yield Finding(
                "insult", name, signal.sure, signal.start, signal.end, why, "instead",
                INSTEAD_OF_INSULTS,
            )  # fmt: skip
            return
