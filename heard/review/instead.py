"""What to try another time: the playbook's answer to what went wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.playbook.lines import filled, sayable
from heard.review.card import Instead
from heard.track import STEP_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from heard.conversation import Channel
    from heard.playbook import Play, Playbook
    from heard.review.card import Broke, Counted
    from heard.track import Evidence, Followed

MOST = 3  # pieces of advice a card
A_SENTENCE = 4  # words; a shorter replacement cannot stand on its own
SAYINGS = 2  # lines to say with each


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
    for about, evidence in wanted:
        play = _play_for(evidence, followed, playbook, channel)
        if play is None and broke is not None and evidence is broke.evidence:
            play = _play_of(broke.step, playbook)
        if play is None or play.name in plays or len(found) == MOST:
            continue
        plays.add(play.name)
        say = _instead_of(evidence, followed, playbook) or play.lines(channel)
        known = {"company": playbook.company.name}
        lines = sayable(say, known, most=SAYINGS) or sayable(play.lines(channel), known)
        lines = lines or (filled(say[0], known),)
        found.append(Instead(about, play.name, play.advice, lines, play.why))
    return tuple(found)


def _play_for(
    evidence: Evidence, followed: Sequence[Followed], playbook: Playbook, channel: Channel | None
) -> Play | None:
    """The play that waits for this signal: one that fitted the moment, else any."""
    at = followed[evidence.turn]
    fitting = playbook.match(at.reading, at.moment, channel=channel, speaker=at.turn.speaker)
    by_rank = sorted(playbook.plays, key=lambda play: play.rank)
    waits = (play for play in (*fitting, *by_rank) if evidence.signal in play.when)
    return next(waits, None)


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
