"""Hears what TikTok pushes: verified byte for byte, then told as signals."""

from __future__ import annotations

import hashlib
import hmac
from typing import Final

import orjson

from sync.marketplace import Forged, Lost, Push, Signal, Topic
from sync.marketplace.json_values import Json, moment, record, text, whole

# Source: Partner Center "Webhooks". What is not here needs nothing from us.
MATTERS: Final[dict[int, Topic]] = {
    1: "orders",  # an order moved
    5: "listings",  # a product was reviewed, banned or restored
    6: "access",  # an authorization was cancelled
    7: "access",  # an authorization ends soon
    11: "orders",  # a cancellation, which may come late
    12: "orders",  # a return
    15: "listings",  # somebody edited a product
    16: "listings",
    18: "listings",  # a product moved to another category
    27: "orders",  # stock runs low
    37: "listings",  # a review ended
    50: "listings",  # variants came or went
    71: "orders",  # stock moved
}


def hear(push: Push) -> tuple[Signal, ...]:
    """Verify a push and say what to look at; raises `Forged`."""
    told = push.headers.get("authorization", "").strip().lower()
    if not hmac.compare_digest(told.encode(), signature_of(push).encode()):
        raise Forged
    content = _content(push.body)
    matter = MATTERS.get(whole(content.get("type")) or 0)
    if matter is None:
        return ()
    identity = text(content.get("tts_notification_id")) or hashlib.sha256(push.body).hexdigest()
    try:
        at = moment(content, "timestamp")
    except Lost:
        at = None
    account = text(content.get("shop_id")) or None
    reference = text(record(content.get("data")).get("order_id")) or None
    return (Signal(account=account, matter=matter, identity=identity, at=at, reference=reference),)


def signature_of(push: Push) -> str:
    """Compute what the Authorization header must say; no time is signed, so repeats verify."""
    message = push.key.encode() + push.body
    return hmac.new(push.secret.encode(), message, hashlib.sha256).hexdigest()


def _content(body: bytes) -> Json:
    try:
        content = orjson.loads(body)
    except orjson.JSONDecodeError:
        return {}
    return content if isinstance(content, dict) else {}
