"""One shop on a marketplace's replica, and everything a test does with it."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import httpx

from sandbox.server import EPHEMERAL, discover, serving
from sync.app import load_configuration
from sync.catalog import Configuration
from sync.marketplace import Connection, Features, Login, Marketplace, Platform, Request, Response
from sync.model import Code, DeveloperApp, Offer, Pace, Place, Product, Shop, ShopName, Sku, Variant
from sync.platforms import platforms
from sync.running.context import Hooks, ShopContext
from sync.running.plan import Scope
from sync.running.report import Report
from sync.running.round import RoundRequest, run_round
from sync.store import SecretBox, Store
from sync.transport.budget import CallBudget
from sync.transport.client import Gate, PacedClient
from sync.transport.clock import Clock, PlatformClock
from sync.transport.http import HttpClient
from sync.transport.tokens import TokenProvider
from tests.sandbox_client import SandboxClient

CONFIG = Path(__file__).parents[2] / "config"
UNPACED = Pace(calls_per_s=1e6, burst=1_000_000)
NEVER_READ = {"/_sandbox/state"}

Touch = Callable[[Request, Response], Response]


@cache
def shipped() -> Configuration:
    """The configuration that comes with the product: real products, real categories."""
    return load_configuration(CONFIG, {})


class TouchedHttp(HttpClient):
    """The real thing, but a test may look at (or spoil) each answer, or die on it."""

    def __init__(self, tls: ssl.SSLContext) -> None:
        super().__init__(tls)
        self.touch: Touch = lambda _request, response: response

    async def send(self, request: Request) -> Response:
        return self.touch(request, await super().send(request))


class Killed(BaseException):
    """The process ends here."""


YESES = 4  # so often a person is asked before it has to be true


@dataclass
class Stall:
    """A shop of one platform: what it should sell, and a virtual clock that the replica shares."""

    platform: Platform
    credentials: Mapping[str, str]
    operator: SandboxClient
    store: Store
    configuration: Configuration
    offset: timedelta = timedelta(0)
    http: TouchedHttp = field(init=False)
    market: Marketplace = field(init=False)
    context: ShopContext = field(init=False)
    login: Login | None = field(init=False)
    tokens: TokenProvider = field(init=False)
    stopping: Callable[[], bool] = bool
    listed_as: dict[Sku, Sku] = field(default_factory=dict)  # our SKUs that go on under others

    def __post_init__(self) -> None:
        self.http = TouchedHttp(_tls())
        self.reopen()

    @property
    def features(self) -> Features:
        return self.platform.features

    @property
    def shop(self) -> Shop:
        return self.configuration.shops[0]

    def can(self, ability: str) -> bool:
        return ability in self.features.can

    def reopen(self) -> None:
        """Begin as a new process would: nothing known but what the store remembers."""
        ours = Clock(now=self.now, sleep=self.sleep)
        clock, budget = PlatformClock(ours), CallBudget(self.store, ours, [("shop", UNPACED)])
        connection = Connection(
            shop=self.shop.name,
            host=self.credentials["url"],
            key=self.credentials["key"],
            secret=self.credentials["secret"],
            account=self.credentials["shop"],
            ship_from=self.shop.ship_from,
        )
        granting = self.platform.open(connection, PacedClient(self.http, budget, clock))
        self.login = granting if isinstance(granting, Login) else None
        early = timedelta(seconds=self.features.token_early_s)
        self.tokens = TokenProvider(self.shop, self.store, ours, self.login, early)
        gate = Gate(self.is_stopping)
        client = PacedClient(self.http, budget, clock, self.tokens, gate)
        self.market = self.platform.open(connection, client)
        self.context = ShopContext(
            shop=self.shop,
            market=self.market,
            store=self.store,
            load=self._load,
            platform_clock=clock,
            fence=gate.fence,
            hooks=Hooks(stopping=self.is_stopping),
        )

    def is_stopping(self) -> bool:
        return self.stopping()

    async def _load(self) -> Configuration:
        return self.configuration

    def now(self) -> datetime:
        return datetime.now(UTC) + self.offset

    async def sleep(self, seconds: float) -> None:
        """Waiting costs no time: the clock is moved instead, the replica's too."""
        await self.advance(seconds)

    async def advance(self, seconds: float) -> None:
        self.offset += timedelta(seconds=seconds)
        await self.operator.advance(seconds)

    async def reviewed(self) -> None:
        """Let a platform that reviews come to its end with what it was told."""
        if self.can("review"):
            await self.advance(self.features.settle_s)

    # What a test changes in the catalog

    def sell(self, products: Iterable[Product]) -> None:
        self.configuration = replace(self.configuration, products=tuple(products))

    def edit(self, code: str, **changes: Any) -> None:
        """Edit a product in the catalog."""
        self.sell(
            replace(product, **changes) if product.code == code else product
            for product in self.configuration.products
        )

    def edit_variants(self, change: Callable[[Variant], Variant]) -> None:
        """Edit every variant in the catalog."""
        self.sell(
            replace(product, variants=tuple(change(variant) for variant in product.variants))
            for product in self.configuration.products
        )

    def shop_has(self, **changes: Any) -> None:
        """Edit the shop's entry."""
        self.configuration = replace(self.configuration, shops=(replace(self.shop, **changes),))
        self.reopen()

    # Rounds

    async def round(self, choice: Scope | None = None, **ask: Any) -> Report:
        return await run_round(self.context, RoundRequest(scope=choice or Scope(), **ask))

    async def look(self) -> Report:
        return await self.round(purpose="look")

    async def ends_true(self) -> None:
        """Rounds end with no difference and no duplicate; one more writes nothing.

        What the guard holds, a person is asked about, and here says yes: after each yes there is
        one more round, for what was held may have kept other changes waiting.
        """
        await self.is_on_the_shelf()
        await self.store.refusals.forget(self.shop.name)  # `ocop retry`
        for _ in range(YESES):
            report = await self.round()
            if all(held.problem.severity != "hold" for held in report.plan.held):
                break
            await self.round(Scope(approve=report.plan.digest))
            await self.reviewed()
        await self.is_true()

    async def is_on_the_shelf(self) -> None:
        """Somebody looks, and finds on the shelf what a shop shows fewer of."""
        await self.round()
        fallen = await self.store.shown_stock.fallen([self.shop.name])
        await self.store.shown_stock.explain(self.shop.name, {shown.sku for shown in fallen})

    async def is_true(self) -> None:
        """A fresh process finds nothing to do, and the replica shows what is wanted."""
        self.reopen()
        await self.reviewed()
        before = await self.remote()
        report = await self.round()
        assert report.plan.complete, report.problems
        assert report.plan.changes == (), report.plan.changes
        assert report.plan.held == (), report.plan.held
        assert await self.remote() == before
        self.assert_shows(before)

    def assert_shows(self, remote: list[dict[str, Any]]) -> None:
        """Every product stands there once, with every variant at the right price and quantity."""
        live = [listing for listing in remote if listing["status"] == "live"]
        shown = sorted(
            (variant["sku"], variant["price"], variant["stock"])
            for listing in live
            for variant in listing["variants"]
        )
        wanted = sorted(
            (
                self.listed_as.get(variant.sku, variant.sku),
                variant.price,
                variant.stock.quantity if variant.stock else 0,
            )
            for product in self.configuration.products
            for variant in product.variants
        )
        assert shown == wanted

    # The replica, seen by its operator

    async def ask(self, method: str, path: str, body: Any = None) -> Any:
        return await self.operator.done(method, f"/{path}", body)

    async def remote(self) -> list[dict[str, Any]]:
        """What the replica holds, deleted listings left out."""
        return await self.operator.listings()

    async def seller_edits(self, sku: str, **changes: Any) -> None:
        await self.operator.edit(sku, **changes)

    async def buyer_orders(self, sku: str, quantity: int = 1) -> str:
        return str((await self.operator.order(sku, quantity))["id"])

    async def fault(self, kind: str, **rule: Any) -> None:
        await self.operator.fault(kind, **rule)

    async def heal(self) -> None:
        await self.operator.heal()

    async def calls(self) -> int:
        """How many calls were made since the last `forget_calls`."""
        return await self.operator.calls()

    async def forget_calls(self) -> None:
        await self.operator.forget_calls()


async def killed_once(stall: Stall, met: Callable[[Request], bool]) -> None:
    """Run a round whose process ends with the answer of such a call in its hands."""

    def die(request: Request, response: Response) -> Response:
        if met(request):
            raise Killed
        return response

    stall.http.touch = die
    with contextlib.suppress(Killed):
        await stall.round()
        raise AssertionError("no such call")
    stall.http.touch = lambda _request, response: response


@asynccontextmanager
async def stall_of_two(platform: str, folder: Path) -> AsyncIterator[Stall]:
    """A stall that sells two plain products, published and seen to be true."""
    async with stall_of(platform, folder) as opened:
        opened.sell(copies(2))
        await opened.round()
        await opened.ends_true()
        yield opened


def offers(product: Product) -> list[Sku]:
    """The SKUs of a product."""
    return [variant.sku for variant in product.variants]


def some_products() -> list[Product]:
    """Three kinds: without variants, with one option, with two."""
    found: dict[int, Product] = {}
    for product in shipped().products:
        if not product.overrides:  # the same name on every platform
            found.setdefault(len(product.option_names), product)
    return [found[options] for options in sorted(found)]


def copies(count: int) -> list[Product]:
    """As many plain products as asked for, each with a code of its own."""
    plain = next(product for product in some_products() if not product.option_names)
    variant = plain.variants[0]
    return [
        replace(
            plain,
            code=Code(f"BANSAO-{number:04d}"),
            name=f"{plain.name} số {number:04d}",
            variants=(replace(variant, sku=Sku(f"BANSAO-{number:04d}")),),
        )
        for number in range(count)
    ]


def quantities(listing: Iterable[Offer]) -> dict[Sku, int | None]:
    """Quantities by SKU."""
    return {offer.sku: offer.quantity for offer in listing}


@cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()


@asynccontextmanager
async def stall_of(name: str, home: Path) -> AsyncIterator[Stall]:
    """Open a shop on a fresh replica of the platform, with a fresh store."""
    replica = next(replica for replica in discover() if replica.name == name)
    configuration = configured(name)
    async with (
        serving([replica], EPHEMERAL, quotas="lifted") as credentials,
        Store.open(f"sqlite:///{home / 'ocop.db'}", SecretBox.of({}, home)) as store,
        httpx.AsyncClient(base_url=credentials[name]["url"], verify=_tls()) as http,
    ):
        mine = credentials[name]
        shop = replace(
            configuration.shops[0],
            account=mine["shop"],
            sandbox=mine["url"],
            access_token=mine["token"],
            refresh_token=mine["refresh_token"],
        )
        configuration = replace(configuration, shops=(shop,))
        operator = SandboxClient(http, mine)
        stall = Stall(platforms()[name], mine, operator, store, configuration)
        async with stall.http:
            yield stall
            await asyncio.sleep(0)


def configured(name: str) -> Configuration:
    """The shipped products in one shop on the platform, at their own price and full stock."""
    categories = {
        key: category.platforms[name]
        for key, category in shipped().categories.items()
        if name in category.platforms
    }
    shop = Shop(
        name=ShopName(f"{name}-ca-mau"),
        platform=name,
        app=DeveloperApp(name=f"{name}-sandbox", platform=name, key="", secret=""),
        account="",
        ship_from=Place(province="96", commune="32188"),
        categories=categories,
    )
    return replace(shipped(), shops=(shop,), products=tuple(some_products()))
