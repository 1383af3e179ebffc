"""The application that commands and service drive: one store, and the shops."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import AsyncExitStack, aclosing, asynccontextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from sync.catalog import CatalogCache, Configuration, load
from sync.marketplace import (
    FileExchange,
    Login,
    MarketplaceError,
    Outstanding,
    PushRegistration,
    file_exchange,
)
from sync.model import (
    Code,
    Listing,
    Order,
    Plan,
    Problem,
    Shop,
    ShopName,
    Sku,
)
from sync.platforms import (
    Unusable,
    connection_key,
    connection_of,
    listing_page,
    paces_of,
    platform_of,
    told_of_by,
)
from sync.running.context import Hooks, ShopContext
from sync.running.doubted_counts import count_questions, doubted_counts
from sync.running.files import Books, by_our_books, file_exchange_of, wanted_in
from sync.running.ledger import Ledger
from sync.running.observe import Proof
from sync.running.orders import AHEAD
from sync.running.overdue import outstanding
from sync.running.plan import Scope
from sync.running.report import Progress, Report, Unwatched
from sync.running.round import RoundRequest, run_round, run_saved, run_urgent
from sync.running.stock_questions import stock_questions
from sync.status import ShopStatus, Standing
from sync.store import LeaseLost, SecretBox, Store, StoreUnavailable, Tidied, keep_private
from sync.store.backup import forget_set_aside
from sync.store.home import database_address
from sync.store.home_proof import HomeProof
from sync.store.instance import running_instance
from sync.store.shops import Account
from sync.transport.budget import CallBudget
from sync.transport.client import Gate, PacedClient
from sync.transport.clock import Clock, PlatformClock, legal_day
from sync.transport.http import HttpClient, Proxy
from sync.transport.kept_answers import KeptAnswers
from sync.transport.kept_unknown import UnknownAnswers
from sync.transport.lease import LeaseTimes
from sync.transport.tokens import TokenProvider, granted
from sync.transport.tracing import span
from sync.transport.unknown_answers import AnswerWatch

LEAST_KEEP_DAYS = 60  # longer than any platform's orders are read again

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class ShopFailed:
    """A shop that no round could be made of."""

    shop: ShopName
    problem: Problem


Result = Report | ShopFailed


async def attempt(work: Awaitable[Report], shop: ShopName) -> Result:
    """Make one round of a shop; what kept it from being made is part of the answer."""
    try:
        return await work
    except (MarketplaceError, LeaseLost, StoreUnavailable) as error:
        return ShopFailed(shop, error.problem)


def load_configuration(
    config: Path,
    environ: Mapping[str, str],
    clock: Clock | None = None,
    cache: CatalogCache | None = None,
) -> Configuration:
    """Read everything that people edit, as of today."""
    return load(config, today=legal_day(clock or Clock()), environ=environ, cache=cache)


@asynccontextmanager
async def opened(
    configuration: Configuration,
    *,
    home: Path,
    clock: Clock | None = None,
    hooks: Hooks | None = None,
) -> AsyncIterator[App]:
    """Open the store under `home`, and a client of each shop when it is first needed.

    Raises `StoreUnavailable`.
    """
    keep_private(home)
    address = database_address(configuration.settings, home, os.environ)
    async with Store.open(address, SecretBox.of(os.environ, home)) as store:
        app = App(configuration, store, home, clock or Clock(), hooks or Hooks())
        async with aclosing(app):
            yield app


class App:
    """Looks after the shops; `configuration` may be replaced between rounds."""

    def __init__(
        self, configuration: Configuration, store: Store, home: Path, clock: Clock, hooks: Hooks
    ) -> None:
        self.configuration, self.store = configuration, store
        self.home, self._clock, self._hooks = home, clock, hooks
        self._connections = AsyncExitStack()
        self._contexts: dict[ShopName, ShopContext] = {}
        self._opening = asyncio.Lock()
        self._accounts: dict[ShopName, Account] = {}  # as they were last written down
        self._known_by: Configuration | None = None  # by which they were
        self._ledger: Ledger | None = None

    async def aclose(self) -> None:
        """Let go of every connection."""
        await self._connections.aclose()

    @property
    def shops(self) -> Sequence[Shop]:
        """The shops, as configured."""
        return self.configuration.shops

    @property
    def ledger(self) -> Ledger:
        """The stock that all shops sell from, by the catalog as it was read last."""
        if self._ledger is None or self._ledger.configuration is not self.configuration:
            self._ledger = Ledger(self.store, self.configuration, self._clock)
        return self._ledger

    async def plan(self, shop: ShopName, product: Code | None, proof: Proof) -> Plan:
        """Say what a round would do; nothing is written to the shop."""
        request = RoundRequest(purpose="look", proof=proof, scope=Scope(product))
        return (await run_round(await self._context(shop), request)).plan

    async def sync(
        self,
        shop: ShopName,
        scope: Scope | None = None,
        proof: Proof = "full",
        progress: Progress | None = None,
    ) -> Report:
        """Run one round; raises `Unusable`, `Busy`, `LeaseLost`, `StoreUnavailable`."""
        context = replace(await self._context(shop), progress=progress or Unwatched())
        with span("round", shop=shop, proof=proof):
            return await run_round(context, RoundRequest(proof=proof, scope=scope or Scope()))

    async def run_urgent(
        self, shop: ShopName, skus: Collection[Sku], named: Collection[str] = ()
    ) -> Report:
        """Tell a shop of a sale out of turn, or take its orders in; raises as `sync` does."""
        with span("stock update", shop=shop, skus=len(skus), orders=len(named)):
            return await run_urgent(await self._context(shop), skus, named)

    async def go_out(self, shop: ShopName) -> Report:
        """Go out with the few products that were saved since the last sweep; raises as `sync`."""
        with span("product update", shop=shop):
            return await run_saved(await self._context(shop))

    async def by_our_books(self, shop: ShopName) -> Books:
        """Say how a shop shall stand by what we know alone; raises `Unusable`."""
        return await by_our_books(await self._context(shop), await self.ledger.rows())

    def settle_s(self, shop: ShopName) -> float:
        """Say how long this shop's reads may show what was before a write."""
        return platform_of(self._shop(shop)).features.settle_s

    async def exchange(self, shop: ShopName, work: Callable[[FileExchange], Answer]) -> Answer:
        """Work on the files of a shop; raises `Unusable`, `Rejected`, `Busy`."""
        return await file_exchange_of(await self._context(shop), work)

    async def wanted(self, shop: ShopName) -> list[Listing]:
        """Say how every product should stand in a shop; raises `Unusable`, `Busy`."""
        return await wanted_in(await self._context(shop))

    async def authorize_url(self, shop: ShopName, redirect_url: str, state: str) -> str:
        """Make the address where a seller grants us the shop; raises `Unusable`."""
        return (await self._login(shop)).authorize_url(redirect_url, state)

    async def connect(self, shop: ShopName, code: str) -> datetime | None:
        """Turn a seller's code into tokens and keep them; answers until when, None: for good.

        Raises what the platform answers, or `Unusable`.
        """
        tokens = await granted(await self._login(shop), code)
        await self.store.tokens.grant(shop, tokens)
        return tokens.open_until

    async def push_registration(self, shop: ShopName) -> PushRegistration | None:
        """Give what a platform is told by where to push, if it has that; raises `Unusable`."""
        market = (await self._context(shop)).market
        return market if isinstance(market, PushRegistration) else None

    async def wait(self, seconds: float) -> None:
        """Wait, by this application's clock."""
        await self._clock.sleep(seconds)

    async def prove_home(self) -> None:
        """Make sure that this memory is the one in use, before it writes; raises `HomeDoubted`."""
        await self._home_proof.prove(self._clock.now())

    async def home_doubt(self) -> Problem | None:
        """Say why this memory may not be the one in use."""
        return await self._home_proof.doubt(self._clock.now())

    async def accept_home(self) -> None:
        """Take a person's word that this memory is the one in use from now on."""
        await self._home_proof.accept(self._clock.now())

    @property
    def _home_proof(self) -> HomeProof:
        settings = self.configuration.settings
        return HomeProof.of(self.home, settings, os.environ, self.store)

    async def close_shop(self, shop: ShopName) -> int:
        """Take a person's word that a shop is closed: its share goes to the others again.

        Answers of how many SKUs; a shop that is configured is not closed, that raises `Unusable`.
        """
        if any(each.name == shop for each in self.shops):
            raise Unusable(Problem(code="shop_still_open", values={"shop": shop}))
        return await self.store.shown_stock.close(shop)

    async def context(self, shop: ShopName) -> ShopContext:
        """Give what a shop is worked on with; raises `Unusable`."""
        return await self._context(shop)

    async def renew_all_asked(self) -> None:
        """Ask each platform anew what it asks for; one that cannot be asked has said it before."""
        for shop in self.shops:
            with suppress(MarketplaceError, StoreUnavailable):
                market = await (await self._context(shop.name)).renewed(self.configuration)
                self._contexts[shop.name] = replace(self._contexts[shop.name], market=market)

    async def tidy(self) -> Tidied:
        """Forget what is older than `keep_days` and needed no more; stock stays what it is."""
        now = self._clock.now()
        before = now - timedelta(days=max(self.configuration.settings.keep_days, LEAST_KEEP_DAYS))
        for shop in self.shops:
            with suppress(MarketplaceError):
                if files := file_exchange((await self._context(shop.name)).market):
                    await asyncio.to_thread(files.forget_old)
        tidied = await self.store.tidy(before, now, [shop.name for shop in self.shops])
        folders = await asyncio.to_thread(forget_set_aside, self.home, before)
        return replace(tidied, folders=folders)

    async def orders(self, shop: ShopName, since: datetime) -> list[Order]:
        """Read a shop's orders as they stand there now; raises what the platform answers."""
        context = await self._context(shop)
        until = context.platform_clock.now() + AHEAD
        return [order async for order in context.market.orders(since, until)]

    async def standing(self) -> Standing:
        """Say how everything stands."""
        return Standing(
            shops=await self.status(),
            holds=await self.store.decisions.holds(),
            doubt=await self.home_doubt(),
            unknown=len(UnknownAnswers.of(self.home).all()),
            service=running_instance(self.home),
            blocked=self.configuration.lacks_products,
            faulty=bool(self.configuration.stops),
            asides=await self.ledger.asides(),
        )

    async def status(self) -> list[ShopStatus]:
        """Say how every shop stands."""
        names = [shop.name for shop in self.shops]
        facts, ends = await self.store.facts(names), await self.store.tokens.ends(names)
        late, catalog = {s.name: _orders_late(s) for s in self.shops}, self.configuration
        questions = await stock_questions(self.store, late, catalog.skus)
        doubted = await doubted_counts(self.store, self.shops, catalog.products)
        counts = await count_questions(self.store, self.shops, catalog, doubted)
        return [
            ShopStatus.of(
                shop,
                facts[shop.name],
                outstanding=await self.outstanding(shop),
                questions=[*questions[shop.name], *counts[shop.name]],
                login_ends_at=ends.get(shop.name),
            )
            for shop in self.shops
        ]

    async def outstanding(self, shop: Shop) -> Outstanding | None:
        """Say what waits to be carried to a shop that is reached by files."""
        return None if shop.app.key else outstanding((await self._context(shop.name)).market)

    async def _context(self, name: ShopName) -> ShopContext:
        """Give what the shop's rounds are run with, kept while its connection is the same."""
        shop = self._shop(name)
        async with self._opening:
            await self._know_accounts()
            context = self._contexts.get(name)
            if context is None or connection_key(context.shop) != connection_key(shop):
                context = await self._open(shop)
            self._contexts[name] = replace(context, shop=shop)
        return self._contexts[name]

    async def _know_accounts(self) -> None:
        """Let an account that was given another name keep its books: its orders count once."""
        if self._known_by is self.configuration:
            return
        configuration = self.configuration
        accounts = {shop.name: Account(shop.platform, shop.account) for shop in self.shops}
        if accounts != self._accounts:
            await self.store.keep_accounts(accounts)
        self._accounts, self._known_by = accounts, configuration

    def _shop(self, name: ShopName) -> Shop:
        for shop in self.shops:
            if shop.name == name:
                return shop
        raise Unusable(Problem(code="shop_gone", values={"shop": name}))

    async def _open(self, shop: Shop) -> ShopContext:
        platform, now = platform_of(shop), self._clock.now()
        clock = PlatformClock(self._clock, await self.store.clocks.skew(now) or timedelta(0))
        proxy: Proxy = "environment" if self.configuration.settings.trust_env_proxy else "none"
        http = await self._connections.enter_async_context(HttpClient(proxy=proxy))
        budget = CallBudget(self.store, self._clock, paces_of(shop, platform))
        by_files = platform.features.delivery == "files"  # no platform's clock is known there
        told = self._clock.now if by_files else clock.now
        connection = connection_of(shop, platform, self.home, told)
        # Who gets tokens needs a client, and who calls needs tokens: so the first has none.
        granting = platform.open(connection, PacedClient(http, budget, clock))
        login = granting if isinstance(granting, Login) else None
        early = timedelta(seconds=platform.features.token_early_s)
        tokens = TokenProvider(shop, self.store, self._clock, login, early)
        gate = Gate(self._hooks.stopping)
        answers = KeptAnswers.of(self.home, shop.name, self._clock.now)
        watch = AnswerWatch.of(shop, platform.known, self.home, self._clock.now)
        client = PacedClient(http, budget, clock, tokens, gate).keeping(answers, watch)
        return ShopContext(
            shop=shop,
            market=platform.open(connection, client),
            reopen=lambda wrap: platform.open(connection, wrap(client)),
            store=self.store,
            load=self._load,
            platform_clock=clock,
            lease_times=LeaseTimes.of(os.environ),
            fence=gate.fence,
            hooks=self._hooks,
            listing_page=listing_page,
            calls=lambda: client.calls,
            tells_of=told_of_by(shop),
        )

    async def _login(self, shop: ShopName) -> Login:
        market = (await self._context(shop)).market
        if isinstance(market, Login):
            return market
        raise Unusable(Problem(code="no_login", values={"shop": shop}))

    async def _load(self) -> Configuration:
        return self.configuration


def _orders_late(shop: Shop) -> timedelta:
    """Say how late a shop's orders may turn up; nobody knows where no platform can be asked."""
    with suppress(Unusable):
        return timedelta(seconds=platform_of(shop).features.orders_late_s)
    return timedelta(0)
