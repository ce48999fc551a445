"""Phrases as data: what a line means, which are refused, and the examples of each table."""

import re

import pytest

from heard.errors import HeardError
from heard.listen.rules.phrases import Entry, Phrases, phrases

GIVEN = {
    "NAMED": r"(?:,? (?-i:[A-Z]\w+))?,?",
    "END": r"(?=\s*(?:[.!]|$))",
    "PAUSE": r"(?=\s*(?:[.,!]|$))",
}
TABLES = {name: phrases(name, **GIVEN) for name in ("loss",)}
EXAMPLES = [
    (f"{name}: {of}: {entry.name}", of, entry, table)
    for name, table in TABLES.items()
    for of, entries in table.entries.items()
    for entry in entries
]
WORDS = """
[words]
KIN = "mother, (twin) brother, aunt(ie/y)"
HAVE = "have, 've"
TOYS = "'s, monitor(s)"
"""


def table(line: str, words: str = WORDS) -> Phrases:
    return Phrases(
        f"{words}\n[[loss]]\nname = \"one\"\nlines = '''\n{line}\n'''\nhears = ['x']\n",
        "loss.toml",
        GIVEN,
    )


def quoted(line: str, text: str) -> str:
    found = re.search(table(line).pattern("loss"), text, re.IGNORECASE)
    return "" if found is None else found[0]


@pytest.mark.parametrize(
    ("line", "text", "words"),
    [
        ("my mother died", "Oh, MY mother died.", "MY mother died"),
        ("my mother died", "Oh, my mother diedre.", ""),
        ("my mother died", "Oh, tommy mother died.", ""),
        ("my/our KIN died", "Our twin brother died", "Our twin brother died"),
        ("my/our KIN died", "our twin sister died", ""),
        ("my KIN died", "my aunty died", "my aunty died"),
        ("my (late) KIN", "my late mother", "my late mother"),
        ("my (late) KIN", "my mother", "my mother"),
        ("(the) death of", "the death of", "the death of"),
        ("(the) death of", "a death of", "death of"),
        ("he (has/just)*2 died", "he has just died", "he has just died"),
        ("he (has/just)*2 died", "he has just has died", ""),
        ("he (has/just)* died", "he has just has died", "he has just has died"),
        ("I/we (HAVE)*3 lost", "I've lost", "I've lost"),
        ("I/we (HAVE)*3 lost", "we have lost", "we have lost"),
        ("he is/'s gone", "he's gone", "he's gone"),
        ("KIN's phone", "my mother's phone", "mother's phone"),
        ("KIN NAMED has died", "brother Tom, has died", "brother Tom, has died"),
        ("passed END", "She passed.", "passed"),
        ("passed END", "She passed it.", ""),
        ("the baby !TOYS", "the baby", "the baby"),
        ("the baby !TOYS", "the baby's", ""),
        ("the baby !TOYS", "the baby monitors", ""),
        ("the baby !TOYS", "the baby monitored", "the baby"),
        ("!your/the KIN died", "mother died", "mother died"),
        ("!your/the KIN died", "your mother died", ""),
        ("died in 19##", "died in 1987", "died in 1987"),
        ("died in 19##", "died in 198", ""),
        ("NUMBER years ago", "120 years ago", "120 years ago"),
        ("when i was *teen", "when I was sixteen", "when I was sixteen"),
        ("cancel* it", "cancelling it", "cancelling it"),
        ("widow of NAME", "widow of Tom", "widow of Tom"),
        ("widow of NAME", "widow of tom", ""),
        ("death certificate-", "two death certificates", "death certificate"),
        ("the (WORD('s))*2 grave", "the old man's grave", "the old man's grave"),
    ],
)
def test_a_line_is_found_as_it_reads(line: str, text: str, words: str) -> None:
    assert quoted(line, text) == words


def test_what_a_rule_asks_for_is_caught_and_a_list_can_be_had_by_itself() -> None:
    read = table("my (WORD) {KIN} died")

    found = re.search(read.pattern("loss"), "my old aunt died")
    assert found is not None
    assert found[1] == "aunt"
    assert re.fullmatch(read.any_of("KIN"), "twin brother")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("my KIM died", 'names an unknown list "KIM". Did you mean "KIN"?'),
        ("my (late KIN died", "has a bracket too many or too few"),
        ("my late) KIN died", "has a bracket too many or too few"),
        ("my KIN died @home", 'has "@home", and "@" means nothing there'),
        ("(my) (late)", "says no word that must be said"),
        ("!gran* died", 'may begin with "!" and plain words only'),
    ],
)
def test_a_faulty_line_is_refused_with_its_file_and_line(line: str, told: str) -> None:
    with pytest.raises(HeardError) as refused:
        table(line).pattern("loss")

    assert str(refused.value) == f'loss.toml:10: line "{line}" {told}'


def test_a_list_in_itself_an_unknown_key_and_an_entry_without_lines_are_refused() -> None:
    with pytest.raises(HeardError, match=r'^loss\.toml:2: list "KIN" stands in itself$'):
        table("my KIN", '[words]\nKIN = "mother, old KIN"').pattern("loss")
    with pytest.raises(
        HeardError, match=r'^loss\.toml:3: unknown key "line"\. Did you mean "lines"'
    ):
        Phrases('[[loss]]\nname = "one"\nline = "my mother"\nhears = ["x"]', "loss.toml")
    with pytest.raises(
        HeardError, match=r'^loss\.toml:2: entry "one" needs a name, lines and what'
    ):
        Phrases('[[loss]]\nname = "one"\nhears = ["x"]', "loss.toml")


@pytest.mark.parametrize(
    ("of", "entry", "table"), [one[1:] for one in EXAMPLES], ids=[one[0] for one in EXAMPLES]
)
def test_each_entry_hears_its_examples_and_spares_the_near_misses(
    of: str, entry: Entry, table: Phrases
) -> None:
    whole = re.compile(table.pattern(of), re.IGNORECASE)
    own = re.compile(table.pattern_of(entry), re.IGNORECASE)

    for text in entry.hears:
        assert own.search(text), text
        assert whole.search(text.upper() if "NAME" not in "".join(entry.lines) else text), text
    for text in entry.ignores:
        assert not whole.search(text), text
