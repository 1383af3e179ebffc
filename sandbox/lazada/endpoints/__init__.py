"""Every path that the Lazada replica knows, without /rest."""

from __future__ import annotations

from sandbox.lazada.endpoints import (
    catalogue,
    creating,
    images,
    login,
    orders,
    price_and_stock,
    reading,
    sellers,
    takedown,
    updating,
)

ENDPOINTS = {
    **login.ENDPOINTS,
    **sellers.ENDPOINTS,
    **catalogue.ENDPOINTS,
    **images.ENDPOINTS,
    **creating.ENDPOINTS,
    **updating.ENDPOINTS,
    **price_and_stock.ENDPOINTS,
    **takedown.ENDPOINTS,
    **reading.ENDPOINTS,
    **orders.ENDPOINTS,
}
