"""`ocop sales` and `ocop stock sell`: what was sold, at the market too, and for how much."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from sync.cli import exits
from sync.cli.sales import days_of

OPTIONS = ["--config", "dau-tien", "--home", "kho"]


@pytest.fixture
def sku(ocop: Any) -> str:
    """The first SKU of a first configuration, counted."""
    ocop("init", "dau-tien")
    found = ocop("stock", *OPTIONS, "--json").json()["stock"][0]["sku"]
    assert ocop("stock", "count", found, "20", *OPTIONS).code == exits.FINE
    return str(found)


def test_a_sale_at_the_market_leaves_the_shelf_and_is_a_sale(ocop: Any, sku: str) -> None:
    entry = ["stock", "sell", sku, "3", "--price", "65000", "--reference", "cho-phien", *OPTIONS]
    assert ocop(*entry).code == exits.FINE
    assert ocop(*entry).code == exits.FINE  # told again it is the same sale
    assert ocop("stock", "--sku", sku, *OPTIONS, "--json").json()["stock"][0]["on_hand"] == 17
    total = ocop("sales", *OPTIONS, "--json").json()["total"]
    assert total == {"orders": 1, "units": 3, "money": 195_000, "unpriced": 0, "net": 195_000}


def test_more_than_there_is_cannot_be_sold(ocop: Any, sku: str) -> None:
    assert ocop("stock", "sell", sku, "21", *OPTIONS).code == exits.WRONG_INPUT


@pytest.mark.parametrize("by", ["month", "day", "shop", "cooperative", "product", "star"])
def test_sales_are_summed_by_whatever_is_asked_for(ocop: Any, sku: str, by: str) -> None:
    ocop("stock", "sell", sku, "2", *OPTIONS)
    found = ocop("sales", "--by", by, *OPTIONS, "--json").json()
    (row,) = found["sales"]
    assert (row["units"], row["unpriced"], row["money"]) == (2, 2, 0)
    assert row[by]


def test_sales_go_into_files_that_a_spreadsheet_reads(ocop: Any, sku: str, tmp_path: Path) -> None:
    ocop("stock", "sell", sku, "2", "--price", "50000", *OPTIONS)
    for name in ("ban.csv", "ban.xlsx"):
        assert ocop("sales", "--by", "shop", "--save", name, *OPTIONS).code == exits.FINE
    text = (tmp_path / "ban.csv").read_text(encoding="utf-8-sig")
    assert list(csv.reader(text.splitlines()))[1] == [
        "bán tại chỗ",
        "1",
        "2",
        "100000",
        "0",
        "100000",
    ]
    sheet = openpyxl.load_workbook(tmp_path / "ban.xlsx").active
    assert isinstance(sheet, Worksheet)
    assert [cell.value for cell in sheet[2]] == ["bán tại chỗ", 1, 2, 100_000, 0, 100_000]


@pytest.mark.parametrize(
    "wrong",
    [
        ["--by", "nam"],
        ["--period", "2026-11-20..2026-11-01"],
        ["--period", "hôm qua"],
        ["--period", "2026-13"],
        ["--save", "ban.doc"],
    ],
)
def test_what_cannot_be_meant_is_refused_by_name(ocop: Any, sku: str, wrong: list[str]) -> None:
    ocop("stock", "sell", sku, "2", *OPTIONS)
    assert ocop("sales", *wrong, *OPTIONS).code == exits.WRONG_INPUT


def test_income_takes_the_fees_off_and_finds_the_price_for_more(ocop: Any, sku: str) -> None:
    table = "fees:\n  - {name: phí, source: x, percent: 10}\n"
    Path("dau-tien/fees.yaml").write_text(table, encoding="utf-8")
    found = ocop("income", "--net", "90000", *OPTIONS, "--json").json()["income"]
    row = next(row for row in found if row["sku"] == sku)
    assert row["net"] == row["price"] - row["fees"]["phí"]
    assert row["price_for_net"] == 100_000


def test_without_a_table_nothing_is_taken_off_and_that_is_said(ocop: Any, sku: str) -> None:
    ran = ocop("income", *OPTIONS)
    assert ran.code == exits.FINE
    assert sku in ran.out
    assert "fees.yaml" in ran.out


@pytest.mark.parametrize(
    ("period", "days"),
    [
        ("2026", (date(2026, 1, 1), date(2027, 1, 1))),
        ("2026-12", (date(2026, 12, 1), date(2027, 1, 1))),
        ("2026-02", (date(2026, 2, 1), date(2026, 3, 1))),
        ("2026-02-28", (date(2026, 2, 28), date(2026, 3, 1))),
        ("2026-11-01..2026-11-15", (date(2026, 11, 1), date(2026, 11, 16))),
        ("2026-10..2026-11", (date(2026, 10, 1), date(2026, 12, 1))),
    ],
)
def test_a_period_is_a_year_a_month_a_day_or_from_one_to_another(
    period: str, days: tuple[date, date]
) -> None:
    assert days_of(period) == days


def test_what_was_sold_is_told_by_shop_with_what_is_left(ocop: Any, sku: str) -> None:
    assert "sales_none" not in ocop("income", "sold", *OPTIONS).out
    ocop("stock", "sell", sku, "2", "--price", "50000", *OPTIONS)
    ran = ocop("income", "sold", *OPTIONS, "--json")
    assert ran.code == exits.FINE
    (row,) = ran.json()["income"]
    assert (row["shop"], row["units"], row["money"], row["net"]) == (
        "bán tại chỗ",
        2,
        100_000,
        100_000,
    )
    assert "100.000" in ocop("income", "sold", *OPTIONS).out
    assert ocop("income", "sold", "--period", "x", *OPTIONS).code == exits.WRONG_INPUT
