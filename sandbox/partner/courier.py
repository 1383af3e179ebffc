"""How a marketplace of the partner API pushes: signed anew at every try, pinged before."""

from __future__ import annotations

import hashlib
import hmac
import json
import uuid
from typing import TYPE_CHECKING

from sandbox.courier import Letter, Manners, Parcel
from sandbox.partner.facts import RETRY_AFTER_S
from sandbox.partner.moments import told
from sandbox.replica import dump

if TYPE_CHECKING:
    from sandbox.partner.hook import Hook
    from sandbox.partner.market import Market
    from sandbox.partner.shelf import Shop
    from sandbox.replica import Json

MANNERS = Manners(RETRY_AFTER_S, enough=100, least_success=0.30)
_WRONG = "whsec_" + "0" * 32


def signature(secret: str, timestamp: int, body: bytes) -> str:
    """`v1=` and HMAC-SHA256 over timestamp, a full stop and the raw body."""
    message = f"{timestamp}.".encode() + body
    return "v1=" + hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()


async def ping(market: Market, shop: Shop, hook: Hook) -> bool:
    """Whether the address answers a challenge."""
    challenge = f"c_{uuid.uuid4().hex[:8]}"
    content = {"event": "webhook.ping", "data": {"challenge": challenge}}
    event = Parcel(event_name(market), content, market.clock.second(), None)
    status, answer = await market.courier.post(sealed(market, shop, hook, event))
    try:
        return 200 <= status < 300 and bool(json.loads(answer)["challenge"] == challenge)
    except (ValueError, TypeError, KeyError):
        return False


async def deliver_due(market: Market, shop: Shop) -> None:
    """Send what is due to a shop whose webhook is on."""
    hook = shop.hook
    if hook.status == "ON":
        await market.courier.deliver_due(hook, lambda event: sealed(market, shop, hook, event))


def event_name(market: Market) -> str:
    """A fresh id of an event."""
    return f"evt_{market.next_number('event'):012d}"


def event_json(shop: Shop, event: Parcel) -> Json:
    """An event as it is delivered and as `missed` shows it."""
    return {
        "event_id": event.name,
        "event": event.content["event"],
        "shop_code": shop.code,
        "occurred_at": told(event.at),
        "data": event.content["data"],
    }


def sealed(market: Market, shop: Shop, hook: Hook, event: Parcel) -> Letter:
    """An event as it goes over the wire at this moment."""
    body, now = dump(event_json(shop, event)), market.clock.second()
    signatures = ", ".join(signature(secret, now, body) for secret in _secrets(market, hook))
    headers = {
        "Content-Type": "application/json",
        "X-Partner-Event-Id": event.name,
        "X-Partner-Timestamp": str(now),
        "X-Partner-Signature": signatures,
    }
    return Letter(hook.url or "", body, headers)


def _secrets(market: Market, hook: Hook) -> list[str]:
    if market.knobs.webhook_mood == "wrong_signature":
        return [_WRONG]
    if market.knobs.webhook_mood == "old_secret":
        return [hook.old_secret or _WRONG]
    return hook.secrets(market.clock.now())
