"""Lazada's signature: an HMAC over the path and every parameter, wherever it travelled."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping


def sign(secret: str, path: str, texts: Mapping[str, str]) -> str:
    """HMAC-SHA256 in upper-case hex; `path` without /rest, names in ASCII order."""
    base = path + "".join(name + texts[name] for name in sorted(texts) if name != "sign")
    return hmac.new(secret.encode(), _bytes(base), hashlib.sha256).hexdigest().upper()


def without_empty(texts: Mapping[str, str]) -> dict[str, str]:
    """The parameters as those SDKs sign them that skip empty ones."""
    return {name: text for name, text in texts.items() if text}


def is_one_of(signature: str, accepted: Iterable[str]) -> bool:
    """Whether the signature is among those accepted, each compared in constant time."""
    return any(hmac.compare_digest(_bytes(signature), _bytes(each)) for each in accepted)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
