"""TikTok's signatures: an HMAC over where, what was asked and the very bytes sent."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping

_UNSIGNED = frozenset({"sign", "access_token"})
MULTIPART = "multipart/form-data"


def media_type(content_type: str) -> str:
    """The media type without its parameters, in lower case."""
    return content_type.partition(";")[0].strip().lower()


def base_string(path: str, query: Mapping[str, str], body: bytes) -> bytes:
    """What is signed between the two secrets; `query` holds decoded values."""
    pairs = "".join(name + query[name] for name in sorted(query) if name not in _UNSIGNED)
    return (path + pairs).encode() + body


def sign(secret: str, base: bytes) -> str:
    """HMAC-SHA256 of the base wrapped in the secret, in lower-case hex."""
    key = secret.encode()
    return hmac.new(key, key + base + key, hashlib.sha256).hexdigest()


def is_signed(signature: str, secret: str, base: bytes) -> bool:
    """Whether the signature fits, compared in constant time."""
    return hmac.compare_digest(signature.encode(), sign(secret, base).encode())


def push_signature(app_key: str, secret: str, body: bytes) -> str:
    """The `Authorization` header of a webhook: another key, another text."""
    return hmac.new(secret.encode(), app_key.encode() + body, hashlib.sha256).hexdigest()
