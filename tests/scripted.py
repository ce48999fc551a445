"""Conversations in which a listener hears what the test wrote down, and the cards that come of it."""

from dataclasses import dataclass, field

from heard.coach import Advice, Coach
from heard.conversation import Channel, Conversation, Speaker, Turn
from heard.listen import Reading, Signal, SoFar
from heard.playbook import Playbook

CUSTOMER, AGENT = Speaker.CUSTOMER, Speaker.AGENT
Said = tuple[Speaker, str, float | None, tuple[str, ...]]


@dataclass
class Script:
    """A listener that hears what the test wrote down: text -> (heat, signals)."""

    heard: dict[str, tuple[float | None, tuple[str, ...]]] = field(default_factory=dict)

    def read(self, turn: Turn, before: SoFar) -> Reading:
        heat, names = self.heard.get(turn.text, (0.0 if turn.from_customer else None, ()))
        signals = tuple(Signal(name, 0.95, 0, len(turn.text)) for name in names)
        return Reading(heat, None if heat is None else "frustrated", signals)


def cards(*said: Said, channel: Channel | None = None) -> list[Advice | None]:
    listener = Script({text: (heat, names) for _, text, heat, names in said})
    coach = Coach.start(channel=channel, playbook=Playbook.load(), listener=listener)
    return [coach.hear(Turn(speaker, text)) for speaker, text, _, _ in said]


def customer(text: str, heat: float, *names: str) -> Said:
    return (CUSTOMER, text, heat, names)


def agent(text: str, *names: str) -> Said:
    return (AGENT, text, None, names)


def names(given: list[Advice | None]) -> list[str]:
    return ["" if card is None else card.play for card in given]


def lines(card: Advice | None) -> str:
    return "" if card is None else " ".join(card.say)


def after(*texts):
    speakers = (Speaker.CUSTOMER, Speaker.AGENT)
    return Conversation("", tuple(Turn(speakers[n % 2], text) for n, text in enumerate(texts)))
