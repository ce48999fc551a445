"""What a draft tells the customer about somebody else: a neighbor's fault, another customer's name or number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.coach.draft.clauses import spans
from heard.coach.draft.find.unsafe.sentences import denied, sentence_of
from heard.coach.draft.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

_TITLE = r"(?:mr|mrs|ms|miss|dr|mx)\.? (?-i:[A-Z])[\w'-]+"
_NAME = r"(?-i:[A-Z][a-z]+(?: [A-Z][a-z'-]+)?)"
_WHO = (
    r"(?:(?:your|the|a) (?:(?:next[- ]door|upstairs|downstairs|old|other) )?neighbou?rs?(?: (?:opposite|next door|upstairs|downstairs|across the (?:road|street)))?"
    r"|(?:the|your|an?) (?:previous|former|last|other|next|new) (?:tenant|owner|occupant|customer|account ?holder|guest|patient|caller)s?|another (?:customer|guest|patient|caller)"
    r"|your ex(?:[- ](?:husband|wife|partner|boyfriend|girlfriend))?|somebody else|someone else)"
)
_PLACE = r"(?:number|no\.?|flat|apartment|house|room)? ?\d+\w?"
_NEAR = r"(?:(?:the |your )?(?:people|family|couple|lady|man|woman|guy|gentleman|flat|house|household|property|tenants?|person) (?:next door|upstairs|downstairs|opposite|across the (?:road|street|hall)|above you|below you|before you)|next door(?! to)|upstairs|downstairs|(?:the |a |an )?(?:man|woman|person|people|guy|somebody|someone|couple) (?:who |that )?(?:you )?(?:shares?|lives?|lived|works?|used to live|rents?) [^.!?,\n]{0,25}?)"
_KNOWN = r"your (?:ex(?:[- ](?:husband|wife|partner|boyfriend|girlfriend))?|landlord|landlady|boss|employer|colleague|flatmate|roommate|housemate|lodger|friend|neighbou?rs?)"
_MARRIED = r"your (?:husband|wife|partner|spouse|boyfriend|girlfriend|girl ?friend|boy ?friend)"
_WITH_US = r"(?:has|have|had) (?:just |also )*(?:opened |got |taken out )?(?:an?|another|two|three|several|his own|her own|\d+) (?:(?:secret|separate|joint|second|other) )?(?:accounts?|loans?|debts?|cards?|balance)"
_OWNED = r"(?:(?:home|new|current|private|mobile|phone|cell|e-?mail|bank|billing|full|last|account|card|medical|test) )*(?:name|address|phone|mobile|number|e-?mail|balance|debt|arrears|salary|diagnosis|records?|results?|bill|account|password|details|birthday|date of birth)"
_DID = r"(?:has|had|have|was|were|is|are|pays?|paid|owes?|owed|got|gets|told|asked|wanted|called|complained|reported|ordered|bought|cancell?ed|switched|uses?|used|earns?|lives?|moved|missed|received a refund|said)"
TELLS = re.compile(
    rf"\b{_WHO},? {_TITLE}(?:,? (?:at|from|in|on) {_PLACE})?,? {_DID}\b|\b{_WHO},?(?: {_NAME},?)? (?:at|from|in|on) {_PLACE},? {_DID}\b"
    rf"|\b{_NEAR}(?: (?:at|in|on) {_PLACE})? (?:only |also |just |already )*(?:pays?|paid|owes?|owed|earns?|uses?|used|gets?|got (?:a|an|his|her|their)|ordered|told us|complained|called us|reported|switched|cancell?ed|(?:is|are) (?:behind|in arrears|on (?:the|a|an|our) \w+ ?(?:tariff|plan|rate|contract|deal))|(?:has |have |had )?missed \w+|(?:has|have|had) (?:the same|debts|arrears|a (?:bad|poor|low) \w+))\b"
    rf"|\b{_KNOWN} (?:only |also |just |already |still )*(?:pays?|paid|owes?|owed|earns?|ordered|bought|booked|told us|called us|complained about you|withdrew|spent|moved (?:to|in with)|lives? (?:at|in|on)|logged in|was (?:refunded|charged|diagnosed)|is (?:behind|in arrears|overdrawn|seeing)|{_WITH_US})\b"
    rf"|\b{_MARRIED} (?:only |also |just |already |still )*(?:withdrew|spent|owes|owed|earns|logged in|called us about you|is overdrawn|{_WITH_US})\b|\b(?:{_KNOWN}|{_MARRIED})'s (?:pin|password|balance|salary|debts?|location|messages|call (?:log|history)|phone records|diagnosis|new (?:address|number)|bank statements?)\b"
    rf"|\b{_WHO},? {_NAME},? {_DID}\b|\b(?:your|the)(?: next[- ]door| upstairs| downstairs)? neighbou?rs? (?:has the same|had the same|pays?|paid|owes?|earns?|is (?:behind|in arrears)|was (?:refunded|charged)|got (?:a|his|her|their)|told us|complained|called us|reported)\b"
    rf"|\b{_WHO}'s? {_OWNED} (?:is|was|are|were|shows?|says|has|:)|\b{_WHO}'s? {_OWNED}(?=: )"
    rf"|\b{_TITLE},?(?: who lives)? (?:at|from|in|on|of) (?:number|no\.?|flat|apartment|house|room) ?\d+\w?,? {_DID}\b"
    rf"|\b(?:another|a|one|an?other|the other) (?:\w+ )?(?:customer|patient|guest|tenant|passenger|client)(?: of ours)?,? (?:called|named|by the name of|{_TITLE}) ?(?:{_NAME})?"
    rf"|\b(?:she|he|they)(?: now| still)? (?:lives?|moved|stays?)(?: now)? (?:at|to|in|on) (?:number |flat )?\d+\w?\b|\b{_TITLE},? (?:who )?(?:now |still )?(?:lives?|moved) (?:at|to|in|on)\b"
    rf"|\b(?:his|her|their) (?:(?:home|new|current|private|mobile|phone|cell|e-?mail) )+(?:address|number|mobile|phone) is\b"
    r"|\b(?:i(?:'ve| have)?|let me|i can)(?: just)? (?:looked|look|checked|check|see|opened|open|pull(?:ed)? up)(?: (?:at|up|into|in))? (?:your (?:neighbou?r|ex|ex[- ]\w+|boss|landlord|tenant|colleague)|(?:another|the other|somebody else's|someone else's) customer)'?s? (?:account|file|record|bill|order|booking|data)\b",
    re.IGNORECASE,
)
# They ask about somebody else: then whatever is said of a person by name is told of them.
ASKS_ABOUT = re.compile(
    r"\b(?:last|other|previous|next|another|any other|latest) (?:customers?|callers?|guests?|patients?|users?|clients?|passengers?|tenants?|person|chat|owner)\b|\bwho else\b|\b(?:somebody|someone) else\b|\bmy (?:neighbou?r|ex|landlord|boss|colleague)\b",
    re.IGNORECASE,
)
NAMED = re.compile(
    rf"^(?:(?:yes|well|sure|that (?:was|is)|it (?:was|is)),? )*(?:{_TITLE}|(?-i:[A-Z][a-z]+ [A-Z][a-z'-]+)),? (?:who )?{_DID}\b|\b(?:that|it) (?:was|is) (?:{_TITLE}|(?-i:[A-Z][a-z]+ [A-Z][a-z'-]+))(?=[,.!]| who\b|$)",
    re.IGNORECASE,
)
OURSELVES = re.compile(
    r"\b(?:our|my|from the|from our) (?:\w+ ){0,2}(?:team|colleague|manager|desk)\b", re.IGNORECASE
)
# Where a parcel is, and who may be asked: that is theirs to know.
HANDED_IN = re.compile(
    r"\b(?:parcels?|packages?|deliver\w*|signed for|left (?:it|with|at)|your (?:order|item|keys?|post|mail|letter|meter|box)|took it|taken it|has it|accepted|collect\w*|pick(?:ed)? (?:it )?up)\b",
    re.IGNORECASE,
)
KIN = re.compile(r"\byour ex\b", re.IGNORECASE)
WHY = "It tells them about somebody else, who didn't agree to that; and they'll wonder whom you tell about them."
LINES = ("I can only speak about your own case, and what happens next there is {step}.",)


def others_data(draft: str, *, latest: str = "") -> Iterator[Finding]:
    """Each sentence that tells something about another customer or a neighbor.

    `latest` is what the customer said since we last spoke: they may ask about somebody else.

    >>> drafts = ("Your neighbor Mr Bell has the same fault.", "It's with your neighbor Mr Bell at number 9.")
    >>> [len(list(others_data(draft))) for draft in drafts]
    [1, 0]
    """
    plain = draft.replace("’", "'")
    if ASKS_ABOUT.search(latest):
        for start, end in spans(draft):
            named = NAMED.search(plain, start, end) if start else NAMED.search(plain[:end])
            if (
                named
                and not OURSELVES.search(plain, start, end)
                and not HANDED_IN.search(plain, start, end)
            ):
                yield Finding("unsafe", "others_data", None, start, end, WHY, "replace", LINES)
                return
    for found in TELLS.finditer(plain):
        start, end = sentence_of(draft, found.start())
        if denied(plain, found.start()) or plain[start:end].endswith("?"):
            continue
        if HANDED_IN.search(plain, start, end):
            continue
        yield Finding("unsafe", "others_data", None, start, end, WHY, "replace", LINES)
