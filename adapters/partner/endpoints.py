"""The paths of the partner API that we use, below /partner/v1."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote


class Endpoint(NamedTuple):
    """A path, and its name without ids: for pace, journal and log."""

    path: str
    name: str


def at(path: str, **ids: object) -> Endpoint:
    """Fill the ids into a path."""
    quoted = {name: quote(str(value), safe="") for name, value in ids.items()}
    return Endpoint(path.format(**quoted), path)


TOKEN = "/auth/token"  # noqa: S105 - a path
SHOP = "/shop"
CATEGORIES = "/categories"
ATTRIBUTES = "/categories/{category}/attributes"

DAY_S = 24 * 3600.0
KEPT_S = {  # what stays the same for a while: so long it is not asked for again
    CATEGORIES: DAY_S,
    ATTRIBUTES: DAY_S,
    SHOP: 0.0,  # it may be locked at any time
}

MEDIA = "/media"
PRODUCTS = "/products"
PRODUCT = "/products/by-sku/{sku}"
ON = "/products/by-sku/{sku}/on"
OFF = "/products/by-sku/{sku}/off"
PRICES = "/products/prices"
STOCKS = "/products/stocks"
ORDERS = "/orders"
ORDER = "/orders/{order}"
WEBHOOK = "/webhook"
MISSED = "/webhook/missed"
