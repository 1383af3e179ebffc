"""Notices what people tell of the shelf in another window while `ocop serve` is at work."""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import Callable, Collection
from typing import Final

from sync.app import App
from sync.model import Sku
from sync.store import ByHand, StoreUnavailable

LOOK_EVERY_S: Final = 1.0
LOOK_BACK: Final = 10  # looks: where many write at once, what was numbered first may come last


async def notice(engine: App, tell: Callable[[Collection[Sku]], None]) -> None:
    """Tell of each SKU that somebody counted, received or lost by hand, until cancelled."""
    stock, heard = engine.store.stock, set[ByHand]()
    passed = deque([(0, 0)], LOOK_BACK)  # what was the newest at each look
    with contextlib.suppress(StoreUnavailable):
        passed[0] = await stock.newest()
    while True:
        await asyncio.sleep(LOOK_EVERY_S)
        with contextlib.suppress(StoreUnavailable):
            newest = await stock.newest()
            told = set() if newest == passed[0] else await stock.told_since(passed[0])
            if fresh := told - heard:
                tell({one.sku for one in fresh})
            heard = told
            passed.append(newest)
