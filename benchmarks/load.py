"""What one worker carries: `python -m benchmarks.load` runs a server and speaks to it over sockets.

Conversations of the bundled samples, many at once, turns sent at a steady rate over real sockets
on loopback; measured from sending a turn to its answer with the advice, in the client. Client and
server share the machine.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from websockets.asyncio.client import ClientConnection, connect

from benchmarks.pages import write_section
from benchmarks.yardstick import vader_ms
from heard.formats import load_all

if TYPE_CHECKING:
    from collections.abc import Iterator

SAMPLES = Path(__file__).parent.parent / "heard" / "samples"
HEARD = str(Path(sys.executable).with_name("heard"))
SOCKETS = 20
WARM_S = 3.0


@dataclass
class Run:
    """One measurement: how many conversations, how fast, and what was seen."""

    conversations: int
    rate: float
    seconds: float
    spent_ms: list[float] = field(default_factory=list)
    problems: int = 0
    cards: int = 0
    events: int = 0
    took_s: float = 0.0
    sent: float = 0.0  # turns a second that the client really sent
    memory_mb: float = 0.0
    processor: float = 0.0  # share of one core that the server used

    def part(self, share: float) -> float:
        """The latency that this share of the turns stayed under."""
        ordered = sorted(self.spent_ms)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


class Served:
    """A server of its own, in a process of its own."""

    def __init__(self, db: str, folder: str, *, listener: str = "") -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.key = subprocess.run(
            [HEARD, "key", "load", "--scope", "write", "--db", db],
            check=True, capture_output=True, text=True,
        ).stdout.strip()  # fmt: skip
        settings = {"HEARD_RATE": "1000000", "HEARD_BURST": "1000000", "HEARD_LISTENER": listener}
        words = [HEARD, "serve", "--db", db, "--port", str(self.port)]
        with Path(folder, "server.log").open("w") as log:
            self.process = subprocess.Popen(words, env=os.environ | settings, stderr=log)
        for _ in range(600):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=2)
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise SystemExit(Path(folder, "server.log").read_text())

    def stop(self) -> None:
        """Ask it to stop."""
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)

    def processes(self) -> list[str]:
        """The server's process and those it started."""
        own = str(self.process.pid)
        threads = Path(f"/proc/{own}/task").glob("*/children")
        return [own, *(child for one in threads for child in one.read_text().split())]

    def memory_mb(self) -> float:
        """What the processes hold now."""
        held = 0
        for process in self.processes():
            for line in Path(f"/proc/{process}/status").read_text().splitlines():
                if line.startswith("VmRSS:"):
                    held += int(line.split()[1])
        return held / 1024

    def processor_s(self) -> float:
        """Seconds of processor time so far."""
        spent = 0
        for process in self.processes():
            told = Path(f"/proc/{process}/stat").read_text().rsplit(") ", 1)[1].split()
            spent += int(told[11]) + int(told[12])
        return spent / os.sysconf("SC_CLK_TCK")


def lines() -> Iterator[tuple[tuple[str, str], ...]]:
    """The samples' conversations, again and again."""
    found = [
        tuple((turn.speaker.value, turn.text) for turn in one.conversation.turns)
        for one in load_all([SAMPLES])
        if not isinstance(one, Exception)
    ]
    return itertools.cycle(found)


async def opened(served: Served, names: list[str]) -> None:
    """Begin the conversations, a few at a time."""
    import httpx

    async with httpx.AsyncClient(
        base_url=f"http://127.0.0.1:{served.port}",
        headers={"Authorization": f"Bearer {served.key}"},
        timeout=60,
    ) as client:
        room = asyncio.Semaphore(16)

        async def one(name: str) -> None:
            async with room:
                body = {"id": name, "channel": "chat", "agent": f"agent{hash(name) % 50}"}
                answer = await client.post("/v1/conversations", json=body)
                answer.raise_for_status()

        await asyncio.gather(*map(one, names))


async def hello(ws: ClientConnection, served: Served, watch: object) -> None:
    """Say who we are."""
    await ws.send(json.dumps({"v": 1, "type": "hello", "token": served.key, "watch": watch}))
    await ws.recv()


class Talk:
    """The client's side: many sockets, turns on their way, and one that watches the board."""

    def __init__(self, served: Served, run: Run) -> None:
        self.served = served
        self.run = run
        self.sent: dict[str, float] = {}
        self.counting = False

    async def measure(self) -> None:
        """Speak at a steady rate and note how long each answer took."""
        run, served = self.run, self.served
        names = [f"{secrets.token_hex(4)}-{number}" for number in range(run.conversations)]
        await opened(served, names)
        url = f"ws://127.0.0.1:{served.port}/v1/live"
        sockets = [await connect(url, compression=None, max_queue=None) for _ in range(SOCKETS + 1)]
        for number, ws in enumerate(sockets):
            await hello(ws, served, "all" if number == SOCKETS else [])
        hearing = [asyncio.create_task(self.hear(ws)) for ws in sockets[:SOCKETS]]
        hearing.append(asyncio.create_task(self.watch(sockets[SOCKETS])))
        await self.speak(sockets, names)
        for _ in range(300):
            if not self.sent:
                break
            await asyncio.sleep(0.1)
        run.problems += len(self.sent)
        run.memory_mb = served.memory_mb()
        for task in hearing:
            task.cancel()
        for ws in sockets:
            await ws.close()

    async def speak(self, sockets: list[ClientConnection], names: list[str]) -> None:
        """Each conversation's next turn, one after the other, whatever the answers take."""
        run, scripts, turn = self.run, lines(), itertools.cycle(names)
        said = {name: itertools.cycle(next(scripts)) for name in names}
        began, used, from_then, number = time.perf_counter(), 0.0, 0, 0
        for number in itertools.count():
            now = time.perf_counter() - began
            if not self.counting and now >= WARM_S:
                self.counting, used, from_then = True, self.served.processor_s(), number
            if now >= WARM_S + run.seconds:
                break
            if number / run.rate > now:
                await asyncio.sleep(number / run.rate - now)
            name = next(turn)
            speaker, text = next(said[name])
            mark = f"{name}.{number}"
            self.sent[mark] = time.perf_counter()
            message = {
                "v": 1, "type": "turn", "client_id": mark, "conversation": name,
                "speaker": speaker, "text": text,
            }  # fmt: skip
            await sockets[hash(name) % SOCKETS].send(json.dumps(message))
        run.took_s = time.perf_counter() - began - WARM_S
        run.processor = (self.served.processor_s() - used) / run.took_s
        run.sent = (number - from_then) / run.took_s

    async def hear(self, ws: ClientConnection) -> None:
        """Note each answer as it comes."""
        async for text in ws:
            now, told = time.perf_counter(), json.loads(text)
            if told["type"] == "heard":
                began = self.sent.pop(told["client_id"])
                if self.counting:
                    self.run.spent_ms.append((now - began) * 1000)
                    self.run.cards += told["told"]["advice"] is not None
            elif told["type"] == "problem":
                self.run.problems += 1

    async def watch(self, ws: ClientConnection) -> None:
        """Count what the board is told."""
        async for _ in ws:
            self.run.events += 1


def main() -> None:
    """Run the sizes one after the other and write the section."""
    asks = argparse.ArgumentParser(description=__doc__)
    asks.add_argument("--conversations", type=int, nargs="+", default=[100, 1000, 3000])
    asks.add_argument("--rate", type=float, nargs="+", default=[500.0], help="turns a second")
    asks.add_argument("--seconds", type=float, default=30.0)
    asks.add_argument("--db", help="postgresql://…; a SQLite file of its own if left out")
    asks.add_argument("--listener", default="", help="keen or swift; the default if left out")
    asks.add_argument("--dry", action="store_true", help="print, but write nothing")
    given = asks.parse_args()
    rows = []
    for rate, conversations in itertools.product(given.rate, given.conversations):
        with tempfile.TemporaryDirectory() as folder:
            served = Served(given.db or f"{folder}/heard.db", folder, listener=given.listener)
            run = Run(conversations, rate, given.seconds)
            try:
                asyncio.run(Talk(served, run).measure())
            finally:
                served.stop()
        rows.append(
            f"| {run.conversations:,} | {rate:,.0f} | {run.sent:,.0f} | {run.part(0.5):.1f} |"
            f" {run.part(0.99):.1f} | {run.part(1.0):.0f} | {run.cards:,} | {run.events:,} |"
            f" {run.problems} | {run.processor:.0%} | {run.memory_mb:.0f} |"
        )
        print(rows[-1], flush=True)
    store = "PostgreSQL" if given.db else "SQLite"
    load = os.getloadavg()[0]
    heard_by = given.listener or "the default listener"
    table = "\n".join(
        (
            (
                "| conversations | turns/s asked | sent | p50 ms | p99 ms | longest ms | cards "
                "| events watched | refused or lost | processor | memory MB |"
            ),
            "|---|---|---|---|---|---|---|---|---|---|---|",
            *rows,
        )
    )
    text = f"""\
## What one worker carries

`python -m benchmarks.load`: one worker on {store} with {heard_by}, {os.cpu_count()} cores shared with the client, over real sockets on
loopback, {given.seconds:.0f} s each; from sending a turn to its answer with the advice. One socket watches every event.
Processor is the server's share of one core. The machine's load average at the end was {load:.1f}. VADER scores a turn
in {vader_ms():.3f} ms on one core of it.

{table}
"""
    print(text)
    if not given.dry:
        write_section("load", text)


if __name__ == "__main__":
    main()
