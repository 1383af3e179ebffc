"""The background service: clockwork, engine, and a way to stop that loses nothing."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Collection, Sequence

from sync.model import Shop, ShopName, Sku
from sync.running.context import UrgentWork
from sync.service.runner import Errand, LocalEngine, Proof, Round
from sync.service.schedule import Schedule

FINISH_WITHIN_S = 6.0  # a round gets this long to end its batch; a stop takes 10 s at most


class Service:
    """Runs rounds of the shops that it follows; a round that raises ends it."""

    def __init__(self, round_of: Round, errand_of: Errand, time_zone: str) -> None:
        self._engine = LocalEngine(round_of, errand_of)
        self._clockwork = Schedule(self._engine, time_zone)

    def follow(self, shops: Sequence[Shop]) -> None:
        """Look after these shops from now on, each at its own interval."""
        self._clockwork.follow(shops)

    def request(self, shop: ShopName, proof: Proof) -> None:
        """Ask for a round out of turn."""
        self._engine.request(shop, proof)

    def wake(
        self, shop: ShopName, skus: Collection[Sku] = (), orders: Collection[str] = ()
    ) -> None:
        """Ask for an errand, ahead of all rounds."""
        self._engine.wake(shop, skus, orders)

    def urgent(self, shop: ShopName) -> UrgentWork | None:
        """Hand over the errand that waits for a shop."""
        return self._engine.urgent(shop)

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set; what is then under way gets a moment to end."""
        self._clockwork.start()
        working = asyncio.create_task(self._engine.run(), name="engine")
        try:
            await _until(stop, working)
        finally:
            self._clockwork.stop()
            self._engine.cancel()
            await _wind_up(working)


async def _until(stop: asyncio.Event, working: asyncio.Task[None]) -> None:
    stopped = asyncio.create_task(stop.wait(), name="stop")
    try:
        await asyncio.wait({stopped, working}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        stopped.cancel()


async def _wind_up(working: asyncio.Task[None]) -> None:
    """Let rounds end, then cut them: what was on its way is found by the next round."""
    await asyncio.wait({working}, timeout=FINISH_WITHIN_S)
    working.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await working
