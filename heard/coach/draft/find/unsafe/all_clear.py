"""The all-clear for something that burned, sparked, leaked, smelled or gave a shock: "Yes, it's perfectly safe to use"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.coach.draft.clauses import spans
from heard.coach.draft.find.unsafe.sentences import AGREES
from heard.coach.draft.finding import Finding
from heard.listen.any_case import AnyCase

if TYPE_CHECKING:
    from collections.abc import Iterator

SHORT = 4  # words of a bare yes
# What a thing did, as customers tell it; each with what is called so and harms nobody.
_ELECTRIC = (
    r"spark(?:s|ed|ing|y)?\b(?! (?:joy|my|our|his|her|interest|plugs?|a (?:debate|thought|conversation)))",
    r"smok(?:e|ed|es|ing)\b(?! (?:alarms?|detectors?|salmon|ham|area|room|paprika|glass|gr[ae]y))",
    r"burn(?:ed|t|ing|s)?\b(?! (?:through|calories|cream|(?:the |a |my )?(?:cds?|dvds?|discs?|toast)|rate|down (?:my|the) data))",
    r"(?:caught|on) fire\b", r"flames?\b", r"alight\b", r"scorch\w*", r"sing(?:ed|eing)\b", r"charred\b", r"melt(?:ed|ing|s)\b",
    r"(?:explod\w+|blew up|went bang|popped loudly)\b", r"overheat\w*", r"(?:red|too) hot to (?:touch|hold)\b", r"hot to the touch\b",
    r"(?:electric(?:al)? shocks?|electrocuted|zapped me)\b", r"(?:gave|gives|giving|got|get|getting|given|had)(?: \w+){0,2} (?:a |an |little |small |bad )*shocks?\b(?! absorbers?)",
    r"shock(?:s|ed) (?:me|us|him|her|my (?:\w+ )?(?:son|daughter|husband|wife|kid|hand|finger))\b(?! (?:how|that|to (?:see|read|hear)))",
    r"(?:swollen|bulging|hissing|leaking|leaky) batter(?:y|ies)\b", r"batter(?:y|ies) (?:\w+ ){0,2}(?:swell\w*|swollen|bulg\w+|hiss\w*|leak\w*)\b",
)  # fmt: skip
_OTHER = (
    r"(?:smell\w*|smelt|stinks?|stank|reeks?)(?: \w+){0,2} (?:of|like) (?:\w+ )?(?:gas|burn\w*|plastic|rubber|smoke|petrol|fuel|chemicals?|fish|eggs?|electrical)\b",
    r"(?:burning|burnt|gas|smoky|chemical|petrol|electrical|plastic) smells?\b", r"fumes\b", r"carbon monoxide\b", r"co alarm\b",
    r"(?:gas|oil|petrol|fuel|acid|refrigerant|carbon monoxide|boiler|heater|cylinder|hob|cooker|microwave|pipe|valve|tank|burner|radiator)(?: \w+){0,3} leak(?:s|ed|ing)?\b",
    r"leak(?:s|ed|ing)?(?: \w+){0,2} (?:gas|oil|petrol|fuel|acid|fluid|fumes)\b", r"(?:gas|oil|fuel) leak\b",
)  # fmt: skip
ELECTRIC, OTHER = (AnyCase(rf"(?<![\w-])(?:{'|'.join(parts)})") for parts in (_ELECTRIC, _OTHER))
_DENIED = re.compile(r"\b(?:no|not|never|without|nothing|if it)\b|n't\b", re.IGNORECASE)
BEFORE = 14  # characters before a fault in which it may be denied

# They ask whether they may go on with it.
ASKS = re.compile(
    r"\b(?:safe|fine|ok|okay|alright|all right|dangerous|risky)\b[^.!\n]{0,40}\?|\b(?:can|could|may|should|shall|do) i\b[^.!\n]{0,60}\b(?:us(?:e|ing)|on|in|again|it|them|charg\w*)\b|\bis it (?:safe|ok|okay|dangerous)\b",
    re.IGNORECASE,
)

_SURELY = r"(?:(?:\w+ly|still|just|quite|very|all|100%|also|now|be|been|too) )*"
_IT = r"(?:it|that|this|they|these|those|(?:the|your|our|this|that|these|all) (?:\w+ ){1,3}?)"
_USE = r"(?:us(?:e|ing)|run(?:ning)?|charg(?:e|ing)|operat(?:e|ing)|driv(?:e|ing)|light(?:ing)?|touch(?:ing)?|leav(?:e|ing) it on|switch\w*|turn\w*|plug\w*|restart\w*|keep|carry on|continue|go (?:on|ahead)|wear|sleep|stay|cook\w*|have it on|be (?:on|used))"
_THING = r"(?:it|them|this|that|the \w+(?: \w+)?|your \w+(?: \w+)?)"
# How advice begins, so that "our tester switched it on" is none.
_ADVISES = r"(?:^\W*|[,;:–—-]\s*|\b(?:you|please|just|simply|and|then|so|yes|try|to|can|could|may|ahead)\s+)(?:(?:can|could|may|just|simply|try|safely|easily|still|now|always|then|also|happily|definitely|certainly|go ahead and|feel free to)\s+)*"
CLEARS = (
    re.compile(rf"\b{_IT}(?:'s|'re|'ll| is| are| will| should)? ?{_SURELY}(?:safe|harmless)\b", re.IGNORECASE),
    re.compile(rf"\b(?:safe|fine|ok|okay|alright|all right|no (?:problem|risk|danger))(?: for you)? to {_SURELY}{_USE}\b", re.IGNORECASE),
    re.compile(r"\b(?:perfectly|completely|totally|absolutely|entirely|100%|quite|fully|really) (?:safe|harmless|normal|risk[- ]free)\b", re.IGNORECASE),
    re.compile(r"\b(?:there(?:'s| is)|poses?|carries|with) (?:absolutely |really )?no (?:\w+ )?(?:risk|danger|hazard)\b|\bnothing (?:dangerous|to worry about|to be (?:afraid|scared|worried))|\bno need to (?:worry|panic)\b", re.IGNORECASE),
    re.compile(r"\b(?:never|don't|doesn't|can't|cannot|won't|couldn't|do not|does not) (?:\w+ly |ever |actually )?(?:cause|start|catch|give|pose|explode|overheat|spark)\b", re.IGNORECASE),
    re.compile(rf"{_ADVISES}(?:keep(?: on)?|carry on|continue|go on) (?:us|charg|runn|driv|cook|heat)ing\b", re.IGNORECASE),
    re.compile(rf"{_ADVISES}(?:use|run|charge|operate|light|restart|re-?light) (?:it|them|this one|that one)\b", re.IGNORECASE),
    re.compile(rf"{_ADVISES}(?:switch|turn|plug|power|put|fire|start) (?:{_THING} )?(?:back |straight |right )*(?:on|in|up)\b(?! (?:a|an|the) (?:box|bag|bin|claim|request|form))(?: again)?", re.IGNORECASE),
)  # fmt: skip
FINE = re.compile(
    rf"\b{_IT}(?:'s|'re|'ll| is| are| will| should)? ?{_SURELY}(?:fine|ok|okay|alright|all right)\b",
    re.IGNORECASE,
)
_COMFORT = re.compile(r"\b(?:don't|do not|not to|no need to) (?:worry|panic)\b", re.IGNORECASE)
# It is warned against, not known yet, or said of something that was looked at or replaced.
_FORBIDS = re.compile(
    r"\b(?:not|never|no longer|cannot|whether|stop|avoid|before|until|unless|instead of|make sure|(?:know|say|tell you|find out|hear|confirm|check) (?:if|when|that))\b|n't\b",
    re.IGNORECASE,
)
LOOKED_AT = re.compile(
    r"\b(?:engineers?|electricians?|technicians?|gas safe|fire (?:brigade|service)|qualified|replacement|replaced|repaired|mended|inspected|exchanged|new (?:one|unit)|spare)\b"
    r"|\b(?:once|until|after|when|as soon as|before|unless)\b[^.!?\n]{0,50}\b(?:check|look|inspect|repair|test|mend|fix|clear)\w*|\bunsafe\b",
    re.IGNORECASE,
)
STOPS = re.compile(
    r"\b(?:don't|do not|stop|never|please don't) (?:\w+ )?(?:us(?:e|ing)|turn\w*|switch\w*|plug\w*|charg\w+|touch\w*|run\w*|driv\w+)\b|\bunplug\b",
    re.IGNORECASE,
)
WHY = "What burned, sparked, leaked, smelled or gave a shock is not safe because we say so: nobody has looked at it yet, and trying it again can hurt them."
UNPLUGGED = (
    "Please don't use it: leave it switched off and unplugged until somebody qualified has looked at it.",
)
UNUSED = ("Please don't use it until somebody qualified has looked at it.",)


def all_clear(draft: str, *, said: str = "", latest: str = "") -> Iterator[Finding]:
    """Each sentence that calls it safe, or says to use it again, where a customer `said` that it did harm.

    `latest` is what they said since we last spoke: where they ask whether it is safe, a bare yes is an all-clear.

    >>> told = "The heater sparked and my carpet burned. Is it safe to turn on again?"
    >>> drafts = ("Yes, it's perfectly safe.", "Please don't use it, I'm sending an engineer.")
    >>> [len(list(all_clear(draft, said=told, latest=told))) for draft in drafts]
    [1, 0]
    >>> list(all_clear("Yes, it's perfectly safe.", said="Is it safe to use outdoors?"))
    []
    """
    told, latest = said.replace("’", "'"), latest.replace("’", "'")
    electric = tells_of(told, ELECTRIC)
    if not electric and not tells_of(told, OTHER):
        return
    plain = draft.replace("’", "'")
    asked = ASKS.search(latest) is not None
    lines = UNPLUGGED if electric else UNUSED
    for start, end in spans(draft):
        words = plain[start:end]
        bare = asked and len(words.split()) <= SHORT and AGREES.match(words) is not None
        if words.rstrip().endswith("?") or LOOKED_AT.search(words):
            continue
        if (bare and not STOPS.search(plain)) or clears(words, asked=asked):
            yield Finding("unsafe", "unsafe_advice", None, start, end, WHY, "replace", lines)


def tells_of(text: str, faults: AnyCase) -> bool:
    """Whether a customer tells of one of these faults, and doesn't deny it.

    >>> tells_of("It sparked when I plugged it in.", ELECTRIC), tells_of("There was no smoke.", ELECTRIC)
    (True, False)
    """
    return any(
        _DENIED.search(text, max(0, found.start() - BEFORE), found.start()) is None
        for found in faults.finditer(text)
    )


def clears(words: str, *, asked: bool) -> bool:
    """Whether a sentence gives the all-clear; where they `asked`, "it's fine" is one, too."""
    for pattern in (*CLEARS, FINE) if asked else CLEARS:
        found = pattern.search(words)
        if found is not None and not _FORBIDS.search(_COMFORT.sub("", words[: found.start()])):
            return True
    return False
