"""A shop is added with its app: shops.yaml keeps every byte, and a secret is shown nowhere."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.sync.web.conftest import SHIPPED, Browser, browser_over

SECRET = "shpk-BI-MAT-4f434f50"
TOLD = {"platform": "shopee", "name": "shopee-dat-mui", "account": "123456789", "key": "2001234"}


@pytest.fixture(params=["shipped", "none"])
async def own(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Browser]:
    """The owner's browser over a folder without products; once without shops as well."""
    config = tmp_path / "config"
    (config / "catalog").mkdir(parents=True)
    names = ("categories", "settings", "shops") if request.param == "shipped" else ("settings",)
    for name in names:
        shutil.copy(SHIPPED / f"{name}.yaml", config)
    async with browser_over(config, tmp_path / "home") as found:
        yield found


async def test_a_shop_and_its_app_are_written_and_taken_back(own: Browser) -> None:
    file = own.context.config / "shops.yaml"
    before = file.read_text(encoding="utf-8") if file.exists() else None
    assert "/shops/new" in await own.text("/shops")
    (version,) = re.findall(r'name="version" value="(.*?)"', await own.text("/shops/new"))
    sent = await own.send("/shops/new", **TOLD, secret=SECRET, version=version)
    assert sent.headers.get("location") == "/shops/shopee-dat-mui/connect", sent.text
    after, kept = file.read_text(encoding="utf-8"), [*(file.parent / "secrets").glob("*.txt")]
    assert [each.read_text(encoding="utf-8") for each in kept] == [f"{SECRET}\n"]
    assert os.name == "nt" or kept[0].stat().st_mode & 0o77 == 0
    assert [line for line in (before or "").splitlines() if line not in after.splitlines()] == []
    (added,) = (shop for shop in own.app.shops if shop.name == "shopee-dat-mui")
    assert (added.app.key, added.app.secret, added.account) == ("2001234", SECRET, "123456789")
    noted = await own.app.store.decisions.entries()
    assert SECRET not in after + repr(noted) + await own.text("/shops") + await own.text("/log")
    assert noted[0].note == "shops.yaml + shopee-dat-mui"
    again = await own.send("/shops/new", **TOLD | {"account": "5", "key": "", "app": kept[0].stem})
    assert again.status_code == 400  # of that name there is one
    if before is not None:
        await own.send(f"/log/edits/{noted[0].id}/undo")
        assert file.read_text(encoding="utf-8") == before


async def test_a_shop_whose_owner_consents_needs_no_secret(own: Browser) -> None:
    (version,) = re.findall(r'name="version" value="(.*?)"', await own.text("/shops/new"))
    told = {"platform": "woocommerce", "key": "consent", "account": "a", "version": version}
    sent = await own.send("/shops/new", **TOLD | told, address="https://shop.vidu.vn")
    assert sent.headers.get("location") == "/shops/shopee-dat-mui/connect", sent.text
    (added,) = (shop for shop in own.app.shops if shop.name == "shopee-dat-mui")
    assert (added.app.key, added.host) == ("consent", "https://shop.vidu.vn")
    assert not (own.context.config / "secrets").exists()


@pytest.mark.parametrize(
    ("says", "told"),
    [
        ({"platform": "khong-co"}, "Chưa chọn sàn"),
        ({"secret": ""}, "mã khóa bí mật"),
        ({"key": ""}, "cần một ứng dụng"),
        ({"account": ""}, "cần mã gian hàng"),
        ({"name": "Đất Mũi"}, "chữ thường không dấu"),
        ({"platform": "voso"}, "cần địa chỉ máy chủ"),
        ({"address": "http://evil.example"}, "https"),
        ({"name": "a\n  - name: b"}, "chữ thường không dấu"),
    ],
)
async def test_what_a_platform_needs_is_asked_for_and_no_secret_stays(
    own: Browser, says: dict[str, str], told: str
) -> None:
    files = sorted(own.context.config.rglob("*"))
    sent = await own.send("/shops/new", **TOLD | {"secret": SECRET} | says)
    assert (sent.status_code, told in sent.text, SECRET in sent.text) == (400, True, False)
    left = [each for each in own.context.config.rglob("*") if each not in files]
    assert [each for each in left if each.name not in ("secrets", ".gitignore")] == []
