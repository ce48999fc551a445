"""Captions (WebVTT, SRT): timed lines whose speakers stand in tags or before a colon."""

from __future__ import annotations

import html
import io
import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

import webvtt
from webvtt.errors import MalformedCaptionError, MalformedFileError

from heard.errors import InputError
from heard.formats.draft import Draft
from heard.formats.labels import believed, is_possible
from heard.formats.roles import read_label
from heard.formats.said import Said

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from heard.conversation import Conversation
    from heard.formats.notes import Notes

_MOST_SHARED = 200  # words that a rolling caption can repeat
_ROLLS_WITHIN_S = 0.5  # a rolling caption follows at once on the one it repeats
MERGED_WITHIN_S = 1.0  # one speaker's captions this close together are one turn
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?(?:\s+([^>]*))?>", re.IGNORECASE)
_TAG = re.compile(r"</?(?:v|c|i|b|u|ruby|rt|lang|font)\b[^>]*>|<\d{1,3}:[\d:.]+>", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\[{1,2}([^\[\]\n]{1,40})\]{1,2}(?P<colon>:?)\s*(.*)", re.DOTALL)
_COLON = re.compile(r"\s*(?:>>\s*)?([^\W\d_][^:\n<>]{0,40}):(?:\s+(.*)|\s*)", re.DOTALL)
_DASH = re.compile(r"^\s*[-–—]\s*(?=\S)")
_SOUND = re.compile(  # what else stands in brackets
    r"(?:inaudible|music|applause|laugh|silence|crosstalk|pause|beep|hold|noise|sound|sigh|cough)"
    r"|unintelligible|cry|background|phone",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """What one voice says in one caption."""

    label: str | None
    text: str
    start_s: float
    end_s: float


def read_captions(
    text: str, *, kind: Literal["vtt", "srt"], called: str, agent: str | None, notes: Notes
) -> Conversation:
    """The conversation that captions hold.

    Raises InputError where they cannot be read or no speaker is named.
    """
    try:
        cues = webvtt.WebVTT.from_buffer(io.StringIO(text), format=kind)
    except (MalformedFileError, MalformedCaptionError) as fault:
        raise InputError(f"captions that cannot be read: {fault}", path=notes.source) from None
    before_colons = _before_colons(cue.raw_text for cue in cues.captions)
    prefixed = believed(before_colons, agent=agent)
    pieces = [
        piece
        for cue in cues.captions
        for piece in _pieces(cue.raw_text, _s(cue.start), _s(cue.end), prefixed)
        if piece.text or piece.label
    ]
    if not any(piece.label for piece in pieces):
        raise InputError(_no_speaker(before_colons), path=notes.source)
    turns = _merged(_once(_voiced(pieces, notes), notes))
    said = tuple(
        Said(piece.label or "", piece.text, at_s=piece.start_s, end_s=piece.end_s)
        for piece in turns
    )
    return Draft(called, said).settle(notes, agent=agent)


def _s(time: str) -> float:
    hours, minutes, seconds = time.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


def _before_colons(texts: Iterable[str]) -> Counter[str]:
    """What stands before a colon in these captions, and how often."""
    counts: Counter[str] = Counter()
    for text in texts:
        for line in _TAG.sub("", text).split("\n"):
            if match := _COLON.fullmatch(_DASH.sub("", line, count=1)):
                counts[html.unescape(match[1]).strip()] += 1
    return counts


def _no_speaker(before_colons: Mapping[str, int]) -> str:
    """Why no speaker is known, and what would tell."""
    could_be = [label for label in before_colons if is_possible(label)]
    if not could_be:
        return 'no caption names its speaker: "<v Name>" or "Name:" is needed'
    named = f'"{could_be[0]}:" comes once' if len(could_be) == 1 else "several words come once"
    return (
        f"{named} in front of a caption, which may be a speaker or not; a speaker is known by"
        ' "<v Name>", by a "Name:" that comes twice, by two names, or by --agent NAME'
    )


def _pieces(raw: str, start_s: float, end_s: float, prefixed: frozenset[str]) -> Iterable[Piece]:
    """The voices of one caption: first by `<v Name>`, else by what stands before its lines."""
    parts = _VOICE.split(raw)
    if len(parts) > 1:
        if before := _words(parts[0]):
            yield Piece(None, before, start_s, end_s)
        for name, text in zip(parts[1::2], parts[2::2], strict=True):
            voice = html.unescape(name or "").strip()
            yield Piece(voice or None, _words(text), start_s, end_s)
        return
    label: str | None = None
    lines: list[str] = []
    for line in raw.split("\n"):
        found, text = _prefix(line, prefixed)
        if found is not None:
            if lines or label is not None:
                yield Piece(label, _words("\n".join(lines)), start_s, end_s)
            label, lines = found, []
        lines.append(text)
    yield Piece(label, _words("\n".join(lines)), start_s, end_s)


def _prefix(line: str, prefixed: frozenset[str]) -> tuple[str | None, str]:
    """The speaker that a line begins with, and the rest of it."""
    shown = _TAG.sub("", line)
    undashed = _DASH.sub("", shown, count=1)
    if (match := _BRACKETS.fullmatch(undashed)) and not _SOUND.match(match[1]):
        label = html.unescape(match[1]).strip()
        named = match[3] and (label[:1].isupper() or label in prefixed or match["colon"])
        if named or read_label(label).speaker is not None:
            return label, match[3]
    if match := _COLON.fullmatch(undashed):
        label = html.unescape(match[1]).strip()
        if label in prefixed:
            return label, match[2] or ""
    return None, line


def _words(text: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", text)).replace("\xa0", " ").split())


def _voiced(pieces: Sequence[Piece], notes: Notes) -> list[Piece]:
    """Every piece with a speaker: one that names none goes on with the speaker before it."""
    voiced: list[Piece] = []
    label: str | None = None
    before = carried = 0
    for piece in pieces:
        if piece.label is None and label is None:
            before += 1
            continue
        carried += piece.label is None
        label = piece.label or label
        voiced.append(replace(piece, label=label))
    if before:
        notes.warn(f"captions before the first speaker that were left out: {before}")
    if carried:
        notes.warn(f"captions that name no speaker, read as the speaker before: {carried}")
    return voiced


def _once(pieces: Sequence[Piece], notes: Notes) -> list[Piece]:
    """Rolling captions repeat what was on screen already; what they repeat is kept once."""
    shared = [_shared(earlier, later) for earlier, later in pairwise(pieces)]
    repeats = [count for count in shared if count]
    grows = any(
        0 < count < len(later.text.split())
        for count, later in zip(shared, pieces[1:], strict=False)
    )
    if len(repeats) < 2 or len(repeats) * 2 < len(shared) or not grows:
        return list(pieces)
    kept = list(pieces[:1])
    for piece, count in zip(pieces[1:], shared, strict=True):
        kept.append(replace(piece, text=" ".join(piece.text.split()[count:])))
    notes.warn(f"rolling captions: words shown before were left out of {len(repeats)} captions")
    return [piece for piece in kept if piece.text]


def _shared(earlier: Piece, later: Piece) -> int:
    """How many words at the head of one caption repeat the end of the one before it."""
    if earlier.label != later.label or later.start_s > earlier.end_s + _ROLLS_WITHIN_S:
        return 0
    said, again = earlier.text.split()[-_MOST_SHARED:], later.text.split()[:_MOST_SHARED]
    for count in range(min(len(said), len(again)), 0, -1):
        if said[-count:] == again[:count]:
            return count
    return 0


def _merged(pieces: Sequence[Piece]) -> list[Piece]:
    """The captions as turns: one speaker's, with hardly a gap between them, are one."""
    turns: list[list[Piece]] = []
    for piece in pieces:
        last = turns[-1][-1] if turns else None
        if last and last.label == piece.label and piece.start_s - last.end_s < MERGED_WITHIN_S:
            turns[-1].append(piece)
        else:
            turns.append([piece])
    return [
        replace(
            run[0],
            text=" ".join(piece.text for piece in run if piece.text),
            end_s=max(piece.end_s for piece in run),
        )
        for run in turns
    ]
