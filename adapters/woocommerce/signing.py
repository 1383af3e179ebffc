"""Signs a call as OAuth 1.0a asks where a shop has no HTTPS, or shows the keys where it has."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import quote

from sync.model import BY_CONSENT

Pairs = Sequence[tuple[str, str]]
KEY_START = "ck_"  # of consumer keys; any other name is a user's, with an application password


class Keys(NamedTuple):
    """What opens a shop: a consumer key and its secret, or a user and an application password."""

    name: str
    secret: str

    @property
    def are_given(self) -> bool:
        """Whether they are there at all, and not to be brought by the owner's consent."""
        return bool(self.name and self.secret) and self.name != BY_CONSENT

    @property
    def are_consumer_keys(self) -> bool:
        """Whether WooCommerce made them, which open nothing else of WordPress."""
        return self.name.startswith(KEY_START)


def basic(keys: Keys) -> str:
    """The Authorization header for calls by HTTPS."""
    return f"Basic {base64.b64encode(f'{keys.name}:{keys.secret}'.encode()).decode()}"


def signed(method: str, url: str, query: Pairs, keys: Keys, stamp: tuple[int, str]) -> Pairs:
    """Give the query with its signature; `stamp` is a second and a nonce never used before."""
    seconds, nonce = stamp
    given = [
        *query,
        ("oauth_consumer_key", keys.name),
        ("oauth_nonce", nonce),
        ("oauth_signature_method", "HMAC-SHA256"),
        ("oauth_timestamp", str(seconds)),
    ]
    pairs = sorted((_encoded(name), _encoded(value)) for name, value in given)
    joined = "&".join(f"{name}={value}" for name, value in pairs)
    base = f"{method}&{_encoded(url)}&{_encoded(joined)}"
    made = hmac.new(f"{keys.secret}&".encode(), base.encode(), hashlib.sha256).digest()
    return [*given, ("oauth_signature", base64.b64encode(made).decode())]


def _encoded(text: str) -> str:
    return quote(text, safe="~")
