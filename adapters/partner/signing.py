"""Signs and verifies pushes; calls are not signed, they carry a token."""

from __future__ import annotations

import hashlib
import hmac

VERSION = "v1="


def sign(secret: str, timestamp: str, body: bytes) -> str:
    """Hash the time and the raw body; lower-case hexadecimal digits."""
    message = timestamp.encode() + b"." + body
    return hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()


def signed_by(secret: str, timestamp: str, body: bytes, told: str) -> bool:
    """Tell whether any of the signatures in the header fits; while a secret rotates there are two.

    Other versions than `v1` are passed over.
    """
    right = sign(secret, timestamp, body).encode()
    given = (each.strip() for each in told.split(","))
    ours = (each.removeprefix(VERSION).encode() for each in given if each.startswith(VERSION))
    return any(hmac.compare_digest(each, right) for each in ours)
