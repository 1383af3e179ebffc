"""Everything that one round of one shop holds in its hands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from sync.catalog import Configuration
from sync.marketplace import Marketplace
from sync.model import ImageFile, Shop
from sync.running.clock import Clock
from sync.running.report import Progress, Step
from sync.store import Lease, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One round of one shop: the lease says that nobody else is at work there."""

    shop: Shop
    market: Marketplace
    store: Store
    clock: Clock
    lease: Lease
    round_id: int
    catalog: Configuration
    progress: Progress
    skew: Callable[[], timedelta]
    stopping: Callable[[], bool]

    def step(self, step: Step, done: int, total: int | None = None) -> None:
        """Tell whoever watches how far it is."""
        self.progress.step(self.shop.name, step, done, total)

    def pictures(self) -> Mapping[str, ImageFile]:
        """The catalog's pictures by the hash of their bytes."""
        return {
            image.sha256: image for product in self.catalog.products for image in product.images
        }
