"""A shop that lies in a folder of this machine, its store and its clock."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from sync.app import load_configuration
from sync.catalog import Configuration
from sync.marketplace import Connection, Marketplace
from sync.model import DeveloperApp, Product, Shop, ShopName, Variant
from sync.running.context import ShopContext
from sync.running.report import Report
from sync.running.round import RoundRequest, run_round
from sync.store import SecretBox, Store
from sync.transport.clock import Clock, PlatformClock

CONFIG = Path(__file__).parents[2] / "config"
NAME = ShopName("san-tinh")
BEGINNING = datetime(2026, 11, 23, 2, 15, tzinfo=UTC)


@cache
def shipped() -> Configuration:
    """The configuration that comes with the product."""
    return load_configuration(CONFIG, {})


def some_products() -> list[Product]:
    """One without variants, one with several."""
    products = [p for p in shipped().products if p.images]
    plain = next(p for p in products if not p.option_names)
    return [plain, next(p for p in products if len(p.variants) > 2)]


def no_line() -> Any:
    """Nothing is called in a folder."""
    return None


@dataclass
class FolderStall:
    """One shop, its store and its folder; time stands still unless a test moves it."""

    home: Path
    store: Store
    configuration: Configuration
    at: datetime = BEGINNING
    context: ShopContext = field(init=False)

    def __post_init__(self) -> None:
        self.reopen()

    @property
    def folder(self) -> Path:
        return self.home / "exchange"

    @property
    def shop(self) -> Shop:
        return self.configuration.shops[0]

    def opened(self, connection: Connection) -> Marketplace:
        raise NotImplementedError

    def now(self) -> datetime:
        return self.at

    def later(self, **passed: float) -> None:
        self.at += timedelta(**passed)

    def reopen(self) -> None:
        """Begin as a new process would."""
        connection = Connection(
            shop=NAME,
            host="",
            key="",
            secret="",
            account=NAME,
            folder=self.folder,
            form=self.shop.form,
            settings=self.shop.settings,
            now=self.now,
        )
        self.context = ShopContext(
            shop=self.shop,
            market=self.opened(connection),
            store=self.store,
            load=self._load,
            platform_clock=PlatformClock(Clock(now=self.now)),
        )

    async def _load(self) -> Configuration:
        return self.configuration

    def sell(self, products: Iterable[Product]) -> None:
        self.configuration = replace(self.configuration, products=tuple(products))

    def edit(self, code: str, **changes: Any) -> None:
        self.sell(
            replace(product, **changes) if product.code == code else product
            for product in self.configuration.products
        )

    def edit_variants(self, code: str, change: Callable[[Variant], Variant]) -> None:
        product = next(p for p in self.configuration.products if p.code == code)
        self.edit(code, variants=tuple(map(change, product.variants)))

    @property
    def skus(self) -> list[str]:
        return [v.sku for product in self.configuration.products for v in product.variants]

    async def round(self, **ask: Any) -> Report:
        """Run a round, a minute later than the last."""
        self.later(minutes=1)
        return await run_round(self.context, RoundRequest(**ask))

    def files(self) -> dict[str, bytes]:
        return {str(f): f.read_bytes() for f in sorted(self.folder.rglob("*")) if f.is_file()}


Opened = TypeVar("Opened", bound=FolderStall)


@asynccontextmanager
async def stall_of(
    kind: Callable[[Path, Store, Configuration], Opened], home: Path, platform: str, **more: Any
) -> AsyncIterator[Opened]:
    """Open a shop that sells two products, with a fresh store and an empty folder."""
    shop = Shop(
        name=NAME,
        platform=platform,
        app=DeveloperApp(name=platform, platform=platform, key="", secret=""),
        account=NAME,
        categories={key: each.name for key, each in shipped().categories.items()},
        **more,
    )
    configuration = replace(shipped(), shops=(shop,), products=tuple(some_products()))
    async with Store.open(f"sqlite:///{home / 'ocop.db'}", SecretBox.of({}, home)) as store:
        yield kind(home, store, configuration)
