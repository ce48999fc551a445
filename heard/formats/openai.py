"""Chat messages as language models keep them: roles and contents, and ShareGPT's from and value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from heard.conversation import Speaker
from heard.errors import InputError, did_you_mean
from heard.formats.draft import Draft
from heard.formats.said import Said

if TYPE_CHECKING:
    from collections.abc import Mapping

    from heard.conversation import Conversation
    from heard.formats.notes import Notes

ROLES: dict[str, Speaker] = {
    "user": Speaker.CUSTOMER,
    "human": Speaker.CUSTOMER,
    "customer": Speaker.CUSTOMER,
    "assistant": Speaker.BOT,
    "gpt": Speaker.BOT,
    "chatgpt": Speaker.BOT,
    "bing": Speaker.BOT,
    "bard": Speaker.BOT,
    "model": Speaker.BOT,
    "bot": Speaker.BOT,
    "agent": Speaker.AGENT,
}
UNSAID = frozenset(
    {"system", "developer", "tool", "function", "function_call", "observation", "ipython"}
)  # instructions and machinery: nobody in the conversation saw them
_OTHER_KEYS = frozenset({"messages", "conversations", "id", "conversation_id"})


def fits(record: Mapping[str, Any]) -> bool:
    """Whether this object holds chat messages."""
    return is_messages(record.get("messages")) or is_messages(record.get("conversations"))


def is_messages(value: object) -> bool:
    """Whether this is a list of chat messages."""
    return (
        isinstance(value, list)
        and bool(value)
        and isinstance(value[0], dict)
        and (("role" in value[0] and "turns" not in value[0]) or {"from", "value"} <= set(value[0]))
    )


def read_record(
    record: Mapping[str, Any], *, called: str, line: int | None, agent: str | None, notes: Notes
) -> Conversation:
    """The conversation that a list of messages holds; what nobody saw is left out with a warning.

    Raises InputError where a role is unknown or nothing was said.
    """
    key = "messages" if is_messages(record.get("messages")) else "conversations"
    for other in record:
        if other not in _OTHER_KEYS:
            notes.warn(f'unknown key "{other}" was ignored', line=line, once=True)
    said: list[Said] = []
    unsaid: dict[str, int] = {}
    for number, message in enumerate(record[key], 1):
        if not isinstance(message, dict):
            raise InputError(f"message {number} is not an object", path=notes.source, line=line)
        role = message.get("role", message.get("from"))
        if role in UNSAID:
            unsaid[role] = unsaid.get(role, 0) + 1
            continue
        text, dropped = _text(message.get("content", message.get("value")))
        for part in (
            *dropped,
            *(key for key in ("tool_calls", "function_call") if message.get(key)),
        ):
            notes.warn(f'"{part}" in a message was left out: it is not text', line=line, once=True)
        if message.get("tool_calls") and not text:
            continue
        name = message.get("name")
        speaker = _speaker(role, number, agent, notes, line)
        said.append(Said(str(role), text, speaker, name if isinstance(name, str) else None))
    for role, count in unsaid.items():
        what = "message was" if count == 1 else "messages were"
        notes.warn(f"{count} {role} {what} left out", line=line)
    given = record.get("id", record.get("conversation_id"))
    known = str(given) if isinstance(given, str | int) and given != "" else called
    return Draft(known, tuple(said), line=line).settle(notes, agent=agent)


def _speaker(
    role: object, number: int, agent: str | None, notes: Notes, line: int | None
) -> Speaker | None:
    if isinstance(role, str) and role.casefold() in ROLES:
        return ROLES[role.casefold()]
    if isinstance(role, str) and agent is not None and role.casefold() == agent.casefold():
        return Speaker.AGENT
    hint = did_you_mean(str(role), {*ROLES, *UNSAID})
    raise InputError(
        f'message {number}: unknown role "{role}". {hint}', path=notes.source, line=line
    )


def _text(content: object) -> tuple[str, tuple[str, ...]]:
    """The words of a message's content, and the kinds of its parts that have none."""
    if isinstance(content, str):
        return content, ()
    if not isinstance(content, list):
        return "", ()
    words, dropped = [], []
    for part in content:
        if isinstance(part, str):
            words.append(part)
        elif isinstance(part, dict) and isinstance(part.get("text"), str):
            words.append(part["text"])
        elif isinstance(part, dict) and isinstance(part.get("refusal"), str):
            words.append(part["refusal"])
        else:
            dropped.append(str(part.get("type")) if isinstance(part, dict) else "part")
    return "\n".join(words), tuple(dropped)
