"""Medical advice in a draft: how much of a medicine to take, skip or mix, and what goes with what."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.coach.draft.clauses import spans
from heard.coach.draft.find.unsafe.medicines import (
    GOODS,
    MEDICINE,
    OTHER_THINGS,
    asked_about,
    tells_of_illness,
)
from heard.coach.draft.finding import Finding
from heard.listen.any_case import AnyCase

if TYPE_CHECKING:
    from collections.abc import Iterator

_MEDICINE = MEDICINE.pattern.removeprefix(r"\b").removesuffix(r"\b")
_AMOUNT = r"(?:an? (?:extra|additional|second|double|half|higher|lower|smaller|bigger)|one|two|three|four|five|six|seven|eight|nine|ten|twelve|\d+(?:\.\d+)?|half|double|twice|more|less|fewer|another|extra|some(?: more)?|both|all)"
_UNIT = r"(?:mg|milligrams?|ml|millilit\w+|mcg|units?|grams?|drops?|puffs?|doses?|tablets?|pills?|capsules?|injections?)"
_YOU = r"(?:\byou (?:should|can|could|may|must|need to|have to|ought to|might(?: want to)?|don't (?:need|have) to|won't need to|'d better)(?: (?:just|safely|simply|always|also|easily|probably|then|now|even))?|\b(?:safe|fine|ok|okay|harmless|no problem|best|better|alright|all right)(?: for you)? to|(?:^|[.!?,;:\n]\s*|\b(?:please|just|simply|then|and|so|or|try|instead|better|tonight|i'd|i would|to)\s+))\s*"
ADVISES = re.compile(
    rf"{_YOU}(?:double|triple|halve|increase|raise|up|reduce|lower|decrease|cut(?: down| back)?(?: on)?|skip|stop|pause|adjust|split|change|miss|leave out|go without|omit|quit|delay)(?: up)?(?: on)?(?: (?:taking|using|injecting))?"
    rf" (?:(?:your|the|his|her|their|a|that|this|next|evening|morning|daily|tonight's|today's|one|last|two|to|of) )*{_MEDICINE}\b"
    rf"|{_YOU}(?:(?:try )?tak(?:e|ing)|inject|use|give (?:him|her|them|yourself|your \w+)|swallow|have|try)(?: just| up to| about| only| at least)? {_AMOUNT}(?: (?:of|more|extra|an?|the|your|his|her|those|these|(?-i:[a-z]+))){{0,2}} (?:{_UNIT}|{_MEDICINE})(?: of)?\b"
    rf"|{_YOU}(?:take|try|give (?:him|her|them|it|(?:the|your|his|her) (?-i:[a-z]+))) (?:an?|some) (?:(?-i:[a-z]+) )?{_MEDICINE}\b"
    rf"|{_YOU}(?:take|mix|combine|drink|drive)\b[^.!?\n]{{0,30}}\b(?:with|after|on|while (?:on|taking)|together with) (?:your |the |that |this |his |her )*{_MEDICINE}\b"
    rf"|\b(?:swap|switch|replace|substitute|change)(?: from)?(?: (?:your|the|his|her|their))? {_MEDICINE} (?:for|with|to) (?:\w+ )?{_MEDICINE}"
    rf"|\byou (?:don't|do not|won't|will not) (?:really )?need (?:your|the|that|any)(?: \w+)? {_MEDICINE}\b|\byou can (?:manage|do|cope|go) (?:fine )?without (?:your |the |any )?(?:\w+ )?{_MEDICINE}\b",
    re.IGNORECASE,
)
_SURELY = r"(?:perfectly|totally|completely|absolutely|generally|usually|normally|probably|quite|entirely|still|also|all|just|really|very|too|likely|both) "
_NOT_A_STATE = r"(?! (?:and sound|with (?:us|the (?:courier|depot|neighbou?r))|in (?:our|the) (?:fridge|warehouse|depot|pharmacy|store|post)|at (?:our|the) (?:\w+ ){0,2}(?:warehouse|depot|pharmacy|branch|store)))"
# A verdict on taking it: "is fine with", "won't hurt", "don't interact", "no more than eight a day".
ALLOWS = re.compile(
    rf"\b(?:is|are|'s|'re|it's|be|was|seems?|should be)(?: {_SURELY.rstrip()})* (?:fine|safe|ok|okay|alright|all right|harmless|compatible|usable|effective|no (?:problem|issue|worry|trouble|risk)|not (?:a problem|dangerous|harmful|an issue)|nothing to worry about){_NOT_A_STATE}\b"
    r"|\b(?:won't|will not|wouldn't|shouldn't|doesn't|don't|does not|do not|can't|never) (?:really |actually |even |do you |cause you )?(?:hurt|harm|interact|react|clash|affect|matter|interfere|do (?:you |her |him |them )?(?:any )?harm|(?:cause|be|make) (?:any |a )?(?:problems?|harm|difference|trouble|issues?))\b"
    r"|\b(?:no|any) (?:known |serious |real )?(?:interactions?|side[- ]effects?)\b|\b(?:can|may|could|should|must) (?:safely |easily |usually |also |generally |just )*be (?:taken|mixed|combined|used|given|opened|crushed|split|halved|doubled|stopped|skipped)\b"
    r"|\b(?:go(?:es)?|works?|mix(?:es)?|combines?) (?:(?:fine|well|just|really|ok|okay|perfectly|nicely) )*(?:well|fine|together|with (?:it|them|that|your))\b|\bworks? (?:just )?as well\b"
    rf"|\b(?:no more than|up to|at most|maximum(?: of)?|max\.?|not exceed|under|limit (?:is|of)) (?:{_AMOUNT}) ?(?:{_UNIT}|a day|per day|daily|in (?:a day|24 hours))?\b|\b{_AMOUNT} (?:{_UNIT} )?(?:(?:once|twice|three times|four times|\d times) )?(?:a|per|each|every) (?:day|night|(?:\d+|four|six|eight|twelve|few) hours)\b"
    r"|\b(?:once|twice|(?:\d|two|three|four) times) (?:a|per|each|every) (?:day|night)\b|\bevery (?:\d+|four|six|eight|twelve|few) hours\b|\b(?:small|low|normal|moderate) (?:amounts?|quantit\w+|doses?)\b|\b(?:a few|an?|\d+|two|three|four|six) hours (?:apart|before|after|between|later)\b"
    r"|\b(?:just|only|normal|common|mild|usual|typical|known) (?:a |an )?(?:normal |common |mild |usual |typical |known )*side[- ]effects?\b|\b(?:keep|carry on|go on|continue|stop|start|try|quit) (?:taking|using|injecting)\b"
    r"|\b(?:one|a|an odd|the odd) (?:drink|glass|beer|wine|pint)\b",
    re.IGNORECASE,
)
# The same said of what the customer asked about, where the draft doesn't name it: "Yes, both is fine."
AGREES = re.compile(
    r"^(?:(?:hi|hello|hey)\b[^.!?]{0,20}[,.!] *)?(?:yes|yep|yeah|sure|of course|no problem|absolutely|definitely|certainly)\b[^.!?]{0,15}(?:$|[.!]|,? (?:you can|that's|it's|both|go ahead|it won't|that won't|they|it|that)\b)"
    rf"|\b{_AMOUNT}\b[^.!?\n]{{0,20}}\b(?:enough|plenty|fine|in the morning|at night|a day|with food|before bed|at a time)\b"
    r"|\bi(?:'d| would) (?:just |simply |probably )?(?:leave|skip|stop|drop|miss|take|halve|double|pause|avoid) (?:it|them|that|this|one|two|both|half)\b"
    rf"|{_YOU}(?:take|have|use|give|skip|double|stop|inject|swallow|halve|drink)\b (?:it|them|both|that|this|one|two|half|another|her|him|up)\b",
    re.IGNORECASE,
)
# What is said of a symptom: that it is nothing, will pass, and that they may go on.
REASSURES = AnyCase(
    r"\b(?:that|this|it|they|those|these|a (?:little|bit of) [\w ]{3,20}|some [\w ]{3,20})(?:'s| is|'re| are| sounds?)(?: (?:perfectly|totally|completely|quite|very|just|only|all|probably|usually|most likely|actually|a|an|nothing but))* (?:normal|common|harmless|nothing(?: (?:serious|to worry))?|an? allergy|the weather|not (?:serious|dangerous|a problem|an issue|related))\b"
    r"|\b(?:it|that|this|they|the \w+)(?:'ll| will| should)(?: \w+)? (?:pass|go away|go down|wear off|settle|clear up|be gone|stop by itself|ease)\b|\b(?:just )?(?:keep|carry on|go on|continue) (?:using|taking|putting|applying|wearing|with it)\b|\b(?:is|are) good for (?:you|her|him|them|kids|children|babies)\b|\blet (?:it|them|her|him) (?:burn out|run its course|sweat it out|be|sleep it off)\b|\b(?:nothing|no need) to worry\b|\b(?:don't|do not) worry(?: about (?:it|that))?\b"
    r"|\b(?:put|rub|apply|use) (?:some |a bit of |a little )?(?:ice|cream|aloe|vinegar|honey|butter|oil|moisturi[sz]er|toothpaste|yoghurt)\b",
)
UNSURE = re.compile(
    r"\b(?:can't|cannot|can not|not able to|unable to|mustn't|may not|won't be able to) (?:say|tell|advise|answer|judge|comment|know|recommend|confirm)\b|\b(?:don't|do not) (?:know|want to guess)\b|\bwhether\b",
    re.IGNORECASE,
)
# Whoever may advise is named, or nothing is to be changed.
LEFT_TO_THEM = re.compile(
    r"\b(?:doctors?|gp|pharmacists?|nurses?|clinic|surgery|hospital|physician|specialist|consultant|111|112|911|999|poison|as prescribed|prescribed by|your prescription says)\b"
    r"|\b(?:don't|do not|never|please don't|shouldn't|should not|mustn't) (?:change|adjust|stop|skip|double|take|increase|reduce|alter|miss)\b|\bwithout (?:asking|speaking|talking|checking|consulting)",
    re.IGNORECASE,
)
WHY = "It gives medical advice. A wrong dose can kill, and nobody here knows their case: a pharmacist or a doctor does."
LINES = (
    "I can't advise on medicines: please ask a pharmacist or a doctor before you take or change anything.",
)


def medical_advice(draft: str, *, said: str = "", latest: str = "") -> Iterator[Finding]:
    """Each sentence that tells the customer what to take, how much, or what goes with what.

    `said` is what the customer said before, `latest` since we last spoke: a "yes, both is fine" is advice where they
    asked about medicines.

    >>> drafts = ("Just skip your insulin tonight.", "Please don't change your dose before you ask a doctor.")
    >>> [len(list(medical_advice(draft))) for draft in drafts]
    [1, 0]
    >>> len(list(medical_advice("Yes, that's fine.", latest="Can I take two tablets at once?")))
    1
    """
    plain = draft.replace("’", "'")
    latest = latest.replace("’", "'")
    asked, ill = asked_about(latest, said), tells_of_illness(latest)
    if OTHER_THINGS.search(plain) or not (asked or ill or MEDICINE.search(plain)):
        return
    for start, end in spans(draft):
        words = plain[start:end]
        if LEFT_TO_THEM.search(words) or words.endswith("?"):
            continue
        if _advises(words, asked=asked) or (ill and REASSURES.search(words)):
            yield Finding("unsafe", "medical_advice", None, start, end, WHY, "replace", LINES)


def _advises(words: str, *, asked: bool) -> bool:
    """Whether a sentence says how to take a medicine, or passes a verdict on taking it."""
    if ADVISES.search(words):
        return True
    if GOODS.search(words) or UNSURE.search(words):
        return False
    named = MEDICINE.search(words) is not None
    return (named or asked) and (
        ALLOWS.search(words) is not None or (asked and AGREES.search(words) is not None)
    )
