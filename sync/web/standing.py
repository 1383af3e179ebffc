"""How everything stands, as far as it is the viewer's, without looking anew for each who looks."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from time import monotonic
from typing import Final

from starlette.requests import Request

from sync.model import Alert, ShopName
from sync.model.assortment import file_of
from sync.model.people import OwnGoods, own_shops, rules_shop
from sync.running.paper_notices import alerts_about, paper_alerts
from sync.status import ShopStatus, Standing, alerts_of
from sync.store import RoundRecord
from sync.transport.clock import Clock, legal_day
from sync.web.context import PageContext, context_of
from sync.web.own import goods_of, viewer_of

GOOD_FOR_S: Final = 3.0
MOST_OF_THE_TIME: Final = 10.0  # looking takes no more than a tenth of it


@dataclass(frozen=True, slots=True)
class Seen:
    """How everything stands, and what is wrong, when somebody last looked."""

    standing: Standing
    alerts: Sequence[Alert]
    at: datetime


@dataclass(slots=True)
class Looks:
    """Looks for many who ask at once, and not again before something changed or time passed."""

    _seen: Seen | None = None
    _good_until: float = 0.0
    _of: object = None
    _looking: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def seen(self, context: PageContext) -> Seen:
        """Say how everything stands, of all shops; raises `StoreUnavailable`."""
        state = context.live.version, context.app.configuration
        async with self._looking:
            if self._seen is None or self._of != state or monotonic() >= self._good_until:
                began = monotonic()
                self._seen = await _look(context)
                took = monotonic() - began
                self._good_until = monotonic() + max(GOOD_FOR_S, took * MOST_OF_THE_TIME)
                self._of = state
        return self._seen


async def _look(context: PageContext) -> Seen:
    now = datetime.now(UTC)
    standing = await context.app.standing()
    papers = await context.papers.seen(context.app.configuration, legal_day(Clock()))
    alerts = alerts_of(standing, context.unreached(), alerts_about(papers.notices), now)
    last: dict[ShopName | None, RoundRecord | None]
    last = {one.shop.name: one.last for one in standing.shops}
    of_shops = [(shop_of(each, standing.shops), each) for each in alerts]
    lasting = [each for shop, each in of_shops if not is_at_work(each, last.get(shop), now)]
    return Seen(standing, lasting, now)


def is_at_work(alert: Alert, last: RoundRecord | None, now: datetime) -> bool:
    """Whether a shop was not seen as a whole for no other reason than that a round runs."""
    if alert.problem.code != "alert_behind" or last is None or last.finished_at is not None:
        return False
    return now - last.started_at < alert.lasts


async def seen_by(request: Request) -> Seen:
    """Say how everything stands that is the viewer's."""
    context, goods = context_of(request), await goods_of(request)
    looks: Looks = request.app.state.looks
    seen = await looks.seen(context)
    if goods.codes is None:
        return seen
    return await _own(request, seen, goods)


async def _own(request: Request, seen: Seen, goods: OwnGoods) -> Seen:
    """Leave out other people's shops and papers, and of shared shops what is said of all goods."""
    configuration, viewer = context_of(request).app.configuration, viewer_of(request)
    files = configuration.files | configuration.unread
    shops = own_shops(viewer, configuration.shops, goods)
    ruled = {shop.name for shop in shops if rules_shop(viewer, shop, goods, files)}
    mine = [each for each in configuration.products if viewer.owns_file(file_of(each))]
    papers = await paper_alerts(replace(configuration, products=tuple(mine)), legal_day(Clock()))
    standing = replace(
        seen.standing,
        shops=[one for one in seen.standing.shops if one.shop.name in {s.name for s in shops}],
        holds=[one for one in seen.standing.holds if goods.has(one.code)],
        doubt=None,
        unknown=0,
        blocked=False,
        faulty=False,
    )
    of_shops = [each for each in seen.alerts if shop_of(each, standing.shops) in ruled]
    return Seen(standing, [*papers, *of_shops], seen.at)


def shop_of(alert: Alert, shops: Sequence[ShopStatus]) -> ShopName | None:
    """Say which shop an alert is about, if it is about one."""
    opening = alert.key.partition("|")[0]
    return next((one.shop.name for one in shops if one.shop.name == opening), None)
