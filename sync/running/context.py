"""Everything that one round of one shop holds in its hands."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Literal

from sync.catalog import Configuration
from sync.marketplace import Marketplace
from sync.model import Code, ImageFile, Product, Shop, ShopName, Sku
from sync.running.report import Progress, Step
from sync.store import Lease, Store
from sync.transport.clock import Clock


@dataclass(frozen=True, slots=True)
class UrgentWork:
    """What a shop is to be told out of turn: SKUs that moved; or what it told us: its orders."""

    skus: frozenset[Sku] = frozenset()
    orders: frozenset[str] = frozenset()  # by number, lately placed or changed


Purpose = Literal["look", "change"]
BetweenCalls = Callable[["Round"], Awaitable[frozenset[Sku]]]


def nobody_listens(_skus: Collection[Sku]) -> None:
    """Let a sale be found by the other shops' own rounds."""


def nothing_waits() -> None:
    """Have no errand waiting."""


def nothing_urgent(_shop: ShopName) -> None:
    """Have no urgent work waiting for a shop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hooks:
    """How rounds and whoever runs them talk: each is called, and nothing else is shared.

    `stopping` says whether to end after the batch in hand; `sold` is told of SKUs that orders
    took or gave back; `urgent` hands over what waits for a shop out of turn.
    """

    stopping: Callable[[], bool] = bool
    sold: Callable[[Collection[Sku]], None] = nobody_listens
    urgent: Callable[[ShopName], UrgentWork | None] = nothing_urgent


async def nothing_meanwhile(_visit: Round) -> frozenset[Sku]:
    """Have nothing to do in between."""
    return frozenset()


@dataclass(frozen=True, kw_only=True)
class Round:
    """One round of one shop: the lease says that nobody else is at work there."""

    shop: Shop
    market: Marketplace
    store: Store
    clock: Clock
    lease: Lease
    round_id: int
    catalog: Configuration
    products: Mapping[Code, Product]  # those of the catalog, by their codes
    purpose: Purpose
    progress: Progress
    skew: Callable[[], timedelta]
    stopping: Callable[[], bool]
    sold: Callable[[Collection[Sku]], None]  # told what orders took or gave back just now
    urgent: Callable[[], UrgentWork | None]  # takes the errand that waits, if there is one
    meanwhile: BetweenCalls  # called between calls of a long round; answers what it has restocked

    def step(self, step: Step, done: int, total: int | None = None) -> None:
        """Tell whoever watches how far it is."""
        self.progress.step(self.shop.name, step, done, total)

    @cached_property
    def files(self) -> Mapping[str, ImageFile]:
        """The catalog's pictures and papers by the hash of their bytes."""
        found = (file for product in self.catalog.products for file in product.files())
        return {file.sha256: file for file in found}
