"""Signs what we send: TikTok trusts a call by a hash that only the app's secret can make."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable

UNSIGNED = frozenset({"sign", "access_token"})


def sign(secret: str, path: str, query: Iterable[tuple[str, str]], body: bytes = b"") -> str:
    """Hash path, sorted parameters (decoded) and body, wrapped in the secret, in lower-case hex.

    `body` is the very bytes that are sent; a multipart body is not signed, so it is left out.
    Source: TikTok Shop Partner Center, "Sign your API request".
    """
    pairs = "".join(name + value for name, value in sorted(query) if name not in UNSIGNED)
    key = secret.encode()
    return hmac.new(key, key + (path + pairs).encode() + body + key, hashlib.sha256).hexdigest()
