"""Reads what stands in a shop: products, and the variations of each."""

from __future__ import annotations

import html
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from adapters.woocommerce.client import EDITING, ShopApi, all_of
from adapters.woocommerce.endpoints import PRODUCTS, product, variations
from adapters.woocommerce.features import (
    IDS_PER_SEARCH,
    NEWEST,
    OVERLAP,
    PAGE,
    SKUS_PER_SEARCH,
)
from adapters.woocommerce.metadata import GRAMS, MILLIMETRES, MetadataCache, ShopUnits
from sync.marketplace import Lost, Rejected
from sync.marketplace.json_values import (
    Json,
    chunks,
    dong,
    identity,
    number,
    record,
    rows,
    text,
    whole,
)
from sync.marketplace.text_normalize import clean
from sync.model import Code, Dong, Listing, Offer, Picture, Size, Sku, Status

MARK = "_ocop_sync"  # the key of the meta that says whose a product is: ours, under this code
PICTURE_HOLDER = "ocop-sync-anh"  # the SKU of the draft that pictures are fetched into
TRASH, GONE = "trash", frozenset({"listing_gone"})
OF_SALE = (
    "id",
    "sku",
    "status",
    "price",
    "regular_price",
    "global_unique_id",
    "manage_stock",
    "stock_quantity",
    "stock_status",
    "weight",
    "dimensions",
    "attributes",
)
OF_PRODUCT = (
    *OF_SALE,
    "name",
    "type",
    "parent_id",
    "description",
    "categories",
    "images",
    "date_created_gmt",
)
LIVE = "publish"
GROUP = "-NHOM"  # ends the SKU of a product whose code is the SKU of one of its variations
OUT_OF_STOCK, UNCOUNTED = "outofstock", 999_999
VARIABLE, VARIATION = "variable", "variation"
OTHERS = frozenset({"grouped", "external"})  # kinds of products that are none of ours
Rows = dict[int, Json]


def status_of(row: Json) -> Status:
    """Say how a product stands; whatever is not published nobody can buy."""
    said = text(row.get("status"))
    if said == TRASH:
        return "deleted"
    return "live" if said == LIVE else "hidden"


def listing_of(api: ShopApi, row: Json, sold: Sequence[Json]) -> Listing:
    """Read a product with its variations; one of none is sold itself.

    While a product is on sale, a variation of it that is private counts as taken away; where none
    is on sale all of them are shown.
    """
    status = status_of(row)
    names = option_names_of(row)
    shown = [each for each in sold if text(each.get("status")) == LIVE] or list(sold)
    units = api.metadata.units
    return Listing(
        shop=api.shop,
        code=_code_of(row, shown),
        remote_id=str(identity(row, "id")),
        title=clean(html.unescape(text(row.get("name")))),
        description=text(row.get("description")) or None,
        category=",".join(str(identity(each, "id")) for each in rows(row.get("categories"))),
        attributes={
            text(each.get("name")): ", ".join(map(text, each.get("options") or ()))
            for each in rows(row.get("attributes"))
            if each.get("variation") is not True
        },
        images=tuple(Picture("", text(each.get("id"))) for each in rows(row.get("images"))),
        option_names=names,
        status=status,
        offers=tuple(_offer(each, names, units) for each in shown),
    )


def _code_of(row: Json, sold: Sequence[Json]) -> Code:
    """Know a product that has no variations yet by its own SKU: nothing else says whose it is.

    Its mark does not, for that is copied when somebody duplicates a product.
    """
    if text(row.get("type")) != VARIABLE or any(text(each.get("sku")) for each in sold):
        return Code("")
    return Code(text(row.get("sku")).removesuffix(GROUP))


def option_names_of(row: Json) -> tuple[str, ...]:
    """Name what the variations of a product differ by, in its order."""
    if text(row.get("type")) != VARIABLE:
        return ()
    return tuple(
        clean(html.unescape(text(each.get("name"))))
        for each in rows(row.get("attributes"))
        if each.get("variation") is True
    )


def _offer(row: Json, names: Sequence[str], units: ShopUnits) -> Offer:
    place = {
        clean(html.unescape(text(each.get("name")))): clean(text(each.get("option")))
        for each in rows(row.get("attributes"))
    }
    price, regular = dong(row.get("price")), dong(row.get("regular_price"))
    return Offer(
        sku=Sku(text(row.get("sku"))),
        remote_id=str(identity(row, "id")),
        options=tuple(place.get(name, "") for name in names),
        price=price or Dong(0),
        list_price=regular if price and regular and regular > price else None,
        quantity=quantity_of(row),
        gtin=text(row.get("global_unique_id")) or None,
        weight_g=_grams(row, units),
        size_mm=_size(row, units),
    )


def quantity_of(row: Json) -> int:
    """Count what buyers may order; what is sold below zero is none.

    Of what is not counted, or only with its siblings, anybody may buy any number.
    """
    if row.get("manage_stock") is not True:
        return 0 if text(row.get("stock_status")) == OUT_OF_STOCK else UNCOUNTED
    return max(whole(row.get("stock_quantity")) or 0, 0)


def _grams(row: Json, units: ShopUnits) -> int | None:
    weight = number(row.get("weight"))
    if weight is None:
        return None
    return whole(str(weight * GRAMS.get(units.weight_unit, Decimal(1000)))) or None


def _size(row: Json, units: ShopUnits) -> Size | None:
    sides = record(row.get("dimensions"))
    one = MILLIMETRES.get(units.size_unit, Decimal(10))
    found = [
        whole(str((number(sides.get(side)) or Decimal(0)) * one)) or 0
        for side in ("length", "width", "height")
    ]
    return (found[0], found[1], found[2]) if all(found) else None


@dataclass(frozen=True, slots=True)
class ListingReader:
    """The products of one shop."""

    api: ShopApi
    sources: dict[str, str] = field(default_factory=dict)  # where pictures lie, by their ids

    async def listings(self) -> AsyncIterator[Listing]:
        """Yield the whole shop; a product that makes no sense is told after all the others."""
        bad: Lost | None = None
        for row in (await self._sweep()).values():
            try:
                if self._is_ours_to_read(row):
                    yield await self.whole(row)
            except Lost as error:
                bad = bad or error
        if bad is not None:
            raise bad

    def _is_ours_to_read(self, row: Json) -> bool:
        known = text(row.get("type")) not in OTHERS and text(row.get("sku")) != PICTURE_HOLDER
        return known and status_of(row) != "deleted"

    async def whole(self, row: Json) -> Listing:
        """Read a product with what is sold of it."""
        product_id = str(identity(row, "id"))
        varies = text(row.get("type")) == VARIABLE
        sold = await self.variations(product_id) if varies else [row]
        listing = listing_of(self.api, row, sold)
        note(self.api.metadata, listing, varies=varies)
        self._note_pictures(row)
        return listing

    def _note_pictures(self, row: Json) -> None:
        for each in rows(row.get("images")):
            self.sources[text(each.get("id"))] = text(each.get("src"))

    async def picture_urls(self, listing: Listing) -> list[str]:
        """Say where pictures lie, by what was read; a product that was not is asked for them."""
        ids = [picture.remote_id or "" for picture in listing.images or ()]
        if listing.remote_id and not self.sources.keys() >= set(ids):
            self._note_pictures(await self.product(listing.remote_id) or {})
        return [self.sources.get(each, "") for each in ids]

    async def variations(self, product_id: str, ids: Collection[str] = ()) -> list[Json]:
        """Read the variations of a product, all or these; what stands in the trash is none."""
        query = [EDITING, ("orderby", "id"), ("order", "asc"), all_of(*OF_SALE)]
        if ids:
            query.append(("include", ",".join(sorted(ids))))
        found = await self.paged(product_id, query)
        return [row for row in found.values() if text(row.get("status")) != TRASH]

    async def paged(self, product_id: str, query: Sequence[tuple[str, str]]) -> Rows:
        """Read all pages of a list of variations, or of products where no product is named."""
        endpoint = variations(product_id) if product_id else PRODUCTS
        found: Rows = {}
        offset = 0
        while True:
            size = [("per_page", str(PAGE)), ("offset", str(offset))]
            page = await self.api.rows(endpoint, [*query, *size])
            before = len(found)
            found |= {identity(row, "id"): row for row in page.rows}
            at_end = page.total is not None and offset + PAGE >= page.total
            if not page.rows or at_end or (len(found) == before and page.total is None):
                return found
            offset += PAGE - OVERLAP

    async def _sweep(self) -> Rows:
        """Read every product by its id, which no edit moves, each page a little into the last."""
        query = [EDITING, ("status", "any"), ("orderby", "id"), ("order", "asc")]
        return await self.paged("", [*query, all_of(*OF_PRODUCT)])

    async def find(self, listings: Sequence[Listing]) -> list[Listing]:
        """Look again: by id, else by SKU, else by our mark among the newest."""
        found: Rows = {}
        for listing in listings:
            if listing.remote_id and (row := await self.product(listing.remote_id)):
                found[identity(row, "id")] = row
        unseen = [each for each in listings if int(each.remote_id or 0) not in found]
        skus = {offer.sku for listing in unseen for offer in listing.offers}
        for row in await self.holding(skus):
            found.setdefault(identity(row, "id"), row)
        asked = [self._named(await self.whole(row), listings) for row in found.values()]
        lost = {each.code for each in unseen} - {each.code for each in asked}
        return [*asked, *await self._newest(lost)]

    async def product(self, product_id: str) -> Json | None:
        """Read a product as it is now; None where there is none, or it lies in the trash."""
        try:
            row = await self.api.ask(product(product_id), [EDITING, all_of(*OF_PRODUCT)])
        except Rejected as error:
            if error.problem.code not in GONE:
                raise
            return None
        return row if self._is_ours_to_read(row) else None

    async def holding(self, skus: Collection[Sku]) -> list[Json]:
        """Read the products that have any of these SKUs, themselves or as a variation's.

        A shop whose SKUs are switched off answers with everything, so each row is looked at.
        """
        ids: set[str] = set()
        for some in chunks(sorted(skus), SKUS_PER_SEARCH):
            query = [EDITING, ("status", "any"), all_of("id", "sku", "type", "parent_id")]
            asked = [("sku", ",".join(some)), ("per_page", str(PAGE))]
            for row in (await self.api.rows(PRODUCTS, [*query, *asked])).rows:
                if text(row.get("sku")) in skus:
                    varies = text(row.get("type")) == VARIATION
                    ids.add(str(identity(row, "parent_id" if varies else "id")))
        found = [await self.product(each) for each in sorted(ids)]
        return [row for row in found if row]

    async def _newest(self, codes: Collection[Code]) -> list[Listing]:
        """Find what was made a moment ago, and whose SKU cannot be searched for yet."""
        if not codes:
            return []
        query = [EDITING, ("status", "any"), ("orderby", "id"), ("order", "desc")]
        size = [("per_page", str(NEWEST)), all_of(*OF_PRODUCT, "meta_data")]
        found = []
        for row in (await self.api.rows(PRODUCTS, [*query, *size])).rows:
            code = mark_of(row)
            if code in codes and not text(row.get("sku")) and self._is_ours_to_read(row):
                found.append(replace(await self.whole(row), code=code))
        return found

    def _named(self, listing: Listing, asked: Sequence[Listing]) -> Listing:
        """Answer a listing under the code it was asked by, unless several products claim it."""
        skus = {offer.sku for offer in listing.offers}
        by_id = {one.code for one in asked if one.remote_id == listing.remote_id}
        by_sku = {one.code for one in asked if skus & {offer.sku for offer in one.offers}}
        codes = by_id or by_sku
        return replace(listing, code=codes.pop()) if len(codes) == 1 else listing

    async def fresh(self, ids: Collection[str]) -> Mapping[str, Json]:
        """Read these simple products as they are at this moment."""
        found: dict[str, Json] = {}
        for some in chunks(sorted(ids), IDS_PER_SEARCH):
            query = [EDITING, ("status", "any"), all_of(*OF_SALE)]
            asked = [("include", ",".join(some)), ("per_page", str(PAGE))]
            page = await self.api.rows(PRODUCTS, [*query, *asked])
            found |= {str(identity(row, "id")): row for row in page.rows}
        return found


def note(metadata: MetadataCache, listing: Listing, *, varies: bool) -> None:
    """Keep in mind what a product is, and which SKU each id sells."""
    metadata.kinds[str(listing.remote_id)] = varies
    metadata.sku_of |= {o.remote_id: o.sku for o in listing.offers if o.remote_id and o.sku}


def mark_of(row: Json) -> Code:
    """Read under which code a product was made by us; "" where we did not make it."""
    return Code(text(meta_of(row).get(MARK)))


def meta_of(row: Json) -> Mapping[str, object]:
    """Read the meta of a product by key."""
    return {text(each.get("key")): each.get("value") for each in rows(row.get("meta_data"))}
