"""A conversation as a file gives it, before roles, times and empty turns have been settled."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from heard.conversation import Channel, Conversation, History, Speaker, Turn
from heard.errors import InputError
from heard.formats.roles import cast

if TYPE_CHECKING:
    from heard.formats.notes import Notes
    from heard.formats.said import Said

_MOST_LISTED = 5
NO_CUSTOMER = "no turn is a customer's"


@dataclass(frozen=True, slots=True)
class Draft:
    """A conversation with its speakers still named as in the file."""

    id: str
    said: tuple[Said, ...]
    channel: Channel | None = None
    started_at: datetime | None = None
    history: History = field(default_factory=History)
    agent: str | None = None
    team: str | None = None
    line: int | None = None  # where in the file it stands

    def settle(self, notes: Notes, *, agent: str | None, keep_empty: bool = False) -> Conversation:
        """The finished conversation; what was dropped or assumed goes into the notes.

        Raises InputError where nobody spoke or the roles are not clear.
        """
        said = self._spoken(notes, keep_empty=keep_empty)
        if not said:
            raise InputError("a conversation without any words", path=notes.source, line=self.line)
        try:
            roles = cast(said, agent=agent)
        except InputError as fault:
            raise InputError(fault.problem, path=notes.source, line=self.line) from None
        notes.speakers.update(dict.fromkeys(roles.labels))
        if self.agent:
            notes.speakers.setdefault(self.agent)
        for warning in roles.warnings:
            notes.warn(warning, line=self.line)
        said, started_at = self._timed(said, notes)
        turns = []
        for one in said:
            known = roles.labels[one.label]
            turns.append(
                Turn(
                    roles.speaker(one),
                    one.text,
                    one.at_s,
                    one.end_s,
                    one.at,
                    plain(one.name or known.name or "") or None,
                    one.internal or known.internal,
                )
            )
        if not any(turn.speaker is Speaker.CUSTOMER for turn in turns):
            notes.warn(NO_CUSTOMER, line=self.line)
        return Conversation(
            plain(self.id) or "unnamed",
            tuple(turns),
            self.channel,
            started_at,
            self.history,
            plain(self.agent or "") or _only_agent(turns),
            plain(self.team or "") or None,
        )

    def _spoken(self, notes: Notes, *, keep_empty: bool) -> tuple[Said, ...]:
        kept: list[Said] = []
        wordless: list[int] = []
        spelled: dict[str, str] = {}  # one speaker's name, spelled as it was first
        for number, one in enumerate(self.said, 1):
            text = plain(one.text)
            if text != one.text:
                notes.warn("characters that no text can hold were left out", line=self.line)
            label = spelled.setdefault(one.label.casefold(), one.label)
            if not text.strip():
                wordless.append(number)
                if not keep_empty:
                    continue
            same = text == one.text and label == one.label
            kept.append(one if same else replace(one, text=text, label=label))
        if wordless:
            fate = "kept" if keep_empty else "left out"
            listed = ", ".join(str(number) for number in wordless[:_MOST_LISTED])
            more = (
                f" and {len(wordless) - _MOST_LISTED} more" if len(wordless) > _MOST_LISTED else ""
            )
            notes.warn(f"turns without words that were {fate}: {listed}{more}", line=self.line)
        if not any(one.text.strip() for one in kept):
            return ()
        return tuple(kept)

    def _timed(
        self, said: tuple[Said, ...], notes: Notes
    ) -> tuple[tuple[Said, ...], datetime | None]:
        moments = [one.at for one in said if one.at is not None]
        moments += [self.started_at] if self.started_at else []
        if not moments:
            return said, None
        started_at = self.started_at
        if len({when.tzinfo is None for when in moments}) > 1:
            notes.warn("times without a zone were read as UTC", line=self.line)
            said = tuple(replace(one, at=_zoned(one.at), ended=_zoned(one.ended)) for one in said)
            started_at = _zoned(started_at)
        if started_at is None:
            first = next(one for one in said if one.at is not None)
            if first.at_s:  # the clock began before the first dated turn
                return said, None
            started_at = first.at
        return tuple(_since(one, started_at) for one in said), started_at


def plain(text: str) -> str:
    """The text without what cannot be written down again: NUL bytes and halves of characters."""
    if "\0" in text:
        text = text.replace("\0", "")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _since(one: Said, started_at: datetime | None) -> Said:
    if one.at_s is not None or one.at is None or started_at is None:
        return one
    at_s = round((one.at - started_at).total_seconds(), 6)
    if one.ended is None or (one.ended.tzinfo is None) != (one.at.tzinfo is None):
        return replace(one, at_s=at_s)
    return replace(one, at_s=at_s, end_s=at_s + round((one.ended - one.at).total_seconds(), 6))


def _zoned(when: datetime | None) -> datetime | None:
    return when if when is None or when.tzinfo else when.replace(tzinfo=UTC)


def _only_agent(turns: list[Turn]) -> str | None:
    names = {turn.name for turn in turns if turn.speaker is Speaker.AGENT and turn.name}
    return names.pop() if len(names) == 1 else None
