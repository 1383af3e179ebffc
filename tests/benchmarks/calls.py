"""How many calls a round makes, over the fewest that the platform's batch sizes allow.

A naive client makes one call for every picture, product, group of variants, price and stock. The
clock is virtual, the replica's too: rounds are five minutes apart and nothing really waits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil
from pathlib import PurePosixPath
from typing import Any

from adapters.shopee.features import CATEGORIES, FEATURES, IDS, PAGE
from sync.model import Count, Dong, Variant
from tests.benchmarks.stand import PICTURES, standing
from tests.benchmarks.table import say, show
from tests.conformance.stall import Stall

PRODUCTS, QUICK_PRODUCTS = 1_000, 60
CHANGED = 50
BETWEEN_ROUNDS_S = 300
HEADS = ("round", "changes", "calls", "fewest", "calls/fewest", "naive", "naive/calls")


@dataclass(frozen=True, slots=True)
class Needed:
    """The fewest calls of each kind of round, by Shopee's batch sizes; naive is one a thing."""

    products: int
    categories: int
    orders: int = 1

    @property
    def publish(self) -> int:
        """Look that none is there, learn the categories; upload, create, give variants, show."""
        uploads = ceil(self.products * PICTURES / FEATURES.batch["upload"])
        shows = ceil(self.products / FEATURES.batch["restore"])
        learning = 2 + ceil(self.categories / CATEGORIES) + 2 * self.categories
        return self.orders + 1 + learning + uploads + 2 * self.products + shows

    @property
    def pages(self) -> int:
        """Page through the cheapest list that carries a version of each item."""
        return self.orders + ceil(self.products / PAGE)

    def moved(self, items: int) -> int:
        """Read items that moved: facts by the fifty, variants one by one."""
        return ceil(items / IDS) + items

    @property
    def naive_publish(self) -> int:
        return self.products * (PICTURES + 2)

    def naive_proof(self) -> int:
        return self.pages + 2 * self.products


@dataclass(frozen=True, slots=True)
class Round:
    """One round as it went."""

    name: str
    changes: int
    calls: int
    fewest: int
    naive: int
    by_endpoint: Sequence[tuple[str, int]]

    @property
    def row(self) -> tuple[object, ...]:
        """Calls and their ratios."""
        return (
            self.name,
            self.changes,
            f"{self.calls:,}",
            f"{self.fewest:,}",
            f"{self.calls / self.fewest:.3f}",
            f"{self.naive:,}",
            f"{self.naive / self.calls:.1f}",
        )


async def run(*, quick: bool) -> None:
    """Publish, prove, change, prove again."""
    products = QUICK_PRODUCTS if quick else PRODUCTS
    async with standing("shopee", products) as stall:
        rounds = await _rounds(stall, products)
    title = f"Calls on the Shopee replica, {products:,} products of 3 variants and 5 pictures"
    show(title, HEADS, [each.row for each in rounds])
    for each in rounds:
        say("", f"{each.name}: " + ", ".join(f"{name} {count}" for name, count in each.by_endpoint))


async def _rounds(stall: Stall, products: int) -> list[Round]:
    categories = {stall.shop.categories[p.category] for p in stall.configuration.products}
    needed = Needed(products, len(categories))
    naive = needed.naive_proof()
    counted = [
        await _round(stall, "first publish", (needed.publish, needed.naive_publish), "full"),
        await _round(
            stall, "after it, quick: all moved", (needed.pages + needed.moved(products), naive)
        ),
        await _round(stall, "no change, quick proof", (needed.pages, naive)),
        await _round(
            stall, "no change, full proof", (needed.pages + needed.moved(products), naive), "full"
        ),
    ]
    stall.sell(
        replace(product, variants=(_edited(product.variants[0]), *product.variants[1:]))
        if place < CHANGED
        else product
        for place, product in enumerate(stall.configuration.products)
    )
    writes = 2 * CHANGED
    counted.append(
        await _round(stall, "50 SKUs: price and stock", (needed.pages + writes, naive + writes))
    )
    counted.append(
        await _round(
            stall, "after it, quick: those moved", (needed.pages + needed.moved(CHANGED), naive)
        )
    )
    return counted


def _edited(variant: Variant) -> Variant:
    count = variant.stock.quantity if variant.stock else 0
    return replace(variant, price=Dong(variant.price + 2000), stock=Count(count + 7))


async def _round(stall: Stall, name: str, bars: tuple[int, int], proof: str = "quick") -> Round:
    """Run one round as a process would that just started, five minutes after the last."""
    await stall.advance(BETWEEN_ROUNDS_S)
    stall.reopen()
    await stall.forget_calls()
    report = await stall.round(proof=proof)
    assert report.true, [*report.problems][:3]
    told: dict[str, Any] = await stall.ask("GET", "calls")
    fewest, naive = bars
    endpoints = [(PurePosixPath(row["endpoint"]).name, row["count"]) for row in told["calls"]]
    return Round(name, len(report.plan.changes), told["total"], fewest, naive, endpoints)
