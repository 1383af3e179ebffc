"""What a quiet round of one shop costs beside other shops: it should not pay for them.

`python -m tests.benchmarks.installation FOLDER SHOPS [PRODUCTS]` measures in a fresh process and
prints JSON; the benchmark does that for installations of several sizes. Each shop sells 200
products of its own, or so many, and shows them all; a round reads the configuration as a service
does, looks, and has nothing to do. An update looks at one SKU that was sold elsewhere, and finds
its figure true; a look at the orders finds none.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from sync.app import load_configuration
from sync.catalog import CatalogCache, Configuration
from sync.model import Listing, Shop
from sync.model.assortment import sells
from sync.running.context import ShopContext
from sync.running.plan import project_all
from sync.running.report import Report
from sync.running.round import RoundRequest, open_round, run_round, run_urgent
from sync.store import Lease, SecretBox, Store
from sync.transport.clock import Clock, PlatformClock
from tests.benchmarks.catalogs import OF_A_COOPERATIVE, write_catalog
from tests.benchmarks.planning import LONG, Unmoved, peak_mb, remember
from tests.benchmarks.table import show

SIZES, QUICK_SIZES = (1, 10, 100, 1000), (1, 5)
PRODUCTS, TURNS = 200, 5
SINCE = timedelta(minutes=30)  # so long ago it was all published: no look is doubted any more
HEADS = (
    "shops",
    "products",
    "cold load s",
    "warm read s",
    "quiet round s",
    "× one shop (aim 1.2)",
    "stock update ms",
    "× one shop",
    "orders ms",
    "peak MB",
)

APPS = """\
apps:
  tap: {platform: shopee, key: "1", secret: mot-hai-ba}
shops:
"""
SHOP = (
    '  - {{name: gian-{number}, app: tap, account: "{account}", sandbox: "http://127.0.0.1:1", '
    "access_token: a, refresh_token: b, sells: [{sells}]}}\n"
)


def run(*, quick: bool) -> None:
    """Measure installations of growing size."""
    found = [_measured(shops) for shops in (QUICK_SIZES if quick else SIZES)]
    alone = found[0]
    rows = [
        (
            f"{one['shops']:,}",
            f"{one['products']:,}",
            f"{one['cold_s']:.2f}",
            f"{one['warm_s']:.3f}",
            f"{one['round_s']:.3f}",
            f"{one['round_s'] / alone['round_s']:.2f}",
            f"{1000 * one['update_s']:.1f}",
            f"{one['update_s'] / alone['update_s']:.2f}",
            f"{1000 * one['orders_s']:.1f}",
            f"{one['peak_mb']:.0f}" if one["peak_mb"] else "–",
        )
        for one in found
    ]
    show("One shop of 200 products beside others (processor time, medians)", HEADS, rows)


def _measured(shops: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "tests.benchmarks.installation", folder, str(shops)]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8")
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


async def measured(folder: Path, shops: int, products: int = PRODUCTS) -> dict[str, Any]:
    """Fill an installation, then run quiet rounds of its first shop."""
    _write(folder, shops, products)
    cache, cpu = CatalogCache(), time.process_time()
    configuration = load_configuration(folder, {}, cache=cache)
    cold_s = time.process_time() - cpu
    async with Store.open(f"sqlite:///{folder.as_posix()}/ocop.db", SecretBox.of({}, folder)) as st:
        for shop in configuration.shops:
            await fill(context_for(shop, st, configuration, timedelta(0)))
        context = context_for(configuration.shops[0], st, configuration, SINCE)
        seen = await st.observations.of(context.shop.name)
        context = replace(context, market=Standing(context.shop, seen))
        sku = next(p for p in configuration.products if sells(context.shop, p)).variants[0].sku
        warm_s = await _cpu_s(
            lambda: asyncio.to_thread(load_configuration, folder, {}, None, cache)
        )
        round_s = await _cpu_s(lambda: _quietly(run_round(context, RoundRequest(proof="quick"))))
        update_s = await _cpu_s(lambda: _quietly(run_urgent(context, [sku])))
        orders_s = await _cpu_s(lambda: _quietly(run_urgent(context, [])))
    return {
        "shops": shops,
        "products": len(configuration.products),
        "cold_s": cold_s,
        "warm_s": warm_s,
        "round_s": round_s,
        "update_s": update_s,
        "orders_s": orders_s,
        "peak_mb": peak_mb(),
    }


async def _cpu_s(work: Callable[[], Awaitable[Any]]) -> float:
    """Take the median of some turns; the first ones pay for what is made once."""
    turns = list[float]()
    for _ in range(2 + TURNS):
        cpu = time.process_time()
        await work()
        turns.append(time.process_time() - cpu)
    return statistics.median(turns[2:])


async def _quietly(working: Awaitable[Report]) -> None:
    report = await working
    assert not report.plan.changes, report.plan.changes


class Standing(Unmoved):
    """A shop in which nothing moved, and whose listings can be looked at one by one."""

    def __init__(self, shop: Shop, seen: Mapping[str, Listing]) -> None:
        super().__init__(shop)
        self._seen = seen

    async def find(self, listings: Sequence[Listing]) -> list[Listing]:
        """Show them as they were seen."""
        return [self._seen[each.remote_id or ""] for each in listings]


def _write(folder: Path, shops: int, products: int) -> None:
    write_catalog(folder, shops * products)
    text = APPS
    for number in range(shops):
        own = range(number * products, (number + 1) * products, OF_A_COOPERATIVE)
        sells = ", ".join(f"htx-{first:06d}" for first in own)
        text += SHOP.format(number=number, account=227_000_000 + number, sells=sells)
    (folder / "shops.yaml").write_text(text, encoding="utf-8")


def context_for(
    shop: Shop, store: Store, configuration: Configuration, ahead: timedelta
) -> ShopContext:
    """Say what a shop is worked on with, so far ahead of our time."""
    clock = Clock(now=lambda: Clock().now() + ahead)

    async def load() -> Configuration:
        return configuration

    return ShopContext(
        shop=shop,
        market=Unmoved(shop),
        store=store,
        load=load,
        platform_clock=PlatformClock(clock),
        lease_times=LONG,
    )


async def fill(context: ShopContext) -> None:
    """Remember a shop as published and seen."""

    async def work(lease: Lease) -> None:
        async with open_round(context, lease, await context.load(), "look") as round:
            await remember(round, await project_all(round, None))

    await context.alone(work)


if __name__ == "__main__":
    of_each = map(int, sys.argv[2:])
    sys.stdout.write(json.dumps(asyncio.run(measured(Path(sys.argv[1]), *of_each))))
