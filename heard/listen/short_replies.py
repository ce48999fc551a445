"""Whether an agent's short reply is in English: "Wir kümmern uns darum." holds too few little words to be plain.

A customer's "Merci!" is read as the thanks that it is; a reply that is checked must have been read. A name, a word
by itself and a greeting in an English reply are English all the same.
"""

from __future__ import annotations

from functools import lru_cache

from heard.listen.language import ENGLISH, PARTICLES, SPOKEN
from heard.listen.wordlists import word_set
from heard.listen.words import tokens, unstyled

FEWEST = 2  # words that can be told; one alone may be a name, or anything
MOST = 8  # words of a short reply; of a longer one the little words tell enough

# What replies say in other languages, beside their little words.
_SAID = word_set(
    """uns wir sie ihnen ihr ihre ihren darum kümmern kümmere melden melde schauen prüfen prüfe vielen geduld leid moment einen gerne gern wird gemacht erledigt
    warten verstanden natürlich ich es dran sind wurde bearbeitet liebe grüße vorgang unverzüglich
    nous allons vérifier vérifions occupons regarde regardons désolé désolée désolés patienter instant patience équipe suite demande traitement cordialement bonne journée voilà
    compris d'accord c'est s'il plaît je j'ai l'équipe
    estamos trabajando ello espere espera momento lo sentimos siento revisando revisamos vamos verificar atentamente enviado listo claro entendido enseguida nosotros usted favor disculpe
    disculpen ahora mismo hecho saludos ayudarle
    estamos verificando aguarde obrigado obrigada já desculpe pedimos equipa equipe atenciosamente certo
    stiamo lavorando ci attendere prego verifichiamo controlliamo controlliamo subito dispiace scusi attenda grazie cordiali saluti siamo stato provvediamo
    wij kijken ernaar zijn mee bezig alstublieft alsjeblieft excuses bedankt voor uw geduld regelen momentje komt goed wordt gedaan
    vi tittar tack tålamod vänta strax jobber kigger øjeblik beklager undersøger undskyld
    sprawdzamy proszę czekać chwileczkę przepraszamy dziękujemy zajmiemy tym
    kontrol ediyoruz lütfen bekleyin hemen ilgileniyoruz
    sedang cek mohon tunggu sebentar segera kami
    avec plaisir danke merci gracias bitte schön beaucoup s'en occupe
    hum kar dekh rahe hain karenge thoda intezaar""",
)
# English words that the lists of other languages have, too, and what English replies borrow.
_EITHER = word_set(
    """come per plus for no or do me so of is via pro con sin a an on in am as to the at was war will man had van hat not men also even de la per se ad hoc over
    see all one fine mine more die art gift rate moment favor instant patience main pays sale the vi dan ni si na ada kim mo po lang min ya just ja nu ko
    hi dear pan ho da mi ha ta ci hum kar"""
)
_PLAIN = word_set(
    """ok okay yep yeah sure sorry we're we'll we've i'll we let's let done sent fixed great good morning afternoon evening day welcome bye cheers call email dm pm order number soon again
    new back look looking check checking team support shop reply see says said opens open free order parcel refund today tomorrow monday tuesday wednesday thursday friday saturday sunday
    yours sincerely regards best kind first last next time same like love only well much many every also enjoy try contact follow click here's that's what's there's noted understood"""
)
_NEITHER = _EITHER | PARTICLES
_ENGLISH = (ENGLISH | _PLAIN) - word_set("me no on in so an as at do or to")


@lru_cache(maxsize=2048)
def is_english_reply(text: str) -> bool:
    """Whether a short reply may be read as English; a longer one is for `is_english` to tell.

    >>> [is_english_reply(text) for text in ("Wir kümmern uns darum.", "Merci beaucoup, we'll send it!", "OK, Frau Müller")]
    [False, True, True]
    """
    said = [token for token in tokens(unstyled(text[:400])) if token[0].isalpha()]
    words = [token.lower().replace("’", "'") for token in said]
    if not FEWEST <= len(words) <= MOST or any(word in _ENGLISH for word in words):
        return True
    if not any(token[0].islower() for token in said):  # names, or a heading
        return True
    written = [
        word
        for place, (token, word) in enumerate(zip(said, words, strict=True))
        if token[0].islower() or (place == 0 and word in _SAID)
    ]
    return not any((word in _SAID or word in SPOKEN) and word not in _NEITHER for word in written)
