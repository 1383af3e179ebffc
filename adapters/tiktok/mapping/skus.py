"""Writes the SKUs of a product: all of them each time, for one that is left out is deleted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from adapters.tiktok.mapping.reading import identity_of
from sync.marketplace.json_values import Json, record, rows, text
from sync.marketplace.text_normalize import clean
from sync.model import Listing, Offer

CURRENCY = "VND"


@dataclass(frozen=True, slots=True)
class Rows:
    """The SKU rows of an edit; those that are `new` have no id, so the edit makes them."""

    rows: tuple[Json, ...]
    new: bool


def price_body(offer: Offer) -> Json:
    """Write a display price; TikTok takes amounts as text."""
    return {"amount": str(offer.price), "currency": CURRENCY}


def stock_body(places: Mapping[str, int]) -> list[Json]:
    """Write the stock in each warehouse."""
    return [{"warehouse_id": place, "quantity": count} for place, count in places.items()]


def new_row(listing: Listing, offer: Offer, warehouse: str) -> Json:
    """Write a SKU that is not there yet, all of its stock in one warehouse."""
    row: dict[str, object] = {
        **_names(offer),
        **_placed(listing, offer),
        "price": price_body(offer),
        "inventory": stock_body({warehouse: offer.quantity or 0}),
    }
    if offer.gtin:
        row["identifier_code"] = {"code": offer.gtin, "type": "GTIN"}
    return row


def kept_row(row: Json) -> Json:
    """Write a SKU as it was read; price and stock stay what they are by being left out."""
    kept: dict[str, object] = {
        "id": identity_of(row, "id"),
        "seller_sku": text(row.get("seller_sku")),
        "external_sku_id": text(row.get("external_sku_id")),
        "sales_attributes": [_kept_choice(choice) for choice in rows(row.get("sales_attributes"))],
    }
    if code := record(row.get("identifier_code")):
        kept["identifier_code"] = {name: text(code.get(name)) for name in ("code", "type")}
    return kept


def kept_rows(product: Json) -> tuple[Json, ...]:
    """Write every SKU of a product as it is."""
    return tuple(kept_row(row) for row in rows(product.get("skus")))


def wanted_rows(listing: Listing, product: Json, warehouse: str) -> Rows:
    """Write the SKUs that a listing wants: those that stand there by their id, the others anew."""
    standing = by_sku(product)
    found = [standing.get(offer.sku) for offer in listing.offers]
    same = all(
        row is not None and _chosen(row) == _wished(listing, offer)
        for row, offer in zip(found, listing.offers, strict=True)
    )
    written = [
        new_row(listing, offer, warehouse)
        if row is None
        else {**kept_row(row), **_names(offer), **({} if same else _placed(listing, offer))}
        for row, offer in zip(found, listing.offers, strict=True)
    ]
    return Rows(tuple(written), new=None in found)


def priced_rows(product: Json, offers: Sequence[Offer]) -> tuple[Json, ...]:
    """Write every SKU of a product as it is, some with another price."""
    prices = {offer.remote_id: price_body(offer) for offer in offers}
    return tuple(
        {**row, "price": prices[row["id"]]} if row["id"] in prices else row
        for row in kept_rows(product)
    )


def by_sku(product: Json) -> dict[str, Json]:
    """Look up the SKUs of a product by our name of them."""
    found = rows(product.get("skus"))
    named = {text(row.get("external_sku_id")): row for row in found}
    named |= {text(row.get("seller_sku")): row for row in found}
    named.pop("", None)
    return named


def _names(offer: Offer) -> Json:
    """Write our name of a SKU in both places: somebody may have edited the visible one."""
    return {"seller_sku": offer.sku, "external_sku_id": offer.sku}


def _placed(listing: Listing, offer: Offer) -> Json:
    """Write which options a SKU stands under."""
    pairs = _wished(listing, offer)
    choices = [{"name": name, "value_name": value} for name, value in pairs]
    return {"sales_attributes": choices} if choices else {}


def _wished(listing: Listing, offer: Offer) -> list[tuple[str, str]]:
    return list(zip(map(clean, listing.option_names), map(clean, offer.options), strict=True))


def _chosen(row: Json) -> list[tuple[str, str]]:
    return [
        (clean(text(choice.get("name"))), clean(text(choice.get("value_name"))))
        for choice in rows(row.get("sales_attributes"))
    ]


def _kept_choice(choice: Json) -> Json:
    kept: dict[str, object] = {
        "id": text(choice.get("id")),
        "value_id": text(choice.get("value_id")),
    }
    if uri := text(record(choice.get("sku_img")).get("uri")):
        kept["sku_img"] = {"uri": uri}
    return kept
