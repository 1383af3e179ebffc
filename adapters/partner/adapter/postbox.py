"""Where a marketplace pushes to, and what it pushed in vain."""

from __future__ import annotations

from adapters.partner.adapter.booth import Booth
from adapters.partner.client import Write
from adapters.partner.client.endpoints import MISSED, WEBHOOK, at
from adapters.partner.webhooks import MATTERS, signals_in
from sync.marketplace import Signal
from sync.marketplace.json_values import text, unclear


async def register(booth: Booth, url: str) -> str:
    """Have all events pushed there; answers the secret that signs them, told this once.

    It works only while the address answers: it is sent a challenge first.
    """
    body = {"url": url, "events": sorted(MATTERS)}
    secret = text((await booth.set(Write("PUT", at(WEBHOOK), body))).get("secret"))
    if not secret:
        raise unclear("secret")
    return secret


async def missed(booth: Booth) -> list[Signal]:
    """Read what was never taken in the last three days; it is told until it is taken or old."""
    return [signal for row in await booth.rows(at(MISSED)) for signal in signals_in(row, None)]
