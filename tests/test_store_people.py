from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from heard.errors import ConflictError, InputError, MissingError

NOW = datetime(2026, 3, 10, 10, 15, tzinfo=UTC)
LONG = "correct horse battery"


def everything(store):
    """All text that the database holds, as one string."""
    with store._database.read() as connection:
        return "\n".join(
            str(tuple(row))
            for table in ("accounts", "sessions", "links", "keys", "audit")
            for row in connection.execute(text(f"SELECT * FROM {table}"))
        )


def test_a_password_lets_its_account_in_and_is_kept_as_argon2_only(store):
    assert not store.accounts.any()
    made = store.accounts.create("Ana", "agent", password=LONG, team="returns")

    assert store.accounts.any()
    assert (made.name, made.role, made.team, made.active) == ("Ana", "agent", "returns", True)
    assert store.accounts.verify("ana ", LONG) == made
    assert store.accounts.verify("Ana", LONG + "!") is None
    assert store.accounts.verify("Ben", LONG) is None
    assert "$argon2id$" in everything(store)
    assert LONG not in everything(store)


def test_an_account_without_a_password_cannot_be_guessed_into(store):
    store.accounts.create("Lea", "lead")

    for guess in ("", "None", "nobody has this password"):
        assert store.accounts.verify("Lea", guess) is None


def test_names_are_unique_whatever_their_capitals(store):
    store.accounts.create("Ana", "agent")

    with pytest.raises(ConflictError, match='"ANA" already'):
        store.accounts.create("ANA", "admin")
    assert [one.name for one in store.accounts.list()] == ["Ana"]


@pytest.mark.parametrize(
    ("name", "role", "password", "says"),
    [
        ("", "agent", None, "needs an id"),
        ("x" * 201, "agent", None, "at most 200"),
        ("Ana", "leed", None, 'Did you mean "lead"'),
        ("Ana", "agent", "short", "12 to 256 characters"),
        ("Ana", "agent", "x" * 257, "12 to 256 characters"),
    ],
)
def test_what_is_wrong_with_a_new_account_is_said(store, name, role, password, says):
    with pytest.raises(InputError, match=says):
        store.accounts.create(name, role, password=password)


def test_a_new_role_or_a_deactivation_ends_sessions_and_links(store):
    store.accounts.create("Ana", "agent", password=LONG)
    for change in ({"role": "lead"}, {"password": LONG + "2"}, {"active": False}):
        token, link = store.sessions.start("ana"), store.links.make("ana")
        assert store.sessions.find(token).account.name == "Ana"
        store.accounts.change("Ana", **change)
        assert store.sessions.find(token) is None
        assert store.links.take(link) is None
    assert store.accounts.get("Ana").role == "lead"
    assert store.accounts.verify("Ana", LONG + "2") is None
    with pytest.raises(MissingError, match='no account "Ana"'):
        store.sessions.start("Ana")


def test_a_session_lasts_as_long_as_it_should(store):
    store.accounts.create("Ana", "agent")
    token = store.sessions.start("Ana", lasts_s=60, now=NOW)

    assert store.sessions.find(token, NOW + timedelta(seconds=59)).expires_at == NOW + timedelta(
        seconds=60
    )
    assert store.sessions.find(token, NOW + timedelta(seconds=60)) is None
    assert store.sessions.find(token + "x", NOW) is None
    assert store.sessions.find("", NOW) is None
    assert store.sessions.find("\ud800", NOW) is None
    assert token not in everything(store)


def test_signing_out_ends_one_session_or_all(store):
    store.accounts.create("Ana", "agent")
    first, second, third = (store.sessions.start("Ana") for _ in range(3))
    store.sessions.close(first)

    assert store.sessions.find(first) is None
    assert store.sessions.find(second) is not None
    assert store.sessions.close_all("ana") == 2
    assert store.sessions.find(third) is None


def test_a_link_lets_in_once_and_not_too_late(store):
    store.accounts.create("Ana", "admin")
    link, late = store.links.make("Ana", now=NOW), store.links.make("Ana", lasts_s=5, now=NOW)

    assert store.links.take(link, NOW).name == "Ana"
    assert store.links.take(link, NOW) is None
    assert store.links.take(late, NOW + timedelta(seconds=5)) is None
    assert link not in everything(store)
    with pytest.raises(MissingError):
        store.links.make("nobody")


def test_a_key_opens_until_it_is_revoked_and_its_secret_is_not_kept(store):
    key, words = store.keys.make("crm", ["write", "read"], by="Ana")

    assert words.startswith(f"hrd_{key.id}_")
    assert store.keys.find(words).scopes == ("read", "write")
    assert store.keys.list()[0].used_at is not None
    assert words.split("_", 2)[2] not in everything(store)
    for wrong in (words[:-1] + ("A" if words[-1] != "A" else "B"), words[4:], "", "hrd_x_y"):
        assert store.keys.find(wrong) is None
    assert store.keys.revoke(key.id).revoked_at is not None
    assert store.keys.find(words) is None
    with pytest.raises(MissingError):
        store.keys.revoke("nope")


@pytest.mark.parametrize(
    ("name", "scopes", "says"),
    [("", ["read"], "name"), ("crm", [], "needs a scope"), ("crm", ["reed"], '"read"')],
)
def test_what_is_wrong_with_a_new_key_is_said(store, name, scopes, says):
    with pytest.raises(InputError, match=says):
        store.keys.make(name, scopes, by="Ana")


def test_the_audit_log_is_read_newest_first_page_by_page(store):
    for number in range(5):
        store.audit.add("look", by="Ana" if number % 2 else "Ben", about=f"c{number}")

    first = store.audit.list(limit=2)
    assert [entry.about for entry in first] == ["c4", "c3"]
    assert [one.about for one in store.audit.list(before=first[-1].id)] == ["c2", "c1", "c0"]
    assert [one.about for one in store.audit.list(who="Ana")] == ["c3", "c1"]


@pytest.mark.parametrize(
    "tamper",
    ["UPDATE audit SET who = 'Ben' WHERE id = 2", "DELETE FROM audit WHERE id = 2"],
)
def test_an_audit_entry_that_was_changed_or_taken_out_is_noticed(store, tamper):
    for number in range(4):
        store.audit.add("look", by="Ana", about=f"c{number} \x00 é")
    assert store.audit.verify() is None

    store._database.write(lambda transaction: transaction.run(text(tamper)))
    assert store.audit.verify() in (2, 3)


def test_a_key_is_found_by_its_name_or_id_to_be_revoked(store):
    first, _ = store.keys.make("crm", ["read"], by="ada")
    store.keys.revoke(first.id)
    second, _ = store.keys.make("crm", ["read"], by="ada")
    assert store.keys.named("crm").id == second.id
    assert store.keys.named(first.id).id == first.id
    third, _ = store.keys.make("crm", ["read"], by="ada")

    with pytest.raises(ConflictError, match=f"2 keys.*{third.id}"):
        store.keys.named("crm")
    with pytest.raises(MissingError, match='no key "erp"'):
        store.keys.named("erp")
