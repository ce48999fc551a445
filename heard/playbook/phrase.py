"""Phrases: wording to avoid with what to say instead, and wording that helps."""

from dataclasses import dataclass, field
from typing import Literal

from heard.playbook.entry import rule
from heard.playbook.play import ChannelName
from heard.signals import FLAGS, MISSTEPS, TECHNIQUES, TRIGGERS

Place = Literal[
    "replace", "instead", "add", "ahead", "beside", "before", "after", "swap", "end", "stop", "drop"
]
Called = Literal["", "weak_apology", "promise_not_allowed"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Wording that makes things worse, what to say instead, and why.

    A pattern is a row of words. `soon|shortly` takes either word, `very?` may be left out,
    `wait*` takes any ending, `#` takes a number, `@when` a day or a time as well, `...` takes up
    to three words of any kind, and a last `@rest` takes what is left of the clause.
    """

    name: str = field(metadata=rule(label=True))
    avoid: tuple[str, ...]  # patterns
    say_instead: tuple[str, ...]
    why: str
    misstep: str = field(metadata=rule(signals=MISSTEPS))
    hears: tuple[str, ...] = field(metadata=rule(least=2))
    ignores: tuple[str, ...] = field(metadata=rule(least=2))
    unless: tuple[str, ...] = ()  # patterns that make it harmless in the same sentence
    unless_said: tuple[str, ...] = ()  # patterns that make it harmless anywhere in the message
    fine_after: tuple[str, ...] = field(default=(), metadata=rule(signals=(*TRIGGERS, *FLAGS)))
    channel: tuple[ChannelName, ...] = ()  # the channels it is about; all where none is named
    # how a draft is mended
    place: Place = "instead"
    mend: tuple[str, ...] = ()  # the first that can be said; `say_instead` where there is none
    whole: tuple[str, ...] = ()  # for a reply that does the same in other words
    then: tuple[
        str, ...
    ] = ()  # a sentence to go after what was swapped or replaced, a lead-in, a last line
    soft: bool = False  # alone it is a matter of polish: no reason to hold a reply back
    in_promise: bool = False  # it counts only where something of ours is promised or announced
    called: Called = ""  # what the draft check calls it, where that is plainer than its misstep


@dataclass(frozen=True, slots=True)
class Helpful:
    """Wording that goes with calmer conversations, tagged by what it does."""

    name: str = field(metadata=rule(label=True))
    say: str
    technique: str = field(metadata=rule(signals=TECHNIQUES))
    step: int = field(metadata=rule(lowest=1, highest=5))
    channel: tuple[ChannelName, ...] = ()  # where it fits; everywhere where none is named


@dataclass(frozen=True, slots=True)
class PhraseHit:
    """Wording to avoid, found in a text: text[start:end]."""

    phrase: Phrase
    start: int
    end: int
