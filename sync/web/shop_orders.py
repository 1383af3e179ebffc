"""Orders as the shops tell them: asked of all at once, and not of a silent one again and again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Final

from sync.app import App
from sync.marketplace import MarketplaceError
from sync.model import Order, Problem, Shop, ShopName
from sync.transport.retry import person_waits

PATIENCE_S: Final = 20.0  # for one shop: what cannot be read by then is told
LEFT_ALONE: Final = 10.0  # times as long as a shop kept us waiting for nothing
MOST_ALONE_S: Final = 60.0


@dataclass(frozen=True, slots=True)
class OrdersRead:
    """Orders, the newest first, and why those of some shops could not be read."""

    orders: Sequence[Order]
    unread: Sequence[Problem]


@dataclass(slots=True)
class ShopOrders:
    """Asks shops for their orders; one that did not answer is left alone for a while."""

    _silent: dict[ShopName, tuple[float, Problem]] = field(default_factory=dict)
    _now: Callable[[], float] = monotonic

    async def read(self, app: App, shops: Sequence[Shop], days: int) -> OrdersRead:
        """Read the orders of so many days; a shop that cannot be asked hides no other."""
        since = datetime.now(UTC) - timedelta(days=days)
        answers = await asyncio.gather(*(self._of(app, shop.name, since) for shop in shops))
        unread = [each for each in answers if isinstance(each, Problem)]
        found = [order for each in answers if not isinstance(each, Problem) for order in each]
        return OrdersRead(sorted(found, key=lambda one: one.placed_at, reverse=True), unread)

    async def _of(self, app: App, shop: ShopName, since: datetime) -> Sequence[Order] | Problem:
        until, known = self._silent.get(shop, (0.0, None))
        if known is not None and self._now() < until:
            return known
        began = self._now()
        answer = await _asked(app, shop, since)
        self._silent.pop(shop, None)
        if isinstance(answer, Problem):
            now = self._now()
            alone = min((now - began) * LEFT_ALONE, MOST_ALONE_S)
            self._silent[shop] = now + alone, answer
        return answer


async def _asked(app: App, shop: ShopName, since: datetime) -> Sequence[Order] | Problem:
    try:
        with person_waits():
            async with asyncio.timeout(PATIENCE_S):
                return await app.orders(shop, since)
    except MarketplaceError as error:
        return error.problem
    except TimeoutError:
        return Problem(code="page_orders_late", severity="warning", values={"shop": shop})
