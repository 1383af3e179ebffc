"""How fast, how often and how late each marketplace is, as its documents say.

What no document tells is assumed, the same for all and rather too slow than too quick: an answer
takes a quarter of a second, a push about a second, one push in 200 is lost at first.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from sync.model import StockRule, Writing


@dataclass(frozen=True, slots=True, kw_only=True)
class Physics:
    """One marketplace; times in seconds."""

    name: str
    traffic: float  # its part of the buyers: assumed
    calls_per_s: float
    burst: int
    writing: Writing
    skus_per_write: int
    order_calls: int  # calls that read up to 50 orders: a list alone, or a list and details
    list_lag_s: float  # the latest that a new order turns up in lists
    orders_late_s: float  # the same, as the program counts with it
    readback_lag_s: float  # until a read shows what was written
    settle_s: float
    retries_s: tuple[float, ...] = ()  # a push that was not answered comes again after these
    pushes: bool = True
    by: Literal["calls", "files"] = "calls"
    rule: StockRule | None = None  # its own, whatever the others' is
    empties_banned: bool = False  # whether the stock of a banned listing can be written


SKUS_PER_LOOK = 50
ANSWER_S = 0.25  # median of a lognormal; Vietnam to Singapore and back, and the platform's work
ANSWER_SPREAD = 0.4
PUSH_S = 0.8
PUSH_SPREAD = 0.5
PUSHES_LOST = 0.005
PUSHES_DOUBLED = 0.02
ANSWERS_LOST = 0.0005
TIMEOUT_S = 10.0

SHOPEE = Physics(
    name="shopee",
    traffic=0.42,
    calls_per_s=4,
    burst=4,
    writing="absolute",
    skus_per_write=1,  # models of one item
    order_calls=2,
    list_lag_s=2,  # not documented
    orders_late_s=5,
    readback_lag_s=1,
    settle_s=15,
    retries_s=(300, 1800, 10_800),
    empties_banned=True,
)
LAZADA = Physics(
    name="lazada",
    traffic=0.16,
    calls_per_s=4,
    burst=4,
    writing="delta",  # /product/stock/sellable/adjust
    skus_per_write=20,
    order_calls=2,
    list_lag_s=2,  # not documented
    orders_late_s=5,
    readback_lag_s=1,
    settle_s=30,
    retries_s=(1800,) * 12,
)
TIKTOK = Physics(
    name="tiktok",
    traffic=0.30,
    calls_per_s=5,
    burst=10,
    writing="absolute",
    skus_per_write=1,  # SKUs of one product
    order_calls=1,
    list_lag_s=30,
    orders_late_s=30,
    readback_lag_s=1,
    settle_s=30,
    retries_s=(120, 1800, 10_800, 43_200),
)
POSTMART = Physics(
    name="postmart",
    traffic=0.07,
    calls_per_s=1,
    burst=20,
    writing="compare",  # if_stock
    skus_per_write=100,
    order_calls=1,
    list_lag_s=5,
    orders_late_s=5,
    readback_lag_s=0,  # by SKU
    settle_s=30,
    retries_s=(60, 300, 1800, 7200),
)
VOSO = Physics(
    name="voso",
    traffic=0.05,
    calls_per_s=1,
    burst=20,
    writing="compare",
    skus_per_write=50,
    order_calls=1,
    list_lag_s=5,
    orders_late_s=5,
    readback_lag_s=0,
    settle_s=30,
    pushes=False,
)
VOSO_BY_WORKBOOK = replace(
    VOSO, by="files", writing="absolute", orders_late_s=0, settle_s=0, rule=StockRule(fixed=5)
)

WOOCOMMERCE = Physics(
    name="woocommerce",
    traffic=0.05,
    calls_per_s=2,  # what a shared host bears: nobody documents it
    burst=2,
    writing="absolute",
    skus_per_write=20,
    order_calls=1,
    list_lag_s=0,  # one database
    orders_late_s=10,
    readback_lag_s=0,
    settle_s=0,
    pushes=False,  # WordPress sends them when somebody visits it, and none again
)

FIVE = (SHOPEE, LAZADA, TIKTOK, POSTMART, VOSO)
KINDS = (*FIVE, WOOCOMMERCE)  # a website of one's own is no part of the usual five
