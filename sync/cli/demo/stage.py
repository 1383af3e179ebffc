"""Where the demo plays: a copy of the catalog, practice marketplaces, and a look behind them."""

from __future__ import annotations

import asyncio
import shutil
import ssl
from collections.abc import (
    AsyncIterator,
    Awaitable,
    Callable,
    Collection,
    Iterable,
    Mapping,
)
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Final

from sandbox.server import BASE_PORT, EPHEMERAL, LOOPBACK, Credentials, discover, serving
from sync.app import App, ShopFailed, attempt
from sync.catalog import Configuration
from sync.cli.demo.clerk import Clerk
from sync.cli.demo.fast_clock import FastClock
from sync.cli.demo.sandbox_control import SandboxControl
from sync.cli.demo.truth import Untrue
from sync.cli.prepare import load, opening
from sync.cli.rounds import Round
from sync.cli.session import Session, starter_config
from sync.marketplace import FileExchange, Outstanding, TakenIn
from sync.model import Product, ShopName, Sku
from sync.running.context import Hooks
from sync.running.plan import Scope
from sync.running.report import Progress, Report, Unwatched
from sync.transport.clock import Clock
from sync.transport.http import HttpClient

LONGEST_REVIEW_S: Final = 60
EXCHANGE: Final = "exchange"  # below the home folder
MOST_UPDATES: Final = 10  # to one shop for one sale; the last of them finds nothing to do
QUIET_AGAIN_S: Final = 65.0  # then nobody buys, and no figure waits any more

Reports = Mapping[ShopName, Report]


class Stage:
    """The demo's own catalog, shops and marketplaces."""

    def __init__(self, session: Session, http: HttpClient) -> None:
        self.session = session
        self.progress: Progress = Unwatched()
        self.configuration = self.load()
        self.shops = {
            shop.name: SandboxControl(http, shop.sandbox, shop.account)
            for shop in self.configuration.shops
            if shop.sandbox is not None
        }
        by_file = next(
            shop.name for shop in self.configuration.shops if shop.name not in self.shops
        )
        self.clerk = Clerk(by_file, session.home / EXCHANGE / by_file)
        by_marketplace = {shop.url: shop for shop in self.shops.values()}
        self._marketplaces = tuple(by_marketplace.values())
        self.time, self.sold = FastClock(self._advance), set[Sku]()

    def load(self) -> Configuration:
        """Read the catalog as it stands now."""
        self.configuration = load(self.session)
        return self.configuration

    @property
    def everyone(self) -> list[ShopName]:
        """All shops: those with an interface, and the one that is reached by a workbook."""
        return [*self.shops, self.clerk.shop]

    @property
    def plain_products(self) -> list[Product]:
        """Products that are one SKU each, in stock: price and stock are lines of their own."""
        return [
            product
            for product in self.configuration.products
            if not product.option_names and (stock := product.variants[0].stock) and stock.quantity
        ]

    def file_of(self, product: Product) -> Path:
        """The file that a product is written in: its mark names it relative to the config."""
        return self.session.config / product.source.file

    def opened(self) -> AbstractAsyncContextManager[App]:
        """Open the engine on the catalog as it was read last, as each command would."""
        clock = Clock(now=self.time.now, sleep=self.time.sleep)
        return opening(self.session, self.configuration, clock, Hooks(sold=self.sold.update))

    async def sync(self) -> Reports:
        """One full round of every shop at once, and what their marketplaces review of it."""

        async def act(engine: App, shop: ShopName) -> Report:
            return await engine.sync(shop, progress=self.progress)

        self.load()
        async with self.opened() as engine:
            reports = await _at_once(engine, self.everyone, act)
        await self._let_reviews_end()
        return reports

    async def allow(self, shop: ShopName) -> Report:
        """A person looks at what waits in a shop and says yes: `ocop sync --approve`."""
        async with self.opened() as engine:
            asked = await engine.plan(shop, None, "full")
            return await engine.sync(shop, Scope(approve=asked.digest), progress=self.progress)

    async def tell_sales(self, sellers: Iterable[ShopName]) -> None:
        """What the service does when these shops' marketplaces push: orders in, figures out."""
        self.sold.clear()
        async with self.opened() as engine:

            async def update(engine: App, shop: ShopName) -> Report:
                return await engine.run_urgent(shop, frozenset(self.sold))

            await _at_once(engine, sellers, update)
            settle_s = max(engine.settle_s(shop) for shop in self.shops)
            for _ in range(MOST_UPDATES):
                reports = await _at_once(engine, self.everyone, update)
                told = [report for report in reports.values() if report.outcomes]
                if not told and not any(map(_waits, reports.values())):
                    return
                await self.time.sleep(settle_s if told else QUIET_AGAIN_S)

    async def hand_in(self, *results: Path) -> list[TakenIn]:
        """What a person does when result files come back: `ocop sheet take-in`, one by one."""
        async with self.opened() as engine:
            return [
                await engine.exchange(self.clerk.shop, partial(_take_in, file)) for file in results
            ]

    async def sync_until_quiet(self) -> None:
        """Sync as often as the command goes again by itself: while shops learn of each other."""
        for _ in range(MOST_UPDATES):
            self.sold.clear()
            reports = (await self.sync()).values()
            if not (self.sold or any(report.outcomes or _waits(report) for report in reports)):
                return
            await self.time.sleep(QUIET_AGAIN_S)

    async def outstanding(self) -> Outstanding:
        """What `ocop status` says of the shop that is reached by a workbook."""
        async with self.opened() as engine:
            stands = {one.shop.name: one.outstanding for one in await engine.status()}
        return stands[self.clerk.shop] or Outstanding()

    async def stock(self) -> dict[ShopName, dict[str, int]]:
        """How many of each SKU the buyers of each shop can take."""
        shown = {name: await shop.stock() for name, shop in self.shops.items()}
        return shown | {self.clerk.shop: self.clerk.stock()}

    async def forget_calls(self) -> None:
        for marketplace in self._marketplaces:
            await marketplace.forget_calls()

    async def calls(self) -> tuple[int, int]:
        """How many calls all marketplaces had, and how many of them may have changed something."""
        counted = [await marketplace.calls() for marketplace in self._marketplaces]
        return sum(calls for calls, _ in counted), sum(writes for _, writes in counted)

    async def reviewed(self, still_shown: Callable[[], Awaitable[Collection[object]]]) -> None:
        """Wait, as long as a review takes, until buyers are shown no more what was edited."""
        for _ in range(LONGEST_REVIEW_S):
            if not await still_shown():
                return
            await self.time.sleep(1)

    async def _let_reviews_end(self) -> None:
        """Wait until no marketplace looks at a listing any more."""
        for _ in range(LONGEST_REVIEW_S):
            there = [await shop.listings() for shop in self.shops.values()]
            if not any(one["status"] == "reviewing" for listings in there for one in listings):
                return
            await self.time.sleep(1)

    async def _advance(self, seconds: float) -> None:
        for marketplace in self._marketplaces:
            await marketplace.advance(seconds)


def _waits(report: Report) -> bool:
    """Whether a figure stays low until it is sure that no unit is offered twice."""
    return any(problem.code == "stock_waits" for problem in report.problems)


def _take_in(result: Path, desk: FileExchange) -> TakenIn:
    return desk.take_in(result)


async def _at_once(engine: App, shops: Iterable[ShopName], work: Round) -> Reports:
    """Work on these shops at the same time; one that is out of reach ends the demo."""
    async with asyncio.TaskGroup() as group:
        tasks = {shop: group.create_task(attempt(work(engine, shop), shop)) for shop in shops}
    results = {shop: task.result() for shop, task in tasks.items()}
    for shop, result in results.items():
        if isinstance(result, ShopFailed):
            raise Untrue("demo_differs", about=shop, expected=[], found=[result.problem.code])
    return {shop: result for shop, result in results.items() if isinstance(result, Report)}


@asynccontextmanager
async def staged(session: Session) -> AsyncIterator[Stage]:
    """Copy the shipped catalog, serve the replicas on free ports, point the copy at them."""
    async with (
        serving(discover(), EPHEMERAL, quotas="lifted") as replicas,
        HttpClient(_no_tls()) as http,
    ):
        shutil.copytree(starter_config(), session.config)
        _point_at(session.config / "shops.yaml", replicas)
        yield Stage(session, http)


def _no_tls() -> ssl.SSLContext:
    """Loopback speaks plain HTTP; trusting nobody costs nothing to load."""
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def _point_at(shops_file: Path, replicas: Credentials) -> None:
    text = shops_file.read_text(encoding="utf-8")
    for replica in discover():
        fixed = f"http://{LOOPBACK}:{BASE_PORT + replica.port_offset}"
        text = text.replace(fixed, replicas[replica.name]["url"])
    shops_file.write_text(text, encoding="utf-8", newline="\n")
