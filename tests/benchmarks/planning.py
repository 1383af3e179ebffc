"""What a fresh process needs to load a catalog and to plan one shop from it; prints JSON.

`python -m tests.benchmarks.planning FOLDER first|unchanged`: against an empty shop, or against one
that shows all of it already. Nothing is sent: what the shop shows is made up from what is wanted.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from sync.catalog import Configuration
from sync.marketplace import Call, Connection, Marketplace
from sync.model import Code, Listing, Plan, Shop, Sku
from sync.planning import Caution, Situation, identify, limits, plan, project
from sync.stock import Account, available, counted_at
from sync.store import Link
from sync.store.tables import LISTING
from sync.wiring import load_configuration, platforms

Result = TypeVar("Result")
PLATFORM = "shopee"
NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


@dataclass
class Stopwatch:
    """Processor and wall-clock seconds of each step, and the memory at its worst."""

    cpu_s: dict[str, float] = field(default_factory=dict)
    wall_s: dict[str, float] = field(default_factory=dict)

    def time(self, step: str, work: Callable[[], Result]) -> Result:
        cpu, wall = time.process_time(), time.perf_counter()
        result = work()
        self.cpu_s[step] = time.process_time() - cpu
        self.wall_s[step] = time.perf_counter() - wall
        return result


class Nobody:
    """A line that leads nowhere: planning must not need one."""

    async def call(self, call: Call[Any]) -> Any:
        raise AssertionError(call.endpoint)

    async def pause(self, seconds: float) -> None:
        raise AssertionError(seconds)


def measured(folder: Path, kind: str) -> dict[str, Any]:
    """Load, project, plan; the changes are counted so that nobody measures an empty catalog."""
    watch = Stopwatch()
    configuration = watch.time("load", lambda: load_configuration(folder, {}))
    shop = next(shop for shop in configuration.shops if shop.platform == PLATFORM)
    market = _market(shop)
    wanted = watch.time("project", lambda: _wanted(configuration, shop, market))
    situation = _situation(shop, market, wanted, _remembered(wanted) if kind != "first" else {})
    planned = watch.time("plan", lambda: _planned(configuration, situation))
    return {
        "products": len(configuration.products),
        "changes": len(planned.changes),
        "held": len(planned.held),
        "cpu_s": watch.cpu_s,
        "wall_s": watch.wall_s,
        "peak_mb": peak_mb(),
    }


def _market(shop: Shop) -> Marketplace:
    platform = platforms()[shop.platform]
    connection = Connection(shop=shop.name, host="", key="1", secret="", account="1")
    return platform.open(connection, Nobody())


def _wanted(configuration: Configuration, shop: Shop, market: Marketplace) -> dict[Code, Listing]:
    stock = available(configuration.products, _accounts(configuration))
    return {
        product.code: market.normalize(project(product, shop, stock, NOW.date()))
        for product in configuration.products
    }


def _accounts(configuration: Configuration) -> Mapping[Sku, Account]:
    return {
        variant.sku: Account(variant.stock, counted_at(variant.stock, NOW))
        for product in configuration.products
        for variant in product.variants
        if variant.stock is not None
    }


def _remembered(wanted: Mapping[Code, Listing]) -> dict[Code, Link]:
    """Remember what is wanted as applied, read from text as the store would."""
    return {
        code: Link(
            shop=listing.shop,
            code=code,
            remote_id=str(number),
            applied=_copied(replace(listing, remote_id=str(number))),
        )
        for number, (code, listing) in enumerate(wanted.items(), 1)
    }


def _copied(listing: Listing) -> Listing:
    return LISTING.value(LISTING.text(listing))


def _situation(
    shop: Shop, market: Marketplace, wanted: Mapping[Code, Listing], links: Mapping[Code, Link]
) -> Situation:
    seen: Iterable[Listing] = (_copied(link.applied) for link in links.values() if link.applied)
    remote_ids = {code: link.remote_id for code, link in links.items()}
    return Situation(
        shop=shop,
        features=market.features,
        desired=wanted,
        observed=identify(seen, remote_ids, {code: code for code in wanted}),
        links=links,
        observed_at=NOW,
        complete=True,
    )


def _planned(configuration: Configuration, situation: Situation) -> Plan:
    """Plan, check what would be written against the platform's limits, and judge by that."""
    caution = Caution(safety=configuration.settings.safety)
    first = plan(situation, caution)
    doubts = {
        change.code: found
        for change in first.changes
        if (found := limits(change.after, situation.features))
    }
    return plan(situation, replace(caution, doubts=doubts)) if doubts else first


def peak_mb() -> float | None:
    """Ask the kernel for this process's own peak; None where it does not tell."""
    try:
        status = Path("/proc/self/status").read_text(encoding="utf-8")
    except OSError:
        return None
    (line,) = (line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measured(Path(sys.argv[1]), sys.argv[2])))
