"""Webhooks' secrets: encrypted in the database, with a key that lies elsewhere and can be changed."""

import os
import stat
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor

import pytest
from served import free_port
from sqlalchemy import text
from test_server_crash import Desk

from heard.cli.doctoring import look
from heard.cli.serving import welcome
from heard.errors import InputError, StoreError
from heard.server.dispatch import Dispatch
from heard.server.metrics import Metrics
from heard.server.settings import Settings
from heard.store import Store
from heard.store.seal import Seal

OLD, NEW = (b64encode(bytes([number] * 32)).decode() for number in (1, 2))
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


def kept(store):
    with store._database.read() as connection:
        return [one.secret for one in connection.execute(text("SELECT secret FROM webhooks"))]


def add(store, secret=SECRET):
    return store.webhooks.add("https://93.184.216.34/", ["alert"], secret=secret)


def of(store):
    return [hook.secret for hook in store.webhooks.list()]


def test_store_seal_keeps_no_secret_as_it_is_and_gives_it_again(store_url):
    with Store.open(store_url, keys=[OLD]) as store:
        assert add(store).secret == SECRET
        store.conversations.open("c1")

        assert SECRET not in str(kept(store))
        assert SECRET.removeprefix("whsec_") not in str(kept(store))
        assert of(store) == [SECRET]
        assert store.webhooks.sealed


def test_store_seal_changes_its_key_and_opens_with_the_old_one_until_then(store_url):
    with Store.open(store_url, keys=[OLD]) as store:
        add(store)
    with Store.open(store_url, keys=[NEW, OLD]) as store:
        assert of(store) == [SECRET]
        assert (store.webhooks.reseal(), store.webhooks.reseal()) == (1, 0)
    with Store.open(store_url, keys=[NEW]) as store:
        assert of(store) == [SECRET]
    with Store.open(store_url, keys=[OLD]) as store:
        assert of(store) == [None]
        assert store.webhooks.reseal() == 0


def test_store_seal_takes_in_what_lay_open_before_there_was_a_key(store_url):
    with Store.open(store_url, keys=[OLD]) as store:
        add(store)
        with store._database.engine.begin() as connection:
            connection.execute(text("UPDATE webhooks SET secret = :open"), {"open": SECRET})

        assert of(store) == [SECRET]
        assert store.webhooks.reseal() == 1
        assert kept(store)[0].startswith("sealed:")
        assert of(store) == [SECRET]


def test_store_seal_keeps_a_key_of_its_own_beside_a_file_for_nobody_else_to_read(tmp_path):
    place, key = tmp_path / "heard.db", tmp_path / "heard.db.key"
    with Store.open(str(place)) as store:
        assert not key.exists()  # nobody needs it yet
        add(store)
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    with Store.open(f"sqlite:///{place}") as store:
        assert of(store) == [SECRET]
    key.unlink()
    with Store.open(str(place)) as store:
        assert of(store) == [None]
    key.write_text("no key\n")
    with Store.open(str(place)) as store, pytest.raises(StoreError, match=r"heard\.db\.key"):
        add(store)


def test_store_seal_makes_one_key_however_many_come_at_once(tmp_path):
    seals = [Seal(file=tmp_path / "heard.db.key") for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        closed = list(pool.map(lambda seal: seal.closed(SECRET), seals))

    assert [seals[0].opened(one) for one in closed] == [SECRET] * 8
    assert [path.name for path in tmp_path.iterdir()] == ["heard.db.key"]


def test_store_seal_says_where_nothing_is_encrypted(store_url):
    if "sqlite" in store_url:
        pytest.skip("beside a SQLite file there is always a key")
    with Store.open(store_url) as store:
        add(store)
        assert not store.webhooks.sealed
        assert of(store) == kept(store) == [SECRET]

    found = {one.what: one for one in look(db=store_url, port=free_port())}
    assert found["secrets"].state == "mind"
    assert "openssl rand -base64 32 > heard.key" in found["secrets"].says


def test_store_seal_is_missed_at_the_start_too(store_url, capsys):
    with Store.open(store_url) as store:
        welcome(store, Settings(db=store_url))
    with Store.open(store_url, keys=[NEW]) as store:
        welcome(store, Settings(db=store_url))

    said = capsys.readouterr().err
    assert said.count("lie in the database as they are") == ("postgresql" in store_url)


def test_store_seal_a_lost_key_is_told_of_and_its_messages_are_tried_again(tmp_path):
    place = str(tmp_path / "heard.db")
    with Store.open(place, keys=[OLD]) as store:
        hook = add(store)
    with Store.open(place, keys=[NEW]) as store:
        store.conversations.open("c1")
        store.conversations.happen("c1", alert())
        dispatch = Dispatch(store, settings=Settings(), metrics=Metrics())
        [delivery] = store.webhooks.claim()

        assert dispatch.send(delivery) == "again"
        [told] = store.webhooks.deliveries()
        assert told.problem.startswith("its secret can't be read")
    found = [one for one in look(db=place, port=free_port()) if one.state == "broken"]
    assert [one.what for one in found] == ["webhooks"]
    assert hook.id in found[0].says


def alert():
    from heard.store import Happened

    return Happened("alert", "the customer threatens")


@pytest.mark.parametrize("given", ["secret word", OLD[:-4], f"{OLD},{NEW}x", "ä" * 44])
def test_store_seal_refuses_a_key_that_is_none_and_never_quotes_it(given):
    with pytest.raises(InputError, match="HEARD_SECRET_KEYS: a key is 32 random bytes") as refusal:
        Settings.from_environment({"HEARD_SECRET_KEYS": given})

    assert given not in str(refusal.value)


def test_store_seal_reads_keys_in_either_base64_and_shows_none():
    given = os.urandom(31) + b"\xff"
    safe = b64encode(given, altchars=b"-_").decode()
    settings = Settings.from_environment({"HEARD_SECRET_KEYS": f" {safe} , {OLD} "})

    assert settings.keys == (safe, OLD)
    assert safe not in repr(settings)
    assert Settings.from_environment(settings.to_environment()) == settings


def test_store_seal_closes_at_the_start_of_a_server_what_lay_open(tmp_path):
    place = str(tmp_path / "heard.db")
    with Store.open(place) as store:
        add(store)
        with store._database.engine.begin() as connection:
            connection.execute(text("UPDATE webhooks SET secret = :open"), {"open": SECRET})
    desk = Desk(place, 1, tmp_path)
    desk.start()
    desk.kill()

    with Store.open(place) as store:
        assert kept(store)[0].startswith("sealed:")
        assert of(store) == [SECRET]
