"""What was ordered and sold of the viewer's goods: pages and API ask here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from starlette.requests import Request

from sync.inventory import SoldLine, sold_lines
from sync.model import Shop
from sync.model.people import own_orders
from sync.web.context import context_of
from sync.web.own import goods_of
from sync.web.shop_orders import OrdersRead

A_DAY: Final = timedelta(days=1)


async def sold_on(request: Request, first: date, last: date) -> list[SoldLine]:
    """Recall what was sold from one day to another, both included."""
    app, goods = context_of(request).app, await goods_of(request)
    zone = ZoneInfo(app.configuration.settings.time_zone)
    since, until = (datetime.combine(day, time(), zone) for day in (first, last + A_DAY))
    moved = await app.store.sales.sold_between(since, until)
    return [line for line in sold_lines(moved) if goods.has_sku(line.sku)]


async def read_orders(request: Request, shops: Sequence[Shop], days: int) -> OrdersRead:
    """Ask these shops for the orders of some days; of others' goods nothing is told."""
    goods, context = await goods_of(request), context_of(request)
    read = await context.orders.read(context.app, shops, days)
    return replace(read, orders=own_orders(read.orders, goods, {shop.name for shop in shops}))
