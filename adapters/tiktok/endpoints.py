"""The names of TikTok's calls that we use; each has a version of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

SHOPS = "/authorization/202309/shops"
WAREHOUSES = "/logistics/202309/warehouses"
PREREQUISITES = "/product/202312/prerequisites"
CATEGORIES = "/product/202309/categories"
RULES = "/product/202309/categories/{id}/rules"
ATTRIBUTES = "/product/202309/categories/{id}/attributes"
BRANDS = "/product/202309/brands"

DAY_S = 24 * 3600.0
KEPT_S = {  # what stays the same for a while: so long it is not asked for again
    CATEGORIES: DAY_S,
    RULES: DAY_S,
    ATTRIBUTES: DAY_S,
    BRANDS: DAY_S,
    SHOPS: 0.0,  # a shop may go on holiday, or be closed, at any time
    WAREHOUSES: 0.0,
    PREREQUISITES: 0.0,
}

UPLOAD_IMAGE = "/product/202309/images/upload"
UPLOAD_FILE = "/product/202309/files/upload"

PRODUCTS = "/product/202309/products"
PRODUCT = "/product/202309/products/{id}"
FULL_EDIT = "/product/202509/products/{id}"
PARTIAL_EDIT = "/product/202509/products/{id}/partial_edit"
SEARCH = "/product/202502/products/search"
ACTIVATE = "/product/202309/products/activate"
DEACTIVATE = "/product/202309/products/deactivate"
PRICES = "/product/202309/products/{id}/prices/update"
INVENTORY = "/product/202309/products/{id}/inventory/update"
INVENTORY_SEARCH = "/product/202309/inventory/search"

ORDER_SEARCH = "/order/202309/orders/search"
ORDER_DETAIL = "/order/202507/orders"

RETURNS = "/return_refund/202309/returns/search"

WEBHOOKS = "/event/202309/webhooks"

AUTH_HOST = "https://auth.tiktok-shops.com"
AUTHORIZE = "/oauth/authorize"
TOKEN = "/api/v2/token/get"  # noqa: S105  # a path, not a secret
REFRESH = "/api/v2/token/refresh"


Pairs = Sequence[tuple[str, str]]

OLDEST_FIRST: Pairs = (("sort_field", "update_time"), ("sort_order", "ASC"))


class Endpoint(NamedTuple):
    """Where a call goes: the endpoint's name for log and pace, and the path of this one call."""

    name: str
    path: str


def at(name: str, id_: str = "") -> Endpoint:
    """Fill in the id that a path asks for."""
    return Endpoint(name, name.replace("{id}", id_))
