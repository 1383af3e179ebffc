"""Reads TikTok's products as listings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sync.marketplace.json_values import Json, record, rows, text, unclear, whole
from sync.marketplace.text_normalize import clean
from sync.model import Code, Dong, Listing, Offer, Picture, ShopName, Sku, Status

STATUSES: Mapping[str, Status] = {
    "ACTIVATE": "live",
    "PENDING": "reviewing",
    "SELLER_DEACTIVATED": "hidden",
    "DRAFT": "hidden",
    "FAILED": "banned",
    "PLATFORM_DEACTIVATED": "banned",
    "FREEZE": "banned",
}  # DELETED lies in the recycle bin, and does not stand in the shop
UNREADABLE = frozenset({"FREEZE"})  # product search still shows it


@dataclass(frozen=True, slots=True)
class Seen:
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
        """Whether it is in the shop, rather than in the recycle bin."""
        return self.status in STATUSES


def seen_of(row: Json) -> Seen:
    """Read one row of product search, or a product: both begin alike."""
    return Seen(
        product_id=identity_of(row, "id"),
        status=text(row.get("status")),
        audit=text(record(row.get("audit")).get("status")),
        update_time=whole(row.get("update_time")) or 0,
        row=row,
    )


def identity_of(row: Json, name: str) -> str:
    """Take an id that must be there, as the text that it is; raises `Lost`."""
    found = text(row.get(name))
    if not found.isascii() or not found.isdecimal() or not int(found):
        raise unclear(name)
    return found


def has_hidden_version(product: Json) -> bool:
    """Whether an edit is under review behind what buyers still see."""
    seen = seen_of(product)
    return seen.audit == "AUDITING" and seen.status in {"ACTIVATE", "SELLER_DEACTIVATED"}


def listing_of(shop: ShopName, product: Json) -> Listing:
    """Read one product of Get Product, or what a row of product search tells of it."""
    seen = seen_of(product)
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
        option_names=_option_names(product),
        status=STATUSES[seen.status],
        stamp=seen.stamp,
        reason=reason_of(product),
        offers=offers,
    )


def as_now_seen(remembered: Listing, seen: Seen) -> Listing | None:
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
        sku=Sku(text(row.get("seller_sku"))),
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
    found = whole(price.get("sale_price"))
    found = whole(price.get("tax_exclusive_price")) if found is None else found
    return None if found is None else Dong(found)


def _quantity(row: Json) -> int | None:
    """Sum what is available over all warehouses: the number that a write sets."""
    places = [whole(place.get("quantity")) for place in rows(row.get("inventory"))]
    counts = [count for count in places if count is not None]
    return sum(counts) if counts else None


def _option_names(product: Json) -> tuple[str, ...]:
    first = next(iter(rows(product.get("skus"))), {})
    return tuple(clean(text(row.get("name"))) for row in rows(first.get("sales_attributes")))


def leaf_of(product: Json) -> str | None:
    """Read the id of the category that a product stands in."""
    chain = rows(product.get("category_chains"))
    leaf = next((row for row in chain if row.get("is_leaf") is True), None)
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
    seen = seen_of(product)
    if STATUSES.get(seen.status) != "banned" and seen.audit != "FAILED":
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
