"""Personal details in a text, replaced by what kind of detail they were, before anything is kept."""

from heard.redact.people import introduced
from heard.redact.redact import KINDS, Found, Kind, Redacted, redact

__all__ = ["KINDS", "Found", "Kind", "Redacted", "introduced", "redact"]
