"""Being passed from one to the next: that is one contact, however many people it takes."""

from __future__ import annotations

import re

SCANNED = 4000
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
PASSED_ON = re.compile(
    rf"\b{_I}\b(?: [\w']+){{0,3}}? {_GOT} (?:\w+ ){{0,2}}?{_PASSED}\b|\b(?:i'?m|we'?re) {_PASSED}\b"
    rf"|(?:^\W*|[.!?,;] *|\b(?:and|then|after|just) )(?:been|got|getting|being) (?:\w+ )?{_PASSED}\b"
    rf"|\b(?:keeps?|kept|stop|just|all) {_MOVING} (?:me|us|my call)\b"
    rf"|\b{_MOVES} (?:me|us) (?:around|round|back and forth|from \w+ to|to another (?:person|agent|department|team|colleague)|to the wrong (?:person|agent|department|team)|yet again)\b"
    rf"|\b(?:times|going to|gonna) (?:\w+ ){{0,3}}transfer (?:me|us)\b"
    rf"|\b(?:(?:second|third|fourth|fifth|sixth|seventh|\d(?:nd|rd|th)) transfer|{_MANY} transfers)\b"
    r"|\bdepartment to (?:another|the next|department)\b|\bpillar to post\b"
    r"|\b\w+ (?:sent|passed|transferr?ed|put) me (?:on |through |over )?to (\w+)[,;]?(?: and)? \1 (?:sent|passed|transferr?ed|put) me\b",
    re.IGNORECASE,
)
_TIMES = (
    r"(?:second|third|fourth|fifth|sixth|seventh|eighth|tenth|\d{1,2}(?:nd|rd|th)|umpteenth|last)"
)
_TOUCH = r"(?:call|rang|ring|phon|contact|e-?mail|wr(?:ite|iting|itten|ote)|messag|chat|report|complain|tweet|com(?:e|ing) back|came back)"
_WITHIN = r"(?:(?!\btransferr?|\bpassed\b|\bbounced\b|\bsent\b|\bput\b)[^.!?]){0,30}"
CAME_BACK = re.compile(
    rf"\b{_TIMES} time\b{_WITHIN}{_TOUCH}|\b{_TOUCH}\w*{_WITHIN}\b(?:times|twice|again|already|before|(?:every|each) (?:day|week|month))\b"
    rf"|\b(?:every|each) time (?:i|we) {_TOUCH}|\bkeep (?:on )?{_TOUCH}\w*|\b(?:already|again|before|yesterday|last (?:week|month|time))\b{_WITHIN}\b{_TOUCH}"
    rf"|\b{_MANY} (?:separate |different |phone )?(?:calls|e-?mails|messages|chats|tickets|letters)\b|\b(?:second|third|fourth|fifth) (?:call|chat|e-?mail|letter|ticket)\b",
    re.IGNORECASE,
)  # fmt: skip


def passed_on(text: str) -> tuple[int, int] | None:
    """Where a customer says that they were passed from one to the next; None where they don't.

    >>> passed_on("I've been transferred four times today."), passed_on("I transferred the money twice.")
    ((0, 21), None)
    """
    found = PASSED_ON.search(text.replace("’", "'"), 0, SCANNED)
    return None if found is None else found.span()


def only_passed_on(text: str) -> bool:
    """Whether they were passed on, and say nothing of having come back themselves.

    >>> only_passed_on("I've been bounced between three departments.")
    True
    >>> only_passed_on("This is the third time I'm calling, and I get transferred every time.")
    False
    """
    return passed_on(text) is not None and CAME_BACK.search(text, 0, SCANNED) is None
