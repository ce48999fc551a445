"""A whole sentence of the customer's, quoted as it stands: where no clause of it says enough alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.details.clause import ADVERSE, LOADED, UNCLEAN
from heard.details.own_words import (
    PASSED_ON,
    TELLING,
    bare,
    breaks_off,
    parts,
    plain_text,
    spelled_out,
    tells_nothing,
    unsure,
)
from heard.details.standing import VERB, stands_whole
from heard.details.trouble import names_thing
from heard.listen.any_case import AnyCase
from heard.listen.remembered import Remembered
from heard.listen.rules.insults import insulting
from heard.listen.rules.loss import is_of_the_death
from heard.quoting import shortened
from heard.track.ledger import SENTENCE

if TYPE_CHECKING:
    from collections.abc import Iterable

FEWEST, MOST = 4, 25  # words
LONGEST = 140  # characters
STANDS = 9  # words from which "it" and the like are told in the sentence itself
PLAIN = 2  # worth from which a sentence tells something
PART = 3  # and a part of one, which has lost what stood around it

_HANDLE = re.compile(r"@([A-Za-z]\w+)")  # in a sentence, a company's name
_HANDLE_LAST = re.compile(r"(?:\s+[@#]\w+)+\W*$")
# Said for effect, in fun, or as a farewell: true of nothing that happened.
_FOR_EFFECT = AnyCase(
    r"\b(?:rocket science|asking for (?:me|a friend)|you know what|whatever|good luck|nice try|have a (?:lovely|nice|great|good)|of course|obviously|fun|funny|clever|genius"
    r"|star|stars|shout ?out|diary|lucky|magic|miracle|medal|award\w*|trophy|bingo|wow|guys|mate|pal|dude|god|christ|jesus|heaven|hell"
    r"|monkey|clown\w*|muppet\w*|circus|toddler|bot|robot|kidding|joking|give up|\d+/\d+|as per|apparently|of yours|dreams?|wallet|miss you"
    r"|shame|pleasure|honou?r|art|museum|olympics?|record|humou?r|not interested|another penny|i'd never|i(?:'m| am) (?:good|fine|ok)|i take it|i see (?:my|you|we)|speechless|words fail|lol|lmao|haha\w*)\b"
    r"|\b(?:did|do|am|is|was|have|has|are) (?:i|it|you|we|they|he|she)$|[😂🤣🙄🙃😄😆🤡👏]",
)
# Asks, breaks off, or tells what they will do about us instead of what was done to them.
_NO_TROUBLE = AnyCase(
    r"(?:has|have|is|are|was|were|do|does|did|can|could|will|would|who|which|(?:I|we)(?:'ve| have)? (?:already |just |now )?(?:sent|dm'?e?d|messaged|e-?mailed|posted|uploaded|attached)|that (?!is|was)|to|as|by|or|than)\b"
    r"|.*\b(?:disputes?|consumer|regulators?|press|ombudsman|courts?|authority|small claims|lawyers?|solicitors?|reviews?|police|chargebacks?)\b",
)
_QUOTED = re.compile(r'(?<=\s)"([^"]{1,40})"')  # inside the quotation marks of ours
_REPORTED = re.compile(
    r"\b(?:said|says|told|promised|assured)\b[^,;.]*\b(?:would|will|'ll|'d)\b", re.I
)
_GRANTS = re.compile(r"(?:I|we) (?:do )?(?:get|understand|know|see|appreciate)\b", re.I)
_POINTS_BACK = re.compile(r"(?:it|that|this|those|these|he|she|they|them|so|then)\b", re.I)
_MINE = re.compile(r"\b(?:I|my|we|our|me|us|I'(?:m|ve|d))\b", re.I)
_NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|twice|third|fourth|half)\b", re.I
)


@Remembered
def whole_sentence(text: str) -> str:
    """The sentence that tells most of what went on, in quotation marks; "" where none can be quoted.

    >>> whole_sentence("unreal. you gave my reserved van to someone else. Do something!")
    '“you gave my reserved van to someone else”'
    >>> whole_sentence("ok, i have forty tickets and 20 min left, i need somebody")
    '“I have forty tickets and 20 min left”'
    >>> whole_sentence("oh well done. it's not rocket science, is it")
    ''
    """
    if insulting(text) is not None:
        return ""
    found = (one[0] for one in SENTENCE.finditer(plain_text(text)))
    sentences = [_as_meant(one) for one in found if not PASSED_ON.search(one)]
    best = _most_told(sentences, least=PLAIN)
    cut = (part for one in sentences for part in parts(one) if _tells(part))
    best = best or _most_told(cut, least=PART)
    return f"“{best}”" if best else ""


def _most_told(said: Iterable[str], *, least: int) -> str:
    best, most = "", least - 1
    for one in said:
        worth = _worth(one)
        if worth > most and _quotable(one) and not is_of_the_death(one):
            best, most = one, worth
    return best


def _as_meant(sentence: str) -> str:
    """The sentence without what surrounds it, its hurried spelling put right."""
    said = _HANDLE.sub(r"\1", _HANDLE_LAST.sub("", " ".join(sentence.split())))
    said = spelled_out(bare(said))
    said = _QUOTED.sub("‘\\1’", said)
    words = said.split()
    if sum(word.isupper() and len(word) > 3 for word in words) > 1:
        said = " ".join(
            word.lower() if word.isupper() and len(word) > 1 else word for word in words
        )
    return said


def _quotable(said: str) -> bool:
    words = said.split()
    if not FEWEST <= len(words) <= MOST or shortened(said, LONGEST) != said:
        return False
    if "?" in said or LOADED.search(said) or UNCLEAN.search(said):
        return False
    if tells_nothing(said) or _GRANTS.match(said):
        return False
    if _FOR_EFFECT.search(said) or _NO_TROUBLE.match(said) or breaks_off(said):
        return False
    if unsure(_REPORTED.sub("", said)) or not stands_whole(said):
        return False
    if any(mark in said for mark in '"“”:') or said.count("(") != said.count(")"):
        return False
    return VERB.search(said) is not None or ADVERSE.search(said) is not None


def _tells(said: str) -> bool:
    return any(one.search(said) for one in (_NUMBER, ADVERSE, TELLING))


def _worth(said: str) -> int:
    return sum(
        (
            _NUMBER.search(said) is not None,
            _MINE.search(said) is not None,
            names_thing(said),
            ADVERSE.search(said) is not None or TELLING.search(said) is not None,
            len(said.split()) >= 6,
            -2 * (_POINTS_BACK.match(said) is not None and len(said.split()) < STANDS),
        )
    )
