"""Advice in a draft that can hurt somebody: a safety device put out of action, a fault used on, fumes, fire, a shock."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.coach.draft.clauses import spans
from heard.coach.draft.find.unsafe.sentences import AGREES
from heard.coach.draft.finding import Finding
from heard.listen.rules.alternatives import Alternatives

if TYPE_CHECKING:
    from collections.abc import Iterator

# How advice begins, so that "somebody taped it" is none.
_ADVISES = (
    r"(?:(?:^|[,;:–—]\s*|\b(?:and|then|or|just|simply|please|try|could|can|should|might|may|to|easily|also|always|safely|instead)(?: i| we)?\s+)"
    r"(?:(?:just|simply|try|easily|always|first|also|then|carefully|quickly|still) )*)"
)
# What keeps people safe, by what puts it out of action: to switch off a breaker is safe, to tape it is not.
_CURRENT = r"(?:(?:circuit )?breakers?|fuses?|rcd|trip switch|thermal cut-?out|safety cut-?out|thermal fuse)"
_FORCES = r"(?:tap(?:e|ing)|bypass(?:ing)?|bridg(?:e|ing)|jam(?:ming)?|wedg(?:e|ing)|hold(?:ing)?|forc(?:e|ing)|overrid(?:e|ing)|ti(?:e|ing)|prop(?:ping)?)"
_ALARM = r"(?:(?:smoke|fire|carbon monoxide|co|gas|heat|flood) (?:alarms?|detectors?|sensors?)|alarms?(?= (?:if|when|while|until|keeps)))"
_SILENCES = r"(?:disabl(?:e|ing)|disconnect(?:ing)?|ignor(?:e|ing)|silenc(?:e|ing)|cover(?:ing)?|unplug(?:ging)?|(?:switch|turn)(?:ing)? off|tak(?:e|ing) (?:down|the batter(?:y|ies) out of)|remov(?:e|ing) the batter(?:y|ies) from|mut(?:e|ing))"
_GUARD = (
    r"(?:safety (?:switch|catch|valve|guard|cover|clip|pin|strap|belt|feature|sensor)|pressure (?:relief )?valve|relief valve|interlock|seat ?belts?|air ?bags?|(?:earth(?:ing)?|ground(?:ing)?) (?:wire|pin|lead|prong)"
    r"|guard rail|blade guard|(?:flame|oxygen) (?:sensor|detector)|(?:brake|oil|engine|airbag|temperature) warning(?: light)?)"
)
_REMOVES = rf"(?:{_FORCES}|{_SILENCES}|remov(?:e|ing)|tak(?:e|ing) (?:out|off)|cut(?:ting)?(?: off)?|snip|defeat|unscrew|skip|block(?:ing)?)"
_TO = r"(?: (?:the|your|that|this|its|out|off|down|up|over|a|any|all))*"
_DAMAGED = (
    r"(?:(?:bare|live|exposed|frayed|damaged|scorched|burnt|melted|sparking|smoking|leaking|cracked|swollen|bulging|overheating|wet|buzzing|bald|worn|faulty|recalled)"
    r"(?: (?:power|charging|electric|gas))? (?:wires?|cables?|cords?|plugs?|sockets?|outlets?|batter(?:y|ies)|chargers?|pipes?|hoses?|brakes?|tyres?|tires?|appliances?|heaters?|cookers?|boilers?|unit|ladders?|seats?))"
)
_GOES_ON = r"(?:(?:keep|carry on|go on|continue) (?:using|driving|running|charging|heating|cooking|riding|flying|sleeping)|(?:still |safely |just |easily )*(?:use|drive|run|charge|ride|plug in))"
HAZARDS = Alternatives(
    rf"{_ADVISES}{_FORCES}{_TO} {_CURRENT}\b",
    rf"{_ADVISES}{_SILENCES}{_TO} {_ALARM}\b(?![^.!?\n]*\b(?:new|fresh|replace|test|button|hush|engineer|chirp\w*|notifications?|settings?|reminders?|app|light)\b)",
    rf"{_ADVISES}{_REMOVES}{_TO} {_GUARD}\b",
    rf"{_ADVISES}(?:put|use|fit|install|swap (?:in|it for)|try) (?:in )?(?:a )?(?:bigger|larger|higher|stronger|nail|coin|foil|penny|paper ?clip|13 ?amp|20 ?amp|30 ?amp)[- \w]{{0,20}}\b(?:fuse|fuse ?box|breaker|fuse holder)\b",
    r"\b(?:hold|tape|wedge|keep|jam|prop)(?:ing)? (?:it|them|the (?:breaker|switch|valve|trigger|guard)) (?:down|on|in the on position|in place|open|shut|closed) (?:with|using) (?:tape|a (?:stick|screwdriver|coin|peg|zip tie|match))\b",
    rf"{_ADVISES}{_GOES_ON} (?:it |them |the |your |that |this |a )?(?:\w+ )?(?:with|despite|even (?:if|though|when|with)|until|while|on) [^.!?\n]{{0,40}}\b(?:spark\w*|smok\w+|burning|gas|leak\w*|brakes?|warning light|oil light|swollen|bulging|frayed|exposed|shocks?|fumes|flat tyres?|flames?|alight|hot to the touch|crack\w*)\b",
    rf"{_ADVISES}(?:{_GOES_ON}|touch|wrap|tape(?: up| over| around)?|cover|puncture|pierce|press)(?: (?:the|your|that|this|a|it))* {_DAMAGED}\b",
    r"\b(?:mix|combine|add|pour|use|put)(?:ing)?\b[^.!?\n]{0,30}\b(?:bleach|chlorine|drain cleaner)\b[^.!?\n]{0,30}\b(?:with|and|to|into|then|plus|after)\b[^.!?\n]{0,20}\b(?:vinegar|ammonia|acid|alcohol|descaler|toilet cleaner|lemon|cleaner)\b",
    r"\b(?:mix|combine|add|pour|use|put)(?:ing)?\b[^.!?\n]{0,30}\b(?:vinegar|ammonia|acid|descaler|toilet cleaner)\b[^.!?\n]{0,30}\b(?:with|and|to|into|then|plus|after)\b[^.!?\n]{0,20}\b(?:bleach|chlorine)\b",
    rf"{_ADVISES}(?:pour|throw|put|spray|use)(?: some| a bit of| a little)? water (?:on|onto|over|at|in|into) (?:the |your |that |it\b|a )?(?:burning |hot )?(?:oil|fat|pan|grease|battery|electrical|socket|plug|fuse ?box|fryer)\b",
    rf"{_ADVISES}keep (?:on )?(?:trying|lighting|pressing|turning|clicking|resetting|switching)\b[^.!?\n]{{0,60}}\b(?:light|ignite|spark|smell|gas|flame|catches|trips?|tripping)\b",
    r"\b(?:smell|gas|smoke|fumes)(?: of \w+)?(?:'ll| will| should)(?: soon| just| then)? (?:go away|pass|clear|disappear|be gone|settle|wear off)\b",
    rf"{_ADVISES}(?:strike|light|use|hold)(?: a)? (?:match|lighter|candle|flame)\b[^.!?\n]{{0,40}}\b(?:gas|leak|smell|pilot|pipe|hose)\b|{_ADVISES}(?:re-?light|light|ignite) (?:the |your )?(?:pilot|boiler|burner|stove|oven)\b[^.!?\n]{{0,40}}\b(?:smell|gas|leak)\b",
    rf"{_ADVISES}(?:use|run|put|light|bring|set up|heat (?:it|the \w+|your \w+) with)(?: the| your| a| an)? (?:generator|barbecue|bbq|charcoal grill|camping stove|patio heater)\b[^.!?\n]{{0,30}}\b(?:indoors|inside|in (?:the|your) (?:\w+ )?(?:room|kitchen|flat|house|garage|hall|tent|bedroom))\b",
    rf"{_ADVISES}(?:use|run|leave|put|open|light)(?: on| open)?(?: the| your| a)? (?:gas )?(?:oven|grill|hob|stove|cooker)\b[^.!?\n]{{0,20}}\bto (?:heat|warm|keep warm|keep you)\b",
    rf"{_ADVISES}(?:open up|open|take apart|dismantle|unscrew|prise open|lift the lid of|reach (?:in|into))(?: the back of| up)? (?:the |your )?(?:microwave|fuse ?box|consumer unit|meter|electric meter|gas meter|boiler casing|power supply|battery pack|tv set|inverter)\b",
    rf"{_ADVISES}(?:eat|drink|serve|feed|cook)(?: (?:it|them|the \w+|that|him|her|the baby))*[^.!?\n]{{0,30}}\b(?:mou?ld\w*|recalled|past (?:its|the|their) (?:use[- ]by|date)|out of date|smells? (?:off|funny|bad|a bit off)|expired|unrefrigerated)\b",
    rf"{_ADVISES}(?:scrape|cut|pick) (?:off )?(?:the )?(?:mou?ld|glass)\b(?: off| out| away)?|\b(?:a bit of|a little|some) (?:mou?ld|gas|smoke|carbon monoxide|black mould|sparking|smell of gas)\b[^.!?\n]{{0,20}}\b(?:is|are|'s) (?:\w+ )?(?:normal|fine|harmless|nothing|ok|okay|not (?:dangerous|a problem)|no problem)\b",
    r"\b(?:a |the |that )?(?:smell of gas|gas smell|burning smell|sparks?|smoke|buzzing socket|carbon monoxide alarm|co alarm|electric shocks?)\b[^.!?\n]{0,30}\b(?:is|are|'s|be) (?:\w+ )?(?:normal|fine|harmless|nothing to worry about|safe to ignore|not (?:dangerous|a problem)|no problem)\b",
    rf"{_ADVISES}(?:climb|get|go) (?:up )?(?:onto|on|on top of) (?:the |your )?roof\b(?! (?:rack|terrace|bar|garden))|{_ADVISES}(?:climb|walk|go) (?:down )?(?:onto|on|along|across) the (?:train |railway )?(?:tracks?|rails)\b",
    rf"{_ADVISES}(?:put|charge|leave|freeze|heat|microwave|boil)(?: (?:it|the|your|a))? (?:\w+ )?(?:battery|phone|batteries|power bank|vape|charger)\b[^.!?\n]{{0,15}}\b(?:in|under) (?:the |your )?(?:freezer|oven|microwave|pillow|bath|shower)\b",
    r"\byou (?:don't|do not|won't|needn't) (?:really |actually )?need (?:a |the |your |any )?(?:seat ?belt|child seat|car seat|helmet|life ?jacket|smoke alarm|gas engineer|electrician|earth(?:ing)? wire|protective gloves)\b",
    rf"{_ADVISES}(?:drive|ride) (?:it |home |on |slowly |carefully )*(?:without|with no|after) (?:\w+ )?(?:brakes?|a seat ?belt|a helmet|lights|a few drinks|one drink|drinking)\b",
)
# It is warned against, or left to whoever may do it.
FORBIDS = re.compile(
    r"\b(?:don't|do not|never|not to|shouldn't|should not|mustn't|must not|avoid|instead of|rather than|without|stop|cannot|can't|unless|(?:we|i)(?:'ll|'ve| will| have| can| had to| are going to|'re going to))\b",
    re.IGNORECASE,
)
WARNS = re.compile(
    r"\b(?:dangerous|unsafe|not safe|electrician|engineer|gas safe|qualified|professional|technician|fire brigade|999|911|112|emergency|can (?:kill|start a fire|explode))\b",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\?|\b(?:can|could|may|should|is it|would it)\b", re.IGNORECASE)
NEEDLESS = re.compile(r"\byou (?:don't|do not|won't|needn't)\b", re.IGNORECASE)
WHY = "Done as it says, it can hurt somebody. What keeps people safe stays as it is, until somebody qualified has looked."
LINES = ("Please don't use it or change anything on it until somebody qualified has looked at it.",)


# "It" is what burns, where they wrote of a fire.
WATERS = re.compile(
    r"\b(?:pour|throw|put|spray|use|splash|tip)\b[^.!?\n]{0,15}\bwater\b", re.IGNORECASE
)
BURNS = re.compile(
    r"\b(?:fire|flames?|burning|alight|smok\w+|spark\w*|oil|fat|fryer|pan|battery|socket|fuse ?box)\b",
    re.IGNORECASE,
)


def hazards(draft: str, *, latest: str = "") -> Iterator[Finding]:
    """Each sentence that tells the customer to do what can hurt somebody, or says yes where they asked whether they may.

    `latest` is what they said since we last spoke.

    >>> drafts = ("Just tape the breaker in the on position.", "Please don't tape the breaker.")
    >>> [len(list(hazards(draft))) for draft in drafts]
    [1, 0]
    >>> len(list(hazards("Yes, it cleans even better.", latest="Can I mix bleach with vinegar?")))
    1
    """
    plain, latest = draft.replace("’", "'"), latest.replace("’", "'")
    asked = HAZARDS.search(latest) is not None and _ASKS.search(latest) is not None
    burns = BURNS.search(latest) is not None
    for start, end in spans(draft):
        words = plain[start:end]
        if _endangers(words, asked=asked, burns=burns):
            yield Finding("unsafe", "unsafe_advice", None, start, end, WHY, "replace", LINES)


def _endangers(words: str, *, asked: bool, burns: bool) -> bool:
    """Whether a sentence tells them to do it, and neither warns nor leaves it to whoever is qualified."""
    if WARNS.search(words):
        return False
    found = HAZARDS.search(words) or (WATERS.search(words) if burns else None)
    if found is None:
        return asked and not FORBIDS.search(words) and AGREES.match(words) is not None
    return not FORBIDS.search(words[: found.end()]) or NEEDLESS.search(found[0]) is not None
