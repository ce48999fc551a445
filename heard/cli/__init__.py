"""The way in from a terminal."""

import os

# A turn's products are small: more threads than one only wait for each other. Read when numpy is loaded.
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")
for _name in ONE_THREAD:
    os.environ.setdefault(_name, "1")

from heard.cli.commands import main  # noqa: E402

__all__ = ["ONE_THREAD", "main"]
