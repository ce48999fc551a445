"""Conversations to hand over, with what was heard in their turns."""

from dataclasses import dataclass, field
from datetime import datetime

from heard.coach.handoff import Packet, pack
from heard.conversation import Channel, Conversation, Speaker, Turn
from heard.listen import Reading, Signal, SoFar
from heard.playbook import Playbook
from heard.track.quote import Quote

BOOK = Playbook.load()
MONDAY = datetime.fromisoformat("2026-03-09 10:00")
WHO = {"c": "customer", "a": "agent", "b": "bot", "s": "supervisor"}


@dataclass
class Ear:
    """Hears what the test wrote down, by a few words of the turn; everything else is calm."""

    heard: dict[str, tuple[str, ...]] = field(default_factory=dict)
    hot: tuple[str, ...] = ()

    def read(self, turn: Turn, before: SoFar) -> Reading:
        names = [name for words, of in self.heard.items() if words in turn.text for name in of]
        signals = tuple(Signal(name, 0.9, 0, len(turn.text)) for name in names)
        hot = any(words in turn.text for words in self.hot)
        return Reading((0.8 if hot else 0.0) if turn.from_customer else None, None, signals)


EAR = Ear(
    {
        "third time": ("repeat_contact",),
        "reset the router": ("solve",),
        "supervisor": ("supervisor_request",),
        "passing you to": ("hand_off",),
        "Friday came": ("broken_promise",),
        "idiot": ("abuse",),
    },
    hot=("third time", "Friday came", "idiot"),
)


def said(*lines: str, **about) -> Conversation:
    """Lines as `c: …`, or `c Ana: …` with a name."""
    turns = []
    for line in lines:
        head, text = line.split(": ", 1)
        who, _, name = head.partition(" ")
        turns.append(Turn(Speaker(WHO[who]), text, name=name or None))
    return Conversation("c1", tuple(turns), **about)


ROUTER = said(
    "c Ana Ruiz: Hi there.",
    "a Tom: Hello Ana, how can I help?",
    "c Ana Ruiz: My internet is down since Friday. This is the third time I call. Ticket 48213.",
    "a Tom: I can see two outages on 6 March. Please reset the router.",
    "c Ana Ruiz: I did that already, still no light. I want a refund for the week.",
    "a Tom: I'll ring you by Tuesday 5 pm with the answer.",
    "c Ana Ruiz: Then get me your supervisor.",
    "a Tom: I'm passing you to my lead, Maya, with all of this.",
    channel=Channel.CHAT,
    started_at=MONDAY,
)


def packed(conversation: Conversation, **more) -> Packet:
    return pack(conversation, playbook=BOOK, listener=EAR, **more)


def quotes(value: object) -> list[Quote]:
    """Every quote anywhere inside a packet."""
    if isinstance(value, Quote):
        return [value]
    if isinstance(value, tuple):
        return [one for part in value for one in quotes(part)]
    if hasattr(value, "__dataclass_fields__"):
        return [one for name in value.__dataclass_fields__ for one in quotes(getattr(value, name))]
    return []


def packed_by(ear, *lines):
    return pack(said(*lines), playbook=BOOK, listener=ear)
