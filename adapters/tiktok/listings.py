"""Reads what stands in the shop, and TikTok's products as listings."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace

from adapters.tiktok.client import ShopApi
from adapters.tiktok.endpoints import PRODUCT, SEARCH, at
from adapters.tiktok.features import PAGE, SEARCHED
from sync.marketplace import Lost, MarketplaceError, Rejected, Unavailable
from sync.marketplace.json_values import Json, chunks, record, rows, text, unclear, whole, yes
from sync.marketplace.text_normalize import clean
from sync.model import Code, Dong, Listing, Offer, Picture, Problem, ShopName, Sku, Status

STATUSES: Mapping[str, Status] = {
    "ACTIVATE": "live",
    "PENDING": "reviewing",
    "SELLER_DEACTIVATED": "hidden",
    "DRAFT": "hidden",
    "FAILED": "banned",
    "PLATFORM_DEACTIVATED": "banned",
    "FREEZE": "banned",
}
TAKES_STOCK = frozenset({"DRAFT", "PENDING", "FAILED", "ACTIVATE", "SELLER_DEACTIVATED"})
DELETED = "DELETED"  # lies in the recycle bin, and does not stand in the shop
LARGEST = 10**12
UNREADABLE = frozenset({"FREEZE"})  # product search still shows it


@dataclass(frozen=True, slots=True)
class SearchRow:
    """A product as product search shows it."""

    product_id: str
    status: str
    audit: str
    update_time: int
    row: Json

    @property
    def stamp(self) -> str:
        """Mark a version: content, audit and status move it; price and stock stand in the row."""
        return f"{self.update_time}:{self.status}:{self.audit}"

    @property
    def stands(self) -> bool:
        """Whether it is in the shop, rather than in the recycle bin; so is what we do not know."""
        return self.status != DELETED


def search_row(row: Json) -> SearchRow:
    """Read one row of product search, or a product: both begin alike; raises `Lost`."""
    status = text(row.get("status"))
    if not status:
        raise unclear("status")
    return SearchRow(
        product_id=identity_of(row, "id"),
        status=status,
        audit=text(record(row.get("audit")).get("status")),
        update_time=whole(row.get("update_time")) or 0,
        row=row,
    )


def _search_rows(told: Json) -> tuple[list[SearchRow], Lost | None]:
    """Read a page of product search; answers the error of the first bad row, too."""
    found: list[SearchRow] = []
    bad: Lost | None = None
    for row in rows(told.get("products")):
        try:
            found.append(search_row(row))
        except Lost as error:
            bad = bad or error
    return found, bad


def identity_of(row: Json, name: str) -> str:
    """Take an id that must be there, as the text that it is; raises `Lost`."""
    found = text(row.get(name))
    if not found.isascii() or not found.isdecimal() or not int(found):
        raise unclear(name)
    return found


def has_hidden_version(product: Json) -> bool:
    """Whether an edit is under review behind what buyers still see."""
    seen = search_row(product)
    return seen.audit == "AUDITING" and seen.status in {"ACTIVATE", "SELLER_DEACTIVATED"}


NO_HIDDEN_VERSION = "12052547"
UNREADABLE_NOW = "12052901"  # its status does not allow it


async def newest_version(api: ShopApi, product_id: str) -> Json:
    """Read a product in its newest version: an edit under review hides behind the live one."""
    shown = await api.ask(at(PRODUCT, product_id))
    if not has_hidden_version(shown):
        return shown
    query = [("return_under_review_version", "true")]
    try:
        hidden = await api.ask(at(PRODUCT, product_id), query)
    except Rejected as error:
        if error.problem.values.get("platform_code") == NO_HIDDEN_VERSION:
            return shown
        raise
    return {**hidden, **{name: shown.get(name) for name in ("status", "audit", "update_time")}}


def is_absent(error: Rejected) -> bool:
    """Whether a product cannot be read because it is deleted, or frozen."""
    code = error.problem.values.get("platform_code")
    return error.problem.code == "listing_gone" or code == UNREADABLE_NOW


def listing_of(shop: ShopName, product: Json) -> Listing:
    """Read one product of Get Product, or what a row of product search tells of it."""
    seen = search_row(product)
    offers = tuple(_offer(row) for row in rows(product.get("skus")))
    return Listing(
        shop=shop,
        code=Code(text(product.get("external_product_id"))),
        remote_id=seen.product_id,
        title=clean(text(product.get("title"))) or None,
        description=text(product.get("description")) or None,
        category=leaf_of(product),
        brand=text(record(product.get("brand")).get("name")) or None,
        attributes=_attributes(product),
        images=tuple(Picture("", text(row.get("uri"))) for row in rows(product.get("main_images"))),
        option_names=option_names_of(product),
        status=STATUSES.get(seen.status, "banned"),  # not to be touched until a person looked
        stock_locked=seen.status not in TAKES_STOCK,
        stamp=seen.stamp,
        reason=reason_of(product),
        offers=offers,
    )


def as_now_seen(remembered: Listing, seen: SearchRow) -> Listing | None:
    """Carry price and stock of a search row into what is remembered; None if more moved.

    A stamp counts whole seconds, so the title is compared as well, but for the live one that a
    row shows while another waits behind it.
    """
    if seen.audit != "AUDITING" and clean(text(seen.row.get("title"))) != remembered.title:
        return None
    now = {offer.remote_id: offer for offer in map(_offer, rows(seen.row.get("skus")))}
    if now.keys() != {offer.remote_id for offer in remembered.offers}:
        return None
    offers = tuple(_with_amounts(offer, now[offer.remote_id]) for offer in remembered.offers)
    return remembered if offers == remembered.offers else replace(remembered, offers=offers)


def _with_amounts(offer: Offer, now: Offer) -> Offer:
    return replace(offer, price=now.price, quantity=now.quantity)


def without_quantities(listing: Listing) -> Listing:
    """Forget quantities that say nothing: a shop on holiday shows every stock as zero."""
    return replace(listing, offers=tuple(replace(o, quantity=None) for o in listing.offers))


def sold_out(listing: Listing) -> bool:
    """Whether nothing of it can be bought, as far as is shown."""
    return all(offer.quantity == 0 for offer in listing.offers)


def _offer(row: Json) -> Offer:
    return Offer(
        sku=Sku(text(row.get("seller_sku")) or text(row.get("external_sku_id"))),
        remote_id=identity_of(row, "id"),
        options=tuple(
            clean(text(choice.get("value_name"))) for choice in rows(row.get("sales_attributes"))
        ),
        price=_price(record(row.get("price"))),
        quantity=_quantity(row),
        gtin=text(record(row.get("identifier_code")).get("code")) or None,
    )


def _price(price: Json) -> Dong | None:
    """Take the display price: written as `amount`, read under either of two other names."""
    found = count(price.get("sale_price"))
    found = count(price.get("tax_exclusive_price")) if found is None else found
    return None if found is None else Dong(found)


def _quantity(row: Json) -> int | None:
    """Sum what is available over all warehouses: the number that a write sets."""
    places = [count(place.get("quantity")) for place in rows(row.get("inventory"))]
    counts = [found for found in places if found is not None]
    return sum(counts) if counts else None


def count(value: object) -> int | None:
    """Take a count or an amount; what no shop can have is as good as unread."""
    found = whole(value)
    return found if found is not None and 0 <= found <= LARGEST else None


def option_names_of(product: Json) -> tuple[str, ...]:
    """Read the kinds of options that a product has."""
    first = next(iter(rows(product.get("skus"))), {})
    return tuple(clean(text(row.get("name"))) for row in rows(first.get("sales_attributes")))


def leaf_of(product: Json) -> str | None:
    """Read the id of the category that a product stands in."""
    chain = rows(product.get("category_chains"))
    leaf = next((row for row in chain if yes(row.get("is_leaf"))), None)
    return text(leaf.get("id")) or None if leaf else None


def _attributes(product: Json) -> dict[str, str] | None:
    if "product_attributes" not in product:
        return None
    return {
        text(row.get("name")): ", ".join(
            text(value.get("name")) for value in rows(row.get("values"))
        )
        for row in rows(product.get("product_attributes"))
    }


def reason_of(product: Json) -> str:
    """Read why TikTok refused the newest version; "" where it did not."""
    seen = search_row(product)
    if STATUSES.get(seen.status, "banned") != "banned" and seen.audit != "FAILED":
        return ""
    told = [_complaint(row) for row in rows(product.get("audit_failed_reasons"))]
    return "; ".join(filter(None, told)) or seen.status


def _complaint(row: Json) -> str:
    reasons, suggestions = _texts(row.get("reasons")), _texts(row.get("suggestions"))
    where = text(row.get("position"))
    said = ": ".join(filter(None, [where, ", ".join(reasons)]))
    return f"{said} ({', '.join(suggestions)})" if suggestions else said


def _texts(value: object) -> list[str]:
    return [found for one in value if (found := text(one))] if isinstance(value, list) else []


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
class ListingReader:
    """The products of one shop."""

    api: ShopApi

    async def listings(self, known: Mapping[str, Listing]) -> AsyncIterator[Listing]:
        """Yield the whole shop; what did not move since `known` costs its share of a page only.

        Price and stock are always those of the page, so even a quick look sees them drift. A
        product that makes no sense stops no other: it is told once all of them were read.
        """
        bad: MarketplaceError | None = None
        async for page in self._pages({"status": "ALL"}):
            found: list[Listing] = []
            for seen in page:
                try:
                    listing = await self._listing(seen, known.get(seen.product_id))
                except (Lost, Rejected) as error:
                    bad = bad or error
                else:
                    found += [listing] if listing else []
            for listing in await self._rested(found):
                yield listing
        if bad is not None:
            raise bad

    async def find(self, listings: Sequence[Listing]) -> list[Listing]:
        """Look again: by id, which is fresh, else through the search index, which lags."""
        ids = [listing.remote_id for listing in listings if listing.remote_id]
        skus = [o.sku for listing in listings if not listing.remote_id for o in listing.offers]
        seen = {one.product_id: one for one in await self._search(skus)}
        found = [await self._read(id_) for id_ in dict.fromkeys([*ids, *seen])]
        there = [_as_asked(listing, listings) for listing in found if listing is not None]
        return await self._rested(there)

    async def picture_urls(self, product_id: str) -> list[str]:
        """Ask where the pictures of a product are: their ids do not say it."""
        shown = rows((await newest_version(self.api, product_id)).get("main_images"))
        urls = (row.get("urls") for row in shown)
        return [text(each[0]) if isinstance(each, list) and each else "" for each in urls]

    async def _listing(self, seen: SearchRow, remembered: Listing | None) -> Listing | None:
        """Take what is remembered where nothing moved, else read it; a frozen one shows less.

        The search index is stale: it may show for months what is deleted. Only the product itself
        says so, and is left out then; `find` proves it once more.
        """
        if remembered and remembered.stamp == seen.stamp:
            now = as_now_seen(remembered, seen)
            if now is not None:
                return self.api.metadata.notice(now)
        if seen.status in UNREADABLE:
            return listing_of(self.api.shop, seen.row)
        try:
            product = await newest_version(self.api, seen.product_id)
        except Rejected as error:
            if is_absent(error):
                return None
            raise
        if not search_row(product).stands:
            return None
        return self.api.metadata.notice(listing_of(self.api.shop, product))

    async def _read(self, product_id: str) -> Listing | None:
        """Read one product; None where it does not stand in the shop any more."""
        try:
            product = await newest_version(self.api, product_id)
        except Rejected as error:
            return await self._refused(product_id, error)
        return listing_of(self.api.shop, product) if search_row(product).stands else None

    async def _refused(self, product_id: str, error: Rejected) -> Listing | None:
        """Tell gone from frozen, which cannot be read either but still stands there."""
        if not is_absent(error):
            raise error
        if error.problem.code == "listing_gone":
            return None
        frozen = [one async for one in self._pages({"status": "FREEZE"})]
        row = next((s.row for page in frozen for s in page if s.product_id == product_id), None)
        return listing_of(self.api.shop, row) if row else None

    async def _rested(self, listings: Sequence[Listing]) -> list[Listing]:
        """Take no quantity from a shop on holiday: it shows every stock as zero."""
        suspicious = bool(listings) and all(map(sold_out, listings))
        if suspicious and (await self.api.warehouses_now()).resting:
            return [without_quantities(listing) for listing in listings]
        return list(listings)

    async def _search(self, skus: Sequence[str]) -> list[SearchRow]:
        """Search SKUs; a SKU may stand in several products, and the index may know none yet."""
        found: list[SearchRow] = []
        for some in chunks(skus, SEARCHED):
            async for page in self._pages({"status": "ALL", "seller_skus": list(some)}):
                found += page
        return found

    async def _pages(self, body: Json) -> AsyncIterator[list[SearchRow]]:
        """Page through a search; raises unless as many came as were counted.

        A row that makes no sense is told of once all the others were seen.
        """
        ids, total = set[str](), None
        bad: Lost | None = None
        async for told in self.api.pages(at(SEARCH), body, [("page_size", str(PAGE))]):
            page, error = _search_rows(told)
            bad = bad or error
            yield [seen for seen in page if seen.stands and seen.product_id not in ids]
            ids |= {seen.product_id for seen in page}
            total = whole(told.get("total_count"))
        if bad is not None:
            raise bad
        if len(ids) != total:  # somebody added or deleted while we read
            raise _incomplete(len(ids), total)
