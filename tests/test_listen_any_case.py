"""Patterns for which capitals are small letters: the same as with the engine's own flag, found faster."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard.coach.complaining import condemns
from heard.listen.any_case import AnyCase
from heard.listen.wordlists import word_set

SOURCES = (
    r"\b(?:get|GOT) (?:lost|stuffed)\b(?! in)",
    r"(?P<hush>shut (?:up|it))\W|shut (?:the |that )?door",
    r"^(?:[A-D]\w+|[^a-dn]*) up$",
    r"(?<!not )(?<=\bso )lazy|\Bazy\b",
    r"\b(\w)\w* \1\w*\b",
    r"stra(?:ß|ss)e|K|mañana",
)
WORDS = st.sampled_from(
    sorted(
        word_set(
            """get Got lost STUFFED in shut Shut SHUT up it the door! so SO lazy Lazy not Not BACK back naïve
            ſhut ſ K İ ı ß straße STRASSE mañana MAÑANA ’ 😠 . ? up"""
        )
    )
)
TEXTS = st.lists(WORDS, max_size=12).map(" ".join)


@pytest.mark.parametrize("source", SOURCES)
@given(text=TEXTS, start=st.integers(0, 12), length=st.integers(0, 60))
def test_it_finds_what_the_flag_finds(source: str, text: str, start: int, length: int) -> None:
    plain, quick = re.compile(source, re.IGNORECASE), AnyCase(source)
    end = start + length

    for asks in ("search", "match", "fullmatch"):
        for found, wanted in (
            (getattr(quick, asks)(text), getattr(plain, asks)(text)),
            (getattr(quick, asks)(text, start, end), getattr(plain, asks)(text, start, end)),
        ):
            assert _told(found) == _told(wanted)
    assert [_told(one) for one in quick.finditer(text)] == [
        _told(one) for one in plain.finditer(text)
    ]


def test_it_takes_the_other_flags() -> None:
    spaced = AnyCase(r"^ do \ not # on any line", re.VERBOSE | re.MULTILINE)

    assert spaced.search("Please\nDo not!") is not None
    assert spaced.search("Please do not!") is None


def test_a_part_that_tells_capitals_apart_is_refused() -> None:
    with pytest.raises(ValueError, match="tells capitals apart"):
        AnyCase(r"mr (?-i:[A-Z])\w+")


def test_a_turkish_i_and_a_long_s_are_the_letters_that_they_were_before() -> None:
    assert condemns("Thıs is the worſt service.")
    assert not condemns("Thıs is the wurſt from Nürnberg.")


def _told(found: re.Match[str] | None) -> tuple[object, ...] | None:
    return None if found is None else (found[0], found.span(), found.groups(), found.lastgroup)
