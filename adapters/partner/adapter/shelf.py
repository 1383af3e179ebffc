"""Reads what stands in the shop."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace

from adapters.partner.adapter.booth import Booth
from adapters.partner.client.endpoints import PRODUCTS, at
from adapters.partner.features import FIND_SKUS
from adapters.partner.mapping.reading import listing_of, sku_of
from adapters.partner.mapping.requirements import SKU
from adapters.partner.mapping.writing import own_sku
from sync.marketplace import Unavailable
from sync.marketplace.json_values import chunks, rows, unclear, whole
from sync.model import Listing, Problem


@dataclass(frozen=True, slots=True)
class Shelf:
    """The products of one shop."""

    booth: Booth

    async def listings(self) -> AsyncIterator[Listing]:
        """Yield the whole shop; raises unless as many came as there were when it began."""
        seen: set[str] = set()
        total: int | None = None
        async for page in self.booth.pages(at(PRODUCTS)):
            total = whole(page.get("total")) if total is None else total
            for row in rows(page.get("items")):
                if (sku := sku_of(row)) not in seen:
                    seen.add(sku)
                    yield listing_of(self.booth.shop, row)
        if total is None or len(seen) < total:
            values = {"read": len(seen), "expected": total}
            raise Unavailable(Problem(code="sweep_short", values=values))

    async def find(self, listings: Sequence[Listing]) -> list[Listing]:
        """Look again by SKU, which never lags."""
        wanted = dict.fromkeys(sku for listing in listings for sku in _names(listing))
        found: dict[str, Listing] = {}
        for some in chunks([sku for sku in wanted if SKU.fullmatch(sku)], FIND_SKUS):
            told = await self.booth.ask(at(PRODUCTS), [("skus", ",".join(some))])
            if not isinstance(told.get("items"), list):
                raise unclear("items")
            for row in rows(told.get("items")):
                found[sku_of(row)] = listing_of(self.booth.shop, row)
        return [_as_asked(listing, listings) for listing in found.values()]


def _names(listing: Listing) -> list[str]:
    names = [listing.remote_id, own_sku(listing), *(offer.sku for offer in listing.offers)]
    return [name for name in names if name]


def _as_asked(found: Listing, asked: Sequence[Listing]) -> Listing:
    """Give a listing the code it was asked by, unless several products claim it."""
    skus = {offer.sku for offer in found.offers}
    by_id = {one.code for one in asked if one.remote_id == found.remote_id}
    by_sku = {one.code for one in asked if skus & {offer.sku for offer in one.offers}}
    codes = by_id or by_sku
    return replace(found, code=codes.pop()) if len(codes) == 1 else found
