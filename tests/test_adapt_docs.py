"""The page on a team's own habits: its commands and its Python are run."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from test_documents import REWRITE, ROOT, blocks, played

PAGE = "docs/adapt.md"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("adapt")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # test workers share the cores already
    (place / "heard").mkdir()
    (place / "heard" / "samples").symlink_to(ROOT / "heard" / "samples")
    (place / "training").symlink_to(ROOT / "training")
    return place


def test_every_console_block_of_the_page_shows_the_real_output(folder: Path) -> None:
    shown = blocks(PAGE)
    real = [played(body, folder) for body in shown]

    if REWRITE:
        text = (ROOT / PAGE).read_text("utf-8")
        for before, after in zip(shown, real, strict=True):
            text = text.replace(before, after)
        (ROOT / PAGE).write_text(text, "utf-8")
    else:
        assert shown == real


def test_the_python_of_the_page_runs(folder: Path) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", (ROOT / PAGE).read_text("utf-8"), re.DOTALL)

    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )

    assert done.returncode == 0, done.stderr
    assert "surprise at a label" in done.stdout
    assert (folder / "mine.npz").exists()
