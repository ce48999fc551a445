"""What a reply passes over though the customer has just said it: whom they asked for, what they can't do, by when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.coach.draft.find.after_a_loss import since_our_last
from heard.coach.draft.find.bare_link import bare_link
from heard.coach.draft.find.others_managed import others_managed
from heard.coach.draft.find.out_of_reach import barred, out_of_reach
from heard.coach.draft.find.own_standing import asks_about_us, own_standing
from heard.coach.draft.find.part import is_part
from heard.coach.draft.find.same_answer import same_answer
from heard.coach.draft.find.told_often import told_often
from heard.coach.draft.find.too_late import too_late
from heard.details import name_of
from heard.listen.rules.needed_again import checks_who_they_are
from heard.listen.rules.upset import is_upset

if TYPE_CHECKING:
    from collections.abc import Iterator

    from heard.coach.coach import Coach
    from heard.coach.draft.finding import Finding


def unheeded(draft: str, coach: Coach, said: str) -> Iterator[Finding]:
    """Each sentence that passes over what they have `said`."""
    before = coach.before
    upset = is_upset(before)
    latest = "\n".join(since_our_last(before))
    sorry = next(
        (one.whole for one in coach.playbook.phrases if one.misstep == "fix_first" and one.whole),
        (),
    )
    yield from out_of_reach(draft, said, latest)
    yield from same_answer(draft, asked="supervisor_request" in coach.said_by_customer)
    yield from own_standing(draft, upset=upset and not asks_about_us(latest))
    yield from others_managed(draft, upset=upset or barred(said))
    yield from too_late(draft, latest)
    yield from bare_link(draft, latest, sorry, upset=upset and not is_part(draft, before))
    if not checks_who_they_are(draft, before):
        yield from told_often(draft, latest, name_of(before.last))
