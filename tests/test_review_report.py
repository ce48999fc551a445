"""The report stands alone, leads from every number to its conversations, and runs nobody's words."""

import json
import re
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
from test_review import CALMED, HOT, NEVER, card_of, said
from test_review_cohort import cards

from heard.conversation import Conversation, Speaker, Turn
from heard.errors import InputError
from heard.listen import Reading
from heard.playbook import Playbook
from heard.review import score_readings, summarize
from heard.review.report import write_report

HOSTILE = """
customer: </script><script>alert(1)</script> <img src=x onerror=alert(2)> \u2028 {{ 7 * 7 }} | 3, unfair=<img src=x
agent: <b onmouseover=alert(3)>Please calm down</b> & "wait" | calm_down
customer: javascript:alert(4) 🙈 שלום | 2
"""


class Page(HTMLParser):
    """Every tag with its attributes, and what stands in the scripts."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.scripts, self._script = [], [], False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self._script = tag == "script"
        if self._script:
            self.scripts.append("")

    def handle_data(self, data):
        if self._script:
            self.scripts[-1] += data

    def handle_endtag(self, tag):
        self._script = self._script and tag != "script"

    @property
    def data(self):
        return json.loads(self.scripts[0])

    @property
    def links(self):
        return [attrs["href"] for tag, attrs in self.tags if tag == "a"]


def page_of(folder, reviewed, **options):
    path = write_report(reviewed, summarize(reviewed), folder, **options)
    return Page(path.read_text(encoding="utf-8"))


def test_every_link_leads_to_a_list_that_is_there(tmp_path):
    page = page_of(tmp_path, cards())

    shelved = [unquote(link.removeprefix("#/list/")) for link in page.links if "#/list/" in link]
    assert len(shelved) > 20
    assert set(shelved) <= set(page.data["lists"])
    assert {link for link in page.links if "#/list/" not in link} == {"#/"}


def test_every_number_that_is_a_link_says_how_long_its_list_is(tmp_path):
    page = page_of(tmp_path, cards())
    html = (tmp_path / "index.html").read_text(encoding="utf-8")

    numbers = re.findall(r'href="#/list/([^"]+)"[^>]*>(\d+)</a>', html)

    assert len(numbers) > 20
    for name, shown in numbers:
        assert len(page.data["lists"][unquote(name)][1]) == int(shown), name


def test_nothing_comes_from_the_network(tmp_path):
    page = page_of(tmp_path, [card_of(CALMED, playbook=Playbook.load())])
    html = (tmp_path / "index.html").read_text(encoding="utf-8")

    assert not [tag for tag, attrs in page.tags if "src" in attrs or tag in ("link", "iframe")]
    outside = set(re.findall(r"(?:https?:)?//[\w.]+", page.scripts[1] + html.split("</style>")[0]))
    assert outside <= {"http://www.w3.org"}  # the name of SVG, which nothing fetches
    policy = next(attrs for _, attrs in page.tags if attrs.get("http-equiv"))
    assert "default-src 'none'" in policy["content"]
    assert "unsafe" not in policy["content"]


def test_hostile_words_stay_words(tmp_path):
    conversation, readings = said(
        HOSTILE, name="<script>alert(0)</script>", agent='"><svg onload=1>'
    )
    other, heard = said(CALMED, name="c2", agent="Imre")
    reviewed = [score_readings(conversation, readings), score_readings(other, heard)]

    page = page_of(tmp_path, reviewed)

    assert len(page.scripts) == 2
    assert "alert" not in page.scripts[1]
    assert not [tag for tag, _ in page.tags if tag in ("img", "b onmouseover")]
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]
    assert page.data["talks"][0]["turns"][0][1] == conversation.turns[0].text
    assert "innerHTML" not in page.scripts[1]
    assert "insertAdjacentHTML" not in page.scripts[1]
    assert "document.write" not in page.scripts[1]


def test_the_policy_names_the_very_style_and_script_of_the_page(tmp_path):
    import base64
    import hashlib

    page_of(tmp_path, cards())
    html = (tmp_path / "index.html").read_text(encoding="utf-8")

    for inside in (
        re.search(r"<style>(.*?)</style>", html, re.DOTALL)[1],
        re.findall(r"<script>(.*?)</script>", html, re.DOTALL)[-1],
    ):
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in html.replace("&#39;", "'").replace("&#x27;", "'")


def test_the_headline_shows_rate_interval_and_n_where_enough_are_behind_it(tmp_path):
    page_of(tmp_path / "many", cards() * 3)
    page_of(tmp_path / "few", cards())

    many = (tmp_path / "many" / "index.html").read_text(encoding="utf-8")
    few = (tmp_path / "few" / "index.html").read_text(encoding="utf-8")
    assert '<p class="big">50 %</p>' in many
    assert "95 % interval 25 % to 75 %" in many
    assert "6</a> of 12" in many
    assert '<p class="big">2 of 4</p>' in few
    assert "Too few for a rate" in few


def mostly_unheard():
    return [card_of(HOT, name=f"hot{number}") for number in range(12)] + cards()


def test_where_most_endings_are_unknown_the_known_ones_lead_and_both_rates_are_shown(tmp_path):
    page_of(tmp_path, mostly_unheard())
    html = (tmp_path / "index.html").read_text(encoding="utf-8")

    assert "De-escalation success, where the ending is known" in html
    assert '<p class="big">2 of 3</p>' in html
    assert re.search(r"In <a [^>]*>13</a> of 16 the ending is unknown", html)
    assert re.search(
        r"every unknown ending counted as not de-escalated: .*?12 %.*?n = 16", html, re.DOTALL
    )


def test_the_numbers_of_the_headline_add_up(tmp_path):
    page_of(tmp_path, mostly_unheard())
    html = (tmp_path / "index.html").read_text(encoding="utf-8")
    line = re.search(r"<li>(.* with high heat: .*?)</li>", html)[1]

    whole, *parts = (int(number) for number in re.findall(r">(\d+)<", line))

    assert (whole, len(parts)) == (17, 4)
    assert sum(parts) == whole


def test_a_hand_off_is_not_compared_with_success_and_the_page_says_why(tmp_path):
    page_of(tmp_path, cards())
    html = (tmp_path / "index.html").read_text(encoding="utf-8")
    row = re.search(r'<th scope="row">hand off<.*?</tr>', html, re.DOTALL)[0]

    assert "not compared" in row
    assert "Success with it" not in row
    assert "A hand-off is not compared" in html


def test_a_phone_shows_the_rates_that_the_lead_promises_and_no_key_without_bars(tmp_path):
    page_of(tmp_path, cards())
    html = (tmp_path / "index.html").read_text(encoding="utf-8")
    phone = html.split("@media (max-width: 560px)")[1].split("@media print")[0]

    hidden = re.search(r"([^\n{}]*)\{ display: none; \}", phone)[1]
    assert {".wide", ".bar-keys"} <= {name.strip() for name in hidden.split(",")}
    assert ".narrow { display: block;" in phone
    row = re.search(r'<th scope="row">fix first<.*?</th>', html, re.DOTALL)[0]
    assert re.search(r'<small class="narrow">Success with it .* without it ', row)


def test_every_handover_is_accounted_for(tmp_path):
    page_of(tmp_path, cards())
    html = (tmp_path / "index.html").read_text(encoding="utf-8")

    tile = re.search(r"<dt>Handed over</dt>.*?</div>", html, re.DOTALL)[0]
    whole, *parts = (int(number) for number in re.findall(r'class="n[^>]*>(\d+)<', tile))
    assert whole == sum(parts) == 1


def test_a_long_report_carries_the_conversations_with_most_to_learn_from(tmp_path):
    calm = [card_of(NEVER, name=f"calm{number}") for number in range(5)]

    page = page_of(tmp_path, [*calm, card_of(CALMED, name="hot")], carried=2)

    assert [talk["id"] for talk in page.data["talks"]] == ["calm0", "hot"]
    html = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "This report carries 2 of 6 conversations" in html


def test_what_was_not_judged_may_have_been_in_another_language(tmp_path):
    unread = Reading(unread="another language")
    turns = tuple(Turn(who, "Hola, buenas.") for who in (Speaker.CUSTOMER, Speaker.AGENT))
    card = score_readings(Conversation("c1", turns), (unread, unread))

    page_of(tmp_path, [card])

    assert card.not_scored
    assert "it is in another language" in (tmp_path / "index.html").read_text(encoding="utf-8")


def test_a_report_of_nothing_is_written_too(tmp_path):
    page = page_of(tmp_path, [])

    assert page.data["talks"] == []


def test_the_same_cards_give_the_same_bytes(tmp_path):
    page_of(tmp_path / "a", cards())
    page_of(tmp_path / "b", cards())

    assert (tmp_path / "a" / "index.html").read_bytes() == (
        tmp_path / "b" / "index.html"
    ).read_bytes()


def test_a_place_that_cannot_hold_a_report_is_one_sentence(tmp_path):
    (tmp_path / "taken").write_text("a file")

    with pytest.raises(InputError, match="cannot hold the report"):
        write_report([], summarize([]), tmp_path / "taken")
