"""Three cooperatives, each with a file, in six shops: four replicas, a clerk's files, a website.

All in one process and in virtual time: the real loader, the real application, real replicas. What
must stand in every shop is reckoned here anew, from what is written and what was sold.
"""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

import httpx

from sandbox.server import EPHEMERAL, discover, serving
from sync.app import App, Result, load_configuration, opened
from sync.cli.demo.clerk import Clerk
from sync.cli.rounds import until_true
from sync.cli.terminal import Terminal
from sync.marketplace import Request, Response
from sync.model import ShopName, Sku
from sync.running.context import Hooks
from sync.transport.clock import Clock
from sync.transport.http import HttpClient, Proxy
from tests.campaigns.goods import AT_ONCE, HEAD, PICTURES, Goods, copy_shared, goods
from tests.campaigns.window import ENTRY, WEBSITE, Window
from tests.sandbox_client import Json, SandboxClient

REPLICAS = ("shopee", "lazada", "tiktok", "postmart")
BY_FILES = ShopName("voso-files")
FOR_FILES = 3  # units that are set apart for the clerk
FILES = ("mat-ong-mot", "mat-ong-hai", "mat-ong-ba")
SHOPS: Mapping[str, ShopName] = {name: ShopName(f"{name}-gian-hang") for name in REPLICAS}

APP = """
  {name}:
    platform: {name}
    key: "{key}"
    secret: "{secret}"
    pace: {{calls_per_s: 9999, burst: 9999}}"""
SHOP = """
  - name: {name}-gian-hang
    app: {name}
    account: "{shop}"
    sandbox: {url}
    ship_from: {{province: 96, commune: 32188}}"""
TOKENS = """
    access_token: "{token}"
    refresh_token: "{refresh_token}\""""
CLERKS = f"""
  - name: {BY_FILES}
    platform: sheet
    profile: voso
    stock_rule: {{fixed: {FOR_FILES}}}
"""
OTHERS = CLERKS + ENTRY


OF_NO_REPLICA: Mapping[str, int] = {BY_FILES: FOR_FILES, WEBSITE: 1}  # what each shows of many


class Shown(NamedTuple):
    """What buyers see of a SKU; a clerk's shop tells no title, a website of a stock one or none."""

    title: str
    price: int
    stock: int


class Typist(Clerk):
    """A clerk who types in the whole row of what is new and of an edit, its figures too."""

    def _show(self, row: Mapping[str, Any], sku: Sku, result: str) -> None:
        super()._show(row, sku, result)
        if row["action"].value in {"Thêm", "Sửa"}:
            price, stock = row["price"].value, row["stock"].value
            self.shown[sku] = replace(self.shown[sku], price=price, stock=stock)


def of_file(number: int) -> tuple[Goods, ...]:
    """What a cooperative sells at first: a quarter of all but three lies in each of four shops."""
    first, second, third, fourth, fifth = (goods(100 * number + n, stock=43) for n in range(5))
    options = {"Chai nhỏ": (210_000, 23), "Chai lớn": (400_000, 43)}
    return first, second, replace(third, options=options), fourth, fifth


def edited(products: Sequence[Goods]) -> tuple[Goods, ...]:
    """After a day's work: a title, a price, three counts (one is none), one less, another more."""
    first, second, third, fourth, _ = products
    number = int(first.code[-4:]) + 9
    options = {"Chai nhỏ": (210_000, 0), "Chai lớn": (400_000, 47)}
    return (
        replace(first, name=f"{first.name} loại đặc biệt"),
        replace(second, price=second.price + 10_000, stock=second.stock + 8),
        replace(third, options=options),
        fourth,
        replace(goods(number, stock=23, picture=PICTURES[1]), price=195_000),
    )


@dataclass
class Cooperatives:
    """The running world; `written` is the catalog, `touch` may spoil what a platform answers."""

    folder: Path
    operators: Mapping[str, Operator]
    written: dict[str, tuple[Goods, ...]]
    clerk: Clerk
    sold: dict[str, int] = field(default_factory=dict)
    offset: timedelta = timedelta(0)
    moved: set[Sku] = field(default_factory=set)
    touch: Callable[[str, Request, Response], Response] = lambda _name, _request, response: response
    app: App = field(init=False)

    @property
    def config(self) -> Path:
        return self.folder / "config"

    @property
    def window(self) -> Window:
        return Window(self.folder / "home/exchange" / WEBSITE / WEBSITE)

    def file(self, name: str) -> Path:
        return self.config / "catalog" / f"{name}.yaml"

    def now(self) -> datetime:
        return datetime.now(UTC) + self.offset

    async def advance(self, seconds: float) -> None:
        """Time passes, at the replicas too: each is told when it is called next."""
        self.offset += timedelta(seconds=seconds)
        for operator in self.operators.values():
            operator.behind_s += seconds

    @property
    def clock(self) -> Clock:
        return Clock(now=self.now, sleep=self.advance)

    def write(self, name: str, products: Sequence[Goods]) -> None:
        self.written[name] = tuple(products)
        text = HEAD.replace("Mật ong RUM CM", f"Hợp tác xã {name}")
        text += "".join(each.written() for each in products)
        self.file(name).write_text(text, encoding="utf-8")

    def read(self) -> None:
        """Read the configuration again, as `ocop sync` and the service do."""
        self.app.configuration = load_configuration(self.config, {}, self.clock)

    async def sync(self) -> dict[ShopName, Result]:
        """What `ocop sync` does; then the clerk carries out what the files ask, and answers."""
        self.read()
        names = [shop.name for shop in self.app.shops]
        terminal = Terminal("vi", "machine")
        with mock.patch.object(terminal, "note"):
            found = await until_true(self.app, terminal, names, App.sync, self.moved)
        for result in self.clerk.carry_out():
            await self.app.exchange(BY_FILES, lambda files, file=result: files.take_in(file))  # type: ignore[misc]
        await self.advance(60)
        return dict(zip(names, found, strict=True))

    async def buy(self, name: str, sku: str, units: int) -> None:
        order = await self.operators[name].order(sku, units, cod=True)
        assert "error" not in order, order
        self.sold[sku] = self.sold.get(sku, 0) + units
        await self.advance(60)

    async def heal(self) -> None:
        """Nothing is wrong any more; and whoever asked to wait has been waited for."""
        self.touch = lambda _name, _request, response: response
        for operator in self.operators.values():
            await operator.heal()
        await self.advance(7500)

    # What must be, and what is

    def wanted(self, before: Mapping[str, Sequence[Goods]]) -> Iterator[tuple[Goods, str, Shown]]:
        """Every SKU of these products with what each shop must show of it."""
        for products in before.values():
            for each in products:
                for sku, (price, count) in each.offers.items():
                    yield each, sku, Shown(each.name, price, count - self.sold.get(sku, 0))

    async def shown(self, shop: str) -> dict[str, Shown]:
        """What buyers can buy in a shop."""
        if shop == WEBSITE:
            offers, titles = self.window.offers(), self.window.titles()
            there = {s: int(told.stock == "in_stock") for s, told in offers.items()}
            return {s: Shown(titles[s], offers[s].price, n) for s, n in there.items()}
        if shop == BY_FILES:
            stock = self.clerk.stock()
            return {s: Shown("", self.clerk.shown[Sku(s)].price, n) for s, n in stock.items()}
        return {
            variant["sku"]: Shown(listing["title"], variant["price"], variant["stock"])
            for listing in await self.operators[shop].listings()
            if listing["status"] == "live"
            for variant in listing["variants"]
        }

    async def doubled(self, shop: str) -> list[str]:
        """What stands twice in a shop, or in one place of it otherwise than in another."""
        if shop == BY_FILES:
            return []
        if shop == WEBSITE:
            return list(self.window.faults())
        listings = await self.operators[shop].listings()
        times = Counter(v["sku"] for each in listings for v in each["variants"])
        return [f"{sku} stands there {n} times" for sku, n in times.items() if n > 1]


def part(shop: str, there: int) -> int:
    """A shop's part of what is there, where it is dealt evenly."""
    if shop in OF_NO_REPLICA:
        return min(OF_NO_REPLICA[shop], there)
    return max(there - FOR_FILES, 0) // len(REPLICAS)


class Operator(SandboxClient):
    """An operator's client that tells its replica of time that passed only when it is called."""

    behind_s = 0.0

    async def keep_up(self) -> None:
        if self.behind_s:
            passed, self.behind_s = self.behind_s, 0.0
            await self.advance(passed)

    async def operate(self, method: str, path: str, wish: Any = None) -> Json:
        await self.keep_up()
        return await super().operate(method, path, wish)


class WorldHttp(HttpClient):
    """The real thing, but what comes back may be spoiled."""

    world: Cooperatives

    async def send(self, request: Request) -> Response:
        name = next(
            n for n, each in self.world.operators.items() if request.url.startswith(each.url)
        )
        await self.world.operators[name].keep_up()
        response = await super().send(request)
        return self.world.touch(name, request, response)


@asynccontextmanager
async def at_work(
    folder: Path, before: Cooperatives | None = None, others: str = OTHERS, *, lasting: bool = True
) -> AsyncIterator[Cooperatives]:
    """Open the world that a folder holds, as it was `before`; or a new one, to be held or not."""
    replicas = [replica for replica in discover() if replica.name in REPLICAS]
    async with AsyncExitStack() as stack:
        credentials = await stack.enter_async_context(
            serving(
                replicas, EPHEMERAL, folder / "replicas.json" if lasting else None, quotas="lifted"
            )
        )
        http = await stack.enter_async_context(httpx.AsyncClient(timeout=30))
        operators = {name: Operator(http, mine) for name, mine in credentials.items()}
        world = Cooperatives(
            folder, operators, {}, Typist(BY_FILES, folder / "home/exchange" / BY_FILES)
        )
        if before is not None:
            world.written, world.offset = dict(before.written), before.offset
            world.clerk = copy.deepcopy(before.clerk)
        for name, operator in operators.items():
            await operator.turn(**AT_ONCE[name])
        write_shops(world.config, credentials, others=others)

        def line(proxy: Proxy) -> HttpClient:
            made = WorldHttp(proxy=proxy)
            made.world = world
            return made

        stack.enter_context(mock.patch("sync.app.HttpClient", line))
        configuration = load_configuration(world.config, {}, world.clock)
        opening = opened(
            configuration,
            home=folder / "home",
            clock=world.clock,
            hooks=Hooks(sold=world.moved.update),
        )
        world.app = await stack.enter_async_context(opening)
        yield world
        for operator in operators.values():
            await operator.keep_up()


def write_shops(
    config: Path, credentials: Mapping[str, Mapping[str, str]], rhythm: str = "", others: str = ""
) -> None:
    """Write a config folder that lacks its catalog: a shop on each replica, and these others."""
    copy_shared(config)
    apps, shops = "apps:", "\nshops:"
    for name, mine in credentials.items():
        apps += APP.format(name=name, **mine)
        shops += SHOP.format(name=name, **mine) + rhythm
        if mine["refresh_token"]:
            shops += TOKENS.format(**mine)
    (config / "shops.yaml").write_text(f"{apps}\n{shops}{others}", encoding="utf-8")
