import re
from pathlib import Path

from heard.playbook import CONDITIONS, SLOTS, Playbook, check
from heard.playbook.parts import KINDS

PAGE = (Path(__file__).parent.parent / "docs" / "playbooks.md").read_text(encoding="utf-8")


def example(tmp_path: Path) -> Path:
    found = re.search(r"<!-- tested: our-shop.toml -->\n```toml\n(.*?)```", PAGE, re.DOTALL)
    assert found
    path = tmp_path / "our-shop.toml"
    path.write_text(found[1], encoding="utf-8")
    return path


def test_the_example_on_the_page_is_a_playbook_without_fault(tmp_path):
    path = example(tmp_path)

    assert check(path) == ()
    playbook = Playbook.load(path)
    assert playbook.company.name == "Fern & Finch"
    assert playbook.play("answer-the-wait").say[0].startswith("You've waited {wait}, and plants")
    assert playbook.play("answer-the-wait").why == Playbook.load().play("answer-the-wait").why
    names = [play.name for play in playbook.plays]
    assert "rescue-the-plant-first" in names
    assert "hold-a-steady-line" not in names


def test_the_examples_phrase_hears_and_ignores_as_it_says(tmp_path):
    playbook = Playbook.load(example(tmp_path))
    phrase = next(one for one in playbook.phrases if one.name == "natural-product")

    def found(text: str) -> bool:
        return phrase in [hit.phrase for hit in playbook.phrase_hits(text)]

    assert all(found(text) for text in phrase.hears)
    assert not any(found(text) for text in phrase.ignores)


def test_the_page_lists_every_condition_slot_and_table():
    conditions = PAGE[PAGE.index("### Conditions") : PAGE.index("### Which play")]
    assert set(re.findall(r"^\| `(\w+)` \|", conditions, re.MULTILINE)) == set(CONDITIONS)
    slots = PAGE[PAGE.index("<!-- tested: slots -->") : PAGE.index("## Phrases to avoid")]
    assert dict(re.findall(r"^\| `\{(\w+)\}` \| (.*) \|$", slots, re.MULTILINE)) == SLOTS
    for table in KINDS.keys() - {"playbook"}:
        assert f"[{table}]" in PAGE, table


def test_the_faults_on_the_page_are_what_check_says(tmp_path, monkeypatch):
    path = example(tmp_path)
    text = path.read_text(encoding="utf-8")
    new_play = text.index("rescue-the-plant-first")
    broken = text[:new_play] + (
        text[new_play:]
        .replace('"high_stakes"', '"high_stake"', 1)
        .replace("    \"I'm booking", "    # \"I'm booking", 1)
        .replace("avoid =", "avoids =", 1)
    )
    path.write_text(broken.replace('"hold-a-steady-line"', '"answer-the-wait"'), encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    said = [f"heard: {fault}" for fault in check("our-shop.toml")]

    shown = PAGE[PAGE.index("## When something is wrong") :].split("```")[1].split("\n")
    assert said
    assert [line for line in shown if line] == said
