import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import text
from waiting import SLOW_S, eventually

from heard.conversation import Speaker, Turn

WRITER = Path(__file__).with_name("store_writer.py")
TIMES = 20
CONVERSATIONS = 4


class Writers:
    """Processes that append turns, to be killed in the middle."""

    def __init__(self, url):
        known = "" if url.startswith("sqlite") else "?application_name=writer"
        command = [sys.executable, str(WRITER), url + known, str(CONVERSATIONS)]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )

    def run(self, names, after_s):
        """Start them, kill -9 them a while after the first turn of each, give what they acknowledged."""
        for name in names:
            self.process.stdin.write(f"{name}\n")
        pids, acknowledged = [], []
        heard = set()
        while len(pids) < len(names) or heard != set(names):
            self._hear(pids, acknowledged)
            heard = {client_id.rpartition("-")[0] for _, client_id, _ in acknowledged}
        time.sleep(after_s)
        for pid in pids:
            os.kill(pid, signal.SIGKILL)
        self.process.stdin.write("\n")
        while self._hear(pids, acknowledged):
            pass
        return acknowledged

    def close(self):
        self.process.stdin.close()
        self.process.wait(SLOW_S)
        self.process.stdout.close()

    def _hear(self, pids, acknowledged):
        words = self.process.stdout.readline().split()
        assert words, "the writers ended by themselves"
        if words[0] == "pid":
            pids.append(int(words[1]))
        elif words[0] != "over":
            acknowledged.append((words[0], words[1], int(words[2])))
        return words[0] != "over"


@pytest.fixture
def writers(store_url):
    """Writers on this test's database."""
    started = Writers(store_url)
    yield started
    started.close()


def settle(store):
    """Wait until what a killed client had sent is either committed or undone: PostgreSQL goes on for a moment."""
    writing = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'writer'"

    def over():
        with store._database.read() as connection:
            return connection.execute(text(writing)).scalar() == 0

    if store.shared:
        eventually(over)


def consistent(store):
    """Check that nothing is half done, and give each conversation's client ids in order."""
    settle(store)
    events = store.events.after(0, 1_000_000)
    happened = Counter((event.conversation, event.kind, event.seq) for event in events)
    said = {}
    for number in range(CONVERSATIONS):
        name = f"c{number}"
        turns = store.conversations.turns(name)
        row = store.conversations.get(name)
        assert [turn.seq for turn in turns] == list(range(1, len(turns) + 1))
        assert row.seq == len(turns)
        for turn in turns:
            assert turn.told["client_id"] == turn.client_id
            for kind in ("turn", "advice", "alert"):
                assert happened[name, kind, turn.seq] == 1
        if turns:
            assert row.board["last"] == turns[-1].client_id
            assert store.conversations.state(name) == turns[-1].client_id.encode()
        assert sum(count for key, count in happened.items() if key[0] == name) == 1 + 3 * len(turns)
        assert [one.what for one in store.promises.of(name)] != [] or not turns
        said[name] = [turn.client_id for turn in turns]
        assert len(set(said[name])) == len(said[name])
    return said


@pytest.mark.parametrize("together", [1, 2])
def test_every_acknowledged_turn_is_there_once_after_kill_9(store, store_url, writers, together):
    if together == 2 and store_url.startswith("sqlite"):
        pytest.skip("one server process on SQLite; two stand on PostgreSQL")
    for number in range(CONVERSATIONS):
        store.conversations.open(f"c{number}")
    chance, acknowledged = random.Random(7), []
    for time_ in range(TIMES):
        names = [f"{time_}.{writer}" for writer in range(together)]
        acknowledged += writers.run(names, chance.uniform(0, 0.3))

        said = consistent(store)
        for conversation, client_id, seq in acknowledged:
            assert said[conversation][seq - 1] == client_id
    assert len(acknowledged) >= TIMES

    # a client that was not answered sends its turn again: it is there once
    for conversation, client_id, seq in acknowledged[-5:]:
        kept = store.conversations.answer(conversation, client_id)
        again = store.conversations.append(
            conversation,
            client_id=client_id,
            turn=Turn(Speaker.CUSTOMER, kept.text),
            told={"client_id": "another answer"},
        )
        assert (again.duplicate, again.seq, again.told) == (True, seq, kept.told)


def test_a_reader_that_follows_the_cursor_misses_nothing_that_two_processes_write(
    store, store_url, writers
):
    if store_url.startswith("sqlite"):
        pytest.skip("one server process on SQLite; two stand on PostgreSQL")
    for number in range(CONVERSATIONS):
        store.conversations.open(f"c{number}")
    seen, cursor, over = [], store.events.last(), threading.Event()

    def follow():
        nonlocal cursor
        while True:
            last_look = over.is_set()
            found = store.events.after(cursor, 50)
            seen.extend(event.cursor for event in found)
            cursor = seen[-1] if seen else cursor
            if last_look and not found:
                return

    reader = threading.Thread(target=follow)
    reader.start()
    acknowledged = writers.run(["a", "b"], 3)
    settle(store)
    over.set()
    reader.join(SLOW_S)

    every = [event.cursor for event in store.events.after(0, 1_000_000)]
    assert seen == every[CONVERSATIONS:]
    assert len(seen) >= 3 * len(acknowledged)
    assert {client_id[0] for _, client_id, _ in acknowledged} == {"a", "b"}
