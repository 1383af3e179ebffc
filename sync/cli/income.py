"""`ocop income`: what is left of each product's price in each shop, fees and tax off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sync.catalog.fees import read_fees
from sync.cli import exits
from sync.cli.prepare import chosen_shops
from sync.cli.session import Refused, Session
from sync.cli.stock import quantity_of, ready
from sync.cli.tables import show_problems
from sync.cli.terminal import Cell, laid_out
from sync.model import Dong, Fee, Product, Shop, Sku
from sync.model.assortment import sells
from sync.output.changes import Json, problems_json
from sync.planning import Income, fees_of, income_of, price_for, price_in
from sync.planning.price import MOST_TIMES
from sync.transport.clock import Clock, legal_day
from sync.wording.sentence import grouped

COLUMNS = ("product", "shop", "income_price", "income_fees", "income_net")


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomeRow:
    """One SKU in one shop; `wanted` is the price that leaves what was asked for, if any does."""

    sku: Sku
    shop: Shop
    income: Income
    wanted: Dong | None = None


def income(
    session: Session,
    *,
    shop: str | None = None,
    product: str | None = None,
    net: str | None = None,
) -> int:
    """Show the income of one unit in an order of its own; with `net`, the price for that much."""
    configuration, terminal = ready(session)
    table = read_fees(session.config / "fees.yaml")
    names = chosen_shops(configuration, shop)
    shops = [each for each in configuration.shops if each.name in names]
    products = [each for each in configuration.products if product in (None, each.code)]
    if not products:
        raise Refused("product_unknown", given=product or "", nearest="–")
    wanted = None if net is None else Dong(quantity_of(net))
    on = legal_day(Clock())
    rows = list(_rows(products, shops, table.fees, (on, wanted)))
    columns = COLUMNS if wanted is None else (*COLUMNS, "income_wanted")
    laid_out(terminal, columns, [_row(row, with_wanted=wanted is not None) for row in rows])
    if not table.fees:
        terminal.tell("income_no_fees")
    terminal.tell("income_told")
    show_problems(terminal, table.problems)
    terminal.answer(
        {
            "income": [row_json(row) for row in rows],
            "problems": problems_json(table.problems, terminal.language),
        }
    )
    return exits.WRONG_INPUT if table.problems else exits.FINE


def row_json(row: IncomeRow) -> Json:
    """One SKU in one shop, in dong."""
    return {
        "sku": row.sku,
        "shop": row.shop.name,
        "price": row.income.price,
        "fees": dict(row.income.fees),
        "net": row.income.net,
        "price_for_net": row.wanted,
    }


def _rows(
    products: Sequence[Product],
    shops: Sequence[Shop],
    fees: Sequence[Fee],
    asked: tuple[date, Dong | None],
) -> Iterator[IncomeRow]:
    on, wanted = asked
    for product in products:
        for shop in (shop for shop in shops if sells(shop, product)):
            own = fees_of(fees, shop.platform, product.category, on)
            for variant in product.variants:
                price = price_in(product, variant, shop, on)
                if price is None:
                    continue
                yield IncomeRow(
                    sku=variant.sku,
                    shop=shop,
                    income=income_of(price, own),
                    wanted=wanted and price_for(wanted, own, Dong(wanted * MOST_TIMES)),
                )


def _row(row: IncomeRow, *, with_wanted: bool) -> list[Cell]:
    fees = ", ".join(f"{name} {grouped(amount)}" for name, amount in row.income.fees)
    cells: list[Cell] = [
        row.sku,
        row.shop.name,
        grouped(row.income.price),
        fees or "–",
        grouped(row.income.net),
    ]
    return [*cells, grouped(row.wanted) if row.wanted else "–"] if with_wanted else cells
