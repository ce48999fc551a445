"""What the customer asks, or plainly requests, as it can be said back to them."""

from __future__ import annotations

import re

from heard.details.clause import LOADED, UNCLEAN
from heard.details.own_words import OPENERS, plain_text, quieter
from heard.details.trouble import names_thing
from heard.listen.any_case import AnyCase
from heard.listen.remembered import Remembered
from heard.track.ledger import SENTENCE

ASKED = 90  # characters of a question that is said back

# Looked for where a sentence may begin, and once from there: most sentences ask nothing.
QUESTION = re.compile(r"(?<![^.!?\n])(?:[^.!?\n]|\.(?=\d))++\?")
RHETORICAL = AnyCase(
    r"\b(?:kidding|joking|serious|seriously|really|even|honestly|the (?:hell|heck|f(?:u?ck\w*)?)|wtf|how (?:can|could|dare|do|is it|hard)"
    r"|what(?:'s| is) the (?:point|use|purpose|idea)|what (?:kind|sort|is wrong|the|on earth|more|else)|why (?:should|would|do I|is it|bother|on earth|don't|(?:is|are) (?:you|your)(?! so (?:delayed|late|slow)))"
    r"|do you (?:think|care|expect|people)|don't you|isn't|aren't|wouldn't|shouldn't|who (?:do|does|cares)|is this how|on purpose|deliberately|intentionally|out of spite|(?:the )?(?:improvements?|upside|benefits?) (?:here|anyway)?\??$|so what|(?<!the )right|huh|eh|any worse|be (?:any )?more|how much (?:more )?(?:can|must) (?:i|we|one|anyone) (?:take|bear|stand))\b"
)
_REQUEST = AnyCase(
    r"(?!.*\byou(?: guys|'re| are)\b)(?:please |pls |just |can you |could you |will you |would you )*"
    r"(?:send|give|refund|call|ring|tell|fix|confirm|check|replace|cancel|explain|sort|get back to|respond to|answer|return"
    r"|unlock|put|let(?! me (?:tell|say|explain|be)\b))\b(?=(?: [\w'-]+){0,4} (?:me|my|us|our)\b)"
)
_STRESSED = re.compile(
    r"\b(?:DELAYED|LATE|SLOW|STILL|NEVER|ALWAYS|FINALLY|EVER|AGAIN|WHEN|WHERE|WHAT|THIS|THAT|HAVE|WILL)\b"
)
# A question whose mark was left out: "then who can help me".
_ASKS_UNMARKED = AnyCase(
    r"(?:when|where|who|what|how|why) (?:is|are|am|was|were|will|can|could|does?|did|should|shall|has|have|much|many|long|soon)\b"
    r"(?! (?:people|some|sad|nice|great|bad)\b)"
)
_WHO_ASKS = AnyCase(
    r"(?:when (?:is|are|will|can|do|does|should)|why (?:is|are|am|do|does|did|was|were|has|have|can't)|where (?:is|are|do|can|should)|how (?:do|can|long|soon|much|many|am)|who (?:do|can|should|is|will)"
    r"|what (?:do|should|can) (?:i|we)|what (?:is|does|did|are) |what (?:time|happens)|(?:can|could|will) (?:you|i|we|someone|somebody|anyone|it)|is there|are there"
    r"|have you|did you|do you have|does (?:it|this|that|the)|is (?:it|this|my|the)|any (?:news|update|chance|idea))\b"
)


@Remembered
def asked(text: str) -> str:
    """What the customer asks or plainly requests, in quotation marks; "" where nothing waits.

    >>> asked("It's late again. When will it arrive?")
    '“When will it arrive?”'
    >>> asked("Are you kidding me?")
    ''
    """
    plain = plain_text(text)
    for found in reversed(list(QUESTION.finditer(plain))):
        question = OPENERS.sub("", quieter(" ".join(found[0].split())).strip(" ,-"), count=1)
        question = _STRESSED.sub(lambda word: word[0].lower(), question)
        plainly = re.match(r"how (?:do|can) (?:i|we)\b", question, re.I) or (
            re.match(r"why (?:is|are) (?:you|your)\b", question, re.I)
            and (names_thing(question) or re.search(r"\d", question))
        )
        if _can_be_asked(question) and (plainly or not RHETORICAL.search(question)):
            return f"“{question[:1].upper()}{question[1:]}”"
    for sentence in SENTENCE.finditer(plain):
        request = OPENERS.sub("", quieter(" ".join(sentence[0].split())).strip(" ,-"), count=1)
        if "?" not in request and _ASKS_UNMARKED.match(request) and not RHETORICAL.search(request):
            request = _STRESSED.sub(lambda word: word[0].lower(), request)
            question = f"{request[:1].upper()}{request[1:].rstrip('.! ')}?"
            if _can_be_asked(question):
                return f"“{question}”"
        if _REQUEST.match(request) and _can_be_asked(request):
            return f"“{request[:1].upper()}{request[1:].rstrip('.! ')}.”"
    return ""


def _can_be_asked(question: str) -> bool:
    words = question.split()
    stem = question.rstrip("?")
    if len(words) <= 3 or len(question) > ASKED or LOADED.search(re.sub(r"\bplease\b", "", stem)):
        return False
    if any(word.isupper() and len(word) > 3 for word in words) or UNCLEAN.search(stem):
        return False
    return not question.endswith("?") or _WHO_ASKS.match(question) is not None
