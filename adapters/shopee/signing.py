"""Signs what we send: Shopee trusts a call by a hash that only the app's key can make."""

from __future__ import annotations

import hashlib
import hmac


def sign(key: str, *words: str) -> str:
    """Hash the words, joined without a gap, with the partner key.

    Public calls sign partner id, path and timestamp; calls on a shop append access token and
    shop id. The key is used as text even where it looks like hexadecimal digits.
    Source: Shopee Open Platform, developer guide 16 "API calls".
    """
    return hmac.new(key.encode(), "".join(words).encode(), hashlib.sha256).hexdigest()
