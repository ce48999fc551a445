"""What hangs on it for the customer, in a clause that can be said to them, and who depends on it."""

from __future__ import annotations

import re

from heard.listen.any_case import AnyCase
from heard.listen.remembered import Remembered

SCANNED = 3000  # characters of a turn looked at
NEAR = 160  # characters around a device in which its failure may be told

_KIN = (
    r"(?:mother|mum|mom|mam|ma|father|dad|nana?|gran(?:ny|dma|dpa|dad|ddad|dmother|dfather)?|wife|husband|partner|son|daughter|child|baby|brother|sister"
    r"|uncle|aunt|mother-in-law|father-in-law|neighbou?r|parents?)"
)
# A device that somebody needs to stay well, and how it is named to them.
_DEVICES = (
    (r"oxygen(?: (?:machine|concentrator|supply|tank|cylinder))?", "oxygen"),
    (r"(?:home )?ventilator", "a ventilator"),
    (r"c-?pap|bi-?pap|sleep apn(?:o?ea) machine|breathing machine", "a breathing machine"),
    (r"nebuli[sz]er", "a nebulizer"),
    (r"dialysis(?: machine)?", "dialysis"),
    (r"feeding (?:pump|tube)|tube[- ]feed\w*", "a feeding pump"),
    (r"insulin", "insulin"),
    (r"(?:electric|power(?:ed)?|motori[sz]ed) ?(?:wheel)?chair", "a powered wheelchair"),
    (r"stair ?lift|(?:patient|ceiling|bath) hoist|hospital bed|riser chair", "a lift that needs power"),
    (r"(?:pendant|fall|care|lifeline|medical|epilepsy|apn(?:o?ea)) (?:alarm|monitor)|alarm line|(?:panic|emergency) (?:button|cord)|life ?line(?= (?:is|isn|does|won|has|can|runs|needs))", "an alarm"),
)  # fmt: skip
_DEVICE = AnyCase("|".join(rf"\b(?P<d{n}>{words})\b" for n, (words, _) in enumerate(_DEVICES)))
# What it needs isn't there, or it doesn't run.
_FAILS = AnyCase(
    r"\b(?:(?:no|without|lost|losing|cut|turned off|switched off) (?:(?:the|our|my|any|all|his|her|a|phone|mains) )?(?:power|electric(?:ity)?|current|supply|line|landline|signal|internet|broadband|service|mains|heat\w*)"
    r"|(?:power|electric(?:ity)?|current|mains|line|landline|signal|internet|broadband|it|service|freezer|fridge|lift)(?:'s| is| has| has been| went| keeps| was)? (?:\w+ )?(?:out|off|down|dead|gone|cut|failed|failing|cutting out|broken)"
    r"|can(?:no|')?t (?:be|do|live|cope|manage) without|outages?|power ?cuts?|black ?out|load ?shedding|cut (?:us|me|him|her|them) off|disconnect\w*|in the dark|generator|batter(?:y|ies)|running (?:low|out)"
    r"|(?:stopped|stops|broke|died|failed|dead|beeps?|beeping)\b|(?:not|n't|never) (?:\w+ )?(?:work\w*|charg\w*|start|run\w*|come|arriv\w+|deliver\w*|turn\w*))",
)
_WHOSE = re.compile(
    rf"\b(?:my|our) (?:(?:\w+[- ]){{0,3}}?)(?P<kin>{_KIN})\b|\b(?P<bare>mum|mom|mam|dad|nana?|gran|grandma|grandad|granddad)\b",
    re.I,
)
_OWN = re.compile(r"\b(?:I|I'm|I've|my)\b")
_HOW_OLD = re.compile(rf"\bmy (?P<years>\d\d)[- ]?(?:years?|yr)[- ]?old (?P<kin>{_KIN})\b", re.I)

# Somebody small, old or ill, left without what nobody does without for long.
_FRAIL = (
    (rf"(?:my|our) (?:\d\d[- ]?(?:year|yr)[- ]?old|elderly|old|disabled|bed ?ridden|bed ?bound|ill|sick|frail|pregnant) (?P<kin>{_KIN})", "your {kin}"),
    (r"new ?born", "a newborn"),
    (r"bab(?:y|ies)\b(?! (?:shower|monitor|food|clothes|seat|grand|steps))|infant", "a baby"),
    (r"(?:my|our|the|two|three|four|small|little|young|with) (?:kids?|children|toddlers?|little ones?|twins)\b|\bkids? (?=no\b|without\b|hungry|freezing|cold)", "children"),
    (r"(?:disabled|bed ?ridden|bed ?bound|wheelchair|chemo\w*|pregnant)", ""),
)  # fmt: skip
_LACKS = AnyCase(
    r"\b(?:no|without|without any|haven't (?:got|had)|hasn't (?:got|had)|has had no|have had no) (?:(?!hot )\w+ )?(?P<lack>hot water|water|heat(?:ing)?|power|electricity|gas|food)\b"
    r"|\b(?P<off>heat(?:ing)?|boiler|power|electricity|water|gas)(?:'s| is| has been| has| went) (?:\w+ )?(?:off|out|down|dead|broken|gone|cut)\b",
)
_LACKED = {"heat": "heating", "boiler": "heating", "electricity": "power"}

# What else can hang on it. Each clause stands after "I can see what hangs on this:".
_ELSE = tuple(
    (AnyCase(rf"\b(?:{words})\b"), said)
    for words, said in (
        (r"(?:surgery|operation|biopsy|transplant|chemo\w*) (?:is |is on |on |at )?(?:tomorrow|today|next|this|monday|tuesday|wednesday|thursday|friday|in \w+ (?:days?|hours?))|hospital (?:bill|deposit)|(?:won't|wont|will not|refuse to|can't) (?:treat|operate|attend|admit|see|start)(?: to)? (?:my|him|her|me|our|on (?:my|him|her|me))", "somebody's treatment hangs on it"),
        (r"(?:my|her|his|our) (?:\w+ )?(?:medication|meds|medicine|inhaler|prescription|tablets|pills)", "it's about medicine"),
        (r"(?<!was )(?<!were )(?<!been )(?:in|inside|to|at|from) (?:the )?(?:a&e|a and e|e\.?r\.?(?= )|emergency room|hospital|icu|intensive care)", "there's somebody in hospital"),
        (r"funeral", "there's a funeral"),
        (r"(?:my|our|her|his|at (?:a|the)|\w+'s) (?:\w+ )?wedding|getting married|bride", "there's a wedding"),
        (r"(?:my|our|the|with|two|three|hungry|thirsty) (?:kids|children)\b[^.!?]{0,40}\b(?:no (?:water|food)|hungry|thirsty|crying|stranded)|kids no (?:water|food)", "there are children waiting with you"),
        (r"(?:rent|mortgage)(?: is|'s|) (?:due|late|bounced)|pay (?:my|our|the) (?:rent|mortgage)", "your rent hangs on it"),
        (r"los(?:e|ing) (?:the|my|our) (?:house|home|flat|apartment)|repossess\w*", "your home hangs on it"),
        (r"los(?:e|ing) (?:my|the) job|(?:get|be) (?:fired|sacked)", "your job hangs on it"),
        (r"eviction|evict(?:ed|ing)|(?:out on|on) the street|homeless", "your home hangs on it"),
        (r"(?:can't|cannot|couldn't) (?:buy|afford) (?:any )?(?:food|groceries|nappies|formula)|(?:no|without) money (?:for|to (?:buy|eat))", "you need it to live on"),
        (r"payroll|people get paid|pay (?:my|our) (?:staff|people|team|workers|employees)|(?:staff|team) (?:\w+ )?wages", "people are waiting for their pay"),
        (r"(?:my|our) (?:\w+ )?(?:shop|store|restaurant|cafe|business|salon|stall|market|customers|clients)\b", "your business hangs on it"),
        (r"exam|finals|dissertation|thesis|coursework", "there's an exam or a deadline"),
        (r"(?:job )?interview (?:is |at |on )?(?:tomorrow|today|at (?:\d|\w+\b)|(?:mon|tues|wednes|thurs|fri)day|in \w+ (?:minutes|hours?))", "there's an interview"),
        (r"(?:my|our|the) (?:flight|plane|train|ferry) (?:\w+ )?(?:boards|leaves|is in|departs|in \w+ (?:minutes|hours?))|gate closes", "you have a departure to make"),
        (r"(?:can't|cannot|unable to|couldn't|missing|missed|late for|lost (?:a )?(?:day'?s? )?) ?(?:go to |do (?:my|any) |get to )?work|work from home", "your work hangs on it"),
    )
)  # fmt: skip


@Remembered
def depends(text: str) -> str:
    """Who depends on a device that has failed or stands without power, as a clause; "" where nobody does.

    >>> depends("Power's been out since six and my mum is on oxygen, the battery is nearly dead")
    'your mum relies on oxygen'
    >>> depends("I need a new mask for my CPAP, which one fits?")
    ''
    """
    plain = text[:SCANNED].replace("’", "'")
    for found in _DEVICE.finditer(plain):
        around = plain[max(0, found.start() - NEAR) : found.end() + NEAR]
        if _FAILS.search(around):
            number = next(int(name[1:]) for name, words in found.groupdict().items() if words)
            return f"{_who(plain, found.start())} on {_DEVICES[number][1]}"
    return ""


@Remembered
def at_stake(text: str) -> str:
    """What hangs on it, as a clause that can be said to the customer; "" where none is told.

    >>> at_stake("No heating for two days with a newborn"), at_stake("The funeral is on Friday!")
    ("you're without heating with a newborn", "there's a funeral")
    >>> at_stake("The blue one is nicer")
    ''
    """
    plain = text[:SCANNED].replace("’", "'")
    lacks = _LACKS.search(plain)
    frail = _frail(plain) if lacks else ""
    if lacks and frail:
        lacking = (lacks["lack"] or lacks["off"]).lower()
        lack = f"you're without {_LACKED.get(lacking, lacking)} with {frail}"
    else:
        lack = ""
    return depends(text) or lack or next((said for words, said in _ELSE if words.search(plain)), "")


def _who(plain: str, at: int) -> str:
    """Whom the device is for: the last one named before it, else the customer or somebody there."""
    sentence = plain[max(0, plain.rfind("\n", 0, at)) : at + 40]
    named = [one["kin"] or one["bare"] for one in _WHOSE.finditer(sentence)]
    if named:
        return f"your {named[-1].lower()} relies"
    return "you rely" if _OWN.search(sentence[-80:]) else "somebody with you relies"


def _frail(plain: str) -> str:
    for words, named in _FRAIL:
        found = re.search(rf"\b(?:{words})", plain, re.I)
        if found:
            return (
                named.format(kin=(found.groupdict().get("kin") or "").lower())
                or "somebody who can't wait"
            )
    return ""
