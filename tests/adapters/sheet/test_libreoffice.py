"""The workbook through LibreOffice: opened, saved, and nothing changed but what was typed."""

from __future__ import annotations

import openpyxl
import pytest

from tests.adapters.sheet.stall import Stall
from tests.libreoffice import needs_libreoffice, resaved


@pytest.fixture(autouse=True)
def _libreoffice() -> None:
    needs_libreoffice()


async def test_a_round_trip_changes_nothing_but_what_was_typed(stall: Stall) -> None:
    await stall.round()
    sent = stall.rows()
    taken = stall.market.take_in(resaved(stall.answered("Đã đăng")))
    assert taken.listed == len(stall.skus)
    assert taken.problems == ()
    assert [row["sku"] for row in stall.rows()] == [row["sku"] for row in sent]
    await stall.is_true()


async def test_what_was_sent_opens_with_the_same_values_lists_and_hidden_sheet(
    stall: Stall,
) -> None:
    await stall.round()
    again = resaved(stall.sent()[0])
    assert stall.rows(again) == stall.rows()
    book = openpyxl.load_workbook(again)
    assert book.sheetnames == ["SanPham", "HuongDan", "DanhMuc", "BanHang", "_meta"]
    assert book["_meta"].sheet_state == "hidden"
    assert "ds_ket_qua" in book.defined_names
    assert book["SanPham"].data_validations.dataValidation


async def test_a_csv_that_libreoffice_saved_counts(stall: Stall) -> None:
    await stall.round()
    as_csv = "csv:Text - txt - csv (StarCalc):59,34,76,1"  # semicolons, quotes, UTF-8, from row 1
    taken = stall.market.take_in(resaved(stall.answered("Đã đăng"), as_csv))
    assert taken.listed == len(stall.skus)
