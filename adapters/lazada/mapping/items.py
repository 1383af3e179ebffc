"""Reads an item of Lazada as it stands, whichever way it is spelt this time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import orjson

from sync.marketplace.json_values import Json, identity, record, rows, text, unclear, whole
from sync.marketplace.text_normalize import clean
from sync.model import Sku

ACTIVE, DELETED = "active", "deleted"


@dataclass(frozen=True, slots=True)
class StandingSku:
    """One SKU of an item, on sale or not."""

    sku: Sku
    sku_id: str
    on_sale: bool
    options: tuple[str, ...]
    row: Json


@dataclass(frozen=True, slots=True)
class Page:
    """One page of items; `total` counts items, not SKUs."""

    items: tuple[Json, ...]
    total: int


def page_of(data: Json) -> Page:
    """Read the `data` of /products/get; where nothing was found it may hold nothing at all."""
    found = data.get("products")
    if found is None:
        return Page((), whole(data.get("total_products")) or 0)
    total = whole(data.get("total_products"))
    if not isinstance(found, list) or len(rows(found)) != len(found) or total is None:
        raise unclear("products")
    return Page(tuple(found), total)


def id_of(item: Json) -> str:
    """Take the item's id, a number or a text; raises `Lost`."""
    return str(identity(item, "item_id"))


def skus_of(item: Json) -> list[StandingSku]:
    """List the SKUs that were not deleted."""
    names = option_names_of(item)
    return [
        StandingSku(
            Sku(text(row.get("SellerSku"))),
            str(identity(row, "SkuId")),
            _status(row) in (ACTIVE, ""),
            _options(row, names),
            row,
        )
        for row in rows(item.get("skus"))
        if _status(row) != DELETED
    ]


def _status(row: Json) -> str:
    return text(row.get("Status")).lower()


def option_names_of(item: Json) -> tuple[str, ...]:
    """Read the names of the options: `Variation1`, `variation2` and so on, in their order."""
    variation = record(item.get("variation"))
    axes = sorted(variation, key=str.lower)
    names = (clean(text(record(variation[axis]).get("name"))) for axis in axes)
    return tuple(name for name in names if name)


def _options(row: Json, names: Iterable[str]) -> tuple[str, ...]:
    """Read where a SKU stands: in `saleProp`, or flat under the names of the options."""
    place = {clean(name): value for name, value in row.items()}
    place |= {clean(name): value for name, value in record(row.get("saleProp")).items()}
    return tuple(clean(text(place.get(name))) for name in names)


def locked(item: Json) -> bool:
    """Whether a sanction keeps even its seller from editing an item."""
    return text(item.get("subStatus")).lower() == "lock"


def in_many_warehouses(item: Json) -> Iterator[str]:
    """Name the SkuIds whose stock lies in several places."""
    for row in rows(item.get("skus")):
        if len(rows(row.get("multiWarehouseInventories"))) > 1:
            yield str(identity(row, "SkuId"))


def sellable(row: Json) -> int | None:
    """Count what buyers may order: the number that our writes set, never the total.

    A warehouse that holds nothing may be left out, so an empty list says nothing by itself.
    """
    places = rows(row.get("multiWarehouseInventories"))
    counts = [whole(place.get("sellableQuantity")) for place in places]
    known = [count for count in counts if count is not None]
    if known:
        return sum(known)
    available = whole(row.get("Available"))
    return whole(row.get("quantity")) if available is None else available


def pictures_of(item: Json) -> list[str]:
    """List the main pictures' addresses: a list, or the JSON text of one, padded with blanks."""
    found = item.get("images")
    if isinstance(found, str):
        try:
            found = orjson.loads(found)
        except orjson.JSONDecodeError:
            return []
    return [url for url in map(text, found) if url] if isinstance(found, list) else []


def merged(some: Json, more: Json) -> Json:
    """Put together an item of which two pages showed different SKUs."""
    by_id = {
        text(row.get("SkuId")): row for row in [*rows(some.get("skus")), *rows(more.get("skus"))]
    }
    return {**some, "skus": list(by_id.values())}
