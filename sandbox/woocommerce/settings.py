"""Who is known at this shop, and the settings that make it behave like other shops and hosts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sandbox.push_delivery import PushSettings

SHOP: Final = "cua-hang-vi-du"  # how the operator calls the one shop that lives here
OWNER: Final = "ocop"
APPLICATION_PASSWORD: Final = "wpap 0000 sand box0 test 0001 pass"  # noqa: S105  # everybody's
KEY: Final = "ck_" + "0c0b" * 10
SECRET: Final = "cs_" + "5ec7" * 10
WRITE_ALONE: Final = "ck_" + "0002" * 10
READ_ALONE: Final = "ck_" + "0001" * 10
CUSTOMERS_KEY: Final = "ck_" + "0003" * 10
OPERATOR_PASSWORD: Final = "dong y cho phep"  # noqa: S105  # what the owner types at the consent page

Version = tuple[int, ...]


@dataclass
class WooSettings(PushSettings):
    """Every knob; at their defaults the shop is a plain one on this machine."""

    wc_version: str = "9.9.5"
    time_zone: str = "Asia/Ho_Chi_Minh"
    language: str = "en"  # of messages: en, vi
    https: bool = False  # WordPress believes that it is called by HTTPS
    behind_proxy_http: bool = False  # TLS ends before it, and nobody tells WordPress
    local_environment: bool = True  # application passwords need no HTTPS
    strip_authorization: bool = False
    plain_permalinks: bool = False
    redirect_to: str = ""  # scheme and host that every call is sent to with `redirect_status`
    redirect_status: int = 301
    body_noise: str = ""  # bom, blank, notice, html200, html403, html503, truncated, gzip
    waf_per_minute: int = 0
    waf_status: int = 429
    waf_retry_after_s: int = 0
    currency: str = "VND"
    decimal_separator: str = "."
    manages_stock: bool = True
    weight_unit: str = "kg"
    dimension_unit: str = "cm"
    trash_days: int = 30
    sku_disabled: bool = False
    sku_meta_lag_ms: int = 0
    lookup_missing: bool = False  # new rows are left out of the lookup table
    image_seconds: float = 0.0
    outer_web: str = ""  # where public names lead to on this machine; empty: nowhere
    batch_die_after: int = 0
    unstable_ties: bool = False
    mutate_between_pages: str = ""  # SKUs, of which one is deleted after each page
    unreadable_skus: str = ""  # rows that are left out of pages
    strip_total_headers: bool = False
    checkout_between: int = 0  # units that a buyer takes right before each stock is written
    stale_order_modified: bool = False
    hold_stock_minutes: int = 60
    custom_status: str = ""  # into which a plugin moves orders that are paid

    @property
    def version(self) -> Version:
        return tuple(int(part) for part in self.wc_version.split("."))
