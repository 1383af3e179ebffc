"""What is left of sales adds up with the ledger, fees of their day off."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from sync.cli.income_sold import income_by_shop
from sync.inventory import sales_sum, sold_lines
from sync.model import BY_HAND, DeveloperApp, Dong, Fee, Movement, Shop, ShopName, Sku
from sync.output.sales import incomes_of, nets_of
from tests.sync.papers.conftest import product
from tests.sync.service.test_paper_watch import configured

AT = datetime(2026, 11, 30, 18, tzinfo=UTC)  # it is December in Vietnam
SHOP = ShopName("shopee-camau")
NOVEMBER = Fee(name="phí", source="báo", platforms=("shopee",), percent=5, until=date(2026, 11, 30))
DECEMBER = Fee(name="phí", source="báo", platforms=("shopee",), percent=10, since=date(2026, 12, 1))
ORDER = Fee(name="đơn", source="báo", fixed=Dong(3_000), per="order")


def moved(reference: str, sku: str, quantity: int, price: int | None, shop: str = SHOP) -> Movement:
    return Movement(
        shop=ShopName(shop),
        reference=reference,
        sku=Sku(sku),
        reason="sold_by_hand" if shop == BY_HAND else "sold",
        quantity=-quantity,
        at=AT,
        price=None if price is None else Dong(price),
    )


def test_money_less_fees_is_what_is_left_and_no_unit_is_forgotten() -> None:
    app = DeveloperApp(name="a", platform="shopee", key="1", secret="2")
    fees = (NOVEMBER, DECEMBER, ORDER)
    shop = Shop(name=SHOP, platform="shopee", app=app, account="7", fees=fees)
    configuration = replace(configured(), shops=(shop,), products=(product("TOM"),))
    lines = sold_lines(
        [
            moved("1", "TOM", 2, 100_000),
            moved("1", "CUA", 1, 50_000),  # which no product is written with any more
            moved("2", "TOM", 1, None),
            moved("3", "TOM", 1, 65_000, BY_HAND),
            moved("4", "TOM", 1, 70_000, "gian-cu"),
        ]
    )
    nets, incomes = nets_of(configuration, lines), incomes_of(configuration, lines)
    shops = income_by_shop(lines, incomes, "tại chợ")
    assert list(shops) == ["gian-cu", SHOP, "tại chợ"]
    assert (shops[SHOP].units, shops[SHOP].money, shops[SHOP].unpriced) == (4, 250_000, 1)
    assert shops[SHOP].fees == {"phí": 25_000, "đơn": 3_000}
    assert sum(each.money for each in shops.values()) == sales_sum(lines).money
    assert sum(each.net for each in shops.values()) == sum(nets.values())
    assert sales_sum(lines).money - sum(nets.values()) == 25_000 + 3_000
    assert [line.reference for line in lines if line not in nets] == ["2"]
    assert {nets[line] for line in lines if line.reference in {"3", "4"}} == {65_000, 70_000}
