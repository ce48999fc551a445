from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from heard.server.replay import CAST, OWED, Replay

pytest.importorskip("playwright", reason="playwright is not installed")

ALONE = ["unshare", "--net", "--map-root-user"]


def without_network() -> bool:
    if shutil.which("unshare") is None or shutil.which("ip") is None:
        return False
    return subprocess.run([*ALONE, "true"], capture_output=True, check=False).returncode == 0


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


def test_the_demo_replays_samples_that_exist() -> None:
    replay = Replay.of(None, None, speed=1.0)

    assert {id_ for id_, *_ in CAST} <= replay.conversations.keys()
    assert all(hours > 0 for hours, _, _ in OWED)
