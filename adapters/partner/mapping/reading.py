"""Reads the products of the partner API as listings."""

from __future__ import annotations

from sync.marketplace.json_values import Json, record, rows, text, unclear, whole
from sync.marketplace.text_normalize import clean
from sync.model import Code, Dong, Listing, Offer, Picture, ShopName, Sku, Status


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
    if sale == "OFF":
        return "hidden"
    if product.get("live_revision") is not None:
        return "live"
    return "banned" if review == "REJECTED" else "reviewing"


def listing_of(shop: ShopName, product: Json) -> Listing:
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
        reason=_reason(product),
        offers=tuple(_offer(row) for row in offers_of(product)),
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
    """Tell why it was banned or refused, in the marketplace's own words."""
    banned = record(product.get("ban_reason"))
    refused = product.get("review_status") == "REJECTED"
    reasons = [banned] if banned else rows(product.get("reject_reasons")) if refused else []
    told = (text(row.get("message")) or text(row.get("code")) for row in reasons)
    return "; ".join(dict.fromkeys(filter(None, told)))


def _offer(row: Json) -> Offer:
    price, values = whole(row.get("price")), row.get("option_values")
    return Offer(
        sku=Sku(sku_of(row)),
        remote_id=sku_of(row),
        options=tuple(map(text, values)) if isinstance(values, list) else (),
        price=None if price is None else Dong(price),
        quantity=whole(row.get("stock")),
        gtin=text(row.get("gtin")) or None,
        weight_g=whole(row.get("weight_g")),
    )
