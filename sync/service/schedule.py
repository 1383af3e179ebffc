"""Says when: APScheduler asks the engine for rounds, and never runs one itself."""

from __future__ import annotations

from collections.abc import Sequence

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from sync.model import Shop, ShopName
from sync.service.runner import Engine


class Clockwork:
    """A quick round of each shop at its interval; the round itself knows when a full one is due.

    Jobs live in memory and are made anew from the configuration at every start.
    """

    def __init__(self, engine: Engine, time_zone: str) -> None:
        self._engine = engine
        self._every_s: dict[ShopName, int] = {}
        self._scheduler = AsyncIOScheduler(
            timezone=time_zone,
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )

    def start(self) -> None:
        """Begin to ask."""
        self._scheduler.start()

    def stop(self) -> None:
        """Ask no more."""
        self._scheduler.shutdown(wait=False)

    def follow(self, shops: Sequence[Shop]) -> None:
        """Take over which shops there are and how often each is due; a new one is due at once."""
        for gone in self._every_s.keys() - {shop.name for shop in shops}:
            del self._every_s[gone]
            self._scheduler.remove_job(gone)
        for shop in shops:
            if shop.name not in self._every_s:
                self._engine.request(shop.name, "full")
            if self._every_s.get(shop.name) != shop.every_s:
                self._every_s[shop.name] = shop.every_s
                self._ask(shop)

    def _ask(self, shop: Shop) -> None:
        self._scheduler.add_job(
            self._engine.request,
            "interval",
            args=(shop.name, "quick"),
            seconds=shop.every_s,
            jitter=max(1, shop.every_s // 20),
            id=shop.name,
            replace_existing=True,
        )
