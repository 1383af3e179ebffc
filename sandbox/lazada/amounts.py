"""Prices and stock, many SKUs of many items in one call, some of which may fail alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from sandbox.lazada import settings
from sandbox.lazada.entities import Discount, Sku, campaign_row, set_sellable, set_total, sku_row
from sandbox.lazada.errors import UPDATE_FAILED, Refusal, numbered, overview, row, wrapped
from sandbox.lazada.market import either, post
from sandbox.lazada.payload import Node, read_request
from sandbox.lazada.settings import BATCH

if TYPE_CHECKING:
    from sandbox.lazada.draft import Draft, Wish
    from sandbox.lazada.market import Call
    from sandbox.replica import Json


_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,10})?")
SIDES = ("package_length", "package_width", "package_height")


def number(text: str) -> Decimal | None:
    """A decimal number of bearable length, None when the text is none."""
    return Decimal(text.strip()) if _NUMBER.fullmatch(text.strip()) else None


def price_rows(field: str, text: str) -> list[Json]:
    """What is wrong with a price in dong."""
    price = number(text)
    if price is None:
        return [row(field, "CHECK_CAT_PROP_INVALID_NUMBER", "The price must be a number")]
    if price != int(price):
        sentence = "The price has too many decimals"
        return [row(field, "BIZ_CHECK_PRICE_PRECISION_INVALID", sentence)]
    if price <= 0:
        return [row(field, "BIZ_CHECK_PRICE_IS_ZERO", "The price must be larger than zero")]
    return []


def discount_rows(price: int, discount: Discount) -> list[Json]:
    """What is wrong with a sale price beside its price."""
    if discount.price >= price:
        sentence = "The special price must be lower than the price"
        return [row("special_price", "BIZ_CHECK_SPECIAL_PRICE_GREATER_THAN_PRICE", sentence)]
    if discount.since and discount.until and discount.since > discount.until:
        sentence = "The special price ends before it begins"
        return [
            row("special_from_date", "BIZ_CHECK_SPECIAL_PRICE_FROM_DATE_AFTER_TO_DATE", sentence)
        ]
    return []


def is_count(text: str) -> bool:
    """Whether this is a whole number of pieces that 64 bits can hold."""
    return text.isascii() and text.isdigit() and len(text) <= 18


def check_prices(draft: Draft) -> None:
    """Prices and sale prices of every SKU in the payload."""
    rows: list[Json] = []
    for wish in draft.wishes:
        rows += _wished_price_rows(wish)
    draft.refuse(rows)


def _wished_price_rows(wish: Wish) -> list[Json]:
    node = wish.node
    rows = [
        found
        for name in ("price", "special_price")
        if node.text(name)
        for found in price_rows(name, node.text(name))
    ]
    if rows:
        return rows
    if node.text("special_from_date") and not node.text("special_price"):
        return [
            row(
                "special_price",
                "BIZ_CHECK_SPECIAL_PRICE_FROM_DATE_AFTER_TO_DATE",
                "Dates without a price",
            )
        ]
    discount = wished_discount(wish)
    return discount_rows(wished_price(wish), discount) if discount else []


def wished_price(wish: Wish) -> int:
    """The price in dong as it would be afterwards."""
    text = wish.node.text("price")
    return int(Decimal(text)) if text or wish.sku is None else wish.sku.price.value


def wished_discount(wish: Wish) -> Discount | None:
    """The sale price as it would be afterwards."""
    node = wish.node
    if not node.text("special_price"):
        return wish.sku.discount if wish.sku else None
    price = int(Decimal(node.text("special_price")))
    return Discount(price, node.text("special_from_date"), node.text("special_to_date"))


def check_parcels(draft: Draft) -> None:
    """Counts, weights and sides of every SKU in the payload."""
    rows: list[Json] = []
    for wish in draft.wishes:
        rows += count_rows(wish.node.text("quantity") or "0") + _parcel_rows(wish.fields)
    draft.refuse(rows)


def count_rows(text: str) -> list[Json]:
    """What is wrong with a count of pieces."""
    if is_count(text):
        return []
    sentence = f"Invalid quantity {text}"
    return [row("quantity", "THD_INVENTORY_ERR_INV_PARAM_ILLEGAL", sentence)]


def _parcel_rows(fields: Mapping[str, str]) -> list[Json]:
    sizes = {name: number(fields[name]) for name in ("package_weight", *SIDES) if name in fields}
    for name, size in sizes.items():
        if size is None or size <= 0 or size != round(size, 2):
            sentence = "A positive number with at most two decimals is needed"
            return [row(name, "BIZ_CHECK_PACKAGE_DECIMAL_INVALID", sentence)]
    if (sizes.get("package_weight") or 0) > settings.WEIGHT_KG:
        sentence = f"The parcel is over {settings.WEIGHT_KG} kg"
        return [row("package_weight", "BIZ_CHECK_MAX_PACKAGE_WEIGHT", sentence)]
    if sum(sizes.get(name) or 0 for name in SIDES) > settings.SIDES_SUM_CM:
        sentence = f"The sides add up to over {settings.SIDES_SUM_CM} cm"
        return [row("package_length", "BIZ_CHECK_MAX_PACKAGE_DIMENISIONS", sentence)]
    return []


_NOT_FOUND = {"field": "ItemId", "message": "ITEM_NOT_FOUND", "code": "E0501"}
_NOT_PERMITTED = {"field": "Quantity", "message": "SELLER_NOT_PERMITTED", "code": "E0501"}

# What is wrong with one entry, and what to do with a good one.
_Judge = Callable[["Call", Node, Sku], list["Json"]]
_Write = Callable[["Call", Node, Sku], None]


def update_price_and_total(call: Call) -> Json:
    """Prices and total quantities: POST /product/price_quantity/update."""
    if not call.settings.price_quantity_on:
        raise Refusal("998", "E998: The API is disabled for stability")
    return _write_each(call, _price_and_total_rows, _write_price_and_total)


def update_sellable(call: Call) -> Json:
    """Absolute sellable quantities: /product/stock/sellable/update."""
    return _write_each(call, _sellable_rows, _write_sellable)


def adjust_sellable(call: Call) -> Json:
    """Signed steps of sellable quantities: POST /product/stock/sellable/adjust."""
    return _write_each(call, _step_rows, _write_step)


def _write_each(call: Call, judge: _Judge, write: _Write) -> Json:
    """Good entries are written whatever becomes of the others.

    Entries that cannot be found make a partial success that does not name them; entries that
    break a rule make a failure that names them, although the others were written.
    """
    lost: list[Json] = []
    broken: list[Json] = []
    entries = [(node, _entry_sku(call, node)) for node in _entries(call)]
    for position, (node, sku) in enumerate(entries):
        if sku is None:
            lost.append(_NOT_FOUND)
        elif call.fails(position):
            lost.append(sku_row(sku, {"field": "SkuId", "message": "SYS_ERROR", "code": "E0501"}))
        elif rows := judge(call, node, sku):
            broken += [sku_row(sku, found) for found in rows]
        else:
            write(call, node, sku)
    if broken or len(lost) == len(entries):
        raise overview(UPDATE_FAILED, broken + lost)
    return {"data": {}, "detail": lost} if lost else {"data": {}}


def _entries(call: Call) -> list[Node]:
    entries = read_request(call).child("Product").nodes("Skus", "Sku")
    if not entries:
        raise numbered(30, "Empty Request")
    if len(entries) > BATCH:
        raise Refusal("4171", f"E4171: Too many SKUs in one request: at most {BATCH}")
    if len(entries) > call.settings.most_skus_in_time:
        raise numbered(513, "Internal call exception, please send at most 20 SKUs")
    return entries


def _entry_sku(call: Call, node: Node) -> Sku | None:
    sku_id, item_id = node.text("SkuId"), node.text("ItemId")
    if not sku_id or not item_id:
        name = "ItemId" if sku_id else "SkuId"
        raise overview(UPDATE_FAILED, [row(name, "4216", f"{name} is mandatory")])
    sku = call.shop.sku_by_id(sku_id)
    if sku is None or str(sku.item_id) != item_id or sku.status.value == "deleted":
        return None
    return sku


def _price_and_total_rows(call: Call, node: Node, sku: Sku) -> list[Json]:
    if node.has("MultiWarehouseInventories"):
        return [_NOT_PERMITTED]
    if node.text("Quantity") and not call.settings.total_quantity_permitted:
        return [_NOT_PERMITTED]
    return _price_rows(node, sku) + _total_rows(node.text("Quantity"), sku)


def _price_rows(node: Node, sku: Sku) -> list[Json]:
    rows = []
    for name in ("Price", "SalePrice"):
        rows += price_rows(name, node.text(name)) if node.text(name) else []
    if rows:
        return rows
    price, discount = _entry_price(node, sku), _entry_discount(node, sku)
    if sku.price_locked and (price, discount) != (sku.price.value, sku.discount):
        return [
            wrapped("Price", "THD_IC_ERR_F_IC_ABILITY_PG_004", "The price is locked by a campaign")
        ]
    return discount_rows(price, discount) if discount else []


def _entry_price(node: Node, sku: Sku) -> int:
    return int(Decimal(node.text("Price"))) if node.text("Price") else sku.price.value


def _entry_discount(node: Node, sku: Sku) -> Discount | None:
    since, until = node.text("SaleStartDate"), node.text("SaleEndDate")
    if node.text("SalePrice"):
        return Discount(int(Decimal(node.text("SalePrice"))), since, until)
    old = sku.discount
    return old and Discount(old.price, since or old.since, until or old.until)


def _total_rows(text: str, sku: Sku) -> list[Json]:
    if not text or not is_count(text):
        return count_rows(text) if text else []
    held = sku.withhold + sku.occupy
    if int(text) < held:
        message = f"negative sellable on inventory,entityId={sku.item_id},id={sku.sku_id}"
        return [{"message": message}]
    return campaign_row(sku, int(text) - held)


def _write_price_and_total(call: Call, node: Node, sku: Sku) -> None:
    price = _entry_price(node, sku)
    sku.discount = _entry_discount(node, sku)
    if price != sku.price.value:
        sku.price.write(price, call.now, call.settings.readback_lag_s)
    if node.text("Quantity"):
        set_total(call, sku, int(node.text("Quantity")))
    if call.settings.writes_bump_updated_time:
        call.shop.items[sku.item_id].updated_at = call.now


def _sellable_rows(_: Call, node: Node, sku: Sku) -> list[Json]:
    if node.has("MultiWarehouseInventories"):
        return [_NOT_PERMITTED]
    text = node.text("SellableQuantity")
    if not text:
        return []
    return count_rows(text) or campaign_row(sku, int(text))


def _write_sellable(call: Call, node: Node, sku: Sku) -> None:
    """Without the tag nothing happens, and the answer says success."""
    if text := node.text("SellableQuantity"):
        set_sellable(call, sku, int(text))


def _step_rows(_: Call, node: Node, sku: Sku) -> list[Json]:
    text = node.text("SellableQuantity")
    if not is_count(text.removeprefix("-")):
        return count_rows(text)
    sellable = sku.sellable + int(text)
    if sellable < 0:
        return [row("SellableQuantity", "INV_NEGATIVE_SELLABLE", "Negative sellable stock")]
    return campaign_row(sku, sellable)


def _write_step(call: Call, node: Node, sku: Sku) -> None:
    set_sellable(call, sku, sku.sellable + int(node.text("SellableQuantity")))


ENDPOINTS = {
    "/product/price_quantity/update": post(update_price_and_total),
    "/product/stock/sellable/update": either(update_sellable),
    "/product/stock/sellable/adjust": post(adjust_sellable),
}
