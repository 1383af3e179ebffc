"""A shop that is reached by a workbook, and the clerk who carries its files."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl

from adapters.sheet.adapter import SheetShop
from adapters.sheet.records import Records, read_records
from sync.app import load_configuration
from sync.catalog import Configuration
from sync.marketplace import Connection, TakenIn
from sync.model import DeveloperApp, Form, Product, Shop, ShopName, Variant
from sync.running.context import ShopContext
from sync.running.report import Report
from sync.running.round import RoundRequest, run_round
from sync.store import SecretBox, Store
from sync.transport.clock import Clock, PlatformClock

CONFIG = Path(__file__).parents[3] / "config"
NAME = ShopName("san-tinh")
BEGINNING = datetime(2026, 11, 23, 2, 15, tzinfo=UTC)
FIRST = 3  # the first line that holds a row
Change = Callable[[Any, dict[str, int]], None]


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
class Stall:
    """One shop, its store and its folder; time stands still unless a test moves it."""

    home: Path
    store: Store
    configuration: Configuration
    form: Form | None = None
    at: datetime = BEGINNING
    market: SheetShop = field(init=False)
    context: ShopContext = field(init=False)

    def __post_init__(self) -> None:
        self.reopen()

    @property
    def folder(self) -> Path:
        return self.home / "exchange"

    @property
    def shop(self) -> Shop:
        return self.configuration.shops[0]

    @property
    def records(self) -> Records:
        return read_records(self.folder, NAME)

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
            form=self.form,
            now=self.now,
        )
        self.market = SheetShop(connection, no_line())
        self.context = ShopContext(
            shop=self.shop,
            market=self.market,
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

    def sent(self) -> list[Path]:
        """The workbooks that were sent, oldest first."""
        return sorted(
            (f for f in (self.folder / "gui-di").glob("*.xlsx") if "giaton" not in f.name),
            key=lambda file: file.name.rpartition("_r")[2],
        )

    def rows(self, file: Path | None = None) -> list[dict[str, Any]]:
        """What stands in a workbook, by key."""
        sheet: Any = openpyxl.load_workbook(file or self.sent()[-1])["SanPham"]
        keys = [cell.value for cell in sheet[2]]
        return [
            dict(zip(keys, (cell.value for cell in line), strict=True))
            for line in sheet.iter_rows(min_row=FIRST)
        ]

    def answered(
        self, answers: Mapping[str, str] | str, file: Path | None = None, also: Change | None = None
    ) -> Path:
        """Type what a clerk types into a copy of the newest (or a given) workbook."""
        source = file or self.sent()[-1]
        book = openpyxl.load_workbook(source)
        sheet: Any = book["SanPham"]
        keys = {cell.value: cell.column for cell in sheet[2]}
        for line in range(FIRST, sheet.max_row + 1):
            sku = sheet.cell(line, keys["sku"]).value
            answer = answers if isinstance(answers, str) else answers.get(sku)
            sheet.cell(line, keys["result"]).value = answer
            if answer == "Đã đăng":
                sheet.cell(line, keys["remote_id"]).value = f"SP-{sku}"
            if answer == "Từ chối":
                sheet.cell(line, keys["reject_reason"]).value = "Ảnh mờ"
        if also is not None:
            also(sheet, keys)
        target = self.home / f"ket-qua-{len(list(self.home.iterdir()))}.xlsx"
        book.save(target)
        return target

    def hand_in(
        self, answers: Mapping[str, str] | str, file: Path | None = None, also: Change | None = None
    ) -> TakenIn:
        self.later(minutes=1)
        return self.market.take_in(self.answered(answers, file, also))

    async def open_for_business(self) -> None:
        """Send everything and have all of it confirmed."""
        report = await self.round()
        assert {outcome.status for outcome in report.outcomes} == {"sent"}, report.problems
        assert self.hand_in("Đã đăng").listed == len(self.skus)
        await self.is_true()

    async def is_true(self) -> None:
        """A fresh process finds nothing to do, nothing that waits, and writes nothing."""
        self.reopen()
        files = self.files()
        report = await self.round()
        assert report.plan.changes == (), report.plan.changes
        assert report.problems == (), report.problems
        assert self.files() == files

    def files(self) -> dict[str, bytes]:
        return {str(f): f.read_bytes() for f in sorted(self.folder.rglob("*")) if f.is_file()}


@asynccontextmanager
async def stall_in(home: Path, form: Form | None = None) -> AsyncIterator[Stall]:
    """Open a shop that sells two products, with a fresh store and an empty folder."""
    shop = Shop(
        name=NAME,
        platform="sheet",
        app=DeveloperApp(name="sheet", platform="sheet", key="", secret=""),
        account=NAME,
        categories={key: each.name for key, each in shipped().categories.items()},
        form=form,
    )
    configuration = replace(shipped(), shops=(shop,), products=tuple(some_products()))
    async with Store.open(f"sqlite:///{home / 'ocop.db'}", SecretBox.of({}, home)) as store:
        yield Stall(home, store, configuration, form)
