"""Hears what Lazada pushes: verified byte for byte, then told as signals."""

from __future__ import annotations

import hashlib
import hmac
from datetime import UTC, datetime
from typing import Final

import orjson

from sync.marketplace import Forged, Push, Signal, Topic
from sync.marketplace.json_values import Json, record, text, whole

# Source: guides 120196 to 120210 "Push Mechanism". What is not here needs nothing from us.
MATTERS: Final[dict[int, Topic]] = {
    0: "orders",
    1: "listings",  # a review ended, or a live item was taken down or locked
    3: "listings",  # somebody added, edited, deleted
    4: "listings",
    5: "listings",
    6: "orders",  # few are left
    8: "access",  # the authorization ends within two days
    10: "orders",  # returns
    11: "listings",  # promotions lock prices and stock
    13: "access",  # the shop was closed or opened
}
NOBODY = ("", "null")  # a message about the authorization names the seller inside
IN_MILLISECONDS = 100_000_000_000  # order messages count so, the others in seconds
LATEST_S = 2**33


def hear(push: Push) -> tuple[Signal, ...]:
    """Verify a push and say what to look at; raises `Forged`.

    Every event comes at least once, with nothing to tell a repeat by but the body itself.
    """
    told = push.headers.get("authorization", "").strip().lower()
    if not hmac.compare_digest(told.encode(), signature_of(push).encode()):
        raise Forged
    content = _content(push.body)
    kind = whole(content.get("message_type"))
    matter = None if kind is None else MATTERS.get(kind)
    if matter is None:
        return ()
    identity = hashlib.sha256(push.body).hexdigest()
    return (
        Signal(
            account=_account(content),
            matter=matter,
            identity=identity,
            at=_sent_at(content),
            reference=text(record(content.get("data")).get("trade_order_id")) or None,
        ),
    )


def signature_of(push: Push) -> str:
    """Compute what the Authorization header must say; no time is signed, so repeats verify."""
    message = push.key.encode() + push.body
    return hmac.new(push.secret.encode(), message, hashlib.sha256).hexdigest()


def _account(content: Json) -> str | None:
    names = (text(content.get("seller_id")), text(record(content.get("data")).get("seller_id")))
    return next((name for name in names if name not in NOBODY), None)


def _sent_at(content: Json) -> datetime | None:
    sent = whole(content.get("timestamp")) or 0
    seconds = sent / 1000 if sent >= IN_MILLISECONDS else sent
    return datetime.fromtimestamp(seconds, UTC) if 0 < seconds < LATEST_S else None


def _content(body: bytes) -> Json:
    try:
        return record(orjson.loads(body))
    except orjson.JSONDecodeError:
        return {}
