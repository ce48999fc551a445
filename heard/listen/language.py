"""Whether a turn is in English: the one language that the listeners were trained on.

Said only when it is plain: most letters of another script, another language's little words with hardly
any English ones, or words that English has no letters for. A name, a number, a word by itself and a turn
that is mostly English count as English.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from heard.listen.wordlists import word_set
from heard.listen.words import tokens, unstyled

if TYPE_CHECKING:
    from collections.abc import Sequence

UNSUPPORTED = "unsupported language"
LOOKED_AT = 2000  # letters of a turn
FEWEST_LETTERS = 2  # of another script
FEWEST_WORDS = 3  # of which half are spelled in letters that English lacks


ENGLISH = word_set(
    """the and you for that this with have not but are was what your just can how why when i i'm i've my me we
    our us they them their it it's is of to in on at an be been do does did don't didn't can't will would should
    could so if or as from about any no yes please thanks thank hi hello get got need want still now here there
    than then too very more again never up out all one has had were which who been because help working"""
)
# Little words of other languages, and a few that customers use; none that English dialects write (da, dat, ho, hoe).
_OTHERS = {
    "German": word_set(
        """der das und ich nicht ist ein eine einen mein meine mit auf für sie wir ihr euch haben habe wird
        wurde kann seit noch nur auch schon immer wieder keine kein bitte danke warum wann wie doch aber oder
        sind dass zum zur vom bei nach mir mich ihre wenn jetzt heute wo
        geht bleibt geld paket bestellung rechnung funktioniert"""
    ),
    "French": word_set(
        """le les des une est et je vous nous pas que qui pour dans avec sur mon ma mes votre vos notre mais
        depuis encore toujours plus très c'est j'ai n'est pourquoi quand merci bonjour être avoir fait cette ce
        sans aussi rien jamais au aux du qu'il ça suis avez où colis commande
        marche fonctionne remboursement argent
        veux voudrais parler aide besoin un"""
    ),
    "Spanish": word_set(
        """el los las una que y en por para con mi mis su sus pero como está estoy desde hace ya muy más qué
        cuándo cuando porque nada nunca gracias hola tengo tiene ustedes usted esto esta ese del al lo se es
        les donde dónde sin sobre todo todavía
        pedido paquete funciona dinero llega reembolso
        quiero necesito hablar ayuda favor un con"""
    ),
    "Portuguese": word_set(
        """o os uma que não em por para com meu minha seu mas como está estou desde há já muito mais quando
        porque nada nunca obrigado obrigada olá tenho tem vocês você isso esta este do ao das dos e é sem
        pedido encomenda funciona dinheiro chegou reembolso
        quero preciso minha falar ajuda favor cancelar"""
    ),
    "Italian": word_set(
        """il lo gli una che di non per con mio mia vostro ma come sono ha già molto più perché quando
        niente mai grazie ciao buongiorno questo questa della del alla nel anche ancora senza è si avete
        ordine pacco funziona soldi rimborso arrivato
        voglio vorrei parlare aiuto un con"""
    ),
    "Dutch": word_set(
        """de het een en ik niet mijn met op voor jullie wij hebben heb wordt kan sinds nog maar ook al
        altijd weer geen waarom wanneer bedankt dank zijn bij naar van als nu vandaag u uw wat
        waar blijft pakket bestelling werkt geld"""
    ),
    "Scandinavian": word_set(
        """och jag inte är ett min mitt med på för ni vi har kan sedan bara också redan alltid igen ingen
        varför när hur tack jeg ikke er og det en til av fra hvorfor hvordan takk mange siden dere kun fungerar fungerer virker
        paket pakke pengar penger var hvor"""
    ),
    "Polish": word_set(
        """i nie jest się na do że mój moja mam od już jeszcze tylko też zawsze znowu dlaczego kiedy jak
        dziękuję proszę czy ale za przez po dla bardzo dzień dobry co nic
        działa paczka zamówienie pieniądze mam gdzie"""
    ),
    "Turkish": word_set(
        """bir ve bu için ile değil çok daha ne neden nasıl teşekkürler merhaba hala benim sizin ama kadar
        gibi var yok bana size artık lütfen hiç bugün nerede hafta haftadır üç param iade istiyorum bekliyorum
        kargom siparişim"""
    ),
    "Indonesian": word_set(
        """yang dan tidak saya ini itu dengan untuk dari sudah belum masih bisa kenapa kapan terima kasih
        mohon tolong kami kalian anda ada akan juga sampai nya gak"""
    ),
    "Hindi or Urdu": word_set(
        """mera meri mere mujhe mujhko hum hame aap aapka aapki aapke tum tumhara hai hain tha thi nahi nahin nhi kya
        kyu kyun kyon kab kaise kahan kitne kitna karo karna raha rahe rahi rha rhe abhi bhi bhai yaar
        paisa paise wapas wapis chahiye din aaya aayi gaya gayi hua hui ka ki ko aur koi kuch sab milega mila
        aayega jaldi bahut phir matlab haan"""
    ),
    "Vietnamese": word_set(
        """tôi của không là đã chưa cho với một được này đâu rồi xin cảm ơn và các những bạn khi nào sao toi cua khong
        roi duoc chua dau bao lau vay"""
    ),
    "Tagalog": word_set(
        """ang ng mga sa ko mo na po hindi wala bakit kailan nasaan pa lang naman kayo namin akin aking salamat ito
        yung talaga"""
    ),
    "Czech or Slovak": word_set(
        """je se na že jsem není moje můj kde kdy proč jak už ještě ale také děkuji prosím nic pro jste váš tři týdny
        som nie sa môj čo prečo ďakujem balík"""
    ),
    "Hungarian": word_set(
        """az és hogy nem van hol mikor miért már még csak kérem köszönöm vagyok hete három csomagom nincs ez azt
        rendelésem várok"""
    ),
    "Finnish": word_set(
        """ei ja että missä milloin miksi minun olen mutta vielä kiitos mitä kun viikkoa paketti pakettini ole
        tilaus tilaukseni kolme"""
    ),
    "Romanian": word_set(
        """și nu este sunt unde când de pe cu mai meu mea comanda coletul vă rog mulțumesc încă pentru trei săptămâni
        aștept"""
    ),
    "Swahili": word_set(
        """wa yangu wangu na kwa ni si wapi lini nini sana bado mzigo tafadhali asante hii hiyo pesa"""
    ),
}
SPOKEN = {
    word: tuple(name for name, theirs in _OTHERS.items() if word in theirs)
    for word in frozenset().union(*_OTHERS.values())
    if len(word) > 1  # a letter by itself may be anything
}


# They stand in names, too: by themselves they say nothing of the language around them.
PARTICLES = word_set("van von der den de la las los le du da das dos di del della al el y e i")
# People who write in another language open and close with these.
_BORROWED = word_set("hi hello please thanks thank ok okay no me")


@lru_cache(maxsize=2048)
def is_english(text: str) -> bool:
    """Whether a turn may be read as English.

    >>> [is_english(text) for text in ("Where is it?", "Das ist eine Frechheit!", "أين طردي؟", "ok 12")]
    [True, False, False, True]
    """
    text = unstyled(text[:LOOKED_AT])
    if not text.isascii() and _of_another_script(text):
        return False
    said = [token for token in tokens(text) if token[0].isalpha()]
    words = [token.lower().replace("’", "'") for token in said]
    english = sum(word in ENGLISH for word in words)
    if not english and not text.isascii() and _odd(said):
        return False
    told = {word for word in words if word in SPOKEN}
    spoken = Counter(name for word in told for name in SPOKEN[word])
    other = max(spoken.values(), default=0)
    if other < 2 or other * 8 < len(words) or PARTICLES.issuperset(told):
        return True
    if other < 2 * english:
        english -= sum(word in _BORROWED for word in words)
    return other < 2 * english


def is_clearly_english(text: str) -> bool:
    """Whether words say that a turn is in English, or it has none: asked where the same speaker used another language before.

    >>> [is_clearly_english(text) for text in ("Why is it late?", "12345", "Ayuda!", "Supervisor por favor")]
    [True, True, False, False]
    """
    words = [token.lower() for token in tokens(unstyled(text[:LOOKED_AT])) if token[0].isalpha()]
    known = sum(word.replace("’", "'") in ENGLISH - _BORROWED for word in words)
    return not words or known * 4 >= len(words)


def _odd(words: Sequence[str]) -> bool:
    """Whether half of some words have letters that English lacks, and more than names have."""
    strange = [word for word in words if not word.replace("’", "").isascii()]
    return (
        len(words) >= FEWEST_WORDS
        and 2 * len(strange) >= len(words)
        and any(word[0].islower() for word in strange)
    )


def _of_another_script(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    if len(letters) < FEWEST_LETTERS:
        return False
    foreign = sum(not unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    return foreign * 2 > len(letters)
