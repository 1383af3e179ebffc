"""How often a shop's orders are asked for where no push tells of them: behind a home router.

As often as the platform's quota allows, more often in hours that sell, less at night, and never
more than a stated part of the quota: the rest is for writing, and for whole rounds.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

from sync.model import VIETNAM, Shop, ShopName
from sync.platforms import Unusable, platform_of

RESERVE: Final = 0.5  # of every quota, for all but polls
SHORTEST_S: Final = 5.0  # no platform lists an order sooner
MOST_A_SECOND: Final = 5.0  # of all shops: a thousand that are polled at once leave no round time
CALLS_PER_ORDER: Final = 2  # an order that a poll finds is then read in full
LEARNED_FROM_DAYS: Final = 28
MOST_LEARNED_FROM: Final = 3000  # sales
LEARN_EVERY_S: Final = 3600.0
PRIOR_PER_DAY: Final = 4.0  # sales that are taken for granted until a shop's own outweigh them
# Parts of a day's sales by the hour where nothing is known: people sleep, and buy in the evening.
PRIOR: Final = (1, 0.5, 0.2, 0.2, 0.3, 1, 2, 3, 5, 6, 6, 6, 6, 5, 5, 5, 5, 5, 5, 6, 8, 8, 6, 3)


@dataclass(frozen=True, slots=True)
class Quota:
    """How often one shop may call: a second in the long run, and in a day where that is counted."""

    calls_per_s: float
    calls_per_day: float | None = None


def poll_every_s(
    quota: Quota,
    demand: Sequence[float],
    hour: int,
    *,
    shortest_s: float = SHORTEST_S,
    longest_s: float = 60.0,
) -> float:
    """Say how many seconds to wait before asking again.

    `demand` are the sales expected in each of the 24 hours. `longest_s` is kept wherever the quota
    allows; polls and the reading of what they find leave `RESERVE` of the quota over each day.
    """
    part = 1.0 - RESERVE
    most = min(3600 / shortest_s, 3600 * part * quota.calls_per_s)
    if quota.calls_per_day is None:
        left = 24 * most
    else:
        left = max(part * quota.calls_per_day - CALLS_PER_ORDER * sum(demand), 1.0)
    least = min(3600 / longest_s, most, left / 24)
    wishes = [(most - least) * each for each in _liveliness(demand)]
    granted = min(1.0, (left - 24 * least) / sum(wishes)) if any(wishes) else 0.0
    return 3600 / (least + granted * wishes[hour])


def _liveliness(demand: Sequence[float]) -> list[float]:
    """Weigh each hour: 1 where it sells at least half of what hours sell on average."""
    half = sum(demand) / len(demand) / 2
    return [min(1.0, each / half) if half else 1.0 for each in demand]


def expected_demand(sold_at: Iterable[datetime], days: float) -> list[float]:
    """Expect of each hour what was sold in it on so many days, and a little of what is usual."""
    demand = [PRIOR_PER_DAY * part / sum(PRIOR) for part in PRIOR]
    for at in sold_at:
        demand[at.astimezone(VIETNAM).hour] += 1 / days
    return demand


def quota_of(shop: Shop, sharing: int) -> Quota:
    """Say what one shop may call of what `sharing` shops of its app share; raises `Unusable`."""
    features, own, a_day = platform_of(shop).features, shop.app.pace, shop.app.calls_per_day
    of_app = (own or features.app_pace).calls_per_s / sharing
    return Quota(
        min((own or features.pace).calls_per_s, of_app), a_day / sharing if a_day else None
    )


class Sales(Protocol):
    """Remembers when shops sold; `StoredSales` fits."""

    async def sold_at(self, shop: ShopName, since: datetime, most: int) -> Sequence[datetime]:
        """Recall the moments of so many sales at most, the newest."""
        ...


class PollRhythm:
    """Knows for every shop how soon to ask for its orders again."""

    def __init__(
        self, shops: Callable[[], Mapping[ShopName, Shop]], now: Callable[[], datetime]
    ) -> None:
        self._shops, self._now = shops, now
        self.pushed: Callable[[Shop], bool] = lambda _: False
        self._demand: dict[ShopName, list[float]] = {}
        self._known: Mapping[ShopName, Shop] = {}  # whose apps were counted
        self._of_app, self._polled = Counter[str](), set[ShopName]()

    def every_s(self, shop: Shop) -> float:
        """Say it for now: where pushes come, and where people carry files, it is as configured."""
        self._polled.discard(shop.name)
        try:
            by_files = platform_of(shop).features.delivery == "files"
            if by_files or self.pushed(shop):
                return shop.orders_every_s
            quota = quota_of(shop, self._sharing(shop))
        except Unusable:
            return shop.orders_every_s  # its rounds say what is wrong with it
        self._polled.add(shop.name)
        demand = self._demand.get(shop.name) or expected_demand((), 1)
        hour, longest_s = self._now().astimezone(VIETNAM).hour, shop.orders_every_s
        shortest_s = max(SHORTEST_S, min(len(self._polled) / MOST_A_SECOND, longest_s))
        return poll_every_s(quota, demand, hour, shortest_s=shortest_s, longest_s=longest_s)

    def _sharing(self, shop: Shop) -> int:
        """Say how many shops share this one's app, counted when shops come or go."""
        shops = self._shops()
        if shops is not self._known:
            self._known, self._of_app = shops, Counter(each.app.name for each in shops.values())
            self._polled &= shops.keys()
        return max(self._of_app[shop.app.name], 1)

    async def learn(self, sales: Sales) -> None:
        """Recall when each shop sold."""
        now = self._now()
        for name in self._shops():
            since = now - timedelta(days=LEARNED_FROM_DAYS)
            found = await sales.sold_at(name, since, MOST_LEARNED_FROM)
            days = max((now - min(found, default=now)) / timedelta(days=1), 1.0)
            self._demand[name] = expected_demand(found, days)

    async def keep_learning(self, sales: Sales) -> None:
        """Learn until cancelled."""
        while True:
            await self.learn(sales)
            await asyncio.sleep(LEARN_EVERY_S)
