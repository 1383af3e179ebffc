"""Reads what stands in the shop."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace

from adapters.tiktok.adapter.booth import Booth
from adapters.tiktok.client.endpoints import SEARCH, at
from adapters.tiktok.features import PAGE, SEARCHED
from adapters.tiktok.mapping.reading import (
    UNREADABLE,
    Seen,
    as_now_seen,
    listing_of,
    seen_of,
    sold_out,
    without_quantities,
)
from sync.marketplace import Rejected, Unavailable
from sync.marketplace.json_values import Json, chunks, rows, text, unclear, whole
from sync.model import Listing, Problem


def _incomplete(read: int, expected: int | None) -> Unavailable:
    values = {"read": read, "expected": expected}
    return Unavailable(Problem(code="sweep_short", values=values))


def _as_asked(found: Listing, asked: Sequence[Listing]) -> Listing:
    """Give a listing the code it was asked by: TikTok may keep none, or somebody else's."""
    by_id = (one for one in asked if one.remote_id == found.remote_id)
    skus = {offer.sku for offer in found.offers}
    by_sku = (one for one in asked if not skus.isdisjoint(offer.sku for offer in one.offers))
    first = next(by_id, None) or next(by_sku, None)
    return replace(found, code=first.code) if first else found


@dataclass(frozen=True, slots=True)
class Shelf:
    """The products of one shop."""

    booth: Booth

    async def listings(self, known: Mapping[str, Listing]) -> AsyncIterator[Listing]:
        """Yield the whole shop; what did not move since `known` costs its share of a page only.

        Price and stock are always those of the page, so even a quick look sees them drift.
        """
        async for page in self._pages({"status": "ALL"}):
            found = [await self._listing(seen, known.get(seen.product_id)) for seen in page]
            for listing in await self._rested(found):
                yield listing

    async def find(self, listings: Sequence[Listing]) -> list[Listing]:
        """Look again: by id, which is fresh, else through the search index, which lags."""
        ids = [listing.remote_id for listing in listings if listing.remote_id]
        skus = [o.sku for listing in listings if not listing.remote_id for o in listing.offers]
        seen = {one.product_id: one for one in await self._search(skus)}
        found = [await self._read(id_) for id_ in dict.fromkeys([*ids, *seen])]
        there = [_as_asked(listing, listings) for listing in found if listing is not None]
        return await self._rested(there)

    async def _listing(self, seen: Seen, remembered: Listing | None) -> Listing:
        """Take what is remembered where nothing moved, else read it; a frozen one shows less."""
        if remembered and remembered.stamp == seen.stamp:
            now = as_now_seen(remembered, seen)
            if now is not None:
                return self.booth.learned.notice(now)
        if seen.status in UNREADABLE:
            return listing_of(self.booth.shop, seen.row)
        return await self._product(seen.product_id)

    async def _product(self, product_id: str) -> Listing:
        product = await self.booth.product(product_id)
        if not seen_of(product).stands:
            raise unclear("status")
        return self.booth.learned.notice(listing_of(self.booth.shop, product))

    async def _read(self, product_id: str) -> Listing | None:
        """Read one product; None where it does not stand in the shop any more."""
        try:
            product = await self.booth.product(product_id)
        except Rejected as error:
            return await self._refused(product_id, error)
        return listing_of(self.booth.shop, product) if seen_of(product).stands else None

    async def _refused(self, product_id: str, error: Rejected) -> Listing | None:
        """Tell gone from frozen, which cannot be read either but still stands there."""
        if error.problem.code not in {"listing_gone", "listing_locked"}:
            raise error
        if error.problem.code == "listing_gone":
            return None
        frozen = [one async for one in self._pages({"status": "FREEZE"})]
        row = next((s.row for page in frozen for s in page if s.product_id == product_id), None)
        return listing_of(self.booth.shop, row) if row else None

    async def _rested(self, listings: Sequence[Listing]) -> list[Listing]:
        """Take no quantity from a shop on holiday: it shows every stock as zero."""
        suspicious = bool(listings) and all(map(sold_out, listings))
        if suspicious and (await self.booth.warehouses_now()).resting:
            return [without_quantities(listing) for listing in listings]
        return list(listings)

    async def _search(self, skus: Sequence[str]) -> list[Seen]:
        """Search SKUs; a SKU may stand in several products, and the index may know none yet."""
        found: list[Seen] = []
        for some in chunks(skus, SEARCHED):
            async for page in self._pages({"status": "ALL", "seller_skus": list(some)}):
                found += page
        return found

    async def _pages(self, body: Json) -> AsyncIterator[list[Seen]]:
        """Page through a search; raises unless as many came as were counted."""
        token, passed = "", {""}
        ids: set[str] = set()
        while True:
            query = [("page_size", str(PAGE)), *([("page_token", token)] if token else [])]
            told = await self.booth.look(at(SEARCH), body, query)
            page = [seen_of(row) for row in rows(told.get("products"))]
            yield [seen for seen in page if seen.stands and seen.product_id not in ids]
            ids |= {seen.product_id for seen in page}
            token = text(told.get("next_page_token"))
            if not token:
                break
            if token in passed:
                raise unclear("next_page_token")
            passed.add(token)
        total = whole(told.get("total_count"))
        if len(ids) != total:  # somebody added or deleted while we read
            raise _incomplete(len(ids), total)
