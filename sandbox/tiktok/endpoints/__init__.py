"""Every path that the TikTok replica knows."""

from __future__ import annotations

from sandbox.tiktok.endpoints import (
    brands,
    catalogue,
    creating,
    editing,
    events,
    inventory,
    login,
    logistics,
    media,
    orders,
    prices,
    reading,
    visibility,
)

ENDPOINTS = (
    *login.ENDPOINTS,
    *logistics.ENDPOINTS,
    *catalogue.ENDPOINTS,
    *brands.ENDPOINTS,
    *media.ENDPOINTS,
    *creating.ENDPOINTS,
    *editing.ENDPOINTS,
    *reading.ENDPOINTS,
    *prices.ENDPOINTS,
    *inventory.ENDPOINTS,
    *visibility.ENDPOINTS,
    *orders.ENDPOINTS,
    *events.ENDPOINTS,
)
