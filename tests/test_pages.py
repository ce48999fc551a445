from __future__ import annotations

import html
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from live_desk import LiveDesk, csrf, everybody, live_desk

from heard.server.auth import COOKIE
from heard.server.pages import boards
from heard.server.pages.curve import curve
from heard.server.pages.marks import Heard, pieces
from heard.server.pages.promising import when
from heard.store import Owed
from heard.track import Promise

if TYPE_CHECKING:
    from collections.abc import Iterator

HOT = """
    Customer: This is the third time I'm calling about the same parcel. Twice I was told Tuesday.
    Agent: Please calm down. It will arrive soon.
    Customer: Don't tell me to calm down! I took two days off work and nobody even bothered to ring back.
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveDesk]:
    with live_desk(tmp_path_factory.mktemp("desk")) as desk:
        yield desk


@pytest.fixture(scope="module")
def people(desk: LiveDesk) -> Iterator[dict[str, httpx.Client]]:
    with everybody(desk) as clients:
        yield clients


# what is shown


@given(
    st.text(min_size=1, max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=5),
)
def test_marked_pieces_joined_are_the_text_again(text: str, spans: list[tuple[int, int]]) -> None:
    heard = [
        Heard("own", "good", 90, min(a, b, len(text)), min(max(a, b), len(text))) for a, b in spans
    ]

    assert "".join(piece.text for piece in pieces(text, heard)) == text


def test_where_two_signals_overlap_the_misstep_is_shown() -> None:
    own, blame = Heard("own", "good", 90, 0, 8), Heard("blame", "bad", 90, 5, 12)

    shown = [(one.text, one.tone) for one in pieces("I'll see what you did", [own, blame])]

    assert shown == [("I'll ", "good"), ("see", "bad"), (" wha", "bad"), ("t you did", None)]


@given(st.lists(st.floats(0, 1), min_size=1, max_size=80))
def test_a_curve_stays_in_its_box(heats: list[float]) -> None:
    drawn = curve(list(enumerate(heats, 1)), wide=300, high=120)

    assert all(0 <= dot.x <= 300 and 0 <= dot.y <= 120 for dot in drawn.dots)
    assert len(drawn.shown) <= 40


@pytest.mark.parametrize(
    ("due", "words", "stage", "said"),
    [
        (timedelta(minutes=40), "by 4 pm", "approaching", "by 4 pm · in 40 min"),
        (timedelta(hours=-3), "by noon", "overdue", "by noon · 3 h late"),
        (None, "", "pending", "no time was named"),
        (timedelta(days=-4), "on Friday", "kept", "on Friday"),
    ],
)
def test_a_promise_says_when_it_is_due(due, words, stage, said) -> None:
    now = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
    due_by = None if due is None else now + due
    promise = Promise(1, 0, 4, "ring you", "agent", "dated", None, due_by, words)
    owed = Owed(1, "c1", "Kwame", "Ana", None, promise, now, stage)

    assert when(owed, now) == said


def test_the_coach_page_marks_evidence_and_shows_one_card(desk: LiveDesk, people) -> None:
    id_ = desk.open("hot")
    desk.said(id_, HOT)

    page = people["Ana"].get(f"/coach/{id_}").text

    assert re.search(r'<mark class="said" title="[^"]*had to come back', page)
    assert '<mark class="bad" title="told to calm down">' in page
    assert "</span> told to calm down</li>" in page
    assert page.count("<article") == 1
    assert "aria-label=\"The customer's heat: turn 1 " in page


def test_before_the_first_words_the_page_says_what_to_do_and_claims_nothing(
    desk: LiveDesk, people
) -> None:
    id_ = desk.open("empty")

    mine, news, watched = (
        people["Ana"].get(f"/coach/{id_}").text,
        people["Ana"].get(f"/coach/{id_}/news").text,
        people["Kim"].get(f"/coach/{id_}").text,
    )

    assert "Begin with what the customer said" in mine
    assert 'value="customer" checked' in mine
    assert "Begin with" not in watched
    for page in (mine, news, watched):
        assert "Nothing heard yet" in page
        assert not re.search(r"phase|% risk|<svg|calm</b>|Calm", page)
    assert "not begun" in people["Ana"].get("/coach").text


def test_what_our_side_says_first_tells_nothing_of_the_customer(desk: LiveDesk, people) -> None:
    id_ = desk.open("greeted")
    desk.said(id_, "Agent: Hello, this is Ana. How can I help?")
    greeted = people["Ana"].get(f"/coach/{id_}").text
    desk.said(id_, "Customer: This is the third time I'm calling! Nobody ever rang back!")
    begun = people["Ana"].get(f"/coach/{id_}").text

    assert "Nothing heard yet" in greeted
    assert "Begin with" not in greeted
    assert 'value="agent" checked' in greeted
    assert "Nothing heard yet" not in begun
    assert "phase 1: calm first" in begun


def test_what_a_customer_will_send_stands_apart_from_what_is_owed_to_them(
    desk: LiveDesk, people
) -> None:
    id_ = desk.open("photos")
    desk.said(id_, "Customer: My lamp is broken. I'll send you the photos by Friday.")
    desk.said(id_, "Agent: Thank you. I'll ring you by Monday noon.")
    ana = people["Ana"]

    owed = re.search(r'id="owed".*?</section>', ana.get(f"/coach/{id_}").text, re.DOTALL)[0]
    sheet = ana.post(f"/coach/{id_}/handoff", headers={"X-CSRF-Token": csrf(ana)}).text

    assert "ring you" in owed
    assert "photos" not in owed
    ours, theirs = sheet.split("What they said they'd do")
    assert "send you the photos" in theirs
    assert "send you the photos" not in ours.split("Owed to them")[1]
    assert "ring you" in ours


def test_words_that_are_not_read_are_not_said_to_be_calm(desk: LiveDesk, people) -> None:
    id_ = desk.open("unread", customer="Whose words nobody reads")
    desk.said(id_, "Customer: Wo bleibt mein Paket? Ich warte seit zwei Wochen darauf, unmöglich!")
    ana = people["Ana"]

    page, news = ana.get(f"/coach/{id_}").text, ana.get(f"/coach/{id_}/news").text
    row = re.search(rf'data-row="{id_}">.*?</li>', ana.get("/coach").text, re.DOTALL)[0]
    checked = ana.post(
        f"/coach/{id_}/check",
        data={"text": "I'm sorry. It arrives tomorrow by noon."},
        headers={"X-CSRF-Token": csrf(ana)},
    ).text

    for told in (page, news):
        assert "Their latest words were not read" in told
        assert not re.search("Go on as you are|Nothing heard yet|Calm", told)
    assert "not read: another language" in row
    assert not re.search("Calm|risk", row)
    assert "whether this answers them was not checked" in checked


def test_an_agent_is_told_that_a_lead_is_asked_for_and_a_lead_that_they_are(
    desk: LiveDesk, people
) -> None:
    desk.said(desk.open("asked", agent="Bram"), "Customer: Get me your supervisor, now!")

    mine, board = people["Bram"].get("/coach").text, people["Kim"].get("/board").text

    assert "asks for a lead" in mine
    assert "asks for you" not in mine
    assert "asks for you" in board
    assert re.search("risk · next: (stay calm|acknowledge)", board)
    assert not re.search(r"step \d", board)


def test_a_mark_on_the_board_stands_beside_no_reason_against_it(desk: LiveDesk, people) -> None:
    id_ = desk.open("thanked")
    desk.said(id_, "Customer: This is the third time I call! Get me your manager, now!")
    desk.said(id_, "Agent: I'm sorry you had to call three times. I'll ring you by noon tomorrow.")
    desk.said(id_, "Customer: OK. Thank you, I appreciate it.")

    page = people["Kim"].get("/board").text
    row = re.search(rf'data-row="{id_}".*?</li>', page, re.S)[0]

    assert "asks for you" in row
    assert "thanks" not in row


def test_a_calm_question_needs_no_calming_next(desk: LiveDesk, people) -> None:
    id_ = desk.open("opening hours", customer="Orla")
    desk.said(id_, "Customer: Hi, when do you open on Sunday?")

    board = people["Kim"].get("/board").text
    row = board[board.index("Orla") :]

    assert re.search("risk · next: clarify", row)


def test_the_board_counts_those_that_it_has_no_room_for(
    desk: LiveDesk, people, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        desk.said(desk.open("many"), "Customer: Get me your supervisor, now! You are all liars!")
    whole = people["Kim"].get("/board").text

    monkeypatch.setattr(boards, "SHOWN", 2)
    cut = people["Kim"].get("/board").text

    said = re.search(r'<p class="tally".*?</p>', whole)[0]
    everything = int(re.search(r"<b>(\d+)</b> <span class=\"soft\">open", said)[1])
    assert said in cut
    assert cut.count("data-row=") == 2
    assert f"1–2 of {everything} open" in cut
    assert "Pages of this list" not in whole
    assert said in people["Kim"].get("/board?page=2").text
    assert "<title>" in people["Kim"].get("/board/rows?page=2").text


def test_an_agent_turns_the_pages_of_their_own_list(
    desk: LiveDesk, people, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        desk.open("own", agent="Bram")
    whole = people["Bram"].get("/coach").text
    shown = re.findall(r'data-row="([^"]+)"', whole)

    monkeypatch.setattr(boards, "SHOWN", 2)
    sheets = -(-len(shown) // 2)
    pages = [people["Bram"].get(f"/coach?page={n}").text for n in range(1, sheets + 1)]

    assert len(shown) >= 3
    assert "Pages of this list" not in whole
    assert [one for page in pages for one in re.findall(r'data-row="([^"]+)"', page)] == shown
    assert f"1–2 of {len(shown)} open" in pages[0]
    assert 'href="/coach?page=2"' in pages[0]
    assert 'href="/coach?page=0"' not in pages[0]
    assert 'data-live="/coach/rows?page=2"' in pages[1]
    assert 'href="/coach?page=1"' in pages[1]
    assert f'href="/coach?page={sheets + 1}"' not in pages[-1]
    assert f"–{len(shown)} of {len(shown)} open" in people["Bram"].get("/coach/rows?page=900").text
    assert people["Bram"].get("/coach?page=0").status_code == 422


def test_every_key_is_named_where_keys_are_explained(people) -> None:
    script = (Path(boards.__file__).parents[1] / "static" / "keys.js").read_text(encoding="utf-8")
    table = re.search(r"^const keys = \{(.*?)^\};", script, re.DOTALL | re.MULTILINE)[1]
    answered = re.findall(r"^  \"?([^\s\"]+?)\"?: \(", table, re.MULTILINE)

    explained = re.search(
        r'<dialog id="help".*?</dialog>', people["Ana"].get("/coach").text, re.DOTALL
    )

    assert len(answered) > 9
    assert [key for key in answered if f"<kbd>{key}</kbd>" not in explained[0]] == []


def test_a_limit_that_is_no_longer_due_denies_no_attack(desk: LiveDesk, people) -> None:
    id_ = desk.open("attacked")
    before = people["Ana"].get(f"/coach/{id_}/boundary").text
    desk.said(id_, "Customer: You useless idiot!\nAgent: I'm sorry. It is on its way.")
    desk.said(id_, "Customer: All right. Thank you, that helps.")

    page = people["Ana"].get(f"/coach/{id_}/boundary").text

    assert "turn 1, insult" in page
    assert "nobody was attacked" in before
    assert "No limit is due now" in page
    assert "useless idiot" in page
    assert "nobody was attacked" not in page


def test_a_closed_conversation_has_no_risk_any_more(desk: LiveDesk, people) -> None:
    id_ = desk.open("over")
    desk.said(id_, HOT)
    going = people["Ana"].get(f"/coach/{id_}").text
    desk.app.state.store.conversations.close(id_)

    over = people["Ana"].get(f"/coach/{id_}").text

    assert going.count("risk") > 1
    assert "risk" not in over
    assert "This conversation is closed" in over
    assert 'class="card' in going
    assert "data-card=" not in over


def test_a_closed_conversation_offers_no_coach_that_was_muted(desk: LiveDesk, people) -> None:
    id_ = desk.open("muted-over")
    desk.said(id_, HOT)
    desk.store.conversations.mute(id_, by="Ana")
    going = people["Ana"].get(f"/coach/{id_}").text
    desk.store.conversations.close(id_)

    over, news = (people["Ana"].get(f"/coach/{id_}{more}").text for more in ("", "/news"))

    assert "The coach is quiet" in going
    assert "The coach is quiet" not in over + news
    assert "This conversation is closed" in over


def test_a_card_goes_once_somebody_has_answered(desk: LiveDesk, people) -> None:
    id_ = desk.open("answered")
    desk.said(id_, HOT)
    desk.said(
        id_,
        "Agent: Two days off, and we missed both. I can hear how fed up you are, and I'm sorry. "
        "I'm asking the depot right now. Does your parcel number still end in 417?",
    )

    page = people["Ana"].get(f"/coach/{id_}").text

    assert "<article" not in page
    assert "No new card. When last heard they were" in page
    assert "Nothing to add" not in page


def test_news_hold_only_what_is_new(desk: LiveDesk, people) -> None:
    id_ = desk.open("news")
    desk.said(id_, HOT)
    whole = people["Ana"].get(f"/coach/{id_}").text
    key = re.search(r'data-key="([^"]+)"', whole)[1]

    news = people["Ana"].get(f"/coach/{id_}/news", params={"after": 2, "have": key}).text

    assert re.findall(r'id="turn-(\d+)"', news) == ["3"]
    assert "<article" not in news  # the card is on the page already
    assert "<article" in people["Ana"].get(f"/coach/{id_}/news?after=2").text


def test_what_customers_write_is_never_markup(desk: LiveDesk, people) -> None:
    id_ = desk.open("markup", customer="<img src=x>")
    desk.said(
        id_, "Customer: <script>alert(1)</script> this is the third time, \"useless\" & 'slow'!"
    )

    for path in (f"/coach/{id_}", f"/coach/{id_}/news?after=0", "/coach", "/promises"):
        page = people["Ana"].get(path).text
        assert "<script>alert" not in page
        assert "<img src" not in page


def test_what_customers_write_turns_none_of_the_page_s_own_words_around(
    desk: LiveDesk, people
) -> None:
    id_ = desk.open("mirrored", customer="c-9")
    desk.said(id_, "Customer: You \u202eknow it, this is the third time, useless\u2066!")

    for path in (f"/coach/{id_}", f"/coach/{id_}/news?after=0", "/coach"):
        page = people["Ana"].get(path).text
        assert not set("\u202e\u2066") & set(page)


def test_a_draft_is_checked_in_its_conversation(desk: LiveDesk, people) -> None:
    id_ = desk.open("draft")
    desk.said(id_, HOT)
    ana = people["Ana"]
    token = {"X-CSRF-Token": csrf(ana)}

    told = ana.post(f"/coach/{id_}/check", data={"text": "Calm down."}, headers=token).text
    fine = ana.post(
        f"/coach/{id_}/check", data={"text": "I'll ring you by 4 pm today."}, headers=token
    ).text

    foreign = ana.post(
        f"/coach/{id_}/check",
        data={"text": "Bonjour, nous vous contacterons bientôt au sujet de votre remboursement."},
        headers=token,
    ).text

    assert "Not checked: it is in another language." in foreign
    assert "Safe to send" not in foreign
    assert "to mend" in told
    assert "Use this wording" in told
    assert "to mend" not in fine
    assert "says what's next" in html.unescape(fine)  # and no name of the vocabulary
    assert "set expectation" not in fine
    assert told.count("take this one step at a time") == 2  # in the rewrite and on its button


def test_a_long_letter_is_taken_whole_and_a_longer_one_refused_not_cut(
    desk: LiveDesk, people
) -> None:
    id_ = desk.open("letter")
    ana = people["Ana"]
    token = {"X-CSRF-Token": csrf(ana)}
    letter = "It still drips. " * 400 + "Please ring me."

    ana.post(f"/coach/{id_}/say", data={"text": letter, "speaker": "customer"}, headers=token)
    refused = ana.post(f"/coach/{id_}/say", data={"text": "x" * 150_001}, headers=token)

    assert [line.text for line in desk.store.conversations.turns(id_)] == [letter]
    assert "at most 150,000 characters" in refused.text
    assert "maxlength" not in ana.get(f"/coach/{id_}").text


def test_pages_load_nothing_from_elsewhere(desk: LiveDesk, people) -> None:
    id_ = desk.open("inside")
    desk.said(id_, HOT)

    for path in (f"/coach/{id_}", "/coach", "/board", "/promises", "/privacy", "/account"):
        answer = people["Kim"].get(path)
        assert "script-src 'self'" in answer.headers["content-security-policy"]
        assert not re.findall(r'(?:src|href|action)="(?!/|#)[^"]*"', answer.text)
        assert not re.findall(r"<script(?![^>]*src=)|<style|\sstyle=|\son\w+=", answer.text)
        assert 'name="referrer"' not in answer.text  # the header alone says it


def test_files_come_with_their_kind_and_others_not_at_all(desk: LiveDesk) -> None:
    style = httpx.get(f"{desk.address}/static/any/desk.css")

    assert style.headers["content-type"] == "text/css; charset=utf-8"
    assert httpx.get(f"{desk.address}/static/any/htmx.LICENSE").status_code == 404
    assert httpx.get(f"{desk.address}/static/any/..%2fapp.py").status_code == 404


def test_a_cookie_for_the_theme_is_no_way_in(desk: LiveDesk, people) -> None:
    client = people["Ana"]
    sent = client.get("/coach", headers={"Cookie": 'heard_theme="><script>'})

    assert sent.headers["location"].startswith("/login")  # that header replaced the session
    with_theme = {"heard_theme": "dark", COOKIE: client.cookies[COOKIE]}
    assert 'data-theme="dark"' in httpx.get(f"{desk.address}/coach", cookies=with_theme).text
