"""What a quiet round of one shop costs beside other shops: it should not pay for them.

`python -m tests.benchmarks.installation FOLDER SHOPS [PRODUCTS]` fills an installation, measures it
in another process, and prints JSON; the benchmark does that for several sizes. Each shop sells 200
products of its own, or so many, and shows them all; a round reads the configuration as a service
does, looks, and has nothing to do. The first one of a process looks at everything. An update looks
at one SKU that was sold elsewhere, and finds its figure true; a look at the orders finds none.

A FOLDER that was filled is measured as it is. "peak MB" is the most that a process which measures
ever held, its first round included; "quiet MB" the most after that round, what was free by then
given back as a service gives it back.
"""

from __future__ import annotations

import asyncio
import ctypes
import gc
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from sync.app import load_configuration
from sync.catalog import CatalogCache, Configuration, KeptFiles
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
    "quiet MB",
)
FILL = "fill"  # asks for a process that fills a folder and measures nothing but the cold load

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
            *(f"{mb:.0f}" if mb else "–" for mb in (one["peak_mb"], one["quiet_mb"])),
        )
        for one in found
    ]
    show("One shop of 200 products beside others (processor time, medians)", HEADS, rows)


def _measured(shops: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        return _told(folder, str(shops))


def _told(*arguments: str) -> dict[str, Any]:
    """Ask a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.installation", *arguments]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8")
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


async def filled(folder: Path, shops: int, products: int = PRODUCTS) -> dict[str, Any]:
    """Fill an installation: all that its shops sell stands there, and was seen."""
    write_catalog(folder, shops * products)
    _write_shops(folder, shops, products)
    cpu = time.process_time()
    configuration = load_configuration(folder, {}, cache=_cache(folder))
    cold_s = time.process_time() - cpu
    async with _store(folder) as store:
        for shop in configuration.shops:
            await fill(context_for(shop, store, configuration, timedelta(0)))
    return {"cold_s": cold_s}


async def measured(folder: Path, shops: int, products: int = PRODUCTS) -> dict[str, Any]:
    """Run quiet rounds of the first shop of an installation, filled first where it is not."""
    told = folder / "filled.json"
    if not told.exists():
        found = _told(str(folder), str(shops), str(products), FILL)
        told.write_text(json.dumps(found), encoding="utf-8")
    cache = _cache(folder)
    configuration = load_configuration(folder, {}, cache=cache)
    async with _store(folder) as store:
        context = context_for(configuration.shops[0], store, configuration, SINCE)
        context = replace(context, market=Standing(context.shop, store))
        sku = next(p for p in configuration.products if sells(context.shop, p)).variants[0].sku
        warm_s = await _cpu_s(
            lambda: asyncio.to_thread(load_configuration, folder, {}, None, cache)
        )
        quiet = RoundRequest(proof="quick")
        cpu = time.process_time()
        await _quietly(run_round(context, quiet))
        first_s, first_mb = time.process_time() - cpu, peak_mb()
        _give_back()
        round_s = await _cpu_s(lambda: _quietly(run_round(context, quiet)))
        quiet_mb = peak_mb()
        update_s = await _cpu_s(lambda: _quietly(run_urgent(context, [sku])))
        orders_s = await _cpu_s(lambda: _quietly(run_urgent(context, [])))
    return {
        "shops": shops,
        "products": len(configuration.products),
        **json.loads(told.read_text(encoding="utf-8")),
        "warm_s": warm_s,
        "first_s": first_s,
        "round_s": round_s,
        "update_s": update_s,
        "orders_s": orders_s,
        "peak_mb": max(first_mb or 0, quiet_mb or 0),
        "quiet_mb": quiet_mb,
    }


def _cache(folder: Path) -> CatalogCache:
    return CatalogCache(KeptFiles.of(folder, folder))


def _store(folder: Path) -> AbstractAsyncContextManager[Store]:
    return Store.open(f"sqlite:///{folder.as_posix()}/ocop.db", SecretBox.of({}, folder))


def _give_back() -> None:
    """Give back what is free, and have the kernel forget the peak; elsewhere nothing happens."""
    gc.collect()
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


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

    def __init__(self, shop: Shop, store: Store) -> None:
        super().__init__(shop)
        self._shop, self._store = shop.name, store

    async def find(self, listings: Sequence[Listing]) -> list[Listing]:
        """Show them as they were seen."""
        asked = [each.remote_id for each in listings if each.remote_id]
        return list((await self._store.observations.named(self._shop, asked)).values())


def _write_shops(folder: Path, shops: int, products: int) -> None:
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
    of_each = [int(word) for word in sys.argv[2:] if word != FILL]
    work = filled if sys.argv[-1] == FILL else measured
    sys.stdout.write(json.dumps(asyncio.run(work(Path(sys.argv[1]), *of_each))))
