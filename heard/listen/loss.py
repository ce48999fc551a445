"""Where a customer says that somebody close to them has died: told calmly, and never to be met with cheer."""

from __future__ import annotations

import re

from heard.listen.plainly import said_in

SCANNED = 4000
_STEMS = ("passed", "died", "dead", "killed", "lost", "buried", "late", "death", "bereave", "funeral", "estate", "executor", "widow", "miscarr", "stillb", "longer")  # fmt: skip
_KIN = (
    r"(?:husband|wife|spouse|partner|fianc[eé]e?|mother|mum|mom|mam|father|dad|son|daughter|child|baby|brother|sister|twin"
    r"|gran\w*|nan(?:na)?|uncle|aunt(?:ie|y)?|nephew|niece|cousin|parents?|(?:best\ |dear\ |close\ )?friend)(?:-in-law)?"
)
_WHEN = r"(?:last|yesterday|this\ (?:morning|week|month|year)|suddenly|in\ (?:hospital|\w+uary|march|april|may|june|july|august|\w+ber|20\d\d))"
_LOSS = re.compile(
    rf"""\b(?:
      (?:my|our|his|her|their)\ (?:\w+\ )?{_KIN},?\ (?:(?:who|has|had|have|just|recently|sadly|suddenly|unexpectedly|tragically)\ ){{0,3}}
        (?:passed\ (?:away|{_WHEN})|died(?!\ (?:laughing|of\ (?:laughter|shame|embarrassment|boredom)|a\ little|inside|in\ the\ game))|is\ dead\b|was\ killed|is\ no\ longer\ with\ us)
    | (?:he|she|(?:the|your)\ (?:account\ holder|customer|policy\ ?holder|member))\ (?:(?:has|had|just|recently|sadly|suddenly)\ ){{0,2}}passed\ away
    | (?:I|we)(?:\ have|'ve|\ just|\ recently|\ sadly){{0,3}}\ (?:lost|buried)\ (?:my|our)\ (?:\w+\ )?{_KIN}\b(?!'s|\ (?:in|at|on)\ (?:the|a|your)\b)
    | (?:my|our)\ late\ {_KIN}\b
    | death\ certificate | bereave(?:d|ment)\b
    | (?:my|our|his|her)\ (?:late\ )?(?:\w+\ )?{_KIN}'s\ (?:funeral|death|passing|estate)
    | (?:the\ )?(?:estate|executor)\ of\ (?:the\ (?:will|late)|my|our|mrs?\b|ms\b)
    | (?:recently\ |been\ |was\ |i'm\ a\ |i\ am\ a\ )widow(?:ed|er)?\b
    | (?:had\ a|after\ (?:a|the|my|our)|a)\ (?:miscarriage|stillbirth) | miscarried | stillborn
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_UNMEANT = re.compile(
    r"\b(?:nearly|almost|imagine|as if|like|thought|felt like|if)\s+(?:\w+ )?$", re.I
)


def tells_of_a_loss(text: str) -> tuple[int, int] | None:
    """Where a customer says that somebody close to them has died, or None.

    >>> text = "I need to close an account, my husband passed away in May."
    >>> start, end = tells_of_a_loss(text)
    >>> text[start:end]
    'my husband passed away'
    >>> tells_of_a_loss("My friend's phone died and I lost my dad's number.") is None
    True
    """
    return said_in(text[:SCANNED], _LOSS, _STEMS, _UNMEANT)
