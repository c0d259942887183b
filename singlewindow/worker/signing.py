"""Signatures of Standard Webhooks 1.0 (https://www.standardwebhooks.com), symmetric, version 1."""

import base64
import datetime as dt
import hashlib
import hmac


def sign(secret: str, message_id: str, at: dt.datetime, body: bytes) -> dict[str, str]:
    """The three headers of a message. ``secret`` is ``whsec_`` and its bytes in base64; ``at`` is when it is sent."""
    timestamp = str(int(at.timestamp()))
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{message_id}.{timestamp}.".encode() + body
    digest = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    return {"webhook-id": message_id, "webhook-timestamp": timestamp, "webhook-signature": f"v1,{digest}"}
