"""Personal names out of a labelled set, invented ones in: `python -m training.anonymize IN OUT`.

A name is recognized by where it stands: signed at the end of an agent's turn (`^JK`, `- Mary`), after a
greeting or thanks ("Hi Mary,"), or after "my name is". A word so found counts as a name everywhere in the
set, unless the set also writes it in small letters. Handles that are not a company's become @user; mail
addresses and telephone numbers become invented ones. The same name always becomes the same invented one.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any
from zlib import crc32


def _words(text: str) -> list[str]:
    return text.split()


INVENTED = tuple(
    _words(
        """Alba Bram Cleo Dorin Elske Faro Gwenna Hollis Imke Jorun Kelda Lorin Maren Nerys Odran Perrin
    Quilla Runa Sorrel Tamsin Ulla Vesper Wren Yorick Zelda Aldous Birke Corin Delphi Eamon Fenna Garrick
    Hedda Isolde Jarek Kestrel Leoni Merrick Nadja Orla Piet Rosalba Stellan Thora Ursel Viggo Willa Ysolt
    Anselm Bettany Caspian Demelza Edda Florian Greta Hamish Ilse Joss Katrin Ludo Mirela Nils"""
    )
)

_WORD = r"(?:Mc)?[A-Z][a-zéèíóáñü]+"
_NAMED = (
    re.compile(
        r"\b(?:[Hh]i|[Hh]ello|[Hh]ey|[Hh]iya|HI|[Tt]hanks(?: so much| again)?|[Tt]hank you|[Ss]orry|[Dd]ear"
        r"|[Mm]orning|[Aa]fternoon|[Ee]vening|[Hh]owdy|[Gg]reetings|[Cc]heers|[Ww]elcome|[Ss]ure|[Oo]kay|OK)"
        rf"[ ,]+(?:there,? )?(?:Mr\.? |Ms\.? |Mrs\.? )?({_WORD})(?=[,.!:;?–—\-]|\s|$)"
    ),
    re.compile(
        rf"\b(?:[Mm]y name is|[Nn]ame'?s|[Tt]his is|[Ii]'m|I am|[Ss]poke (?:to|with)) ({_WORD})(?=[.,!]|$)"
    ),
    re.compile(rf"(?:^|\s)(?:Mr|Mrs|Ms|Dr)\.? ({_WORD})"),
    re.compile(
        rf"(?:you|it|that|this|help|matter|know|DM|details|issue|out|here), ({_WORD})(?=[.!?])"
    ),
    re.compile(rf"(?:<user>|@user),? ({_WORD})(?=[,!])"),
    re.compile(rf"^({_WORD}), (?=we|I|you|please|can|could|thank|this|the|it|that|sorry|if)"),
)
_PART = r"(?:\s*<url>)*\s*(?:\(?\d ?(?:/|of) ?\d\)?)?\s*"
_SIGNED = re.compile(
    rf"(?P<mark>\^ ?|[~*–—] ?|(?<=[\s.!?>])[-/] ?)(?P<name>[A-Z][A-Za-z]{{0,20}}(?: [A-Z][a-z]*\.?)?)(?P<rest>\.?{_PART})$"
)
_CAPITALIZED = re.compile(rf"(?<![@#\w]){_WORD}\b")
_BEFORE_MARK = re.compile(rf"(?<=[a-z,] ){_WORD}(?=[.,!])")
_HANDLE = re.compile(r"(?<![\w.])@(\w{2,})")
_MAIL = re.compile(r"\b[\w.+-]+@[\w-]+\.[\w.-]*\w")
_PHONE = re.compile(
    r"(?<![\w/#-])\+?\d{1,3}?[ (.-]{0,2}\d{3}[ ).-]{1,2}\d{3}[ .-]\d{4}\b|(?<!\d)0\d{9,10}\b"
)


def anonymize(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same conversations with invented names."""
    texts = [turn["text"] for record in records for turn in record["turns"]]
    small = Counter(word for text in texts for word in re.findall(r"\b[a-z]{2,}\b", text))
    companies = _companies(records)
    names = _names(texts, small, companies)
    pattern = re.compile(r"\b(" + "|".join(sorted(names, key=len, reverse=True)) + r")\b")
    for record in records:
        for turn in record["turns"]:
            text = turn["text"]
            if turn["speaker"] != "customer":
                text = _SIGNED.sub(_sign, text)
            text = _HANDLE.sub(lambda m: m[0] if m[1].lower() in companies else "@user", text)
            text = _MAIL.sub("someone@example.com", text)
            text = _PHONE.sub("555 0100 200", text)
            text = pattern.sub(lambda m: invented(m[1]), text)
            if turn["speaker"] != "customer":
                text = _BEFORE_MARK.sub(lambda m: _swap(m[0], ALSO_WORDS), text)
            turn["text"] = _CAPITALIZED.sub(lambda m: _swap(m[0], READ), text)
    return records


def invented(name: str) -> str:
    """The invented name that stands for this one, wherever it occurs."""
    return INVENTED[crc32(name.lower().encode()) % len(INVENTED)]


def _swap(word: str, names: frozenset[int]) -> str:
    return invented(word) if crc32(word.encode()) in names else word


def _sign(match: re.Match[str]) -> str:
    name = match["name"]
    if len(name) <= 3 and name.isupper():
        place = crc32(name.encode())
        new = "".join(chr(65 + (place >> 5 * step) % 26) for step in range(len(name)))
    else:
        new = invented(name)
    return match["mark"] + new + match["rest"]


def _companies(records: list[dict[str, Any]]) -> set[str]:
    """Handles that many conversations address: those are companies, not people."""
    used = Counter(
        handle.lower()
        for record in records
        for handle in {h for turn in record["turns"] for h in _HANDLE.findall(turn["text"])}
    )
    return {handle for handle, count in used.items() if count >= 5}


def _names(texts: list[str], small: Counter[str], companies: set[str]) -> set[str]:
    found: Counter[str] = Counter()
    for text in texts:
        for pattern in _NAMED:
            found.update(pattern.findall(text))
        signed = _SIGNED.search(text)
        if signed and not signed["name"].isupper():
            found.update(part.rstrip(".") for part in signed["name"].split())
    brand = " ".join(companies)
    return {
        name
        for name in found
        if len(name) >= 3 and not small[name.lower()] and name.lower() not in brand
    } - KEPT


# Names found by reading what the patterns left, kept as checksums so that they do not stand here.
READ = frozenset(
    (
        0xD8B7D45E,
        0x0575C6CD,
        0x1BCDE273,
        0x23A4650F,
        0x265B6DDB,
        0x2B3D88E0,
        0x2DB3CB57,
        0x334D5FE0,
        0x3458D491,
        0x3769FC94,
        0x3C0741F9,
        0x4087CCEA,
        0x40AA9026,
        0x49E5E3B1,
        0x4ECDDC31,
        0x5A50EB7E,
        0x6D00D723,
        0x75359218,
        0x77BC21F7,
        0x7D133BA6,
        0x822800C0,
        0x8603D590,
        0x873B9685,
        0x8DDF166F,
        0x952275A3,
        0x95CDC4B9,
        0x9AA916C8,
        0x9B2CB36A,
        0xA1667C3A,
        0xA30FAAA1,
        0xA8B400B9,
        0xAE4842F3,
        0xB4ED88E8,
        0xBA68AE86,
        0xBC91FAA8,
        0xC89DD57D,
        0xC924EAB5,
        0xCE3E26BA,
        0xCFA96B16,
        0xD5E908FF,
        0xE19DFA2E,
        0xEB157785,
        0xEBEEAF4E,
        0xEEABCE62,
        0xFB2DB408,
    )
)
# Names that are also words: only in a company's turn, and only before a mark ("Hey Will,").
ALSO_WORDS = frozenset(
    (
        0x54A0C7BD,
        0xBDD41170,
        0xC0BDC739,
        0xC6465D4F,
        0xC962FDBA,
        0xD1A054D0,
        0xD7DA17F7,
        0xDA13B6DD,
        0xDD376FA5,
    )
)
KEPT = frozenset(
    _words(
        """Microsoft Spotify Windows Youtube YouTube Yahoo Mojang Google Apple Amazon Netflix Xbox Skype Sony
    Nintendo Twitter Facebook Instagram Android Chrome Customer Team Unfortunately Minecraft Monday Tuesday
    Wednesday Thursday Friday Saturday Sunday January February March April June July August September
    October November December Christmas English America American Europe India London Paris Adobe
    Photoshop Lightroom Acrobat Uber Lyft Airbnb Tesco Sainsbury Verizon Sprint Comcast Delta Hulu Roku
    Playstation PlayStation Steam Discord Cortana Alexa Siri Outlook Hotmail Gmail Excel Word Premium"""
    )
)


def main(source: str, target: str) -> None:
    """Rewrite one labelled file."""
    with Path(source).open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    with Path(target).open("w", encoding="utf-8") as out:
        for record in anonymize(records):
            out.write(json.dumps(record, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:3])
