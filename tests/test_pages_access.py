"""Who may see and do what on the pages, how they come in, and how somebody is let in or locked out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from live_desk import PASSWORD, PEOPLE, LiveDesk, csrf, everybody, live_desk

from heard.server.auth import COOKIE

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveDesk]:
    with live_desk(tmp_path_factory.mktemp("desk")) as desk:
        yield desk


@pytest.fixture(scope="module")
def people(desk: LiveDesk) -> Iterator[dict[str, httpx.Client]]:
    with everybody(desk) as clients:
        yield clients


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
    "/coach/rows": {"Ana", "Bram", "Kim", "Quinn", "Ada"},
    "/promises/shelves": {"Ana", "Bram", "Kim", "Quinn", "Ada"},
    "/board/call/{ana}": {"Kim", "Quinn", "Ada"},
    "/coach/{ana}/news": {"Ana", "Kim", "Quinn", "Ada"},
    "/coach/{ana}/boundary": {"Ana", "Kim", "Quinn", "Ada"},
}
ACTS = {  # act: who may do it, and what they send
    "/coach/{ana}/say": ({"Ana", "Ada", "Kim"}, {"text": "Yes.", "speaker": "agent"}),
    "/coach/{ana}/mute": ({"Ana"}, {}),
    "/coach/{ana}/whisper": ({"Kim", "Ada"}, {"text": "You are doing well."}),
    "/coach/{ana}/handoff": ({"Ana", "Kim", "Quinn", "Ada"}, {}),
    "/coach": ({"Ana", "Bram", "Kim", "Ada"}, {"customer": "Kwame"}),
    "/coach/{ana}/take": ({"Kim", "Ada"}, {}),
    "/coach/{ana}/give-back": ({"Kim", "Ada"}, {}),
    "/coach/{ana}/close": ({"Ana", "Kim", "Ada"}, {}),
    "/promises/{owed}": ({"Ana", "Kim", "Ada"}, {"status": "kept"}),
    "/people": ({"Ada"}, {"do": "link", "name": "Bram"}),
    "/coach/{ana}/check": ({"Ana", "Kim", "Quinn", "Ada"}, {"text": "Hello."}),
}


ELSEWHERE = {  # the way in and out, one's own password, files: by tests of their own
    "GET /", "GET /login", "POST /login", "GET /link/{token}", "POST /logout", "POST /account",
    "GET /static/{stamp}/{name}", "GET /healthz", "GET /metrics",
}  # fmt: skip


def test_every_route_of_the_pages_is_tried_by_everybody(desk: LiveDesk) -> None:
    tried = {f"GET {path}" for path in PAGES} | {f"POST {path}" for path in ACTS}
    named = {one.format(ana="{id_}", owed="{number}") for one in tried} | ELSEWHERE
    routes = {
        f"{method} {route.path}" for route in leaves(desk.app.routes) for method in route.methods
    }

    assert {one for one in routes if " /v1/" not in one} == named


def leaves(routes) -> Iterator[Any]:
    for route in routes:
        inner = getattr(route, "original_router", route)
        if hasattr(inner, "routes"):
            yield from leaves(inner.routes)
        elif getattr(route, "methods", None):
            yield route


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_for_those_it_is_meant_for(desk: LiveDesk, people, path, name) -> None:
    id_ = desk.open("seen")

    answer = people[name].get(path.format(ana=id_))

    refused = 404 if path.startswith("/coach/{ana}") else 403
    assert answer.status_code == (200 if name in PAGES[path] else refused)
    if answer.status_code != 200:
        assert "Back to the first page" in answer.text


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("path", ACTS)
def test_every_act_is_for_those_it_is_meant_for(desk: LiveDesk, people, path, name) -> None:
    id_ = desk.open("acts")
    may, data = ACTS[path]
    desk.said(id_, "Agent: I'll ring you tomorrow by noon.")
    path = path.format(ana=id_, owed=desk.store.promises.of(id_)[0].id)
    headers = {"X-CSRF-Token": csrf(people[name])}

    answer = people[name].post(path, data=data, headers=headers)

    assert (answer.status_code < 400) == (name in may), answer.text
    assert answer.status_code < 400 or answer.status_code in (403, 404)


@pytest.mark.parametrize("do", ["add", "change", "link", "out", "off", "on"])
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

    same = managed(people["Ada"], do="change", name="rolf", role="agent", team="")
    assert "Nothing was changed for rolf" in same.text
    assert desk.store.sessions.find(token)

    managed(people["Ada"], do="change", name="rolf", role="qa", team="")
    assert desk.store.accounts.get("rolf").role == "qa"
    assert desk.store.sessions.find(token) is None
    assert lately(desk) == ("Ada", "changed account", "rolf")


def test_a_team_is_changed_and_ends_no_session(desk: LiveDesk, people) -> None:
    desk.store.accounts.create("tess", "agent", team="Returns")
    token = desk.session("tess")

    moved = managed(people["Ada"], do="change", name="tess", role="agent", team=" Billing ")
    assert "tess is in team Billing." in moved.text
    assert 'value="Billing"' in moved.text
    assert lately(desk) == ("Ada", "changed account", "tess")
    assert desk.store.sessions.find(token)

    left = managed(people["Ada"], do="change", name="tess", role="agent", team="")
    assert "tess is in no team." in left.text
    assert desk.store.accounts.get("tess").team is None

    assert managed(people["Ada"], do="change", name="tess", team="\0").status_code == 422
    own = managed(people["Ada"], do="change", name="Ada", team="Desk")
    assert own.status_code == 200
    assert desk.store.accounts.get("Ada").team == "Desk"


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


@pytest.mark.parametrize("do", ["off", "out", "change"])
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


BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


@pytest.mark.parametrize(
    ("method", "path", "status", "says"),
    [
        ("GET", "/nowhere/<b>", 404, "There is nothing at /nowhere/&lt;b&gt;."),
        ("GET", "/logout", 405, "GET is not possible at /logout."),
        ("POST", "/login", 422, "Name: is missing."),
    ],
)
def test_a_browser_gets_a_page_where_it_is_refused(
    desk: LiveDesk, people, method: str, path: str, status: int, says: str
) -> None:
    asked = {"method": method, "url": desk.address + path}
    nobody = httpx.request(**asked, headers=BROWSER)
    kim = httpx.request(**asked, headers=BROWSER, cookies=people["Kim"].cookies)
    script = httpx.request(**asked, headers={"Accept": "application/json, text/html;q=0.9"})

    for answer in (nobody, kim):
        assert answer.status_code == status
        assert answer.headers["content-type"].startswith("text/html")
        assert says in answer.text
    assert "Board" in kim.text
    assert "Board" not in nobody.text
    assert (script.status_code, script.json()["status"]) == (status, status)


def test_a_browser_gets_documents_of_the_api_and_a_page_for_a_fault_of_ours(
    desk: LiveDesk, people, monkeypatch
) -> None:
    def broken(**_: object) -> None:
        raise RuntimeError("secret words")

    monkeypatch.setattr(desk.app.state.desk, "promises", broken)
    fault = people["Kim"].get("/promises", headers=BROWSER)
    api = httpx.get(f"{desk.address}/v1/nowhere", headers=BROWSER)

    assert (fault.status_code, api.status_code) == (500, 404)
    assert "Something went wrong here" in fault.text
    assert "secret words" not in fault.text
    assert fault.headers["content-type"].startswith("text/html")
    assert api.json()["type"] == "urn:heard:problem:unknown"


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
