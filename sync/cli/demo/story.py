"""The steps; each does something, and raises Untrue unless it did what the step tells."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

from sync.cli.demo.buying import add_up, buy
from sync.cli.demo.editing import NEW_CODE, add_product, edit_number
from sync.cli.demo.stage import Reports, Stage
from sync.cli.demo.truth import Told, Untrue, Values, expect
from sync.cli.engine import Report
from sync.model import Change, Product

Step = Callable[[Stage], Awaitable[Told]]


async def check(stage: Stage) -> Told:
    """Load the catalog: no errors."""
    configuration = stage.load()
    stops = sum(problem.severity == "stop" for problem in configuration.problems)
    if stops:
        raise Untrue("demo_stops", stops=stops)
    products = configuration.products
    values = {
        "products": len(products),
        "skus": len(_skus(products)),
        "makers": len({product.cooperative.name for product in products}),
    }
    return Told("demo_check_seen", values)


async def publish(stage: Stage) -> Told:
    """Sync into empty shops, all at once: every product stands in each of them once, live."""
    all_true(await stage.sync())
    listings = 0
    for shop in stage.shops.values():
        there = await shop.listings()
        expect("SKU", sorted(_skus(stage.configuration.products)), sorted(_remote_skus(there)))
        expect("status", {"live"}, {listing["status"] for listing in there})
        listings += len(there)
    return Told("demo_publish_seen", {"listings": listings, "shops": len(stage.shops)})


async def again(stage: Stage) -> Told:
    """Sync what is true already: nothing is written."""
    all_true(await stage.sync())
    _, writes = await stage.calls()
    expect("writes", 0, writes)
    return Told("demo_again_seen")


async def edit(stage: Stage) -> Told:
    """Edit a price and a stock in the files: exactly these two go out."""
    priced, stocked = stage.plain_products[:2]
    edit_number(stage.file_of(priced), priced.source.line, "price", add=5_000)
    edit_number(stage.file_of(stocked), stocked.source.line, "stock", add=7)
    reports = await stage.sync()
    all_true(reports)
    for report in reports.values():
        expect("changes", [("reprice", priced.code), ("restock", stocked.code)], _made(report))
    return Told("demo_edit_seen", {"price_sku": priced.code, "stock_sku": stocked.code})


async def drift(stage: Stage) -> Told:
    """Somebody edits in the seller centre: seen, and put right."""
    priced, hidden = stage.plain_products[2:4]
    name, shop = next(iter(stage.shops.items()))
    was = _by_sku(await shop.listings())
    await shop.edit(priced.code, {"price": was[priced.code].price + 11_000})
    await shop.edit(hidden.code, {"status": "hidden"})
    await stage.forget_calls()
    reports = await stage.sync()
    all_true(reports)
    expect("changes", [("reprice", priced.code), ("restore", hidden.code)], _made(reports[name]))
    expect("seller centre", was, _by_sku(await shop.listings()))
    return Told("demo_drift_seen", {"price_sku": priced.code, "hidden": hidden.code})


async def lost(stage: Stage) -> Told:
    """Lose the answer of a publish after its effect: looked for, not made again."""
    like = stage.plain_products[0]
    add_product(stage.file_of(like), like)
    shop = next(iter(stage.shops.values()))
    await shop.lose_next_answer()
    await stage.sync()
    expect("lost answers", 1, await shop.lost_answers())
    all_true(await stage.sync())
    for each in stage.shops.values():
        there = await each.listings()
        expect("SKU", sorted(_skus(stage.configuration.products)), sorted(_remote_skus(there)))
    return Told("demo_lost_seen", {"code": NEW_CODE})


STEPS: dict[str, Step] = {
    "check": check,
    "publish": publish,
    "again": again,
    "edit": edit,
    "drift": drift,
    "lost": lost,
    "buy": buy,
    "add_up": add_up,
    "last": again,
}


def all_true(reports: Reports) -> None:
    """Every shop is as the catalog wants it, or this is no demo."""
    for shop, report in reports.items():
        problems = [problem.code for problem in report.problems]
        if not report.true:
            raise Untrue("demo_differs", about=shop, expected=[], found=problems)


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
