"""Buyers buy in all shops: none sells what another has sold, and the ledger adds up.

at first   two shops sell SHARED, by workbook one more is sold; the first sells GIVEN_BACK
told       every shop shows its part of what is left
then       LAST is sold out in all shops at the same moment, before anybody has told another:
           it can be bought nowhere any more, and nobody was sold what is not there
later      the buyer of GIVEN_BACK cancels; it is offered again
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from sync.cli.demo.stage import Stage
from sync.cli.demo.truth import Expected, Untrue, expect
from sync.model import VIETNAM, ShopName, Sku, StockAccount
from sync.running.ledger import StockRow

ENOUGH: Final = 16  # so many of each are there, or too few for these buyers in each shop
PUSH_TAKES_S: Final = 2.0  # until whoever is told of an order can read it
COLUMNS: Final = ("sku", "counted", "ordered", "given_back", "on_hand", "shown")


class Purchase(NamedTuple):
    """The SKUs that buyers are after."""

    shared: Sku
    last: Sku
    given_back: Sku


async def buy(stage: Stage) -> Expected:
    """Sell in all shops: each shows its part of what is left, and nobody buys what is gone."""
    goods = goods_of(stage)
    (one, *_, two), clerk = list(stage.shops), stage.clerk
    given_back = await _bought(stage, one, goods.given_back, 3)
    await _bought(stage, one, goods.shared, 2)
    await _bought(stage, two, goods.shared, 1)
    await _bought(stage, clerk.shop, goods.shared, 1)
    await _told(stage, [one, two, clerk.shop])
    while left := await _left(stage, goods.last):
        for name, quantity in left.items():
            await _bought(stage, name, goods.last, quantity)
        await _told(stage, left)
    for name, shop in stage.shops.items():
        expect(f"{name}: {goods.last}", None, await shop.buy(goods.last, 1))
    await stage.shops[one].cancel(given_back)
    await _told(stage, [one])
    values = {"shops": len(stage.everyone), "last": goods.last, "sheet": clerk.shop}
    return Expected("demo_buy_seen", values)


async def _left(stage: Stage, sku: Sku) -> dict[ShopName, int]:
    """The shops that still show some, and how many each."""
    stock = await stage.stock()
    return {name: shown[sku] for name, shown in stock.items() if shown[sku]}


async def _bought(stage: Stage, shop: ShopName, sku: Sku, quantity: int) -> str:
    """A buyer buys what the shop shows; by workbook, the clerk writes it down and hands it in."""
    if shop == stage.clerk.shop:
        day = f"{stage.time.now().astimezone(VIETNAM):%d/%m/%Y}"
        await stage.hand_in(stage.clerk.sell(sku, quantity, day))
        return ""
    order_id = await stage.shops[shop].buy(sku, quantity)
    if order_id is None:
        raise Untrue("demo_differs", about=f"{shop}: {sku}", expected=quantity, found=0)
    return order_id


async def add_up(stage: Stage) -> Expected:
    """Compare the ledger of every SKU with what buyers have; show those that were bought."""
    goods, taken = goods_of(stage), await _taken(stage)
    async with stage.opened() as engine:
        standings = {each.sku: each for each in await engine.ledger.rows()}
        accounts = {sku: await engine.ledger.account(sku) for sku in goods}
    for standing in standings.values():
        if (tally := standing.balance) is not None:
            expect(f"sold {standing.sku}", taken.get(standing.sku, 0), tally.sold)
            expect(f"oversold {standing.sku}", 0, tally.missing)
    shown = (await stage.stock()).values()
    rows = [
        _row(standings[sku], account, [stock[sku] for stock in shown])
        for sku, account in accounts.items()
        if account is not None
    ]
    expect("SKU", list(goods), [row[0] for row in rows])
    return Expected("demo_add_up_seen", {"skus": len(standings)}, COLUMNS, rows)


def goods_of(stage: Stage) -> Purchase:
    """Choose three products that every shop shows; the one with the fewest will be sold out."""
    counted = {
        product.variants[0].sku: stock.quantity
        for product in stage.plain_products
        if (stock := product.variants[0].stock) and stock.quantity >= ENOUGH
        if product.variants[0].sku not in stage.clerk.refused
    }
    last, *_, shared, given_back = sorted(counted, key=lambda sku: counted[sku])
    return Purchase(shared, last, given_back)


async def _told(stage: Stage, sellers: Iterable[ShopName]) -> None:
    """Tell of what these shops sold; then every shop shows what its rules make of the rest."""
    await stage.time.sleep(PUSH_TAKES_S)
    await stage.tell_sales(sellers)
    async with stage.opened() as engine:
        standings = await engine.ledger.rows()
    stage.clerk.carry_out()
    there = [each for each in standings if each.sku not in stage.clerk.refused]
    for name, shown in (await stage.stock()).items():
        wrong = wrong_figures(name, there, shown)
        if name == stage.clerk.shop:  # raised only as far as a clerk cannot have sold it again
            wrong = {sku: pair for sku, pair in wrong.items() if (pair[1] or 0) > pair[0]}
        expect(name, {}, wrong)


def wrong_figures(
    shop: ShopName, standings: Iterable[StockRow], shown: Mapping[str, int]
) -> dict[Sku, tuple[int, int | None]]:
    """The SKUs whose figure is not what the rules say: that, and what is shown."""
    return {
        each.sku: (offer, shown.get(each.sku))
        for each in standings
        if (offer := each.offers.get(shop)) is not None and offer != shown.get(each.sku)
    }


async def _taken(stage: Stage) -> dict[str, int]:
    """How many of each SKU buyers have, over all shops."""
    taken: dict[str, int] = {}
    everywhere = [await shop.taken() for shop in stage.shops.values()] + [stage.clerk.taken()]
    for shop in everywhere:
        for sku, quantity in shop.items():
            taken[sku] = taken.get(sku, 0) + quantity
    return taken


def _row(standing: StockRow, account: StockAccount, shown: Iterable[int]) -> list[str]:
    """One SKU: counted - ordered + given back = on hand, which the shops show by their rules."""
    moved = [movement.on_hand for movement in account.movements]
    ordered, given_back = -sum(m for m in moved if m < 0), sum(m for m in moved if m > 0)
    counted, tally = account.count.quantity, standing.balance
    expect(standing.sku, counted - ordered + given_back, tally and tally.on_hand)
    figures = (counted, ordered, given_back, counted - ordered + given_back)
    return [standing.sku, *map(str, figures), " · ".join(map(str, shown))]
