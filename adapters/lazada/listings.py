"""Reads what stands in a shop, whichever way an item is spelt this time."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import orjson

from adapters.lazada.attributes import OF_LISTING, prepare_days_of
from adapters.lazada.client import ShopApi, time_text
from adapters.lazada.endpoints import ITEM, PRODUCTS
from adapters.lazada.errors import content
from adapters.lazada.features import FARTHEST_OFFSET, PAGE, SKUS_PER_SEARCH
from adapters.lazada.metadata import FixedVariants, MetadataCache
from adapters.lazada.pictures import pictures_of
from adapters.lazada.special_price import sale_in
from sync.marketplace import Lost, Rejected, Unavailable
from sync.marketplace.json_values import (
    Json,
    chunks,
    grams,
    identity,
    number,
    record,
    rows,
    text,
    unclear,
    whole,
)
from sync.marketplace.text_normalize import clean
from sync.model import Code, Dong, Listing, Offer, Picture, Problem, ShopName, Size, Sku, Status

ACTIVE, DELETED = "active", "deleted"
LARGEST_AMOUNT = 10**12


@dataclass(frozen=True, slots=True)
class ItemSku:
    """One SKU of an item, on sale or not."""

    sku: Sku
    sku_id: str
    on_sale: bool
    options: tuple[str, ...]
    row: Json


@dataclass(frozen=True, slots=True)
class ItemPage:
    """One page of items; `total` counts items, not SKUs."""

    items: tuple[Json, ...]
    total: int


def item_page_of(data: Json) -> ItemPage:
    """Read the `data` of /products/get; where nothing was found it may hold nothing at all."""
    found, total = data.get("products"), whole(data.get("total_products"))
    if found is None:
        return ItemPage((), total or 0)
    if not isinstance(found, list) or total is None:
        raise unclear("products")
    return ItemPage(tuple(map(record, found)), total)


def id_of(item: Json) -> str:
    """Take the item's id, a number or a text; raises `Lost`."""
    return str(identity(item, "item_id"))


def skus_of(item: Json) -> list[ItemSku]:
    """List the SKUs that were not deleted."""
    names = option_names_of(item)
    return [
        ItemSku(
            Sku(text(row.get("SellerSku"))),
            str(identity(row, "SkuId")),
            _sku_status(row) in (ACTIVE, ""),
            _options_of(row, names),
            row,
        )
        for row in rows(item.get("skus"))
        if _sku_status(row) != DELETED
    ]


def _sku_status(row: Json) -> str:
    return text(row.get("Status")).lower()


def option_names_of(item: Json) -> tuple[str, ...]:
    """Read the names of the options: `Variation1`, `variation2` and so on, in their order.

    Bodies of Vietnam lack them, or hold {} or [], where a category's own options are used: then
    only the SKUs name them.
    """
    variation = record(item.get("variation"))
    axes = sorted(variation, key=str.lower)
    names = [clean(text(record(variation[axis]).get("name"))) for axis in axes]
    return tuple(name for name in names if name) or tuple(_names_of_skus(item))


def standard_names_of(item: Json) -> frozenset[str]:
    """Name the options that the category defines."""
    return frozenset() if record(item.get("variation")) else frozenset(_names_of_skus(item))


def _names_of_skus(item: Json) -> list[str]:
    places = (record(row.get("saleProp")) for row in rows(item.get("skus")))
    said = (clean(name) for place in places for name, value in place.items() if text(value))
    return list(dict.fromkeys(filter(None, said)))


def _options_of(row: Json, names: Iterable[str]) -> tuple[str, ...]:
    """Read where a SKU stands: in `saleProp`, or flat under the names of the options."""
    place = {clean(name): value for name, value in row.items()}
    place |= {clean(name): value for name, value in record(row.get("saleProp")).items()}
    return tuple(clean(text(place.get(name))) for name in names)


def sellable(row: Json) -> int | None:
    """Count what buyers may order: the number that our writes set, never the total.

    `quantity` says the same, and only `totalQuantity` the total (recorded: 1719 of 1745, 26 of
    them in open orders). A warehouse that holds nothing may be left out.
    """
    places = rows(row.get("multiWarehouseInventories"))
    counts = [_amount(place.get("sellableQuantity")) for place in places]
    if known := [count for count in counts if count is not None]:
        return sum(known)
    names = ("Available", "sellableStock", "quantity")
    return next((n for name in names if (n := _amount(row.get(name))) is not None), None)


def _amount(value: object) -> int | None:
    """Take a count or a price; what nobody can mean is not known."""
    found = whole(value)
    return found if found is not None and 0 <= found <= LARGEST_AMOUNT else None


def merged(some: Json, more: Json) -> Json:
    """Put together an item of which two pages showed different SKUs."""
    by_id = {
        text(row.get("SkuId")): row for row in [*rows(some.get("skus")), *rows(more.get("skus"))]
    }
    return {**some, "skus": list(by_id.values())}


STATUSES: Mapping[str, Status] = {
    "active": "live",
    "inactive": "hidden",
    "pendingqc": "reviewing",
    "pending": "reviewing",
    "suspended": "banned",
    "rejected": "banned",
    "deleted": "deleted",
}
SANCTIONS = frozenset({"reject", "livereject", "lock", "admin"})  # subStatus of what went offline


def status_of(item: Json) -> Status:
    """Say how an item stands; a status that no document names is for a person to look at."""
    status, sanction = _word(item.get("status")), _word(item.get("subStatus"))
    if not status:
        raise unclear("status")
    if status == "inactive" and sanction in SANCTIONS:
        return "banned"
    return STATUSES.get(status, "banned")


def _word(value: object) -> str:
    return "".join(letter for letter in text(value).lower() if letter.isalpha())


def listing_of(shop: ShopName, item: Json) -> Listing:
    """Read one item of /products/get or /product/item/get.

    While an item is on sale, a SKU of it that is not counts as taken away; when all of it is
    hidden, all of its SKUs are shown.
    """
    status, attributes = status_of(item), record(item.get("attributes"))
    return Listing(
        shop=shop,
        code=Code(""),  # an item has none of ours: its SKUs say whose it is
        remote_id=id_of(item),
        title=_said(attributes, "name"),
        description=_said(attributes, "description"),
        category=text(item.get("primary_category")),
        brand=_said(attributes, "brand"),
        attributes={k: text(v) for k, v in attributes.items() if k not in OF_LISTING},
        images=tuple(Picture("", url) for url in pictures_of(item)),
        prepare_days=prepare_days_of(attributes),
        option_names=option_names_of(item),
        status=status,
        reason="; ".join(dict.fromkeys(_reasons(item))) if status == "banned" else "",
        offers=tuple(map(_offer, _shown(skus_of(item), status))),
    )


def _said(attributes: Json, name: str) -> str | None:
    return clean(text(attributes.get(name))) or None


def _shown(skus: Sequence[ItemSku], status: Status) -> Sequence[ItemSku]:
    on_sale = [sku for sku in skus if sku.on_sale]
    return on_sale if on_sale and status == "live" else skus


def _reasons(item: Json) -> Iterator[str]:
    """Say why an item is off sale; a status that nobody knows is shown as it is."""
    if _word(item.get("status")) not in STATUSES:
        yield text(item.get("status"))
    for row in rows(item.get("rejectReason")):
        detail, advice = text(row.get("violationDetail")), text(row.get("suggestion"))
        yield f"{detail} ({advice})" if advice else detail
    for row in rows(item.get("suspendedSkus")):
        yield text(row.get("rejectReason"))


def _offer(sku: ItemSku) -> Offer:
    row = sku.row
    price = _amount(row.get("price"))
    return Offer(
        sku=sku.sku,
        remote_id=sku.sku_id,
        options=sku.options,
        price=None if price is None else Dong(price),
        quantity=sellable(row),
        sale=sale_in(row),
        weight_g=grams(row.get("package_weight")),
        size_mm=_size(row),
    )


def _size(row: Json) -> Size | None:
    sides = (number(row.get(f"package_{side}")) for side in ("length", "width", "height"))
    length, width, height = (whole(str((side or Decimal(0)) * 10)) or 0 for side in sides)
    return (length, width, height) if length and width and height else None


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
            shown = _shown(skus_of(item), status_of(item))
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
