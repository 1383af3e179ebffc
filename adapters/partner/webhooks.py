"""Hears what a marketplace pushes: verified byte for byte, then told as signals."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Final

import orjson

from adapters.partner.features import PUSH_TOLERANCE_S
from adapters.partner.signing import signed_by
from sync.marketplace import Forged, Matter, Push, Signal
from sync.marketplace.shapes import Json, record, text, whole

MATTERS: Final[dict[str, Matter]] = {
    "order.created": "orders",
    "order.updated": "orders",
    "product.reviewed": "listings",
    "product.banned": "listings",
    "product.changed": "listings",
    "category.closed": "listings",
    "credentials.expiring": "access",
}
LATEST_S = 2**33


def hear(push: Push) -> tuple[Signal, ...]:
    """Verify a push and say what to look at; raises `Forged`, also for one that is stale."""
    sent_at = _verified(push)
    content = _content(push.body)
    matter = MATTERS.get(text(content.get("event")))
    if matter is None:
        return ()
    identity = text(content.get("event_id")) or hashlib.sha256(push.body).hexdigest()
    account = text(content.get("shop_code")) or None
    reference = text(record(content.get("data")).get("order_id")) or None
    return (
        Signal(account=account, matter=matter, identity=identity, at=sent_at, reference=reference),
    )


def reply(push: Push) -> bytes:
    """Answer a ping with its challenge, which shows that the address is ours; raises `Forged`."""
    _verified(push)
    content = _content(push.body)
    if text(content.get("event")) != "webhook.ping":
        return b""
    return orjson.dumps({"challenge": text(record(content.get("data")).get("challenge"))})


def _verified(push: Push) -> datetime:
    """Check the signature and say when it was made; the body is not read before."""
    timestamp = push.headers.get("x-partner-timestamp", "")
    told = push.headers.get("x-partner-signature", "")
    if not signed_by(push.secret, timestamp, push.body, told):
        raise Forged
    seconds = whole(timestamp)
    if seconds is None or not 0 < seconds < LATEST_S:
        raise Forged
    sent_at = datetime.fromtimestamp(seconds, UTC)
    if abs((push.received_at - sent_at).total_seconds()) > PUSH_TOLERANCE_S:
        raise Forged
    return sent_at


def _content(body: bytes) -> Json:
    try:
        return record(orjson.loads(body))
    except orjson.JSONDecodeError:
        return {}
