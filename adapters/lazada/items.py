"""Items of Lazada as listings: rows of its answers, however they are spelt this time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from adapters.lazada.attributes import OF_LISTING, prepare_days_of
from adapters.lazada.pictures import pictures_of
from adapters.lazada.special_price import sale_in
from sync.marketplace.json_values import (
    Json,
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
from sync.model import Code, Dong, Listing, Offer, Picture, ShopName, Size, Sku, Status

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
EDITABLE = frozenset({"", "reject", "livereject"})  # of these the seller may still write the stock


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
        stock_locked=_word(item.get("subStatus")) not in EDITABLE,
        reason="; ".join(dict.fromkeys(_reasons(item))) if status == "banned" else "",
        offers=tuple(map(_offer, shown_skus(skus_of(item), status))),
    )


def _said(attributes: Json, name: str) -> str | None:
    return clean(text(attributes.get(name))) or None


def shown_skus(skus: Sequence[ItemSku], status: Status) -> Sequence[ItemSku]:
    """Leave out the SKUs that are off sale, where others of a live item are on sale."""
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
