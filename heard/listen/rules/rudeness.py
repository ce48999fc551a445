"""Plain rudeness to a customer, and words that only look like an order to calm down.

Rude replies are rare in any training set: the plain ones are known by their words, whatever went before.
The draft check and the listener ask here, so what may not be sent counts in a review, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from heard.listen.any_case import AnyCase
from heard.listen.rules.alternatives import Alternatives

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_OPENS = (
    r"(?:^|[.!?,;:\n–—]\s*|\b(?:and|so|then|but|please|just|now|oh|well|you (?:should|need to|better|can)"
    r"|will you|would you|can you|why don't you)\s+)"
)
_ENDS = r"(?=\s*(?:$|[.!?,;:\n–—]))"
_CLEVER = r"(?:smart|clever|bright|brilliant|funny)"
_DULL = r"(?:stupid|dumb|blind|deaf|dense|thick|slow|illiterate|braindead|an idiot|a child|five|that daft|daft)"
_WHO = r"(?:you|someone|somebody|some people)"
_HUSHES = (
    rf"{_OPENS}(?P<hush>shut (?:up|it|your \w+)\b(?! (?:shop|the|down|off|and wait for the))(?=\s*(?:$|[.!?,;:\n]|and |you |already|now)))",
    (
        r"\b(?P<stop>(?:stop|quit|enough of|spare (?:me|us)) (?:with )?(?:your |the |this |all the )?(?:constant )?(?:whining|moaning|crying|whinging|nagging|pestering|ranting"
        r"|drama|bothering (?:me|us)|wasting (?:my|our)(?: \w+)?|spamming|harassing (?:me|us))\b)"
    ),
    rf"{_OPENS}(?P<lost>(?:(?:go|get) (?:lost|away|f\w*ck \w+)|(?:piss|bugger|sod|buzz|eff|fuck|naff) off|leave (?:me|us) alone|bite me|get stuffed)){_ENDS}",
    rf"\b(?P<calm>calm your \w+|keep your (?:hair|shirt|pants|knickers) on|simmer down|don't get your knickers in a \w+){_ENDS}",
    rf"{_OPENS}(?P<chill>chill(?: out)?){_ENDS}",
)
_BRUSHES_OFF = (
    (
        r"\b(?P<yours>(?:(?:that(?:'s| is)|it(?:'s| is)|sounds? (?:like|to me like)|seems like) (?:really |just |clearly )?(?:a (?:you|your)[- ]problem|your (?:own )?problem)"
        r"|(?:not|isn't) (?:really )?(?:my|our) problem))\b"
    ),
    rf"{_OPENS}(?:(?:go|you'll have to|you will have to|you can)\s+)?(?P<alone>(?:go )?(?:figure|work|sort) (?:it|that|this) out (?:for )?yourself\b(?! (?:with|using|in|by|or|from|at|any)\b)(?!, or\b)|(?:just )?(?:use|try|ask) google(?=\s*[.!]|\s*$)|(?:just )?google (?:it|that)(?=\s*[.!]|\s*$))",
    (
        r"\b(?P<when>(?:you(?:'ll| will)|it(?:'ll| will)?|they(?:'ll| will)?|we(?:'ll| will)) (?:be )?(?P<same>get|gets|arrives?|comes?|hear|know|see|done|ready|there|happens?|fixed)\b"
        r"(?: (?:it|them|there|to (?:it|you|that)|back)\b){0,2},? when (?:you|it|they|we|i)(?:'s|'re| is| are)? (?P=same)s?\b(?: (?:it|them|there|to (?:it|you|that)))?)"
    ),
    r"\b(?P<care>(?:i|we) (?:really |honestly )?(?:could(?:n't| not)?(?: really)? care less|(?:don't|do not) (?:really )?(?:give a \w+|care\b(?! (?:which|what|who|how|when|whether|for))))(?: (?:about|what|if) [^.,!?;\n]{1,40})?)",
    (
        rf"{_OPENS}(?:you(?:'ll| will)? (?:just )?(?:have|need) to |just )?(?P<over>(?:get over (?:it|yourself)|get a (?:life|grip)|grow up|deal with it|suck it up|cry (?:about it|me a river)"
        rf"|(?:tough|hard|bad) (?:luck|cookies|break)|too bad(?: for you)?|boo hoo|who cares|so what|like it or lump it|end of (?:story|discussion)|live with it|move on|not my circus)){_ENDS}"
    ),
    (
        r"(?:^|[.!?\n]\s*)(?:(?:ok|okay|fine|well|sure|so|then|look|just|yeah|alright)[, ]+)*(?P<shrug>whatever(?: you say)?"
        r"|(?:go (?:ahead|on)(?: then)?(?:,? and|,)? )?(?:do|say|think|believe) (?:what(?:ever)?|as) (?:the hell )?(?:you|u) (?:want|like|please|feel like)|if you say so|suit yourself|knock yourself out|have it your (?:own )?way|your (?:loss|funeral)"
        rf"|be like that|(?:it )?(?:makes no difference|doesn't make any difference|it(?:'s| is) all the same) to (?:me|us))(?: then)?{_ENDS}"
    ),
    rf"(?:^|[.!?\n]\s*)(?:(?:ok|okay|fine|well|sure|so|just|then)[, ]+)*(?P<elsewhere>(?:(?:then |you can |feel free to )?(?:go|shop|buy|look|try)(?: it| one)? (?:somewhere else|elsewhere)|(?:cancel|leave|don't (?:buy|order|come))(?: it)? then|then (?:cancel|leave|don't (?:buy|order|come))(?: it)?)(?: then)?){_ENDS}",
    (
        r"(?:^|[.!?\n]\s*)(?P<rivals>(?:(?:ok|okay|fine|well|sure|so|then|just)[, ]+)*(?:(?:you can |feel free to |why don't you )?(?:then |just )?(?:go|run|switch|move)(?: over| off| back)? (?:to|with|for)|join) "
        rf"(?:them|(?:the|your|our) (?:competition|competitors?|rivals?|other (?:lot|shop|company|bank|provider|airline))|somebody else|someone else|whoever|another (?:company|provider|shop|bank|airline))(?: then| instead| if you (?:like|want|prefer|must))?|(?:then|so|fine|well),? go there(?: then)?|go there then){_ENDS}"
    ),
    r"(?:^|[.!?\n]\s*)(?P<come>(?:then |so |well,? )*why (?:are you (?:even |still )?here|(?:did|do) you (?:even )?(?:come|shop|buy|bother|stay)(?: here| with us| to us)?)(?= ?[?!.]|$))",
    r"\b(?P<keeping>(?:nobody|no[- ]one)(?:'s| is| was)? (?:keeping|forcing|making|stopping|holding|begging) (?:you|anyone)\b(?:(?= here)| to (?:stay|buy|order|shop|be here)\b|(?=\s*(?:$|[.!?,;:\n])))|(?:don't|do not) let (?:us|me) (?:keep|stop) you\b|(?:we|i) (?:won't|will not|wouldn't) (?:miss|stop) you\b|you know where the door is\b|(?:we|i)(?:'ll| will) (?:survive|manage|cope|do fine) without (?:you|your (?:business|custom|money))\b)",
    r"\b(?P<waste>(?:stop |quit |before you |you(?:'re| are) )?wast(?:e|ing) (?:my|our|everybody's|everyone's) (?:\w+ )?time\b(?! with us))",
    r"\b(?P<time>(?:i|we) (?:don't|do not|haven't(?: got)?|have no|can't) (?:have |make )?(?:the )?time for (?:this|your|you)\b(?: \w+)?)",
    r"\b(?P<long>(?:(?:it|they|refunds|things|orders|deliveries|we)(?:'ll| will)? )?takes? as long as (?:it|they|we) takes?|patience is a virtue|good things (?:come|take) [^.!?\n]{0,30})\b",
    r"(?:^|[.!?\n]\s*)(?P<next>next(?=\s*[.!]*\s*$)|not us(?=\s*[.!])|read the (?:warranty|terms|faqs?|fine print|small print|manual|contract|rules)(?=\s*[.!]|\s*$))",
    rf"\b(?P<only>(?:it's|it is|that's) (?:only|just) (?:(?:a|an|the|your) )?(?:parcel|package|internet|order|phone|email|bill|lamp|jacket|toaster)){_ENDS}",
    r"\b(?P<servant>(?:i'm|i am|we're|we are) not your (?:mom|mum|mother|secretary|servant|slave|baby ?sitter|maid|therapist|personal \w+))\b",
    r"\b(?P<bothered>as if (?:i|we) care[ds]?|(?:don't|do not) (?:come )?cry(?:ing)? to (?:me|us))\b",
)
_NO_POINT = r"(?:,? (?:so|and) (?:there(?:'s| is|'d be| would be) (?:no|little|not much) (?:point|use|sense)|it(?:'s| is|'d be| would be) (?:pointless|no use|a waste)|what(?:'s| is) the point)\b[^.!?\n]{0,50})?"
_DISMISSES = (
    (
        r"\b(?P<turn>(?:you(?:'ll| will)? (?:just )?(?:have|need) to )?(?:wait|be patient|queue|stand in line)(?: \w+){0,3} like (?:everyone|everybody|anyone|the rest)(?: else)?"
        r"|wait your turn)\b"
    ),
    r"\b(?P<bigger>(?:there are )?(?:other |many |plenty of )*(?:people|customers|others) (?:with|who have|have) (?:bigger|worse|real|actual) (?:problems|issues|worries)\b)",
    rf"\b(?P<leave>see if (?:(?:i|we) care|any(?:one|body) cares)|(?:the door(?:'s| is) (?:open|over there|that way)|there(?:'s| is) the door)|(?:you can|feel free to|go ahead and) leave(?: if you (?:want|like))?|good luck with that){_ENDS}",
    rf"\b(?P<same>(?:my|our|the) (?:manager|supervisor|boss|lead) (?:will|would|is going to) (?:just |only )?(?:tell|say to) you (?:exactly )?the same(?: thing)?\b{_NO_POINT})",
    r"\b(?P<times>(?:i|we)(?:'ve| have)? (?:already )?(?:told|explained|said)(?: (?:it|this|that))?(?: to)? you (?:two|three|four|five|several|\d+) times\b)",
    r"(?:^|[.!?\n]\s*)(?P<haha>(?:haha+|lol|lmao|ha),? (?:good|nice) one)",
)
# The job held up to whoever needs something of it: what it pays, and how much of it is left today.
_OF_THE_JOB = (
    (
        r"\b(?P<paid>(?:i(?:'m| am)?|we(?:'re| are)?|they|nobody|no[- ]one)(?: (?:really|honestly|certainly|simply))? (?:(?:don't|do not|doesn't|isn't|aren't|not)(?: \w+ly)? )?(?:(?:get(?:ting|s)?|being|be) )?"
        r"(?:paid|pays?(?: me| us)?)(?: (?:nearly|anywhere near|half|remotely))? enough (?:for|to)\b[^.!?,;\n]{0,50}|(?:i'm|i am|we're|we are) not (?:being )?paid to (?:be|listen|put up|deal|take|argue|read|stand|get|babysit)\b[^.!?,;\n]{0,50})"
    ),
    rf"\b(?P<job>(?:i|we) (?:really |just |so )?(?:hate|can't stand) (?:this|my) job|(?:people|customers|callers|calls|chats) like (?:you|this|that) (?:are|is) (?:why|the reason) (?:i|we|people) (?:hate|quit|want to quit|drink|left)\b[^.!?,;\n]{{0,30}}|(?:my|the) shift (?:is over|ends|finishes)[^.!?,;\n]{{0,25}}(?:,| so| and) (?:hurry|make it|be quick|let's wrap|i'm not)[^.!?\n]{{0,30}}){_ENDS}",
)
_MOCKS = (
    rf"(?P<smart>(?:(?:oh|wow|well|my),? )?you(?:'re| are) (?:just )?so {_CLEVER}(?=\s*(?:$|[.!?\n]|, aren't you)))",
    r"(?P<genius>(?:oh,? )?(?:great|good|wonderful|lovely|joy|look|fantastic),? (?:yet )?another (?:\w+ )?(?:genius|expert|einstein|know-it-all|smart ?[- ]?(?:ass|alec|arse|aleck)|winner|comedian|whiner|moaner)\b)",
    rf"(?P<aren>aren't you (?:just )?(?:so )?(?:(?:a|the|quite the) )?(?:{_CLEVER}|genius|clever (?:one|clogs))\b(?=\s*[.!?]|$))",
    r"(?P<sherlock>\b(?:nice one|good one|well done|congratulations|congrats|no shit|hey|hi|ok|okay|look|listen|right|nice try|calm down|thanks),? (?:genius|einstein|sherlock|smarty ?pants|clever clogs|know-it-all)\b)",
    r"\b(?P<congrats>(?:congratulations|congrats|well done|bravo|wow|gold star),? (?:you|on) (?:\w+ )?(?:found|managed|discovered|figured|worked|finding|managing|reading|can read)\b[^.!?\n]{0,60})",
    rf"\b(?P<dull>(?:are|r) (?:you|u) (?:always |really |that |this |just |being |actually )*{_DULL}){_ENDS}",
    rf"\b(?P<how>how (?:{_DULL}|hard|difficult) (?:can|is|are) (?:you|it to (?:read|look|understand|wait|follow))\b[^.!?\n]{{0,40}})",
    rf"\b(?P<wrong>what(?:'s| is) wrong with you(?: people)?){_ENDS}",
    (
        rf"\b(?P<read>learn (?:how )?to read|(?:wow,? |clearly,? )?{_WHO} (?:clearly |obviously |really )?(?:can(?:'t|not)|didn't bother to|don't|doesn't) (?:even )?(?:bother to )?(?:read|count)\b[^.!?\n]{{0,30}}|can't you (?:even )?(?:read|count)"
        rf"|(?<!please )(?:read|check) (?:your|the|our) [\w ]{{3,20}} (?:before you (?:write|waste|complain|bother|call)\b[^.!?\n]{{0,30}}|next time))"
    ),
    r"\b(?P<attention>(?:maybe )?if you(?:'d| had)? (?:only |just |actually )?(?:bothered|paid attention|learned|been paying|had a brain|could read)\b[^.!?\n]{0,60})",
    r"\b(?P<knows>(?:it )?takes one to know one)\b",
    r"\b(?P<simple>(?:in|into) (?:simple|simpler|plain|easy|basic) (?:terms|words|language|english) (?:so|for|that) (?:that )?(?:even |maybe )?(?:you|people like you|someone like you)(?: (?:can|could|might|will|to))? (?:understand|get|follow)\b)",
    r"\b(?P<brain>(?:try |start )?us(?:e|ing) your (?:brain|head|eyes|common sense))\b",
    r"\b(?P<look>do (?:i|we) look like (?:a|an|your|i|we|the)\b[^.!?\n]{0,40})",
    r"\b(?P<part>(?:what|which) part of [^.!?\n]{2,50} (?:don't|do not|didn't|can't|did) you (?:not )?(?:understand|get|grasp)|how many times (?:do|must|have) (?:i|we)\b[^.!?\n]{0,40}(?:tell|told|say|said|explain\w*|repeat)\b[^.!?\n]{0,20})",
    r"\b(?P<people>(?:you people|people like you|your (?:kind|sort|lot) (?:are|is|always|of people)|customers like you)\b[^.!?,;\n]{0,40})",
    r"\b(?P<dont>(?:don't|do not|stop) be(?:ing)? (?:so |such )?(?:a |an )?(?:karen|baby|child|drama queen|pain|idiot|ridiculous|silly|stupid|dramatic|childish|difficult|lazy|paranoid))\b",
    r"\b(?P<being>you(?:'re| are| must be|'ve got to be) (?:just |really |clearly |being )*(?:overreacting|imagining (?:it|things)|hysterical|ridiculous|(?:so )?dramatic|childish|a (?:child|baby|pain|nuisance|liar|joke|drama queen|piece of work)|lying|wasting (?:my|our) time|impossible|delusional|pathetic|clueless))\b",
    r"(?P<happy>(?:are you |you )?happy now)(?=\s*(?:$|[.!?\n]))",
    r"\b(?P<easy>(?:it's|it is|this is|that's)(?: really)?(?: not|n't) (?:rocket science|that (?:hard|difficult|complicated))|(?:a|any|even (?:a|my)) (?:five[- ]year[- ]old|toddler|monkey|child|grandma|gran|idiot|dog) (?:could|can|knows?|understands?)\b[^.!?\n]{0,30})",
    r"\b(?P<fine>good grief|for (?:god|goodness|heaven|fuck|pete)'s sake|oh (?:please|spare me)(?=\s*[.,!]))\b",
    r"\b(?P<tantrum>your (?:\w+ )?(?:rant|tantrum|drama|hissy fit|meltdown|whining|moaning|nonsense|sob story))\b",
    r"\b(?P<little>your (?:precious|pathetic|silly|stupid|so-called|little (?:parcel|package|problem|issue|complaint|refund|order|bill|trip|emergency|email|message|question|story|situation|crisis))\b)",
    r"\b(?P<survive>how (?:will|do|did|can) you (?:ever |possibly )?(?:survive|cope|go on)|wow,? (?:three|two|four|a|one|five|\d+) whole (?:minutes?|hours?|days?|weeks?|months?))\b",
    rf"(?:^|[.!?\n]\s*)(?:oh,? )?(?P<whole>(?:three|two|four|a|one|five|\d+) whole (?:minutes?|hours?|days?|weeks?|months?)){_ENDS}",
    (  # what makes their language small; "I'm sorry, my English is poor" puts nobody down
        r"\b(?P<english>(?:please |kindly )?(?:use|speak|write|type|talk)(?: to (?:me|us))?(?: in)? (?:(?:clear|proper|better|correct|plain|real|good|understandable|normal|simple) )english\b[^.!?\n]{0,40}"
        r"|learn (?:some |proper |better )?(?:to (?:speak |write ))?english\b|(?:your|ur) english (?:is|isn't|was)(?: (?:really|so|too|very|quite|just))* (?:bad|poor|terrible|broken|awful|unclear|hopeless|not (?:clear|good)|good enough)\b"
        r"|(?:i'm |i am |we're |we are )?(?:having|got) (?:trouble|difficulty|problems) (?:understanding|following|reading) your (?:english|accent|grammar|spelling)\b"
        r"|(?:can't|cannot|don't|do not|couldn't) (?:understand|follow|read) (?:your (?:english|broken english|accent)|a word (?:you say|of (?:that|this|your)))\b)"
    ),
    r"\b(?P<because>oh,? (?:sure|yes|yeah|right|of course|great),? because\b[^.!?\n]{0,80})",
    r"\b(?P<luck>good luck (?:with|getting|finding) (?:that|anyone|anybody|a refund|it)\b[^.!?\n]{0,30})",
    r"\b(?P<told>(?:i|we) told you so|not the sharpest|(?:did|have) you (?:ever )?(?:tried |considered |thought of )?(?:thinking|reading)(?= (?:first|before|for once|it(?! (?:with|in|on|again|aloud|through|from|without|as))|your))|are you new (?:here|to (?:this|the internet|life)))\b",
)
_BELITTLES = (
    r"\b(?P<boomer>(?:ok|okay|sure|alright|whatever|cool story|nice try|calm down|relax|yeah|bye),? (?:boomer|snowflake|zoomer|gran(?:dpa|dma|ny)|gramps|old (?:man|lady|timer)|drama queen|crybaby)s?\b)",
    r"\b(?P<difficult>(?:you(?:'re| are)|stop|why are you|quit) (?:just |only |really |clearly |always |so |deliberately )*(?:being )(?:so |a bit |a little |very |rather |just |deliberately |really )*(?:difficult|awkward|unreasonable|petty|fussy|picky|needy|ungrateful|(?:over|too )sensitive|over-sensitive|dramatic|silly|rude|entitled|a diva))(?! to\b)",
    (
        r"\b(?P<lived>(?:people|everyone|everybody|folks|humans|our (?:grand)?(?:parents|mothers|fathers)|my (?:gran\w*|mum|mother|dad|father)|half the world|millions)(?: \w+)? (?:lived|survived|managed|coped|got by|got on|did) (?:\w+ )?(?:fine |well |happily )?without\b[^.!?\n]{0,60}"
        r"|(?:nobody|no[- ]one)(?:'s| has| ever| is)* (?:died|dying|dies) (?:of|from|because|without|over)\b[^.!?\n]{0,40}|(?:it|that|a \w+|waiting|walking)(?: \w+){0,3} (?:won't|will not|wouldn't|never) (?:kill|hurt|killed) (?:you|her|him|them|anyone|anybody)\b)"
    ),
    rf"\b(?P<live>(?:you|she|he|they|your (?:mum|mom|mother|dad|father|wife|husband|kids?|child(?:ren)?|baby|son|daughter|gran\w*|dog|cat))(?:'ll| will) (?:just )?(?:live|survive|cope|get over it|get used to it)){_ENDS}",
    (  # a no, and nothing else but the door
        r"^(?!.*\b(?:no (?:problem|worries|need)|sorry|thank|if|enjoy)\b)[^.!?\n]{0,60}\b(?:out of stock|sold out|gone|closed|expired|not|no|cannot|never|can't|won't|don't|isn't|aren't|denied|refused|rejected|unavailable|too late)\b[^.!?\n]{0,30}"
        r"[.!?,]\s*(?P<bye>(?:so,? |ok,? )?(?:good)?bye(?:[- ]bye)?(?: now| then)?)(?=\s*\.*\s*$)"
    ),
)
# What makes somebody small where it calls them: it goes, and the rest of the clause stays.
_SMALL = r"(?:darling|sweetheart|sweetie(?:[- ]pie)?|sweet cheeks|honey ?(?:bunch|pie)?|baby|luv|sonny(?: boy)?|missy|princess|sunshine|cupcake|kiddo|champ|toots|young (?:lady|man)|little (?:lady|man)|lady)"
_FRIENDLY = r"(?:hun|hon|babe|doll|love|(?<!oh )dear(?!,? (?:oh|me)\b)|dearie|my dear|mate|pal|buddy|bud|bro|dude|chief|boss|my friend)"
_GREETS = r"(?:listen|look|sure|okay|ok|thanks|thank you|sorry|hey|hi|hello|oh|now|well|yes|no|right|relax|there|cheers|fine|dear|problem)"
_CALLS = (  # after a comma, after a greeting, and at the head of a sentence
    rf"(?P<after>\s*, ?(?:my )?{{0}}){_ENDS}",
    rf"\b{_GREETS}(?P<greeted> (?:my )?{{0}}){_ENDS}",
    r"(?:^|[.!?\n]\s*)(?P<first>(?:my )?{0}, ?)(?=\w)",
)

Kind = Literal["jab", "pet", "friendly"]
# What each rudeness does to whoever reads it, by the names of the patterns that find it.
SAYS: tuple[tuple[str, str], ...] = (
    ("hush stop", "It tells them to be quiet. Whoever is silenced gets louder, or goes."),
    ("lost leave elsewhere rivals keeping come", "It sends them away. They came because they need somebody to take this on."),
    ("calm chill", "It mocks how they feel. Nobody has ever calmed down because they were told to."),
    ("yours alone", "It leaves them alone with it, and they came because they couldn't solve it alone."),
    ("when long", "It answers 'when?' with a shrug: they know no more than before."),
    ("paid job", "It makes them a burden of the job. They came because it is somebody's job to help."),
    ("care shrug bothered over next", "It says that nobody here cares, and that is all they will remember."),
    ("waste time", "It says that they cost you time. It's their time that has been lost."),
    ("turn bigger only little tantrum survive lived live whole", "It makes their matter small. How much it weighs is theirs to say."),
    ("bye", "It says no and turns its back. Say what they can do instead, and stay."),
    ("same times told", "It holds their asking against them. Whoever asks again hasn't had an answer."),
    ("read attention brain part easy look dull how english simple", "It doubts that they can think or read. What follows will not be heard."),
    ("people dont being wrong servant boomer difficult", "It judges what sort of person they are. Keep to what happened."),
    ("smart genius aren sherlock congrats haha because luck happy fine knows", "It is sarcasm at their expense, and they will hear that first."),
)  # fmt: skip
_SAYS = {name: says for names, says in SAYS for name in names.split()}


_KINDS: dict[Kind, tuple[Alternatives, ...]] = {
    "jab": tuple(
        Alternatives(*parts)
        for parts in (_HUSHES, _BRUSHES_OFF, _DISMISSES, _OF_THE_JOB, _MOCKS, _BELITTLES)
    ),
    "pet": (Alternatives(*(one.replace("{0}", _SMALL) for one in _CALLS)),),
    "friendly": (Alternatives(*(one.replace("{0}", _FRIENDLY) for one in _CALLS)),),
}
KINDS: tuple[Kind, ...] = tuple(_KINDS)


class Rude(NamedTuple):
    """Words that are rude to whoever reads them, and in which way: draft[start:end]."""

    start: int
    end: int
    kind: Kind
    says: str = ""  # what it does to them, in a sentence; empty where nothing more is known


_CALMS = AnyCase(r"calm(?:ing)? (?:\w+ )?down\b")
_THING = AnyCase(
    r"\s+(?:the|an?(?! (?:bit|little|moment|minute|second|sec|touch|notch))|our|that|this|those|these)\b",
)
_NOT_YOU = AnyCase(
    r"(?:\bi (?:can(?:'t|not| not)?|could(?:n't| not)?) (?:\w+ )?"
    r"|\b(?:when|once|until|till|after|as soon as|if) (?:it|things|traffic|demand|prices|everything|the (?!customer|caller|lady|gentleman|man)\w+(?: \w+)?)"
    r" (?:\w+ )?"
    r"|\b(?:he|she|they|nobody|no one|someone|somebody|you were|colleague|driver|agent|should(?:n't| not| never) have(?: been)?)"
    r" (?:\w+ ){0,2}?(?:told|asked|telling|asking)(?: you)? to (?:\w+ )?)$",
)


def rude(draft: str, kinds: Iterable[Kind] = KINDS) -> Iterator[Rude]:
    """Where a draft silences, brushes off, mocks or belittles whoever reads it, in plain words.

    >>> for draft in ("Shut up.", "Figure it out yourself.", "It's on its way, darling."):
    ...     print([(draft[one.start : one.end], one.kind) for one in rude(draft)])
    [('Shut up', 'jab')]
    [('Figure it out yourself', 'jab')]
    [('darling', 'pet')]
    >>> list(rude("The alarm should shut up once you press the button."))
    []
    """
    plain = draft.replace("’", "'")
    for kind in kinds:
        for pattern in _KINDS[kind]:
            for found in pattern.finditer(plain):
                group = found.lastgroup
                if group is not None:
                    start, end = found.span(group)
                    words = draft[start:end]
                    start += len(words) - len(words.lstrip(" ,"))
                    says = _SAYS.get(group, "") if kind == "jab" else ""
                    yield Rude(start, start + len(words.strip(" ,")), kind, says)


def calms_somebody_else(draft: str, start: int, end: int) -> bool:
    """Whether these words of calming down are about a thing or about us, not said to the customer.

    >>> draft = "I can't calm down the alarm remotely."
    >>> calms_somebody_else(draft, 8, 17), calms_somebody_else("Please calm down.", 7, 16)
    (True, False)
    """
    plain = draft.replace("’", "'")
    found = _CALMS.search(plain, start)
    if found is None or found.start() >= end:
        return False
    return (
        _THING.match(plain, found.end()) is not None
        or _NOT_YOU.search(plain, max(0, found.start() - 60), found.start()) is not None
    )
