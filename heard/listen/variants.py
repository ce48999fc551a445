"""Variants: one word for all the ways a word is spelled or spoken from place to place.

Where somebody learned their English must not change how heated they sound. Listed are only words that
mean the same in either form; what also carries a feeling ("ugh", "pls") is no variant.
"""

from __future__ import annotations

import re


def _pairs(words: str) -> dict[str, str]:
    """The variants in lines of "variant common, variant common"."""
    return dict(pair.split() for pair in words.replace("\n", " ").split(",") if pair.strip())


_SPOKEN = _pairs(
    """wit with, wid with, wif with, dat that, dis this, dese these, dey they, dem they, da the, gon gonna,
    finna gonna, boutta gonna, tryna trying, y'all you, ya'll you, yall you, ain't isn't, aint isn't, kindly please,
    nothin nothing, nuthin nothing, nuffin nothing, somethin something, sumthin something, anythin anything,
    everythin everything, mum mom, mum's mom's, mummy mommy, whilst while, amongst among, learnt learned,
    spelt spelled, burnt burned, spoilt spoiled, towards toward"""
)
_SPELLED = _pairs(
    """centre center, centres centers, theatre theater, litre liter, litres liters, metre meter, metres meters,
    kilometre kilometer, kilometres kilometers, cancelled canceled, cancelling canceling, travelled traveled,
    travelling traveling, traveller traveler, labelled labeled, labelling labeling, catalogue catalog,
    dialogue dialog, grey gray, defence defense, offence offense, pyjamas pajamas, jewellery jewelry,
    aluminium aluminum, sceptical skeptical, fulfil fulfill, enrolment enrollment, instalment installment,
    instalments installments, mould mold, mouldy moldy, judgement judgment, cosy cozy, programme program,
    programmes programs, cheque check, cheques checks, licence license, tonne ton, tonnes tons"""
)
# Kin and forms of address: whose gender it is must not change how heated somebody sounds.
_KIN = _pairs(
    """woman man, women men, husband wife, father mother, dad mom, dad's mom's, daughter son, daughter's son's,
    sister brother, girlfriend boyfriend, aunt uncle, niece nephew, grandmother grandfather, granddaughter grandson,
    girl boy, madam sir, ma'am sir, mrs mr, ms mr, grandma grandad, grandpa grandad, gran grandad, granddad grandad,
    gentleman lady, waitress waiter"""
)
ARTICLES = frozenset(("a", "an", "the"))
_OUR = re.compile(r"(col|fav|hon|lab|neighb|behavi|hum|flav|rum|harb|endeav)our")
_ISE = re.compile(
    r"(apolog|real|organ|recogn|author|final|priorit|summar|custom|penal|critic|minim|maxim|util|synchron|item"
    r"|special|categor|normal|standard|central|emphas)is(?=(?:e|ed|es|er|ers|ing|ation|ations)\Z)"
)
_YSE = re.compile(r"(anal|paral)ys(?=(?:e|ed|er|ing)\Z)")
_KNOWN = _SPOKEN | _SPELLED | _KIN
_KNOWN |= {word: _KNOWN[known] for word, known in _KNOWN.items() if known in _KNOWN}


def common(word: str) -> str:
    """The common form of a word in small letters.

    >>> [common(word) for word in ("wit", "colourful", "apologised", "analyse", "promise", "four")]
    ['with', 'colorful', 'apologized', 'analyze', 'promise', 'four']
    """
    known = _KNOWN.get(word)
    if known is not None:
        return known
    if "our" in word:
        return _OUR.sub(r"\1or", word, count=1)
    if "is" in word:
        return _ISE.sub(r"\1iz", word, count=1)
    return _YSE.sub(r"\1yz", word, count=1) if "ys" in word else word
