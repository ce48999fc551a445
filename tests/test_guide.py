"""The guide carries the whole playbook, in both ways it is written."""

import itertools
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from heard.errors import InputError
from heard.guide import to_html, to_markdown, write
from heard.guide.moments import condition
from heard.guide.topics import TOPIC_WORDS, topic_of
from heard.guide.wording import line, prose
from heard.playbook import SLOTS, Playbook
from heard.signals import MISSTEPS, TECHNIQUES

MARKUP = re.compile(r"\\(?=[\\`*_\[\].)#+-])|\*\*")


class Page(HTMLParser):
    """The parts of a page that a reader and a browser go by."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.levels: list[int] = []
        self.tags: set[str] = set()
        self.in_style = False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.tags.add(tag)
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if "href" in given else []
        self.levels += [int(tag[1])] if re.fullmatch(r"h[1-6]", tag) else []
        self.in_style = tag == "style"

    def handle_endtag(self, tag):
        self.in_style = False

    def handle_data(self, data):
        if not self.in_style:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


def markdown_text(markdown: str) -> str:
    text = MARKUP.sub("", markdown)
    for name, sign in (
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&#124;", "|"),
        ("&#36;", "$"),
        ("&#126;", "~"),
        ("&amp;", "&"),
    ):
        text = text.replace(name, sign)
    return " ".join(text.split())


def shown(text: str, company: str = "our company") -> str:
    """A sentence as a reader sees it: slots in brackets."""
    return "".join(
        f"[{span.text}]" if span.kind == "slot" else span.text for span in line(text, company)
    )


# What a playbook holds beside its text: names, conditions, and patterns that nobody reads aloud.
NOT_SAID = {
    *(
        "place",
        "mend",
        "whole",
        "then",
        "called",
    ),  # how the draft check rewrites: the table shows `say_instead`
    *(
        "name",
        "when",
        "after",
        "beside",
        "without",
        "unless",
        "unless_said",
        "fine_after",
        "shows",
        "signals",
        "channel",
    ),
    *(
        "section",
        "speaker",
        "technique",
        "misstep",
        "escalation",
        "history",
        "languages",
        "version",
    ),
    *("promise", "boundary", "mood", "trend", "after_rung", "text", "told", "untold"),
}


def everything_said(value: object, kind: str = "") -> Iterator[str]:
    """Every text of a playbook's entries but chapters and example turns, whose text has a test."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from everything_said(one, kind)
    elif isinstance(value, dict):
        for key, one in value.items():
            unread = kind == "phrases" and key in ("avoid", "ignores")
            if key not in NOT_SAID and not unread:
                yield from everything_said(one, kind or key)


@pytest.fixture(scope="module")
def playbook() -> Playbook:
    return Playbook.load()


def overlay(folder: Path, text: str) -> Playbook:
    path = folder / "shop.toml"
    path.write_text(f'extends = "default"\nname = "shop"\nversion = 1\n{text}', encoding="utf-8")
    return Playbook.load(path)


def test_both_ways_to_write_it_carry_everything_the_playbook_says(playbook):
    page, markdown = Page(to_html(playbook)).text, markdown_text(to_markdown(playbook))

    said = [shown(text) for text in everything_said(playbook.to_dict())]

    assert len(said) > 1200
    assert [text for text in said if text not in page] == []
    assert [text for text in said if text not in markdown] == []


def test_examples_are_told_turn_by_turn(playbook):
    page, markdown = Page(to_html(playbook)).text, markdown_text(to_markdown(playbook))

    turns = [turn for example in playbook.examples for turn in example.turn]

    assert len(turns) > 30
    assert all(shown(turn.text) in page and shown(turn.text) in markdown for turn in turns)


def test_chapter_text_arrives_without_its_marks(playbook):
    page = Page(to_html(playbook)).text

    for chapter in playbook.chapters:
        for block in prose(chapter.text):
            for words in getattr(block, "lines", None) or (block.line,):
                assert " ".join("".join(span.text for span in words).split()) in page
    assert "**Look" not in page


def test_the_chapters_of_the_syllabus_come_in_order(playbook):
    page = to_html(playbook)

    places = [page.index(f'<p class="topic">{words}</p>') for words in TOPIC_WORDS.values()]

    assert len(places) == 8
    assert places == sorted(places)


def test_headings_nest_and_every_link_has_its_target(playbook):
    page = Page(to_html(playbook))

    assert page.levels.count(1) == 1
    assert all(
        after <= before + 1 for before, after in zip(page.levels, page.levels[1:], strict=False)
    )
    assert len(page.ids) == len(set(page.ids))
    assert len(page.links) > 50
    assert [link for link in page.links if link.removeprefix("#") not in page.ids] == []


def test_headings_nest_and_every_link_has_its_target_in_markdown(playbook):
    markdown = to_markdown(playbook)

    levels = [len(found) for found in re.findall(r"^(#+) ", markdown, re.MULTILINE)]
    anchors = re.findall(r'<a id="([^"]+)"></a>', markdown)
    links = re.findall(r"\]\(#([^)]+)\)", markdown)

    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert len(anchors) == len(set(anchors))
    assert len(links) > 50
    assert set(links) <= set(anchors)


def test_the_page_needs_nothing_but_itself(playbook):
    html = to_html(playbook)

    assert not re.search(r"https?:|//[a-z]|url\(|@import", html)
    assert not Page(html).tags & {"script", "img", "link", "iframe", "object"}


def test_a_changed_line_of_an_overlay_shows_and_the_old_one_is_gone(tmp_path, playbook):
    changed = overlay(
        tmp_path,
        '[company]\nname = "Fern & Finch"\n[[question]]\nname = "wont-calm-down"\n'
        'answer = "Water the plants, then {name}."\n',
    )
    before = next(one.answer for one in playbook.faq if one.name == "wont-calm-down")

    for written in (Page(to_html(changed)).text, markdown_text(to_markdown(changed))):
        assert "Water the plants, then [name]." in written
        assert "Fern & Finch" in written
        assert before not in written


def test_a_play_of_ones_own_is_told_and_indexed(tmp_path):
    mine = overlay(
        tmp_path,
        '[[play]]\nname = "send-a-fern"\nrank = 44\nwhen = "long_wait"\nadvice = "Send a fern."\n'
        'say = ["One fern.", "Two ferns."]\navoid = ["Cactus"]\nwhy = "Ferns help."\n'
        'hears = ["I waited.", "So long."]\nignores = ["No.", "Nope."]\n',
    )

    html = to_html(mine)

    assert 'id="play-send-a-fern"' in html
    assert (
        html.index('id="triggers"')
        < html.index('id="play-send-a-fern"')
        < html.index('id="active-listening"')
    )
    assert 'href="#play-send-a-fern"' in html


def test_hostile_text_stays_text(tmp_path):
    hostile = overlay(
        tmp_path,
        '[[question]]\nname = "wont-calm-down"\n'
        "asks = '<script>alert(1)</script> a|b'\n"
        "answer = '# not a heading [x](javascript:alert(2)) <img src=x onerror=y> **no**'\n"
        '[[chapter]]\nname = "listening"\n'
        "text = '<b>raw</b> and [run](javascript:alert(3)) and **bold**'\n"
        '[[helpful]]\nname = "pipes"\nsay = \'a | b `c`\'\ntechnique = "ask"\nstep = 3\n',
    )

    html, markdown = to_html(hostile), to_markdown(hostile)

    page = Page(html)
    assert not page.tags & {"script", "img"}
    assert not any(link.startswith("javascript") for link in page.links)
    assert "<script>alert(1)</script> a|b" in page.text
    assert "<b>raw</b> and [run](javascript:alert(3)) and bold" in page.text
    assert "<script" not in markdown
    assert "<img" not in markdown
    assert "<b>raw" not in markdown
    assert not re.search(r"(?<!\\)\]\(javascript", markdown)
    assert r"\# not a heading" in markdown
    row = next(row for row in markdown.split("\n") if "a &#124; b" in row)
    assert row.count("|") == 5


def test_slots_are_shown_as_words_to_fill_in():
    assert (
        shown("About {option_a} for {issue}, {company}.", "Fern")
        == "About [first choice] for [issue], Fern."
    )
    assert shown("A {thing} nobody knows") == "A {thing} nobody knows"


def test_every_slot_is_explained(playbook):
    page = Page(to_html(playbook)).text

    assert all(means in page for means in SLOTS.values())


def test_every_condition_of_every_play_has_words(playbook):
    used = {key for play in playbook.plays for key in play.conditions}

    for play in playbook.plays:
        for key in play.conditions:
            assert condition(play, key) or key == "within"
            assert "_" not in condition(play, key)
    assert len(used) > 15


@pytest.mark.parametrize("signal", [*TECHNIQUES, *MISSTEPS])
def test_every_signal_of_the_company_has_a_chapter(signal):
    assert topic_of(signal) in TOPIC_WORDS


@pytest.mark.parametrize("name", ["guide.html", "guide.md", "GUIDE.HTML"])
def test_the_ending_of_the_name_says_how_it_is_written(tmp_path, playbook, name):
    write(playbook, tmp_path / name)

    wanted = to_markdown(playbook) if name.endswith(".md") else to_html(playbook)
    assert (tmp_path / name).read_text("utf-8") == wanted


@pytest.mark.parametrize("name", ["guide.docx", "guide"])
def test_another_ending_is_refused_with_what_is_allowed(tmp_path, playbook, name):
    with pytest.raises(InputError, match=r"\.html or \.md"):
        write(playbook, tmp_path / name)


def test_a_path_that_cannot_be_written_is_one_sentence(tmp_path, playbook):
    (tmp_path / "file").write_text("")

    with pytest.raises(InputError, match="cannot hold the guide") as fault:
        write(playbook, tmp_path / "file" / "guide.html")
    assert "\n" not in str(fault.value)


def test_prose_keeps_lists_marks_and_what_it_does_not_know():
    first, listed, last = prose(
        "Say **it** *once*.\n\n- one\n- two\n  more\n\n2 * 3 is 6 and snake_case_name"
    )

    assert [
        (span.text, span.strong, span.stressed)
        for span in first.line
        if span.strong or span.stressed
    ] == [
        ("it", True, False),
        ("once", False, True),
    ]
    assert ["".join(span.text for span in words) for words in listed.lines] == ["one", "two more"]
    assert "".join(span.text for span in last.line) == "2 * 3 is 6 and snake_case_name"


def test_a_guide_is_not_written_into_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no folder"):
        write(Playbook.load(), tmp_path / "gone" / "guide.html")

    assert not (tmp_path / "gone").exists()
