"""The way in from a terminal."""

from heard.cli.commands import main

__all__ = ["main"]
