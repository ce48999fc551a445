"""What a listener needs to run: swift numpy alone, keen onnxruntime besides, neither anything of training."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from heard.listen.load import LISTENERS

TRAINING = ("onnx", "pandas", "scipy", "sklearn", "tokenizers", "torch", "training", "transformers")
BLOCKED = """\
import sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {names!r}:
            raise ImportError(f"{{name}} is not installed")

sys.meta_path.insert(0, Blocked())
"""
READ = """\
from heard.conversation import Speaker, Turn
from heard.errors import ModelError
from heard.listen import SoFar, load_listener

try:
    reading = load_listener().read(Turn(Speaker.CUSTOMER, "Third time I call. You are useless!"), SoFar())
    print(reading.hot)
except ModelError as fault:
    print(fault)
print(sorted({names!r} & {{name.split(".")[0] for name in sys.modules}}))
"""


def said(model: str, *blocked: str) -> list[str]:
    """What a fresh process says that reads a turn with this listener, the blocked packages absent."""
    names = {*TRAINING, "onnxruntime"}
    code = BLOCKED.format(names=set(blocked)) + READ.format(names=names)
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=dict(os.environ, HEARD_MODEL=model),
        cwd=Path(__file__).parent.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert not done.stderr
    return done.stdout.splitlines()


def test_swift_reads_without_onnxruntime_and_tokenizers() -> None:
    assert said("swift", "onnxruntime", *TRAINING) == ["True", "[]"]


def test_keen_without_onnxruntime_says_what_to_do() -> None:
    told, loaded = said("keen", "onnxruntime")

    assert 'the keen listener needs the package "onnxruntime"; without it, ask for "swift"' in told
    assert loaded == "[]"


@pytest.mark.parametrize("model", LISTENERS)
def test_nothing_of_training_is_loaded_to_read(model: str) -> None:
    hot, loaded = said(model)

    assert hot == "True"
    assert loaded == ("['onnxruntime']" if model == "keen" else "[]")
