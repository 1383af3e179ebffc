"""What can be turned on the Shopee replica while it runs."""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.courier import PushKnobs


@dataclass
class ShopeeKnobs(PushKnobs):
    """Times are seconds of the replica's clock; 0 switches a delay or a limit off."""

    gateway_auth_status: int = 403  # of a wrong sign and an expired timestamp: never observed
    access_token_ttl_s: float = 14_400
    token_grace_s: float = 300  # how long the previous access token lives on after a refresh
    refresh_token_ttl_s: float = 30 * 86_400
    min_gap_s: float = 5.0  # add_item -> init_tier_variation
    readback_lag_s: float = 1.0  # until reads see a written stock, price, model_sku or visibility
    search_lag_s: float = 2.0  # until search_item finds a new item or SKU
    search_match: str = "prefix"  # how search_item compares a SKU: prefix or exact (undocumented)
    price_ratio: float = 5.0  # highest over lowest model price
    item_lock_s: float = 0.0  # "get update lock failed" after an edit
    review_s: float = 0.0  # how long a new visible item is REVIEWING
    rate_limit_per_s: float = 0.0  # calls per second and shop
    rate_limit_status: int = 200
    item_count_limit: int = 10_000
    refuses_repeated_sku: bool = False  # add_item of a SKU that exists: error_repeated_mtsku
    rehosts_images: bool = False  # listings show other image ids than were written
    holiday_mode: bool = False
    shop_linked: bool = True
    writes_bump_update_time: bool = False  # price and stock writes
    sales_bump_update_time: bool = False
