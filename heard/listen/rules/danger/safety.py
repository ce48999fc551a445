"""The safety instruction that comes before feelings: "get out", "call an ambulance", "are you safe?"."""

from __future__ import annotations

import re

from heard.listen.any_case import AnyCase

SCANNED = 4000
_SAFETY = AnyCase(
    r"""\b(?:
      (?:call(?:ed)?|r[iau]ng|dial(?:led|ed)?|phoned?|contact(?:ed)?)\ (?:\w+\ ){0,2}(?:999|911|112|000|105|emergency\ (?:services|number|line)|an?\ ambulance|the\ (?:ambulance|fire\ brigade
        |fire\ department|fire\ service|paramedics|poison\ (?:line|control|cent(?:er|re))|gas\ emergency(?:\ (?:line|number|service))?|police))
    | (?:has|have)\ (?:somebody|someone|anyone|anybody|you|they)\ (?:already\ )?(?:called|rung|phoned)\ (?:for\ )?(?:help|them|an?\ )
    | is\ (?:help|an\ ambulance|somebody|someone|anyone|anybody)\ (?:already\ )?(?:on\ (?:its|the|their)\ way|coming|there|with\ (?:you|him|her|them))
    | (?:999|911|112)\ (?:now|first|at\ once|right\ away|immediately|if)
    | (?:are|is)\ (?:you|he|she|they|everyone|everybody|anyone|your\ \w+(?:\ \w+)?)(?:\ and\ (?:\w+\ ){0,2}\w+)?\ (?:all\ )?(?:safe|warm\ enough|hurt|injured|unhurt|unharmed|breathing|in\ danger|out\ of\ (?:the|there|danger)|(?:ok|okay|all\ right|alright)(?=\s*(?:\?|$)))
    | (?:please\ |and\ |,\ |^)(?:get|go|move)\ (?:\w+\ ){0,3}(?:out(?!\ (?:of\ (?:my|our|the\ (?:app|account|menu|settings))|your|the|more))|outside)
    | (?:get|go|move)\ (?:\w+\ ){0,3}(?:to\ safety|outside\ (?:now|first)|out\ (?:now|first|of\ (?:the\ (?:house|room|building|kitchen|flat|car)|there)))
    | (?:get|seek|needs?)\ (?:him\ |her\ |them\ )?(?:medical|emergency|urgent)\ (?:help|care|attention|advice)
    | (?:go|get\ (?:him|her|them|yourself)|take\ (?:him|her|them|yourself))\ (?:straight\ |right\ away\ )?to\ (?:the\ |your\ nearest\ |a\ )?(?:nearest\ )?(?:a&e|er\b|emergency\ (?:room|department)|hospital)
    | (?:stay|keep|move|step|get)\ (?:\w+\ ){0,2}(?:well\ )?(?:away|clear|back)\ from | (?:keep|stay)\ (?:him|her|them|everyone|well)\ (?:away|clear|out|back)
    | are\ you\ (?:\w+\ )?somewhere\ (?:safe|warm|dry|lit)\b | is\ there\ (?:a|any|some)(?:where|\ \w+)?\ (?:warm|safe|dry|heated)
    | stay\ where\ it(?:'s|\ is)\ (?:\w+\ )?(?:lit|warm|safe|dry|light|busy)\b
    | (?:stop|don't|do\ not|please\ don't)\ (?:using|use|driv(?:e|ing)|eat(?:ing)?|drink(?:ing)?|tak(?:e|ing)|charg(?:e|ing)|wear(?:ing)?|plug(?:ging)?)\ (?:it|them|that|any\ more|the\ \w+)
    | (?:call|ring|phone|ask|speak\ to|go\ to)\ (?:\w+\ ){0,3}(?:111|pharmacist|pharmacy|out[-\ ]of[-\ ]hours)
    | (?:get|go)\ (?:\w+\ ){0,2}somewhere\ safe | lock\ (?:yourself|the\ door)
    | (?:step|come)\ (?:right\ |straight\ )?outside | (?:open\ (?:all\ |the\ |your\ )*(?:windows|doors)|windows\ open) | no\ (?:switches|lights|naked\ flames?)
    | (?:start|begin|give)\ (?:\w+\ )?cpr | use\ (?:the|his|her|your)\ epi-?pen | unplug\ it\ (?:now|at|first)
    | leave\ the\ (?:house|building|room|flat|kitchen)
    | (?:turn|switch|shut)\ (?:off\ the\ gas|the\ gas\ off|it\ off\ at\ the\ (?:mains|wall|socket))
    | (?:turn|switch|shut)\ off\ the\ (?:power|electricity|mains)\ (?:at\ the|now|first)
    | (?:don't|do\ not|don't\ anyone)\ (?:touch\ any\ switch\w*|light\ anything|go\ back\ in)
    )""",
    re.VERBOSE,
)

_SENDS = AnyCase(
    r"\b(?:i|we)(?:'m|'re|'ve|'ll|\ am|\ are|\ have|\ will)?\ (?:\w+\ ){0,2}?(?:send(?:ing)?|sent|dispatch(?:ing|ed)?|get(?:ting)?|got|arrang(?:e|ing|ed)|book(?:ing|ed)?|order(?:ing|ed)?|bring(?:ing)?|call(?:ing|ed)?)"
    r"\ (?:[\w'-]+\ ){0,5}?(?:engineer|plumber|electrician|locksmith|technician|recovery|tow|breakdown|taxi|cab|ambulance|help|heaters?|courier|driver|paramedics?|doctor|nurse|crew|generator|cylinder|somebody|someone)\b"
    r"[^.!?]{0,80}?\b(?:now|today|tonight|this\ (?:morning|afternoon|evening|hour)|right\ away|straight\ away|straightaway|immediately|at\ once|(?:with)?in\ (?:the\ next\ )?(?:\w+\ ){1,2}(?:minutes|hours?|mins)|by\ \d|by\ (?:noon|one|two|three|four|five|six|seven|eight|nine|ten))"
    r"|\b(?:medical\ team|medics?|paramedics?|ambulance|first\ aiders?|nurse|doctor|engineer|crew|recovery|security)\b[^.!?]{0,20}\b(?:on\ (?:the|its|their|his|her)\ way|coming|minutes?\ away|running)\b"
    r"|\bi(?:'m|\ am)\ (?:opening|unlocking|freeing|releasing)\ (?:it|the\ \w+|your\ \w+)\b[^.!?]{0,40}\b(?:now|from\ here|remotely|minute|seconds?)\b"
)


# Whoever it is about is with doctors already.
_IN_CARE = AnyCase(
    r"\b(?:(?:in|at)\ (?:a&e|casualty|hospital|the\ hospital|intensive\ care|resus|the\ emergency\ room|the\ er)|on\ a\ drip"
    r"|(?:taken|rushed|admitted|blue\ lighted)\ (?:\w+\ )?(?:to|into)\ (?:hospital|a&e|casualty))\b"
)
_ASKS_AFTER = AnyCase(
    r"\b(?:how(?:'s|\ is|\ are|'re)\ (?:she|he|they|(?:your|the)\ (?!day|week|evening|morning|order|experience)\w+(?:\ \w+)?)(?:\ (?:now|doing|feeling|getting\ on))?\s*[,?]"
    r"|(?:is|are)\ (?:she|he|they|(?:your|the)\ \w+)\ (?:\w+\ )?(?:ok|okay|all\ right|alright|stable|being\ (?:treated|looked\ after)|with\ (?:a\ )?doctors?)"
    r"|tell\ the\ doctors|what\ do\ the\ doctors\ say)"
)


def in_care(text: str) -> bool:
    """Whether a customer tells that somebody is with doctors already.

    >>> in_care("My daughter is in A&E after your bowl."), in_care("Her lips are swelling.")
    (True, False)
    """
    return _IN_CARE.search(text[:SCANNED]) is not None


def asks_after(text: str) -> bool:
    """Whether a reply asks how somebody is who is with doctors.

    >>> asks_after("How is she now?"), asks_after("How's your day?")
    (True, False)
    """
    return _ASKS_AFTER.search(text[:SCANNED].replace("’", "'")) is not None


def sends_help(text: str) -> bool:
    """Whether a reply sends somebody who can help, and says by when.

    >>> sends_help("I'm sending an emergency engineer to you now."), sends_help("I'll send it to the team.")
    (True, False)
    """
    return _SENDS.search(text[:SCANNED].replace("’", "'")) is not None


def safety_first(text: str) -> tuple[int, int] | None:
    """Where a reply tells somebody how to get to safety, or asks whether they are safe.

    >>> safety_first("Please call 999 if he has trouble breathing.") is not None
    True
    >>> safety_first("Please call us on Monday.") is None
    True
    """
    found = _SAFETY.search(text[:SCANNED].replace("’", "'"))
    return None if found is None else found.span()
