"""The catalog as a workbook from the page and back."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from time import time

import openpyxl
import pytest

from sync.web.pages.workbooks import KEPT_FOR, MOST_KEPT, SENT
from tests.sync.web.conftest import SHIPPED, Browser, browser_over

SAME_SITE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
async def own(tmp_path: Path) -> AsyncIterator[Browser]:
    """A browser over a catalog of its own with one file, which it may change."""
    config = tmp_path / "config"
    (config / "catalog").mkdir(parents=True)
    for name in ("categories", "settings", "shops", "fees"):
        shutil.copy(SHIPPED / f"{name}.yaml", config)
    shutil.copy(SHIPPED / "catalog/tan-tien.yaml", config / "catalog")
    shutil.copytree(SHIPPED / "catalog/images", config / "catalog/images")
    async with browser_over(config, tmp_path / "home") as found:
        yield found


def file_of(browser: Browser) -> Path:
    return browser.context.config / "catalog/tan-tien.yaml"


async def test_a_price_edited_in_excel_is_shown_first_and_then_written(own: Browser) -> None:
    before = file_of(own).read_text(encoding="utf-8")
    sent = openpyxl.load_workbook(
        io.BytesIO((await own.http.get("/workbooks/catalog/prices.xlsx")).content)
    )
    cells = [
        cell for sheet in sent for row in sheet.iter_rows() for cell in row if cell.value == 150000
    ]
    assert cells
    cells[0].value = 158000
    edited = io.BytesIO()
    sent.save(edited)
    looked = await own.http.post(
        "/workbooks/catalog", files={"workbook": ("gia.xlsx", edited.getvalue())}, headers=SAME_SITE
    )
    assert looked.status_code == 200, looked.text
    assert "158000" in looked.text
    assert file_of(own).read_text(encoding="utf-8") == before
    name = looked.text.partition('name="name" value="')[2].partition('"')[0]
    written = await own.send("/workbooks/catalog/take-in", name=name)
    assert written.status_code == 303, written.text
    after = file_of(own).read_text(encoding="utf-8")
    assert after == before.replace("price: 150000", "price: 158000", 1)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04rubbish", b"\x00" * 100, b"a,b\n1,2\n"])
async def test_rubbish_is_told_and_writes_nothing(own: Browser, content: bytes) -> None:
    before = file_of(own).read_bytes()
    answer = await own.http.post(
        "/workbooks/catalog", files={"workbook": ("x.xlsx", content)}, headers=SAME_SITE
    )
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert file_of(own).read_bytes() == before


@pytest.mark.parametrize("name", ["../../ocop.db", "x.xlsx", "0" * 32 + ".xlsx"])
async def test_only_what_was_sent_is_taken_in(own: Browser, name: str) -> None:
    assert (await own.send("/workbooks/catalog/take-in", name=name)).status_code == 400


async def test_what_was_sent_and_never_taken_in_is_forgotten(own: Browser) -> None:
    """Somebody may have sent a file with buyers' names in it."""
    folder = own.app.home / SENT
    folder.mkdir(parents=True)
    names = [f"{number:032x}.xlsx" for number in range(MOST_KEPT + 5)]
    for age, name in enumerate(names):
        (folder / name).write_bytes(b"x")
        os.utime(folder / name, times=(time() - age - 60,) * 2)
    os.utime(folder / names[3], times=(time() - KEPT_FOR.total_seconds() - 60,) * 2)
    await own.text("/workbooks")
    left = {file.name for file in folder.iterdir()}
    assert left == set(names[: MOST_KEPT + 1]) - {names[3]}


async def test_the_page_of_workbooks_opens(own: Browser) -> None:
    assert "/workbooks/catalog/products.xlsx" in await own.text("/workbooks")
    assert (await own.http.get("/workbooks/catalog/nothing.xlsx")).status_code == 404
