"""Reading back: lists from a late index, single items at once."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from sandbox.lazada import facts
from sandbox.lazada.endpoints.product_view import product_view
from sandbox.lazada.market import get
from sandbox.lazada.refusal import Refusal, numbered
from sandbox.lazada.shelf import Item, Sku

if TYPE_CHECKING:
    from sandbox.lazada.market import Call
    from sandbox.replica import Json

_Fits = Callable[[Item], bool]


def products(call: Call) -> Json:
    """A page of items: GET /products/get."""
    limit = _limit(call)
    wrong = numbered(14, f'"{call.get("offset")}" Invalid Offset')
    offset = call.between("offset", 0, facts.PAGE_OFFSET, wrong)
    wanted = _wanted_skus(call)
    fits, in_time = _filtered(call), _in_time(call)
    indexed = call.now - call.knobs.index_lag_s
    found = [
        item
        for item in _candidates(call, wanted)
        if item.created_at <= indexed and fits(item) and in_time(item)
    ]
    if not found:
        return {"data": {"total_products": 0}}
    page = [_shown(item, wanted, call) for item in found[offset : offset + limit]]
    if call.knobs.splits_items:
        if offset + limit < len(found):
            page[-1]["skus"] = page[-1]["skus"][:1]
        if 0 < offset < len(found):
            page = _rest(found[offset - 1], call) + page
    total = len(found)
    return {
        "data": {
            "total_products": str(total) if call.knobs.odd_shapes else total,
            "products": page,
        }
    }


def _limit(call: Call) -> int:
    wrong = numbered(19, f'"{call.get("limit")}" Invalid Limit')
    limit = call.between("limit", facts.PAGE_DEFAULT, facts.PAGE, wrong)
    if limit < 1:
        raise wrong
    return limit


def _wanted_skus(call: Call) -> set[str] | None:
    """The SellerSkus asked for, None when the call asks for all items."""
    text = call.get("sku_seller_list")
    if not text:
        return None
    wrong = numbered(70, "You have corrupt data in your sku seller list.")
    try:
        wanted = json.loads(text)
    except ValueError as error:
        raise wrong from error
    if not isinstance(wanted, list) or len(wanted) > facts.LOOKED_UP_SKUS:
        raise wrong
    return {str(sku) for sku in wanted}


def _candidates(call: Call, wanted: set[str] | None) -> list[Item]:
    shop = call.shop
    if wanted is None:
        return list(shop.items.values())
    ids = {sku.item_id for seller_sku in wanted for sku in shop.by_seller_sku.get(seller_sku, ())}
    return [shop.items[item_id] for item_id in sorted(ids)]


def _filtered(call: Call) -> _Fits:
    """Whether an item is among those that `filter` means; raises 36 for an unknown one."""
    market, knobs = call.market, call.knobs

    def status(item: Item) -> str:
        return market.status(item, knobs.readback_lag_s)

    filters: dict[str, _Fits] = {
        "all": lambda item: knobs.all_includes_deleted or not item.deleted,
        "live": lambda item: status(item) == "Active",
        "inactive": lambda item: status(item) == "InActive",
        "deleted": lambda item: item.deleted,
        "pending": lambda item: status(item) == "Pending QC",
        "rejected": lambda item: item.doomed and status(item) == "InActive",
        "sold-out": lambda item: status(item) == "Active" and not _left(item),
        "image-missing": lambda item: not item.images,
    }
    if call.get("filter") not in filters:
        raise numbered(36, "Invalid status filter")
    return filters[call.get("filter")]


def _left(item: Item) -> int:
    return sum(sku.sellable for sku in item.standing)


def _in_time(call: Call) -> _Fits:
    """Whether an item was created and updated within the times that the call gives."""
    created = _span(call, "create")
    updated = _span(call, "update")

    def fits(item: Item) -> bool:
        return (
            created[0] <= item.created_at < created[1]
            and updated[0] <= item.updated_at < updated[1]
        )

    return fits


def _span(call: Call, what: str) -> tuple[float, float]:
    since, until = call.get(f"{what}_after"), call.get(f"{what}_before")
    return read_time(since) if since else 0.0, read_time(until) if until else 1e12


def read_time(text: str) -> float:
    """Seconds since 1970 of an ISO 8601 text with its zone; raises 17."""
    wrong = numbered(17, f'"{text}" Invalid Date Format')
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise wrong from error
    if moment.tzinfo is None or "T" not in text:
        raise wrong
    return moment.timestamp()


def _shown(item: Item, wanted: set[str] | None, call: Call) -> Json:
    skus: Sequence[Sku] = item.skus if item.deleted else item.standing
    if wanted is not None and not call.knobs.search_returns_whole_item:
        skus = [sku for sku in skus if sku.seller_sku in wanted]
    return product_view(item, skus, call)


def _rest(item: Item, call: Call) -> list[Json]:
    """The last item of a full page shows its first SKU only, the others open the next page."""
    rest = item.standing[1:]
    return [product_view(item, rest, call)] if rest else []


def product(call: Call) -> Json:
    """One item, without the index's lag: GET /product/item/get."""
    item_id = call.required("item_id")
    item = call.shop.item(item_id)
    if item is not None:
        return {"data": product_view(item, item.skus if item.deleted else item.standing, call)}
    if any(shop.item(item_id) for shop in call.market.shops.values()):
        raise Refusal("EDIT_ITEM_NOT_BELONG_SELLER", "The item belongs to another seller")
    raise numbered(208, f"Item {item_id} not found")


ENDPOINTS = {"/products/get": get(products), "/product/item/get": get(product)}
