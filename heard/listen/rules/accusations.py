"""Plain accusations in the company's words: what the customer did wrong or left undone, said to their face.

They need nothing rude beside them. What is asked, supposed, taken back, or told of what happened *to*
them is no accusation: in doubt it is none. To whoever is upset, some more words are one: that it said so
on the label, that they came late, that it is their own responsibility.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from heard.listen.rules.alternatives import Alternatives
from heard.listen.rules.upset import is_upset

if TYPE_CHECKING:
    from heard.listen.reading import SoFar

SCANNED = 4000
SURE = 0.85  # of the turns in training/data that the plain ones find, 40 of 45 carry `blame`, the others `argue` or `jab`
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
_DID = r"(?:placed|ordered|booked|submitted|sent|bought|clicked|pressed|tapped|hit|entered|typed|signed up|subscribed|requested|added|confirmed|made|put|used|filled)"
_TWICE = r"(?:(?:twice|two times|three times|more than once|a second time|by (?:mistake|accident)|accidentally|without (?:noticing|realis\w+|realiz\w+|knowing|reading))\b)"
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
    # "you must have placed the order twice"; that they paid twice is what happened to them
    rf"{_YOU}(?: {_SURELY})* must(?: {_SURELY})* have(?: {_SURELY})* (?:{_DID}\b(?: (?!before|by\b|after|if\b|when|because)[\w'-]+){{0,5}}? {_TWICE}|(?:accidentally|mistakenly|inadvertently|unknowingly) (?:{_DID}|{_DONE}))",
    rf"{_YOU}(?:'ve| have)?(?: {_SURELY})+(?: have)? (?:{_ERRED}|{_AMISS}|{_DID}\b(?: [\w'-]+){{0,4}}? {_TWICE})",
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
    r"\bit(?:'s| is| was) you (?:who|that) (?!(?:was|were|got|had|has|is|are|pays|suffer\w*|matters?|decides?|counts?|knows?|lost|paid|waited|came|noticed|found|called|wrote|we|i)\b)",
    r"\byou(?:'re| are| were) the one (?:who|that) (?!(?:was|were|got|had|has|is|are|pays|suffer\w*|matters|decides|counts|knows|lost|paid|waited|came|noticed|found|called|wrote)\b)",
    # a reproach as a question, or as a lesson
    rf"\b(?:did(?:n't| not)? you|have(?:n't)? you)(?: not)? (?:even|ever|bother to|bothered to) (?:{_DO}|{_DONE})",
    rf"\bwhy (?:did(?:n't| not) you|did you not) (?:just |simply |even )?{_DO}",
    (
        r"\b(?:next time|in (?:the )?future|from now on),? (?:maybe |perhaps |please |just |do |try to |try |you (?:should|might want to|may want to|could|can|need to|ought to) )*"
        r"(?:(?:actually |simply )*(?:read(?:ing)?|listen(?:ing)?|think(?:ing)?|pay(?:ing)? attention|be (?:more )?careful|plan ahead)\b|(?:check|look|follow|plan)\b[^.!?\n]{0,40}\b(?:properly|more carefully|before you)\b)"
    ),
    r"\b(?:maybe |perhaps |try )?(?:read|think|listen)(?:ing)?\b[^.!?\n]{0,40}\bnext time\b",
    r"\b(?:check|read|look(?: at)?|think)\b[^.!?,;\n]{0,40}\b(?:more carefully|properly|carefully|twice)\b[^.!?,;\n]{0,20}\b(?:before (?:you )?(?:contact|call|ring|writ|complain|bother|messag)\w*|next time\b)",
    r"\bthat(?:'s| is) what (?:happens|you get|comes of it) (?:when|for|if) (?:you|one|people)\b",
)
ACCUSES = Alternatives(*_ACCUSES)

_WRITTEN = (
    r"(?:\w+ ){0,2}?(?:label|tag|box|packag\w+|pack|manual|handbook|instructions?|leaflet|e-?mails?|mails?|message|text|letter|confirmation|invoice|receipt|tickets?|websites?|web ?site|site|(?:web ?|product |order |booking )?page"
    r"|listing|description|app|brochure|booking|order(?: form)?|form|sign|faqs?|notice|reminder|info\w*|paperwork|documents?|papers|small print|fine print)\b"
)
_SAYS = r"(?:says?|said|states?|stated|stands|stood|reads?|(?:is|was|'s|are) (?:written|printed|stated|mentioned|explained|marked|shown|spelled out))"
_PLAINLY = r"(?:clearly|plainly|explicitly|specifically|very clearly|quite clearly|in (?:bold|black and white|capitals|red)|right there)"
_PAPERS = r"(?:\w+ )?(?:guides?|manual|handbook|instructions?|leaflet|terms(?: (?:and|&) conditions)?|polic(?:y|ies)|contract|agreement|rules|guidelines|conditions|faqs?|help (?:page|cent(?:er|re))|label|documentation|tutorial|small print|fine print)"
_SOON = r"(?:sooner|earlier|first|straight ?away|right away|at once|in (?:good )?time|on time|beforehand|immediately|the same day)"
# What stood there to be read: what comes after it may be what they need to know.
_HELD_UP = (
    rf"(?:{_FLATLY}(?:(?:it|that|this|which|the \w+)(?: does| did| also)* {_SAYS} (?:so|that|this|it|as much)(?: {_PLAINLY})*,? (?:on|in|at) (?:the|our|your|every|each|all our) {_WRITTEN}"
    rf"|(?:it|that|this|which)(?: does| did| also| even)* (?:{_PLAINLY} {_SAYS}|{_SAYS} {_PLAINLY}),? (?:so )?(?:on|in|at) (?:the|our|your|every|each) {_WRITTEN}"
    rf"|(?:(?:just |exactly )?(?:as|like)) (?:it )?(?:also |{_PLAINLY} )*(?:{_SAYS}|written|printed|mentioned|shown|described|explained|noted)(?: {_PLAINLY})*,? (?:on|in|at) (?:the|our|your|every|each) {_WRITTEN}"
    rf"|(?:the|our|your) {_WRITTEN}(?: (?:(?:that |which )?(?:we|i) (?:have |had )?(?:sent|gave|mailed|emailed|handed)(?: (?:to )?you)?|you (?:got|received|signed))(?: (?:on|with|in|by|last|when) (?:\w+ ){{0,3}}?\w+)?)?(?: (?:does|did) (?:{_PLAINLY} )?{_SAYS}| {_PLAINLY} {_SAYS})"
    rf"|(?:it|that|this)(?:'s| is| was)(?: (?:all|{_PLAINLY}|there|also|even))* (?:written|stated|printed|mentioned|explained|spelled out|there)(?: {_PLAINLY})? (?:on|in) (?:the|our|your) {_WRITTEN})"
    rf"|{_FLATLY}(?:as|like) (?:the|our|your) {_PAPERS}(?: you (?:got|received|signed|accepted))?(?: {_PLAINLY})? {_SAYS}(?: {_PLAINLY})?\b,?"
    rf"|{_FLATLY}(?:as )?(?:you(?:'d| would) know,? )?(?:had you|if you(?:'d| had)) (?:\w+ )?read (?:the|our) {_PAPERS}"
    rf"|{_FLATLY}(?:the|our) {_PAPERS} (?:is|are|couldn't be|could not be|can't be) (?:(?:perfectly|very|quite|crystal|absolutely|entirely|pretty|totally|any|more) )+(?:clear(?:er)?|plain(?:er)?|explicit)\b[^.!?,;\n]{{0,30}}"
    r"|\bas (?:(?:we|i) )?(?:also |clearly |already )*(?:stated|told(?: you)?|explained|said|written|shown|mentioned|noted|wrote)(?: clearly)? (?:when|before|as) you \w+(?: \w+){0,4}?(?=[.,;:!?\n]|$))"
    r"(?: (?:that )?(?:(?:we|i) (?:have |had )?(?:sent|gave|mailed|emailed|handed)(?: (?:to )?you)?|you (?:got|received|signed|were sent)))?(?: that\b)?"
)
_LATE = r"(?:(?:\w+ ){0,3}?(?:too|so|quite|rather|pretty|very|a (?:bit|little)|far too|awfully) late\b|at the last (?:minute|moment)\b|last[- ]minute\b)"
_TO_THE_UPSET = (
    _HELD_UP,
    # "Next time, maybe don't wait six days", "call us sooner next time"
    r"\b(?:next time|in (?:the )?future|from now on),? (?:maybe |perhaps |please |just |do |simply |you (?:should|might want to|may want to|could|can|need to) )*(?:don't|do not|never|not|avoid|stop)(?: please| just)? (?:wait|leav|ignor|forget|sit|assum|rely|put|skip|throw|lose|turn up|com|be|order|book|tell|call)\w*(?! (?:afraid|shy|sorry|hesitant|worried))",
    rf"\b(?:next time|in (?:the )?future|from now on),? (?:maybe |perhaps |please |just |do |simply |you (?:should|might want to|may want to|could|can|need to) )*(?:call|ring|tell|write|contact|let|report|order|book|come|check|ask|message|speak)\b[^.!?\n]{{0,30}}\b{_SOON}",
    rf"{_FLATLY}(?:maybe |perhaps |please |just |do |you (?:should|might want to|could) )*(?:(?:don't|do not) (?:wait|leave it|ignore|forget|assume)\b|(?:double[- ]?check|check|re-?read|measure|plan|make sure|be (?:a bit )?(?:more )?careful)\b|(?:call|ring|tell|write|contact|report|order|book|come|ask)\b(?=[^.!?\n]{{0,30}}\b{_SOON}))[^.!?\n]{{0,40}}\bnext time\b",
    # "You ordered quite late"
    rf"{_YOU}(?:'ve| have| did)?(?: {_SURELY}| only)? (?:order(?:ed)?|call(?:ed)?|rang|book(?:ed)?|came|come|arrived?|report(?:ed)?|wrote|contact(?:ed)? us|told us|notic(?:e|ed)|paid|applied|appl(?:y|ied)|sent (?:it|this|that)|turned up|checked in|got (?:here|in touch)|left it)(?: (?:it|this|that|us|here|in))? {_LATE}",
    rf"{_YOU} were (?:quite |rather |simply |just |far )?(?:too )?late (?:to|in|with|for)\b",
    # "You haven't paid"
    rf"{_FLATLY}{_YOU} have(?:n't| not) (?:actually |yet |even )*(?:paid|returned|cancel+ed|sent|filled|signed|registered|confirmed|replied|provided|activated|followed|read|restarted|updated|submitted|uploaded)\b(?! (?:twice|too|more|anything|a penny))",
    # "that is your own responsibility"
    r"\b(?:is|was|'s|are|remains?)(?: (?:entirely|solely|still|really|ultimately|always|all))* (?:your (?:own )?(?:responsibility|lookout|duty)|(?:entirely |solely )?(?:down to|on) you)\b",
    # "Maybe you didn't hear it", "you must be using more than you think"
    r"\b(?:maybe|perhaps|possibly|probably) you (?:(?:just|simply|really) )?(?:(?:did(?:n't| not)|do(?:n't| not)|could(?:n't| not)) (?:hear|see|notice|check|read|look|answer|press|push|plug|switch|turn|follow|understand|realis\w+|realiz\w+|set|close|shut|charge|pay)|(?:were(?:n't| not)|aren't|are not|were) (?:(?:at )?home|in\b|there|out|asleep|in the shower|using|doing|holding)|just missed|missed|overlooked|forgot|misread|misheard|had (?:it|the) \w+ (?:off|muted|closed)|(?:put|left|set|used|dropped|knocked|opened|pressed) (?:it|them|the))\b",
    rf"{_YOU}(?: {_SURELY})* must(?: {_SURELY})* (?:(?:be|have been) (?:using|doing|pressing|mixing|confusing|looking at|reading|entering|typing|running|leaving|holding|opening|overloading|mistaken|thinking of)|use|leave|run|take)\b",
)
TO_THE_UPSET = Alternatives(*_TO_THE_UPSET)
HELD_UP = Alternatives(_HELD_UP)
# A word that takes our side of it: small print, a mail that went astray, "you're right".
OWNED = re.compile(
    r"\b(?:easy to (?:miss|overlook)|small|tiny|hidden|hard to (?:see|find|read)|not (?:very |at all )?(?:clear|obvious|easy)|isn't|wasn't|aren't|weren't|nobody|should(?:n't| not)? have|we could have|sorry|our (?:fault|mistake|error|responsibility|job)|you(?:'re| are) right|i know|whichever|what(?:ever)? you|if you(?:'d)? (?:like|prefer|want))\b",
    re.IGNORECASE,
)
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
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*)*[.!?]*")


class Accusation(NamedTuple):
    """Where words accuse: text[start:end]."""

    start: int
    end: int
    supposed: bool  # of what would have been otherwise
    held_up: bool  # that it stood there to be read


def accusation(sentence: str, *, upset: bool = False) -> Accusation | None:
    """Where one sentence accuses whoever reads it, or None; more words do so where they are `upset`.

    >>> accusation("Sorry, but you never told us.")[:2]
    (7, 25)
    >>> said = "It says so on the label."
    >>> accusation(said) is None, accusation(said, upset=True)[:2]
    (True, (0, 23))
    """
    plain = sentence.replace("’", "'")
    found = ACCUSES.search(plain)
    if found is not None and not NO_MATTER.search(plain):
        start = _opens(found)
        supposed = CONDITION.match(plain, start) is not None
        before = plain[:start]
        if supposed or not (SPARED.search(before) or TAKEN_BACK.search(before)):
            return Accusation(start, found.end(), supposed, held_up=False)
    if not upset or OWNED.search(plain) or NO_MATTER.search(plain):
        return None
    found = TO_THE_UPSET.search(plain)
    if found is None:
        return None
    start = _opens(found)
    if SPARED.search(plain[:start]) or TAKEN_BACK.search(plain[:start]):
        return None
    held_up = HELD_UP.search(found[0]) is not None
    return Accusation(start, found.end(), supposed=False, held_up=held_up)


def accusing(text: str, before: SoFar) -> tuple[int, int] | None:
    """Where a reply accuses the customer, or None; the more so where they are upset.

    >>> from heard.listen.reading import SoFar
    >>> text = "I've looked. You should have called earlier."
    >>> text[slice(*accusing(text, SoFar()))]
    'You should have called'
    """
    upset = is_upset(before)
    for one in _SENTENCE.finditer(text, 0, SCANNED):
        words = one[0].lstrip()
        found = accusation(words, upset=upset)
        if found is not None:
            opens = one.end() - len(words)
            return opens + found.start, opens + found.end
    return None


def _opens(found: re.Match[str]) -> int:
    return found.end() - len(found[0].lstrip(" .,!?:;–—-\n"))
