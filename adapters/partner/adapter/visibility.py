"""Puts products on sale and off again; doing it twice does no more than doing it once."""

from __future__ import annotations

from adapters.partner.adapter.booth import Booth, product_of
from adapters.partner.client import Write
from adapters.partner.client.endpoints import OFF, ON, at
from sync.marketplace.json_values import text, unclear
from sync.model import Change, Outcome


async def withdraw(booth: Booth, change: Change) -> Outcome:
    """Take a product off sale."""
    sku = product_of(change)
    await _turn(booth, OFF, sku)
    return Outcome(change=change, status="done", remote_id=sku)


async def restore(booth: Booth, change: Change) -> Outcome:
    """Put a product on sale again, as far as its review allows."""
    sku = product_of(change)
    await show(booth, sku)
    return Outcome(change=change, status="done", remote_id=sku)


async def show(booth: Booth, sku: str) -> None:
    """Put a product on sale."""
    await _turn(booth, ON, sku)


async def _turn(booth: Booth, path: str, sku: str) -> None:
    told = await booth.set(Write("POST", at(path, sku=sku), {}))
    if not text(told.get("sale_status")):
        raise unclear("sale_status")
