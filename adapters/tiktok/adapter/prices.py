"""Sets prices: all SKUs of one product in one call, which succeeds or fails as a whole."""

from __future__ import annotations

from collections.abc import Sequence

from adapters.tiktok.adapter.booth import Booth, stands_hidden
from adapters.tiktok.adapter.groups import Group, Verdict, current, in_groups
from adapters.tiktok.client import Write
from adapters.tiktok.client.endpoints import PARTIAL_EDIT, PRICES, at
from adapters.tiktok.mapping.skus import price_body, priced_rows
from sync.model import Change, Offer, Outcome


async def reprice(booth: Booth, changes: Sequence[Change]) -> list[Outcome]:
    """Set the prices of these changes."""

    async def make(product_id: str, group: Group) -> Sequence[Verdict]:
        offers = await current(booth, product_id, group)
        if stands_hidden(group[0].before):
            await edit_prices(booth, product_id, offers)
        else:
            rows = [{"id": offer.remote_id, "price": price_body(offer)} for offer in offers]
            await booth.write(Write(at(PRICES, product_id), {"skus": rows}))
        return [None] * len(group)

    return await in_groups(changes, make)


async def edit_prices(booth: Booth, product_id: str, offers: Sequence[Offer]) -> None:
    """Set prices by an edit: the price call takes only what buyers see."""
    rows = priced_rows(await booth.product(product_id), offers)
    await booth.write(Write(at(PARTIAL_EDIT, product_id), {"skus": list(rows)}))
