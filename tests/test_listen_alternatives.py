"""Patterns that are tried only where their letters stand: the same as one large pattern, found faster."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard.listen.needles import needles
from heard.listen.rules.alternatives import Alternatives
from heard.listen.rules.dares import DARES, threats
from heard.listen.rules.passed_on import PASSED_ON
from heard.listen.rules.rudeness import KINDS, rude

if TYPE_CHECKING:
    from collections.abc import Iterator

PARTS = (
    r"\bget (?:lost|stuffed)\b(?! in)",
    r"(?P<hush>shut (?:up|it))|shut (?:the |that )?door",
    r"(?:^|[.!?]\s*)you(?:'re| are) (?:so )?lazy",
    r"\b(?P<twice>\w+) after (?P=twice)\b",
)
WORDS = st.sampled_from(
    [
        "get",
        "lost",
        "stuffed",
        "in",
        "shut",
        "up",
        "it",
        "the",
        "that",
        "door",
        "you're",
        "you",
        "are",
        "so",
        "lazy",
        "day",
        "after",
        "GET",
        "Shut",
        "ſhut",
        ".",
        "!",
        "?",
    ]
)


def spans(found: Iterator[re.Match[str]]) -> list[tuple[int, int, str | None]]:
    return [(*one.span(), one.lastgroup) for one in found]


@given(st.lists(WORDS, max_size=14).map(" ".join))
def test_it_finds_what_one_large_pattern_finds(text: str) -> None:
    whole = re.compile("|".join(PARTS), re.IGNORECASE)

    assert spans(Alternatives(*PARTS).finditer(text)) == spans(whole.finditer(text))


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        (r"\bdo your worst\b", {"do your worst"}),
        (r"(?:see|find out) who (?:wins|loses)", {"see who wins", "see who loses", "find out who wins", "find out who loses"}),
        (r"\b(?:so )?much (?:\w+ )?trouble", {"trouble"}),
        (r"(?:stop|quit)(?: \w+){1,3}", {"stop", "quit"}),
        (r"[ab]\d+(?:or)?", set()),
        (r"(?=soon)\w+", set()),
    ],
)  # fmt: skip
def test_what_a_text_must_have_is_read_off_the_pattern(pattern: str, needed: set[str]) -> None:
    assert needles(pattern) == needed


def test_the_rules_need_letters_that_few_texts_have() -> None:
    for rules in (DARES, PASSED_ON):
        assert all(needles(source) for source in rules._sources)
    assert set(KINDS) >= {"jab", "pet"}
    assert [kind for *_, kind in threats("One more word and I'll hang up. Mark my words.")] == [
        "warning",
        "threat",
    ]
    assert [one.kind for one in rude("Shut up, sweetheart.", ("pet",))] == ["pet"]
