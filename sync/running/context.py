"""What a shop's rounds are run with, and the one that is under way."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Set
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from itertools import count
from typing import Literal, TypeVar

from sync.catalog import Configuration
from sync.inventory import Bundles, hanging_together
from sync.marketplace import ApiClient, Marketplace
from sync.model import (
    VIETNAM,
    Code,
    ImageFile,
    Location,
    Product,
    Shop,
    ShopName,
    Sku,
    StockAccount,
    Value,
)
from sync.running.asked import wanted_of
from sync.running.last_sweep import LastSweep
from sync.running.listed_names import ListedNames
from sync.running.report import Progress, Step, Unwatched
from sync.running.settled import CountsTaken, Settled
from sync.store import Lease, Store
from sync.transport.client import PacedClient
from sync.transport.clock import Clock, PlatformClock, legal_day
from sync.transport.lease import Fence, LeaseHolder, LeaseTimes

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class UrgentWork:
    """What a shop is to be told out of turn: SKUs that moved; or what it told us: its orders."""

    skus: frozenset[Sku] = frozenset()
    orders: frozenset[str] = frozenset()  # by number, lately placed or changed


# Opens the shop's adapter anew, which knows nothing, over the same line or what is put around it.
Reopen = Callable[[Callable[[PacedClient], ApiClient]], Marketplace]
Purpose = Literal["look", "change"]
# Of a listing in a shop: what its platform is called, and where buyers see it.
ListingPage = Callable[[Shop, str], tuple[str, str] | None]
BetweenCalls = Callable[["Round"], Awaitable[frozenset[Sku]]]


def nobody_listens(_skus: Collection[Sku]) -> None:
    """Let a sale be found by the other shops' own rounds."""


def nobody_halted(_shop: ShopName) -> bool:
    """Let every round come to its end."""
    return False


def nothing_urgent(_shop: ShopName) -> None:
    """Have no urgent work waiting for a shop."""


def no_page(_shop: Shop, _remote_id: str) -> tuple[str, str] | None:
    """Know of no address where buyers see a listing."""
    return None


def never_again(_shop: ShopName, _work: UrgentWork) -> None:
    """Let the next round find what was written out of turn."""


async def nothing_between_calls(_round: Round) -> frozenset[Sku]:
    """Have nothing to do in between."""
    return frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hooks:
    """How rounds and whoever runs them talk: each is called, and nothing else is shared.

    `stopping` says whether to end after the batch in hand, `halted` whether a person wants that of
    the round of one shop; `sold` is told of SKUs that orders took or gave back; `urgent` hands over
    what waits for a shop out of turn, and `again` is told what of that must be looked at once more.
    """

    stopping: Callable[[], bool] = bool
    halted: Callable[[ShopName], bool] = nobody_halted
    sold: Callable[[Collection[Sku]], None] = nobody_listens
    urgent: Callable[[ShopName], UrgentWork | None] = nothing_urgent
    again: Callable[[ShopName, UrgentWork], None] = never_again


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopContext:
    """What all rounds of one shop are run with."""

    shop: Shop
    market: Marketplace
    store: Store
    load: Callable[[], Awaitable[Configuration]]
    platform_clock: PlatformClock = field(default_factory=PlatformClock)
    lease_times: LeaseTimes = field(default_factory=LeaseTimes)
    fence: Fence = field(default_factory=Fence)
    reopen: Reopen | None = None
    progress: Progress = field(default_factory=Unwatched)
    hooks: Hooks = field(default_factory=Hooks)
    settled: Settled = field(default_factory=Settled)
    last_sweep: LastSweep = field(default_factory=LastSweep)
    taken_in: CountsTaken = field(default_factory=CountsTaken)
    listing_page: ListingPage = no_page
    calls: Callable[[], int] = field(default_factory=lambda: count().__next__)  # sent so far
    tells_of: ShopName | None = None  # the one shop of whose listings it tells as they stand there

    @property
    def clock(self) -> Clock:
        """Our own time, and how to wait."""
        return self.platform_clock.ours

    async def renewed(self, catalog: Configuration) -> Marketplace:
        """Ask anew what the platform asks for where we sell; answers an adapter to learn from it.

        Raises what the platform answers.
        """
        if self.reopen is None:
            return self.market
        asking = self.reopen(PacedClient.renewing)
        await asking.prepare(wanted_of(asking, catalog, self.shop, legal_day(self.clock)))
        return self.reopen(lambda client: client)

    async def alone(self, work: Callable[[Lease], Awaitable[Result]]) -> Result:
        """Do the work while nobody else is at work on the shop; raises `Busy`, `LeaseLost`."""
        holder = LeaseHolder(self.store, self.clock, self.lease_times, self.fence)
        return await holder.of(self.shop.name, work)


@dataclass(frozen=True, kw_only=True)
class Round:
    """One round of one shop: the lease says that nobody else is at work there.

    `catalog` is what of the `whole_catalog` concerns this shop: what it sells, or shows; where the
    round is `narrow`, only what an update is about.
    """

    context: ShopContext
    lease: Lease
    round_id: int
    whole_catalog: Configuration
    catalog: Configuration
    purpose: Purpose
    between_calls: BetweenCalls  # called between calls of a long round; what it has restocked
    narrow: bool = False
    bundles: Bundles = field(default_factory=dict)  # of all shops, as the round began
    names: ListedNames = field(default_factory=ListedNames)
    moved_at: dict[Sku, datetime] = field(default_factory=dict)  # shared with what runs in between
    doubted: Mapping[Sku, StockAccount] = field(default_factory=dict)  # what holds instead

    @property
    def single(self) -> bool:
        """Whether it changes a few products without a look at the whole shop."""
        return self.narrow and self.purpose == "change"

    @property
    def shop(self) -> Shop:
        """The shop, as configured."""
        return self.context.shop

    @property
    def market(self) -> Marketplace:
        """The shop's adapter."""
        return self.context.market

    @property
    def store(self) -> Store:
        """What we remember."""
        return self.context.store

    @property
    def clock(self) -> Clock:
        """Our own time, and how to wait."""
        return self.context.clock

    def platform_now(self) -> datetime:
        """Tell the platform's time, by which its orders are dated."""
        return self.context.platform_clock.now()

    def legal_today(self) -> date:
        """Tell the law's day by the platform's clock: a wrong one of ours ends no certificate."""
        return self.platform_now().astimezone(VIETNAM).date()

    def note_moved(self, skus: Iterable[Sku]) -> None:
        """Take note that the shop's figures of these moved just now, by orders or by an update."""
        self.moved_at.update(dict.fromkeys(skus, self.clock.now()))

    def moved_since(self, moment: datetime) -> frozenset[Sku]:
        """Say what moved in the middle of this round: a look that began before proves nothing."""
        return frozenset(sku for sku, at in self.moved_at.items() if at > moment)

    def stopping(self) -> bool:
        """Whether to end after the batch in hand."""
        return self.context.hooks.stopping() or self.context.hooks.halted(self.shop.name)

    def step(self, step: Step, done: int, total: int | None = None) -> None:
        """Tell whoever watches how far it is."""
        self.context.progress.step(self.shop.name, step, done, total)

    @cached_property
    def products(self) -> Mapping[Code, Product]:
        """The catalog's products by their codes."""
        return {product.code: product for product in self.catalog.products}

    @cached_property
    def together(self) -> Mapping[Sku, Set[Sku]]:
        """Say of each part and bundle which SKUs its stock hangs together with."""
        return hanging_together(self.bundles)

    @cached_property
    def words_said(self) -> Mapping[tuple[str, Value], Location]:
        """Where the catalog says words that a rule objects to: by the rule's code and the words."""
        return {
            (problem.code, problem.values["words"]): problem.where
            for problem in self.whole_catalog.problems
            if problem.where and "words" in problem.values
        }

    @cached_property
    def files(self) -> Mapping[str, ImageFile]:
        """The catalog's pictures and papers by the hash of their bytes."""
        found = (file for product in self.catalog.products for file in product.files())
        return {file.sha256: file for file in found}
