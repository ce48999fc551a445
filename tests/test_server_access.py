"""Who may do what: every route, by everybody who might try."""

import re

import httpx
import pytest
from served import served

PEOPLE = ("agent", "other agent", "lead", "qa", "admin", "read", "write", "admin key", "nobody")
STAFF, ALL = "lead qa admin", "agent other lead qa admin read write adminkey"

# route, body, and who gets through; everybody else is told 401, 403 or (what they may not see) 404
ROUTES = (
    ("POST", "/v1/read", {"turns": []}, ALL),
    ("POST", "/v1/follow", {"turns": []}, ALL),
    ("POST", "/v1/check", {"draft": "Hello."}, ALL),
    ("POST", "/v1/guard", {"draft": "Hello."}, ALL),
    ("POST", "/v1/handoff", {"after": {"turns": []}}, ALL),
    ("POST", "/v1/check", {"draft": "Hello.", "conversation": "@"}, f"agent {STAFF} read write adminkey"),
    ("POST", "/v1/guard", {"draft": "Hello.", "conversation": "@"}, f"agent {STAFF} read write adminkey"),
    ("POST", "/v1/handoff", {"conversation": "@"}, f"agent {STAFF} read write adminkey"),
    ("GET", "/v1/conversations", None, ALL),
    ("POST", "/v1/conversations", {"agent": "ann"}, "agent lead admin write adminkey"),
    ("GET", "/v1/conversations/@", None, f"agent {STAFF} read write adminkey"),
    ("POST", "/v1/conversations/@/turns", {"client_id": "#", "speaker": "agent", "text": "Hi."}, "agent lead admin write adminkey"),
    ("POST", "/v1/conversations/@/whisper", {"text": "Breathe."}, "lead admin"),
    ("POST", "/v1/conversations/@/mute", {"muted": True}, "agent"),
    ("POST", "/v1/conversations/@/take", None, "lead admin"),
    ("POST", "/v1/conversations/@/give-back", None, "lead admin"),
    ("POST", "/v1/conversations/@/close", None, "agent lead admin write adminkey"),
    ("GET", "/v1/board", None, f"{STAFF} read write adminkey"),
    ("GET", "/v1/promises", None, ALL),
    ("POST", "/v1/promises/%", {"status": "kept"}, "agent lead admin write adminkey"),
    ("GET", "/v1/session", None, ALL),
    ("GET", "/metrics", None, "lead admin read write adminkey"),
    ("GET", "/healthz", None, f"{ALL} nobody"),
    ("GET", "/v1/accounts", None, "admin"),
    ("POST", "/v1/accounts", {"name": "#", "role": "qa"}, "admin"),
    ("PATCH", "/v1/accounts/bob", {"team": "returns"}, "admin"),
    ("POST", "/v1/accounts/bob/link", None, "admin"),
    ("GET", "/v1/keys", None, "admin"),
    ("POST", "/v1/keys", {"name": "k", "scopes": ["read"]}, "admin"),
    ("DELETE", "/v1/keys/!", None, "admin"),
    ("GET", "/v1/webhooks", None, "admin adminkey"),
    ("POST", "/v1/webhooks", {"url": "http://127.0.0.1:9/x"}, "admin adminkey"),
    ("DELETE", "/v1/webhooks/+", None, "admin adminkey"),
    ("GET", "/v1/customers/somebody/export", None, "admin adminkey"),
    ("DELETE", "/v1/customers/nobody-known", None, "admin adminkey"),
    ("PUT", "/v1/conversations/@/hold", {"held": True}, "admin adminkey"),
    ("GET", "/v1/audit", None, "admin"),
)  # fmt: skip
UNLISTED = {"/v1/session", "/v1/session/password", "/v1/openapi.json"}  # tested by themselves


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    place = str(tmp_path_factory.mktemp("access") / "heard.db")
    with served(place, private_webhooks=True) as up:
        yield up


@pytest.fixture(scope="module")
def everybody(desk):
    """Everybody who might try, by a short name."""
    clients = {
        "agent": desk.person("ann"), "other": desk.person("bob"), "lead": desk.person("lea"),
        "qa": desk.person("quin"), "admin": desk.person("ada"), "read": desk.program("read"),
        "write": desk.program("write"), "adminkey": desk.program("admin"),
        "nobody": httpx.Client(base_url=desk.address),
    }  # fmt: skip
    yield clients
    for client in clients.values():
        client.close()


def made(desk, path, body, number):
    """The route and body with a conversation, a promise, a key or a webhook of their own."""
    name = desk.open("ann") if "@" in path + str(body) else ""
    if "%" in path:
        name = desk.open("ann")
        desk.app.state.desk.hear(name, promised(), client_id="p")
        path = path.replace("%", str(desk.store.promises.of(name)[0].id))
    if "!" in path:
        path = path.replace("!", desk.store.keys.make("k", ["read"], by="test")[0].id)
    if "+" in path:
        path = path.replace("+", desk.store.webhooks.add("http://127.0.0.1:9/", ["alert"]).id)
    fill = {"@": name, "#": f"n{number}-{abs(hash(path)) % 10_000}"}
    body = body and {key: fill.get(value, value) if isinstance(value, str) else value
                     for key, value in body.items()}  # fmt: skip
    return path.replace("@", name), body


def promised():
    from heard.conversation import Speaker, Turn

    return Turn(Speaker.AGENT, "I'll call you back tomorrow by noon.")


@pytest.mark.parametrize(("method", "path", "body", "may"), ROUTES)
def test_server_access_of_every_route_by_everybody(desk, everybody, method, path, body, may):
    through = []
    for number, (who, client) in enumerate(everybody.items()):
        where, sent = made(desk, path, body, number)
        answer = client.request(method, where, json=sent)
        if answer.status_code < 300:
            through.append(who)
            continue
        assert answer.headers["content-type"] == "application/problem+json", answer.text
        assert answer.status_code == (401 if who == "nobody" else answer.status_code)
        assert answer.status_code in (401, 403, 404), f"{who}: {answer.text}"

    assert through == [who for who in everybody if who in may.split()]


def test_server_access_table_names_every_route(desk):
    there = {
        (method.upper(), path)
        for path, methods in desk.app.openapi()["paths"].items()
        for method in methods
        if path not in UNLISTED and path.startswith(("/v1", "/healthz", "/metrics"))
    }
    unnamed = {
        (method, path)
        for method, path in there
        if not any(
            one == method and re.fullmatch(re.sub(r"{\w+}", "[^/]+", path), where)
            for one, where, _, _ in ROUTES
        )
    }

    assert len(there) >= 30
    assert unnamed == set()


def test_server_access_agents_list_their_own_and_learn_of_no_other(desk, everybody):
    own, other = desk.open("ann"), desk.open("bob")

    listed = everybody["agent"].get("/v1/conversations", params={"limit": 500}).json()
    ids = {row["id"] for row in listed["conversations"]}
    asked = everybody["agent"].get("/v1/conversations", params={"agent": "bob"}).json()
    none, theirs = (
        everybody["agent"].get(f"/v1/conversations/{name}").json()["detail"]
        for name in ("never-was", other)
    )

    assert own in ids
    assert other not in ids
    assert {row["agent"] for row in asked["conversations"]} == {"ann"}
    assert none.replace("never-was", "x") == theirs.replace(other, "x")


def test_server_access_a_lead_who_took_over_speaks_and_may_mute(desk, everybody):
    name = desk.open("bob")
    lead = everybody["lead"]
    lead.post(f"/v1/conversations/{name}/take").raise_for_status()
    lead.post(f"/v1/conversations/{name}/mute", json={"muted": True}).raise_for_status()
    turn = {"client_id": "t", "speaker": "customer", "text": "This is the third time! You lied!"}
    told = lead.post(f"/v1/conversations/{name}/turns", json=turn).json()["told"]

    assert told["muted"] is True
    assert told["advice"] is None
    assert told["heat"] > 0.3


def test_server_access_nobody_changes_their_own_role(desk, everybody):
    answer = everybody["admin"].patch("/v1/accounts/ADA", json={"role": "agent"})

    assert answer.status_code == 403
    assert desk.store.accounts.get("ada").role == "admin"


def test_server_access_qa_looks_and_changes_nothing_even_in_its_own_name(desk, everybody):
    qa, name = everybody["qa"], desk.open("quin")
    turn = {"client_id": "t", "speaker": "agent", "text": "I'll call you back tomorrow by noon."}
    desk.app.state.desk.hear(name, promised(), client_id="p")
    number = desk.store.promises.of(name)[0].id
    tried = [
        qa.post("/v1/conversations", json={"agent": "quin"}),
        qa.post("/v1/conversations", json={}),
        qa.post(f"/v1/conversations/{name}/turns", json=turn),
        qa.post(f"/v1/conversations/{name}/mute", json={"muted": True}),
        qa.post(f"/v1/conversations/{name}/close"),
        qa.post(f"/v1/promises/{number}", json={"status": "kept"}),
    ]
    before = desk.store.events.last()
    packed = qa.post("/v1/handoff", json={"conversation": name})

    assert [one.status_code for one in tried] == [403] * 6
    assert packed.status_code == 200
    assert desk.store.events.last() == before
    row = desk.store.conversations.get(name)
    assert (row.status, row.seq, row.muted) == ("open", 1, False)
