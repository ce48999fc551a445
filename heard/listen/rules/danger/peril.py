"""Danger told in words that no pattern foresaw: what is wrong with a body, said of somebody.

A grave sign counts two, a lesser one counts one. Of somebody close, of a part of one's own body and of "he" or "she" one grave
sign or three lesser ones are enough; "I" and "we" are said of so much that it takes three, and a question takes one more.
"""

from __future__ import annotations

import re

from heard.listen.any_case import AnyCase
from heard.listen.rules.danger.emergencies import KIN
from heard.listen.wordlists import word_set

ENOUGH, ENOUGH_LESSER, ENOUGH_OF_ME, ASKING = 2, 3, 3, 1

_GRAVE = AnyCase(
    r"""(?<![\w'-])(?:bleeding|bled|blood(?!\ (?:pressure|tests?|bank|sugar|oranges?|type|group|donor|donation|money|hound))|unconscious|unresponsive|seizures?|convuls\w+|overdos\w+|chok(?:ing|ed)
    |wheez(?:ing|y)|miscarr\w+|electrocut\w+|collapsed|floppy|lifeless|poisoned|stabbed|drowning|suffocat\w+|strangl\w+|anaphyla\w+|gasping|fainted|fainting|concuss\w+|paraly[sz]ed|hypothermi\w+
    |(?:to|see|showing)\ (?:the\ )?bone|not\ breathing|(?:can'?t|cannot)\ breathe(?!\ a\ word)|breathing\ (?:stopped|funny|weird)|amputat\w+|burns|scalded|stroke|heart\ attack|delirious|hallucinating|oxygen|in\ labou?r
    |drooping|zapped|(?:sort|kind)\ of\ (?:attack|fit|seizure)|(?:grey|gray|purple|blue|white)\ in\ the\ face|pouring\ out\ of\ (?:my|his|her)|bent\ (?:the\ wrong|backwards)|all\ (?:feel|feeling)\ (?:ill|sick|dizzy)|(?:can't|won't|cannot)\ keep\ \w+\ down|covered\ in\ (?:cuts|blood|blisters|bruises)|gash\w*|pacemaker|(?:drank|drunk|swallow(?:ed|ing)|ate)\b[^.!?]{0,25}\b(?:oil|liquid|bleach|fluid|chemicals?|detergent|glue|paint|polish|cleaner|battery|batteries|magnets?|pills|tablets)
    |(?:he|she|they)(?:'s|'re|\ is|\ are)\ (?:just\ )?(?:not\ (?:moving|responding(?!\ to))|on\ the\ (?:\w+\ )?(?:floor|ground))|(?:won'?t|doesn'?t|not)\ wak(?:e|ing)|took\ all\ (?:the|my|his|her)\ (?:\w+\ )?(?:pills|tablets|meds|medication)|rolled\ off|(?:hip|leg|arm|wrist|ankle|neck)\ looks|pain\ is\ \w+bearable|can(?:'t|not)\ swallow|seeing\ things|slurred|jolt\ (?:right\ )?(?:up|through)|turned\ blue|turning\ blue|gone\ blue|lips\ are|seizing|sepsis|dying|took\b[^.!?]{0,30}\b(?:twice|double)|(?:rat|weed|slug|ant)\ ?(?:poison|killer|pellets)|poison(?!\ (?:the|ivy))|(?:double|wrong|triple|whole)\ (?:the\ )?dose|heart(?:'s|\ is)?\ (?:pounding|racing)|barely\ (?:awake|conscious)|not\ making\ (?:any\ )?sense)(?![\w'])""",
    re.VERBOSE,
)
_SERIOUS = AnyCase(
    r"""(?<![\w'-])(?:pills|tablets(?!\ (?:and\ laptops|screen))|swallow(?:ed|ing)(?!\ my\ pride)|drank|drunk\ (?:some|the|it|half)|ingested|ate\ (?:some|the|it|half|one)|throat|chest|lips|tongue|clos(?:ing|ed)\ up|blades?|lying\ (?:on|in|there)
    |stairs|ladder|dizzy|confused|making\ no\ sense|lamp\ oil|slurr\w+|sweating|shaking|trembling|insulin|epi-?pen|inhaler|burn(?:ed|t|ing)|trapped|knife|gun|airbag
    |(?:not|n't|isnt|stopped)\ (?:moving|responding|waking|feeding)|won'?t\ (?:wake|stop\ crying|feed)|(?:funny|strange|weird|awful)\ colou?r|(?:pale|clammy|swollen|swelling|blistered|blisters|rash|hives)
    |(?:broken|broke|snapped|fractured)\ (?:his|her|their|my)\ \w+|tingl\w+|(?:hip|leg|arm|wrist|ankle|neck)\ looks|stung|peeling|rolled\ off|not\ crying|bitten\ through|cleaning\ (?:stuff|fluid|product|liquid)|unlabel\w+|sleepy|jammed|stopped\ (?:talking|eating|drinking|speaking)|limping|head|allergic|cuts|bruis\w+|get\ out|falling|slipped|tripped|crying|coughing|inhaled|drowsy|(?:on|onto)\ the\ (?:floor|ground)|(?:feel|feels|feeling)\ (?:\w+\ )?(?:strange|weird|funny|faint|ill|sick|terrible|awful|unwell)|going\ red|pendant|seeing\ double|numb|vomit\w*|throwing\ up|threw\ up|(?:been|being|very|really)\ sick|fell|fallen|threw\ (?:him|her|me|my)|(?:nuts|peanuts?|milk|egg|glass|metal|bleach|acid|chemicals?|lamp\ oil|detergent)\ in|bleach|descaler|antifreeze
    |whole\ (?:strip|bottle|packet?|box)\ of|(?:power|electricity)\ (?:is|has\ gone|'s)\ (?:out|off)|pain|agony|screaming|feel\ (?:my|his|her)\ (?:legs?|arms?|hands?|face|fingers)
    |ambulance|999|911|112|hospital|a&e|paramedics?|flames|smoke|gas(?!\ (?:prices?|bills?|meter|account|supply|engineer|card|boiler))|fumes|sparks|shock|fever|temperature|unwell|asthma\w*|diabetic|pregnant|pulse|hit\ (?:his|her|my)\ head|head\ injury|cut\ (?:his|her|my|open))(?![\w'])""",
    re.VERBOSE,
)
_CLOSE = AnyCase(
    rf"(?<![\w'])(?:(?:my|our|the|his|her|their|your|a|both|two|three|all|all\ the)\ (?:\w+\ )?(?:{KIN})|mum|mom|dad|nan|gran|grandma|grandpa|grandad|granddad|baby|(?:my|his|her)\ (?:hand|finger|thumb|arm|leg|legs|foot|throat|chest|head|face|lips|tongue|eyes?|skin|wrist|neck))(?![\w])(?!['’]s\ (?!(?:\w+\ )?(?:oxygen|insulin|inhaler|head|face|speech|lips|tongue|throat|chest|skin|hands?|arms?|legs?|foot|feet|fingers?|eyes?|neck|breathing|heart|pulse|asthma|temperature|not|been|having|got|still|just|so|very|really|in|on|choking|bleeding)\b)\w)",
    re.VERBOSE,
)
_THEY = AnyCase(r"(?<![\w'])(?:he|she|hes|shes|him|her|somebody|someone)(?!\w)")
_ME = AnyCase(r"(?<![\w'])(?:i|im|we|me|us)(?!\w)")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
# Said of money, of work and of old times; or of what may happen.
_OTHERWISE = AnyCase(
    r"\b(?:(?:fell|fallen|falling) (?:in love|for|through|out with|behind|asleep|short)|poisoned against|(?:burn(?:ed|t|ing)?|slipp(?:ed|ing)) through|threw (?:my|the|our|a|his|her) (?:\w+ )?(?:parcel|package|box|order|letter|delivery|bag)|a shock|feel shock\w*|(?:bleeding|choking) (?:us|me|money|customers|cash|into|through|onto|edge)|(?:drowning|choking) (?:in|with|on) (?:\w+ )?(?:\w*work|debts?|paper\w*|e?mails|bills|fees|laughter|rage|laughing|ads|spam|tears)"
    r"|(?:last|next) (?:month|year)|(?:years?|months?) ago|(?:19|20)\d\d|used to|(?:nearly|almost) (?:gave|had|died|killed)|has seizures|worr(?:y|ies|ied) about|afraid of|scared of|risk of|ambulance (?:came|arrived)|(?:nights?|days?|weeks?) in hospital|if (?:he|she|i|we|they|my|a|someone)|in case|passed away|died|dead serious|lol|haha\w*|figurative\w*|film|movie|game|novel"
    r"|when (?:i|we) (?:saw|read|opened|looked)|no(?:body|\ one)(?:'s| is| was) (?:hurt|injured|ill)|appointment|birthday|delivered|recover(?:ing|y|ed)|suffers? from|since (?:her|his|my)|after (?:her|his|my) (?:stroke|operation|fall|surgery))\b",
)
_NEGATED = AnyCase(
    r"\b(?:not|no|never|without|isn'?t|wasn'?t|nearly|almost)(?: a| an| any| even| really)? $"
)
HINTS = word_set(
    """bleeding bled blood unconscious unresponsive seizure seizures seizing overdose overdosed overdosing choking choked wheezing wheezy miscarriage miscarrying
    miscarried electrocuted collapsed floppy lifeless poisoned stabbed drowning suffocating suffocated strangled strangling anaphylaxis anaphylactic gasping fainted fainting
    concussed concussion paralysed paralyzed hypothermia bone breathing breathe burns scalded stroke attack delirious hallucinating oxygen labour labor broken broke snapped fractured blue sepsis dying
    pills tablets swallowed swallowing drank drunk ingested throat chest lips tongue closing blade blades lying stairs ladder dizzy confused sense slurring slurred sweating insulin epipen inhaler
    trapped knife gun airbag moving responding waking wake feeding feed colour color pale grey purple clammy swollen swelling blistered blisters rash hives vomiting vomit sick
    fell fallen threw agony screaming legs ambulance hospital flames fumes sparks shock fever pulse unwell bleach descaler antifreeze pain poison poisoned poisonous dose pounding racing awake conscious coughing inhaled drowsy floor ground strange weird faint ill numb drooping tingle tingling tingly zapped face pouring bent stung peeling rolled bitten swallow jolt slurred keep covered gash gashed pacemaker sleepy shattered jammed talking head allergic cuts bruised bruises slipped tripped falling"""
)


def in_peril(text: str) -> tuple[int, int] | None:
    """Where one sentence tells enough of a body in danger, or None.

    >>> text = "My nan fell down the stairs and she is confused."
    >>> in_peril(text) is not None, in_peril("My nan fell for that offer.") is None
    (True, True)
    """
    for found in _SENTENCE.finditer(text):
        sentence = found[0]
        span = _told(sentence)
        if span is not None and not _OTHERWISE.search(sentence):
            return found.start() + span[0], found.start() + span[1]
    return None


def _told(sentence: str) -> tuple[int, int] | None:
    """The words that tell of it in one sentence, where they are enough for whom they are about."""
    grave = _signs(_GRAVE, sentence)
    signs = {**_signs(_SERIOUS, sentence), **grave}
    weight = len(signs) + len(grave)
    if weight < ENOUGH:
        return None
    close = _CLOSE.search(sentence)
    if close is None and _THEY.search(sentence) is None:
        if _ME.search(sentence) is None:
            return None
        needed = ENOUGH_OF_ME
    else:
        needed = ENOUGH if grave else ENOUGH_LESSER
    if weight < needed + ASKING * sentence.rstrip().endswith("?"):
        return None
    spans = [*signs.values(), *([close.span()] if close else [])]
    return min(start for start, _ in spans), max(end for _, end in spans)


def _signs(pattern: AnyCase, sentence: str) -> dict[str, tuple[int, int]]:
    """Each sign once, where it is not denied."""
    return {
        one[0].casefold(): one.span()
        for one in reversed(list(pattern.finditer(sentence)))
        if not _NEGATED.search(sentence[: one.start()])
    }
