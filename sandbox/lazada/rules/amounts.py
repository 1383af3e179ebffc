"""Prices, counts and parcels: what one number may be."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from sandbox.lazada import facts
from sandbox.lazada.rules.rows import row
from sandbox.lazada.shelf import Discount

if TYPE_CHECKING:
    from sandbox.lazada.rules.draft import Draft, Wish
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
        return [row(field, 4107, "CHECK_CAT_PROP_INVALID_NUMBER", "The price must be a number")]
    if price != int(price):
        sentence = "The price has too many decimals"
        return [row(field, 4104, "BIZ_CHECK_PRICE_PRECISION_INVALID", sentence)]
    if price <= 0:
        return [row(field, 4118, "BIZ_CHECK_PRICE_ZERO", "The price must be larger than zero")]
    return []


def discount_rows(price: int, discount: Discount) -> list[Json]:
    """What is wrong with a sale price beside its price."""
    if discount.price >= price:
        sentence = "The special price must be lower than the price"
        return [row("special_price", 4157, "BIZ_CHECK_SPECIAL_PRICE", sentence)]
    if discount.since and discount.until and discount.since > discount.until:
        sentence = "The special price ends before it begins"
        return [row("special_from_date", 4117, "BIZ_CHECK_SPECIAL_DATE", sentence)]
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
        return [row("special_price", 4117, "BIZ_CHECK_SPECIAL_DATE", "Dates without a price")]
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
    return [row("quantity", 4152, "THD_INVENTORY_ERR_INV_PARAM_ILLEGAL", sentence)]


def _parcel_rows(fields: Mapping[str, str]) -> list[Json]:
    sizes = {name: number(fields[name]) for name in ("package_weight", *SIDES) if name in fields}
    for name, size in sizes.items():
        if size is None or size <= 0 or size != round(size, 2):
            sentence = "A positive number with at most two decimals is needed"
            return [row(name, 4149, "BIZ_CHECK_PACKAGE_PRECISION_INVALID", sentence)]
    if (sizes.get("package_weight") or 0) > facts.WEIGHT_KG:
        sentence = f"The parcel is over {facts.WEIGHT_KG} kg"
        return [row("package_weight", 4164, "BIZ_CHECK_PACKAGE_WEIGHT_LIMIT", sentence)]
    if sum(sizes.get(name) or 0 for name in SIDES) > facts.SIDES_SUM_CM:
        sentence = f"The sides add up to over {facts.SIDES_SUM_CM} cm"
        return [row("package_length", 4165, "BIZ_CHECK_PACKAGE_SIZE_LIMIT", sentence)]
    return []
