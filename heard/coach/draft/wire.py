"""A draft check as the JSON object that the command line and servers print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from heard.coach.draft.check import Checked, Issue


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
