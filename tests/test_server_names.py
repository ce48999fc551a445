"""Names that a customer gives: every worker takes them out, none lies open where there is a key."""

from __future__ import annotations

from contextlib import contextmanager

import pytest
from sqlalchemy import text

from heard.conversation import Speaker, Turn
from heard.server.desk import DESK, Desk
from heard.server.intake import Said
from heard.server.permit import Caller
from heard.server.schemas import Opening
from heard.server.settings import Settings
from heard.store import Store

OLD, NEW = (
    "b2xkIGtleSBvbGQga2V5IG9sZCBrZXkgb2xkIGtleSE=",
    "bmV3IGtleSBuZXcga2V5IG5ldyBrZXkgbmV3IGtleSE=",
)
SPEAKERS = {"customer": Speaker.CUSTOMER, "agent": Speaker.AGENT}


@contextmanager
def worker(url, *keys):
    with Store.open(url, synced=False, keys=keys) as store:
        desk = Desk(store, settings=Settings(db=url, listener="swift", aside=False))
        yield desk
        desk.stop()


@pytest.fixture
def two(store_url):
    """Two workers on one database, as `heard serve` has them."""
    with worker(store_url, OLD) as one, worker(store_url, OLD) as other:
        yield one, other


def say(desk, number, speaker, words):
    turn = Turn(SPEAKERS[speaker], words)
    desk.intake.take_in(Said("c1", turn, f"t{number}", None, DESK))


def words_of(desk):
    return [one.text for one in desk.store.conversations.turns("c1")]


def kept(desk):
    with desk.store._database.engine.connect() as connection:
        return connection.execute(text("SELECT names FROM conversations")).scalar_one()


def test_server_names_told_to_one_worker_are_taken_out_by_the_other(two):
    one, other = two
    one.open(Opening(id="c1"))
    other.conversation("c1")
    say(other, 1, "agent", "Good morning!")
    say(one, 2, "customer", "Hi, my name is Priya Shah. Where is my parcel?")

    say(other, 3, "agent", "Thank you, Priya. Let me look.")
    say(one, 4, "agent", "Ms Shah, it is in Leeds.")
    other.whisper("c1", "Priya has called before", caller=Caller("kim", "lead"))

    assert words_of(one)[1:] == [
        "Hi, my name is <name>. Where is my parcel?",
        "Thank you, <name>. Let me look.",
        "Ms <name>, it is in Leeds.",
    ]
    [whispered] = one.store.events.of("c1", "whisper")
    assert whispered.note == "<name> has called before"


def test_server_names_are_sealed_while_it_goes_on_and_gone_when_it_is_over(two):
    one, other = two
    one.open(Opening(id="c1"))
    say(one, 1, "customer", "My name is Priya Shah, and I am waiting.")

    assert kept(one).startswith("sealed:")
    assert "Priya" not in str(one.store.customers.export("k-17"))
    say(one, 2, "customer", "Hello?")
    assert kept(one).startswith("sealed:")

    other.close("c1")

    assert kept(one) is None


def test_server_names_outlive_a_restart_and_a_new_key(store_url):
    with worker(store_url, OLD) as desk:
        desk.open(Opening(id="c1"))
        say(desk, 1, "customer", "My name is Priya Shah, and I am waiting.")
    with Store.open(store_url, keys=[NEW, OLD]) as store:
        assert (store.conversations.reseal(), store.conversations.reseal()) == (1, 0)

    with worker(store_url, NEW) as desk:
        say(desk, 2, "agent", "I am sorry, Priya.")
        assert words_of(desk)[-1] == "I am sorry, <name>."


def test_server_names_whose_key_is_lost_stop_nobody_from_talking(store_url):
    with worker(store_url, OLD) as desk:
        desk.open(Opening(id="c1"))
        say(desk, 1, "customer", "My name is Priya Shah, and I am waiting.")

    with worker(store_url, NEW) as desk:
        say(desk, 2, "agent", "I am sorry, Priya.")
        say(desk, 3, "customer", "My name is Priya, I said so.")
        say(desk, 4, "agent", "I am sorry, Priya.")

        assert words_of(desk)[1:] == [
            "I am sorry, Priya.",
            "My name is <name>, I said so.",
            "I am sorry, <name>.",
        ]
