"""Being passed from one to the next: that is one contact, however many people it takes."""

from __future__ import annotations

from heard.listen.any_case import AnyCase
from heard.listen.rules.alternatives import Alternatives

SCANNED = 4000
HEATED = (0.95, 0.75)  # how sure we are then of being irritated, and of being frustrated
SURE = 0.75  # of the turns in training/data in which somebody was passed on three times or more, 4 of 4 are hot
_PASSED = (
    r"(?:transferr?ed(?! (?:the|my|an?|money|funds)\b)|bounced|shunted|shuffled|ping-?ponged"
    r"|(?:passed|handed|switched|pushed) (?:around|round|along|about|back and forth|from|between|on to|over to|off to|to)"
    r"|(?:sent|thrown) (?:around|round|back and forth|between|from)"
    r"|put (?:through|on) to (?:\w+ ){0,2}(?:people|departments?|agents|teams|of you))"
)
_MOVING = r"(?:transferr?(?:ed|ing)|bounc(?:ed|ing)|pass(?:ed|ing)|hand(?:ed|ing)|shunt(?:ed|ing)|switch(?:ed|ing)|shuffl(?:ed|ing))"
_MOVES = rf"(?:{_MOVING}|transfer|bounce|pass|hand|shunt|switch|send|sent|sending)"
_I = r"(?:i|we|i'?ve|we'?ve|i'?m|we'?re|my call|my chat|my case|the call|this call)"
_GOT = r"(?:been|being|was|were|got|gets?|getting|am|be)"
_MANY = r"(?:two|three|four|five|six|seven|several|many|multiple|different|[2-9]|1\d)"
_PEOPLE = (
    r"(?:people|persons?|departments?|depts?|agents?|teams?|reps?|advisors?|of you|desks?|queues?)"
)
PASSED_ON = Alternatives(
    rf"\b{_I}\b(?: [\w']+){{0,3}}? {_GOT} (?:\w+ ){{0,2}}?{_PASSED}\b|\b(?:i'?m|we'?re) {_PASSED}\b"
    rf"|(?:^\W*|[.!?,;] *|\b(?:and|then|after|just) )(?:been|got|getting|being) (?:\w+ )?{_PASSED}\b"
    # without a subject: "transferred four times now", "passed to 4 people"
    rf"|(?:^\W*(?:@\w+\s+)*|[.!?;] *)(?:(?:been|just|now|already) ){{0,2}}{_PASSED} (?:\w+ ){{0,2}}?{_MANY} (?:\w+ )?(?:times\b(?! (?:the|my|as|more|that|what)\b)|{_PEOPLE}\b)"
    rf"|(?:^\W*(?:@\w+\s+)*|[.!?;] *)(?:been |got )(?:passed|sent|put through|handed) to {_MANY} (?:\w+ )?{_PEOPLE}\b"
    rf"|\b(?:put|passed|sent|handed|switched) (?:me|us) (?:\w+ )?to {_MANY} (?:\w+ )?{_PEOPLE}\b"
    rf"|\b(?:keeps?|kept|stop|just|all) {_MOVING} (?:me|us|my call)\b"
    rf"|\b{_MOVES} (?:me|us) (?:around|round|back and forth|from \w+ to|to another (?:person|agent|department|team|colleague)|to the wrong (?:person|agent|department|team)|yet again)\b"
    rf"|\b(?:times|going to|gonna) (?:\w+ ){{0,3}}transfer (?:me|us)\b"
    rf"|\b(?:(?:second|third|fourth|fifth|sixth|seventh|\d(?:nd|rd|th)) transfer|{_MANY} transfers)\b"
    r"|\bdepartment to (?:another|the next|department)\b|\bpillar to post\b"
    r"|\b\w+ (?:sent|passed|transferr?ed|put) me (?:on |through |over )?to (\w+)[,;]?(?: and)? \1 (?:sent|passed|transferr?ed|put) me\b",
)
# Three times and more, or by as many; never how much of something else.
_OFTEN = AnyCase(
    rf"\b(?:three|four|five|six|seven|eight|nine|ten|several|multiple|countless|so many|[3-9]|1\d) (?:\w+ )?(?:times\b(?! (?:the|my|as|more|that)\b)|{_PEOPLE}\b)"
    r"|\b(?:third|fourth|fifth|sixth|seventh|\d(?:rd|th)) (?:transfer|time)\b|\b(?:three|four|five|six|[3-9]) transfers\b|\bpillar to post\b",
)
_ENDS = AnyCase(r"[.!?\n]+|,? (?=(?:and|but|so) (?:i|we|it|they)\b)|$")
_TIMES = (
    r"(?:second|third|fourth|fifth|sixth|seventh|eighth|tenth|\d{1,2}(?:nd|rd|th)|umpteenth|last)"
)
_TOUCH = r"(?:call|rang|ring|phon|contact|e-?mail|wr(?:ite|iting|itten|ote)|messag|chat|report|complain|tweet|com(?:e|ing) back|came back)"
_WITHIN = r"(?:(?!\btransferr?|\bpassed\b|\bbounced\b|\bsent\b|\bput\b)[^.!?]){0,30}"
CAME_BACK = AnyCase(
    rf"\b{_TIMES} time\b{_WITHIN}{_TOUCH}|\b{_TOUCH}\w*{_WITHIN}\b(?:times|twice|again|already|before|(?:every|each) (?:day|week|month))\b"
    rf"|\b(?:every|each) time (?:i|we) {_TOUCH}|\bkeep (?:on )?{_TOUCH}\w*|\b(?:already|again|before|yesterday|last (?:week|month|time))\b{_WITHIN}\b{_TOUCH}"
    rf"|\b{_MANY} (?:separate |different |phone )?(?:calls|e-?mails|messages|chats|tickets|letters)\b|\b(?:second|third|fourth|fifth) (?:call|chat|e-?mail|letter|ticket)\b",
)  # fmt: skip


def passed_on(text: str) -> tuple[int, int] | None:
    """Where a customer says that they were passed from one to the next; None where they don't.

    >>> passed_on("I've been transferred four times today."), passed_on("I transferred the money twice.")
    ((0, 21), None)
    """
    found = PASSED_ON.search(text[:SCANNED].replace("’", "'"))
    return None if found is None else found.span()


def passed_on_often(text: str) -> tuple[int, int] | None:
    """Where a customer says that they were passed on three times or more; None where they don't.

    >>> text = "Transferred four times now."
    >>> text[slice(*passed_on_often(text))]
    'Transferred four times now.'
    >>> passed_on_often("I've been transferred twice.") is None
    True
    """
    plain = text[:SCANNED].replace("’", "'")
    for found in PASSED_ON.finditer(plain):
        end = _ENDS.search(plain, found.end())
        last = len(plain) if end is None else end.end()
        if _OFTEN.search(plain, found.start(), last):
            first = found.start() + len(found[0]) - len(found[0].lstrip(" .!?,;"))
            return first, last
    return None


def only_passed_on(text: str) -> bool:
    """Whether they were passed on, and say nothing of having come back themselves.

    >>> only_passed_on("I've been bounced between three departments.")
    True
    >>> only_passed_on("This is the third time I'm calling, and I get transferred every time.")
    False
    """
    return passed_on(text) is not None and CAME_BACK.search(text, 0, SCANNED) is None
