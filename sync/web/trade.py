"""What was sold of the viewer's goods: pages and API ask here."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from starlette.requests import Request

from sync.inventory import SoldLine, sold_lines
from sync.web.context import context_of
from sync.web.own import goods_of

A_DAY: Final = timedelta(days=1)


async def sold_on(request: Request, first: date, last: date) -> list[SoldLine]:
    """Recall what was sold from one day to another, both included."""
    app, goods = context_of(request).app, await goods_of(request)
    zone = ZoneInfo(app.configuration.settings.time_zone)
    since, until = (datetime.combine(day, time(), zone) for day in (first, last + A_DAY))
    moved = await app.store.stock.sold_between(since, until)
    return [line for line in sold_lines(moved) if goods.has_sku(line.sku)]
