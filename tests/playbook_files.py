"""Small playbooks for tests, and what was heard in a turn."""

from pathlib import Path

from heard.listen import Reading, Signal
from heard.playbook import Playbook

TOP = 'extends = "default"\nname = "shop"\nversion = 1\n'
PLAY = """
[[play]]
name = "greet-the-parrot"
rank = 50
when = "thanks"
advice = "Greet the parrot."
say = ["Hello, parrot.", "Good day, {name}."]
avoid = ["Whistling"]
why = "Parrots like to be greeted."
hears = ["Polly says thanks.", "Thanks, squawk."]
ignores = ["The parrot sleeps.", "No parrot here."]
"""
PHRASE = """
[[phrase]]
name = "squawk"
avoid = ["squawk|croak loudly"]
say_instead = ["Good day."]
why = "It is loud."
misstep = "jab"
hears = ["Squawk loudly!", "Croak loudly!"]
ignores = ["Squawk.", "Loudly."]
"""


def heard(*names: str, heat: float | None = 0.5, sure: float = 0.9) -> Reading:
    return Reading(heat, None, tuple(Signal(name, sure, 0, 1) for name in names))


def written(tmp_path: Path, text: str, name: str = "shop.toml") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def overlay(tmp_path: Path, text: str) -> Playbook:
    return Playbook.load(written(tmp_path, TOP + text))


def names(plays) -> list[str]:
    return [play.name for play in plays]


# Faults: each with its file, its line, what was given and what is allowed
