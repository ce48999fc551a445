"""Whether a turn has the words that a card about it needs: a signal alone can be mistaken."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from heard.coach.ease import only_orders
from heard.details.waits import tells_of_waiting
from heard.listen.any_case import AnyCase
from heard.listen.rules.courts import threatens_court
from heard.listen.rules.danger import in_danger
from heard.listen.rules.in_charge import wants_whoever_decides
from heard.listen.rules.insistence import INSISTS as INSISTS_ON_THEM
from heard.listen.rules.self_harm import speaks_of_self_harm
from heard.track.ledger import SENTENCE

if TYPE_CHECKING:
    from collections.abc import Collection

    from heard.conversation import Turn
    from heard.listen import Reading
    from heard.track.moment import Mood

SCANNED = 3000  # characters of a turn looked at
FEW = 6  # words
# A wish for somebody in charge, or for a person instead of a machine. "Somebody", "a person" and "the
# same person" alone are no such wish while nobody is upset.
LEAD = AnyCase(
    r"\b(?:manager|managers|mgr|mgmt|supervisor|superior|team ?lead(?:er)?|boss|management|head office|director|ceo"
    r"|(?:someone|somebody|anyone|person) (?:in charge|higher|senior|above|else|with (?:authority|a brain))|higher(?:-| )?ups?"
    r"|(?:real|actual|live|human|proper) (?:person|human|people|agent|being|rep\w*|operator)|humans?|not a (?:bot|robot|machine)"
    r"|escalat\w+)\b",
)
INSISTS = AnyCase(
    r"\b(?:insist|demand|instead of|rather (?:speak|talk) to|refuse|not (?:speaking|talking) to you|let me (?:speak|talk) to"
    r"|get me|put me (?:through|on)|give me|i want to (?:speak|talk)|complain higher|complaints? (?:procedure|department|team))\b",
)
# About somebody, not a wish for them: where to write to them, or an escalation they were told of.
NO_WISH = AnyCase(
    r"\bwhere (?:do|can|should) (?:i|we) write\b|\b(?:manager|supervisor)"
    r" (?:said|says|told|was|is|has|had|refused|did|didn['’]t|called|came|asked|hung)\b"
    r"|\b(?:spoke|spoken|talked|speaking) (?:to|with) (?:a |the |your |my |another )?(?:\w+ )?(?:manager|supervisor|human|person)\b"
    r"|\bhuman (?:error|rights|resources)\b|\bescalated\b"
    r"|\bin charge of (?:your|the|this|that|all|those) (?!(?:\w+ )?(?:complaints?|team|store|shop|branch|department|depot|office|case|desk)\b)",
)
# Calm, this asks for a way and insists on nobody.
ASKS_HOW = AnyCase(
    r"\b(?:best|right|easiest|quickest) way to|\bhow (?:do|can|could|would|should) (?:i|we|one)\b|\bis (?:there|it possible)\b",
)
PROCEDURE = AnyCase(
    r"\bcomplain(?:t|ts|ts'|t's)? (?:procedure|process|form|policy|address|e-?mail|department|line)\b|\b(?:how|where) (?:do|can|could|should|would) (?:i|we) (?:\w+ )?(?:complain|make a (?:\w+ )?complaint|file a (?:\w+ )?complaint)\b",
)
PRAISES_THEM = AnyCase(
    r"\bto (?:get|give|tell) (?:him|her|them|you) (?:a |an )?(?:raise|promotion|medal|bonus|compliment|how (?:good|great|kind|helpful))\b",
)
GOES_PUBLIC = AnyCase(
    r"\b(?:I|I['’]?(?:m|ll|ve|d)|we|we['’](?:ll|re)|my|our|you['’]ll|see you|hear from|expect|going to|retweet|rt)\b[^.!?]{0,80}"
    r"\b(?:ombudsman|lawyers?|solicitors?|attorney|court|sue|suing|su(?:e|ing) you|legal(?:ly)?|lawsuit|press|newspapers?|papers|news"
    r"|media|regulators?|trading standards|watchdog|bbb|fcc|ftc|ofcom|ofgem|consumer (?:court|forum|protection|rights|affairs)|police"
    r"|report(?:ing)? (?:you|this|them|it)|reviews?|viral|expose|tell(?:ing)? everyone|everyone (?:will|should|needs to) know|twitter"
    r"|facebook|youtube|blog|retweet|rt|post(?:ing)? (?:this|it|about)|warn(?:ing)? (?:others|people|everyone)|spread the word"
    r"|authorities|charge ?back|claims)\b",
)
LEAVES = AnyCase(
    r"\b(?:leav(?:e|ing)|(?<!the )cancel(?:l?ing)?(?! (?:\w+ ){0,2}(?:charges?|flights?|fees?|orders?|delivery|trains?|booking|appointment))"
    r"|switch\w*|chang(?:e|ing) (?:provider|bank|to)|competitors?|elsewhere|never (?:again|use|buy|shop|fly|order"
    r"|book|go|come|return)|last time|lost (?:a|my|me|our)|go(?:ing)? to (?:someone|another)|won['’]?t be (?:\w+ing|back)|not (?:be )?"
    r"(?:coming|shopping|flying|ordering|buying|using|renewing)|clos(?:e|ing) (?:my|our|the) accounts?|disconnect\w*|(?:just|already|have|'ve|now) cancell?ed (?:my|our)|done with|delet(?:e|ing)"
    r"|unsubscrib\w*|taking my (?:business|money|custom)|rather (?:use|go|shop|fly)|moving to|port(?:ing)? out|bye|goodbye)\b",
)
# A limit, rather than an order to feel otherwise; rightful once somebody was insulted.
RESPECT = AnyCase(
    r"\b(?:respect\w*|polite\w*|civil|language|insult\w*|abus\w*|swear\w*|courte\w+|speak to (?:me|us) (?:like|that way|in)"
    r"|talk to (?:me|us) (?:like|that way))\b",
)
# Having been in touch before, rather than a fault that is back.
IN_TOUCH = AnyCase(
    r"\b(?:call\w*|contact\w*|tweet\w*|e-?mail\w*|wr(?:ote|it\w+)|ask\w*|messag\w*|chat\w*|report\w*|rang|ring\w*|phoned|phoning|(?:to|i|we|and|you) phone|phone (?:you|up|calls?)"
    r"|sp(?:oke\w*|eak\w*)|told|tell|talk\w*|explain\w*|complain\w*|dm\w*|tickets?|passed|transfer\w*|agents?|reps?|tried to (?:resolve|sort|solve)"
    r"|support|advis\w+|said)\b",
)
MORE_THAN_ONCE = AnyCase(
    r"\b(?:again|twice|(?:second|third|fourth|fifth|2nd|3rd|[4-9]th) time|times|multiple|several|already|still|keep|keeps"
    r"|every time|each time|before|circles|run ?around|passed (?:around|round|from))\b",
)
# Somebody or something that gets in touch with them: no contact of theirs.
CONTACTS_THEM = re.compile(
    r"\b(?:ask\w*|text\w*|messag\w*|e-?mail\w*|call(?:ing|s)?|ring\w*|phon(?:es|ing)|tell(?:s|ing)) (?:me|us)\b(?! back)",
    re.I,
)
# What can be lost: money, a way in, a journey, health, a day that counts, a living.
STAKES = AnyCase(
    r"\b(?:charg(?:ed|ing)|overcharg\w+|deduct\w+|debited|refund\w*|reimburs\w+|unauthori[sz]ed|fraud\w*|scam\w*|stole\w*|robbed"
    r"|(?:my|our|your|the|of|back|out of) money|out of pocket|los(?:e|t|ing)|owe[ds]?|overdraft|rent|mortgage|salary|wages|pay ?(?:check|roll)|deposit"
    r"|savings|lock(?:ed)?(?: \w+)? out|lock(?:ed|s)|hack\w*|can(?:no|')?t (?:access|log ?in|sign ?in|get (?:in|back))|(?:delet|suspend|disabl|block)ed|password"
    r"|strand\w*|stuck|trapped|miss(?:ed|ing)?|no (?:heat\w*|hot water|water|power|electricity|gas|service|internet|phone|signal|way)|outages?|down"
    r"|without (?:\w+ ){0,2}(?:heat\w*|water|power|electricity|gas|service|internet|phone)|medic\w*|medication|(?<!was in )(?<!were in )(?<!been in )hospital|surgery|insulin|doctor|nurse"
    r"|allerg\w*|pregnan\w*|bab(?:y|ies)|newborn|disab\w+|wheelchair|emergenc\w+|unsafe|danger\w*|safety|injur\w*|burn\w*|fire|smoke"
    r"|deadline|urgent\w*|(?:due|by|before) today|tomorrow|tonight|(?:by|before|on) (?:noon|(?:mon|tues|wednes|thurs|fri|satur|sun)day)|exam|interview|wedding"
    r"|funeral|birthday|(?:for|my|our|at|to|from|need|have|do) work|my (?:job|business|shop|clients|customers|living|livelihood)|late for)\b|[$£€]{2,}",
)
# "Thanks" as the end of a message that goes on with the matter is a greeting.
SIGNS_OFF = AnyCase(r"\w+[^\w]+(?:thanks|thank you|thx|cheers|ta)\W*$")
PART = re.compile(  # "1/2", not "by 3/4" or "code is 3/4"
    r"[\[(]?(?<!\bby )(?<!\bis )(?<!until )(?<!before )\b(\d)\s?(?:/|of)\s?(\d)\b[\])]?",
    re.I,
)
GOES_ON = AnyCase(r"(?:\.{3}|…|,|\b(?:and|but|or|the|to|of|with|for))\s*$")


def grounded(turn: Turn, reading: Reading, mood: Mood, heard: Collection[str]) -> Reading:
    """The reading without the signals that these words don't bear out, for a card to rest on.

    `heard` names the customer's signals so far.
    """
    text = turn.text[:SCANNED].replace("’", "'")
    doubted = {name for name in reading_names(reading) if _doubted(name, text, mood, heard)}
    if not doubted:
        return reading
    return replace(
        reading, signals=tuple(one for one in reading.signals if one.name not in doubted)
    )


def reading_names(reading: Reading) -> set[str]:
    """The names of the signals that were heard."""
    return {signal.name for signal in reading.signals}


def _doubted(name: str, text: str, mood: Mood, heard: Collection[str]) -> bool:
    if name == "supervisor_request":
        again = name in heard and INSISTS_ON_THEM.search(text) is not None  # "Then find one!"
        return not (again or wants_somebody_else(text, calm=mood == "calm"))
    if name == "long_wait":
        return not tells_of_waiting(text)
    if name == "high_stakes":
        return not (STAKES.search(text) or in_danger(text) or speaks_of_self_harm(text))
    if name == "repeat_contact":
        sentences = [one[0] for one in SENTENCE.finditer(text)]
        theirs = [CONTACTS_THEM.sub(" ", one) for one in sentences]
        return not any(IN_TOUCH.search(one) and MORE_THAN_ONCE.search(one) for one in theirs)
    if name == "thanks":
        return SIGNS_OFF.search(text) is not None and len(text.split()) > FEW
    if name == "public_threat":
        return GOES_PUBLIC.search(text) is None and threatens_court(text) is None
    if name == "churn_threat":
        return LEAVES.search(text) is None or only_orders(text)
    if name == "calm_down":
        return "abuse" in heard and RESPECT.search(text) is not None
    return False


def wants_somebody_else(text: str, *, calm: bool) -> bool:
    """Whether these words ask for somebody in charge, or for a person instead of a machine.

    >>> wants_somebody_else("I want to speak to your manager.", calm=True)
    True
    >>> wants_somebody_else("Is there anybody I could talk to about my aunt's booking?", calm=True)
    False
    """
    if PRAISES_THEM.search(text):
        return False
    if NO_WISH.search(text):
        return INSISTS.search(text) is not None
    if LEAD.search(text) or wants_whoever_decides(text):
        return not (calm and ASKS_HOW.search(text))
    if INSISTS.search(text):
        return (
            not calm or re.search(r"\b(?:insist|demand|refuse|instead)\b", text, re.I) is not None
        )
    return False


def asks_for_a_way(text: str) -> bool:
    """Whether these words ask how to complain, and for nobody in person.

    >>> asks_for_a_way("Send me your complaints procedure."), asks_for_a_way("I want to complain to a manager.")
    (True, False)
    """
    return PROCEDURE.search(text) is not None and LEAD.search(text) is None


def unfinished(text: str) -> bool:
    """Whether a message of the company goes on in the next one: "1/2", or a sentence left open."""
    part = PART.search(text[-12:]) or PART.match(text.lstrip())
    if part is not None and 0 < int(part[1]) <= int(part[2]):
        return int(part[1]) < int(part[2])
    return GOES_ON.search(text.rstrip()) is not None


def continued(text: str) -> bool:
    """Whether a message goes on from the one before: "2/2".

    >>> continued("and we'll send it. 2/2"), continued("We'll send it by 3/4.")
    (True, False)
    """
    part = PART.search(text[-12:]) or PART.match(text.lstrip())
    if part is not None and 0 < int(part[1]) <= int(part[2]) and text.rstrip()[-1:] != ".":
        return int(part[1]) > 1
    return text.lstrip().startswith(("...", "…"))
