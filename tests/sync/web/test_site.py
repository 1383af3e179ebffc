"""A website of our own: added on the page, looked at before visitors do, written at a tap."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from pathlib import Path

from sync.marketplace import WritesPages
from sync.model import Pace, ShopName
from sync.platforms import day_key
from tests.sync.web.conftest import Browser
from tests.sync.web.test_access import LAN, OF_ONE

TOLD = {
    "platform": "site",
    "name": "trang-web",
    "settings.address": "https://htxvidu.vn",
    "settings.name": "Đặc sản Cà Mau",
    "settings.seller.name": "Hợp tác xã Ví Dụ",
    "settings.seller.address": "Xã Tân Tiến, tỉnh Cà Mau",
    "settings.seller.tax_code": "2001234565",
    "settings.seller.phone": "0290 3812 345",
}


async def add_site(own: Browser, **told: str) -> str:
    """Fill the form in; answers where it leads, or what is wrong."""
    form = await own.text("/shops/new?platform=site")
    (version,) = re.findall(r'name="version" value="(.*?)"', form)
    sent = await own.send("/shops/new", **TOLD | {"version": version} | told)
    return sent.headers.get("location") or re.sub(r"<[^>]+>", " ", sent.text)


async def pages(own: Browser) -> Path:
    market = (await own.app.context(own.app.shops[-1].name)).market
    assert isinstance(market, WritesPages)
    return market.pages_folder


async def test_a_website_is_added_seen_and_written_as_any_shop(own: Browser) -> None:
    assert "/shops/new?platform=site" in await own.text("/shops/new")
    before = (own.context.config / "shops.yaml").read_text(encoding="utf-8")
    assert await add_site(own) == "/shops"
    added = own.app.shops[-1]
    assert (added.name, added.platform, added.stock_rule.share) == ("trang-web", "site", "shown")
    assert added.settings["seller"]["phone"] == TOLD["settings.seller.phone"]
    assert "about" not in added.settings
    after = (own.context.config / "shops.yaml").read_text(encoding="utf-8")
    assert after.startswith(before.rstrip().partition("# Gian hàng thật")[0][:400])
    words = await own.words("/shops")
    assert "chưa ghi lần nào" in words
    folder = await pages(own)
    folder.mkdir(parents=True)
    (folder / "index.html").write_text("<h1>Trang thử</h1><script>1</script>", encoding="utf-8")
    assert "/shops/trang-web/pages/" in await own.text("/shops")
    seen = await own.http.get("/shops/trang-web/pages/")
    assert (seen.status_code, seen.text[:18]) == (200, "<h1>Trang thử</h1>")
    policy = seen.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "script-src" not in policy
    assert (await own.send("/shops/trang-web/run")).headers["location"] == "/shops"
    assert own.engine.status()[ShopName("trang-web")]


async def test_what_a_website_lacks_is_said_and_nothing_is_written(own: Browser) -> None:
    before = (own.context.config / "shops.yaml").read_bytes()
    told = await add_site(own, **{"settings.seller.phone": "", "settings.address": "htxvidu.vn"})
    assert "seller.phone" in told
    assert "htxvidu.vn" in told
    assert (own.context.config / "shops.yaml").read_bytes() == before


async def test_a_preview_shows_files_of_the_site_alone(own: Browser) -> None:
    await add_site(own)
    folder = await pages(own)
    (folder / "san-pham" / "a").mkdir(parents=True)
    (folder / "san-pham" / "a" / "index.html").write_text("a", encoding="utf-8")
    (folder / ".ocop").mkdir()
    (folder / ".ocop" / "bi-mat").write_text("x", encoding="utf-8")
    (folder.parent / "ngoai.txt").write_text("x", encoding="utf-8")
    if os.name != "nt":
        (folder / "lien-ket.txt").symlink_to(folder.parent / "ngoai.txt")
    place = "/shops/trang-web/pages"
    assert (await own.http.get(f"{place}/san-pham/a/")).text == "a"
    for path in (
        "khong-co",
        ".ocop/bi-mat",
        "..%2Fngoai.txt",
        "lien-ket.txt",
        "%00",
        "/etc/passwd",
    ):
        assert (await own.http.get(f"{place}/{path}")).status_code == 404, path
    assert (await own.http.get("/shops/shopee-ca-mau/pages/index.html")).status_code == 404
    await own.become(LAN)
    await own.become(OF_ONE)  # others sell there as well
    assert (await own.http.get(f"{place}/san-pham/a/")).status_code == 404


async def test_the_calls_of_today_stand_against_the_daily_quota(own: Browser) -> None:
    file = own.context.config / "shops.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace('key: "1234567"', 'key: "1234567"\n    calls_per_day: 10000'), "utf-8"
    )
    await own.context.saved()
    turns = [(day_key(own.app.shops[0]), Pace(calls_per_s=1, burst=9999))]
    await own.app.store.pace.reserve_many(turns, datetime.now(UTC), "ordinary", 1234)
    assert "Lượt gọi sàn hôm nay 1.234/10.000" in await own.words("/shops")
