"""The names of Lazada's calls that we use."""

from __future__ import annotations

CREATE = "/product/create"
UPDATE = "/product/update"
UPDATE_PRICE = "/product/price_quantity/update"
UPDATE_SELLABLE = "/product/stock/sellable/update"
ADJUST_SELLABLE = "/product/stock/sellable/adjust"
DEACTIVATE = "/product/deactivate"
REMOVE = "/product/remove"

PRODUCTS = "/products/get"
ITEM = "/product/item/get"

CATEGORY_TREE = "/category/tree/get"
ATTRIBUTES = "/category/attributes/get"

UPLOAD_IMAGE = "/image/upload"

ORDERS = "/orders/get"
ORDER = "/order/get"
ORDER_ITEMS = "/orders/items/get"
REVERSE_ORDERS = "/reverse/getreverseordersforseller"

SELLER = "/seller/get"

AUTHORIZE = "/oauth/authorize"
TOKEN = "/auth/token/create"  # noqa: S105  # a path, not a secret
REFRESH = "/auth/token/refresh"
