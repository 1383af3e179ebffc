"""Every path of the partner API, with the limits of one marketplace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.partner.endpoints import (
    access,
    categories,
    finding,
    media,
    orders,
    prices,
    shelf,
    stocks,
    upsert,
    webhook,
)

if TYPE_CHECKING:
    from sandbox.partner.houses import House
    from sandbox.partner.market import Endpoint


def endpoints(house: House) -> tuple[Endpoint, ...]:
    """Fixed paths first, so that no placeholder swallows them."""
    found = (
        *access.endpoints(),
        *categories.endpoints(house),
        *media.endpoints(),
        *upsert.endpoints(house),
        *finding.endpoints(house),
        *prices.endpoints(house),
        *stocks.endpoints(house),
        *shelf.endpoints(),
        *orders.endpoints(house),
        *(webhook.endpoints(house) if house.webhook else ()),
    )
    return tuple(sorted(found, key=lambda endpoint: endpoint.path.count("{")))
