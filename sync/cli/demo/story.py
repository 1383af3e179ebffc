"""The steps; each does something, and raises Untrue unless it did what the step tells."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sync.cli.demo.buying import add_up, buy
from sync.cli.demo.clerk import WHY_REFUSED
from sync.cli.demo.editing import NEW_CODE, add_product, edit_day, edit_name, edit_number
from sync.cli.demo.own_site import website
from sync.cli.demo.stage import Reports, Stage
from sync.cli.demo.truth import Expected, Untrue, Values, expect
from sync.model import VIETNAM, Change, Product, ShopName, Sku
from sync.model.claims import CLAIMED, claim
from sync.running.report import Report
from sync.transport.clock import Clock, legal_day

Step = Callable[[Stage], Awaitable[Expected]]


async def check(stage: Stage) -> Expected:
    """Load the catalog: no errors."""
    configuration = stage.load()
    if stops := configuration.stops:
        raise Untrue("demo_stops", stops=len(stops))
    products = configuration.products
    values = {
        "products": len(products),
        "skus": len(_skus(products)),
        "makers": len({product.cooperative.name for product in products}),
    }
    return Expected("demo_check_seen", values)


async def publish(stage: Stage) -> Expected:
    """Sync into empty shops, all at once: live in each of them once; by workbook only sent."""
    all_true(stage, await stage.sync())
    skus, listings = sorted(_skus(stage.configuration.products)), 0
    for shop in stage.shops.values():
        there = await shop.listings()
        expect("SKU", skus, sorted(_remote_skus(there)))
        expect("status", {"live"}, {listing["status"] for listing in there})
        listings += len(there)
    waits = await stage.outstanding()
    expect(stage.clerk.shop, (len(skus), 0), (waits.waiting, waits.listed))
    counted = {"listings": listings, "shops": len(stage.shops), "waiting": waits.waiting}
    return Expected("demo_publish_seen", {**counted, **_by_workbook(stage, waits.since)})


async def carry(stage: Stage) -> Expected:
    """The clerk carries the workbook out, refuses one product, and hands the result back.

    What it was to sell of that product the other shops offer from now on.
    """
    refused = _nameless(stage).variants[0].sku
    results = stage.clerk.carry_out({refused: WHY_REFUSED})
    told = await stage.hand_in(*results)
    waits, skus = await stage.outstanding(), len(_skus(stage.configuration.products))
    expect("result", [(skus - 1, 1)], [(one.listed, one.refused) for one in told])
    expect(stage.clerk.shop, (0, skus - 1, 1), (waits.waiting, waits.listed, waits.refused))
    await stage.sync_until_quiet()
    answer = {"listed": waits.listed, "refused": refused, "why": WHY_REFUSED}
    return Expected("demo_carry_seen", {**answer, **_by_workbook(stage, waits.confirmed_at)})


async def again(stage: Stage) -> Expected:
    """Sync what is true already: nothing is written, neither there nor into a file."""
    all_true(stage, await stage.sync())
    _, writes = await stage.calls()
    expect("writes", 0, writes)
    expect("files", [], stage.clerk.unseen())
    return Expected("demo_again_seen")


async def edit(stage: Stage) -> Expected:
    """Edit a price, a stock and a name: exactly these go out, and one row by workbook."""
    (priced, stocked), named = stage.plain_products[:2], _nameless(stage)
    before = await _offers(stage)
    edit_number(stage.file_of(priced), priced.source.line, "price", add=5_000)
    edit_number(stage.file_of(stocked), stocked.source.line, "stock", add=7)
    edit_name(stage.file_of(named), named.source.line)
    reports = await stage.sync()
    after = await _offers(stage)
    for shop, report in reports.items():
        kind = "publish" if shop == stage.clerk.shop else "revise"
        moved = [("restock", sku) for sku in after[shop] if after[shop][sku] != before[shop][sku]]
        expect(shop, sorted([("reprice", priced.code), *moved, (kind, named.code)]), _made(report))
    results = stage.clerk.carry_out()
    expect("rows", [1], [stage.clerk.tasks_in(file) for file in results])
    await stage.hand_in(*results)
    all_true(stage, reports)
    await stage.sync_until_quiet()  # it sells there now: the other shops give up its share
    expect(stage.clerk.shop, _prices(stage.configuration.products), stage.clerk.prices())
    codes = {"price_sku": priced.code, "stock_sku": stocked.code, "named": named.code}
    return Expected("demo_edit_seen", codes | {"sheet": stage.clerk.shop})


async def drift(stage: Stage) -> Expected:
    """Somebody edits in the seller centre: seen and put right, once a person says so."""
    priced, hidden = stage.plain_products[2:4]
    name, shop = next(iter(stage.shops.items()))
    was = _by_sku(await shop.listings())
    await shop.edit(priced.code, {"price": was[priced.code].price + 11_000})
    await shop.edit(hidden.code, {"status": "hidden"})
    await stage.forget_calls()
    reports = await stage.sync()
    expect("changes", [("reprice", priced.code)], _made(reports[name]))
    expect(name, {hidden.code}, {held.change.code for held in reports[name].plan.held})
    allowed = await stage.allow(name)
    expect("changes", [("restore", hidden.code)], _made(allowed))
    all_true(stage, {**reports, name: allowed})
    expect("seller centre", was, _by_sku(await shop.listings()))
    return Expected("demo_drift_seen", {"price_sku": priced.code, "hidden": hidden.code})


async def lost(stage: Stage) -> Expected:
    """Lose the answer of a publish after its effect: looked for, not made again."""
    like = stage.plain_products[0]
    add_product(stage.file_of(like), like)
    shop = next(iter(stage.shops.values()))
    await shop.lose_next_answer()
    await stage.sync()
    expect("lost answers", 1, await shop.lost_answers())
    all_true(stage, await stage.sync())
    await stage.hand_in(*stage.clerk.carry_out())
    skus = sorted(_skus(stage.configuration.products))
    for each in stage.shops.values():
        expect("SKU", skus, sorted(_remote_skus(await each.listings())))
    expect("SKU", skus, sorted(stage.clerk.shown))
    return Expected("demo_lost_seen", {"code": NEW_CODE})


async def certificate(stage: Stage) -> Expected:
    """A certificate ends: its stars leave every shop by themselves, price and stock go on."""
    today = legal_day(Clock())
    starred = next(
        product
        for product in stage.plain_products
        if product.certificate and claim(product.certificate, today) in CLAIMED
    )
    expect("OCOP", {*stage.everyone}, await _claiming(stage, starred))
    file, yesterday = stage.file_of(starred), today - timedelta(days=1)
    edit_day(file, starred.source.line, "expires_on", yesterday)
    edit_number(file, starred.source.line, "price", add=5_000)
    reports = await stage.sync()
    await stage.hand_in(*stage.clerk.carry_out())
    all_true(stage, reports)
    await stage.reviewed(lambda: _claiming(stage, starred))
    expect("OCOP", set(), await _claiming(stage, starred))
    price = starred.variants[0].price + 5_000
    for shop in stage.shops.values():
        offered = _by_sku(await shop.listings())[starred.code]
        expect("price", (price, "live"), (offered.price, offered.status))
    expect("price", price, stage.clerk.prices()[starred.variants[0].sku])
    values = {"code": starred.code, "day": f"{yesterday:%d/%m/%Y}", "shops": len(stage.everyone)}
    return Expected("demo_certificate_seen", values)


async def _claiming(stage: Stage, product: Product) -> set[ShopName]:
    """The shops in which buyers read of the product's stars."""
    said = {name: await shop.said_of(product.code) for name, shop in stage.shops.items()}
    said[stage.clerk.shop] = stage.clerk.shown[product.variants[0].sku].said
    return {shop for shop, text in said.items() if "OCOP" in text}


STEPS: dict[str, Step] = {
    "check": check,
    "publish": publish,
    "carry": carry,
    "again": again,
    "edit": edit,
    "drift": drift,
    "lost": lost,
    "certificate": certificate,
    "buy": buy,
    "add_up": add_up,
    "last": again,
    "website": website,
}


def all_true(stage: Stage, reports: Reports) -> None:
    """Every shop is as the catalog wants it, but for what a clerk refused and nobody mended."""
    for shop, report in reports.items():
        refused = stage.clerk.refused if shop == stage.clerk.shop else set()
        expect(shop, refused, {held.change.code for held in report.plan.held})
        settled = all(outcome.status in {"done", "sent"} for outcome in report.outcomes)
        if not (settled and report.plan.complete):
            problems = [problem.code for problem in report.problems]
            raise Untrue("demo_differs", about=shop, expected=[], found=problems)


def _nameless(stage: Stage) -> Product:
    """The product whose name the clerk refuses; every shop shows it under the same."""
    return next(product for product in reversed(stage.plain_products) if not product.overrides)


def _by_workbook(stage: Stage, moment: datetime | None) -> dict[str, str]:
    """The shop that is reached by a workbook, and when something was sent or confirmed there."""
    at = moment.astimezone(VIETNAM).isoformat() if moment else ""
    return {"sheet": stage.clerk.shop, "at": at}


async def _offers(stage: Stage) -> dict[ShopName, dict[Sku, int | None]]:
    """How many of each SKU each shop should show, by the rules."""
    async with stage.opened() as engine:
        standings = await engine.ledger.rows()
    return {
        shop: {each.sku: each.offers[shop] for each in standings if shop in each.offers}
        for shop in stage.everyone
    }


def _prices(products: Iterable[Product]) -> dict[Sku, int | None]:
    return {variant.sku: variant.price for product in products for variant in product.variants}


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
