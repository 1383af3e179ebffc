"""Notices what people tell of the shelf in another window while `ocop serve` is at work."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Collection
from typing import Final

from sync.cli.engine import Engine, StoreUnavailable
from sync.model import Sku

LOOK_EVERY_S: Final = 1.0


async def notice(engine: Engine, tell: Callable[[Collection[Sku]], None]) -> None:
    """Tell of each SKU that somebody counted, received or lost by hand, until cancelled."""
    stock, known = engine.store.stock, (0, 0)
    with contextlib.suppress(StoreUnavailable):
        known = await stock.newest()
    while True:
        await asyncio.sleep(LOOK_EVERY_S)
        with contextlib.suppress(StoreUnavailable):
            newest = await stock.newest()
            if newest != known and (skus := await stock.told_since(known)):
                tell(skus)
            known = newest
