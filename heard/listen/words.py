"""Words: a turn's text cut into tokens, each in a plain form that does not care who wrote it.

Handles, links, signatures and long numbers become placeholders, so that what is learned on one
channel holds on another; what the plain form forgets (capitals, runs of marks, drawn-out letters)
is counted as a mark.
"""

from __future__ import annotations

import re
from functools import lru_cache

from heard.listen.variants import common
from heard.listen.wordlists import word_set

LONGEST = 4000  # tokens of one turn that are looked at; nobody says more in one breath
LONGEST_TEXT = 40_000  # letters of one turn that are looked at

_TOKEN = re.compile(
    r"""(?:https?://|www\.)\S+ | <\w{2,10}> | \b[\w.+-]{1,64}@[\w-]+\.[\w.-]+ # links, e-mail addresses
    | @\w+                                                             # handles
    | \^[A-Za-z]{1,12}\b                                               # signatures
    | \#\w+
    | [^\W\d_]{2,}[iI][nN]['’](?![^\W\d_])                            # waitin'
    | [^\W\d_]+(?:['’`][^\W\d_]+)*(?:\*+[^\W\d_]*)*                    # words, f***
    | \d+(?:[.,:/-]\d+)*
    | (?:[:;=]['’]?[-o^]?[)(\]\[DPp/|\\]+ | <3+)                       # emoticons
    | [!?]+ | \.{2,}
    | [^\s\w] | \w+""",
    re.VERBOSE,
)
# Whom a story is about must not change how heated it sounds.
_THEY = dict.fromkeys(
    [
        "he",
        "him",
        "his",
        "himself",
        "she",
        "her",
        "hers",
        "herself",
        "they",
        "them",
        "their",
        "theirs",
        "themself",
        "themselves",
    ],
    "they",
) | {
    "he's": "they're",
    "she's": "they're",
    "he'll": "they'll",
    "she'll": "they'll",
    "he'd": "they'd",
    "she'd": "they'd",
}
_CLAUSE_END = frozenset(".!?;:…\n")
_DROPPED = re.compile(r"(?<=[^\W\d_][^\W\d_])in['’](?![^\W\d_])")
_DRAWN_OUT = re.compile(r"(.)\1{2,}")
_MASKED = re.compile(r"x{2,}\Z")


def _pointers(pointing: dict[str, str]) -> dict[str, tuple[str, ...]]:
    every = sorted({word for words in pointing.values() for word in words.split()})
    return {
        word: tuple(mark for mark, words in pointing.items() if word in words.split())
        for word in every
    }


PROFANE = word_set(
    """fuck fucks fucked fucker fuckers fuckin fucking fuckup shit shits shitty shite bullshit crap crappy
    damn damned dammit goddamn hell bloody bollocks bugger arse arsed arsehole ass asses asshole assholes
    dumbass jackass bastard bastards bitch bitches bitching piss pissed wanker wankers twat twats prick dick
    dickhead cunt cunts wtf wth ffs stfu lmfao af omfg fml bs effing effin freaking freakin frickin
    motherfucker motherfuckers cock slut whore douche douchebag screwed sucks suck"""
)
INSULTS = word_set(
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
_LAUGHS = word_set("lol lmao haha hahaha lolol rofl")
_YOU = word_set("you your you're yours u ur yourself youre you've you'll")
_NO = word_set(
    """no not never none nothing nobody cannot can't cant don't dont won't wont didn't didnt isn't
    doesn't doesnt haven't havent hasn't wasn't wouldn't couldn't without nor neither aren't"""
)
_WAITS = word_set(
    """hour hours hr hrs day days week weeks wk wks month months year years minutes mins min yesterday
    tomorrow today tonight monday tuesday wednesday thursday friday saturday sunday"""
)

# Words that point the same way, so that a rare one counts as its commoner neighbors do. A hint among
# many: what a turn says is learned, never looked up here.
_POINTING = {
    "leaving": """switch switching switched leave leaving cancel canceling cancelling cancelled canceled quit
        quitting ditch ditching disconnect unsubscribe unsubscribing competitor competitors competition
        elsewhere goodbye bye porting terminate discontinue boycott avoid deleting uninstalling uninstall
        alternative alternatives provider never""",
    "law": """legal legally lawyer lawyers solicitor attorney court courts sue suing sued ombudsman regulator
        tribunal consumer consumers police trading chargeback lawsuit claim fcc ftc fca bbb cfpb press
        journalist media viral review reviews reporting report rights illegal fraud law""",
    "boss": """manager managers management supervisor supervisors superior ceo director human person boss
        complaint complaints escalate escalated escalation complain executive representative""",
    "again": """again third fourth fifth 3rd 4th 5th twice already repeatedly repeated keeps keep continue
        continually multiple several numerous countless another every always constantly time times""",
    "promised": """promise promised promises promising supposed guaranteed guarantee assured expected told
        said claimed scheduled due confirmed meant should""",
    "ignored": """ignore ignored ignoring ignores reply replies replied respond response responded answer
        answers answered answering bot bots robot automated script scripted copy paste generic hung
        transferred passed listen listening nobody useless unhelpful clueless""",
    "cheated": """scam scams scammed scamming ripoff rip cheat cheated cheating cheaters mislead misleading
        misled overcharged overpriced greedy robbery robbed steal stealing stole stolen fraud dishonest
        deceptive false unfair conned fooled looting daylight charge charged charging""",
    "settled": """fixed sorted resolved solved worked works working received arrived figured solution cheers
        perfect brilliant great appreciate appreciated awesome excellent""",
    "stakes": """stranded stuck emergency urgent urgently hospital medication medicine baby kids child children
        disabled wheelchair funeral wedding interview exam deadline work job rent mortgage bills salary
        money refund refunded unsafe dangerous danger safety locked hacked stolen lost missed missing""",
    "still": "still yet since waiting waited wait waits hold queue ages forever hours days weeks months",
}
_CUES = _pointers(_POINTING)

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
    "leaving",
    "law",
    "boss",
    "again",
    "promised",
    "ignored",
    "cheated",
    "settled",
    "stakes",
    "still",
)
_AT = {name: place for place, name in enumerate(MARKS)}


def tokens(text: str) -> list[str]:
    """The tokens of a turn, as they were written.

    >>> tokens("@Acme WHY can't I log in?? ^JK")
    ['@Acme', 'WHY', "can't", 'I', 'log', 'in', '??', '^JK']
    """
    return list(_tokens(text))


@lru_cache(maxsize=512)
def _tokens(text: str) -> tuple[str, ...]:
    """The tokens of a turn, asked for by each that reads it."""
    found: list[str] = _TOKEN.findall(text)
    return tuple(found[:LONGEST])


def spans(text: str) -> list[tuple[int, int]]:
    """Where each of the same tokens stands in the text."""
    found, end = [], 0
    for token in _tokens(text):
        start = text.find(token, end)  # only blanks lie between two tokens
        end = start + len(token)
        found.append((start, end))
    return found


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


def spelled_out(text: str) -> str:
    """A text with its dropped g's written, letter for letter, so that what is found in it can be quoted.

    >>> spelled_out("thanks for nothin', again")
    'thanks for nothing, again'
    """
    if "n'" not in text and "n’" not in text:
        return text
    return _DROPPED.sub("ing", text)


@lru_cache(maxsize=50_000)
def plain(word: str) -> str:
    """A word without what does not matter: case, who was addressed, which link, which number.

    >>> [plain(word) for word in ("@Acme", "SOOOO", "Can’t", "20418843", "48", "!!!!", "^JK")]
    ['<user>', 'soo', "can't", '<number>', '48', '!!', '<sign>']
    >>> [plain(word) for word in ("She", "him", "waitin'", "login")]
    ['they', 'they', 'waiting', 'login']
    """
    first = word[0]
    if first.isalpha():
        return _plain_word(word)
    if first.isdigit():
        return _plain_number(word)
    if first == "@" and len(word) > 1:
        return "<user>"
    if first == "^" and len(word) > 1:
        return "<sign>"
    if first == "#" and len(word) > 1:
        return "#" + _plain_word(word[1:])
    return _plain_mark(word)


def _plain_mark(word: str) -> str:
    first = word[0]
    if first in "!?":
        if len(word) == 1:
            return word
        return "?!" if "?" in word and "!" in word else first * 2
    if word.startswith("..") or first == "…":
        return "..."
    if first == "<" and word[-1] == ">":
        return "<mail>" if word == "<email>" else word.lower()
    if first in ":;=" and len(word) > 1:
        return ":(" if word[-1] in "([/|\\" else ":)"
    return word.lower()


def _plain_word(token: str) -> str:
    if token.startswith(("http://", "https://", "www.")):
        return "<url>"
    if "@" in token:
        return "<mail>"
    word = _DRAWN_OUT.sub(r"\1\1", token.lower().replace("’", "'").replace("`", "'"))
    if word.endswith("in'"):
        return word[:-1] + "g"
    word = common(word)
    if word in _THEY:
        return _THEY[word]
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
    for mark in _CUES.get(bare, ()):
        found[_AT[mark]] = 1.0


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
