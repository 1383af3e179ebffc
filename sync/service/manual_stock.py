"""Notices what people write down of their stock in another window while the service is at work."""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import Callable, Collection
from datetime import UTC, datetime
from typing import Final

from sync.model import Aside, Sku
from sync.store import ByHand, Store, StoreUnavailable

LOOK_EVERY_S: Final = 1.0
LOOK_BACK: Final = 10  # looks: where many write at once, what was numbered first may come last


async def watch_manual_stock(store: Store, moved: Callable[[Collection[Sku]], None]) -> None:
    """Tell of each SKU that somebody counted, received or lost by hand, until cancelled.

    So it is with what is set aside by the hour, when its time begins and ends.
    """
    stock, known = store.stock, set[ByHand]()
    passed = deque([(0, 0)], LOOK_BACK)  # what was the newest at each look
    asides = frozenset[Aside]()
    with contextlib.suppress(StoreUnavailable):
        passed[0] = await stock.newest()
        asides = await _asides_now(store)
    while True:
        await asyncio.sleep(LOOK_EVERY_S)
        with contextlib.suppress(StoreUnavailable):
            asides, before = await _asides_now(store), asides
            if turned := asides ^ before:
                moved({aside.sku for aside in turned})
            newest = await stock.newest()
            told = set() if newest == passed[0] else await stock.told_since(passed[0])
            if fresh := told - known:
                moved({one.sku for one in fresh})
            known = told
            passed.append(newest)


async def _asides_now(store: Store) -> frozenset[Aside]:
    now = datetime.now(UTC)
    return frozenset(each for each in await store.asides.open_at(now) if each.begins_at <= now)
