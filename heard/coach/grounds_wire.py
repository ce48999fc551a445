"""What lies under a conversation so far, as JSON: facts, concern, early signs, grounds for handing on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from heard.coach.wire import quote_json
from heard.track.quote import quote

if TYPE_CHECKING:
    from heard.conversation import Conversation
    from heard.track import Moment


def grounds_json(conversation: Conversation, moment: Moment) -> dict[str, Any]:
    """The keys that `heard follow --json` adds after the card.

    Needs every turn of the conversation so far, since it quotes earlier ones.
    """
    turns, concern = conversation.turns, moment.concern
    return {
        "early_signs": list(moment.early_signs),
        "stakes": moment.stakes,
        "control_lost": moment.control_lost,
        "concern": None if concern is None else quote_json(quote(turns, concern)),
        "facts": [quote_json(quote(turns, fact)) for fact in moment.facts],
        "escalation": [
            quote_json(quote(turns, one.evidence)) | {"criterion": one.name}
            for one in moment.escalation
        ],
    }
