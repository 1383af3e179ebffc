"""How often one may call: per API, per app, per seller, per day, and for stock in particular."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sandbox.lazada.refusal import Refusal, gateway

if TYPE_CHECKING:
    from sandbox.lazada.market import Market

INVENTORY = frozenset(
    {
        "/product/price_quantity/update",
        "/product/stock/sellable/update",
        "/product/stock/sellable/adjust",
    }
)
_DAY_S = 86_400


def banned(code: str, seconds: float) -> Refusal:
    """The gateway's ban with its length in the sentence."""
    last = f"this ban will last {math.ceil(seconds)} seconds"
    return gateway(code, f"Api access frequency exceeds the limit. {last}")


def check(market: Market, path: str, seller_id: str | None) -> None:
    """Raise the refusal of the first limit that this call breaks."""
    _check_day(market)
    _check_app(market, path)
    if seller_id is not None:
        _check_seller(market, path, seller_id)


def _check_day(market: Market) -> None:
    now = market.clock.now()
    day = int(now // _DAY_S)
    if market.bans.day != day:
        market.bans.day, market.bans.calls_of_day = day, 0
    market.bans.calls_of_day += 1
    most = market.knobs.app_calls_per_day
    if most and market.bans.calls_of_day > most:
        raise banned("AppCallLimit", (day + 1) * _DAY_S - now)


def _check_app(market: Market, path: str) -> None:
    knobs, now = market.knobs, market.clock.now()
    until = market.bans.until.get(path, 0.0)
    if knobs.api_calls_per_s and now < until:
        raise banned("ApiCallLimit", until - now)
    if not _admits(market, path, knobs.api_calls_per_s):
        market.bans.until[path] = now + knobs.ban_s
        raise banned("ApiCallLimit", knobs.ban_s)
    if not _admits(market, "app", knobs.app_calls_per_s):
        raise too_frequent()


def too_frequent() -> Refusal:
    """The business side's own complaint."""
    return Refusal(
        "901",
        "E901: The request is too frequent, or the requested functionality is temporarily"
        " disabled.",
    )


def _check_seller(market: Market, path: str, seller_id: str) -> None:
    knobs = market.knobs
    if not _admits(market, ("seller", seller_id), knobs.seller_calls_per_s):
        raise banned("SellerCallLimit", 1)
    if path in INVENTORY and not _admits(
        market, ("inventory", seller_id), knobs.inventory_calls_per_s
    ):
        raise banned("SellerCallLimit", 1)


def _admits(market: Market, key: object, per_second: float) -> bool:
    return not per_second or market.pace.admits(key, market.clock.now(), per_second)
