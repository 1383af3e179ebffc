"""Shopee's signature: an HMAC over who, where and when; not over what."""

from __future__ import annotations

import hashlib
import hmac


def sign(partner_key: str, base: str) -> str:
    """HMAC-SHA256 in lowercase hex; the key is used as text, also when it looks like hex."""
    return hmac.new(partner_key.encode(), base.encode(), hashlib.sha256).hexdigest()


def is_signed(signature: str, partner_key: str, base: str) -> bool:
    """Whether the signature fits, compared in constant time."""
    return hmac.compare_digest(signature.encode(), sign(partner_key, base).encode())
