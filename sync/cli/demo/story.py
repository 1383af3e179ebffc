"""The seven steps; each does something, and raises Untrue unless it did what the step tells."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sync.cli.demo.stage import Stage, Untrue, Values, edit_number, expect
from sync.cli.engine import Report
from sync.model import Change, Product, ShopName

Told = tuple[str, Values]
Step = Callable[[Stage], Awaitable[Told]]

NEW_CODE = "DEMO-MOI"
NEW_NAME = "Sản phẩm mới của buổi trình diễn"


async def check(stage: Stage) -> Told:
    """Load the catalog: no errors."""
    configuration = stage.load()
    stops = sum(problem.severity == "stop" for problem in configuration.problems)
    if stops:
        raise Untrue("demo_stops", stops=stops)
    products = configuration.products
    return "demo_check_seen", {
        "products": len(products),
        "skus": sum(len(product.variants) for product in products),
        "makers": len({product.cooperative.name for product in products}),
    }


async def publish(stage: Stage) -> Told:
    """Sync into empty shops: every product stands there once, live."""
    all_true(await stage.sync())
    listings = 0
    for shop in stage.configuration.shops:
        there = await stage.listings(shop)
        expect("SKU", sorted(_skus(stage.configuration.products)), sorted(_remote_skus(there)))
        expect("status", {"live"}, {listing["status"] for listing in there})
        listings += len(there)
    return "demo_publish_seen", {"listings": listings}


async def again(stage: Stage) -> Told:
    """Sync what is true already: nothing is written."""
    all_true(await stage.sync())
    _, writes = await stage.calls()
    expect("writes", 0, writes)
    return "demo_again_seen", {}


async def edit(stage: Stage) -> Told:
    """Edit a price and a stock in the files: exactly these two go out."""
    priced, stocked = plain_products(stage)[:2]
    edit_number(_file(stage, priced), priced.source.line, "price", add=5_000)
    edit_number(_file(stage, stocked), stocked.source.line, "stock", add=7)
    reports = await stage.sync()
    all_true(reports)
    for report in reports.values():
        expect("changes", [("reprice", priced.code), ("restock", stocked.code)], _made(report))
    return "demo_edit_seen", {"price_sku": priced.code, "stock_sku": stocked.code}


async def drift(stage: Stage) -> Told:
    """Somebody edits in the seller centre: seen, and put right."""
    priced, hidden = plain_products(stage)[2:4]
    was = _by_sku(await stage.listings(stage.shop))
    await stage.edit(priced.code, {"price": was[priced.code].price + 11_000})
    await stage.edit(hidden.code, {"status": "hidden"})
    await stage.forget_calls()
    reports = await stage.sync()
    all_true(reports)
    made = _made(reports[stage.shop.name])
    expect("changes", [("reprice", priced.code), ("restore", hidden.code)], made)
    expect("seller centre", was, _by_sku(await stage.listings(stage.shop)))
    return "demo_drift_seen", {"price_sku": priced.code, "hidden": hidden.code}


async def lost(stage: Stage) -> Told:
    """Lose the answer of a publish after its effect: looked for, not made again."""
    _add_product(stage, like=plain_products(stage)[0])
    await stage.lose_next_answer()
    await stage.sync()
    expect("lost answers", 1, await stage.lost_answers())
    all_true(await stage.sync())
    for shop in stage.configuration.shops:
        there = await stage.listings(shop)
        expect("SKU", sorted(_skus(stage.configuration.products)), sorted(_remote_skus(there)))
    return "demo_lost_seen", {"code": NEW_CODE}


STEPS: dict[str, Step] = {
    "check": check,
    "publish": publish,
    "again": again,
    "edit": edit,
    "drift": drift,
    "lost": lost,
    "last": again,
}


def all_true(reports: Mapping[ShopName, Report]) -> None:
    """Every shop is as the catalog wants it, or this is no demo."""
    for shop, report in reports.items():
        problems = [problem.code for problem in report.problems]
        if not report.true:
            raise Untrue("demo_differs", about=shop, expected=[], found=problems)


def plain_products(stage: Stage) -> list[Product]:
    """Products that are one SKU each, in stock: their price and stock are lines of their own."""
    return [
        product
        for product in stage.configuration.products
        if not product.option_names and (stock := product.variants[0].stock) and stock.quantity
    ]


@dataclass(frozen=True, slots=True)
class _Offered:
    price: int
    stock: int
    status: str


def _made(report: Report) -> list[tuple[str, str]]:
    return sorted(_named(outcome.change) for outcome in report.outcomes)


def _named(change: Change) -> tuple[str, str]:
    return change.kind, change.sku or change.code


def _skus(products: Iterable[Product]) -> list[str]:
    return [variant.sku for product in products for variant in product.variants]


def _remote_skus(listings: Iterable[Values]) -> list[str]:
    return [variant["sku"] for listing in listings for variant in listing["variants"]]


def _by_sku(listings: Iterable[Values]) -> dict[str, _Offered]:
    return {
        variant["sku"]: _Offered(variant["price"], variant["stock"], listing["status"])
        for listing in listings
        for variant in listing["variants"]
    }


def _file(stage: Stage, product: Product) -> Path:
    """A mark names the file as a person would: relative to the config folder, or in full."""
    return stage.session.config / product.source.file


def _add_product(stage: Stage, like: Product) -> None:
    """Write one more product into a cooperative's file: a copy of one that is there."""
    file = _file(stage, like)
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    start = like.source.line - 1
    indent = len(lines[start]) - len(lines[start].lstrip())
    end = next(
        (at for at in range(start + 1, len(lines)) if _begins_anew(lines[at], indent)), len(lines)
    )
    block = "".join(lines[start:end]).rstrip("\n") + "\n"
    new = block.replace(like.code, NEW_CODE).replace(like.name, NEW_NAME)
    text = "".join(lines)
    file.write_text(text.rstrip("\n") + "\n" + new, encoding="utf-8", newline="\n")


def _begins_anew(line: str, indent: int) -> bool:
    """Whether a line belongs to the next product, or to what follows the products."""
    stripped = line.strip()
    return bool(stripped) and len(line) - len(line.lstrip()) <= indent
