"""Whether a reply settles a question: answers it, takes it on, or asks for what the answer needs.

It is judged sentence by sentence. A number, a time or a "not" in a sentence about something else answers
nothing, and asking back answers only where the answer waits for what is asked.

>>> settles("The sea view rooms are on floors 7 to 10.", "Is breakfast included?", "is")
False
>>> settles("It comes with every room.", "Is breakfast included?", "is")
True
"""

from __future__ import annotations

import re
from typing import Literal

from heard.coach.draft.clauses import HANDLES, NAME, Span, pieces, spans

Asks = Literal["when", "much", "may", "do", "will", "is", "has", "which"]

STEM = 5  # letters by which two words are taken for the same
HALF = 0.5  # of what a question is about: a sentence that names as much of it answers it
PAIR = (
    2  # of two things that a question is about, the one named is mostly the topic, not the answer
)
# A bare answer: "On Friday.", "At the depot.", "Just separate towels for now."
FRAGMENT = re.compile(
    r"(?:at|in|on|by|from|under|just|not|next|both|about|around|with|after|before|to|near|anywhere|any|as|up to|the \w+ ones?)(?: [^ ]+){1,7}$",
    re.I,
)
BARE_SUM = re.compile(
    r"(?:it(?:['’]s| is| costs| was)|that(?:['’]s| is)|about|around|only|just|roughly|\D{0,3}\d)[^a-z]*\d",
    re.I,
)
_COMMON = (
    "what when where which who whose does will would could should have this that there they them your with from about "
    "been being just some any than then were into over only also please thank thanks hello like want need know mine still"
)
COMMON = frozenset(_COMMON.split())
LEADS = re.compile(
    r"(?:(?:@\w+|and|but|so|also|well|sorry|unfortunately|hi|hello|hey|ok(?:ay)?|right now|currently|at the moment)\b[\s,.:–-]*)+",
    re.I,
)
# What is said to everybody, whatever they asked.
COURTEOUS = re.compile(
    r"\s*(?:and |but |so |we(?:['’]re| are)|i(?:['’]m| am)|(?:we|i) (?:do )?)*\s*(?:(?:so |very |really |truly )*sorry\b|apolog\w+|thank\w*|thx"
    r"|appreciate|understand|(?:can )?see (?:why|how)|value|hear you|welcome|glad|happy (?:to hear|you)|great\b(?! deal)|you(?:['’]re| are) (?:very )?welcome"
    r"|please (?:bear|accept|be (?:patient|assured)|rest assured|excuse|have patience|stay tuned|keep)|have a|enjoy|hope|always|strive|aim|hi\b|hello|hey|dear\b|cheers|regards)",
    re.I,
)
YES_OR_NO = re.compile(
    r"(?:yes|yeah|yep|yup|no|nope|never|none|neither|not (?:yet|at all|that|really|until|unless|without|for|if|in|on)|of course|certainly|absolutely|definitely|sure|correct"
    r"|indeed|exactly|right\b(?! (?:now|away|here))|only|both|either|afraid|always|sometimes|usually|it depends|depend\w*)\b",
    re.I,
)
# What weighs a thing says something of what was asked, whatever the sentence calls it.
WEIGHS = re.compile(
    r"\b(?:included?|includes|free|extra|covered|covers|allowed|permitted|available|possible|welcome|required|necessary|needed|fine|correct\w*|non[- ]\w+|everything|anyone|everyone"
    r"|either|depends?|because|unless|instead|cannot)\b|\[",
    re.I,
)
ANSWERS = re.compile(
    r"\b(?:yes|no|not|never|none|neither|of course|certainly|correct|indeed|unfortunately|afraid|due to|since|only|both|have to)\b|n['’]t\b",
    re.I,
)
YOU_MAY = re.compile(
    r"\byou(?:['’]ll)? (?:can|may|could|must|need|should|won['’]t|will|do|have to)\b", re.I
)
# What answers a question with the same helping verb, the thing itself being an "it".
ECHOES: dict[Asks, re.Pattern[str]] = {
    "may": re.compile(r"\b(?:can|could|may|able|must|should)\b", re.I),
    "do": re.compile(r"\b(?:do|does|did|need|needs|must)\b", re.I),
    "will": re.compile(r"\b(?:it|he|she|they|this|that|you)(?:['’]ll| will| would|['’]d)\b", re.I),
    "is": re.compile(r"\b(?:it|they|that|this|he|she)\b(?! [a-z]+ [a-z]+ (?:is|are)\b)", re.I),
    "has": re.compile(r"\b(?:has|have|had)\b|['’](?:ve|s)\b", re.I),
    "which": re.compile(r"\b(?:it|they|he|she|that|those|ours?)\b|\bwe(?:['’]ll| will| do| pay| cover)\b", re.I),
}  # fmt: skip
PRONOUN = re.compile(r"\b(?:it|they|them|he|she|him|her|this|that|those|these)(?:['’]\w+)?\b", re.I)
# A sentence about a thing of its own: "The sea view rooms ...", "Our shop ...".
OWN_THING = re.compile(
    r"(?:the|our|your|my|a|an|all|most|some|every|each|many|there(?:['’]s| is| are))\s+(?!ones?\b|two\b|three\b|no\b|nothing\b|(?:\w+ )?(?:options?|ways?)\b)(?:[\w'’-]+)",
    re.I,
)
IMPERATIVE = re.compile(
    r"(?:please |just |do )*(?:visit|enjoy|discover|join|follow|like|check out|see|take|try|have|book|download|subscribe|feel free)\b",
    re.I,
)
GENERAL = re.compile(
    r"\b(?:total|price|cost|charge|fee|amount|rate|answer|estimate|due date|eta|date|time)\b", re.I
)
TIME = re.compile(
    r"\b(?:\w+days?|today|tonight|tomorrow|now|noon|midnight|minutes?|hours?|days?|weeks?|months?|year|soon|shortly|immediately|moment|already"
    r"|asap|once|when|after|until|before|date|eta|time(?!s?\b ?off))\b|\d ?(?:[ap]\.?m\b|:\d|h\b)|\b(?:by|in|within|at|until|after|from|on(?: the)?|before|around|about|approximately) \d|\b\d{1,2}(?:st|nd|rd|th)\b"
    r"|\b(?:19|20)\d\d\b|\d ?[/.-] ?\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w* \d|\d (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\[",
    re.I,
)
SUM = re.compile(
    r"[£$€]\s?\d|\b\d[\d.,]* ?(?:euros?|pounds?|dollars?|cents?|usd|eur|gbp|pence|p\b|%|percent|bucks|rs\b|rupees)|(?:rs\.?|usd|eur|gbp) ?\d|\d (?:per|each|a (?:night|day|month|year|week))\b"
    r"|\b(?:free|no (?:charge|cost|fee)|nothing|complimentary|cost\w*|price\w*|charge\w*|fee|quote|amount|depends?|included)\b|\[",
    re.I,
)
# Times and sums that are told to everybody, and answer only who asks for them.
OTHER_TIMES = re.compile(
    r"\b(?:open(?:s|ing)?|clos(?:e|es|ed|ing)|opening hours|business hours|office hours|sale|(?:our|special|this|the|great|new) offers?|offer (?:ends|runs|is|expires)|% off|discount|next order|points|newsletter|lines|founded|since|check-?(?:in|out)|anniversary|app|new (?:shop|store))\b",
    re.I,
)
# Digits that name a thing, and how many of something there are: no time, however they are written.
NAMES_IT = re.compile(
    r"\b(?:numbers?|invoice|reference|ref|case|ticket|id|code|account|version|model|serial|membership|policy|order|booking)(?: (?:number|no\.?|id|code))?(?:\s+(?:is|was))?[\s:#]*(?=[A-Z\d-]*\d)[A-Z\d][A-Z\d/.-]*"
    r"|\b(?:in|at|from|around|about|on|after|before) \d[\d.,]* (?:cities|countries|shops|stores|states|rooms|colou?rs|sizes|languages|parts|pieces|boxes|steps|ways|places|locations|branches|models)\b",
    re.I,
)
# What they did themselves tells them neither when it comes nor what it will cost.
THEIR_PAST = re.compile(
    r"(?:(?:i|we) (?:can )?see (?:that )?|it says (?:that )?|as )?you(?:['’]ve| have)?(?: already| just)? (?:ordered|placed|paid|bought|booked|called|wrote|contacted|signed|joined|registered)\b",
    re.I,
)
ASKS_PAST = re.compile(r"\b(?:did|was|were|had|have|has)\b", re.I)
# Something else that is offered, whatever was asked.
OFFERS = re.compile(
    r"(?:(?:\b(?:i|we) (?:can|could|would like to|['’]d like to)(?: also| even| always)? (?:offer|send|give|show|recommend|upgrade)|\bmay i (?:interest|offer)|\bhow about|\bwhy not (?:try|join)|\bwould you like)\b[^.!?]{0,40}?"
    r"\b(?:brochure|catalog(?:ue)?|newsletter|voucher|coupon|discount|gift cards?|upgrade|suite|check-?out|premium|plan|bundle|membership|loyalty|points|demo|trial|app)\b)|\b(?:i|we) can(?: also)? upgrade you\b",
    re.I,
)
WANTS_ANYTHING = re.compile(
    r"\b(?:anything|something|options?|instead|else|alternative|compensat\w*|make up|for me)\b",
    re.I,
)
COUNTS = re.compile(
    r"\b(?:how (?:many|long|late|early|big|old|far|much|tall|wide)|what (?:size|number|floor|page|gate|platform|time|year|date|day|room)|which (?:floor|gate|platform|number|page|size|year|room|day|date)"
    r"|open\w*|clos\w+|late|early|hours?|today|tomorrow|days?|weeks?|months?|time|size|limit|maximum|minimum|number|age)\b|\d",
    re.I,
)
NUMBER = re.compile(r"\d")
TAKES_ON = re.compile(
    r"\b(?:i|we|let me|let us|they|who|team|colleagues?|someone|somebody|experts?|specialists?|he|she|department|manager|depot|warehouse|bank|courier|shop|store|you)\b[^.!?]{0,40}?"
    r"\b(?:check\w*|find|found|finding|let you|get back|updat\w*|ask\w*|confirm\w*|investigat\w*|clarif\w*|review\w*|connect\w*|transfer\w*|escalat\w*|look\w* (?:into|at|at this|this up)"
    r"|looking|hear|advise\w*|know|respond\w*|reply|replied|assist\w*|help|sent you|see what|fix\w*|sort\w*|work\w*|call you|email you)\b"
    r"|\b(?:one|a|just a) (?:moment|minute|second|sec)\b|\blet me (?:have a )?(?:look|see)\b|^\s*(?:checking|looking|asking|bear with)\b",
    re.I,
)
POINTS = re.compile(
    r"https?:|www\.|<\w+>|\b(?:contact\w*|call (?:us|them|our|the|\d)|reach(?:ing)? out|reach (?:us|them|our)|get in touch|speak (?:to|with)|e-?mail (?:us|them|to)|refer to|report"
    r"|details? (?:are|is|here|below)|chat with|ask (?:at|in|the|your|them|our))\b",
    re.I,
)
# Where the answer may stand, unless the sentence speaks of something else that stands there.
PLACES = re.compile(
    r"\b(?:faqs?|help (?:page|cent(?:er|re))|in (?:your|the) (?:account|app|email|order|settings|terms|policy)|listed|track\w*|web ?(?:site|page))\b",
    re.I,
)
ASKS_FOR = re.compile(
    r"\b(?:dm|send|share|provide|tell (?:us|me)|let (?:us|me) know|message us|reply with|give us|give me)\b"
    r"|\b(?:please|pls|kindly)\b[^.!?]{0,20}?\b(?:confirm|check|visit (?:the|our|this) (?:web\w*|page|site|link|help)|see (?:the|our|your|below|attached|here)|call|follow|click|try|e-?mail|reply|advise|state|specify|fill|use|open|restart|log|go to|write|refer"
    r"|update|install|download|press|select|bring|ask|wait|turn|switch|reset|allow|note|contact|remove|clear|delete|hold|attach|upload|complete|submit)\b",
    re.I,
)
# What the answer may wait for.
DETAILS = re.compile(
    r"\b(?:which|what|when|where|how (?:many|long|much|big|old|far)|dm|send|share|order|numbers?|e-?mail|account|names?|address|post ?code|zip|versions?|device|model|browser|phone|screenshot|photos?|pictures?|dates?|booking"
    r"|reservation|reference|confirm|tell|clarify|mean|details?|code|country|city|size|colou?r|link|url|message|member|ticket|flight|case)\b",
    re.I,
)
IDLE = re.compile(
    r"\bwhy\b(?! not (?:send|call|dm|try))|\b(?:did|have|haven['’]t|didn['’]t) you (?:\w+ )?(?:read|check(?:ed)?|look(?:ed)?(?: at| on)?|seen?|visit(?:ed)?|google[d]?|search(?:ed)?)\b[^?]{0,30}\b(?:web ?sites?|faqs?|terms|site|pages?|policy|manual|instructions|google|description|online)\b"
    r"|\bdo you (?:like|enjoy|love)\b|\bhow (?:are you|is your day|was your|did you (?:hear|find)|do you (?:like|feel))\b|\bwhat (?:do|did|would) you (?:think|expect|want me)\b|\bwho (?:told|says|said|cares)\b|\bwhat (?:makes|made) you\b"
    r"|\bdoes (?:it|that) (?:really )?matter\b|\b(?:do|don['’]t) you (?:know|have any idea) (?:how|what|that|who)\b|\banything else\b|\bis that (?:all|ok(?:ay)?|clear)\b|\bwould you (?:also )?like to (?:hear|know|learn|join|try)\b",
    re.I,
)
# "Where is it?": "it" is what their message is about.
REFERS = re.compile(r"\b(?:it|this|these|they|them|he|she|that)\b", re.I)
OF_THEMSELVES = re.compile(r"\b(?:i|we|my|our)\b", re.I)
WAY = re.compile(
    r"\b(?:is|are) there (?:\w+ ){0,3}(?:way|ways|option|options|solution|workaround|fix|possibility)\b",
    re.I,
)
EXPLAIN = re.compile(
    r"\bwhat(?:['’]s| is| are| was| were| do| does| did| should| can)\b(?! the (?:number|price|cost|address|date))",
    re.I,
)
WHO = re.compile(r"\bwho(?:se)?\b", re.I)
EXPLAINED = 2  # sentences by which a "what is ..." is answered in words that it doesn't use
NAMES_PLACE = re.compile(r"\b(?:at|in|on|from|near|to|left|with) (?:the |our |your )?\w+", re.I)
THEIR_CASE = re.compile(
    r"\b(?:my|mine|our|i|me|we|us|this|it|these|he|she|they|still|again|down)\b", re.I
)


def settles(draft: str, question: str, asks: Asks, *, said: str = "") -> bool:
    """Whether any sentence of a draft settles this question; `said` is the message it stands in."""
    about = f"{question} {said}" if REFERS.search(question) else question
    strayed = False  # once it speaks of something else, "it" is that thing
    told = 0  # sentences that tell something
    for sentence in spans(draft):
        words = _without_courtesy(draft, sentence)
        if not words.strip(" .!,"):
            continue
        if words.endswith("?"):
            if _leads_on(words, question, said):
                return True
            continue
        if _offers_something_else(words, f"{question} {said}"):
            strayed = True
            continue
        if _offers_something_else(words, f"{question} {said}"):
            strayed = True
            continue
        if _takes_up(words, question):
            return True
        own = _of_its_own(words, about)
        if (PLACES.search(words) and not own) or _answers(
            words,
            question,
            asks,
            said=said,
            own=own or (strayed and not stems(words) & stems(about)),
        ):
            return True
        strayed = strayed or own
        told += 1
        if told >= EXPLAINED and EXPLAIN.search(question):
            return True
    return False


def stems(text: str) -> set[str]:
    """The words that tell what a text is about, by their first letters."""
    return {word[:STEM] for word in re.findall(r"[a-z]{4,}", text.lower()) if word not in COMMON}


def _without_courtesy(draft: str, sentence: Span) -> str:
    """A sentence without its greeting and thanks: "I'm sorry, it isn't." answers, "I'm sorry." doesn't."""
    handles = HANDLES.match(draft, sentence.start, sentence.end)
    start = handles.end() if handles else sentence.start
    parts = pieces(draft, Span(start, sentence.end))
    for part in parts:
        if not COURTEOUS.match(draft, part.start, part.end):
            return draft[part.start : sentence.end]
    return ""


def _answers(words: str, question: str, asks: Asks, *, said: str, own: bool) -> bool:
    leads = LEADS.match(words)
    bare = words[leads.end() :] if leads else words
    named = stems(question) & stems(words)
    if asks in ("when", "much"):
        words = words if ASKS_PAST.search(question) else _without_their_past(words)
        return _tells(words, asks) and not _of_something_else(words, question, asks, own=own)
    if YES_OR_NO.match(bare) or _names_it(words, question, named):
        return True
    if WAY.search(question) and stems(words) & stems(said):
        return True
    if WHO.search(question) and any(not words.startswith(name) for name in NAME.findall(words)):
        return True
    if own:
        return WEIGHS.search(words) is not None
    return _echoes(words, bare, question, asks, said)


def _names_it(words: str, question: str, named: set[str]) -> bool:
    """Whether a sentence names most of what the question is about, or one of two that it asks between."""
    about = len(stems(question))
    if named and (" or " in question or SUM.search(words)):
        return True
    return bool(named) and len(named) >= HALF * about and (about != PAIR or len(named) == PAIR)


def _echoes(words: str, bare: str, question: str, asks: Asks, said: str) -> bool:
    """Whether a sentence about the thing itself answers in the form in which it was asked."""
    if NUMBER.search(words) and COUNTS.search(question):
        return True
    if any(one.search(words) for one in (WEIGHS, ANSWERS, ECHOES[asks])) or FRAGMENT.match(bare):
        return True
    if YOU_MAY.search(words) and (asks in ("may", "do", "which") or OF_THEMSELVES.search(question)):
        return True
    if said.count("?") <= 1 and PRONOUN.match(
        bare
    ):  # with two questions, "it" may answer the other
        return True
    return asks == "which" and NAMES_PLACE.search(words) is not None


def _tells(words: str, asks: Asks) -> bool:
    if asks == "when":
        return TIME.search(NAMES_IT.sub(" ", words)) is not None
    return SUM.search(words) is not None or BARE_SUM.match(words) is not None


def _takes_up(words: str, question: str) -> bool:
    """Whether a sentence takes it on, says where the answer is, asks for what it needs, or offers something to who wants anything."""
    if OFFERS.search(words) and WANTS_ANYTHING.search(question):
        return True
    return any(one.search(words) for one in (TAKES_ON, POINTS, ASKS_FOR))


def _without_their_past(words: str) -> str:
    """A sentence without the clauses that only say what they did: "You ordered on 3 May", for one."""
    kept = [
        words[slice(*one)]
        for one in pieces(words, Span(0, len(words)))
        if not THEIR_PAST.match(words, one.start)
    ]
    return ", ".join(kept)


def _offers_something_else(words: str, asked: str) -> bool:
    """Whether a sentence offers what nobody asked for."""
    return (
        OFFERS.search(words) is not None
        and not stems(words) & stems(asked)
        and WANTS_ANYTHING.search(asked) is None
    )


def _of_something_else(words: str, question: str, asks: Asks, *, own: bool) -> bool:
    """Whether a time or a sum is one that is told to everybody, or belongs to another thing."""
    if asks == "when":
        return OTHER_TIMES.search(words) is not None and OTHER_TIMES.search(question) is None
    return own


def _of_its_own(words: str, about: str) -> bool:
    """Whether a sentence speaks of a thing that the question doesn't name."""
    leads = LEADS.match(words)
    bare = words[leads.end() :] if leads else words
    if stems(words) & stems(about) or GENERAL.search(bare[:40]):
        return False
    if IMPERATIVE.match(bare):
        return True
    return OWN_THING.match(bare) is not None


def _leads_on(words: str, question: str, said: str) -> bool:
    """Whether what is asked back can be what the answer waits for."""
    if IDLE.search(words) or _offers_something_else(words, f"{question} {said}"):
        return False
    if DETAILS.search(words) or THEIR_CASE.search(question):
        return True
    return bool(stems(words) & (stems(question) | stems(said)))
