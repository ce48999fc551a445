"""Whether a turn is in English: the one language that the listeners were trained on.

Said only when it is plain: most letters of another script, or another language's little words with
hardly any English ones. A name, a number, a mixed or very short turn counts as English.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import lru_cache

from heard.listen.words import tokens

UNSUPPORTED = "unsupported language"
LOOKED_AT = 2000  # letters of a turn
FEWEST_LETTERS = 4


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_ENGLISH = _set(
    """the and you for that this with have not but are was what your just can how why when i i'm i've my me we
    our us they them their it it's is of to in on at an be been do does did don't didn't can't will would should
    could so if or as from about any no yes please thanks thank hi hello get got need want still now here there
    than then too very more again never up out all one has had were which who been because help working"""
)
# Little words of other languages that are not English words too.
_OTHERS = {
    "German": _set(
        """der das und ich nicht ist ein eine einen mein meine mit auf für sie wir ihr euch haben habe wird
        wurde kann seit noch nur auch schon immer wieder keine kein bitte danke warum wann wie doch aber oder
        sind dass zum zur vom bei nach mir mich ihre wenn jetzt heute"""
    ),
    "French": _set(
        """le les des une est et je vous nous pas que qui pour dans avec sur mon ma mes votre vos notre mais
        depuis encore toujours plus très c'est j'ai n'est pourquoi quand merci bonjour être avoir fait cette ce
        sans aussi rien jamais au aux du qu'il ça suis avez"""
    ),
    "Spanish": _set(
        """el los las una que y en por para con mi mis su sus pero como está estoy desde hace ya muy más qué
        cuándo cuando porque nada nunca gracias hola tengo tiene ustedes usted esto esta ese del al lo se es
        les donde dónde sin sobre todo todavía"""
    ),
    "Portuguese": _set(
        """o os uma que não em por para com meu minha seu mas como está estou desde há já muito mais quando
        porque nada nunca obrigado obrigada olá tenho tem vocês você isso esta este do da ao das dos e é sem"""
    ),
    "Italian": _set(
        """il lo gli una che di non per con mio mia vostro ma come sono ho ha da già molto più perché quando
        niente mai grazie ciao buongiorno questo questa della del alla nel anche ancora senza è si avete"""
    ),
    "Dutch": _set(
        """de het een en ik niet is mijn met op voor jullie wij hebben heb wordt kan sinds nog maar ook al
        altijd weer geen waarom wanneer hoe bedankt dank zijn dat bij naar van als nu vandaag u uw wat"""
    ),
    "Scandinavian": _set(
        """och jag inte är ett min mitt med på för ni vi har kan sedan bara också redan alltid igen ingen
        varför när hur tack jeg ikke er og det en til av fra hvorfor hvordan takk mange siden dere kun"""
    ),
    "Polish": _set(
        """i nie jest się na do że mój moja mam od już jeszcze tylko też zawsze znowu dlaczego kiedy jak
        dziękuję proszę czy ale za przez po dla bardzo dzień dobry co nic"""
    ),
    "Turkish": _set(
        """bir ve bu için ile değil çok daha ne neden nasıl teşekkürler merhaba hala benim sizin ama kadar
        gibi var yok bana size artık lütfen hiç bugün"""
    ),
    "Indonesian": _set(
        """yang dan tidak saya ini itu dengan untuk dari sudah belum masih bisa kenapa kapan terima kasih
        mohon tolong kami kalian anda ada akan juga sampai nya gak"""
    ),
}
_SPOKEN = {
    word: tuple(name for name, theirs in _OTHERS.items() if word in theirs)
    for word in frozenset().union(*_OTHERS.values())
    if len(word) > 1  # a letter by itself may be anything
}


@lru_cache(maxsize=2048)
def is_english(text: str) -> bool:
    """Whether a turn may be read as English.

    >>> [is_english(text) for text in ("Where is it?", "Das ist eine Frechheit!", "أين طردي؟", "ok 12")]
    [True, False, False, True]
    """
    text = text[:LOOKED_AT]
    if not text.isascii() and _of_another_script(text):
        return False
    words = [token.lower().replace("’", "'") for token in tokens(text) if token[0].isalpha()]
    english = sum(word in _ENGLISH for word in words)
    spoken = Counter(name for word in words if word in _SPOKEN for name in _SPOKEN[word])
    other = max(spoken.values(), default=0)
    return other < 2 or other < 2 * english or other * 8 < len(words)


def _of_another_script(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    if len(letters) < FEWEST_LETTERS:
        return False
    foreign = sum(not unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    return foreign * 2 > len(letters)
