"""Says when: APScheduler asks the engine for rounds, and never runs one itself."""

from __future__ import annotations

from collections.abc import Sequence

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from sync.model import Shop
from sync.service.runner import Engine


def scheduler(shops: Sequence[Shop], engine: Engine, time_zone: str) -> AsyncIOScheduler:
    """Make the clockwork: a quick round at each shop's interval, a full proof at the longer one.

    Jobs live in memory and are rebuilt from the configuration at every start.
    """
    clockwork = AsyncIOScheduler(
        timezone=time_zone,
        job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
    )
    for shop in shops:
        jitter_s = max(1, shop.every_s // 20)
        for proof, every_s in (("quick", shop.every_s), ("full", shop.full_every_s)):
            clockwork.add_job(
                engine.request,
                "interval",
                args=(shop.name, proof),
                seconds=every_s,
                jitter=jitter_s,
                id=f"{shop.name}:{proof}",
            )
    return clockwork
