"""Where the platform shall push what happens; see `pushes` for what it would send."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sandbox.courier import is_reachable
from sandbox.tiktok.market import Endpoint
from sandbox.tiktok.refusal import malformed

if TYPE_CHECKING:
    from sandbox.replica import Json
    from sandbox.tiktok.market import Call

_ADDRESS = re.compile(r"https://(?!\d+\.\d+\.\d+\.\d+)[^/:]+\.[^/:]+(/.*)?")
_MOST = 255
EVENTS = frozenset(
    {
        "ORDER_STATUS_CHANGE", "RECIPIENT_ADDRESS_UPDATE", "PACKAGE_UPDATE",
        "PRODUCT_STATUS_CHANGE", "SELLER_DEAUTHORIZATION", "UPCOMING_AUTHORIZATION_EXPIRATION",
        "CANCELLATION_STATUS_CHANGE", "RETURN_STATUS_CHANGE", "PRODUCT_INFORMATION_CHANGE",
        "PRODUCT_CREATION", "PRODUCT_CATEGORY_CHANGE", "INVOICE_STATUS_CHANGE",
        "PRODUCT_AUDIT_STATUS_CHANGE",
    }
)  # fmt: skip


def webhooks(call: Call) -> Json:
    """What is registered."""
    rows = list(call.shop.webhooks.values())
    return {"total_count": len(rows), "webhooks": rows}


def register(call: Call) -> Json:
    """One address for one kind of event: https, a domain name, no port; or on this machine."""
    event, address = _event(call), call.fields.text("address")
    sound = _ADDRESS.fullmatch(address) or is_reachable(address)
    if len(address) > _MOST or not sound:
        raise malformed("invalid param error: address")
    now = int(call.now)
    before = call.shop.webhooks.get(event, {"create_time": now})
    call.shop.webhooks[event] = {
        "event_type": event,
        "address": address,
        "create_time": before["create_time"],
        "update_time": now,
    }
    return {}


def unregister(call: Call) -> Json:
    """Succeeds also when nothing was registered."""
    call.shop.webhooks.pop(_event(call), None)
    return {}


def _event(call: Call) -> str:
    event = call.fields.text("event_type")
    if event not in EVENTS:
        raise malformed("invalid param error: event_type")
    return event


_PATH, _SCOPE = "/event/{version}/webhooks", "seller.authorization.info"
ENDPOINTS = (
    Endpoint("GET", _PATH, webhooks, _SCOPE),
    Endpoint("PUT", _PATH, register, _SCOPE),
    Endpoint("DELETE", _PATH, unregister, _SCOPE),
)
