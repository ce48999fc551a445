"""Marks: what a word's plain form forgets of how a token is written, and what it hints at.

Capitals, runs of marks, drawn-out letters, faces; and words that point the same way, such as those of
leaving or of the law.
"""

from __future__ import annotations

from heard.listen.wordlists import word_set
from heard.listen.words import DRAWN_OUT


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
    found[_AT["drawn_out"]] = float(bool(DRAWN_OUT.search(token.lower())) and word != "<masked>")
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
