"""What is served is called by the adapter, or needed by the published clients of others."""

from __future__ import annotations

from adapters.shopee import endpoints
from sandbox.shopee.platform import ENDPOINTS

OF_OTHERS = {
    "/api/v2/public/get_shops_by_partner",
    "/api/v2/shop/get_profile",
    "/api/v2/shop/get_shop_info",
}


def test_every_path_served_is_called_or_kept_for_published_clients() -> None:
    named = (value for name, value in vars(endpoints).items() if name.isupper())
    called = {value for value in named if isinstance(value, str)}
    assert called.isdisjoint(OF_OTHERS), "called now: take it off the list"
    assert set(ENDPOINTS) == called | OF_OTHERS
