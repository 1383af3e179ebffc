"""Hears what Shopee pushes: verified byte for byte, then told as signals."""

from __future__ import annotations

import hashlib
import hmac
from datetime import UTC, datetime
from typing import Any, Final

import orjson

from sync.marketplace import Forged, Push, Signal, Topic
from sync.marketplace.json_values import record, text

# Source: developer guide 18 "Push mechanism". What is not here needs nothing from us.
MATTERS: Final[dict[int, Topic]] = {
    1: "access",  # a shop was authorized
    2: "access",  # an authorization was cancelled
    3: "orders",
    7: "listings",  # stock goes into, or comes out of, a promotion
    8: "orders",  # reserved stock moved
    9: "listings",  # a price is locked or free again
    12: "access",  # an authorization ends soon
    16: "listings",  # a violation: banned or restored
    22: "listings",  # a price was changed
    27: "listings",
    28: "listings",
    29: "orders",  # returns
}


def hear(push: Push) -> tuple[Signal, ...]:
    """Verify a push and say what to look at; raises `Forged`.

    Shopee signs the registered address, a bar and the raw body. There is no event id: the hash of
    the body tells a repeat. The console's own test (code 0) and unknown codes say nothing.
    """
    told = push.headers.get("authorization", "").strip().lower()
    if not hmac.compare_digest(told.encode(), signature_of(push).encode()):
        raise Forged
    return signals_in(push.body)


def signals_in(body: bytes) -> tuple[Signal, ...]:
    """Say what a push of Shopee's own is about."""
    content = _content(body)
    matter = MATTERS.get(_whole(content.get("code")) or 0)
    if matter is None:
        return ()
    sent = _whole(content.get("timestamp"))
    shop = _whole(content.get("shop_id"))
    return (
        Signal(
            account=str(shop) if shop else None,
            matter=matter,
            identity=hashlib.sha256(body).hexdigest(),
            at=datetime.fromtimestamp(sent, UTC) if sent else None,
            reference=text(record(content.get("data")).get("ordersn")) or None,
        ),
    )


def signature_of(push: Push) -> str:
    """Compute what the Authorization header must say."""
    message = push.url.encode() + b"|" + push.body
    return hmac.new(push.secret.encode(), message, hashlib.sha256).hexdigest()


def _content(body: bytes) -> dict[str, Any]:
    try:
        content = orjson.loads(body)
    except orjson.JSONDecodeError:
        return {}
    return content if isinstance(content, dict) else {}


def _whole(value: Any) -> int | None:
    """Read a number that may have come as text; None for anything else, or out of reach."""
    try:
        number = int(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if 0 <= number < 2**40 else None
