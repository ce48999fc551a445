"""Signatures of outgoing webhooks, as Standard Webhooks has them.

>>> secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
>>> sign(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}')
'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='
"""

from __future__ import annotations

import base64
import hmac
from hashlib import sha256

FRESH_S = 300  # a message older or newer than this is refused, so that none can be replayed later
PREFIX = "whsec_"


def sign(secret: str, message_id: str, at: int, body: bytes) -> str:
    """The `webhook-signature` of a message that is sent at this second."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = f"{message_id}.{at}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, signed, sha256).digest()).decode()


def headers(secret: str, message_id: str, at: int, body: bytes) -> dict[str, str]:
    """The three headers of a signed message."""
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(at),
        "webhook-signature": sign(secret, message_id, at, body),
    }


def verify(secret: str, given: dict[str, str], body: bytes, *, now: float) -> bool:
    """Whether a message is ours, unchanged and fresh: what a receiver does, before it parses."""
    try:
        at = int(given["webhook-timestamp"])
        message_id, signatures = given["webhook-id"], given["webhook-signature"].split(" ")
    except (KeyError, ValueError):
        return False
    if abs(now - at) > FRESH_S:
        return False
    ours = sign(secret, message_id, at, body)
    return any(hmac.compare_digest(ours, theirs) for theirs in signatures)
