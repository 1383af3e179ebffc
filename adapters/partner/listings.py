"""Reads the products of the partner API as listings, and names the product of each."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace

from adapters.partner.client import ShopApi
from adapters.partner.endpoints import PRODUCTS, at
from adapters.partner.features import FIND_SKUS
from sync.marketplace import Lost, Unavailable
from sync.marketplace.json_values import Json, chunks, record, rows, text, unclear, whole
from sync.marketplace.text_normalize import clean
from sync.model import (
    Change,
    Code,
    Dong,
    Listing,
    Offer,
    Picture,
    Problem,
    ShopName,
    Sku,
    Status,
)

HIGHEST_PRICE, MOST_UNITS, HEAVIEST_READ_G = 10**11, 10**8, 10**7  # beyond it a number says nothing
SALES, REVIEWS = {"ON", "OFF", "BANNED"}, {"PENDING", "APPROVED", "REJECTED"}
SKU = re.compile(r"[A-Za-z0-9._-]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class ListingReader:
    """Reads the products of one shop."""

    api: ShopApi

    async def listings(self) -> AsyncIterator[Listing]:
        """Yield the whole shop; raises unless as many came as there were when it began.

        A product that makes no sense stops no other: it is told once all of them were read.
        """
        seen: set[str] = set()
        total: int | None = None
        bad: Lost | None = None
        async for page in self.api.pages(at(PRODUCTS)):
            total = whole(page.get("total")) if total is None else total
            for row in rows(page.get("items")):
                try:
                    listing = parse_listing(self.api.shop, row)
                except Lost as error:
                    bad = bad or error
                    continue
                if listing.code not in seen:
                    seen.add(listing.code)
                    yield listing
        if bad is not None:
            raise bad
        if total is None or len(seen) < total:
            values = {"read": len(seen), "expected": total}
            raise Unavailable(Problem(code="sweep_short", values=values))

    async def picture_urls(self, sku: str) -> list[str]:
        """Ask where the pictures of a product are."""
        answer = await self.api.ask(at(PRODUCTS), [("skus", sku)])
        return [
            text(image.get("url"))
            for row in rows(answer.get("items"))
            for image in rows(row.get("images"))
        ]

    async def find(self, listings: Sequence[Listing]) -> list[Listing]:
        """Look again by SKU, which never lags."""
        wanted = dict.fromkeys(sku for listing in listings for sku in _names(listing))
        found: dict[str, Listing] = {}
        for some in chunks([sku for sku in wanted if SKU.fullmatch(sku)], FIND_SKUS):
            answer = await self.api.ask(at(PRODUCTS), [("skus", ",".join(some))])
            if not isinstance(answer.get("items"), list):
                raise unclear("items")
            for row in rows(answer.get("items")):
                found[sku_of(row)] = parse_listing(self.api.shop, row)
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


def own_sku(listing: Listing) -> str:
    """Name a product: by its SKU where it has no variants, else by its code."""
    return listing.code if listing.option_names or not listing.offers else listing.offers[0].sku


def product_of(change: Change) -> str:
    """Name the product that a change touches."""
    before = change.before and change.before.remote_id
    return before or change.after.remote_id or own_sku(change.after)


def sku_of(product: Json) -> str:
    """Take the product's own SKU, by which every call names it; raises `Lost`."""
    found = text(product.get("sku"))
    if not found:
        raise unclear("sku")
    return found


def status_of(product: Json) -> Status:
    """Say how a product stands; the first that fits of the contract's list.

    A word that v1 does not name counts as a review: nothing is done until it is understood.
    """
    sale, review = text(product.get("sale_status")), text(product.get("review_status"))
    if not sale or not review:
        raise unclear("sale_status")
    if sale == "BANNED":
        return "banned"
    if sale not in SALES:
        return "reviewing"
    if sale == "OFF":
        return "hidden"
    if product.get("live_revision") is not None:
        return "live"
    return "banned" if review == "REJECTED" else "reviewing"


def parse_listing(shop: ShopName, product: Json) -> Listing:
    """Read one product: the content of its newest revision, reviewed or not."""
    sku = sku_of(product)
    return Listing(
        shop=shop,
        code=Code(sku),
        remote_id=sku,
        title=_said(product, "name"),
        description=_said(product, "description_html"),
        category=text(product.get("category_id")) or None,
        brand=_said(product, "brand"),
        attributes={name: text(v) for name, v in record(product.get("attributes")).items()},
        images=tuple(
            Picture(text(row.get("sha256")), text(row.get("media_id")) or None)
            for row in rows(product.get("images"))
        ),
        option_names=tuple(map(text, options_of(product))),
        status=status_of(product),
        stock_locked=text(product.get("sale_status")) == "BANNED",
        reason=_reason(product),
        offers=tuple(_parse_offer(row) for row in offers_of(product)),
    )


def options_of(product: Json) -> list[object]:
    """Take the names of the options; a product may have none."""
    found = product.get("options")
    return found if isinstance(found, list) else []


def offers_of(product: Json) -> list[Json]:
    """Take what can be bought: the variants, or the product itself."""
    return rows(product.get("variants")) or [product]


def _said(product: Json, name: str) -> str | None:
    return clean(text(product.get(name))) or None


def _reason(product: Json) -> str:
    """Tell why it was banned or refused, in the marketplace's words; and words that v1 lacks."""
    banned = record(product.get("ban_reason"))
    refused = product.get("review_status") == "REJECTED"
    reasons = [banned] if banned else rows(product.get("reject_reasons")) if refused else []
    told = (text(row.get("message")) or text(row.get("code")) for row in reasons)
    sale, review = text(product.get("sale_status")), text(product.get("review_status"))
    unknown = [f"sale_status {sale}"] if sale not in SALES else []
    unknown += [f"review_status {review}"] if review not in REVIEWS else []
    return "; ".join(dict.fromkeys(filter(None, [*unknown, *told])))


def _parse_offer(row: Json) -> Offer:
    price, values = _within(row.get("price"), HIGHEST_PRICE), row.get("option_values")
    return Offer(
        sku=Sku(sku_of(row)),
        remote_id=sku_of(row),
        options=tuple(map(text, values)) if isinstance(values, list) else (),
        price=None if price is None else Dong(price),
        quantity=_within(row.get("stock"), MOST_UNITS),
        gtin=text(row.get("gtin")) or None,
        weight_g=_within(row.get("weight_g"), HEAVIEST_READ_G),
    )


def _within(value: object, most: int) -> int | None:
    found = whole(value)
    return None if found is None or not 0 <= found <= most else found
