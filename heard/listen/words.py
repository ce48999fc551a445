"""Words: a turn's text cut into tokens, each in a plain form that does not care who wrote it.

Handles, links, signatures and long numbers become placeholders, so that what is learned on one
channel holds on another; what the plain form forgets (capitals, runs of marks, drawn-out letters)
is counted as a mark.
"""

from __future__ import annotations

import re

LONGEST = 4000  # tokens of one turn that are looked at; nobody says more in one breath

_TOKEN = re.compile(
    r"""(?:https?://|www\.)\S+ | <url> | \b[\w.+-]+@[\w-]+\.[\w.-]+     # links, e-mail addresses
    | @\w+ | <user>                                                    # handles
    | \^[A-Za-z]{1,12}\b                                               # signatures
    | \#\w+
    | [^\W\d_]+(?:['’`][^\W\d_]+)*(?:\*+[^\W\d_]*)*                    # words, f***
    | \d+(?:[.,:/-]\d+)*
    | (?:[:;=]['’]?[-o^]?[)(\]\[DPp/|\\]+ | <3+)                       # emoticons
    | [!?]+ | \.{2,}
    | [^\s\w] | \w+""",
    re.VERBOSE,
)
_CLAUSE_END = frozenset(".!?;:…\n")
_DRAWN_OUT = re.compile(r"(.)\1{2,}")
_MASKED = re.compile(r"x{2,}\Z")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


PROFANE = _set(
    """fuck fucks fucked fucker fuckers fuckin fucking fuckup shit shits shitty shite bullshit crap crappy
    damn damned dammit goddamn hell bloody bollocks bugger arse arsed arsehole ass asses asshole assholes
    dumbass jackass bastard bastards bitch bitches bitching piss pissed wanker wankers twat twats prick dick
    dickhead cunt cunts wtf wth ffs stfu lmfao af omfg fml bs effing effin freaking freakin frickin
    motherfucker motherfuckers cock slut whore douche douchebag screwed sucks suck"""
)
INSULTS = _set(
    """idiot idiots idiotic moron morons moronic stupid dumb clown clowns liar liars lying thief thieves
    scammer scammers crook crooks incompetent useless pathetic joke disgrace disgraceful disgusting
    disgusted rubbish garbage trash worst terrible horrible awful appalling shocking ridiculous
    unacceptable shameful scum vile ignorant lazy rude robbers cowboys hopeless atrocious"""
)
_HAPPY = frozenset("😀😁😃😄😆😊🙂😍🥰😘🙏👍👏🎉❤💕💙💚💜🧡😇🤗🙌☺✅💪👌")
_SAD = frozenset("😢😭😞😔😟🙁☹😕😩😫😥😓😪💔😿🥺😖😣")
_ANGRY = frozenset("😡😠🤬👿🖕💢😤🤮💩🗑👎")
_WRY = frozenset("🙄😒😑😏🙃🤔🤦🤷😬😂🤣🤡👀😆🧐😐")
_QUOTES = frozenset('"“”«»')
_LAUGHS = _set("lol lmao haha hahaha lolol rofl")
_YOU = _set("you your you're yours u ur yourself youre you've you'll")
_NO = _set(
    """no not never none nothing nobody cannot can't cant don't dont won't wont didn't didnt isn't
    doesn't doesnt haven't havent hasn't wasn't wouldn't couldn't without nor neither aren't"""
)
_WAITS = _set(
    """hour hours hr hrs day days week weeks wk wks month months year years minutes mins min yesterday
    tomorrow today tonight monday tuesday wednesday thursday friday saturday sunday"""
)

MARKS = (
    "words",
    "capitals",
    "exclaims",
    "exclaim_runs",
    "questions",
    "question_runs",
    "dots",
    "drawn_out",
    "profane",
    "insults",
    "happy",
    "sad",
    "angry",
    "wry",
    "numbers",
    "times",
    "money",
    "links",
    "quotes",
    "you",
    "no",
    "brackets",
    "hashtags",
    "long_numbers",
)
_AT = {name: place for place, name in enumerate(MARKS)}


def tokens(text: str) -> list[str]:
    """The tokens of a turn, as they were written.

    >>> tokens("@Acme WHY can't I log in?? ^JK")
    ['@Acme', 'WHY', "can't", 'I', 'log', 'in', '??', '^JK']
    """
    found: list[str] = _TOKEN.findall(text)
    return found[:LONGEST]


def spans(text: str) -> list[tuple[int, int]]:
    """Where each of the same tokens stands in the text."""
    found = [match.span() for match in _TOKEN.finditer(text)]
    return found[:LONGEST]


def clauses(text: str, where: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The clauses of a turn as ranges of tokens: each ends with its mark or before a new line.

    >>> text = "Third call. Still nothing!"
    >>> clauses(text, spans(text))
    [(0, 3), (3, 6)]
    """
    found, begin = [], 0
    for place, (start, end) in enumerate(where):
        gap = text[where[place - 1][1] : start] if place else ""
        if "\n" in gap and place > begin:
            found.append((begin, place))
            begin = place
        if text[end - 1] in _CLAUSE_END and not text[start].isalnum():
            found.append((begin, place + 1))
            begin = place + 1
    if begin < len(where):
        found.append((begin, len(where)))
    return found


def plain(token: str) -> str:
    """A token without what does not matter: case, who was addressed, which link, which number.

    >>> [plain(token) for token in ("@Acme", "SOOOO", "Can’t", "20418843", "48", "!!!!", "^JK")]
    ['<user>', 'soo', "can't", '<number>', '48', '!!', '<sign>']
    """
    first = token[0]
    if first.isalpha():
        return _plain_word(token)
    if first.isdigit():
        return _plain_number(token)
    if first == "@" and len(token) > 1:
        return "<user>"
    if first == "^" and len(token) > 1:
        return "<sign>"
    if first == "#" and len(token) > 1:
        return "#" + _plain_word(token[1:])
    if first in "!?":
        if len(token) == 1:
            return token
        return "?!" if "?" in token and "!" in token else first * 2
    if token.startswith("..") or first == "…":
        return "..."
    if first in ":;=" and len(token) > 1:
        return ":(" if token[-1] in "([/|\\" else ":)"
    return token.lower()


def _plain_word(token: str) -> str:
    if token.startswith(("http://", "https://", "www.")):
        return "<url>"
    if "@" in token:
        return "<mail>"
    word = _DRAWN_OUT.sub(r"\1\1", token.lower().replace("’", "'").replace("`", "'"))
    return "<masked>" if _MASKED.match(word) else word


def _plain_number(token: str) -> str:
    if "@" in token:
        return "<mail>"
    if len(token) <= 2:
        return token
    if ":" in token:
        return "<time>"
    if "/" in token:
        return "<part>" if len(token) == 3 else "<date>"
    return "<number>" if len(token) > 4 else "<count>"


def marks(token: str, word: str) -> list[float]:
    """What a token adds to each of MARKS; `word` is its plain form."""
    found = [0.0] * len(MARKS)
    first = token[0]
    if first.isalpha() or first == "#":
        _mark_word(found, token, word)
    elif first.isdigit():
        found[_AT["numbers"]] = 1.0
        found[_AT["long_numbers"]] = float(len(token) > 4)
    else:
        _mark_sign(found, token, word)
    return found


def _mark_word(found: list[float], token: str, word: str) -> None:
    bare = word.lstrip("#")
    found[_AT["words"]] = 1.0
    found[_AT["capitals"]] = float(len(token) >= 3 and token.isupper())
    found[_AT["drawn_out"]] = float(bool(_DRAWN_OUT.search(token.lower())) and word != "<masked>")
    found[_AT["profane"]] = float(bare in PROFANE or "*" in word)
    found[_AT["insults"]] = float(bare in INSULTS)
    found[_AT["wry"]] = float(bare in _LAUGHS)
    found[_AT["you"]] = float(bare in _YOU)
    found[_AT["no"]] = float(bare in _NO)
    found[_AT["times"]] = float(bare in _WAITS)
    found[_AT["links"]] = float(word in ("<url>", "<mail>"))
    found[_AT["hashtags"]] = float(token[0] == "#")


def _mark_sign(found: list[float], token: str, word: str) -> None:
    found[_AT["exclaims"]] = float(min(token.count("!"), 3))
    found[_AT["exclaim_runs"]] = float(token.count("!") > 1)
    found[_AT["questions"]] = float("?" in token)
    found[_AT["question_runs"]] = float(len(token) > 1 and "?" in token)
    found[_AT["dots"]] = float(word == "...")
    found[_AT["happy"]] = float(word == ":)" or token in _HAPPY or token.startswith("<3"))
    found[_AT["sad"]] = float(word == ":(" or token in _SAD)
    found[_AT["angry"]] = float(token in _ANGRY)
    found[_AT["wry"]] = float(token in _WRY)
    found[_AT["money"]] = float(token in {"$", "£", "€"})
    found[_AT["links"]] = float(word == "<url>")
    found[_AT["quotes"]] = float(token in _QUOTES)
    found[_AT["brackets"]] = float(token in {"(", "["})
