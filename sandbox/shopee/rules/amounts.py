"""Prices and stock: what one number may be, and how far prices of one item may lie apart."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING

from sandbox.shopee import facts
from sandbox.shopee.refusal import Refusal, bad

if TYPE_CHECKING:
    from sandbox.shopee.fields import Fields


def whole_price(wish: Fields) -> int:
    """The price in dong, decimals rounded half up."""
    return math.floor(wish.number("original_price") + 0.5)


def checked_price(wish: Fields) -> int:
    """The price in dong within the platform's range."""
    price = whole_price(wish)
    least, most = facts.PRICE
    if price < least:
        message = f"Price should be at least {least}."
        raise Refusal("product.error_price_exceed_min_limitt", message)
    if price > most:
        raise Refusal("product.error_price_exceed_max_limitt", f"Price should be at most {most}.")
    return price


def is_price(price: int) -> bool:
    """Whether the price in dong is in range."""
    least, most = facts.PRICE
    return least <= price <= most


def written_stock(wish: Fields) -> int:
    """The number in seller_stock; a location may not be named by a single-warehouse shop."""
    stocks = wish.objects("seller_stock")
    if any(entry.get("location_id") for entry in stocks):
        raise Refusal(
            "product.error_auth",
            "You do not have right to use seller location_id, please only fill seller_stock filed.",
        )
    if len(stocks) > 1:
        raise bad("Repeat location_id.")
    return stocks[0].integer("stock")


def checked_stock(wish: Fields, named: str = "") -> int:
    """The stock in range, or a refusal that names the model."""
    stock = written_stock(wish)
    if not is_stock(stock):
        raise bad(stock_range(named))
    return stock


def is_stock(stock: int) -> bool:
    """Whether the count is in range."""
    least, most = facts.STOCK
    return least <= stock <= most


def stock_range(named: str) -> str:
    """The platform's sentence about a stock out of range."""
    least, most = facts.STOCK
    return f"Stock should be within {least}-{most} for model {named}".rstrip()


def too_far_apart(prices: Iterable[int], ratio: float) -> bool:
    """Whether the highest is more than `ratio` times the lowest."""
    found = list(prices)
    return bool(found) and max(found) > min(found) * ratio
