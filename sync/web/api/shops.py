"""Shops, their runs, their orders, and what was sold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request

from sync.catalog import Configuration
from sync.inventory import SoldLine, sales_by, sales_sum
from sync.model import Shop
from sync.model.assortment import file_of
from sync.model.people import own_shops
from sync.output.changes import Json, problems_json
from sync.output.log import hold_json
from sync.output.orders import order_json
from sync.output.status import status_json
from sync.transport.clock import Clock, legal_day
from sync.web.api.answers import ApiRefused, NotFound, language_of
from sync.web.api.stock import NearDay
from sync.web.context import context_of
from sync.web.own import goods_of, shop_named, viewer_of
from sync.web.pages.runs import ask_for_runs, end_runs
from sync.web.trade import read_orders, sold_on

By = Literal["day", "month", "shop", "product", "cooperative"]
MOST_DAYS = 366 * 3
ShopText = Annotated[str, Query(max_length=100)]


class RunRequest(BaseModel):
    """Which shop is to be looked at as a whole; null is every shop."""

    model_config = ConfigDict(extra="forbid")

    shop: str | None = Field(default=None, min_length=1, max_length=100)


async def read_status(request: Request) -> Json:
    """Say how every shop stands, and what is held back by people."""
    standing, goods = await context_of(request).app.standing(), await goods_of(request)
    names = {shop.name for shop in await _own(request)}
    holds = [one for one in standing.holds if goods.codes is None or goods.has(one.code)]
    service = standing.service
    return {
        "shops": [
            status_json(one, language_of(request))
            for one in standing.shops
            if one.shop.name in names
        ],
        "holds": [hold_json(one) for one in holds],
        "service": service.started_at if service else None,
        "fine": standing.fine(datetime.now(UTC)),
    }


async def list_shops(request: Request) -> Json:
    """List the shops, and what goes on in each."""
    doing = context_of(request).engine.status()
    shops = [
        {"name": shop.name, "platform": shop.platform, "policy": shop.policy,
         "sells": sorted(shop.sells), "doing": doing.get(shop.name)}
        for shop in await _own(request)
    ]  # fmt: skip
    return {"shops": shops}


async def start_run(request: Request, body: RunRequest) -> Json:
    """Ask for a full round of a shop, or of every shop that is the viewer's alone."""
    if body.shop is not None and shop_named(request, body.shop, await goods_of(request)) is None:
        raise NotFound(body.shop)
    return {"asked": await ask_for_runs(request, body.shop)}


async def stop_run(request: Request) -> Json:
    """Have the rounds that run end after the batch in hand; what they left the next ones do."""
    await end_runs(request)
    return {"stopping": True}


async def list_orders(
    request: Request, shop: ShopText = "", days: Annotated[int, Query(ge=1, le=60)] = 15
) -> Json:
    """Read the orders of the last days as the platforms have them; nothing of buyers is known."""
    shops = await _own(request)
    if shop:
        shops = [each for each in shops if each.name == shop]
        if not shops:
            raise NotFound(shop)
    read = await read_orders(request, shops, days)
    return {
        "orders": list(map(order_json, read.orders)),
        "problems": problems_json(read.unread, language_of(request)),
    }


async def read_sales(
    request: Request,
    by: By = "month",
    since: NearDay | None = None,
    until: NearDay | None = None,
    shop: ShopText = "",
) -> Json:
    """Sum up what was sold from `since` to `until`, both included; the last year unless said."""
    last = until or legal_day(Clock())
    first = since or last - timedelta(days=365)
    if not timedelta(0) <= last - first <= timedelta(days=MOST_DAYS):
        raise ApiRefused(422, "sales_days_crossed", period=f"{first}..{last}")
    configuration = context_of(request).app.configuration
    lines = [one for one in await sold_on(request, first, last) if shop in ("", one.shop)]
    zone = ZoneInfo(configuration.settings.time_zone)
    sums = sales_by(lines, _keys(configuration, zone)[by])
    return {
        "since": first.isoformat(),
        "until": last.isoformat(),
        "by": by,
        "sales": [{by: name, **asdict(each)} for name, each in sorted(sums.items())],
        "total": asdict(sales_sum(lines)),
    }


def _keys(configuration: Configuration, zone: ZoneInfo) -> Mapping[By, Callable[[SoldLine], str]]:
    def product(line: SoldLine) -> str:
        found = configuration.product_of(line.sku)
        return found.code if found else line.sku

    def cooperative(line: SoldLine) -> str:
        found = configuration.product_of(line.sku)
        return file_of(found) if found else ""

    return {
        "day": lambda line: f"{line.at.astimezone(zone):%Y-%m-%d}",
        "month": lambda line: f"{line.at.astimezone(zone):%Y-%m}",
        "shop": lambda line: line.shop,
        "product": product,
        "cooperative": cooperative,
    }


async def _own(request: Request) -> list[Shop]:
    return own_shops(viewer_of(request), context_of(request).app.shops, await goods_of(request))
