"""Words to be read at a glance: shortened between words, quoted with one kind of mark, counted, and harmless."""

from __future__ import annotations

_INNER = str.maketrans({"“": "‘", "”": "’", "„": "‘", "«": "‘", "»": "’", '"': "'"})
# What a terminal or a page would obey, or show in another order than it was written, as a sign to be seen.
_OBEYED = {code: 0x2400 + code for code in range(32) if chr(code) not in "\n\t"} | {127: "\u2421"}
_OBEYED |= dict.fromkeys(
    (*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\ufffd"
)


def harmless(text: str) -> str:
    """A text whose control characters are shown, not obeyed: nobody's words may steer a terminal or turn a page's.

    >>> harmless("Hi \\x1b[2J there")
    'Hi \u241b[2J there'
    """
    return text if text.isprintable() else text.translate(_OBEYED)


def shortened(text: str, most: int) -> str:
    """A text on one line, at most so many characters, with an ellipsis where words were left out.

    A word is cut only where it alone is longer than that.

    >>> shortened("It's not rocket science to look up an order.", 20)
    "It's not rocket…"
    >>> shortened("short  enough", 20)
    'short enough'
    """
    said = " ".join(text.split())
    if len(said) <= most:
        return said
    cut = said.rfind(" ", 0, most)
    return said[: cut if cut > 0 else most - 1].rstrip(" ,;:–—-") + "…"


def quoted(text: str, most: int) -> str:
    """A text in quotation marks, shortened; marks inside it become single ones.

    >>> quoted('they said "tomorrow" again', 60)
    "“they said 'tomorrow' again”"
    """
    return f"“{shortened(unquoted(text), most)}”"


def unquoted(text: str) -> str:
    """A text that is to stand in quotation marks: its own become single ones, and one without its pair goes.

    >>> unquoted('You said "')
    'You said '
    """
    if text.count('"') % 2:
        head, _, tail = text.rpartition('"')
        text = head + tail
    if text.count("“") != text.count("”"):
        text = text.replace("“", "").replace("”", "")
    return text.translate(_INNER)


def counted(number: int, one: str, several: str = "") -> str:
    """So many of a thing, in words.

    >>> counted(1, "second"), counted(2000, "second")
    ('1 second', '2,000 seconds')
    >>> counted(2, "promise of ours", "promises of ours")
    '2 promises of ours'
    """
    return f"{number:,} {one if number == 1 else several or f'{one}s'}"
