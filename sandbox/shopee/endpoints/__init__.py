"""Every path that the Shopee replica knows."""

from __future__ import annotations

from sandbox.shopee.endpoints import (
    catalogue,
    login,
    media,
    models,
    orders,
    price_and_stock,
    publishing,
    push,
    reading,
    shops,
    variations,
    visibility,
)

ENDPOINTS = {
    **login.ENDPOINTS,
    **shops.ENDPOINTS,
    **catalogue.ENDPOINTS,
    **media.ENDPOINTS,
    **publishing.ENDPOINTS,
    **variations.ENDPOINTS,
    **models.ENDPOINTS,
    **reading.ENDPOINTS,
    **price_and_stock.ENDPOINTS,
    **visibility.ENDPOINTS,
    **orders.ENDPOINTS,
    **push.ENDPOINTS,
}
