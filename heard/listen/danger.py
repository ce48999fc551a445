"""Bodily danger in so many words, and the safety instruction that comes before feelings.

Few in any training set, so rules stand beside the learned score. Danger to life is a stake as high as
any; whoever answers it with "get out" or "call an ambulance" has not put a fix before the feeling.
"""

from __future__ import annotations

import re

from heard.listen.plainly import said_in
from heard.listen.wordlists import stems

SCANNED = 4000
_STEMS = stems(
    """gas alarm detector breath unconscious choking bleeding allergic seizure attack stroke
    anaphyla fire spark smoulder flame exploded smoke shock locked trapped stuck"""
)
SURE = 0.9  # cautious: of the texts in training/data that the rule finds, 6 of 6 carry the label

_WHO = (
    r"(?:i|he|she|they|we|(?:my|our|the|her|his)\ (?:\w+\ )?(?:son|daughter|baby|child|children|kids?|kid|toddler|wife|husband|mum|mom|dad|mother|father|gran|"
    r"grandmother|grandfather|partner|brother|sister|boy|girl|friend|colleague|driver|passenger|tenant|neighbou?r))"
)
_THING = (
    r"(?:it|(?:the|my|your|this|that|our|a)\ (?:\w+\ )?(?:charger|battery|phone|laptop|dryer|washer|washing\ machine|machine|oven|cooker|hob|toaster"
    r"|kettle|heater|boiler|socket|plug|cable|meter|fuse\ ?box|router|box|tv|car|engine|bike|scooter|house|kitchen|flat|roof|fridge|freezer|transformer))"
)
_IS = r"(?:'m|'re|'s|\ am|\ are|\ is)"
_DANGER = re.compile(
    rf"""(?<![\w'])(?:
      (?:smell(?:s|ing)?|smells\ (?:like|of)|smell\ of|whiff\ of)\ (?:\w+\ ){{0,2}}gas(?!\w|\ (?:station|bill))
    | gas\ (?:leak(?:s|ing)?|smell)\ (?:in|at|by|from|under|here|now|coming|is)\b
    | (?:there(?:'s|\ is)|we\ have|got)\ a\ gas\ leak
    | (?:carbon\ monoxide|co)\ (?:alarm|detector)(?:'s|\ is|\ keeps?|\ has|\ just)?\ (?:going|gone|went|sounding|beeping|screaming|set|off)
    | {_WHO}\ (?:(?:really|still|hardly)\ )?(?:can't|cannot|cant|can\ hardly|can\ barely|could\ not|couldn't)\ breathe(?!\ a\ word)
    | {_WHO}{_IS}\ (?:(?!not|never)\w+\ )?(?:struggling\ to\ breathe|having\ trouble\ breathing|not\ breathing|unconscious|choking\ (?:on|and|now|right)|bleeding(?=\ (?:and|a\ lot|badly|heavily|from|on|out|everywhere|all|quite|so)\b|[^\w\ ]|$))
    | {_WHO}{_IS}\ (?:(?!not|never)\w+\ )?having\ an?\ (?:\w+\ )?(?:allergic\ reaction|seizure|heart\ attack|asthma\ attack|stroke)
    | (?:went|going|gone)\ into\ anaphyla\w+
    | {_WHO}{_IS}\ (?:(?!not|never)\w+\ )?allergic[^.!?]{{0,40}}\b(?:label|packet|menu|box|you|waiter)\b[^.!?]{{0,20}}\b(?:said|says|told|marked)\b
    | {_WHO}{_IS}\ (?:(?!not|never)\w+\ )?allergic[^?]{{0,60}}\bthere(?:'s|\ is|\ are|\ was|\ were)\ (?:\w+\ ){{0,2}}(?:peanuts?|nuts?|milk|egg|sesame|gluten|soy)\b
    | {_WHO}{_IS}\ (?:(?!not|never)\w+\ )?allergic[^.!?]{{0,40}}\b(?:ate|eaten|has\ had|swallowed)\b
    | {_THING}(?:'s|\ is|\ are|\ was|\ has|\ have)?\ (?:(?!not|never)\w+\ )?(?:caught\ fire|catching\ fire|on\ fire|sparking|smouldering|burst\ into\ flames|exploded)
    | (?:sparks?|flames|smoke)\ (?:(?:is|are|keeps?|keep|was|were)\ )?(?:(?:coming|shooting|flying|pouring|came|shot)\ )?(?:out\ of|off\ the|from\ the)
    | (?:got|had|getting|gave\ (?:me|him|her|us))\ an\ electric\ shock
    | (?:child|baby|toddler|son|daughter|kid|kids|little\ one|grandson|granddaughter)(?:'s|\ is|\ are|\ got)\ (?:\w+\ ){{0,2}}(?:locked|trapped|stuck)\ (?:in|inside)
    | {_WHO}{_IS}\ (?:(?!not|never)\w+\ )?trapped\ (?:in|inside|under)\ (?:the|your|a|this)\ (?:lift|elevator|car|room|bathroom|building|train)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_UNMEANT = re.compile(
    r"(?:\b(?:no|not|never|without|if|unless|when|in case|what happens|film|game|test|last (?:week|month|year))|n't|practi[cs]e)\b[^.!?,;]{0,25}$",
    re.IGNORECASE,
)
_SAFETY = re.compile(
    r"""\b(?:
      (?:call|ring|dial|phone|contact)\ (?:\w+\ ){0,2}(?:999|911|112|000|105|emergency\ (?:services|number|line)|an?\ ambulance|the\ (?:ambulance|fire\ brigade
        |fire\ department|fire\ service|paramedics|poison\ (?:line|control|cent(?:er|re))|gas\ emergency(?:\ (?:line|number|service))?))
    | (?:999|911|112)\ (?:now|first|at\ once|right\ away|immediately|if)
    | (?:are|is)\ (?:you|he|she|they|everyone|everybody|anyone|your\ \w+(?:\ \w+)?)\ (?:all\ )?(?:safe|hurt|injured|breathing|in\ danger|out\ of\ (?:the|there|danger))
    | (?:please\ |and\ |,\ |^)(?:get|go|move)\ (?:\w+\ ){0,3}(?:out(?!\ (?:of\ (?:my|our|the\ (?:app|account|menu|settings))|your|the|more))|outside)
    | (?:get|go|move)\ (?:\w+\ ){0,3}(?:to\ safety|outside\ (?:now|first)|out\ (?:now|first|of\ (?:the\ (?:house|room|building|kitchen|flat|car)|there)))
    | leave\ the\ (?:house|building|room|flat|kitchen)
    | (?:turn|switch|shut)\ (?:off\ the\ gas|the\ gas\ off|it\ off\ at\ the\ (?:mains|wall|socket))
    | (?:turn|switch|shut)\ off\ the\ (?:power|electricity|mains)\ (?:at\ the|now|first)
    | (?:don't|do\ not|don't\ anyone)\ (?:touch\ any\ switch\w*|light\ anything|go\ back\ in)
    )""",
    re.VERBOSE | re.IGNORECASE,
)


def in_danger(text: str) -> tuple[int, int] | None:
    """Where a customer says that somebody's life or health is in danger, or None.

    >>> text = "I can smell gas in my kitchen!"
    >>> start, end = in_danger(text)
    >>> text[start:end]
    'smell gas'
    >>> in_danger("Our old gas boiler smells of paint.") is None
    True
    """
    return said_in(text[:SCANNED], _DANGER, _STEMS, _UNMEANT)


def safety_first(text: str) -> tuple[int, int] | None:
    """Where a reply tells somebody how to get to safety, or asks whether they are safe.

    >>> safety_first("Please call 999 if he has trouble breathing.") is not None
    True
    >>> safety_first("Please call us on Monday.") is None
    True
    """
    found = _SAFETY.search(text[:SCANNED].replace("’", "'"))
    return None if found is None else found.span()
