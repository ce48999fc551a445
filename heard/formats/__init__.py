"""The files of the world become conversations."""

from heard.formats.loaded import Loaded
from heard.formats.loading import load, load_all

__all__ = ["Loaded", "load", "load_all"]
