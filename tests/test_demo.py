from __future__ import annotations

import asyncio
import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from heard.conversation import Speaker, Turn
from heard.server.app import create_app
from heard.server.desk import Desk
from heard.server.pages.entrance import Standing
from heard.server.permit import Caller
from heard.server.replay import CAST, FIRST, OWED, Replay
from heard.server.settings import Settings
from heard.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fastapi import FastAPI

ALONE = ["unshare", "--net", "--map-root-user"]


def without_network() -> bool:
    if shutil.which("unshare") is None or shutil.which("ip") is None:
        return False
    return subprocess.run([*ALONE, "true"], capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(
    importlib.util.find_spec("playwright") is None, reason="playwright is not installed"
)
@pytest.mark.skipif(not Path("/usr/bin/chromium").exists(), reason="chromium is not installed")
@pytest.mark.skipif(not without_network(), reason="no network namespace can be made here")
def test_the_demo_works_where_there_is_no_network() -> None:
    look = Path(__file__).with_name("offline_look.py")

    done = subprocess.run(
        [*ALONE, sys.executable, str(look)],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )

    assert done.stdout.strip() == "faults: []", done.stdout + done.stderr[-3000:]


@pytest.fixture(scope="module")
def demo() -> Iterator[tuple[list[str], httpx.Client]]:
    """What it prints, and somebody who has just come."""
    heard = [sys.executable, "-c", "from heard.cli import main; main()"]
    command = [*heard, "demo", "--no-browser", "--port", "0", "--speed", "30"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as running:
        try:
            printed = [running.stderr.readline() for _ in range(3)]
            assert all(printed), printed
            with httpx.Client() as client:
                yield printed, client
        finally:
            running.terminate()


def test_the_demo_says_at_once_that_it_loads_and_then_where_it_is(demo) -> None:
    loading, address, told = demo[0]

    assert loading == "heard: loading the demo, which takes some seconds\n"
    assert re.fullmatch(r"heard: the demo is at http://127\.0\.0\.1:\d+/link/\S+\n", address)
    assert "works as long as the demo runs" in told


def test_the_demos_link_opens_as_often_as_one_likes_and_no_other_does(demo) -> None:
    printed, client = demo
    link = re.search(r"http://\S+", printed[1])[0]

    answers = [client.get(link) for _ in range(3)]
    inside = client.get(re.search(r"http://[^/]+/", link)[0] + "privacy").text
    client.cookies.clear()
    other = client.get(link + "x")

    assert [one.status_code for one in answers] == [303] * 3
    assert all("heard_session" in one.headers["set-cookie"] for one in answers)
    assert "/coach/third-call-" in answers[0].headers["location"]
    assert (other.status_code, "set-cookie" in other.headers) == (401, False)
    assert "That link is not this demo" in other.text
    assert "Sign out" in inside
    assert ">Password<" not in inside  # nobody has one there


def test_the_demos_door_says_where_the_link_is(demo) -> None:
    printed, client = demo
    client.cookies.clear()
    home = re.search(r"http://[^/]+/", printed[1])[0]

    door = client.get(home, follow_redirects=True).text

    assert "the link that <code>heard demo</code> has printed" in door
    assert 'type="password"' not in door


def test_a_link_that_stands_is_for_this_machine_alone(tmp_path: Path) -> None:
    async def opened(app: FastAPI) -> int:
        inside = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=inside, base_url="http://127.0.0.1") as client:
            return (await client.get("/link/word")).status_code

    with Store.open(str(tmp_path / "heard.db"), synced=False) as store:
        store.accounts.create("You", "lead")
        here, everywhere = (
            create_app(store, settings=Settings(host=host, logs="text"))
            for host in ("127.0.0.1", "0.0.0.0")
        )
        here.state.standing = everywhere.state.standing = Standing("You", "word")

        assert asyncio.run(opened(here)) == 303
        assert asyncio.run(opened(everywhere)) == 401


def test_the_demo_replays_samples_that_exist() -> None:
    replay = Replay.of(None, None, speed=1.0)

    assert {id_ for id_, *_ in CAST} <= replay.conversations.keys()
    assert all(hours > 0 for hours, _, _ in OWED)


class Pauses:
    """In the place of time: at each pause of a replay one thing happens, and after the last it is over."""

    def __init__(self, *happen: Callable[[], object]) -> None:
        self.left = list(happen)

    def is_set(self) -> bool:
        return not self.left

    def wait(self, _: float) -> bool:
        if self.left:
            self.left.pop(0)()
        return self.is_set()


def test_what_a_person_takes_over_in_the_demo_is_theirs(tmp_path: Path) -> None:
    def nothing() -> None:
        pass

    def written() -> None:
        desk.take(name, caller=lead)
        desk.hear(name, Turn(Speaker.AGENT, "I have it now."), client_id="mine", caller=lead)

    def back() -> None:
        desk.give_back(name, caller=lead)

    lead, name, again = Caller("You", "lead"), f"{FIRST}-1", f"{FIRST}-2"
    with Store.open(str(tmp_path / "heard.db"), synced=False) as store:
        desk = Desk(store, settings=Settings(logs="text"))
        replay = Replay.of(desk, store, speed=1.0)
        turns = len(replay.conversations[FIRST].turns)
        rest = [nothing] * (turns + 1)  # before each turn of the next time, and after the last
        replay.done = Pauses(nothing, nothing, written, back, *rest, nothing, nothing)

        replay.tell(FIRST, "Parcel 417", "Ana", 0.0)

        said = [turn.text for turn in store.conversations.turns(name)]
        assert said == [replay.conversations[FIRST].turns[0].text, "I have it now."]
        assert store.conversations.get(name).status == "open"
        assert (store.conversations.get(again).seq, store.conversations.get(again).status) == (
            turns,
            "closed",
        )
        assert replay.ways[0].href == f"/coach/{FIRST}-3"
