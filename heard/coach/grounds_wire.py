"""What lies under a conversation so far, as JSON: facts, concern, promises, grounds for handing on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from heard.coach.wire import quote_json
from heard.track.promises import promise_news
from heard.track.quote import quote

if TYPE_CHECKING:
    from heard.conversation import Conversation
    from heard.track import Moment, Promise


def grounds_json(conversation: Conversation, moment: Moment) -> dict[str, Any]:
    """The keys that `heard follow --json` adds after the card.

    Needs every turn of the conversation so far, since it quotes earlier ones.
    """
    turns, concern = conversation.turns, moment.concern
    news = promise_news(conversation, moment)
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
        "promises": [promise_json(one) for one in news.made],
        "promises_overdue": [promise_json(one) | {"turn": one.turn + 1} for one in news.overdue],
    }


def promise_json(promise: Promise) -> dict[str, Any]:
    """A promise as it was made."""
    return {
        "what": promise.what,
        "owner": promise.owner,
        "kind": promise.kind,
        "start": promise.start,
        "end": promise.end,
        "due_words": promise.due_words,
        "due_from": promise.due_from and promise.due_from.isoformat(),
        "due_by": promise.due_by and promise.due_by.isoformat(),
    }
