"""Every path that the TikTok replica knows: its verb, its versions, its scope."""

from __future__ import annotations

from sandbox.tiktok import access, amounts, media, metadata, orders, publish, reading, returns
from sandbox.tiktok.market import Endpoint

_BASIC, _WRITE, _DELETE = "seller.product.basic", "seller.product.write", "seller.product.delete"
_RETURNS = "seller.return_refund.basic"
_ORDERS, _SHOP, _LOGISTICS = "seller.order.info", "seller.authorization.info", "seller.logistics"
_PRODUCTS = "/product/{version}/products"
_PRODUCT = _PRODUCTS + "/{product_id}"
_LEAF = "/product/{version}/categories/{category_id}"
_WEBHOOKS = "/event/{version}/webhooks"
_EDITS = frozenset({"202309", "202509"})

ENDPOINTS = (
    Endpoint("GET", "/open/authorize", access.consent),
    Endpoint("GET", "/oauth/authorize", access.consent),
    Endpoint("GET", "/api/v2/token/get", access.exchange),
    Endpoint("GET", "/api/v2/token/refresh", access.renew),
    Endpoint("GET", "/authorization/{version}/shops", access.shops, _SHOP, ciphered=False),
    Endpoint("GET", _WEBHOOKS, access.webhooks, _SHOP),
    Endpoint("PUT", _WEBHOOKS, access.register, _SHOP),
    Endpoint("GET", "/logistics/{version}/warehouses", metadata.warehouses, _LOGISTICS),
    Endpoint(
        "GET", "/product/{version}/prerequisites", metadata.prerequisites, _BASIC,
        versions=frozenset({"202309", "202312"}),
    ),
    Endpoint("GET", "/product/{version}/categories", metadata.categories, _BASIC),
    Endpoint("GET", _LEAF + "/rules", metadata.rules, _BASIC),
    Endpoint("GET", _LEAF + "/attributes", metadata.attributes, _BASIC),
    Endpoint("GET", "/product/{version}/brands", metadata.brands, _BASIC),
    Endpoint(
        "POST", "/product/{version}/images/upload", media.upload_image, _BASIC,
        ciphered=False, multipart=True,
    ),
    Endpoint(
        "POST", "/product/{version}/files/upload", media.upload_file, _BASIC,
        ciphered=False, multipart=True,
    ),
    Endpoint("POST", _PRODUCTS, publish.create, _WRITE),
    Endpoint("PUT", _PRODUCT, publish.full_edit, _WRITE, versions=_EDITS),
    Endpoint("POST", _PRODUCT + "/partial_edit", publish.partial_edit, _WRITE, versions=_EDITS),
    Endpoint("POST", _PRODUCTS + "/activate", publish.activate, _BASIC),
    Endpoint("POST", _PRODUCTS + "/deactivate", publish.deactivate, _BASIC),
    Endpoint("DELETE", _PRODUCTS, publish.delete, _DELETE),
    Endpoint("GET", _PRODUCT, reading.product, _BASIC),
    Endpoint(
        "POST", _PRODUCTS + "/search", reading.search, _BASIC,
        versions=frozenset({"202309", "202312", "202502"}),
    ),
    Endpoint("POST", _PRODUCT + "/prices/update", amounts.update_prices, _WRITE),
    Endpoint("POST", _PRODUCT + "/inventory/update", amounts.update_inventory, _WRITE),
    Endpoint("POST", "/product/{version}/inventory/search", amounts.search_inventory, _BASIC),
    Endpoint("POST", "/order/{version}/orders/search", orders.search, _ORDERS),
    Endpoint(
        "GET", "/order/{version}/orders", orders.detail, _ORDERS,
        versions=frozenset({"202309", "202507"}),
    ),
    Endpoint("POST", "/return_refund/{version}/returns/search", returns.search, _RETURNS),
)  # fmt: skip
