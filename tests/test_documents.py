"""What the documents show is what the commands print: every console block is run.

`HEARD_REWRITE_GOLDEN=1 make test` writes the real output into the documents.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from waiting import SLOW_S

ROOT = Path(__file__).parent.parent
DOCUMENTS = ("README.md", "docs/quickstart.md", "docs/command-line.md")
BLOCK = re.compile(r"```console\n(?P<body>.*?)```", re.DOTALL)
REWRITE = os.environ.get("HEARD_REWRITE_GOLDEN") == "1"


def blocks(document: str) -> list[str]:
    return [found["body"] for found in BLOCK.finditer((ROOT / document).read_text("utf-8"))]


def run(command: str, folder: Path) -> str:
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=SLOW_S,
        check=False,
        env={
            **os.environ,
            "COLUMNS": "96",
            "NO_COLOR": "1",
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        },
    )
    lines = (done.stdout + done.stderr).splitlines()
    return "".join(line.rstrip() + "\n" for line in lines)


def played(body: str, folder: Path) -> str:
    """The block as it reads when its commands (lines that begin with `$ `) are really run."""
    commands = [line for line in body.splitlines() if line.startswith("$ ")]
    return "".join(f"{command}\n{run(command[2:], folder)}" for command in commands)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "heard").mkdir()
    (tmp_path / "heard" / "samples").symlink_to(ROOT / "heard" / "samples")
    return tmp_path


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_console_block_shows_the_real_output(document: str, folder: Path) -> None:
    shown = blocks(document)

    real = [played(body, folder) for body in shown]

    if REWRITE:
        text = (ROOT / document).read_text("utf-8")
        for before, after in zip(shown, real, strict=True):
            text = text.replace(before, after)
        (ROOT / document).write_text(text, "utf-8")
    else:
        assert shown == real


def test_every_document_has_a_console_block() -> None:
    assert all(blocks(document) for document in DOCUMENTS)


def test_the_labelled_sets_name_nobody_by_a_path_of_their_machine() -> None:
    named = re.compile(r"(?:/(?:home|Users)/|C:\\+Users\\+)(?!user\b)[\w.-]+")

    found = [
        (path.name, hit)
        for path in sorted((ROOT / "training" / "data").glob("*.jsonl"))
        for hit in named.findall(path.read_text("utf-8"))
    ]

    assert found == []
