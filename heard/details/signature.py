"""The name under a letter: who writes, where it plainly is a name."""

from __future__ import annotations

import re

from heard.listen.remembered import Remembered
from heard.listen.wordlists import word_set

SCANNED = 160  # characters from the end in which a letter is signed
LETTER = 6  # words before a mere "Thanks, Miriam"; with fewer it thanks Miriam
_TITLES = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Rev|Sir|Lady|Professor|Doctor)"
_PART = r"[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ][\w'’-]*"
_NAME = rf"(?:{_TITLES}\.? )?(?:{_PART}|[A-Z]\.)(?: (?:van |von |de |der |la |al |bin )*(?:{_PART}|[A-Z]\.?)){{0,3}}"
_NUMBER = r"(?:[,\n][ \n]*(?i:(?:account|acct|customer|order|policy|ref|no|tel|phone|mobile)[\w .:]*)?[#+\d][\d ()/-]*)?"
_FORMAL = r"(?i:(?:(?:kind|best|warm|kindest|warmest|many) )?(?:regards|wishes)|(?:yours )?(?:sincerely|faithfully|truly)(?: yours)?|yours)"
_EASY = r"(?i:(?:many )?(?:thanks|thank you|cheers)(?: again| in advance)?|thx|best)"
_SIGNED = re.compile(
    rf"(?:\b{_FORMAL}[,.]?\s+|(?P<easy>(?:^|\n)[ ]*{_EASY}(?:,\s+|[.!]?[ ]*\n\s*)))(?P<name>{_NAME}){_NUMBER}[ .]*\s*$"
)
_THEIRS = re.compile(r"(?m)^\s*>|\bwrote:|-{3,} ?(?:Forwarded|Original)|^From:|[\"“][^\"”]*$")
_NOBODY = word_set(
    """
    Everyone Everybody All Team Support You Your Again Both Guys Folks Mate Sir Madam Dear Bye Goodbye Customer Client User Me
    Please Sent Get And But The This That In So Very For From To Now Then Anyway Advance Regards Thanks Cheers Best Kind Yours
    Nothing Lot Have Hope Looking Waiting Still Not No Yes Ok Okay Manager Service Agent Resident Anonymous Night Day Nobody
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday Today Tomorrow
    Tenant Valued Traveller Passenger Member Guest Ma'am There Again Sorry Apologies Unfortunately Happy Glad Great Good Welcome Understood Sure Of
    """
)
_FIRM = word_set(
    "Team Support Service Services Care Ltd Limited Inc Energy Bank Department Customer Customers Desk Group LLC"
)


def signed(text: str, *, addressed: str = "") -> str:
    """The name that a message is signed with; "" where none is, or it may be whom it is written to.

    `addressed` is what the other side said, and what they are called: a name in it is theirs.

    >>> signed("Please send the bill again by Friday.\\n\\nKind regards,\\nDr H. Whitcombe")
    'Dr H. Whitcombe'
    >>> signed("Great.\\nThanks, everyone")
    ''
    """
    name = _under(text)
    words = [one for one in name.split() if not _initial(one)]
    if any(re.search(rf"\b{re.escape(one)}\b", addressed) for one in words):
        return ""
    return name


@Remembered
def _under(text: str) -> str:
    """The name under a message, whosever it is."""
    tail = max(0, len(text) - SCANNED)
    found = _SIGNED.search(text, tail)
    if found is None or _THEIRS.search(text[: found.start()]):
        return ""
    name: str = found["name"]
    words = name.split()
    if words[0] in _NOBODY or not _FIRM.isdisjoint(words):
        return ""
    if found["easy"] is not None and len(text[: found.start()].split()) < LETTER:
        return ""
    return name


_GREETED = re.compile(
    r"^\W*(?:@\w+\s+)*(?:(?:[Hh]i|[Hh]ello|[Hh]ey|[Hh]iya)(?: there)?|[Dd]ear|(?:[Gg]ood )?(?:[Mm]orning|[Aa]fternoon|[Ee]vening)"
    rf"|[Tt]hank you|[Tt]hanks|[Ss]orry),? (?P<name>{_TITLES}\.? {_PART}|{_PART}(?: {_PART})?)(?=\s*(?:[,.!:;–—-]|\n|$))"
)


def greeted(text: str) -> str:
    """Whom a reply greets by name; "" where nobody is, or it may be no name.

    >>> greeted("Dear Mr Ashworth, thank you for your letter."), greeted("Hi there, how can I help?")
    ('Mr Ashworth', '')
    """
    found = _GREETED.match(text[:SCANNED])
    name = found["name"] if found else ""
    words = name.split()
    return "" if not words or not _NOBODY.isdisjoint(words) or not _FIRM.isdisjoint(words) else name


def called(name: str) -> str:
    """What somebody with this full name is called; "" where only an initial is known of it.

    >>> called("Dr H. Whitcombe"), called("Miriam Cole"), called("H. Whitcombe")
    ('Dr Whitcombe', 'Miriam', '')
    """
    words = name.split()
    if not words:
        return ""
    if re.fullmatch(rf"{_TITLES}\.?", words[0]):
        return f"{words[0]} {words[-1]}" if len(words) > 1 and not _initial(words[-1]) else ""
    return "" if _initial(words[0]) else words[0]


def _initial(word: str) -> bool:
    return len(word.rstrip(".")) == 1
