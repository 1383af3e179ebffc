"""Units that move: from the shelf into an order, back again, or out of the house."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from sandbox.partner.changes import changed

if TYPE_CHECKING:
    from sandbox.partner.market import Market
    from sandbox.partner.shelf import Order, Shop

Units = Mapping[str, int]  # SKU -> units


def kept_units(order: Order) -> Units:
    """The units of an order that are not cancelled."""
    found: Counter[str] = Counter()
    for line in order.lines:
        found[line.sku] += line.kept
    return found


def take(market: Market, shop: Shop, units: Units) -> None:
    """Bought: no longer for sale, reserved until they are shipped."""
    _shift(market, shop, units, (-1, 1))


def put_back(market: Market, shop: Shop, units: Units) -> None:
    """Cancelled before they were shipped: for sale again, if the SKU still is."""
    _shift(market, shop, units, (1, -1))


def send_off(market: Market, shop: Shop, units: Units) -> None:
    """Shipped: no longer reserved."""
    _shift(market, shop, units, (0, -1))


def _shift(market: Market, shop: Shop, units: Units, signs: tuple[int, int]) -> None:
    touched = {}
    for sku, count in units.items():
        product, offer = shop.product_of(sku), shop.offer_of(sku)
        if product is not None and offer is not None:
            offer.stock += signs[0] * count
            offer.reserved = max(0, offer.reserved + signs[1] * count)
            touched[product.sku] = product
    for product in touched.values():
        changed(market, shop, product)
