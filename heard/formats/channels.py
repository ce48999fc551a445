"""The names that the world's files use for a channel."""

from __future__ import annotations

import re

from heard.conversation import Channel

_NAMES: dict[Channel, tuple[str, ...]] = {
    Channel.PHONE: ("phone", "voice", "call", "phone call", "telephone", "callback", "voicemail"),
    Channel.CHAT: (
        *("chat", "sms", "text", "messaging", "web", "webchat", "web chat", "live chat"),
        *("livechat", "messenger", "whatsapp", "in app", "widget"),
    ),
    Channel.EMAIL: ("email", "mail", "e mail"),
    Channel.SOCIAL: (
        *("social", "twitter", "tweet", "forum", "facebook", "instagram", "reddit"),
        *("social media", "community"),
    ),
    Channel.BOT: ("bot", "ivr", "virtual agent", "virtual assistant", "chatbot"),
}
CHANNELS: dict[str, Channel] = {
    name: channel for channel, names in _NAMES.items() for name in names
}


def channel_of(name: str) -> Channel | None:
    """The channel of this name, or None where the name means none that we know.

    >>> channel_of("Phone-Call"), channel_of("pigeon")
    (<Channel.PHONE: 'phone'>, None)
    """
    return CHANNELS.get(re.sub(r"[\s_\-]+", " ", name).strip().casefold())
