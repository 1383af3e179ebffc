"""Buyers buy in two shops: the others follow, nothing is oversold, and the ledger adds up.

at first   one shop sells SHARED; another sells it too, before anybody has told it of that,
           and sells out LAST; the first sells GIVEN_BACK
told       every shop shows what is left; LAST can be bought nowhere any more
later      the buyer of GIVEN_BACK cancels; every shop shows it again
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from sync.cli.demo.stage import Stage
from sync.cli.demo.truth import Told, expect
from sync.cli.engine import Account, Standing
from sync.model import ShopName, Sku

ENOUGH: Final = 5  # so many of each are there, or too few for these buyers
PUSH_TAKES_S: Final = 2.0  # until whoever is told of an order can read it
COLUMNS: Final = ("sku", "counted", "ordered", "given_back", "on_hand", "shown")


class Goods(NamedTuple):
    """The SKUs that buyers are after."""

    shared: Sku
    last: Sku
    given_back: Sku


async def buy(stage: Stage) -> Told:
    """Sell in two shops: all shops show what is left, and nobody buys what is gone."""
    goods = goods_of(stage)
    sellers = (one, *_, two) = list(stage.shops)
    first, second = stage.shops[one], stage.shops[two]
    left = (await second.stock())[goods.last]
    given_back = await first.buy(goods.given_back, 3)
    bought = await first.buy(goods.shared, 2), await second.buy(goods.shared, 1)
    sold_out = await second.buy(goods.last, left)
    expect("orders", 4, sum(order is not None for order in (given_back, *bought, sold_out)))
    await _told(stage, sellers)
    for name, shop in stage.shops.items():
        expect(f"{name}: {goods.last}", None, await shop.buy(goods.last, 1))
    await first.cancel(str(given_back))
    await _told(stage, [one])
    return Told("demo_buy_seen", {"shops": len(stage.shops), "last": goods.last})


async def add_up(stage: Stage) -> Told:
    """Compare the ledger of every SKU with what buyers have; show those that were bought."""
    goods, taken = goods_of(stage), await _taken(stage)
    async with stage.opened() as engine:
        standings = {each.sku: each for each in await engine.ledger.standings()}
        accounts = {sku: await engine.ledger.account(sku) for sku in goods}
    for standing in standings.values():
        if (tally := standing.tally) is not None:
            expect(f"sold {standing.sku}", taken.get(standing.sku, 0), tally.sold)
            expect(f"oversold {standing.sku}", 0, tally.missing)
    shown = {name: await shop.stock() for name, shop in stage.shops.items()}
    rows = [
        _row(standings[sku], account, [stock[sku] for stock in shown.values()])
        for sku, account in accounts.items()
        if account is not None
    ]
    expect("SKU", list(goods), [row[0] for row in rows])
    return Told("demo_add_up_seen", {"skus": len(standings)}, COLUMNS, rows)


def goods_of(stage: Stage) -> Goods:
    """Choose three products that are in stock; the one with the fewest will be sold out."""
    counted = {
        product.variants[0].sku: stock.quantity
        for product in stage.plain_products
        if (stock := product.variants[0].stock) and stock.quantity >= ENOUGH
    }
    last = min(counted, key=lambda sku: counted[sku])
    shared, given_back, *_ = (sku for sku in counted if sku != last)
    return Goods(shared, last, given_back)


async def _told(stage: Stage, sellers: Iterable[ShopName]) -> None:
    """Tell of what these shops sold; then every shop shows what its rules make of the rest."""
    await stage.time.sleep(PUSH_TAKES_S)
    await stage.tell_sales(sellers)
    async with stage.opened() as engine:
        standings = await engine.ledger.standings()
    for name, shop in stage.shops.items():
        expect(name, {}, wrong_figures(name, standings, await shop.stock()))


def wrong_figures(
    shop: ShopName, standings: Iterable[Standing], shown: Mapping[str, int]
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
    for shop in stage.shops.values():
        for sku, quantity in (await shop.taken()).items():
            taken[sku] = taken.get(sku, 0) + quantity
    return taken


def _row(standing: Standing, account: Account, shown: Iterable[int]) -> list[str]:
    """One SKU: counted - ordered + given back = on hand, which the shops show by their rules."""
    moved = [movement.on_hand for movement in account.movements]
    ordered, given_back = -sum(m for m in moved if m < 0), sum(m for m in moved if m > 0)
    counted, tally = account.count.quantity, standing.tally
    expect(standing.sku, counted - ordered + given_back, tally and tally.on_hand)
    figures = (counted, ordered, given_back, counted - ordered + given_back)
    return [standing.sku, *map(str, figures), " · ".join(map(str, shown))]
