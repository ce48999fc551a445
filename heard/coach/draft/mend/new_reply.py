"""A whole new reply, for a draft in which nothing is worth keeping: every fact in it is the customer's own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.coach.draft.find.questions import last_asked
from heard.coach.draft.mend.rewrite import SIGNATURE
from heard.coach.draft.warm import is_warm
from heard.details import Details
from heard.playbook.lines import filled, sayable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from heard.coach.coach import Coach

OPENS = re.compile(
    r"\s*(?:@\w+[ ,]*)*(?:(?:hi|hello|hey|dear|good (?:morning|afternoon|evening))\b(?:,? [A-Z][\w'’-]*)?\s*[,.!]\s*)?",
    re.I,
)
ASKED = "You asked: “{question}” I'm checking that now, and you'll have the answer by {date}."
REQUESTED = "You wrote: {asked} I'm looking at that now, and you'll hear from me by {date}."
OTHERWISE = "What happens next is {step}, and you'll hear from me by {date}."
SIGNED_IN = 80  # last characters of a draft in which its signature is looked for
THANKS = "Thank you for telling me."


def fresh(draft: str, coach: Coach, known: Mapping[str, str]) -> str:
    """A reply with what the customer told and asked, between the greeting and the signature of the draft.

    What only the agent can know stands in brackets for them to fill.
    """
    known = {**Details.of(coach.before.last).known(), **known}
    greeting = OPENS.match(draft)
    opens = greeting[0].strip() if greeting else ""
    question = last_asked(coach.before)
    if question:
        goes_on = filled(ASKED.replace("{question}", question), known)
    elif "asked" in known:
        goes_on = filled(REQUESTED, known)
    else:
        goes_on = filled(OTHERWISE, known)
    signed = SIGNATURE.search(draft, max(0, len(draft) - SIGNED_IN))
    signature = signed[0].strip() if signed else ""
    return " ".join(
        one for one in (opens, _first_word(coach, known, asked=question), goes_on, signature) if one
    )


def _first_word(coach: Coach, known: Mapping[str, str], *, asked: str) -> str:
    """What happened to them, where they are upset; else a thank you, unless they asked something."""
    if is_warm(coach):
        skipped = (
            one for one in coach.playbook.phrases if one.misstep == "fix_first" and one.whole
        )
        lines = next((one.whole for one in skipped), ())
        return next(iter(sayable(lines, known, most=1)), "")
    return "" if asked else THANKS
