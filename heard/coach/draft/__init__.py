"""The draft check: what in a reply would heat things up, and the reply mended.

`find` finds, `mend` rewrites, and `check` does both. Import `check`, `Checked` and `Issue` from here,
and a check's JSON from `wire`; the rest is the room's own.
"""

from heard.coach.draft.check import Checked, Issue, check

__all__ = ["Checked", "Issue", "check"]
