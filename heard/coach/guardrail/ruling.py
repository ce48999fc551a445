"""The guardrail for an AI agent: may this reply go out, or is it a person's turn, and by which rule."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from heard.coach.draft.check import LONGEST, check, coach_after, readable
from heard.coach.draft.find.danger import open_danger
from heard.coach.draft.unread import not_read
from heard.coach.guardrail.granted import approved, grants
from heard.coach.guardrail.sendable import Unread, sendable
from heard.conversation import Channel, Conversation, Speaker, Turn
from heard.handover.danger import unmet_danger
from heard.handover.escalation import Ground, Grounds, watch
from heard.handover.loops import asks_again, says_again, wants_person
from heard.handover.transfer import find_handovers
from heard.listen import HOT, Heard, SoFar, heat_level, load_listener
from heard.listen.rules.courts import threatens_court
from heard.playbook import Playbook
from heard.playbook.lines import on_channel, ready
from heard.track import Evidence, replay
from heard.track.announced import announces
from heard.track.quote import Quote, quote

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from heard.listen import Listener
    from heard.track import CriterionName, Followed

Decision = Literal["continue", "revise", "offer a person", "hand over"]

DECISIONS: tuple[Decision, ...] = ("hand over", "offer a person", "revise", "continue")
TOO_OFTEN = 3  # said or asked this often, it is a loop that only a person ends
ANGRY = 3
GLAD = ("thanks", "resolved")
SCANNED = 4000
OFFERS = re.compile(
    r"\b(?:would you like|shall i|should i|do you want|want me to|i can(?! not\b)|i could|you can(?! not\b)|if you(?:'|’)d"
    r" (?:like|rather|prefer)|happy to)\b(?!['’]t)(?:(?!\b(?:not|never|no|nobody)\b|n['’]t\b)[^.!?]){0,60}"
    r"\b(?:connect|transfer|pass|bring in|hand|speak|talk|get you)\b[^.!?]{0,40}\b(?:person|human|agent|colleague|specialist|supervisor|manager|team|someone|advisor|lead)\b",
    re.IGNORECASE,
)
# In the order in which they are asked; each is what a criterion is called in the playbook.
NEEDED: tuple[CriterionName, ...] = (
    "abuse_continues", "supervisor_asked", "expertise_needed", "authority_limit",
    "solutions_failed", "heat_stays_high",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that has something to say, what it decides, and the words it rests on."""

    decision: Decision
    rule: str  # "criterion:supervisor_asked", "misstep:policy_wall", "loop:says-again"
    says: str  # the rule in a sentence
    why: str
    quotes: tuple[Quote, ...] = ()  # a quote whose turn is the number of turns is the draft's own


@dataclass(frozen=True, slots=True)
class Ruling:
    """What is to happen with a draft, by which rule, and what to say instead."""

    decision: Decision
    finding: Finding
    also: tuple[Finding, ...]  # what else was found, the weightiest first
    may_go: bool  # whether the draft may be sent as it stands
    say: str  # what can be sent as it is: the draft where it may go, else what to say instead
    rewrite: str  # the draft with what was found mended, with brackets for a person to fill


CLEAR = Finding("continue", "clear", "Nothing speaks against this reply.", "")


def guard(
    conversation: Conversation,
    draft: str,
    *,
    playbook: Playbook | None = None,
    listener: Listener | None = None,
    let_pass: Collection[Unread] = (),
) -> Ruling:
    """Whether a bot may send this draft now, should mend it, offer a person, or hand over.

    A draft without a word, one too long to be checked, and one in a language that is not read are to
    be revised; after a customer whose words are not read, a person is to be offered. `let_pass` names
    which of the two rules about unread words don't count, where somebody else reads them. Nothing later than the
    last turn is known, and nothing is kept between calls.
    """
    playbook = playbook or Playbook.load()
    listener = listener or load_listener()
    draft = readable(draft)
    reply = Turn(Speaker.BOT, draft[:LONGEST])
    whole = replace(conversation, turns=(*conversation.turns, reply))
    followed = tuple(replay(whole, listener))
    turns, so_far, last = whole.turns, followed[:-1], followed[-1]
    announced = announces(last.turn, last.reading, len(so_far)) is not None
    offered = announced or OFFERS.search(draft, 0, SCANNED) is not None
    found = [
        *_in_danger(conversation.turns, playbook),
        *_handing_over(so_far, turns[:-1], last, playbook),
        *(one for one in _offering(so_far, turns[:-1], last, playbook) if not offered),
    ]
    if "conversation:unread" not in let_pass and not offered:
        found.extend(_unread_so_far(so_far))
    revise, rewrite, mended = _revising(
        conversation, draft, playbook, listener, let_pass, content=_content(so_far)
    )
    found.extend(revise)
    found.sort(key=lambda one: DECISIONS.index(one.decision))
    first = found[0] if found else CLEAR
    heard = SoFar(tuple(Heard(one.turn, one.reading) for one in so_far))
    urgent = open_danger(draft, last.reading.firm(), heard, playbook, Channel.BOT)
    upset = first.rule != "conversation:unread" and any(
        one.moment.mood == "heated" for one in so_far[-1:]
    )
    danger = unmet_danger(conversation.turns)
    helps = (
        ""
        if danger is None or urgent
        else next((one for one in (mended, draft) if one and danger.met_by(one)), "")
    )
    may_go = first.decision == "continue" or (
        first.decision == "hand over" and announced and not revise
    )
    line = _line(first.decision, playbook, urgent, helps=helps, upset=upset)
    if first.decision == "revise":
        line = mended or (line if rewrite else "")
    return Ruling(
        first.decision, first, tuple(found[1:]), may_go, draft if may_go else line, rewrite
    )


def _line(
    decision: Decision,
    playbook: Playbook,
    urgent: Sequence[str],
    *,
    helps: str = "",
    upset: bool = True,
) -> str:
    """What to say instead of a draft that can't be mended: the playbook's words for a bot that passes on or offers.

    Where life or health is in danger, what helps now comes before anything else;
    `helps` is a draft that says it already. To whoever is not `upset`, the last of the playbook's offers is made.
    """
    if urgent:
        return " ".join(urgent)
    handoff = playbook.handoff
    if decision == "hand over" and handoff is not None:
        says = ready(on_channel(handoff.say, handoff.on, Channel.BOT), {"team": "a person"})[0]
        return f"{helps.rstrip()} {says}" if helps else says
    offers = ready(() if handoff is None else handoff.offer)
    return next(iter(offers if upset else offers[::-1]), "")


def _in_danger(turns: Sequence[Turn], playbook: Playbook) -> Iterator[Finding]:
    """Danger or self-harm that nobody has answered: a person's turn at once, whatever the draft says."""
    danger = unmet_danger(turns)
    play = None if danger is None else danger.play(playbook)
    if danger is None or play is None:
        return
    words = quote(turns, Evidence(danger.turn, danger.start, danger.end, "high_stakes"))
    rule = "danger:self-harm" if danger.self_harm else "danger:life"
    yield Finding("hand over", rule, play.advice, play.why, (words,))


def _handing_over(
    so_far: Sequence[Followed], turns: Sequence[Turn], reply: Followed, playbook: Playbook
) -> Iterator[Finding]:
    grounds = _last(so_far, playbook)
    criteria = {one.name: one for one in playbook.escalation}
    asked = _asked(so_far, turns, grounds)
    for name in NEEDED:
        ground = grounds.six[name]
        if name == "authority_limit" and _overruled(reply, ground, turns):
            continue
        quotes = asked if name == "supervisor_asked" and asked else ground.quotes
        if (
            ground.level == "needed" or (name == "supervisor_asked" and asked)
        ) and name in criteria:
            one = criteria[name]
            yield Finding("hand over", f"criterion:{name}", one.needed, one.why, quotes)
    if grounds.ladder.due == "ended":
        rung = next(one for one in playbook.boundaries if one.name == "ended")
        last = grounds.ladder.attacks[-1].quote
        yield Finding("hand over", "boundary:ended", rung.due, rung.why, (last,))
    promised = [one for one in find_handovers(so_far) if one.delivered == "announced only"]
    if promised and promised[-1].announced is not None:
        yield Finding(
            "hand over",
            "handover:not-delivered",
            "A person was announced, and nobody has come: deliver the handover, don't announce it again.",
            "A handover that is only announced is one more broken promise.",
            (promised[-1].announced,),
        )
    said, repeated = says_again(reply.turn.text, turns), asks_again(turns)
    if len(said) + 1 >= TOO_OFTEN:
        yield Finding("hand over", "loop:says-again", SAYS_AGAIN, LOOP, said)
    if len(repeated) >= TOO_OFTEN:
        yield Finding("hand over", "loop:asks-again", ASKS_AGAIN, LOOP, repeated)


UNREAD = "The draft is in another language than Heard reads: it was not checked."
SAYS_AGAIN = "This reply says again what was said before and didn't help."
ASKS_AGAIN = "The customer is asking the same again: they haven't had an answer yet."
LOOP = "Who hears the same answer twice has not been heard; another round only adds to it."


def _offering(
    so_far: Sequence[Followed], turns: Sequence[Turn], reply: Followed, playbook: Playbook
) -> Iterator[Finding]:
    if not so_far:
        return
    grounds, moment = _last(so_far, playbook), so_far[-1].moment
    for one in playbook.escalation:
        ground = grounds.six[one.name]
        if one.name == "authority_limit" and _overruled(reply, ground, turns):
            continue
        if ground.level == "offer":
            rule = f"criterion:{one.name}"
            yield Finding("offer a person", rule, one.offer, one.why, ground.quotes)
    said, repeated = says_again(reply.turn.text, turns), asks_again(turns)
    if len(said) + 1 == TOO_OFTEN - 1 and moment.mood == "heated":
        yield Finding("offer a person", "loop:says-again", SAYS_AGAIN, LOOP, said)
    if len(repeated) == TOO_OFTEN - 1:
        yield Finding("offer a person", "loop:asks-again", ASKS_AGAIN, LOOP, repeated)
    yield from _going_to_court(turns)
    latest = [n for n, one in enumerate(so_far) if one.turn.from_customer and one.reading.hot]
    if not latest or moment.mood != "heated":
        return
    words = quote(turns, Evidence(latest[-1], 0, len(turns[latest[-1]].text), "heat"))
    if heat_level(moment.heat) >= ANGRY:
        yield Finding(
            "offer a person", "heat:angry",
            "The customer is angry at a machine: let them choose a person.",
            "Anger is calmed by being heard, and few feel heard by a bot.", (words,),
        )  # fmt: skip
    elif moment.stakes and heat_level(moment.heat) >= HOT:
        yield Finding(
            "offer a person", "heat:high-stakes",
            "Much is at stake for them and they are upset: let them choose a person.",
            "Where money, health or access is at stake, a person should answer for it.", (words,),
        )  # fmt: skip


def _going_to_court(turns: Sequence[Turn]) -> Iterator[Finding]:
    """A court or a regulator announced in the customer's latest words."""
    said = [number for number, turn in enumerate(turns) if turn.from_customer]
    found = threatens_court(turns[said[-1]].text) if said else None
    if found is not None:
        words = quote(turns, Evidence(said[-1], *found, "public_threat"))
        yield Finding(
            "offer a person", "threat:court",
            "They announce a court, a lawyer or a regulator: let them choose a person.",
            "Whoever goes that far no longer expects to be heard; a person can decide, and a bot's words can be held against you.", (words,),
        )  # fmt: skip


def _content(so_far: Sequence[Followed]) -> bool:
    """Whether the customer's latest words are pleased, and nothing is heated: a farewell may be said twice."""
    said = [one for one in so_far if one.turn.from_customer]
    return bool(said) and said[-1].moment.mood == "calm" and said[-1].reading.hears(*GLAD)


def _overruled(reply: Followed, ground: Ground, turns: Sequence[Turn]) -> bool:
    """Whether the reply grants what was refused; what nobody here may decide, only with a yes."""
    if not ground.quotes or not grants(reply, ground.quotes[-1], turns):
        return False
    return ground.level != "needed" or approved(reply)


def _revising(
    conversation: Conversation,
    draft: str,
    playbook: Playbook,
    listener: Listener,
    let_pass: Collection[Unread],
    *,
    content: bool,
) -> tuple[list[Finding], str, str]:
    """What there is to revise, the draft mended, and the same where it can be sent as it is."""
    if not any(letter.isalnum() for letter in draft):
        empty = "The draft holds no word: there is nothing to send."
        return [Finding("revise", "draft:empty", empty, "Silence reads as indifference.")], "", ""
    found: list[Finding] = []
    number = len(conversation.turns)
    if len(draft) > LONGEST:
        says = (
            f"The draft has {len(draft):,} characters; only the first {LONGEST:,} can be checked."
        )
        why = "It is too long to be read in anger: cut it."
        found.append(Finding("revise", "draft:too-long", says, why))
    coach = coach_after(conversation, playbook, listener)
    checked = check(draft, after=coach, by_bot=True)
    if checked.unread is not None and "draft:unread" not in let_pass:
        found.append(Finding("revise", "draft:unread", UNREAD, "Nobody has checked it."))
    own = (*conversation.turns, Turn(Speaker.BOT, draft))
    for issue in checked.issues:
        words = quote(own, Evidence(number, issue.start, issue.end, issue.name))
        says = f"The draft check found: {issue.name.replace('_', ' ')}."
        found.append(Finding("revise", f"misstep:{issue.name}", says, issue.why, (words,)))
    said = says_again(draft, conversation.turns)
    if said and not content:
        found.append(Finding("revise", "loop:says-again", SAYS_AGAIN, LOOP, said))
    rewrite = checked.rewrite if checked.issues else ""
    return found, rewrite, sendable(rewrite, draft, coach, let_pass)


def _unread_so_far(so_far: Sequence[Followed]) -> Iterator[Finding]:
    before = SoFar(limit=max(len(so_far), 1))
    for one in so_far:
        before = before.add(one.turn, one.reading)
    if not_read(before) is not None:
        yield Finding(
            "offer a person", "conversation:unread",
            "The customer writes in another language than Heard reads: what they asked and how they feel is not known.",
            "They may have asked for a person, or be angry, and nobody would notice.",
        )  # fmt: skip


def _asked(
    so_far: Sequence[Followed], turns: Sequence[Turn], grounds: Grounds
) -> tuple[Quote, ...]:
    """Each time the customer asked for a person since the last handover or solution."""
    return tuple(
        words
        for number, one in enumerate(so_far)
        if number > grounds.cleared and (words := wants_person(one, number, turns)) is not None
    )


def _last(so_far: Sequence[Followed], playbook: Playbook) -> Grounds:
    grounds = Grounds()
    for now in watch(so_far, playbook=playbook):
        grounds = now
    return grounds
