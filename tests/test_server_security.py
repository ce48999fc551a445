"""The items of docs/security.md, one by one."""

import json
import logging
import re
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import httpx
import pytest
from served import PASSWORD, free_port, served

from heard.server.logs import JsonLines
from heard.server.posting import allowed, target
from heard.server.problems import Problem
from heard.server.settings import Settings
from heard.store import Store


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    with served(str(tmp_path_factory.mktemp("security") / "heard.db")) as up:
        yield up


def sign_in(desk, name="ann", password=PASSWORD, **headers):
    body = {"name": name, "password": password}
    return httpx.post(f"{desk.address}/v1/session", json=body, headers=headers)


def test_server_security_cookie_is_out_of_reach_and_its_token_not_in_the_store(desk):
    answer = sign_in(desk)
    cookie = answer.headers["set-cookie"]
    token = answer.cookies["heard_session"]

    assert answer.status_code == 201
    assert {"HttpOnly", "SameSite=lax", "Path=/"} <= set(re.split(r"; ", cookie))
    assert len(token) >= 40
    file = re.sub(r"^sqlite:///", "", str(desk.store._database.url))
    for kept in (file, f"{file}-wal"):
        found = Path(kept).read_bytes()
        assert token.encode() not in found
        assert PASSWORD.encode() not in found


def test_server_security_cookie_is_secure_and_tls_is_kept_behind_a_proxy(tmp_path):
    with served(str(tmp_path / "heard.db"), public_url="https://desk.example") as up:
        answer = sign_in(up, Host="desk.example")

    assert "Secure" in answer.headers["set-cookie"]
    assert answer.headers["strict-transport-security"].startswith("max-age=")


@pytest.mark.parametrize(
    "change",
    [
        {"X-CSRF-Token": "0" * 32},
        {"X-CSRF-Token": ""},
        {"Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
def test_server_security_forged_requests_change_nothing(desk, change):
    name = desk.open("bob")
    with desk.person("lea") as lead:
        answer = lead.post(f"/v1/conversations/{name}/take", headers=change)

    assert answer.status_code == 403
    assert answer.json()["type"] == "urn:heard:problem:forged-form"
    assert desk.store.conversations.get(name).taken_by is None


def test_server_security_another_sessions_token_is_no_token(desk):
    with desk.person("lea") as lead, desk.person("ada") as admin:
        answer = lead.delete("/v1/session", headers={"X-CSRF-Token": admin.headers["X-CSRF-Token"]})

    assert answer.status_code == 403


def test_server_security_sign_in_from_another_site_is_refused(desk):
    assert sign_in(desk, Origin="https://evil.example").status_code == 403


def test_server_security_session_ends_with_sign_out_password_and_time(desk):
    with desk.person("quin") as one, desk.person("quin") as two:
        one.delete("/v1/session").raise_for_status()
        assert one.get("/v1/session").json()["type"].endswith(":session-expired")
        changed = two.put("/v1/session/password", json={"password": "another quiet word"})
        assert changed.status_code == 204
        old = httpx.get(f"{desk.address}/v1/session", cookies={"heard_session": "x" * 43})
        assert old.status_code == 401
    past = datetime.now(UTC) - timedelta(hours=13)
    token = desk.store.sessions.start("quin", lasts_s=12 * 3600, now=past)
    late = httpx.get(f"{desk.address}/v1/session", cookies={"heard_session": token})
    assert late.json()["type"] == "urn:heard:problem:session-expired"


def test_server_security_deactivated_people_are_out_at_once(desk):
    desk.store.accounts.create("leaver", "lead", password=PASSWORD)
    with desk.person("leaver") as leaver, desk.person("ada") as admin:
        admin.patch("/v1/accounts/leaver", json={"active": False}).raise_for_status()
        assert leaver.get("/v1/board").status_code == 401
    assert sign_in(desk, "leaver").status_code == 401


def test_server_security_passwords_are_not_guessed_at_leisure(desk, monkeypatch):
    monkeypatch.setattr(desk.app.state.door.tries, "rate", 1e-4)  # whatever the machine's pace
    desk.store.accounts.create("target", "agent", password=PASSWORD)
    answers = [sign_in(desk, "target", "guess number one two") for _ in range(11)]

    assert [one.status_code for one in answers[:10]] == [401] * 10
    assert answers[10].status_code == 429
    assert int(answers[10].headers["retry-after"]) >= 1
    assert sign_in(desk, "nobody-here").json()["detail"] == answers[0].json()["detail"]


@pytest.mark.parametrize("password", ["short", "x" * 257, ""])
def test_server_security_passwords_have_a_length(desk, password):
    with desk.person("bob") as person:
        assert person.put("/v1/session/password", json={"password": password}).status_code == 422


def test_server_security_a_link_opens_once_and_not_late(desk):
    door = desk.app.state.door
    token = desk.store.links.make("ann")
    caller, _ = door.by_link(token)
    assert caller.name == "ann"
    late = desk.store.links.make("ann", now=datetime.now(UTC) - timedelta(hours=1))

    for spent in (token, late, "made-up"):
        with pytest.raises(Problem, match="used before"):
            door.by_link(spent)


def test_server_security_headers_leave_no_room_for_foreign_scripts(desk):
    answer = httpx.get(f"{desk.address}/healthz")
    policy = answer.headers["content-security-policy"]

    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"  # our forms need their Origin
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", ""])
def test_server_security_only_its_own_name_is_answered(desk, host):
    answer = httpx.get(f"{desk.address}/healthz", headers={"Host": host})

    assert answer.status_code in (400, 421)


HUGE = 4_200_000  # bytes


@pytest.mark.parametrize(
    ("path", "sent", "status", "says"),
    [
        ("/board", {"headers": {"Host": "evil.example"}}, 421, "<h1>Not here</h1>"),
        ("/login", {"content": b" " * HUGE}, 413, "At most 4,194,304 bytes"),
    ],
)
def test_server_security_tells_a_browser_on_a_page_and_a_program_in_json(
    desk, path, sent, status, says
):
    page, document = (
        httpx.post(
            f"{desk.address}{path}",
            **sent | {"headers": sent.get("headers", {}) | {"Accept": accept}},
        )
        for accept in ("text/html,*/*;q=0.8", "application/json")
    )

    assert (page.status_code, document.status_code) == (status, status)
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert says in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert document.headers["content-type"] == "application/problem+json"


def test_server_security_key_is_kept_as_a_hash_and_can_be_revoked(desk):
    key, token = desk.store.keys.make("short-lived", ["read"], by="test")
    headers = {"Authorization": f"Bearer {token}"}
    assert httpx.get(f"{desk.address}/v1/board", headers=headers).status_code == 200
    desk.store.keys.revoke(key.id)

    assert httpx.get(f"{desk.address}/v1/board", headers=headers).status_code == 401
    assert token.split("_", 2)[2] not in json.dumps([str(one) for one in desk.store.keys.list()])


def test_server_security_callers_are_held_to_a_rate(tmp_path):
    with served(str(tmp_path / "heard.db"), rate=0.5, burst=3) as up, up.program("read") as one:
        answers = [one.get("/v1/board") for _ in range(5)]
        with up.program("write") as other:
            assert other.get("/v1/board").status_code == 200

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    assert answers[3].json()["type"] == "urn:heard:problem:too-fast"


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/hook", "https://127.0.0.1/x", "https://10.1.2.3/", "https://[::1]/",
        "https://169.254.169.254/latest", "https://user:pass@127.0.0.1/", "ftp://127.0.0.1/",
        "https://[::ffff:127.0.0.1]/", "https://localhost/", "https://0.0.0.0/", "nonsense",
    ],
)  # fmt: skip
def test_server_security_webhooks_do_not_reach_inside(desk, url):
    with desk.person("ada") as admin:
        answer = admin.post("/v1/webhooks", json={"url": url})

    assert answer.status_code == 422, answer.text


def test_server_security_credentials_of_clouds_are_never_reached():
    assert not allowed(ip_address("169.254.169.254"), private=True)
    assert not allowed(ip_address("fe80::1"), private=True)
    with pytest.raises(Problem, match="no message is ever sent to that address"):
        target("http://169.254.169.254/latest", private=True)


def test_server_security_what_people_do_is_written_down_in_an_unbroken_chain(desk):
    sign_in(desk, "bob")
    with desk.person("ada") as admin:
        admin.post("/v1/keys", json={"name": "audited", "scopes": ["read"]}).raise_for_status()
        admin.get("/v1/customers/cust-9/export").raise_for_status()
        log = admin.get("/v1/audit").json()

    did = [(one["who"], one["did"]) for one in log["entries"]]
    assert ("bob", "sign-in") in did
    assert ("ada", "new key") in did
    assert ("ada", "export customer") in did
    assert log["broken_at"] is None


def test_server_security_logs_and_numbers_hold_no_words_and_no_ids(desk, caplog):
    caplog.set_level(logging.INFO)
    name = desk.open()
    words = "unmistakable-words"
    with desk.program("write") as program:
        turn = {"client_id": "t", "speaker": "customer", "text": f"Where is my {words} parcel?"}
        program.post(f"/v1/conversations/{name}/turns", json=turn).raise_for_status()
        numbers = program.get("/metrics").text
    ours = [record for record in caplog.records if record.name.startswith("heard")]
    logged = "\n".join(JsonLines().format(record) for record in ours)

    assert "/v1/conversations/{id}/turns" in logged
    for told in (logged, numbers):
        assert words not in told
        assert name not in told
    assert 'heard_turns_total{speaker="customer"}' in numbers


def test_server_security_a_fault_of_ours_tells_nothing(desk, monkeypatch, caplog):
    def broken(**_):
        raise RuntimeError("secret words")

    monkeypatch.setattr(desk.app.state.desk, "listed", broken)
    with desk.program("read") as program:
        answer = program.get("/v1/board")
    logged = "\n".join(JsonLines().format(record) for record in caplog.records)

    assert (answer.status_code, answer.json()["type"]) == (500, "urn:heard:problem:failed")
    assert "secret words" not in answer.text
    assert "secret words" not in logged
    assert "RuntimeError" in logged


def test_server_security_the_first_start_is_on_this_machine_only(tmp_path, capsys):
    from heard.cli.serving import welcome
    from heard.errors import InputError

    with Store.open(str(tmp_path / "heard.db")) as store:
        with pytest.raises(InputError, match="nobody has an account with a password yet"):
            welcome(store, Settings(host="0.0.0.0", port=free_port()))
        assert not store.accounts.any()
        for _ in range(2):  # until a password is set, each start prints a link
            welcome(store, Settings(port=free_port()))
            assert "/link/" in capsys.readouterr().err
        store.accounts.change(store.accounts.list()[0].name, password="a quiet word at noon")
        welcome(store, Settings(host="0.0.0.0", port=free_port()))  # however long ago that was

    assert "/link/" not in capsys.readouterr().err
