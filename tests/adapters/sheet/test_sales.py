"""What a clerk writes down as sold: lines add up, copies count once, slips are held."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from sync.marketplace import TakenIn
from sync.model import Sku
from tests.adapters.sheet.stall import Stall

DAY = "20/11/2026"


def hand_in(stall: Stall, *lines: tuple[object, ...]) -> TakenIn:
    """Hand in the newest workbook with these lines on its sales page."""

    def write(sheet: Any, _: Any) -> None:
        page = sheet.parent["BanHang"]
        for row, line in enumerate(lines, 3):
            for column, value in enumerate(line, 1):
                page.cell(row, column).value = value

    stall.later(minutes=1)
    return stall.market.take_in(stall.answered("Đã đăng", also=write))


async def booked(stall: Stall) -> dict[str, int]:
    """Units that left for good, by SKU, as a round's books have it."""
    report = await stall.round()
    assert not [p for p in report.problems if p.code == "orders_unread"]
    gone: Counter[str] = Counter()
    for movement in await stall.store.stock.of_orders(stall.shop.name, ["A1", "A2"]):
        gone[movement.sku] -= movement.quantity
    return dict(+gone)


@pytest.mark.parametrize(
    ("lines", "left"),
    [
        ([(2, "Mới"), (3, "Mới")], 5),
        ([(2, "Mới"), (2, "Mới")], 4),
        ([(5, "Mới"), (1, "Huỷ")], 4),
        ([(5, "Mới"), (5, "Huỷ")], 0),
        ([(5, "Mới"), (2, "Hoàn")], 3),
        ([(4, None)], 4),
    ],
)
async def test_the_lines_of_one_order_and_sku_add_up(
    stocked: Stall, lines: list[tuple[int, str | None]], left: int
) -> None:
    sku = stocked.skus[0]
    taken = hand_in(stocked, *[("A1", DAY, sku, units, status) for units, status in lines])
    assert taken.problems == ()
    assert (await booked(stocked)).get(sku, 0) == left


async def test_a_page_handed_in_again_says_anew_what_it_said(stocked: Stall) -> None:
    sku = stocked.skus[0]
    hand_in(stocked, ("A1", DAY, sku, 5, "Mới"))
    assert (await booked(stocked))[sku] == 5
    hand_in(stocked, ("A1", DAY, sku, 3, "Mới"), ("A2", DAY, sku, 1, "Mới"))
    assert (await booked(stocked))[sku] == 4


async def test_lines_copied_into_the_next_runs_page_count_once(stocked: Stall) -> None:
    sku = stocked.skus[0]
    hand_in(stocked, ("A1", DAY, sku, 5, "Mới"))
    await booked(stocked)
    stocked.market.begin_run()
    stocked.market.ask_all()
    hand_in(stocked, ("A1", DAY, sku, 5, "Mới"), ("A1", DAY, sku, 1, "Huỷ"))
    assert (await booked(stocked))[sku] == 4


@pytest.mark.parametrize(
    ("typed", "meant"),
    [(" s-a1 ", "S-A1"), ("S–A1", "S-A1"), (100000, "1E5"), (17, "0017"), ("1.00E+05", "1E5")],
)
async def test_a_sku_as_a_clerk_or_a_spreadsheet_writes_it_is_known(
    stall: Stall, typed: Any, meant: str
) -> None:
    product = stall.configuration.products[0]
    stall.edit_variants(product.code, lambda variant: replace(variant, sku=Sku(meant)))
    await stall.round()
    hand_in(stall, ("A1", DAY, typed, 2, "Mới"))
    assert (await booked(stall))[meant] == 2


async def test_a_sku_that_became_a_number_is_still_known(stall: Stall) -> None:
    product = stall.configuration.products[0]
    stall.edit_variants(product.code, lambda variant: replace(variant, sku=Sku("0017")))
    await stall.round()

    def strip(sheet: Any, keys: dict[str, int]) -> None:
        for row in range(3, sheet.max_row + 1):
            if sheet.cell(row, keys["sku"]).value == "0017":
                sheet.cell(row, keys["sku"]).value = 17
        for column, value in enumerate(["A1", DAY, 17, 2, "Mới"], 1):
            sheet.parent["BanHang"].cell(3, column).value = value

    taken = stall.hand_in("Đã đăng", also=strip)
    assert taken.problems == ()
    assert taken.listed == len(stall.skus)
    assert (await booked(stall))["0017"] == 2


async def test_order_and_sku_are_text_where_a_clerk_types_them(stall: Stall) -> None:
    import openpyxl

    await stall.round()
    page: Any = openpyxl.load_workbook(stall.sent()[-1])["BanHang"]
    assert [page.cell(row, column).number_format for row in (3, 400) for column in (1, 3)] == (
        ["@"] * 4
    )


@pytest.mark.parametrize("units", [10**14, 8_934_567, 99_999])
async def test_far_more_than_was_ever_offered_waits_and_moves_nothing(
    stocked: Stall, units: int
) -> None:
    first, second = stocked.skus[0], stocked.skus[-1]
    taken = hand_in(stocked, ("A1", DAY, first, units, "Mới"), ("A2", DAY, second, 1, "Mới"))
    report = await stocked.round()
    told = {problem.code for problem in (*taken.problems, *report.problems)}
    assert told & {"sale_unclear", "sale_unbelieved"}
    assert await booked(stocked) == {second: 1}, "what is right beside it counts"


async def test_a_sale_that_cannot_be_read_is_told_until_its_page_comes_mended(
    stocked: Stall,
) -> None:
    def told() -> tuple[str, ...]:
        return stocked.market.outstanding().unread_sales

    sku = stocked.skus[0]
    taken = hand_in(stocked, ("A1", DAY, "KHONG-CO", 2, "Mới"), ("A2", DAY, sku, 1, "Mới"))
    assert told() == (f"{taken.file}:3",)
    for _ in range(2):
        report = await stocked.round()
        assert "sales_unread" in [problem.code for problem in report.problems]
    hand_in(stocked, ("A1", DAY, sku, 2, "Mới"), ("A2", DAY, sku, 1, "Mới"))
    assert told() == ()
    assert await booked(stocked) == {sku: 3}
