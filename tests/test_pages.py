from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from live_desk import PASSWORD, PEOPLE, LiveDesk, live_desk

from heard.server.auth import COOKIE
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
    """Everybody, signed in."""
    clients = {
        name: httpx.Client(base_url=desk.address, cookies={COOKIE: desk.session(name)})
        for name in PEOPLE
    }
    yield clients
    for client in clients.values():
        client.close()


def csrf(client: httpx.Client) -> str:
    return re.search(r'name="csrf" value="(\w+)"', client.get("/account").text)[1]


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

    assert re.search(r'<mark class="said" title="[^"]*repeat contact', page)
    assert '<mark class="bad" title="calm down">' in page
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
    assert "Nothing to add" in page


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


def test_a_draft_is_checked_in_its_conversation(desk: LiveDesk, people) -> None:
    id_ = desk.open("draft")
    desk.said(id_, HOT)
    ana = people["Ana"]
    token = {"X-CSRF-Token": csrf(ana)}

    told = ana.post(f"/coach/{id_}/check", data={"text": "Calm down."}, headers=token).text
    fine = ana.post(
        f"/coach/{id_}/check", data={"text": "I'll ring you by 4 pm today."}, headers=token
    ).text

    assert "to mend" in told
    assert "Use this wording" in told
    assert "to mend" not in fine


# who may see and do what

PAGES = {  # page: who may see it; Ana's conversation is {ana}
    "/coach": {"Ana", "Bram", "Kim", "Quinn", "Ada"},
    "/promises": {"Ana", "Bram", "Kim", "Quinn", "Ada"},
    "/privacy": {"Ana", "Bram", "Kim", "Quinn", "Ada"},
    "/account": {"Ana", "Bram", "Kim", "Quinn", "Ada"},
    "/people": {"Ada"},
    "/board": {"Kim", "Quinn", "Ada"},
    "/board/rows": {"Kim", "Quinn", "Ada"},
    "/coach/{ana}": {"Ana", "Kim", "Quinn", "Ada"},
    "/coach/{ana}/news": {"Ana", "Kim", "Quinn", "Ada"},
    "/coach/{ana}/boundary": {"Ana", "Kim", "Quinn", "Ada"},
}
ACTS = {  # act: who may do it, and what they send
    "/coach/{ana}/say": ({"Ana", "Ada", "Kim"}, {"text": "Yes.", "speaker": "agent"}),
    "/coach/{ana}/mute": ({"Ana"}, {}),
    "/coach/{ana}/whisper": ({"Kim", "Ada"}, {"text": "You are doing well."}),
    "/coach/{ana}/handoff": ({"Ana", "Kim", "Quinn", "Ada"}, {}),
    "/people": ({"Ada"}, {"do": "link", "name": "Bram"}),
    "/coach/{ana}/check": ({"Ana", "Kim", "Quinn", "Ada"}, {"text": "Hello."}),
}


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_for_those_it_is_meant_for(desk: LiveDesk, people, path, name) -> None:
    id_ = desk.open("seen")

    answer = people[name].get(path.format(ana=id_))

    assert answer.status_code == (200 if name in PAGES[path] else 404 if "{ana}" in path else 403)
    if answer.status_code != 200:
        assert "That didn" in answer.text


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("path", ACTS)
def test_every_act_is_for_those_it_is_meant_for(desk: LiveDesk, people, path, name) -> None:
    id_ = desk.open("acts")
    may, data = ACTS[path]
    headers = {"X-CSRF-Token": csrf(people[name])}

    answer = people[name].post(path.format(ana=id_), data=data, headers=headers)

    assert answer.is_success == (name in may), answer.text
    assert answer.is_success or answer.status_code in (403, 404)


@pytest.mark.parametrize("do", ["add", "role", "link", "out", "off", "on"])
@pytest.mark.parametrize("name", ["Ana", "Kim", "Quinn"])
def test_only_an_admin_changes_who_may_sign_in(desk: LiveDesk, people, name, do) -> None:
    before = desk.store.accounts.list(), desk.store.audit.list(limit=1)
    form = {"do": do, "name": "Bram" if do != "add" else "mallory", "role": "admin"}

    answer = people[name].post("/people", data=form | {"csrf": csrf(people[name])})

    assert answer.status_code == 403
    assert "This needs admin." in answer.text
    assert "/link/" not in answer.text
    assert (desk.store.accounts.list(), desk.store.audit.list(limit=1)) == before
    assert 'href="/people"' not in people[name].get("/coach").text


def test_a_key_does_not_manage_people(desk: LiveDesk) -> None:
    token = desk.store.keys.make("all of it", ["admin"], by="test")[1]
    bearer = {"Authorization": f"Bearer {token}"}
    form = {"do": "add", "name": "mallory", "role": "admin"}

    assert httpx.get(f"{desk.address}/people", headers=bearer).status_code == 403
    answer = httpx.post(f"{desk.address}/people", data=form, headers=bearer)
    assert answer.status_code == 403
    assert "mallory" not in [one.name for one in desk.store.accounts.list()]


def managed(client: httpx.Client, **form: str) -> httpx.Response:
    """What an admin's form on the people page does."""
    return client.post("/people", data=form | {"csrf": csrf(client)})


def lately(desk: LiveDesk) -> tuple[str, str, str]:
    entry = desk.store.audit.list(limit=1)[0]
    return entry.who, entry.did, entry.about


def test_somebody_is_added_and_their_link_is_shown_once(desk: LiveDesk, people) -> None:
    ada = people["Ada"]
    form = {"do": "add", "name": " noël@example.org ", "role": "lead", "team": "Returns"}

    added = managed(ada, **form)
    link = re.search(r'value="(http://[^"]+/link/[^"]+)"', added.text)[1]

    assert added.status_code == 200
    assert added.headers["cache-control"] == "no-store"
    assert lately(desk) == ("Ada", "new account", "noël@example.org")
    assert desk.store.accounts.get("noël@example.org").team == "Returns"
    assert f'href="{link}' not in added.text  # who opens it is in, and it is spent
    listed = ada.get("/people").text
    assert "noël@example.org" in listed
    assert "/link/" not in listed
    with httpx.Client() as noel:
        assert noel.get(link).headers["location"] == "/account"
        assert noel.get(f"{desk.address}/board").status_code == 200
    assert managed(ada, **form).status_code == 409


@pytest.mark.parametrize("name", ["", "   ", "two words", "<b>x</b>", "a/b"])
def test_a_name_that_cannot_be_is_refused_in_a_sentence(desk: LiveDesk, people, name) -> None:
    answer = managed(people["Ada"], do="add", name=name, role="agent")

    assert answer.status_code == 422
    if name:
        assert "A name has letters, digits and" in answer.text
        assert "<b>x</b>" not in answer.text


def test_a_role_is_changed_and_ends_their_sessions(desk: LiveDesk, people) -> None:
    desk.store.accounts.create("rolf", "agent")
    token = desk.session("rolf")

    same = managed(people["Ada"], do="role", name="rolf", role="agent")
    assert "rolf is agent already" in same.text
    assert desk.store.sessions.find(token)

    managed(people["Ada"], do="role", name="rolf", role="qa")
    assert desk.store.accounts.get("rolf").role == "qa"
    assert desk.store.sessions.find(token) is None
    assert lately(desk) == ("Ada", "changed account", "rolf")


def test_somebody_is_signed_out_locked_out_and_let_in_again(desk: LiveDesk, people) -> None:
    ada = people["Ada"]
    desk.store.accounts.create("sam", "agent")
    token = desk.session("sam")

    managed(ada, do="out", name="sam")
    assert desk.store.sessions.find(token) is None
    assert lately(desk) == ("Ada", "signed out", "sam")

    link = desk.store.links.make("sam")
    token = desk.session("sam")
    page = managed(ada, do="off", name="sam").text
    assert "agent · locked out" in page
    assert desk.store.sessions.find(token) is None
    assert desk.store.links.take(link) is None
    assert lately(desk) == ("Ada", "changed account", "sam")
    assert managed(ada, do="link", name="sam").status_code == 404

    managed(ada, do="on", name="sam")
    assert desk.store.accounts.get("sam").active
    answer = managed(ada, do="link", name="sam")
    assert "/link/" in answer.text
    assert lately(desk) == ("Ada", "new link", "sam")


@pytest.mark.parametrize("do", ["off", "out", "role"])
def test_an_admin_does_not_lock_themselves_out(desk: LiveDesk, people, do) -> None:
    answer = managed(people["Ada"], do=do, name="ADA", role="agent")

    assert answer.status_code == 403
    assert desk.store.accounts.get("Ada").active
    assert desk.store.accounts.get("Ada").role == "admin"
    assert people["Ada"].get("/people").status_code == 200


def test_forged_forms_add_nobody(desk: LiveDesk, people) -> None:
    form = {"do": "add", "name": "mallory", "role": "admin"}

    without = people["Ada"].post("/people", data=form)
    wrong = people["Ada"].post("/people", data=form | {"csrf": csrf(people["Kim"])})
    there = {"Origin": "https://evil.example"}
    elsewhere = people["Ada"].post(
        "/people", data=form | {"csrf": csrf(people["Ada"])}, headers=there
    )

    assert [one.status_code for one in (without, wrong, elsewhere)] == [403] * 3
    assert "mallory" not in [one.name for one in desk.store.accounts.list()]


def test_a_lead_takes_over_and_then_answers(desk: LiveDesk, people) -> None:
    id_ = desk.open("taken")
    kim = people["Kim"]
    assert "Whisper to Ana" in kim.get(f"/coach/{id_}").text

    answer = kim.post(f"/coach/{id_}/take", headers={"X-CSRF-Token": csrf(kim)})

    assert answer.headers["HX-Refresh"] == "true"
    assert 'name="speaker"' in kim.get(f"/coach/{id_}").text
    assert "Kim has taken over from Ana" in people["Ana"].get(f"/coach/{id_}").text


def test_nobody_in_is_led_to_the_door_and_back(desk: LiveDesk) -> None:
    with httpx.Client(base_url=desk.address) as client:
        answer = client.get("/coach/c1")
        assert answer.headers["location"] == "/login?to=/coach/c1"

        signed_in = client.post(
            "/login", data={"name": "Ana", "password": PASSWORD, "to": "/coach"}
        )
        assert signed_in.headers["location"] == "/coach"


@pytest.mark.parametrize("to", ["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere"])
def test_the_door_leads_nowhere_else(desk: LiveDesk, to: str) -> None:
    form = httpx.get(f"{desk.address}/login", params={"to": to}).text

    assert 'name="to" value="/"' in form


def test_a_wrong_password_is_said_and_nothing_more(desk: LiveDesk) -> None:
    answer = httpx.post(f"{desk.address}/login", data={"name": "Bram", "password": "x"})

    assert answer.status_code == 401
    assert "That name and password do not go together." in answer.text
    assert "set-cookie" not in answer.headers


def test_a_one_time_link_opens_once(desk: LiveDesk) -> None:
    link = f"{desk.address}/link/{desk.store.links.make('Quinn', lasts_s=60)}"

    first, second = httpx.get(link), httpx.get(link)

    assert first.headers["location"] == "/account"
    assert "heard_session" in first.headers["set-cookie"]
    assert second.status_code == 401
    assert "set-cookie" not in second.headers
    assert "This link was used before" in second.text
    assert "ask an admin for a new link" in second.text
    assert 'name="to" value="/"' in second.text  # once in, nobody is led to the spent link again


def test_forged_forms_change_nothing(desk: LiveDesk, people) -> None:
    id_ = desk.open("forged")

    answer = people["Ana"].post(f"/coach/{id_}/say", data={"text": "Go away.", "csrf": "0" * 32})

    assert answer.status_code == 403
    assert desk.store.conversations.get(id_).seq == 0


def test_signing_out_ends_the_session(desk: LiveDesk) -> None:
    with httpx.Client(base_url=desk.address) as client:
        token = desk.session("Ada")
        client.cookies.set(COOKIE, token)
        client.post("/logout", data={"csrf": csrf(client)})

        client.cookies.set(COOKIE, token)
        assert client.get("/coach").headers["location"].startswith("/login")


def test_a_new_password_is_typed_twice(desk: LiveDesk) -> None:
    desk.store.accounts.create("Noor", "agent")
    with httpx.Client(base_url=desk.address, cookies={COOKIE: desk.session("Noor")}) as client:
        token, new = csrf(client), "an even quieter word"
        typo = client.post("/account", data={"csrf": token, "password": new, "again": "other"})
        short = client.post("/account", data={"csrf": token, "password": "a", "again": "a"})
        right = client.post("/account", data={"csrf": token, "password": new, "again": new})

    assert "The two passwords differ" in typo.text
    assert short.status_code == 422
    assert right.headers["location"] == "/"
    assert desk.store.accounts.verify("Noor", new) is not None


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
    style = httpx.get(f"{desk.address}/static/desk.css")

    assert style.headers["content-type"] == "text/css; charset=utf-8"
    assert httpx.get(f"{desk.address}/static/htmx.LICENSE").status_code == 404
    assert httpx.get(f"{desk.address}/static/..%2fapp.py").status_code == 404


def test_a_cookie_for_the_theme_is_no_way_in(desk: LiveDesk, people) -> None:
    client = people["Ana"]
    sent = client.get("/coach", headers={"Cookie": 'heard_theme="><script>'})

    assert sent.headers["location"].startswith("/login")  # that header replaced the session
    with_theme = {"heard_theme": "dark", COOKIE: client.cookies[COOKIE]}
    assert 'data-theme="dark"' in httpx.get(f"{desk.address}/coach", cookies=with_theme).text
