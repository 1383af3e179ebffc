"""Takes items off the shelf and puts them back."""

from __future__ import annotations

from collections.abc import Iterable

from adapters.lazada.adapter.booth import Booth, item_of
from adapters.lazada.client.endpoints import DEACTIVATE, UPDATE
from adapters.lazada.mapping.payload import of_product, to_hide
from adapters.lazada.mapping.writing import standing_sku
from sync.marketplace import Rejected
from sync.model import Change, Outcome


async def withdraw(booth: Booth, change: Change) -> Outcome:
    """Take an item offline; it can be put back, and goes through no review."""
    item_id = item_of(change)
    await hide(booth, item_id)
    return Outcome(change=change, status="done", remote_id=item_id)


async def restore(booth: Booth, change: Change) -> Outcome:
    """Put an item back on sale, with the SKUs that are wanted."""
    item_id = item_of(change)
    skus = [standing_sku(offer, "active") for offer in change.after.offers if offer.remote_id]
    body = {"ItemId": item_id, "Attributes": {}, "Skus": {"Sku": skus}}
    await booth.line.call(booth.client.put(UPDATE, of_product(body)))
    return Outcome(change=change, status="done", remote_id=item_id)


async def hide(booth: Booth, item_id: str, sku_ids: Iterable[str] = ()) -> None:
    """Take an item, or some SKUs of it, offline; what is offline already is as wanted."""
    try:
        await booth.line.call(booth.client.put(DEACTIVATE, to_hide(item_id, sku_ids)))
    except Rejected as error:
        if error.problem.code != "already_hidden":
            raise
