"""A reply to somebody who told of a death: no word about it, cheer, or asking for the one who died.

The first reply owes a word of condolence, however businesslike the matter is. A pet that died is owed one,
too, but a plain "sorry" will do.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.coach.draft.clauses import spans
from heard.coach.draft.find.part import is_part
from heard.coach.draft.finding import Finding
from heard.listen.rules.loss import (
    CONDOLES,
    SAD,
    long_ago,
    pet_that_died,
    tells_of_a_loss,
    who_died,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from heard.listen import SoFar

CHEER_WHY = (
    "They told of a death. Say that you are sorry, and drop the cheer: it says that nobody read it."
)
STOCK_WHY = "They told of a death. A stock line in answer says that nobody read it."
ASKS_WHY = "They told of a death, and this asks for the one who died. Say that you are sorry, and go on with them."
GREETS_WHY = "They told of a death, and this greets the one who died. Greet whoever writes."
NO_WORD_WHY = "They told of a death, and nobody has said a word about it yet."
SORRY = "I'm very sorry for your loss."
SORRY_FOR_A_PET = "I'm so sorry about your {pet}."
GO_ON = "I'll go on with this here, with you."

_BRIGHT = r"(?:awesome|great|fab(?:ulous)?|fantastic|wonderful|amazing|super|brilliant|terrific|happy|sunny|marvel+ous|blessed|perfect|excellent|stellar|magical|splendid|good|nice|lovely)"
_CHEER = re.compile(
    rf"""
      \b(?:have|having|enjoy(?:ing)?|had|wish(?:ing)?\ you)\ (?:yourself\ )?(?:an?|the\ rest\ of\ your)\ (?:(?:really|very|truly|absolutely|super)\ )?
        (?:{_BRIGHT}\ (?:rest\ of\ (?:your|the)\ )?(?:day|week|weekend|evening|morning|afternoon|night|one|time)\b|day\b(?=\ ?!))
    | \benjoy\ (?:your|the\ rest\ of\ your)\ (?:day|week|weekend|evening)\b
    | (?:^|(?<=[.!?\n]\ )|(?<=\n))(?:that's\ |that\ is\ |oh\ )?(?:great|awesome|fab(?:ulous)?|fantastic|perfect|wonderful|brilliant|excellent|amazing|super|lovely|cool|hooray|yay|woo-?hoo|happy\ days|cheers|nice\ one)
        (?:\ (?:stuff|news|question|to\ (?:hear|meet)\b[^.!?\n]*))?(?=\s*[!.,–—-])
    | \b(?:(?:great|good|exciting|fantastic|wonderful)\ news|congrat\w*|lucky\ you|thrilled|super\ excited|(?:so|very|really|are|am|'m|'re)\ (?:excited|delighted)|made\ my\ day|keep\ smiling|stay\ awesome)\b
    | \b(?:happy|glad|delighted|my\ pleasure)\ to\ (?:help|assist)\ ?! | \bno\ (?:problem|worries|probs)(?:\ at\ all)?\ ?!
    """,
    re.VERBOSE | re.IGNORECASE,
)
# A line for whoever leaves, and thanks for a patience that nobody had: in grief both show that nobody read it.
_FAREWELL = re.compile(
    r"\b(?:(?:sorry|sad) (?:to see you (?:go|leave)|(?:that )?you(?:'re| are) (?:leaving|going))|(?:love|hope|happy|glad|delighted|like) to (?:have|see|welcome|win) you (?:back|again)|come back (?:soon|any ?time)|hope to see you|change your mind|miss you)\b",
    re.IGNORECASE,
)
_COURTESY = re.compile(
    r"\b(?:thank(?:s| you)(?: (?:so|very) much)? for (?:your (?:\w+ )?(?:patience|understanding|cooperation|business|custom|loyalty|feedback)|being (?:so |very )?(?:patient|understanding)|bearing with)|(?:i|we) (?:really |do |truly |very much )?appreciate your (?:\w+ )?(?:patience|understanding|cooperation|business|custom|loyalty|feedback)"
    r"|(?:these|such) things (?:do )?happen|it happens|that's life|(?:happens|gets?) (?:\w+ )?sometimes)\b",
    re.IGNORECASE,
)
_PICTURES = re.compile(
    r"[ \t]*(?:["
    "\U0001f600-\U0001f60f\U0001f617-\U0001f61d\U0001f638-\U0001f63b\U0001f642\U0001f643\U0001f970\U0001f973\U0001f917\U0001f929"
    "\U0001f389\U0001f38a\U0001f388\U0001f381\U0001f44d\U0001f44c\U0001f44f\U0001f64c\U0001f4aa\U0001f680\U0001f31f\U0001f31e\U0001f525\U0001f308"
    "\u2728\u2b50\u263a\u2600]\ufe0f?|(?<!\\w)[:;]-?[)D](?!\\w))"
)
_GREETS = re.compile(
    r"\W*(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)),? (?:(?:mr|mrs|ms|dr)\.? )?(?P<name>[^\W\d_][\w'’-]*)(?: (?-i:[A-Z])[\w'’-]+)?\s*[!,.:]*",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"\s*[,–—-]\s*(\w)")
_LOUD = re.compile(r"!+")
_TOGETHER = 2  # exclamation marks from which a reply is loud


def after_a_loss(draft: str, before: SoFar) -> Iterator[Finding]:
    """What in a draft does not belong to an answer to a death, or is missing; nothing where none was told."""
    told = [
        one.turn.text
        for one in before.last
        if one.turn.from_customer and tells_of_a_loss(one.turn.text)
    ]
    found = [*_greets(draft, told), *_cheer(draft), *_asks_for(draft, told)] if told else []
    found += _stock(draft, before, told) if told else []
    yield from found
    if told:
        owed = bool(found) or (_is_first_reply(before) and not is_part(draft, before))
        if owed and (found or not long_ago(told[-1])) and not _said(CONDOLES, draft, before):
            yield _no_word(draft, SORRY)
        return
    pet = _pet_just_told(before)
    if pet and not is_part(draft, before) and not _said(SAD, draft, before):
        yield _no_word(draft, SORRY_FOR_A_PET.format(pet=pet))


def owes_a_word(found: Finding) -> bool:
    """Whether this is the word of condolence that a reply owes: it stands for any other word about the feeling."""
    return found.why == NO_WORD_WHY


def _no_word(draft: str, line: str) -> Finding:
    return Finding("misstep", "cold", None, 0, len(draft), NO_WORD_WHY, "before", (line,))


def _said(words: re.Pattern[str], draft: str, before: SoFar) -> bool:
    """Whether the draft, or an answer before it, says a word of this."""
    plain = draft.replace("’", "'")
    return words.search(plain) is not None or any(
        one.turn.to_customer and words.search(one.turn.text.replace("’", "'"))
        for one in before.last
    )


def _is_first_reply(before: SoFar) -> bool:
    """Whether nobody has answered since the death was told."""
    return any(tells_of_a_loss(text) for text in since_our_last(before))


def _pet_just_told(before: SoFar) -> str:
    return next((pet for text in since_our_last(before) if (pet := pet_that_died(text))), "")


def since_our_last(before: SoFar) -> Iterator[str]:
    """What the customer said since the company last spoke, the latest first."""
    for one in reversed(before.last):
        if one.turn.to_customer:
            return
        if one.turn.from_customer:
            yield one.turn.text


def _greets(draft: str, told: list[str]) -> Iterator[Finding]:
    """A greeting by the name of the one who died; nothing where whoever writes has that name, too."""
    called = {name for text in told for name in who_died(text)}
    opens = _GREETS.match(draft)
    if opens is None or opens["name"].lower() not in called:
        return
    hello = "Hello," if opens[0].endswith(",") else "Hello."
    yield Finding("misstep", "scripted", None, *opens.span(), GREETS_WHY, "swap", (hello,))


def _cheer(draft: str) -> Iterator[Finding]:
    taken = []
    for sentence in spans(draft):
        words = draft[slice(*sentence)]
        found = _CHEER.search(words)
        if found is None or CONDOLES.search(words):
            continue
        taken.append(sentence)
        goes_on = _GOES_ON.match(words, found.end())
        if goes_on is None:
            yield Finding("misstep", "scripted", None, *sentence, CHEER_WHY, "drop", ())
            continue
        opens = (sentence.start + found.start(), sentence.start + goes_on.end())
        first = goes_on[1].upper() if found.start() == 0 else goes_on[1]
        yield Finding("misstep", "scripted", None, *opens, CHEER_WHY, "swap", (first,))
    for found in _PICTURES.finditer(draft):
        if not any(one.start <= found.start() < one.end for one in taken):
            yield Finding("misstep", "scripted", None, *found.span(), CHEER_WHY, "swap", ("",))
    loud = [
        found
        for found in _LOUD.finditer(draft)
        if not any(one.start <= found.start() < one.end for one in taken)
    ]
    closes = bool(loud) and not draft[loud[-1].end() :].strip()
    if closes or len(loud) >= _TOGETHER or any(len(one[0]) > 1 for one in loud):
        for one in loud:
            yield Finding("misstep", "scripted", None, *one.span(), CHEER_WHY, "swap", (".",))


def _stock(draft: str, before: SoFar, told: list[str]) -> list[Finding]:
    """The sentences that see off or thank whoever grieves; thanks may stand beside a word about the death."""
    plain = draft.replace("’", "'")
    thanks = not long_ago(told[-1]) and not _said(CONDOLES, draft, before)
    return [
        Finding("misstep", "scripted", None, *one, STOCK_WHY, "drop", ())
        for one in spans(draft)
        if _FAREWELL.search(plain, *one) or (thanks and _COURTESY.search(plain, *one))
    ]


def _asks_for(draft: str, told: list[str]) -> Iterator[Finding]:
    called = {name for text in told for name in who_died(text)}
    called |= {name for same in _SAME if called & same for name in same}
    kin = "|".join(sorted(re.escape(name) for name in called))
    who = (
        rf"(?:(?:your\ (?:late\ )?|mr\.?\ |mrs\.?\ |ms\.?\ )?(?:{kin or 'him|her'})\b(?:\ himself|\ herself)?"
        r"|him\b|(?:the|our)\ (?:account|policy|contract|card)\ ?-?holder(?:\ (?:himself|herself|themselves))?\b)"
    )
    asks = re.compile(
        rf"""\b(?:
          (?:speak|talk|chat)\ (?:directly\ )?(?:to|with)\ {who} | (?:put|get|bring|pass|hand)\ (?:me\ |us\ |the\ phone\ |this\ |it\ )?(?:(?:over\ )?to\ )?{who}\ ?(?:on|to\ the|over|,?\ please|\?)
        | (?:pass|hand|give)\ (?:the\ phone|me|this|it|us)\ (?:over\ )?to\ {who}
        | (?:have|get|ask|let|tell|need)\ {who}\ (?:to\ )?(?:call|ring|contact|phone|e-?mail|write|confirm|sign|log|verify|come|get\ in\ touch|authori[sz]e|reply|text|message|dm|reach)
        | (?:can|could|would|will|may)\ {who}\ (?:please\ |kindly\ )?(?:call|ring|contact|phone|e-?mail|write|confirm|sign|drop\ us|get\ in\ touch|message|text|reply|come|send)
        | {who}\ (?:needs?|has|will\ (?:need|have)|must|should)\ (?:to\ )?(?:call|ring|contact|phone|e-?mail|write|confirm|sign|log|verify|be\ present|get\ in\ touch|authori[sz]e|speak)
        | (?:is|when\ is|when\ will)\ {who}\ (?:be\ )?(?:there|available|around|with\ you|at\ home|home|in\b)
        )""",
        re.VERBOSE | re.IGNORECASE,
    )
    for found in asks.finditer(draft):
        ahead = draft[max(0, found.start() - 40) : found.start()]
        if _RULED_OUT.search(ahead) or _ALREADY.search(ahead):
            continue
        sentence = next(one for one in spans(draft) if one.end > found.start())
        yield Finding(
            "misstep",
            "ask_again",
            None,
            sentence.start,
            sentence.end,
            ASKS_WHY,
            "replace",
            (GO_ON,),
        )


_SAME = (
    frozenset({"mother", "mum", "mom", "mam"}),
    frozenset({"father", "dad"}),
    frozenset({"husband", "spouse", "partner"}),
    frozenset({"wife", "spouse", "partner"}),
)
_RULED_OUT = re.compile(
    r"(?:\b(?:not|never|no need|without|cannot|nobody|instead of|rather than|no longer)\b|n['’]t\b)[^.!?\n]*$",
    re.I,
)
_ALREADY = re.compile(r"\b(?:asked|asking|sorry (?:that|we|i|for))\b[^.!?\n]*$", re.I)
