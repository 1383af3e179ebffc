"""Fees and ways to tell people, edited and tried on the page; the files keep every other byte."""

from __future__ import annotations

import re
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.sync.web.conftest import SHIPPED, Browser, browser_over

URL = "https://hooks.example.vn/services/BI-MAT-0123"
ROW = {"name": "phí mới", "source": "thông báo 12/2026", "platform": "shopee", "percent": "6,5",
       "fixed": "3.000đ", "per": "order", "since": "2026-12-01"}  # fmt: skip


@pytest.fixture
async def own(tmp_path: Path) -> AsyncIterator[Browser]:
    """The owner's browser over a folder without products."""
    config = tmp_path / "config"
    (config / "catalog").mkdir(parents=True)
    for name in ("categories", "shops", "fees"):
        shutil.copy(SHIPPED / f"{name}.yaml", config)
    (config / "settings.yaml").write_text("language: vi  # tiếng Việt\n", encoding="utf-8")
    async with browser_over(config, tmp_path / "home") as found:
        yield found


async def version(browser: Browser, path: str) -> str:
    found: list[str] = re.findall(r'name="version" value="(.*?)"', await browser.text(path))
    return found[0]


def written(browser: Browser, name: str) -> str:
    return (browser.context.config / name).read_text(encoding="utf-8")


async def test_a_fee_is_added_ended_and_taken_out(own: Browser) -> None:
    before, place = written(own, "fees.yaml"), "/settings/fees"
    assert "phí xử lý giao dịch" in await own.words(place)
    sent = await own.send(place, **ROW, version=await version(own, place))
    assert sent.status_code == 303, sent.text
    fee = next(fee for shop in own.app.shops for fee in shop.fees if fee.name == "phí mới")
    assert (fee.percent, fee.fixed, fee.per) == (6.5, 3000, "order")
    shown = await version(own, place)
    await own.send(f"{place}/end", at="0", until="2026-11-30", version=shown)
    old = next(f for shop in own.app.shops for f in shop.fees if f.name == "phí xử lý giao dịch")
    assert old.until is not None
    last = str(len(re.findall(r"- name:", written(own, "fees.yaml"))) - 1)
    await own.send(f"{place}/drop", at=last, version=await version(own, place))
    lines = written(own, "fees.yaml").splitlines()
    assert [each for each in lines if each not in before.splitlines()] == ["    until: 2026-11-30"]


@pytest.mark.parametrize(
    "says", [{"since": "2026-13-01"}, {"percent": "nhiều"}, {"until": "2026-01-01"}, {"source": ""}]
)
async def test_a_fee_that_makes_no_sense_is_not_written(own: Browser, says: dict[str, str]) -> None:
    before, place = written(own, "fees.yaml"), "/settings/fees"
    sent = await own.send(place, **ROW | says, version=await version(own, place))
    assert (sent.status_code, written(own, "fees.yaml")) == (400, before)
    assert "phí mới" in sent.text  # what was typed is there still
    gone = await own.send(f"{place}/drop", at="99", version=await version(own, place))
    assert (gone.status_code, written(own, "fees.yaml")) == (400, before)


async def test_a_webhook_is_added_without_showing_its_address_and_taken_out(own: Browser) -> None:
    place = "/settings/notices"
    for name in ("zalo", "nhom-2"):
        shown = await version(own, place)
        sent = await own.send(place, name=name, url=URL, version=shown)
        assert sent.status_code == 303, sent.text
    told = await own.text(place)
    assert "hooks.example.vn" in told
    noted = repr(await own.app.store.decisions.entries())
    assert "BI-MAT" not in told + noted + written(own, "settings.yaml")
    assert written(own, "settings.yaml").startswith("language: vi  # tiếng Việt\n")
    webhooks = own.app.configuration.settings.notify.webhooks
    assert {each.name: each.url for each in webhooks} == {"zalo": URL, "nhom-2": URL}
    for name in ("zalo", "nhom-2"):
        dropped = await own.send(f"{place}/drop", name=name, version=await version(own, place))
        assert dropped.status_code == 303, dropped.text
    assert own.app.configuration.settings.notify.webhooks == ()
    wrong = await own.send(place, name="zalo", url="http://hooks.example.vn/BI-MAT", version="")
    assert (wrong.status_code, "BI-MAT" in wrong.text) == (400, False)


async def test_a_trial_goes_out_by_every_way_and_says_what_became_of_it(own: Browser) -> None:
    settings = own.context.config / "settings.yaml"
    settings.write_text("language: vi\nnotify: {file: tin.txt}\n", encoding="utf-8")
    await own.context.saved()
    assert (await own.send("/settings/notices/try")).status_code == 303
    assert "Đã gửi tin thử tới file" in await own.words("/settings/notices")
    assert "thử gửi tin" in (own.app.home / "tin.txt").read_text(encoding="utf-8")
