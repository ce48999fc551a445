"""Moments, advice and draft checks as the JSON objects that the command line and servers print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from heard.listen.wire import reading_json

if TYPE_CHECKING:
    from heard.coach.advice import Advice
    from heard.coach.draft import Checked, Issue
    from heard.conversation import Conversation
    from heard.listen import Reading
    from heard.track import Moment


def followed_json(
    conversation: Conversation,
    number: int,
    reading: Reading,
    moment: Moment,
    advice: Advice | None,
) -> dict[str, Any]:
    """One turn of `heard follow --json`: the reading's object and where things stand."""
    shape = reading_json(conversation.id, number, conversation.turns[number - 1], reading)
    return shape | {
        "mood": moment.mood,
        "trend": moment.trend,
        "phase": moment.phase,
        "phase_1_skipped": moment.phase_1_skipped,
        "step": moment.next_step,
        "steps": {str(step.number): step.state for step in moment.steps},
        "mended": list(moment.mended),
        "missed": list(moment.missed),
        "boundary": moment.boundary,
        "risk": round(moment.risk, 3),
        "reasons": [reason.text for reason in moment.reasons],
        "advice": None if advice is None else advice_json(advice, conversation),
    }


def advice_json(advice: Advice, conversation: Conversation) -> dict[str, Any]:
    """One card."""
    return {
        "play": advice.play,
        "do": advice.do,
        "say": list(advice.say),
        "avoid": list(advice.avoid),
        "why": advice.why,
        "quote": advice.quote(conversation),
        "pace": advice.pace,
    }


def checked_json(checked: Checked) -> dict[str, Any]:
    """What `heard check --json` prints; a draft that could not be judged says why under "unread".

    After a conversation that could not be read, "conversation_unread" says why and "not_checked" what
    was not looked for.
    """
    shape = {
        "safe": checked.safe,
        "issues": [_issue_json(issue, checked) for issue in checked.issues],
        "polish": [_issue_json(issue, checked) for issue in checked.polish],
        "does_well": list(checked.does_well),
        "rewrite": checked.rewrite,
        "rewrite_is_new": checked.is_new,
        "looked_at": checked.looked_at,
    }
    if checked.unread is not None:
        shape["unread"] = checked.unread
    if checked.conversation_unread is not None:
        shape["conversation_unread"] = checked.conversation_unread
        shape["not_checked"] = list(checked.not_checked)
    return shape


def _issue_json(issue: Issue, checked: Checked) -> dict[str, Any]:
    return {
        "name": issue.name,
        "kind": issue.kind,
        "sure": None if issue.sure is None else round(issue.sure, 3),
        "start": issue.start,
        "end": issue.end,
        "quote": checked.draft[issue.start : issue.end],
        "why": issue.why,
        "instead": issue.instead,
    }
