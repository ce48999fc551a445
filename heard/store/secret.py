"""Secrets that are handed out once and kept only as a digest."""

from __future__ import annotations

import secrets
from hashlib import sha256

BYTES = 32  # of randomness: nobody guesses it, so a fast digest is enough


def new_secret() -> str:
    """A new secret, safe in a URL and in a cookie."""
    return secrets.token_urlsafe(BYTES)


def digest(secret: str) -> str:
    """What is kept of it."""
    return sha256(secret.encode("utf-8", "replace")).hexdigest()
