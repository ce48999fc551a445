"""Thanks and delight that fit no complaint, in a reply to somebody who is upset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.coach.draft.find.irony import TAKES_IT
from heard.coach.draft.finding import Finding
from heard.listen.rules.tone_deaf import FEELS_FOR, tone_deaf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from heard.coach.coach import Coach

WHY = "They are upset, and this thanks or cheers them as if they had praised us: nobody read it, then."
NO_WORD = "They are upset, and the reply has no word about what went wrong for them."


def deaf_thanks(draft: str, coach: Coach) -> Iterator[Finding]:
    """Each sentence that takes a complaint for praise, and the word about it that is missing then.

    Where it answers sarcasm, `taken_at_its_word` says so instead.
    """
    ironic = _is_sarcastic(coach)
    plain = draft.replace("’", "'")
    deaf = [
        one
        for one in tone_deaf(draft, coach.before)
        if not (ironic and TAKES_IT.search(plain, one.start, one.end))
    ]
    for one in deaf:
        yield Finding("misstep", "scripted", None, one.start, one.end, WHY, "drop", ())
    if deaf and FEELS_FOR.search(plain) is None:
        lines = next(
            (
                one.whole
                for one in coach.playbook.phrases
                if one.misstep == "fix_first" and one.whole
            ),
            (),
        )
        yield Finding("misstep", "cold", None, 0, len(draft), NO_WORD, "before", lines)


def _is_sarcastic(coach: Coach) -> bool:
    last = next((one for one in reversed(coach.before.last) if one.turn.from_customer), None)
    return last is not None and last.reading.hears("sarcasm")
