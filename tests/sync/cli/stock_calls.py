"""Takes orders in for tests of `ocop stock`, as a round does."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from sync.model import Movement, ShopName
from sync.store import SecretBox, Store

SKU = "MAU-MATONG"
SHOP = ShopName("gian-hang-tap")


def sell(tmp_path: Path, moved: Sequence[Movement], shop: ShopName = SHOP) -> None:
    """Write down what orders moved."""

    async def add() -> None:
        home = tmp_path / "kho"
        async with Store.open(f"sqlite:///{home / 'ocop.db'}", SecretBox.of({}, home)) as store:
            lease = await store.leases.take(shop, "test", datetime.now(UTC), 60)
            assert lease is not None
            await store.stock.add(lease, moved)
            await store.leases.give_back(lease)

    asyncio.run(add())
