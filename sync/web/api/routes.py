"""Every route of the API, with the permission that it needs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sync.model.people import Permission
from sync.web.api.application import ApiRoute
from sync.web.api.held import approve_held, list_held, refuse_held
from sync.web.api.log import read_log
from sync.web.api.products import edit_product, list_products, read_product
from sync.web.api.shops import (
    list_orders,
    list_shops,
    read_sales,
    read_status,
    start_run,
    stop_run,
)
from sync.web.api.stock import (
    count_stock,
    list_stock,
    lose_stock,
    read_stock,
    receive_stock,
    sell_stock,
)

API_ROUTES: Final[Sequence[ApiRoute]] = (
    ApiRoute("GET", "/status", Permission.LOOK, read_status),
    ApiRoute("GET", "/products", Permission.LOOK, list_products),
    ApiRoute("GET", "/products/{code}", Permission.LOOK, read_product),
    ApiRoute("PATCH", "/products/{code}", Permission.EDIT, edit_product),
    ApiRoute("GET", "/stock", Permission.LOOK, list_stock),
    ApiRoute("GET", "/stock/{sku}", Permission.LOOK, read_stock),
    ApiRoute("POST", "/stock/{sku}/count", Permission.COUNT, count_stock),
    ApiRoute("POST", "/stock/{sku}/receive", Permission.COUNT, receive_stock),
    ApiRoute("POST", "/stock/{sku}/sell", Permission.COUNT, sell_stock),
    ApiRoute("POST", "/stock/{sku}/lose", Permission.COUNT, lose_stock),
    ApiRoute("GET", "/orders", Permission.LOOK, list_orders),
    ApiRoute("GET", "/sales", Permission.LOOK, read_sales),
    ApiRoute("GET", "/held", Permission.LOOK, list_held),
    ApiRoute("POST", "/held/{digest}/approve", Permission.DECIDE, approve_held),
    ApiRoute("POST", "/held/{digest}/refuse", Permission.DECIDE, refuse_held),
    ApiRoute("GET", "/shops", Permission.LOOK, list_shops),
    ApiRoute("POST", "/runs", Permission.RUN, start_run),
    ApiRoute("POST", "/runs/stop", Permission.RUN, stop_run),
    ApiRoute("GET", "/log", Permission.LOOK, read_log),
)
