"""Hôm nay: what needs somebody, the most urgent first; what was sold."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import Response

from sync.inventory import SalesSum, sales_sum, sold_lines
from sync.model import Alert
from sync.model.people import Permission
from sync.running.paper_notices import notices_of
from sync.status import Standing, alerts_of
from sync.transport.clock import Clock, legal_day
from sync.web.access import Route
from sync.web.context import PageContext, context_of
from sync.web.rendering import page

URGENCY: Final = ("stop", "hold", "warning", "note")


async def today(request: Request) -> Response:
    """Show the day."""
    context, now = context_of(request), datetime.now(UTC)
    standing = await context.app.standing()
    configuration = context.app.configuration
    papers = [
        Alert(f"paper|{each.key}|{each.milestone}", each.problem)
        for each in await notices_of(configuration, legal_day(Clock()))
    ]
    alerts = alerts_of(standing, context.unreached(), papers, now)
    alerts.sort(key=lambda each: (URGENCY.index(each.problem.severity), each.key))
    return page(
        request,
        "today.html",
        alerts=alerts,
        standing=standing,
        fine=standing.fine(now) and not alerts,
        sales=await _sales_of_today(context),
        proved=_proved_at(standing),
    )


def _proved_at(standing: Standing) -> datetime | None:
    """Since when every shop is known to match: the oldest of their last good rounds."""
    good = [one.last_good.started_at if one.last_good else None for one in standing.shops]
    known = [at for at in good if at is not None]
    return min(known) if known and len(known) == len(good) else None


async def _sales_of_today(context: PageContext) -> SalesSum:
    now = datetime.now(ZoneInfo(context.app.configuration.settings.time_zone))
    midnight = datetime.combine(now.date(), time(), now.tzinfo)
    return sales_sum(sold_lines(await context.app.store.stock.sold_between(midnight, now)))


ROUTES: Final = [Route("/", today, needs=Permission.LOOK)]
