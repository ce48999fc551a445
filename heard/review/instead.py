"""What to try another time: the playbook's answer to what went wrong, about what this customer said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.details import Details, to_say_back
from heard.listen import Heard
from heard.playbook.choosing import Lines
from heard.playbook.lines import filled, sayable
from heard.review.card import Instead
from heard.track import STEP_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from heard.conversation import Channel
    from heard.playbook import Play, Playbook
    from heard.review.card import Broke, Counted
    from heard.track import Evidence, Followed

MOST = 3  # pieces of advice a card
A_SENTENCE = 4  # words; a shorter replacement cannot stand on its own
SAYINGS = 2  # lines to say with each
LOOKED_BACK = 40  # turns in which the customer's words are looked for
HOT_IS = "frustrating"  # a customer is called hot from "frustrated" on


def what_instead(
    followed: Sequence[Followed],
    broke: Broke | None,
    missteps: Iterable[Counted],
    playbook: Playbook,
    *,
    channel: Channel | None = None,
) -> tuple[Instead, ...]:
    """For the step that broke, then for the missteps heard most: advice and words, each play once."""
    found: list[Instead] = []
    plays: set[str] = set()
    wanted: list[tuple[str, Evidence]] = []
    if broke is not None and broke.evidence is not None:
        wanted.append((STEP_NAMES[broke.step - 1], broke.evidence))
    most = sorted(missteps, key=lambda one: -one.count)
    wanted += [(one.name, one.evidence[0]) for one in most]
    company = {"company": playbook.company.name}
    for about, evidence in wanted:
        play = _play_for(evidence, followed, playbook, channel)
        if play is None and broke is not None and evidence is broke.evidence:
            play = _play_of(broke.step, playbook)
        if play is None or play.name in plays or len(found) == MOST:
            continue
        plays.add(play.name)
        known = company | known_at(followed, evidence.turn)
        phrased = _instead_of(evidence, followed, playbook)
        swapped = sayable(phrased, known, most=SAYINGS)
        say = swapped or lines_of(play, known, channel)
        general = filled(phrased[0] if swapped else play.say[0], company)
        found.append(Instead(about, play.name, play.advice, say, play.why, general))
    return tuple(found)


def lines_of(play: Play, known: Mapping[str, str], channel: Channel | None) -> tuple[str, ...]:
    """What this play says: its first line, then one that goes on from it.

    Where too little is known for any first line, it is shown with brackets for what is missing;
    a line that goes on from another never stands alone.
    """
    chosen = tuple(line for _, line in Lines(known, (), ()).of(play, channel))
    first, *rest = play.lines(channel)
    return chosen or (filled(first, known), *sayable(rest, known, most=SAYINGS - 1))


def known_at(followed: Sequence[Followed], turn: int) -> dict[str, str]:
    """What the customer had told us up to this turn; what they said last counts before the rest."""
    heard = [
        Heard(one.turn, one.reading) for one in followed[max(0, turn + 1 - LOOKED_BACK) : turn + 1]
    ]
    known = Details.of(heard).known() | to_say_back(heard)
    if "feeling" not in known and any(one.reading.hot for one in heard):
        known["feeling"] = HOT_IS
    return known


def _play_for(
    evidence: Evidence, followed: Sequence[Followed], playbook: Playbook, channel: Channel | None
) -> Play | None:
    """The play that waits for this signal: one that fitted the moment, else any."""
    at = followed[evidence.turn]
    fitting = playbook.match(at.reading, at.moment, channel=channel, speaker=at.turn.speaker)
    by_rank = sorted(playbook.plays, key=lambda play: play.rank)
    waits = [play for play in fitting if evidence.signal in play.when]
    waits += [play for play in by_rank if play.is_for(evidence.signal)]
    return next(iter(waits), None)


def _play_of(step: int, playbook: Playbook) -> Play | None:
    """The play that takes this step, for a step that broke by what nobody said."""
    by_rank = sorted(playbook.plays, key=lambda play: play.rank)
    takes = (play for play in by_rank if play.step == step and not play.when and not play.history)
    return next(takes, None)


def _instead_of(
    evidence: Evidence, followed: Sequence[Followed], playbook: Playbook
) -> tuple[str, ...]:
    """What the phrase table says instead of the very words that were used; empty if it has none."""
    hits = playbook.phrase_hits(followed[evidence.turn].turn.text)
    phrases = (hit.phrase for hit in hits if hit.phrase.misstep == evidence.signal)
    whole = (
        tuple(line for line in phrase.say_instead if len(line.split()) >= A_SENTENCE)
        for phrase in phrases
    )
    return next((lines for lines in whole if lines), ())
