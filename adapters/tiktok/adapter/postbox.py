"""Where TikTok pushes to: one address for each shop and each kind of event."""

from __future__ import annotations

from typing import Final

from adapters.tiktok.adapter.booth import Booth
from adapters.tiktok.client import Write
from adapters.tiktok.client.endpoints import WEBHOOKS, at
from sync.marketplace.json_values import rows, text

WANTED: Final = (
    "ORDER_STATUS_CHANGE",
    "CANCELLATION_STATUS_CHANGE",
    "RETURN_STATUS_CHANGE",
    "PRODUCT_STATUS_CHANGE",
    "PRODUCT_AUDIT_STATUS_CHANGE",
    "PRODUCT_INFORMATION_CHANGE",
)


async def register(booth: Booth, url: str) -> None:
    """Have what we need pushed there; what is registered so already costs no call."""
    found = rows((await booth.ask(at(WEBHOOKS))).get("webhooks"))
    known = {text(row.get("event_type")): row.get("address") for row in found}
    for event in WANTED:
        if known.get(event) != url:
            body = {"event_type": event, "address": url}
            await booth.write(Write(at(WEBHOOKS), body, method="PUT"))
