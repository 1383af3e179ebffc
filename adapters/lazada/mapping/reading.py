"""Reads Lazada's items as listings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from adapters.lazada.mapping.items import (
    StandingSku,
    id_of,
    option_names_of,
    pictures_of,
    sellable,
    skus_of,
)
from sync.marketplace.json_values import Json, grams, number, record, rows, text, unclear, whole
from sync.marketplace.text_normalize import clean
from sync.model import Code, Dong, Listing, Offer, Picture, ShopName, Size, Status

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
OURS_ANYWAY = frozenset({"name", "description", "short_description", "brand"})
NO_CODE = Code("")  # an item has none of ours: its SKUs say whose it is


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
        code=NO_CODE,
        remote_id=id_of(item),
        title=_said(attributes, "name"),
        description=_said(attributes, "description"),
        category=text(item.get("primary_category")),
        brand=_said(attributes, "brand"),
        attributes={k: text(v) for k, v in attributes.items() if k not in OURS_ANYWAY},
        images=tuple(Picture("", url) for url in pictures_of(item)),
        option_names=option_names_of(item),
        status=status,
        reason="; ".join(dict.fromkeys(_reasons(item))) if status == "banned" else "",
        offers=tuple(map(_offer, _shown(skus_of(item), status))),
    )


def _said(attributes: Json, name: str) -> str | None:
    return clean(text(attributes.get(name))) or None


def _shown(skus: Sequence[StandingSku], status: Status) -> Sequence[StandingSku]:
    on_sale = [sku for sku in skus if sku.on_sale]
    return on_sale if on_sale and status == "live" else skus


def _reasons(item: Json) -> Iterator[str]:
    for row in rows(item.get("rejectReason")):
        detail, advice = text(row.get("violationDetail")), text(row.get("suggestion"))
        yield f"{detail} ({advice})" if advice else detail
    for row in rows(item.get("suspendedSkus")):
        yield text(row.get("rejectReason"))


def _offer(sku: StandingSku) -> Offer:
    row = sku.row
    price = whole(row.get("price"))
    return Offer(
        sku=sku.sku,
        remote_id=sku.sku_id,
        options=sku.options,
        price=None if price is None else Dong(price),
        quantity=sellable(row),
        weight_g=grams(row.get("package_weight")),
        size_mm=_size(row),
    )


def _size(row: Json) -> Size | None:
    sides = (number(row.get(f"package_{side}")) for side in ("length", "width", "height"))
    length, width, height = (whole(str((side or Decimal(0)) * 10)) or 0 for side in sides)
    return (length, width, height) if length and width and height else None
