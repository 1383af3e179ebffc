"""Says when: APScheduler adds tasks, and never does one itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from sync.model import VIETNAM, Shop, ShopName
from sync.service.engine import Engine
from sync.service.workqueue import Task

NEW_DAY = "new day"


class Schedule:
    """A quick round of each shop at its interval, and its orders more often.

    One more when the day begins. The round itself knows when a full one is due. Jobs live in
    memory and are made anew from the configuration at every start.
    """

    def __init__(self, engine: Engine, time_zone: str) -> None:
        self._engine = engine
        self.shops: dict[ShopName, Shop] = {}  # that are looked after
        self._scheduler = AsyncIOScheduler(
            timezone=time_zone,
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )

    def start(self) -> None:
        """Begin to ask."""
        self._await_midnight()
        self._scheduler.start()

    def stop(self) -> None:
        """Ask no more."""
        self._scheduler.shutdown(wait=False)

    def follow(self, shops: Sequence[Shop]) -> None:
        """Take over which shops there are and how often each is due; a new one is due at once."""
        before, self.shops = self.shops, {shop.name: shop for shop in shops}
        for gone in before.keys() - self.shops.keys():
            for job in (gone, _orders_of(gone)):
                self._scheduler.remove_job(job)
        for shop in shops:
            known = before.get(shop.name)
            if known is None:
                self._engine.request(Task.make_true(shop.name, "full"))
            if known is None or _rhythm(known) != _rhythm(shop):
                self._ask(shop)

    def begin_anew(self) -> None:
        """Count all intervals from now on: the wall clock, which they are set by, was put right."""
        self._await_midnight()
        for shop in self.shops.values():
            self._ask(shop)
            self._engine.request(Task.make_true(shop.name, "full"))

    def _await_midnight(self) -> None:
        """Wake every shop as the law's day begins: a certificate may have ended with the last."""
        self._scheduler.add_job(
            self._new_day,
            "cron",
            hour=0,
            minute=0,
            second=1,
            timezone=VIETNAM,
            id=NEW_DAY,
            replace_existing=True,
        )

    def _new_day(self) -> None:
        for shop in self.shops:
            self._engine.request(Task.make_true(shop, "quick"))

    def _ask(self, shop: Shop) -> None:
        """Set both clocks."""
        self._every(shop.every_s, shop.name, Task.make_true(shop.name, "quick"))
        self._every(shop.orders_every_s, _orders_of(shop.name), Task.take_in_orders(shop.name))

    def _every(self, seconds: int, job: str, task: Task) -> None:
        self._scheduler.add_job(
            partial(self._engine.request, task),
            "interval",
            seconds=seconds,
            jitter=max(1, seconds // 20),
            id=job,
            replace_existing=True,
        )


def _orders_of(shop: ShopName) -> str:
    return f"orders of {shop}"


def _rhythm(shop: Shop) -> tuple[int, int]:
    return shop.every_s, shop.orders_every_s
