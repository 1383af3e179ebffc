"""Reads what stands in the shop."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import orjson

from adapters.lazada.adapter.booth import Booth
from adapters.lazada.client.answers import content
from adapters.lazada.client.endpoints import PRODUCTS
from adapters.lazada.features import FARTHEST_OFFSET, PAGE, SKUS_PER_SEARCH
from adapters.lazada.mapping.items import Page, id_of, merged, page_of, skus_of
from adapters.lazada.mapping.orders import spelt
from adapters.lazada.mapping.reading import listing_of, status_of
from sync.marketplace import Rejected, Unavailable
from sync.marketplace.json_values import Json, chunks
from sync.model import Listing, Problem

Items = dict[str, Json]
Span = tuple[datetime, datetime]
A_SECOND = timedelta(seconds=1)
EVER: Span = (datetime(2012, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))


class TooMany(Exception):  # a signal between two functions here
    """More items than an offset can reach."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The items of one shop."""

    booth: Booth

    async def listings(self) -> AsyncIterator[Listing]:
        """Yield the whole shop once all of it was read: a page may hold the rest of an item."""
        for item in (await self._sweep(None)).values():
            if status_of(item) != "deleted":
                self.booth.note(item)
                yield listing_of(self.booth.shop, item)

    async def find(self, listings: Sequence[Listing]) -> list[Listing]:
        """Look again: by id, else by SKU; single items are read past the search index."""
        found: Items = {}
        for listing in listings:
            if listing.remote_id and (item := await self._item(listing.remote_id)):
                found[listing.remote_id] = item
        unseen = [listing for listing in listings if listing.remote_id not in found]
        for item_id in await self._search(unseen):
            if item_id not in found and (item := await self._item(item_id)):
                found[item_id] = item
        return [self._named(item, listings) for item in found.values()]

    def _named(self, item: Json, asked: Sequence[Listing]) -> Listing:
        """Answer an item under the code it was asked by, unless several products claim it."""
        listing, skus = listing_of(self.booth.shop, item), {one.sku for one in skus_of(item)}
        by_id = {one.code for one in asked if one.remote_id == listing.remote_id}
        by_sku = {one.code for one in asked if skus & {offer.sku for offer in one.offers}}
        codes = by_id or by_sku
        return replace(listing, code=codes.pop()) if len(codes) == 1 else listing

    async def _item(self, item_id: str) -> Json | None:
        try:
            item = await self.booth.item(item_id)
        except Rejected as error:
            if error.problem.code != "listing_gone":
                raise
            return None
        return None if status_of(item) == "deleted" else item

    async def _search(self, listings: Sequence[Listing]) -> list[str]:
        """Find the items that hold any of these SKUs; what was made a moment ago may lack."""
        skus = list(dict.fromkeys(o.sku for listing in listings for o in listing.offers))
        found: Items = {}
        for some in chunks(skus, SKUS_PER_SEARCH):
            found |= await self._all({"sku_seller_list": orjson.dumps(some).decode()})
        return list(found)

    async def _sweep(self, span: Span | None) -> Items:
        """Read a stretch of the shop; one that is too long for an offset is cut in two."""
        try:
            return await self._all(_made_within(span) if span else {})
        except TooMany:
            older, newer = _halves(span or EVER)
        items = await self._sweep(older)
        for item in (await self._sweep(newer)).values():
            _take(items, item)
        return items

    async def _all(self, narrowed: Mapping[str, str]) -> Items:
        """Read every item that fits, page by page; raises unless all of `total` were seen.

        An item may come on two pages with some of its SKUs each, so distinct items are counted.
        """
        items: Items = {}
        total: int | None = None
        while total is None or len(items) < total:
            page = await self._page(narrowed, len(items))
            if page.total > FARTHEST_OFFSET:
                raise TooMany
            before = len(items)
            for item in page.items:
                _take(items, item)
            stuck = len(items) == before and page.total > before
            if stuck or total not in (None, page.total):  # somebody added or deleted meanwhile
                raise _incomplete(len(items), page.total)
            total = page.total
        return items

    async def _page(self, narrowed: Mapping[str, str], offset: int) -> Page:
        parameters = {"filter": "all", "offset": str(offset), "limit": str(PAGE), **narrowed}
        call = self.booth.client.ask(PRODUCTS, parameters)
        return page_of(content(await self.booth.line.call(call)))


def _take(items: Items, item: Json) -> None:
    item_id = id_of(item)
    items[item_id] = merged(items[item_id], item) if item_id in items else item


def _incomplete(read: int, expected: int) -> Unavailable:
    values = {"read": read, "expected": expected}
    return Unavailable(Problem(code="sweep_short", values=values))


def _made_within(span: Span) -> dict[str, str]:
    """Name a stretch by when items were made, a second wider: its ends may or may not count."""
    start, end = span
    return {"create_after": spelt(start - A_SECOND), "create_before": spelt(end + A_SECOND)}


def _halves(span: Span) -> tuple[Span, Span]:
    start, end = span
    middle = start + (end - start) / 2
    if middle - start < A_SECOND:
        raise _incomplete(FARTHEST_OFFSET, FARTHEST_OFFSET + 1)
    return (start, middle), (middle, end)
