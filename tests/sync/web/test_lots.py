"""Lots on the page: written by the same functions as the commands, recalled, printed."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest

from sync.transport.clock import Clock, legal_day
from tests.sync.web.conftest import SHIPPED, Browser, browser_over

SKU = "TANTIEN-TOMKHO-100T"
FILE = "catalog/tan-tien.yaml"
SITE = """
  - name: trang-web
    platform: site
    stock_rule: {share: shown}
    settings:
      address: https://htxtantien.vn
      name: Đặc sản Tân Tiến
      seller: {name: HTX Tân Tiến, address: Cà Mau, tax_code: "2001234565", phone: 0290 3812 345}
"""


@pytest.fixture
async def own(tmp_path: Path) -> AsyncIterator[Browser]:
    """A browser over a catalog of its own, with a website."""
    config = tmp_path / "config"
    shutil.copytree(SHIPPED, config)
    shops = config / "shops.yaml"
    shops.write_text(shops.read_text(encoding="utf-8").rstrip() + "\n" + SITE, encoding="utf-8")
    async with browser_over(config, tmp_path / "home") as found:
        yield found


def written(browser: Browser) -> str:
    return (browser.context.config / FILE).read_text(encoding="utf-8")


async def test_a_lot_is_added_printed_recalled_and_the_recall_undone(own: Browser) -> None:
    before, ends = written(own), legal_day(Clock()) + timedelta(days=90)
    lot = {"lot": "L261130", "best_before": ends.isoformat(), "quantity": "5", "made_by": "Tổ 1"}
    assert (await own.send(f"/stock/{SKU}/lots", **lot)).status_code == 303
    added = written(own)
    assert f"lot: L261130, best_before: {ends}, quantity: 5, made_by: Tổ 1" in added
    assert "https://htxtantien.vn/t/" in await own.text(f"/stock/{SKU}/lots?saved")

    sheet = await own.http.get(f"/stock/{SKU}/labels?lot=L261130&sheet=a4-24&copies=3")
    assert unescape(sheet.text).count("<section") == 3
    assert "script" not in sheet.headers["content-security-policy"]

    recall = await own.send(f"/stock/{SKU}/recall", lot="L261130", reason="có vị lạ")
    assert recall.status_code == 303, recall.text
    assert "reason: có vị lạ" in written(own)
    assert "có vị lạ" in await own.words(f"/stock/{SKU}/lots")
    refused = await own.http.get(f"/stock/{SKU}/labels?lot=L261130")
    assert (refused.status_code, "thu hồi" in refused.text) == (400, True)
    decisions = await own.app.store.decisions.entries(limit=2)
    assert [one.note for one in decisions] == ["tan-tien.yaml ! L261130", "tan-tien.yaml + L261130"]
    assert before != added != (recalled := written(own))

    held_back = await own.send(f"/log/edits/{decisions[0].id}/undo")
    assert (held_back.status_code, written(own)) == (400, recalled)
    assert f"L261130 ({SKU})" in held_back.text
    sure = await own.send(f"/log/edits/{decisions[0].id}/undo", lifting="yes")
    assert sure.status_code == 303
    assert written(own).replace(", recalled: no", "") == added


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"lot": ""}, "Chưa ghi số lô"),
        ({"lot": "L1", "best_before": "hôm qua"}, "hôm qua"),
        (
            {"lot": "L1", "made_on": "2026-12-01", "best_before": "2026-11-01"},
            "trước ngày sản xuất",
        ),
        ({"lot": "L1", "quantity": "nhiều"}, "nhiều"),
    ],
)
async def test_what_makes_no_sense_is_said_and_nothing_is_written(
    own: Browser, fields: dict[str, str], said: str
) -> None:
    before = written(own)
    answer = await own.send(f"/stock/{SKU}/lots", **fields)
    assert answer.status_code == 400
    assert said in unescape(answer.text)
    assert written(own) == before


async def test_a_lot_that_is_not_there_cannot_be_recalled(own: Browser) -> None:
    answer = await own.send(f"/stock/{SKU}/recall", lot="L9")
    assert (answer.status_code, "L9" in answer.text) == (400, True)
    assert (await own.send("/stock/KHONG-CO/recall", lot="L9")).status_code == 404


async def test_the_page_opens_in_both_languages(own: Browser) -> None:
    assert "Lô hàng và tem" in await own.text(f"/stock/{SKU}/lots")
    own.http.cookies.set("ocop_lang", "en")
    assert "Lots and labels" in await own.text(f"/stock/{SKU}/lots")
