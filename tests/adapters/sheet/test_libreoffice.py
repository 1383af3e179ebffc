"""The workbook through LibreOffice: opened, saved, and nothing changed but what was typed."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from tests.adapters.sheet.stall import Stall

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
MINUTES = 180


def resaved(file: Path, kind: str = "xlsx") -> Path:
    """Have LibreOffice open a file and save it as another."""
    out = file.parent / "luu-lai"
    profile = (file.parent / "ho-so").as_uri()
    command = [
        str(SOFFICE), "--headless", "--norestore", f"-env:UserInstallation={profile}",
        "--convert-to", kind, "--outdir", str(out), str(file),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=MINUTES)
    return out / f"{file.stem}.{kind.partition(':')[0]}"


@pytest.fixture(autouse=True)
def _libreoffice() -> None:
    """It may be missing, and then says so; not where somebody has said that it is there."""
    if SOFFICE is None and os.environ.get("OCOP_TEST_LIBREOFFICE"):
        pytest.fail("no soffice, though OCOP_TEST_LIBREOFFICE says that there is one")
    if SOFFICE is None:
        pytest.skip("soffice is not installed: apt-get install libreoffice-calc-nogui")


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
