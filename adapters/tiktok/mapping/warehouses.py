"""Spreads a stock over the warehouses that a shop sells from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sync.marketplace.json_values import Json, rows, text, whole

Places = Mapping[str, int]  # warehouse id -> available units


@dataclass(frozen=True, slots=True)
class Warehouses:
    """Where a shop sells from; `resting` while it is on holiday and shows every stock as zero."""

    ids: tuple[str, ...]
    default: str
    resting: bool


def warehouses_of(answer: Json) -> Warehouses:
    """Read Get Warehouses; where none is the default, the first one that sells is."""
    selling = [
        row
        for row in rows(answer.get("warehouses"))
        if row.get("type") == "SALES_WAREHOUSE" and row.get("effect_status") != "DISABLED"
    ]
    ids = tuple(found for row in selling if (found := text(row.get("id"))))
    chosen = [text(row.get("id")) for row in selling if row.get("is_default") is True]
    resting = any(row.get("effect_status") == "RESTRICTED" for row in selling)
    return Warehouses(ids, next(iter([*chosen, *ids]), ""), resting)


def places_of(answer: Json) -> dict[str, dict[str, int]]:
    """Read an inventory search: what is available of each SKU id in each warehouse."""
    skus = [sku for row in rows(answer.get("inventory")) for sku in rows(row.get("skus"))]
    return {
        text(sku.get("id")): {
            text(place.get("warehouse_id")): whole(place.get("available_quantity")) or 0
            for place in rows(sku.get("warehouse_inventory"))
        }
        for sku in skus
    }


def spread(quantity: int, now: Places, default: str) -> dict[str, int]:
    """Share a quantity out over every warehouse of a SKU, as it must be.

    The default warehouse takes what changes; the others keep theirs, and give only when there is
    less than they hold.
    """
    places = dict(now) or {default: 0}
    main = default if default in places else next(iter(places))
    left = quantity
    shares: dict[str, int] = {}
    for place in sorted(places.keys() - {main}):
        shares[place] = min(places[place], left)
        left -= shares[place]
    return {**shares, main: left}
