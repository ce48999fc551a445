"""What a card must know beside signals and heat: what was told in so many words, now or before."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from heard.coach.passed_over import grew, is_unmet, passed_over
from heard.details.at_stake import depends
from heard.handover.danger import is_over
from heard.listen.rules.danger import in_care, in_danger, manner_of
from heard.listen.rules.illness import tells_of_an_illness
from heard.listen.rules.loss import tells_of_a_death
from heard.listen.rules.self_harm import speaks_of_self_harm
from heard.playbook.play import answers
from heard.track.mood import HEATS_AT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from heard.coach.shown import Shown
    from heard.conversation import Turn
    from heard.listen import Reading, SoFar
    from heard.playbook import Play
    from heard.playbook.play import ToldName
    from heard.track import Moment

FEELING, SOLVE, CLOSE = 2, 4, 5  # steps
AWAITED = 8  # turns after words of danger in which a cry for help belongs to it
CRY = 14  # words of one, at most
MANNERS: tuple[ToldName, ...] = (
    "swallowed",
    "cold",
)  # of a danger, that want an answer of their own
SAME = 2  # earlier turns in the very same words that make it a repetition
FEWEST = 2  # words of a turn that can be one
RAGES_AT = 0.6  # heat
ANSWERED, WARNED = 2, 3  # answers given, and cards shown, before that is rage
OURS = 2  # turns of the company in which a promise to stay still binds

_CRY = re.compile(
    r"\b(?:help|hurry|quick(?:ly)?|please|asap|come on|fast|emergency|what (?:do|should|can) i do|are (?:they|you) (?:coming|there)|where are (?:they|you)"
    r"|how long|is any(?:one|body)|hello|worse|still (?:not|can't|there|here|bleeding|burning|smell\w*)|not (?:breathing|moving|waking)|scared|anyone)\b|!{2,}",
    re.I,
)
_OVER = re.compile(
    r"\b(?:thanks?|thank you|false alarm|(?:is|are|we're|i'm|he's|she's|all) (?:\w+ )?(?:safe|fine|ok|okay|better)|they(?:'re| are) here|arrived)\b",
    re.I,
)
_STAYS = re.compile(
    r"\b(?:(?:i'll|i will|i'm|i am|we'll|we're|i'd|going to) (?:\w+ ){0,2}?(?:stay(?:ing)?(?! (?:safe|calm|tuned|in touch))|not going anywhere|not leaving|keep(?:ing)? (?:this|it|your case)|see(?:ing)? (?:this|it) through|be with you until)"
    r"|won't (?:leave|pass|hand|let) (?:you|this)|stays? with me)\b",
    re.I,
)
_CONSOLED = re.compile(
    r"\b(?:sorry (?:for|about|to hear (?:of|about)) (?:your|the) (?:\w+ )?loss|condolences|sympath\w+|sorry (?:to hear )?(?:that )?(?:your|about your) \w+ (?:has |have )?(?:died|passed)"
    r"|sorry about your (?:\w+ )?(?:husband|wife|mother|mum|mom|father|dad|son|daughter|baby|brother|sister|\w*gran\w*))\b",
    re.I,
)
_CHEER = re.compile(
    r"\b(?:awesome|perfect|wonderful|fantastic|brilliant|fab|lovely|yay|hooray|super|amazing|excellent|great(?=[!,. ]*(?:thanks|$|[!]))|happy (?:to|days)|no (?:worries|probs?|problem)"
    r"|(?:just )?a? ?quick (?:question|one)|have a (?:great|good|nice|lovely|wonderful|fantastic)|enjoy (?:your|the|my)|cheers)\b"
    r"|!\s*!|[😀-😅😊😁😄🙂😉🎉🥳💚💙❤😍👍🔥✨🚀]",
    re.I,
)
# A device of theirs has stopped, or somebody is already unwell: that can't wait for a question.
_ACUTE = re.compile(
    r"\b(?:stopped|died|failed|empty|ran out|run out|not working|isn't working|won't (?:start|work)|blue|breath\w*|gasping|unconscious|collapsed|chest|pain"
    r"|gas|smoke|fire|burn\w*|bleed\w*|choking|fit|seizure|shaking|confused|dizzy)\b",
    re.I,
)
# The turn of ours passes it on already as it should be done: told, and there.
_WARM = re.compile(
    r"\b(?:i(?:'ve| have)|we(?:'ve| have)) (?:just )?(?:told|briefed|given|filled|explained to|passed) (?:her|him|them|\w+|the \w+)\b|\b(?:won't|needn't|don't) (?:have to|need to) (?:\w+ )?(?:repeat|explain|tell|start)"
    r"|\b(?:with me|on the (?:other )?line|here with us|joining (?:us )?now)\b|\bi'll stay\b"
    r"|\bwith (?:this|your|the) (?:whole |full )?(?:thread|story|case|history|file|notes|details) (?:open )?(?:in front of|before|with) (?:her|him|them)\b",
    re.I,
)


def told_by(
    turn: Turn, reading: Reading, moment: Moment, shown: Shown, before: SoFar
) -> frozenset[ToldName]:
    """What this turn, or one before it, told: the names that a play may wait for.

    `shown` and `before` are those from before this turn.
    """
    told: set[ToldName] = set()
    text = turn.text
    if shown.grief or (turn.from_customer and grieves(text)):
        told.add("grief")
    if not turn.from_customer:
        cheers = "grief" in told and turn.to_customer and cheer(text) is not None
        passed = passed_over(turn, reading, before)
        if passed is not None:
            told.add(passed)
        return frozenset({*told, "cheer"} if cheers else told)
    told |= _about_danger(text, reading, moment, shown)
    if grew(turn, before) is not None:
        told.add("danger_grew")
    if "help_awaited" not in told and is_unmet(turn, before) and not _relieved(text, reading):
        told.add("danger_unmet")
    if depends(text):
        told.add("dependence")
    if _repeats(text, before):
        told.add("repetition")
    if moment.heat >= RAGES_AT and shown.cards >= WARNED and answers(before) >= ANSWERED:
        told.add("rage")
    return frozenset(told)


def _about_danger(text: str, reading: Reading, moment: Moment, shown: Shown) -> set[ToldName]:
    """What a customer's turn tells of a danger, now or told of lately."""
    told: set[ToldName] = set()
    if shown.danger_turn >= 0 and moment.turn - shown.danger_turn <= AWAITED and _cries(text):
        told.add("help_awaited")
    if in_danger(text) is not None and in_care(text):
        told.add("in_care")
    told.update(one for one in MANNERS if one == manner_of(text))
    if reading.peril is not None:
        told.add("perhaps_in_danger")
    if shown.harm_turn >= 0 and moment.turn - shown.harm_turn <= AWAITED and not is_over(text):
        told.add("self_harm_before")
        if speaks_of_self_harm(text) is not None or _cries(text):
            told.add("help_awaited")
    return told


def _relieved(text: str, reading: Reading) -> bool:
    """Whether a customer is thankful, or says that all is well."""
    return _OVER.search(text) is not None or reading.firm().hears("thanks", "resolved")


def cheer(text: str) -> tuple[int, int] | None:
    """Where a reply is cheerful, which nobody in grief can use; None where it isn't."""
    found = _CHEER.search(text)
    return None if found is None else found.span()


def endangered(text: str) -> bool:
    """Whether somebody's life is in danger now, and not only if a device stays without power.

    >>> endangered("I smell gas"), endangered("No power since six, and my mum is on oxygen")
    (True, False)
    """
    if in_danger(text) is None:
        return False
    return not depends(text) or _ACUTE.search(text.replace("’", "'")) is not None


def grieves(text: str) -> bool:
    """Whether a customer tells of a death, or of somebody's grave illness."""
    return tells_of_a_death(text) is not None or tells_of_an_illness(text) is not None


def _cries(text: str) -> bool:
    if in_danger(text) is not None:
        return True
    return len(text.split()) <= CRY and _CRY.search(text) is not None and _OVER.search(text) is None


def _repeats(text: str, before: SoFar) -> bool:
    earlier = [one.turn.text for one in before.last if one.turn.from_customer]
    if len(earlier) < SAME:
        return False
    said = _plain(text)
    if len(said.split()) < FEWEST:
        return False
    return sum(_plain(one) == said for one in earlier) >= SAME


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def stays(before: SoFar) -> bool:
    """Whether the company has just said that it stays with the customer's matter itself."""
    ours = [one.turn.text for one in before.last if one.turn.to_customer]
    return any(_STAYS.search(text.replace("’", "'")) for text in ours[-OURS:])


def says_to_stay(play: Play) -> bool:
    """Whether a card of this play has the agent say that they stay."""
    return any(_STAYS.search(line) for line in (*play.say, *play.plain))


def consoled(before: SoFar) -> bool:
    """Whether the company has said a word about a death already."""
    return any(
        one.turn.to_customer and _CONSOLED.search(one.turn.text.replace("’", "'"))
        for one in before.last
    )


def passes_on_warm(text: str) -> bool:
    """Whether a handover is announced as it should be: who takes over knows, or is there.

    >>> passes_on_warm("I've told Ines about both letters."), passes_on_warm("I'll transfer you.")
    (True, False)
    """
    return _WARM.search(text.replace("’", "'")) is not None


def heated(moment: Moment) -> Moment:
    """The moment as a card for heat takes it.

    What is firm is heated, though the gauge is below it. Nobody who is heated is ready for the
    close, nor for a solution while nobody has answered the feeling: that comes first.
    """
    answered = any(step.number == FEELING and step.state == "done" for step in moment.steps)
    early = moment.next_step == CLOSE or (moment.next_step == SOLVE and not answered)
    step = FEELING if early else moment.next_step
    if moment.mood == "heated" and moment.heat >= HEATS_AT and not early:
        return moment
    heat = max(moment.heat, HEATS_AT)
    peak = max(moment.peak, heat)
    return replace(moment, mood="heated", heat=heat, peak=peak, next_step=step)


def told_nothing(known: Mapping[str, str]) -> bool:
    """Whether the customer only let off steam: asking what happened is then no skipped step."""
    return known.keys().isdisjoint(("words", "fact", "told", "said", "issue", "asked"))


def answers_them(known: Mapping[str, str], reading: Reading) -> bool:
    """Whether the reply solves what the customer plainly asked: it did what the card advised."""
    return "asked" in known and reading.hears("solve")
