"""The words that answer a question, that answer another, and that only sound as if they answered one."""

from __future__ import annotations

import re
from typing import Literal

Asks = Literal["when", "much", "may", "do", "will", "is", "has", "which", "how"]

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
# "Nine drops in a day: I'm sorry." tells nothing but that.
SORRY_FOR = re.compile(
    r"[:;–—-]\s*(?:and )?(?:i(?:['’]m| am)|we(?:['’]re| are)) (?:(?:so|very|really|truly|terribly) )*sorry(?: (?:about|for) (?:that|it|this|all of it))?\s*[.!]*$",
    re.I,
)
FEELS_FOR = re.compile(
    r"\b(?:sorry|apolog\w+|(?:i|we) (?:can )?(?:see|understand|hear|imagine)\b|must (?:be|have been|feel)|frustrat\w+|infuriat\w+)\b",
    re.I,
)
WANTS_TIME = re.compile(
    r"\b(?:sooner|earlier|today|tonight|tomorrow(?!['’]s)|this (?:week|month|morning|afternoon|evening|year)|in time|on time|before (?:\w+day|christmas|then))\b",
    re.I,
)
ASKS_WHEN = re.compile(r"\b(?:when|how (?:long|soon)|what (?:time|day|date))\b", re.I)
REASONS = re.compile(
    r"\b(?:because|since|due to|so that|in order to|the reason|that['’]s why|by \w+ing)\b", re.I
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
# What one thing is called besides: who asks for a hotel has a room.
_KIN = (
    r"hotels?|rooms?|beds?|overnight",
    r"engineers?|technicians?|fitters?|plumbers?|electricians?|visits?",
    r"parcels?|packages?|orders?|deliver\w*",
    r"refund\w*|money|credit\w*|compensat\w*|reimburs\w*",
    r"bills?|invoices?|charge[sd]?",
    r"broadband|internet|wi-?fi|connection|service|line",
    r"price[sd]?|costs?|fees?",
    r"flights?|planes?",
)
PARCELS = re.compile(rf"\b(?:{_KIN[2]})\b", re.I)
KIN = tuple(re.compile(rf"\b(?:{one})\b", re.I) for one in _KIN)
GETS = re.compile(
    r"\b(?:(?:will|do|can|could|are|am|would) (?:we|i) (?:still |also |now )?(?:get|have|receiv|be given|be sent|be paid)\w*)\b",
    re.I,
)
GIVEN = re.compile(
    r"\b(?:i|we)(?:['’](?:ve|m|re|ll)| have| am| are| will)(?: (?:just|now|already|also))* (?:book|arrang|reserv|send|sent|credit|refund|order|replac|put|pay|paid|cover|giv|upgrad)\w*",
    re.I,
)
# "Are you going to replace it or not?": what is done now, or comes, says so.
WILL_WE = re.compile(
    r"\b(?:are you (?:going to|gonna)|will you|do you (?:intend|plan|mean) to)\b", re.I
)
DOES_IT = re.compile(
    r"\byou(?:['’]ll| will)? (?:get|have|receive)\b|\b(?:i|we)(?:['’](?:ve|m|re|ll)| have| am| are| will)\b|\b(?:is|are) (?:coming|on (?:its|their) way|ordered|booked)\b|\bnew (?:one|machine)\b",
    re.I,
)
AFFIRMS = re.compile(
    r"(?:yes|yeah|yep|of course|certainly|absolutely|definitely|sure|indeed)\b[ ,.!]*", re.I
)
BOTH = re.compile(r"\b(?:both|neither|either|all (?:of them|three|four)|everything)\b", re.I)
MONEY_BACK = re.compile(
    r"\b(?:anything back|(?:get|have) (?:some|any|my|the) (?:money|something)|compensat\w+|refund\w*|credit\w*|reimburs\w*|money back|make up for|discount|voucher)\b",
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
    "how": re.compile(r"\b(?:it|they|this|that|we|i)\b", re.I),
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
# Days that something is paid for, and those that it lasted.
SPANS_OF = re.compile(
    r"\bfor (?:every|each) (?:day|week|month|hour)\b|\bper (?:day|week|month|hour)\b|(?<=\d) (?:a|an|each|every) (?:day|week|month|hour)\b"
    r"|\bfor (?:the|all|those|these) (?:\w+ )?(?:days|weeks|months|hours)\b(?= (?:it|you|that|of|without|when|they)\b)",
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
CLOCK = re.compile(
    r"\b\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m\b|\b\d{1,2}:\d\d\b|\b(?:today|tonight|tomorrow)['’]s\b", re.I
)  # it names a thing: "the 7am flight"
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
WHO = re.compile(r"\bwho(?:se|m)?\b", re.I)
EXPLAINED = 2  # sentences by which a "what is ..." is answered in words that it doesn't use
IN_A_PLACE = re.compile(r"\b(?:in|at|near|from|to|outside|around|via|on|by) $", re.I)
NAMES_PLACE = re.compile(r"\b(?:at|in|on|from|near|to|left|with) (?:the |our |your )?\w+", re.I)
THEIR_CASE = re.compile(
    r"\b(?:my|mine|our|i|me|we|us|this|it|these|he|she|they|still|again|down)\b", re.I
)
