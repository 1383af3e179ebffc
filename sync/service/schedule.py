"""Says when: APScheduler adds tasks, and never does one itself."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial

from apscheduler.jobstores.base import JobLookupError
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from sync.model import VIETNAM, Shop, ShopName
from sync.service.engine import Engine
from sync.service.workqueue import Task

NEW_DAY = "new day"
PROOF_AGAIN_S = 1800.0  # where a process joins those that look after the shops already


class Schedule:
    """A quick round of each shop at its interval, and its orders more often.

    One more when the day begins. The round itself knows when a full one is due. How soon orders
    are asked for again, `poll_every_s` says each time. Jobs live in memory and are made anew from
    the configuration at every start; before that, and where it is never started, a schedule only
    knows which shops there are.
    """

    def __init__(
        self,
        engine: Engine,
        time_zone: str,
        poll_every_s: Callable[[Shop], float] = lambda shop: shop.orders_every_s,
    ) -> None:
        self._engine, self._poll_every_s = engine, poll_every_s
        self.shops: dict[ShopName, Shop] = {}  # that are looked after
        self._scheduler = AsyncIOScheduler(
            timezone=time_zone,
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )

    def start(self) -> None:
        """Begin to ask."""
        self._await_midnight()
        self._scheduler.start()
        for shop in self.shops.values():
            self._welcome(shop)

    def stop(self) -> None:
        """Ask no more."""
        self._scheduler.shutdown(wait=False)

    def follow(self, shops: Sequence[Shop]) -> None:
        """Take over which shops there are and how often each is due; a new one is due at once."""
        before, self.shops = self.shops, {shop.name: shop for shop in shops}
        if not self._scheduler.running:
            return
        for gone in before.keys() - self.shops.keys():
            self._scheduler.remove_job(gone)
            with contextlib.suppress(JobLookupError):  # it asks just now, and will not again
                self._scheduler.remove_job(_orders_of(gone))
        for shop in shops:
            known = before.get(shop.name)
            if known is None:
                self._welcome(shop)
            elif _rhythm(known) != _rhythm(shop):
                self._ask(shop)

    def begin_anew(self) -> None:
        """Count all intervals from now on: the wall clock, which they are set by, was put right."""
        self._await_midnight()
        for shop in self.shops.values():
            self._ask(shop)
            self._engine.request(Task.make_true(shop.name, "full"))

    def _welcome(self, shop: Shop) -> None:
        """Prove all of a shop, unless another process just did, and set its clocks."""
        self._engine.request(Task.make_true(shop.name, "full"), every_s=PROOF_AGAIN_S)
        self._ask(shop)

    def _await_midnight(self) -> None:
        """Wake every shop as the law's day begins: a certificate may have ended with the last."""
        self._scheduler.add_job(
            self._begin_day,
            "cron",
            hour=0,
            minute=0,
            second=1,
            timezone=VIETNAM,
            id=NEW_DAY,
            replace_existing=True,
        )

    def ask_for_all(self) -> None:
        """Ask for a look at every shop, whatever its clock says."""
        for shop in self.shops:
            self._engine.request(Task.make_true(shop, "quick"))

    def _ask(self, shop: Shop) -> None:
        """Set both clocks."""
        self._scheduler.add_job(
            partial(self._engine.request, Task.make_true(shop.name, "quick"), every_s=shop.every_s),
            "interval",
            seconds=shop.every_s,
            jitter=max(1, shop.every_s // 20),
            id=shop.name,
            replace_existing=True,
        )
        self._poll_again(shop, self._poll_every_s(shop))

    # Coroutines, for APScheduler runs plain functions in threads, where no engine may be asked.

    async def _begin_day(self) -> None:
        self.ask_for_all()

    async def _look(self, shop: Shop) -> None:
        self._engine.request(Task.make_true(shop.name, "quick"), every_s=shop.every_s)

    async def _poll(self, name: ShopName) -> None:
        """Ask for the orders of a shop, now and again."""
        if shop := self.shops.get(name):
            asked_every_s = self._poll_every_s(shop)
            self._engine.request(Task.take_in_orders(name), every_s=asked_every_s)
            self._poll_again(shop, asked_every_s)

    def _poll_again(self, shop: Shop, after_s: float) -> None:
        pause = timedelta(seconds=after_s)
        self._scheduler.add_job(
            partial(self._poll, shop.name),
            "date",
            run_date=datetime.now(UTC) + pause,
            id=_orders_of(shop.name),
            replace_existing=True,
        )


def _orders_of(shop: ShopName) -> str:
    return f"orders of {shop}"


def _rhythm(shop: Shop) -> tuple[int, int]:
    return shop.every_s, shop.orders_every_s
