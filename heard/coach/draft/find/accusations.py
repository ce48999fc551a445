"""Plain accusations in a draft: what the customer did wrong or left undone, said to their face.

They need nothing rude beside them. What is asked, supposed, taken back, or told of what happened *to*
them is no accusation: in doubt it is none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.coach.draft.clauses import Span, pieces, spans

if TYPE_CHECKING:
    from collections.abc import Iterator

_YOU = r"\b(?:you|u)"
_SURELY = r"(?:obviously|clearly|evidently|plainly|apparently|simply|just|probably|surely|definitely|undoubtedly|certainly|(?:most |very )?likely|no doubt|always|somehow)"
_EVEN = r"(?:even|really|actually|properly|ever|bother(?:ed)? to|care to|manage to)"
# What a customer is held to do. "You didn't receive it" tells what we owe them, and is none of these.
_DO = (
    r"(?:cancel|enter|type|read|check|follow|fill|complete|submit|pay|update|tell|mention|provide|give|send|confirm|return|register|sign|log|notice|look|listen"
    r"|pay attention|understand|activate|install|restart|reboot|plug|charge|press|select|choose|tick|measure|attach|include|specify|save|back|turn|switch|unsubscribe"
    r"|opt|reply|respond|answer|wait|show up|ask|call|contact|let (?:us|me)|write|book|renew|verify|think|use|put|scroll|open|apply|report|store|clean|bother)\b"
)
_DONE = (
    r"(?:cancel+ed|entered|typed|read|checked|followed|filled|completed|submitted|updated|told|mentioned|provided|given|sent|confirmed|returned|registered|signed|looked|bothered|listened"
    r"|paid (?:more )?attention|understood|activated|installed|restarted|plugged|ticked|measured|kept|attached|included|specified|saved|backed|switched|replied|responded|answered|waited|asked"
    r"|called|rung|contacted|let (?:us|me) know|written|booked|renewed|verified|thought|cared|scrolled|opened|applied|reported|stored|come|said|spoken|ordered|planned|insured|done|used|known|been)\b"
)
_ERRED = (
    r"(?:forgotten|forgot|overlooked|ignored|lost|misplaced|deleted|neglected|failed|messed|screwed|mishandled|mixed|mistyped|missed|damaged|dropped|skipped|confused)\b"
    r"(?! (?:(?:some|any|all|your|a lot of|so much|much) )?(?:patience|access|time|faith|trust|hope|confidence|connection|signal|money|out|sleep|nothing)\b)"
)
_AMISS = (
    r"(?:entered|typed|gave|given|put|used|chose|chosen|picked|selected|clicked|pressed|filled|did|done|got|set|plugged|installed|wrote|written|measured|made|pushed|told us|ordered|dialed|dialled)\b"
    r"(?: (?!(?:is|was|has|are|were|came|had|which|that|sure)\b)[\w'-]+){0,5}? (?:wrong(?:ly)?\b|incorrect(?:ly)?\b|(?:a|the|that|some) (?:\w+ )?(?:mistake|error|typo|mess)\b|backwards\b|upside down\b|the other way round\b)"
)
_FAULT = r"(?:fault|mistake|doing|error|carelessness|negligence|oversight|own (?:choice|problem|decision|responsibility))"
# A clause that says it flatly, after nothing but a lead: "Sorry, but you ...", "... because you ...".
_FLATLY = r"(?:^|[.!?\n:;,–—-]\s*|\b(?:and|but|so|because|since|well|no|yes|afraid|unfortunately|honestly|frankly|look)\s+)"
_IF = rf"\b(?:if (?:only )?you(?:'d| had)|had you) (?:(?:only|just|actually|simply|properly|carefully|really|even|bothered to) )*(?:{_DONE}|bothered)(?! (?:any|a bad|trouble|problems?|able|happy|told|charged|given|sent)\b)"
_ACCUSES = (
    # "you obviously didn't cancel", "you never even asked"
    rf"{_YOU}(?: {_SURELY})+ (?:(?:did|have|had|do|were|are)(?:n't| not)|never|can't have|couldn't have)(?: {_EVEN})* (?:{_DO}|{_DONE}|(?:paying|listening|reading|careful)\b)",
    rf"{_YOU} (?:did(?:n't| not)|never|couldn't) (?:even|bother(?:ed)? to|be bothered to|care to) (?:{_DO}|{_DONE})",
    rf"{_FLATLY}{_YOU} (?:did(?:n't| not) (?:\w+ly )?{_DO}|never (?:{_DONE}(?<!been)(?<!come)))",
    # "you must have entered it wrong", "you probably forgot to"
    rf"{_YOU}(?: {_SURELY})* must(?: {_SURELY})* have(?: {_SURELY})* (?:{_ERRED}|{_AMISS}|(?:pressed|clicked|touched|switched|turned|changed|shared|knocked|moved|broken|thrown|hit|bent|opened|unplugged|cancel+ed|agreed|signed|ticked)\b)",
    rf"{_YOU}(?:'ve| have)?(?: {_SURELY})+(?: have)? (?:{_ERRED}|{_AMISS})",
    rf"\b(?:no doubt|obviously|clearly|evidently|surely),? {_YOU}(?:'ve| have)? (?:{_ERRED}|{_AMISS}|(?:did(?:n't| not) {_DO}|never {_DONE}))",
    rf"{_FLATLY}{_YOU}(?:'ve| have)? (?:{_AMISS}|(?:ignored|neglected|mishandled|mistyped|messed (?:it )?up|screwed (?:it )?up|failed)\b)",
    # what would have been, should have been, was meant to be
    _IF,
    (
        rf"{_YOU} (?:really |clearly |simply )*(?:should|ought to|could)(?: (?:really|simply|just|at least|easily|always|also|probably))*(?: have|'ve| of)(?: (?:really|simply|just|at least|easily|always|also|first))*"
        rf" (?:{_DONE}(?<!been)(?<!done)(?<!come)|done (?:that|this|it|so|your)\b|been (?:more|a bit more|careful|clearer|quicker|at home|home|there|patient)\b)(?! by now)"
    ),
    rf"{_YOU} might (?:just |at least )?have (?:told|asked|mentioned|said|thought|let (?:us|me) know|checked first)\b",
    rf"{_YOU} (?:really |simply )*should(?:n't| not| never) have (?:done|clicked|opened|shared|pressed|thrown|removed|signed|left|touched|bought|tried|used|posted|ignored)\b",
    rf"{_YOU} were (?:supposed|meant|required|expected) to (?!(?:pay|wait|use|open|book|choose|call)\b)(?:have )?(?:{_DO}|{_DONE})",
    # whose fault it is
    rf"\b(?:is|was|'s|are|were)(?: (?:entirely|all|clearly|obviously|simply|just|really|actually|down to|a result of|the result of))* your (?:own )?{_FAULT}\b",
    r"\b(?:user error|you(?:'ve| have) only (?:got )?yourself to blame|you brought (?:this|it|that) (?:up)?on yourself|(?:mistake|error|fault) (?:is|was|lies|'s) (?:entirely |clearly )?(?:yours|with you|on your (?:side|end|part)))\b",
    r"\byou(?:'re| are| were) the one (?:who|that) (?!(?:was|were|got|had|has|is|are|pays|suffer\w*|matters|decides|counts|knows|lost|paid|waited|came|noticed|found|called|wrote)\b)",
    # a reproach as a question, or as a lesson
    rf"\b(?:did(?:n't| not)? you|have(?:n't)? you)(?: not)? (?:even|ever|bother to|bothered to) (?:{_DO}|{_DONE})",
    rf"\bwhy (?:did(?:n't| not) you|did you not) (?:just |simply |even )?{_DO}",
    (
        r"\b(?:next time|in (?:the )?future|from now on),? (?:maybe |perhaps |please |just |do |try to |try |you (?:should|might want to|may want to|could|can|need to|ought to) )*"
        r"(?:(?:actually |simply )*(?:read(?:ing)?|listen(?:ing)?|think(?:ing)?|pay(?:ing)? attention|be (?:more )?careful|plan ahead)\b|(?:check|look|follow|plan)\b[^.!?\n]{0,40}\b(?:properly|more carefully|before you)\b)"
    ),
    r"\b(?:maybe |perhaps |try )?(?:read|think|listen)(?:ing)?\b[^.!?\n]{0,40}\bnext time\b",
    r"\bthat(?:'s| is) what (?:happens|you get|comes of it) (?:when|for|if) (?:you|one|people)\b",
)
ACCUSES = re.compile("|".join(f"(?:{one})" for one in _ACCUSES), re.IGNORECASE)
CONDITION = re.compile(_IF, re.IGNORECASE)
OUTCOME = re.compile(
    r"(?:and |then |so )*(?:you(?:'d| would)|(?:this|that|it|none of (?:this|that|it)|we|i|there|the \w+|your \w+) ?(?:'d|would|wouldn't|could|couldn't))\b",
    re.IGNORECASE,
)
# Just before it: what is asked, supposed, told by them, or only a case.
SPARED = re.compile(
    r"(?:\b(?:if|in case|unless|whether|when|whenever|where|who|what|which|how|why|as if|as though|even|sorry|glad|understand|hear|heard|know|see|mention(?:ed)?|sa(?:y|id)|told (?:us|me)|wrote"
    r"|tell (?:us|me)|reali[sz]ed?|possible|chance|could|might|may|did|do|have|had|would|wish|it be|assum\w+|believe|seems?|looks like|appears?|saying|mean|means|suggesting|implying|like)(?: that| as if)?\s+)$",
    re.IGNORECASE,
)
# Earlier in the clause: it is taken back.
TAKEN_BACK = re.compile(
    r"(?:\b(?:not|never|nobody|no one|none|without|nothing|as if|as though)\b|n't\b)[^,;:.!?\n]*$",
    re.IGNORECASE,
)
NO_MATTER = re.compile(
    r"\b(?:not|isn't|wasn't|never) (?:your|you)\b|\bour (?:own )?(?:fault|mistake|error)\b|\b(?:would(?:n't| not| never)) have (?:helped|changed|mattered|made)\b|\beven if you\b|\bnothing wrong\b",
    re.IGNORECASE,
)

# What they once agreed to, held against them: beside a wall or worse it is no news.
HELD_AGAINST = re.compile(
    r"(?:^|[,;:–—]\s*|\b(?:and|but|so|because|since|as|that|well|sorry|afraid|unfortunately)\s+)(?:(?:by|when|on) (?:signing|ordering|booking|buying|registering|paying|joining|clicking)\b[^,.!?\n]{0,40}?,? )?"
    r"you(?:['’]ve| have| did)?(?: (?:clearly|already|also|yourself|all|just|in fact|explicitly|freely))* (?:agree(?:d)?(?: to)?|accept(?:ed)?|sign(?:ed)?|consent(?:ed)? to|acknowledged|confirmed(?: that you (?:read|accept))?|ticked the box (?:for|of))\b(?: [\w'’-]+){0,4}? (?:(?:polic(?:y|ies)|terms(?: (?:and|&) conditions)?|rules?|guidelines?|t&cs?)|contract|agreement|conditions|small print|fine print)\b",
    re.I,
)


def accusations(draft: str) -> Iterator[Span]:
    """The clauses of a draft that accuse whoever reads it, with what would have been otherwise.

    >>> draft = "I've checked it, but you obviously didn't cancel. If you had, you'd know."
    >>> [draft[start:end] for start, end in accusations(draft)]
    ["but you obviously didn't cancel."]
    >>> list(accusations("I understand that you didn't cancel. You should have had a mail from us."))
    []
    """
    plain = draft.replace("’", "'")
    for sentence in spans(draft):
        words = plain[slice(*sentence)]
        found = ACCUSES.search(words)
        if found is None or NO_MATTER.search(words):
            continue
        opens = (
            sentence.start + found.start() + len(found[0]) - len(found[0].lstrip(" .,!?:;–—-\n"))
        )
        before = plain[sentence.start : opens]
        supposed = CONDITION.match(plain, opens) is not None
        if not supposed and (SPARED.search(before) or TAKEN_BACK.search(before)):
            continue
        yield _clauses(plain, sentence, Span(opens, sentence.start + found.end()))


def held_against(draft: str) -> Iterator[Span]:
    """The clauses that hold against them what they agreed to; a question or a condition doesn't.

    >>> draft = "You agreed to the terms. Once you have agreed to the terms, it starts."
    >>> [draft[start:end] for start, end in held_against(draft)]
    ['You agreed to the terms.']
    """
    for sentence in spans(draft):
        if draft[sentence.end - 1] == "?":
            continue
        for part in pieces(draft, sentence):
            if HELD_AGAINST.search(draft[slice(*part)]):
                yield part


def _clauses(draft: str, sentence: Span, found: Span) -> Span:
    """The clauses of an accusation; of "if you had ..., this wouldn't ..." both halves."""
    parts = pieces(draft, sentence)
    inside = [n for n, one in enumerate(parts) if one.start < found.end and one.end > found.start]
    if not inside:
        return found
    first, last = inside[0], inside[-1]
    if CONDITION.match(draft, found.start):
        if last + 1 < len(parts) and OUTCOME.match(draft, parts[last + 1].start):
            last += 1
        elif first and OUTCOME.match(draft, parts[first - 1].start):
            first -= 1
    return Span(parts[first].start, parts[last].end)
