import json
import sqlite3
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from databases import fresh_postgres
from sqlalchemy import text
from waiting import SLOW_S

from heard.conversation import Channel, Speaker, Turn
from heard.errors import ConflictError, InputError, MissingError
from heard.store import Happened, Store, StoreError
from heard.store.database import Database
from heard.store.migrate import scripts_of
from heard.store.tables import metadata
from heard.track import Promise

SECRET = "zanzibar-umbrella-4711"


def fill(store, name, customer="k1", started_at=None):
    store.conversations.open(
        name, channel=Channel.CHAT, customer=customer, agent="ana", started_at=started_at
    )
    store.conversations.append(
        name,
        client_id="t",
        turn=Turn(Speaker.CUSTOMER, SECRET),
        told={"quote": SECRET},
        state=SECRET.encode(),
        board={"last": SECRET},
        promises=[Promise(0, 0, 4, f"send {SECRET}", "agent", "vague")],
        happened=[Happened("alert", SECRET)],
    )


def age(store, name, days):
    """Make a conversation that many days old."""
    then = datetime.now(UTC) - timedelta(days=days)
    kept = then if store.shared else then.replace(tzinfo=None).isoformat(" ")
    change = text("UPDATE conversations SET started_at = :then, updated_at = :then WHERE id = :id")
    store._database.write(lambda one: one.run(change, {"then": kept, "id": name}))


def rows(store):
    with store._database.read() as connection:
        return {
            table.name: connection.execute(text(f"SELECT count(*) FROM {table.name}")).scalar()
            for table in metadata.sorted_tables
        }


def test_a_customers_export_holds_all_that_is_kept_about_them(store):
    fill(store, "c1")
    fill(store, "c2", customer="k2")
    told = store.customers.export("k1")

    [conversation] = json.loads(json.dumps(told))["conversations"]
    assert conversation["id"] == "c1"
    assert conversation["turns"][0]["text"] == SECRET
    assert conversation["turns"][0]["told"] == {"quote": SECRET}
    assert conversation["promises"][0]["what"] == f"send {SECRET}"
    assert [event["kind"] for event in conversation["events"]] == ["opened", "turn", "alert"]
    assert store.customers.export("nobody")["conversations"] == []


def test_deleting_a_customer_leaves_nothing_of_them_and_nobody_else_is_touched(store):
    store.webhooks.add("https://example.com/hook", ["alert"])
    for name in ("c1", "c2"):
        fill(store, name)
    fill(store, "c3", customer="k2")
    gone = store.customers.delete("k1", by="root")

    assert (gone.conversations, gone.turns, gone.promises) == (2, 2, 2)
    assert rows(store) == {
        "accounts": 0,
        "audit": 1,
        "conversations": 1,
        "deliveries": 1,
        "events": 5,  # three of c3, and two that say that c1 and c2 are gone
        "keys": 0,
        "links": 0,
        "promises": 1,
        "sessions": 0,
        "turns": 1,
        "webhooks": 1,
    }
    assert [event.kind for event in store.events.after(0)][-2:] == ["erased", "erased"]
    [entry] = store.audit.list()
    assert (entry.who, entry.did, entry.detail) == (
        "root",
        "delete customer",
        "2 conversations, 2 turns",
    )
    assert "k1" not in entry.about
    with pytest.raises(MissingError):
        store.conversations.get("c1")
    with pytest.raises(InputError):
        store.customers.delete("", by="root")


def test_deleted_words_stand_nowhere_in_the_sqlite_file(tmp_path):
    path = tmp_path / "heard.db"
    with Store.open(str(path)) as store:
        fill(store, "c1")
        before = b"".join(one.read_bytes() for one in tmp_path.iterdir())
        store.customers.delete("k1", by="root")
        after = b"".join(one.read_bytes() for one in tmp_path.iterdir())

    assert SECRET.encode() in before
    assert SECRET.encode() not in after


def test_what_is_on_hold_is_neither_deleted_nor_swept(store):
    fill(store, "c1")
    fill(store, "c2")
    age(store, "c1", 100)
    store.conversations.hold("c2", "counsel")
    age(store, "c2", 100)

    with pytest.raises(ConflictError, match='"c2" is on hold'):
        store.customers.delete("k1", by="root")
    assert rows(store)["conversations"] == 2
    assert store.retention.sweep(days=90).conversations == 1
    assert store.conversations.get("c2").held_by == "counsel"
    store.conversations.hold("c2", None)
    age(store, "c2", 100)
    assert store.retention.sweep(days=90).conversations == 1


def test_sweeping_deletes_by_age_and_class(store):
    for number in range(60):  # more than one commit's worth
        store.conversations.open(f"old{number}")
    store._database.write(
        lambda one: one.run(
            text("UPDATE conversations SET started_at = :then, updated_at = :then"),
            {"then": datetime(2026, 1, 1, tzinfo=UTC) if store.shared else "2026-01-01 00:00:00"},
        )
    )
    fill(store, "new", started_at=datetime(2026, 1, 1, tzinfo=UTC))  # old, but still going on
    store.accounts.create("Ana", "agent")
    token = store.sessions.start("Ana", lasts_s=60)
    store.links.make("Ana", lasts_s=60)
    now = datetime.now(UTC)

    first = store.retention.sweep(now, days=30)
    assert (first.conversations, first.sessions) == (60, 0)
    assert [row.id for row in store.conversations.list()] == ["new"]
    assert store.sessions.find(token, now) is not None
    later = store.retention.sweep(now + timedelta(days=400), days=30)
    assert (later.conversations, later.sessions) == (1, 1)
    assert later.entries == 3  # the audit log's own word about each commit's worth
    assert rows(store)["turns"] == rows(store)["promises"] == rows(store)["links"] == 0
    kept = store.conversations.open("kept").id
    store.sessions.start("Ana", lasts_s=60)
    rest = store.retention.sweep(now + timedelta(days=800))
    assert (rest.conversations, rest.sessions) == (0, 1)
    assert [row.id for row in store.conversations.list()] == [kept]
    for wrong in ({"days": 0}, {"audit_days": -1}):
        with pytest.raises(InputError):
            store.retention.sweep(now, **wrong)


def test_a_new_file_is_for_nobody_else_to_read_and_an_old_one_stays_as_it_is(tmp_path):
    place = tmp_path / "heard.db"
    with Store.open(str(place)) as store:
        store.conversations.open("c1")
        modes = {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    place.chmod(0o640)
    Store.open(str(place)).close()

    assert modes == {0o600}
    assert stat.S_IMODE(place.stat().st_mode) == 0o640


def test_the_tables_are_those_that_the_migrations_make(store):
    def compared(connection):
        return compare_metadata(MigrationContext.configure(connection), metadata)

    with store._database.read() as connection:
        assert [one for one in compared(connection) if one[0] != "modify_default"] == []


def test_opening_again_changes_nothing(store_url):
    with Store.open(store_url) as first:
        fill(first, "c1")
        before = rows(first)
    with Store.open(store_url) as second:
        assert rows(second) == before
        second.ready()


def test_a_database_of_another_program_is_left_alone(tmp_path):
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE conversations (id TEXT)")
    other.close()

    with pytest.raises(StoreError, match="another program"):
        Store.open(str(path))


def test_a_database_of_a_newer_heard_is_left_alone(store_url):
    with Store.open(store_url) as store:
        store._database.write(
            lambda one: one.run(text("UPDATE alembic_version SET version_num = '9999'"))
        )
    try:
        with pytest.raises(StoreError, match="newer Heard"):
            Store.open(store_url)
    finally:
        database = Database.at(store_url)
        newest = text(
            f"UPDATE alembic_version SET version_num = '{scripts_of().get_current_head()}'"
        )
        database.write(lambda one: one.run(newest))
        database.close()


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("mysql://localhost/heard", 'unknown database "mysql"'),
        ("sqlite://", "needs a file"),
        ("sqlite:///:memory:", "needs a file"),
        ("::://", "no database URL"),
        ("/nowhere/at/all/heard.db", 'there is no folder "/nowhere/at/all"; make it first'),
        ("postgresql://kim:secret@127.0.0.1:1/heard", r"kim:\*\*\*@"),
    ],
)
def test_a_database_that_cannot_be_opened_is_named_without_its_password(url, says):
    with pytest.raises(StoreError, match=says) as told:
        Store.open(url)
    assert "secret" not in str(told.value)


def test_a_file_that_is_no_database_is_named(tmp_path):
    path = tmp_path / "note.db"
    path.write_text("This is a letter to my bank, and long enough to be looked at. " * 20)

    with pytest.raises(StoreError, match="cannot open"):
        Store.open(str(path))


def test_many_processes_that_start_together_migrate_once():
    with fresh_postgres() as url:
        code = f"from heard.store import Store; Store.open({url!r}).close()"
        started = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(3)]
        assert [one.wait(SLOW_S) for one in started] == [0, 0, 0]


def test_a_sweep_that_keeps_conversations_still_deletes_the_rest_by_its_own_age(store):
    fill(store, "c1")
    age(store, "c1", 4000)
    store.accounts.create("Ana", "agent")
    store.sessions.start("Ana", lasts_s=60)
    store.links.make("Ana", lasts_s=60)
    store.webhooks.add("https://example.com/hook", ["alert"])
    store.conversations.happen("c1", Happened("alert", "look"))
    store.audit.add("deed", by="ana")
    now = datetime.now(UTC)
    soon = store.retention.sweep(now + timedelta(days=1), days=None)
    later = store.retention.sweep(now + timedelta(days=400), days=None)

    assert (soon.conversations, soon.sessions, soon.deliveries, soon.entries) == (0, 1, 0, 0)
    assert (later.conversations, later.deliveries, later.entries) == (0, 1, 1)
    assert rows(store)["links"] == 0
    assert store.conversations.get("c1").seq == 1


def test_a_database_from_before_zones_is_brought_up_to_date(store_url):
    with Store.open(store_url) as store:
        fill(store, "c1", started_at=datetime(2026, 3, 10, 10, 15, tzinfo=UTC))
        for step in (
            "ALTER TABLE conversations DROP COLUMN zone",
            "ALTER TABLE conversations DROP COLUMN names",
            "UPDATE alembic_version SET version_num = '0001'",
        ):
            store._database.write(lambda one, step=step: one.run(text(step)))
    with Store.open(store_url) as store:
        row = store.conversations.get("c1")

    assert (row.started_at.isoformat(), row.seq) == ("2026-03-10T10:15:00+00:00", 1)
