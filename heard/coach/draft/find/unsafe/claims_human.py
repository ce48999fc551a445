"""A bot's draft that says it is a human: whoever finds out believes nothing else it said."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.coach.draft.clauses import spans
from heard.coach.draft.finding import Finding
from heard.listen.rules.who_answers import asks_who_answers

if TYPE_CHECKING:
    from collections.abc import Iterator

_HUMAN = r"(?:(?:very |100% |fully |completely |totally |indeed |actually |really |definitely )*(?:an? |one )?(?:(?:very )?(?:real|actual|live|living|genuine|proper|flesh[- ]and[- ]blood|human|normal) )*(?:human(?: being)?|person|woman|man|lady|guy|girl|people))"
_MACHINE = r"(?:a |an |any |some )?(?:bot|chat ?bot|robot|machine|computer|ai|a\.i\.|program|automated|virtual assistant|language model)"
CLAIMS = re.compile(
    rf"\bI(?:'m| am) (?:indeed |definitely |certainly |really |actually |of course |very much |just |only |also )*{_HUMAN}\b(?! (?:assistant|agent of|centred|centered|resources)\b)"
    rf"|\bI(?:'m| am) (?:definitely |certainly |really |actually |of course |absolutely )*(?:not|no) {_MACHINE}\b|\bthere(?:'s| is| are) (?:a |an )?(?:real |actual |live )?(?:human|person|people)(?: being)? (?:typing|behind|here|on this end|reading|writing)\b"
    rf"|\b(?:you(?:'re| are)|you've been) (?:indeed |definitely |really |actually |of course |now )*(?:talking|speaking|chatting|writing|connected|typing) (?:to|with) {_HUMAN}\b|\b(?:no|not a) (?:bots?|robots?|machines?|ai)\b(?: (?:here|involved|at all|on this end|in sight))"
    r"|\b(?:as a|being a|speaking as a|I've been a) (?:fellow )?(?:human|real person|mother|father|mum|dad|parent|wife|husband|woman|man)\b(?: (?:myself|too))?",
    re.IGNORECASE,
)
# A body, a family or a past that no program has.
LIVES = re.compile(
    r"\bI(?:'ve| have|'m| am)?(?: just| also| only| already)* (?:had|eaten|ate|drunk|drank|having|finishing|back from|on) (?:my |a |the )?(?:lunch|coffee|tea|breakfast|dinner|lunch break|coffee break|holidays?|vacation|day off|shift)\b"
    r"|\bI(?:'m| am)?(?: also| just| actually)* (?:work|sit|live|sitting|based|living|working) (?:in|at|from|out of) (?:our|the|my|a) (?:\w+ ){0,2}(?:office|branch|store|shop|home|kitchen|call cent(?:re|er)|warehouse|headquarters)\b"
    r"|\bI(?:'ve| have) (?:been (?:with|working|here|doing this|in this (?:job|business|trade))|worked (?:here|for|in))\b[^.!?\n]{0,30}\b(?:years?|months?)\b|\bwhen I was (?:a |an |your |young|little|small|in |at )|\bI (?:grew up|went to school|studied|was born|got married|had one as a child)\b"
    r"|\bmy (?:own |youngest |eldest |little |late )*(?:wife|husband|kids?|children|son|daughter|mum|mom|mother|dad|father|girlfriend|boyfriend|dog|cat|gran|grandmother|brother|sister|flat|house|family|desk mate)\b|\bI (?:have|own|use|bought|wear|drive) (?:one|it|this|that|them|the same(?: \w+)?) (?:myself|at home|too|every day)\b|\b(?:it |that |the same )?happened to me(?: too| last| once| myself)\b",
    re.IGNORECASE,
)
# A bare yes to "Am I talking to a person?", and a bare no to "Are you a bot?"
YES = re.compile(
    r"(?:(?:hi|hello|hey)\b[^.!?]{0,20}[,.!] *)?(?:yes|yep|yeah|yup|sure|of course|absolutely|definitely|certainly|indeed|100%)\b[,. ]*(?:you (?:are|do|have)|I am|we are|it is|I sure am|one hundred percent)?(?=\s*[.,!:;–—-]|\s*$)",
    re.IGNORECASE,
)
NO = re.compile(
    r"(?:(?:hi|hello|hey)\b[^.!?]{0,20}[,.!] *)?(?:no|nope|nah|not at all|of course not|certainly not|haha,? no)\b[,. ]*(?:I'm not|you're not|I am not|you are not|not at all)?(?=\s*[.,!:;–—-]|\s*$)",
    re.IGNORECASE,
)
OWNS = re.compile(
    r"\b(?:I(?:'m| am)|this is|you(?:'re| are) (?:talking|speaking|chatting|writing) (?:to|with)) (?:(?!not\b|no\b)\w+ ){0,3}(?:bot|chat ?bot|robot|machine|computer|ai|automated|virtual|digital|program)\b",
    re.IGNORECASE,
)
WHY = "A bot says that it is a human. Whoever finds out believes nothing else it said; in many places it is unlawful, too."
LINES = ("I'm an automated assistant. Shall I bring in a person?",)


def claims_human(draft: str, *, latest: str = "") -> Iterator[Finding]:
    """Each sentence in which a bot says that it is a human; `latest` is what the customer wrote since our last words.

    >>> drafts = ("Yes, I'm a real human called Jane.", "I'm not a human, but I can get you one.")
    >>> [len(list(claims_human(draft))) for draft in drafts]
    [1, 0]
    """
    plain = draft.replace("’", "'")
    asked = asks_who_answers(latest)
    for place, (start, end) in enumerate(spans(draft)):
        words = plain[start:end]
        answers = asked is not None and place == 0 and not OWNS.search(plain)
        wrong = answers and (NO if asked == "machine" else YES).match(words)
        claims = CLAIMS.search(words) or LIVES.search(words)
        if (claims and not OWNS.search(words)) or wrong:
            yield Finding("unsafe", "claims_human", None, start, end, WHY, "replace", LINES)
