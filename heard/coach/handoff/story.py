"""The customer's story in the customer's words: the issue, what they want, what was tried."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from heard.coach.handoff.contempt import contemptuous, without_insult
from heard.details import greeted, signed
from heard.details.trouble import without_what_it_keeps_from
from heard.listen import FIRM
from heard.listen.rules.self_harm import speaks_of_self_harm
from heard.signals import TRIGGERS
from heard.track import Evidence
from heard.track.ledger import find_facts
from heard.track.quote import Quote, heard, quote, sentence, sentences
from heard.track.tries import FAILED, offer_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from heard.conversation import Turn
    from heard.track import Followed

OPENING = 3  # the customer's first turns: there the issue is told
KEPT = 8  # tries and references kept, the latest
SCANNED = 4000
TELLS = 1.5  # from this score on the first turn tells the issue
TROUBLED = 0.5  # and from this on a sentence tells of trouble
SHORT, JOINED = 4, 230  # words of a sentence that can tell an issue; characters of two joined

TROUBLE = re.compile(
    r"n(?:'|’)t\b|\b(?:not|never|nothing|still|wrong|broken?|missing|lost|late|delay(?:s|ed)?|"
    r"cancell?(?:s|ed|ation)?|(?:over)?charged|twice|double|errors?|fail(?:s|ed|ure)?|crash\w*|"
    r"stuck|problems?|issues?|trouble|outage|damaged|leak\w*|locked|blocked|refus\w+|without|"
    r"wait(?:ing|ed)|stopped|cannot|cant|dont|wont|isnt|doesnt|unable|down|slow|stolen|faulty|"
    r"disconnected|rejected|denied|drop(?:s|ped|ping))\b",
    re.IGNORECASE,
)
SUBJECT = re.compile(r"(?:subject|re|fwd?) ?:", re.IGNORECASE)  # a heading, and nothing told yet
LINK = re.compile(r"\S*(?:https?://|www\.|<url>)\S*|\^\w+", re.IGNORECASE)
WORDS = re.compile(r"[^\W\d_]{2,}")
GREETING = re.compile(
    r"(?:hi|hey|hello|good (?:morning|afternoon|evening)|thanks|thank you|ok(?:ay)?|yes|no|sure|dear)\b",
    re.IGNORECASE,
)
# What a matter is about, as it can be said back: "your parcel", "the outage".
YOURS = (
    "refund|parcel|package|delivery|order|flight|booking|reservation|luggage|baggage|bag|suitcase|"
    "account|bill|invoice|payment|subscription|appointment|claim|card|router|internet|broadband|"
    "wi-?fi|phone|laptop|contract|policy|ticket|seat|password|repair|prescription|deposit|transfer|"
    "membership|points|warranty|replacement|meter|mortgage|loan|tickets|trip|room|train|voucher"
)
OURS = "line(?=(?:'|’)s (?:been|dead|down)| is (?:dead|down)| has been)|outage|app|website|charge|fee|price|engineer|driver|stream|streaming|signal"
TOPIC = re.compile(rf"\b(?:(?P<yours>{YOURS})|(?P<ours>{OURS}))s?\b", re.IGNORECASE)

WANT = re.compile(
    r"\b(?:i|we|i just|we just|all i|all we)(?:(?:'|’)d| would| really| only| still| do)? "
    r"(?:want|need|like|expect|demand|ask)\b(?! (?:to|you to) (?:say|tell you|let you|know (?:why you|that)|thank))"
    r"|\bi(?:'|’)?m (?:asking|looking) for\b|\b(?:wanted|needed) (?:is|was) (?:a|an|my|the|to)\b",
    re.IGNORECASE,
)
TELLS_TO = re.compile(
    r"(?:(?:so|then|now|just|please|pls|ok(?:ay)?|and|but|well)[ ,]+)*(?:please |pls |just )?"
    r"(?:give|refund|send|cancel|fix|call|ring|replace|get|put|take|tell|reship|credit|remove|"
    r"return|unlock|reset|sort|book|waive|close|delete|stop|confirm|deliver|bring)\b"
    r"(?= (?:\w+ing\b|me|my|us|our|this|it|the|that|someone|him|her|back|up|out)\b)",
    re.IGNORECASE,
)
ASKS = re.compile(
    r"\b(?:can|could|will|would) (?:you|someone|somebody|anyone|i|we)\b"
    r"|\b(?:when|where|how soon) (?:will|can|do|does|is|are|am|s)\b|\bwhere(?:'|’)s\b"
    r"|\bhow (?:do|can|am) i\b|\bwhat (?:do|can) i do\b|\bany (?:update|news|eta)\b"
    r"|\b(?:does|is|are) (?:it|there)\b[^.!]*\?|\bwho can i\b",
    re.IGNORECASE,
)
RHETORIC = re.compile(
    r"\bcan you believe\b|\bare you (?:kidding|serious|joking|even|people)\b|\bhow (?:can|could|dare) you\b"
    r"|\bdo you (?:even|people|guys (?:even|ever)|really think|think)\b|\bwhat (?:is|are) the point\b"
    r"|\bwhy would i\b|\bis (?:this|that|it) (?:a joke|how)\b|\bwould you (?:like|accept) (?:it|that)\b"
    r"|\bwill i ever\b|\bdid i (?:say|mention)\b|\bi(?:'|’)?d like to (?:see you|think)\b|\bwant to (?:cry|scream|thank)\b",
    re.IGNORECASE,
)
VAGUE_WISH = re.compile(
    r"^\W*(?:(?:can|could|will|would) (?:you|someone|anyone|somebody) (?:please )?(?:help|assist)"
    r"(?: me| us)?(?: please| out| with this)?|(?:please|pls) (?:help|advise|respond|reply|assist)"
    r"(?: me| us)?|i need (?:some )?help)\W*$",
    re.IGNORECASE,
)
OWN_TRY = re.compile(
    r"\b(?:i|we)(?:(?:'|’)ve| have)?(?: also| already| even| just| now)? (?:tried|restarted|rebooted|reset|"
    r"reinstalled|uninstalled|updated|deleted|cleared|unplugged|replaced|re-?entered|resent|"
    r"contacted|called|rang|phoned|emailed|e-mailed|wrote|messaged|dm(?:'|’)?ed|checked with|"
    r"logged (?:out|in|off)|turned it off|switched it off|filled (?:in|out)|submitted|reported)\b",
    re.IGNORECASE,
)
_NUMBERED = (
    r"\b(?:order|case|ticket|ref(?:erence)?|booking|claim|invoice|account|tracking|confirmation|"
    r"complaint|incident|service request|flight|pnr|parcel|customer)"
)
REFERENCE = re.compile(
    rf"{_NUMBERED}\s*(?:no\.?|number|num|id|code)?"
    r"\s*(?:is|was|:|#|=)*\s*(?P<code>#?(?=[a-z0-9-]*\d)[a-z0-9][a-z0-9-]{3,})|(?P<hash>#\d{4,})"
    rf"|{_NUMBERED}(?: \w+){{0,3}}? end(?:s|ing)?(?: in| with)? (?P<last>\d{{3,8}})\b",
    re.IGNORECASE,
)
NAMED = re.compile(r"\b[Mm]y name(?: is|['’]s) (?P<name>[A-Z][a-z]+(?: [A-Z][a-z]+)?)\b")
# What the company asks for, and the answer: "4711-B", "tango seven papa nine kilo two".
ASKED_NUMBER = re.compile(
    r"\b(?:order|case|ticket|reference|booking|claim|invoice|account|tracking|confirmation|customer|"
    r"policy|serial|membership|parcel)(?: \w+){0,3}? ?(?:no\.?|number|reference|id|code)\b|\breference\b",
    re.IGNORECASE,
)
REQUESTS = re.compile(
    r"\b(?:please|could|can|may|would|what|which|need|provide|share|give|confirm|send|have you)\b",
    re.IGNORECASE,
)
NO_CODE = re.compile(r"(?:19|20)\d\d|\d{4}-\d\d?-\d\d?|\d\d?-\d\d?(?:-\d{2,4})?|\d{1,3}-\d{1,3}")
UNIT = re.compile(
    r"\s?(?:euros?|dollars?|pounds?|usd|eur|gbp|bucks|days?|weeks?|months?|years?|hours?|minutes?|times|%|[€£$])",
    re.IGNORECASE,
)
DIGIT_WORD = re.compile(
    r"\b(?:zero|one|two|three|four|five|six|seven|eight|nine|double)\b", re.IGNORECASE
)
SPELLED = (
    "alpha|bravo|charlie|delta|echo|foxtrot|golf|hotel|india|juliet|kilo|lima|mike|november|oscar|papa|"
    "quebec|romeo|sierra|tango|uniform|victor|whiskey|x-?ray|yankee|zulu|zero|one|two|three|four|five|"
    "six|seven|eight|nine|double|[a-z]|\\d"
)
ANSWERED = re.compile(
    rf"(?<![\w£$€.,])(?P<code>#?(?=[a-z0-9-]*\d)[a-z0-9][a-z0-9-]{{3,}}|(?:(?:{SPELLED})[ ,-]+){{3,}}(?:{SPELLED}))"
    r"(?![\w.,]*\d)(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Try:
    """One thing that was tried, by whom, and what came of it in the customer's words."""

    by: Literal["company", "customer"]
    quote: Quote
    outcome: Literal["failed", "helped", "open"]
    says: Quote | None = None  # the words that tell the outcome


@dataclass(frozen=True, slots=True)
class _Told:
    """A customer's sentence and how much it tells."""

    turn: int
    start: int
    end: int
    score: float


def issue(followed: Sequence[Followed]) -> Quote | None:
    """The sentence, or two, in which the customer first says what is wrong."""
    turns = tuple(one.turn for one in followed)
    numbers = [n for n, turn in enumerate(turns) if turn.from_customer and turn.text.strip()]
    told = [
        one
        for place, number in enumerate(numbers[:OPENING])
        for one in _issues(followed[number], number, place)
    ]
    if not told:
        return None
    windows = [_window(told, place) for place in range(len(told))]
    first = [one for one in windows if one.turn == told[0].turn]
    best = max(first, key=lambda one: one.score)
    if best.score < TELLS:
        best = max(windows, key=lambda one: one.score)
    if SUBJECT.match(turns[best.turn].text, best.start):
        best = _with_what_follows(best, told)
    return quote(turns, Evidence(best.turn, best.start, best.end, "issue"))


def _window(told: Sequence[_Told], place: int) -> _Told:
    """The sentences from this one on that tell most, as long as they can be read at a glance."""
    best = last = told[place]
    score = best.score
    for one in told[place + 1 :]:
        near = one.turn == best.turn and one.start <= last.end + 3
        if not near or one.end - best.start > JOINED:
            break
        last, score = one, score + max(one.score, 0.0)
        if score > best.score:
            best = replace(best, end=one.end, score=score)
    return best


def _with_what_follows(heading: _Told, told: Sequence[_Told]) -> _Told:
    """A heading with the sentences after it that can be read at a glance: by itself it tells nothing yet."""
    after = [one for one in told if one.turn == heading.turn and one.start > heading.start]
    if any(one.end <= heading.end for one in after):
        return heading  # something of what follows is in it already
    for one in after:
        if one.end - heading.start > JOINED:
            break
        heading = replace(heading, end=one.end)
    return heading


def _issues(one: Followed, number: int, place: int) -> Iterator[_Told]:
    text = one.turn.text
    facts = find_facts(number, text)
    triggers = [s for s in one.reading.signals if s.name in TRIGGERS and s.sure >= FIRM]
    threats = [s for s in one.reading.signals if s.name == "threat" and s.sure >= FIRM]
    for order, (whole, end) in enumerate(sentences(text)):
        start = whole + without_insult(text[whole:end])
        if start == end:  # nothing but an insult, or one that runs through all of it
            if contemptuous(text[whole:end]) and not TOPIC.search(text, whole, end):
                continue
            start = whole
        said = text[start:end]
        words = len(said.split())
        score = 2.0 * bool(TROUBLE.search(said)) + bool(TOPIC.search(said))
        score += 0.5 * any(fact.start < end and fact.end > start for fact in facts)
        score += 1.0 * any(each.start < end and each.end > start for each in triggers)
        score -= 0.9 * place + 0.3 * order
        score -= 3.0 * (words < SHORT) + 1.0 * bool(GREETING.match(said) and words < 8)
        score -= 1.5 * bool(VAGUE_WISH.match(said))
        score -= 6.0 * any(t.start < end and t.end > start for t in threats)
        yield _Told(number, start, end, score)


def told(followed: Sequence[Followed], *, most: int = 3) -> tuple[Quote, ...]:
    """What the customer's first messages tell besides, where no date, count or sum is in it: none of it an attack or a wish."""
    turns = tuple(one.turn for one in followed)
    numbers = [n for n, turn in enumerate(turns) if turn.from_customer and turn.text.strip()]
    found = []
    for number in numbers[:OPENING]:
        if heard(followed[number], number, "threat") is not None:
            continue
        for one in _issues(followed[number], number, 0):
            said = turns[number].text[one.start : one.end]
            tells = one.score >= TROUBLED and len(WORDS.findall(said)) >= SHORT
            idle = SUBJECT.match(said) or GREETING.match(said) or said.rstrip(" !").endswith("?")
            if tells and not idle and not contemptuous(said) and not _wish(said):
                found.append(one)
    best = sorted(
        sorted(found, key=lambda one: -one.score)[:most], key=lambda one: (one.turn, one.start)
    )
    return tuple(quote(turns, Evidence(one.turn, one.start, one.end, "told")) for one in best)


def wishes(followed: Sequence[Followed], *, most: int = 2) -> tuple[Quote, ...]:
    """What the customer asks for, in the order said: the plainest wishes, the later the better."""
    turns = tuple(one.turn for one in followed)
    found: list[_Told] = []
    for number, turn in enumerate(turns):
        if not turn.from_customer or heard(followed[number], number, "threat") is not None:
            continue
        bitter = heard(followed[number], number, "abuse", "sarcasm") is not None
        for start, end in sentences(turn.text):
            if speaks_of_self_harm(turn.text[start:end]):
                continue
            score = _wish(turn.text[start:end]) - 2.0 * bitter
            if score > 0:
                found.append(_Told(number, start, end, score + number / len(turns)))
    best = sorted(sorted(found, key=lambda one: -one.score)[:most], key=lambda one: one.turn)
    if not best:
        person = next(_for_a_person(followed, turns), None)
        return () if person is None else (person,)
    return tuple(quote(turns, Evidence(one.turn, one.start, one.end, "wish")) for one in best)


def _for_a_person(followed: Sequence[Followed], turns: Sequence[Turn]) -> Iterator[Quote]:
    """The customer's requests for somebody else: a wish, however it is put."""
    for number in range(len(turns) - 1, -1, -1):
        words = heard(followed[number], number, "supervisor_request", at=FIRM)
        if turns[number].from_customer and words is not None:
            yield replace(sentence(turns, words), about="wish")


def generic(said: str) -> bool:
    """Whether a wish says no more than that help is wanted."""
    return VAGUE_WISH.match(said) is not None


def _wish(said: str) -> float:
    if RHETORIC.search(said) or len(said.split()) < 3:
        return 0.0
    if VAGUE_WISH.match(said):
        return 0.3
    if WANT.search(said) or TELLS_TO.match(said):
        return 3.0
    return 2.0 if ASKS.search(said) else 0.0


def tries(followed: Sequence[Followed]) -> tuple[Try, ...]:
    """What was tried and what came of it, in order: the company's ways and the customer's own."""
    turns = tuple(one.turn for one in followed)
    found: list[Try] = []
    pending: Quote | None = None
    for number, one in enumerate(followed):
        if one.turn.to_customer:
            fix = offer_in(one.turn.text, one.reading)
            if fix is not None and len(WORDS.findall(LINK.sub("", one.turn.text))) >= SHORT:
                if pending is not None:
                    found.append(Try("company", pending, "open"))
                words = sentence(turns, replace(fix, turn=number))
                told = len(WORDS.findall(LINK.sub("", words.words))) >= SHORT - 1
                pending = words if told else _reply(turns, number)
            continue
        if not one.turn.from_customer:
            continue
        failed = FAILED.search(one.turn.text, 0, SCANNED)
        solved = heard(one, number, "resolved")
        if pending is not None and (failed is not None or solved is not None):
            says = solved or Evidence(number, *_span(failed), "failed_tries")
            outcome: Literal["failed", "helped"] = "failed" if solved is None else "helped"
            found.append(Try("company", pending, outcome, sentence(turns, says)))
            pending = None
        own = OWN_TRY.search(one.turn.text, 0, SCANNED)
        if own is not None:
            words = sentence(turns, Evidence(number, *own.span(), "tried"))
            if contemptuous(words.words):  # from their own doing on: the insult before it is no try
                end = max(words.end, own.end())
                words = quote(turns, Evidence(number, own.start(), end, "tried"))
            no_use = FAILED.search(words.words) or TROUBLE.search(words.words)
            found.append(Try("customer", words, "failed" if no_use else "open"))
    if pending is not None:
        found.append(Try("company", pending, "open"))
    return tuple(sorted(found, key=lambda each: each.quote.turn)[-KEPT:])


def _reply(turns: Sequence[Turn], number: int) -> Quote:
    """A whole reply, where the words that were picked say too little to stand alone."""
    return quote(turns, Evidence(number, 0, len(turns[number].text), "solve"))


def references(turns: Sequence[Turn]) -> tuple[Quote, ...]:
    """Order, case and account numbers as they were given, also in answer to a question; each once."""
    found: dict[str, Quote] = {}
    asked = False
    for number, turn in enumerate(turns):
        if not (turn.from_customer or turn.to_customer or turn.internal):
            continue
        for code in REFERENCE.finditer(turn.text, 0, min(len(turn.text), SCANNED)):
            key = (code["code"] or code["hash"] or code["last"]).lstrip("#").casefold()
            words = quote(turns, Evidence(number, *code.span(), "reference"))
            found.setdefault(key, words)
        if asked and turn.from_customer:
            answer = next(
                (
                    one
                    for one in ANSWERED.finditer(turn.text, 0, min(len(turn.text), SCANNED))
                    if _is_code(one["code"], turn.text, one.end())
                ),
                None,
            )
            if answer is not None:
                words = quote(turns, Evidence(number, *answer.span("code"), "reference"))
                found.setdefault(answer["code"].lstrip("#").casefold(), words)
            asked = False
        elif turn.to_customer:
            asked = _asks_number(turn.text)
    return tuple(found.values())[:KEPT]


def _asks_number(text: str) -> bool:
    """Whether a turn asks for a number, and does not only mention one."""
    for found in ASKED_NUMBER.finditer(text, 0, SCANNED):
        ends = re.search(r"[.!?\n]", text[found.end() :])
        sentence = text[
            max(text.rfind(mark, 0, found.start()) for mark in ".!?\n") + 1 : found.end()
        ]
        if (ends is not None and ends[0] == "?") or REQUESTS.search(sentence):
            return True
    return False


def _is_code(code: str, text: str, end: int) -> bool:
    """Whether an answer is a number that was asked for: no year, date, range or amount, no letters alone.

    >>> [_is_code(code, code, 9) for code in ("4711-B", "2025", "2024-11-03", "10-15", "I a m n")]
    [True, False, False, False, False]
    """
    if NO_CODE.fullmatch(code) or UNIT.match(text, end):
        return False
    return any(letter.isdigit() for letter in code) or DIGIT_WORD.search(code) is not None


def names_given(turns: Sequence[Turn]) -> tuple[str, ...]:
    """The names customers give themselves: "my name is Ana Ruiz", or the name under a letter.

    Where they give none, the one that the company last greeted them by.

    >>> from heard.conversation import Speaker, Turn
    >>> names_given((Turn(Speaker.CUSTOMER, "Hi, my name is Ana Ruiz and I'm cross."),))
    ('Ana Ruiz',)
    """
    found: list[str] = []
    ours: list[str] = []
    for turn in turns:
        if not turn.from_customer:
            ours += (turn.name or "", turn.text[:SCANNED])
            continue
        told = NAMED.search(turn.text, 0, SCANNED)
        found.append(told["name"] if told else signed(turn.text, addressed="\n".join(ours)))
    names = dict.fromkeys(filter(None, found))
    if not names:
        replies = (greeted(turn.text) for turn in reversed(turns) if turn.to_customer)
        names = dict.fromkeys([name for name in replies if name][:1])
    return tuple(one for one in names if not any(other.startswith(f"{one} ") for other in names))


def topic(*texts: str) -> str:
    """What it is about in two words that can be said to the customer; "" where nothing tells.

    >>> topic("My parcel never came!"), topic("This is a joke.")
    ('your parcel', '')
    """
    for text in texts:
        found = TOPIC.search(without_what_it_keeps_from(text), 0, SCANNED) or TOPIC.search(
            text, 0, SCANNED
        )
        if found is not None:
            yours = found["yours"]
            return f"your {yours.lower()}" if yours else f"the {found['ours'].lower()}"
    return ""


def _span(found: re.Match[str] | None) -> tuple[int, int]:
    return (0, 0) if found is None else found.span()
