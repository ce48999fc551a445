"""The warm-handoff packet: all that the next person must know, so that nobody tells it again.

Import `pack` and `Packet` from here, a packet's JSON from `wire`, its page from `markdown`, and what
is owed to a customer from `owed`. When to hand over is decided in `handover`.
"""

from heard.coach.handoff.pack import pack
from heard.coach.handoff.packet import Packet

__all__ = ["Packet", "pack"]
