"""Reads what stands in the shop, page by page and item by item."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import orjson

from adapters.lazada.client import ShopApi, time_text
from adapters.lazada.endpoints import ITEM, PRODUCTS
from adapters.lazada.errors import content
from adapters.lazada.features import FARTHEST_OFFSET, PAGE, SKUS_PER_SEARCH
from adapters.lazada.items import (
    ItemPage,
    id_of,
    item_page_of,
    listing_of,
    merged,
    option_names_of,
    shown_skus,
    skus_of,
    standard_names_of,
    status_of,
)
from adapters.lazada.metadata import FixedVariants, MetadataCache
from sync.marketplace import Lost, Rejected, Unavailable
from sync.marketplace.json_values import (
    Json,
    chunks,
    rows,
    text,
    unclear,
    whole,
)
from sync.model import Listing, Problem, Sku

Items = dict[str, Json]  # by id
NAMELESS = "?"  # before the place of an item that has no id
Period = tuple[datetime, datetime]
A_SECOND = timedelta(seconds=1)
EVER: Period = (datetime(2012, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))


class _TooMany(Exception):  # a signal between two functions here
    """More items than an offset can reach."""


async def read_item(api: ShopApi, item_id: str) -> Json:
    """Read one item as it is now; raises `Rejected` (listing_gone) where there is none."""
    found = content(await api.ask(ITEM, {"item_id": item_id}))
    note(api.metadata, found)
    return found


def note(metadata: MetadataCache, item: Json) -> None:
    """Keep in mind what of an item cannot be changed any more."""
    item_id, skus = id_of(item), skus_of(item)
    names, standard = option_names_of(item), standard_names_of(item)
    metadata.fixed[item_id] = FixedVariants(names, frozenset(one.sku for one in skus), standard)
    spread = (one for one in skus if len(rows(one.row.get("multiWarehouseInventories"))) > 1)
    metadata.in_many_warehouses.update(one.sku_id for one in spread)
    metadata.locked.discard(item_id)
    if text(item.get("subStatus")).lower() == "lock":  # not even its seller may edit it
        metadata.locked.add(item_id)


@dataclass(frozen=True, slots=True)
class ListingReader:
    """The items of one shop."""

    api: ShopApi

    async def listings(self) -> AsyncIterator[Listing]:
        """Yield the whole shop once all of it was read: a page may hold the rest of an item.

        An item that makes no sense stops no other: it is told after all of them.
        """
        bad: Lost | None = None
        for item in (await self._sweep(None)).values():
            try:
                if id_of(item) and status_of(item) != "deleted":
                    note(self.api.metadata, item)
                    yield listing_of(self.api.shop, item)
            except Lost as error:
                bad = bad or error
        if bad is not None:
            raise bad

    async def find(self, listings: Sequence[Listing]) -> list[Listing]:
        """Look again: by id, else by SKU; single items are read past the search index."""
        found: Items = {}
        for listing in listings:
            if listing.remote_id and (item := await self._item(listing.remote_id)):
                found[listing.remote_id] = item
        unseen = [listing for listing in listings if listing.remote_id not in found]
        skus = {offer.sku for listing in unseen for offer in listing.offers}
        for item in await self.holding(skus):
            shown = shown_skus(skus_of(item), status_of(item))
            if any(one.sku in skus for one in shown):  # what went offline may have moved on
                found.setdefault(id_of(item), item)
        return [self._named(item, listings) for item in found.values()]

    async def holding(self, skus: Collection[Sku]) -> list[Json]:
        """Read the items that have any of these SKUs, on sale or not."""
        items = [await self._item(item_id) for item_id in await self._search(sorted(skus))]
        return [item for item in items if item]

    def _named(self, item: Json, asked: Sequence[Listing]) -> Listing:
        """Answer an item under the code it was asked by, unless several products claim it."""
        listing = listing_of(self.api.shop, item)
        skus = {offer.sku for offer in listing.offers}
        by_id = {one.code for one in asked if one.remote_id == listing.remote_id}
        by_sku = {one.code for one in asked if skus & {offer.sku for offer in one.offers}}
        codes = by_id or by_sku
        return replace(listing, code=codes.pop()) if len(codes) == 1 else listing

    async def _item(self, item_id: str) -> Json | None:
        try:
            item = await read_item(self.api, item_id)
        except Rejected as error:
            if error.problem.code != "listing_gone":
                raise
            return None
        return None if status_of(item) == "deleted" else item

    async def _search(self, skus: Sequence[Sku]) -> list[str]:
        """Find the items that hold any of these SKUs; what was made a moment ago may lack."""
        found: Items = {}
        for some in chunks(skus, SKUS_PER_SEARCH):
            found |= await self._all({"sku_seller_list": orjson.dumps(some).decode()})
        if any(name.startswith(NAMELESS) for name in found):
            raise unclear("item_id")
        return list(found)

    async def _sweep(self, span: Period | None) -> Items:
        """Read a stretch of the shop; one that is too long for an offset is cut in two."""
        try:
            return await self._all(_made_within(span) if span else {})
        except _TooMany:
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
                raise _TooMany
            before = len(items)
            for item in page.items:
                _take(items, item)
            stuck = len(items) == before and page.total > before
            if stuck or total not in (None, page.total):  # somebody added or deleted meanwhile
                raise _incomplete(len(items), page.total)
            total = page.total
        return items

    async def _page(self, narrowed: Mapping[str, str], offset: int) -> ItemPage:
        parameters = {"filter": "all", "offset": str(offset), "limit": str(PAGE), **narrowed}
        return item_page_of(content(await self.api.ask(PRODUCTS, parameters)))


def _take(items: Items, item: Json) -> None:
    """Put an item among those read; one whose id makes no sense counts, by itself."""
    item_id = str(whole(item.get("item_id")) or f"{NAMELESS}{len(items)}")
    items[item_id] = merged(items[item_id], item) if item_id in items else item


def _incomplete(read: int, expected: int) -> Unavailable:
    values = {"read": read, "expected": expected}
    return Unavailable(Problem(code="sweep_short", values=values))


def _made_within(span: Period) -> dict[str, str]:
    """Name a stretch by when items were made, a second wider: its ends may or may not count."""
    start, end = span
    return {"create_after": time_text(start - A_SECOND), "create_before": time_text(end + A_SECOND)}


def _halves(span: Period) -> tuple[Period, Period]:
    start, end = span
    middle = start + (end - start) / 2
    if middle - start < A_SECOND:
        raise _incomplete(FARTHEST_OFFSET, FARTHEST_OFFSET + 1)
    return (start, middle), (middle, end)
