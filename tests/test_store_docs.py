import re
from pathlib import Path

from heard.conversation import Speaker, Turn
from heard.store import Store

PAGE = Path(__file__).parents[1] / "docs" / "privacy.md"


def test_the_snippets_of_the_privacy_page_run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with Store.open("heard.db") as store:
        store.conversations.open("c1", customer="k-17")
        store.conversations.append(
            "c1", client_id="t", turn=Turn(Speaker.CUSTOMER, "Hello?"), told={}
        )
    names: dict[str, object] = {}
    snippets = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.S)
    for snippet in snippets:
        exec(snippet, names)

    assert len(snippets) == 2
    assert names["everything"]["conversations"][0]["turns"][0]["text"] == "Hello?"
    assert (names["gone"].conversations, names["swept"].conversations) == (1, 0)
