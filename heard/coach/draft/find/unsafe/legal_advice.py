"""Legal advice in a draft: what the law allows them, and what they need not pay, sign or answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.coach.draft.clauses import spans
from heard.coach.draft.finding import Finding
from heard.listen.rules.alternatives import Alternatives

if TYPE_CHECKING:
    from collections.abc import Iterator

_OTHERS = r"(?:he|she|they|your (?:landlord|landlady|employer|boss|ex|neighbou?rs?|bank|insurer|builder|husband|wife|partner|school|council)|the (?:landlord|landlady|council|bailiffs?|police|court|employer|seller|builder|insurer|airline|hospital|bank|tax office|school|other (?:driver|party|side)))"
_OWED = r"(?:(?:your |the |any |that |this |his |her |their )?(?:rent|mortgage|council tax|taxes|tax|fine|penalty|parking (?:ticket|fine)|debt|child support|maintenance|alimony|loan|premium|bill))"
_PAPERS = (
    r"(?:(?:the|that|this|your|any|a|his|her|their|your landlord's) (?:(?:court|bailiffs?'?|eviction|tax|legal|solicitor's|lawyer's|enforcement) (?:notice|letters?|order|papers|form|documents?)"
    r"|(?:court |witness )?summons|claim form|subpoena|writ|judge?ment|bailiffs?|tenancy(?: agreement)?|settlement|warrant|employment contract|lease))"
)
_YOU = r"\byou(?:'d| should| could| can| may| might(?: want to)?| must| need to| ought to| just| simply| always| legally| also|'re (?:free|allowed|entitled) to| have every right to| have the right to| better)+ "
_LEGAL = r"(?:legal|lawful|illegal|unlawful|against the law|within the law|legally (?:binding|enforceable|required|obliged)|(?:not )?enforceable|enforced in court|void|a crime|fraud|discrimination|unfair dismissal|harassment|breach of contract)"
ADVICE = Alternatives(
    rf"(?:{_YOU}|^(?:just |simply |then |so |please |yes,? )*)(?:stop|withhold|refuse|don't|not|skip|hold back|avoid)(?: paying| to pay| pay)? {_OWED}\b",
    rf"(?:{_YOU}|^(?:just |simply |then |so |yes,? )*)(?:ignor\w+|tear up|throw away|not (?:answer|sign|reply to|open)|refuse to (?:sign|answer|open)|break|get out of|walk away from) {_PAPERS}\b",
    rf"(?:{_YOU}|^(?:just |simply |then |so |yes,? )*)(?:sue|prosecute|press charges against|evict|take(?=[^.!?\n]{{0,40}} to court)) (?:him|her|them|your \w+|the (?:landlord|other driver|seller|builder|company|employer|airline|shop|council))(?: to court)?(?=\W*$|,| for\b| and\b| to court\b)",
    rf"\b(?:that|it|this|what {_OTHERS} (?:did|does|do|is doing|are doing))(?:'s| is| was| would be| isn't| wasn't)(?: (?:not|perfectly|completely|totally|entirely|absolutely|clearly|definitely|certainly|100%|probably|actually|all|also))* {_LEGAL}\b",
    rf"\b{_OTHERS}(?:'re|'s| are| is| have| has| had| broke| acted)? ?(?:clearly |definitely |legally |not |no )*(?:(?:can't|cannot|can not|may not)(?= \w)|not allowed to|no (?:legal )?right to|aren't allowed to|isn't allowed to|have no case|has no case|(?:broken|breaking|broke) the law|legally (?:have|has|must|can't|liable|obliged|required|bound)|(?:acting|acted) (?:illegally|unlawfully)|must by law|committed a crime)\b(?= (?:legally|evict|force you|do that|enter (?:your|the)|fire you|sack you|sue|throw you|withhold|arrest|prosecute|search|raise|increase|take (?:you|your|a|the))\b| ?[^a-z]*$)",
    rf"\b(?:by law|legally|under (?:the )?(?:\w+ ){{0,3}}(?:law|act|code)),? (?:you(?:'re| are|'ve| have| can| don't| do not| needn't| may| must| should| won't)|{_OTHERS} (?:must|can't|cannot|has to|have to|is|are|owes?))\b|\byou (?:can |may |could |don't |do not )legally\b",
    r"\b(?:the law is on your side|you(?:'d| would|'ll| will)(?: \w+)? win (?:that|this|it|your case|in court|at (?:a |the )?tribunal)|you(?:'ve| have)(?: got)? (?:a|an)(?: (?:very|really|pretty))? (?:strong|good|solid|clear|watertight) (?:legal )?(?:case|claim) against (?:him|her|them|your|the))\b",
    r"\b(?:no (?:court|judge) (?:would|will) (?:ever )?(?:convict|uphold|order|enforce|make you)|you (?:don't|do not|needn't|won't) (?:have|need) to (?:tell|declare (?:it|that|this)?(?: to)?|report (?:it|that) to) (?:the )?(?:hmrc|irs|tax (?:office|man)|police|court|authorities|dwp|immigration))\b",
    r"\b(?:can't|cannot|can no longer|can not|couldn't|won't) (?:legally )?be (?:enforced|prosecuted|evicted|collected in law|taken to court)\b|\b(?:statute|time)[- ]barred\b",
    r"\byou (?:don't|do not|needn't|never) (?:have|need)? ?(?:to )?(?:answer|open the door to|let|speak to|talk to|reply to|deal with) (?:the |any |a )?(?:bailiffs?|debt collectors?|collectors?|police|enforcement agents?|inspectors?|them in|them (?:at all|ever))\b",
    r"\b(?:is|are|was|were|isn't|aren't|wasn't) (?:not |never )?legally (?:binding|enforceable|void|valid)\b",
    r"\b(?:won't|will not|can't|cannot|doesn't|does not|wouldn't) (?:hold up|stand up|be upheld) in court\b",
)
# The company's own terms and duties, and whoever may advise.
OURS = re.compile(
    r"\b(?:we|us|our|i)\b[^.!?\n]{0,40}\b(?:by law|legally|required|obliged|must)\b|\b(?:legally|by law),? (?:we|i)\b"
    r"|\b(?:solicitors?|lawyers?|attorneys?|citizens advice|legal (?:advice|adviser|advisor|aid)|law cent(?:re|er)|ombudsman|tenants' (?:union|association)|trading standards|union rep)\b"
    r"|\b(?:can't|cannot|not able to|unable to|couldn't) (?:say|tell|advise|judge|decide|comment)\b|\b(?:whether|if) (?:it|that|this|they|he|she|you|your)\b",
    re.IGNORECASE,
)
WHY = "It gives legal advice. Whoever acts on it and is wrong can lose their home, their job or a case; a lawyer or an advice service knows."
LINES = (
    "I can't advise on the law: a solicitor or a free advice service can tell you what holds in your case.",
)


def legal_advice(draft: str) -> Iterator[Finding]:
    """Each sentence that tells the customer what the law allows them or others.

    >>> drafts = ("You can just stop paying rent.", "By law we have to keep your records for six years.")
    >>> [len(list(legal_advice(draft))) for draft in drafts]
    [1, 0]
    """
    plain = draft.replace("’", "'")
    for start, end in spans(draft):
        words = plain[start:end]
        if words.endswith("?") or OURS.search(words):
            continue
        if ADVICE.search(words):
            yield Finding("unsafe", "legal_advice", None, start, end, WHY, "replace", LINES)
