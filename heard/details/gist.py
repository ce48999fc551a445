"""What went wrong in a plain sentence of ours: for what can neither be quoted nor turned round."""

from __future__ import annotations

import re

from heard.details.trouble import issue
from heard.listen.any_case import AnyCase
from heard.listen.remembered import Remembered
from heard.track.ledger import SENTENCE

SCANNED = 1500  # characters of a turn looked at

_NOT = r"(?:not|never|no|nobody|no one|none|nothing|without|\w+n't|cannot|cant|dont|wont|didnt|isnt|doesnt|hasnt|havent|wasnt|still)"
_SENT = r"(?:order|parcel|package|delivery|item|replacement|letter|card|sim|phone|laptop|food|meal|pizza|sofa|bike|present|gift)"
_RIDE = r"(?:flight|train|bus|plane|coach|ferry|boarding|departure)"
_REACH = (
    r"(?:call|ring|phon|contact|e-?mail|messag|tweet|chat|(?:reach|speak|talk|get)(?:ing)?(?: out| hold| through| in touch)?(?: to| of| with)?"
    r" (?:you|u|someone|somebody|anyone|anybody|them|customer|support|a (?:person|human|rep)))"
)
_TEAM = r"(?:staff|agents?|reps?|team|support|customer (?:service|care)|call cent(?:er|re)s?|help ?(?:desk|line)|managers?|crew|drivers?|store)"

_FAULTY, _SPOILED = "it isn't working the way it should", "the food wasn't right"
# What these two say of a thing that the customer names: "your phone isn't working the way it should".
_NAMED = re.compile(
    r"the problem with (?P<whose>your|our|the) (?:(?P<works>(?:new |latest |mobile |home |washing )?(?:phone|laptop|router|modem|landline|app|web ?site|site"
    r"|internet|wi-?fi|broadband|tv|console|boiler|heating|meter|printer|camera|computer|tablet|iphone|ipad|device|card|sim|update|network|signal"
    r"|machine|fridge|dishwasher|oven|battery|screen|charger|service|streaming|stream|software|connection|password|login|lift|checkout))"
    r"|(?P<eaten>cheese|milk|bread|chicken|meat|salad|meal|pizza|sandwich))$"
)

# From the most particular to the most general; the first that holds is said. Each is true of all that
# its words may mean, takes no side, and stands after "I can see why this is frustrating:" as after "when".
_GISTS = tuple(
    (AnyCase(rf"\b(?:{words})\b"), said)
    for words, said in (
        (
            r"charg(?:ed|ing) (?:me |us )?(?:\w+ )?(?:twice|double|(?:two|three|four|\d) times)|(?:double|triple)[- ]charg\w+|twice charged",
            "you were charged more than once",
        ),
        (
            (
                r"overcharg\w+|charg(?:ed|ing|es?) (?:me|us|my|for)\b(?! (?:a|my) (?:phone|battery))|took (?:\w+ )?(?:money|\W?\d+) (?:from|out of)|deduct(?:ed|ing)"
                r"|(?:bill|price|fee|rate)s? (?:\w+ )?(?:went up|has gone up|(?:just )?increased|doubled|jumped)|hidden (?:fee|charge|cost)s?"
            ),
            "you were charged something you didn't expect",
        ),
        (
            r"(?:give|want|get|refund|need) (?:me )?(?:back )?(?:my|our) (?:\w+ )?money(?: back)?|(?:my|our) money back",
            "you want your money back",
        ),
        (
            rf"{_NOT} (?:[\w']+ ){{0,2}}refund(?:ed)?|refund (?:[\w']+ ){{0,3}}{_NOT}|refus\w+ (?:[\w']+ ){{0,3}}refund",
            "you haven't got your refund",
        ),
        (
            r"(?:wrong|incorrect|different) (?:item|size|one|product|order|color|colour|model|part|thing|address|house)",
            "you got something other than what you ordered",
        ),
        (
            (
                rf"(?:(?:my|our|the|your|an?|this) )?{_SENT}s? (?:[\w']+ ){{0,4}}(?:broken|damaged|smashed|cracked|faulty|defective|empty)"
                rf"|(?:broken|damaged|smashed|cracked|faulty|defective) (?:\w+ )?{_SENT}s?|arriv\w+ (?:\w+ )?(?:broken|damaged)"
            ),
            "what you got was damaged",
        ),
        (
            (
                rf"{_SENT}s? (?:[\w']+ ){{0,4}}{_NOT} (?:[\w']+ ){{0,3}}(?:arriv\w+|deliver\w*|turn(?:ed)? up|show(?:ed|n|s)? up|come|came|here|receiv\w+|ship\w*)"
                rf"|{_NOT} (?:[\w']+ ){{0,4}}(?:receiv\w+|got|had|seen) (?:(?:my|our|the|an?|any|a single|it|full) ){{0,2}}{_SENT}s?|miss(?:ing|ed) (?:delivery|parcel|package|order)"
                rf"|wh(?:ere|en) (?:is|are|will) (?:[\w']+ ){{0,2}}{_SENT}s?"
            ),
            "your order hasn't reached you",
        ),
        (
            (
                rf"(?:bags?|luggage|baggage|suitcases?) (?:[\w']+ ){{0,4}}(?:lost|missing|delayed|gone)|lost (?:[\w']+ ){{0,2}}(?:bags?|luggage|baggage|suitcases?)"
                rf"|{_NOT} (?:[\w']+ ){{0,3}}(?:bags?|luggage|baggage|suitcases?)"
            ),
            "your bags aren't where they should be",
        ),
        (
            r"miss(?:ed|ing)? (?:[\w']+ ){0,3}(?:connection|connecting)",
            "you missed your connection",
        ),
        (
            rf"{_RIDE}s? (?:[\w']+ ){{0,4}}cancel\w+|cancel\w+ (?:[\w']+ ){{0,2}}{_RIDE}s?",
            "your trip was canceled",
        ),
        (
            rf"{_RIDE}s? (?:[\w']+ ){{0,5}}(?:delay\w*|late)|delay\w* (?:[\w']+ ){{0,2}}{_RIDE}s?|stranded|stuck (?:at|in|on)|late {_RIDE}s?",
            "you were held up on your way",
        ),
        (
            r"(?:no|without) (?:\w+ )?seats?\b|(?:standing|stood) (?:room|for|all|the whole)|sat on the floor|overcrowd\w*|(?:moved|changed|gave away) (?:[\w']+ ){0,4}seats?",
            "you didn't get the seat you counted on",
        ),
        (
            (
                r"(?:lock(?:ed)?|kicked|shut) (?:me |us )?out|can(?:no|')?t (?:\w+ )?(?:log ?in|sign in|access|get into)|unable to (?:log ?in|sign in|access)"
                r"|(?:log ?in|password) (?:[\w']+ ){0,4}(?:not|n't|fail\w*|wrong|reject\w*)|account (?:[\w']+ ){0,3}(?:locked|blocked|suspended|disabled|frozen)|(?:froze|locked|blocked|suspended|disabled) (?:[\w']+ ){0,2}account"
            ),
            "you can't get into your account",
        ),
        (
            (
                r"(?:tell(?:s|ing)?|told|says?|giv(?:e|ing)|gave|get(?:ting)?|said) (?:me |us |you )?(?:[\w']+ ){0,3}(?:different (?:things|answers|stor(?:y|ies)|information)|something (?:else|different))"
                r"|contradict\w*|(?:mis|wrong |false |incorrect )information|each (?:rep|agent|person|time) (?:[\w']+ ){0,3}different"
            ),
            "you've been told different things",
        ),
        (
            (
                r"(?:(?:a|two|few|\d+) (?:days?|weeks?|hours?) ago|yesterday|earlier|last (?:week|time|month)|the other day) (?:you|they|your \w+) (?:were |was |had )?(?:told|telling|said|saying)"
            ),
            "you've been told different things",
        ),
        (
            r"lied to|lying to (?:me|us)|(?:false|empty|broken) promises?|misled|misleading|false advertis\w*|bait and switch",
            "what you were told didn't hold",
        ),
        (
            (
                rf"(?:rude|disrespect\w*|condescending|dismissive|attitude|hung up on\b|called (?:me )?a liar|yell\w*|laughed at) (?:[\w']+ ){{0,6}}|{_TEAM} (?:[\w']+ ){{0,3}}(?:rude|disrespect\w*)|rude,? {_TEAM}"
                r"|treat(?:ed|ing|ment)? (?:me|us|customers|people|passengers)|(?:awful|terrible|horrible|bad|poor|disgusting|appalling|shocking|rude) treatment"
            ),
            "you weren't treated the way you'd expect",
        ),
        (
            rf"(?:(?:been|was|am|i'm|were|kept|sat|left|waiting) on hold|in (?:the|a) queue|waiting (?:on|for) (?:the )?(?:phone|line|an agent|a rep))|(?:hours?|minutes?|mins?|ages|forever) (?:on|to) (?:hold|the phone|{_REACH})",
            "you've spent a long time trying to get through",
        ),
        (
            rf"(?:no|any) (?:reply|response|answer)s?\b|{_NOT} (?:[\w']+ ){{0,3}}(?:repl\w+|respon\w+|answer\w*|call(?:ed|ing)? (?:me |us )?back)|(?:been|being|just|constantly|got|get) (?:\w+ )?ignor(?:ed|ing)\b(?! (?:the|it|that|this|them|him|her))|ignor(?:e|ed|es|ing) (?:me|us|my|our|by|your customers)|unanswered",
            "you haven't had an answer",
        ),
        (
            (
                rf"(?:tried|trying|attempt\w*) (?:[\w']+ ){{0,3}}{_REACH}\w*|{_REACH}(?:ed|ing)? (?:[\w']+ ){{0,3}}(?:several|many|multiple|\d+|three|four|five) times"
                rf"|already (?:\w+ )?(?:called|rang|reached out|contacted|spoke\w*|messaged|tweeted|emailed)"
            ),
            "you've been in touch about this and it still isn't settled",
        ),
        (
            r"(?:spend|pay|paid|spent|cost(?:s|ing)?|fork(?:ed)? out) (?:me |us )?(?:an? )?(?:extra|additional)",
            "it cost you more than it should have",
        ),
        (
            r"(?:\w+n't|not|never|nobody|no one) (?:been |even |once |ever ){0,2}(?:notif\w+|informed|inform(?: me| us)?|warned)\b|(?:no|without(?: any)?) (?:prior )?(?:notification|warning|notice)",
            "you weren't told beforehand",
        ),
        (
            r"turned into (?:a |an )?(?:\d+|\w+)[ -]?hours?",
            "it took far longer than it should have",
        ),
        (
            (
                r"pop-?ups?|pop ups|an? pop up|(?:nothing but|so many|too many|another|constant|endless|the same) (?:\w+ )?(?:ads?|adverts?|commercials?)"
                r"|(?:ads?|adverts?|commercials?) (?:\w+ )?(?:pop|play|keep|every|interrupt|freez|before|between|during|cover)\w*"
            ),
            "the ads keep getting in your way",
        ),
        (
            (
                rf"(?:wi-?fi|internet|broadband|network|signal|coverage|connection|reception|lte|4g|5g|data|router|modem) (?:[\w']+ ){{0,5}}(?:{_NOT}|down|slow|out|bad|terrible|horrible|poor|spotty|drop\w*|suck\w*|crap\w*|useless|awful|worst)"
                rf"|(?:no|slow|spotty|terrible|horrible|worst|poor|bad) (?:\w+ )?(?:wi-?fi|internet|broadband|network|signal|coverage|connection|reception|data)"
            ),
            "your connection keeps letting you down",
        ),
        (
            (
                r"(?:tv|television|channels?|stream\w*|picture|video|show|episodes?|playback) (?:[\w']+ ){0,6}(?:not|n't|missing|freez\w+|buffer\w*|crap\w*|garbage|terrible|awful|bad|down|gone)"
                r"|(?:crap|garbage|terrible|awful|bad) (?:\w+ )?(?:stream\w*|picture|quality|television|tv)|buffer\w*|missing channels?"
            ),
            "what you pay to watch isn't what it should be",
        ),
        (
            (
                r"update (?:[\w']+ ){0,8}(?:screw\w*|broke\w*|ruin\w*|mess\w*|destroy\w*|suck\w*|kill\w*|slow\w*|terrible|horrible|trash|crash\w*|drain\w*)"
                r"|since (?:the |this |that |my |your )?(?:\w+ )?update|(?:screw\w*|broke|ruin\w*|mess\w*|destroy\w*|hate) (?:[\w']+ ){0,5}update"
            ),
            "the update made things worse for you",
        ),
        (
            rf"(?:{_NOT} (?:[\w']+ ){{0,2}}(?:work\w*|load\w*|connect\w*|open\w*|start\w*|play\w*|turn on|charge|respond\w*))|crash(?:es|ed|ing)?|freez(?:es|ing|e)|froze\w*|glitch\w*|buggy|lag(?:s|ging|gy)|int[eu]r+uptions?|errors?|outages?|(?<!laws )(?<!rules )(?<!promises )(?<!trust )broken(?! promises?| trust| laws?)|(?<!you )(?<!they )broke(?! (?:the |your |a |my )?(?:law|promise|trust|rules?))|faulty|(?:is|are|was|went|been|keeps? going) down",
            _FAULTY,
        ),
        (
            rf"(?:sold out|out of stock|no stock|{_NOT} (?:[\w']+ ){{0,3}}in stock)",
            "what you wanted wasn't there",
        ),
        (
            r"mou?ld\w*|rotten|raw|out of date|past its (?:date|best)|stale|off milk|hair in|plastic in|undercooked|food poisoning",
            _SPOILED,
        ),
        (r"delay(?:ed|s)|overdue|still waiting", "you've been kept waiting"),
        (
            r"dirty|filthy|dusty|stain\w*|smell\w*(?! of (?:burn|gas|smoke|plastic|melt|petrol|scorch|rubber))",
            "it wasn't clean",
        ),
        (
            (
                rf"(?:worst|useless|pathetic|horrible|terrible|awful|poor|bad|atrocious|appalling|incompetent|unprofessional|shocking|abysmal|dreadful|lousy|crappy?) (?:[\w'&]+ ){{0,3}}{_TEAM}"
                rf"|{_TEAM} (?:[\w']+ ){{0,6}}(?:worst|useless|pathetic|horrible|terrible|awful|poor|bad|atrocious|incompetent|clueless|unhelpful|no help)"
                rf"|{_NOT} (?:[\w']+ ){{0,4}}help(?:ed|ing|ful|s)?|(?:0|zero|no) help"
            ),
            "you haven't had the help you needed",
        ),
        (
            (
                r"(?:worst|useless|pathetic|horrible|terrible|awful|poor|bad|atrocious|appalling|abysmal|shocking|dreadful) (?:\w+ )?service"
                r"|service (?:[\w']+ ){0,4}(?:worst|useless|pathetic|horrible|terrible|awful|poor|bad|sucks?)"
            ),
            "the service isn't what you'd expect",
        ),
        (
            r"run ?-?around|(?:in|round in) circles|passed (?:around|from)|transferr\w+ (?:[\w']+ ){0,4}(?:times|again|around)|back and forth",
            "you've been sent from one to the next",
        ),
        (
            r"(?:again and again|every (?:single )?(?:time|day|week|month)|over and over|keeps? (?:on )?(?:happening|doing|coming)|once again|yet again|(?:second|third|fourth|fifth|2nd|3rd|4th|5th) time)",
            "this keeps happening",
        ),
        (
            r"wast(?:e|ed|ing) (?:of )?(?:my |our )?(?:time|day|morning|afternoon|evening)",
            "this has cost you a lot of time",
        ),
    )
)
# What is asked for, supposed or told of others is nothing that went wrong for them.
_NO_TROUBLE = AnyCase(
    r"^\W*(?:@\w+\W+)*(?:if|unless|imagine|suppose|should)\b|\b(?:would|could|might|may) (?:be|have been)\b|\b(?:your competitors?|other compan(?:y|ies))\b",
)


# True of so much that a sentence of the customer's says more.
_SAYS_LITTLE = frozenset(
    [
        _FAULTY,
        "you haven't had the help you needed",
        "the service isn't what you'd expect",
        "this keeps happening",
        "this has cost you a lot of time",
    ]
)


def says_little(said: str) -> bool:
    """Whether a gist would be true of nearly any complaint."""
    return said in _SAYS_LITTLE


@Remembered
def gist(text: str) -> str:
    """What went wrong for the customer, in words of ours; "" where that isn't plain.

    >>> gist("Honestly. My parcel STILL hasn't arrived, well done!")
    "your order hasn't reached you"
    >>> gist("Your support is useless, zero help")
    "you haven't had the help you needed"
    >>> gist("My phone crashes all day and the milk was sour")
    "your phone isn't working the way it should"
    >>> gist("Are you out of your minds?!")
    ''
    """
    plain = text[:SCANNED].replace("’", "'")
    sentences = (one[0] for one in SENTENCE.finditer(plain))
    told = "\n".join(one for one in sentences if not _NO_TROUBLE.search(one))
    said = next((said for words, said in _GISTS if words.search(told)), "")
    named = _NAMED.match(issue(plain)) if said in (_FAULTY, _SPOILED) else None
    if named is None:
        return said
    thing = named["works"] if said == _FAULTY else named["eaten"]
    return (
        f"{named['whose']} {thing} {said.partition(' ')[2].removeprefix('food ')}"
        if thing
        else said
    )
