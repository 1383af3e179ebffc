"""Feeds of a shop that sells on its own pages: each row is that shop's, as it stands there now."""

from __future__ import annotations

import csv
import io
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from adapters.site.settings import problems
from sync.marketplace import Rejected
from sync.model import (
    DeveloperApp,
    Dong,
    Link,
    Listing,
    Offer,
    Shop,
    ShopName,
    Status,
    StockRule,
)
from sync.platforms import listing_page, sites_of_lots, told_of_by
from sync.running.standing import telling_wrong
from tests.adapters.folder_stall import stall_of
from tests.adapters.site.stall import SETTINGS as SITE
from tests.adapters.site.stall import SiteStall

WOO = ShopName("cua-hang")
PAGE = "https://htxvidu.vn/?post_type=product&p="
G = "{http://base.google.com/ns/1.0}"
SETTINGS: dict[str, Any] = {
    "address": "https://htxvidu.vn/tep-hang",
    "name": "Đặc sản Cà Mau",
    "feeds_of": WOO,
    "feeds": ["google", "meta"],
    "undeclared_in_feeds": True,
}
SHOWN = StockRule(share="shown")


class Feeds(SiteStall):
    """The feeds of a WooCommerce shop, and that shop as our store knows it."""

    def begin(self) -> None:
        app = DeveloperApp(name="woo", platform="woocommerce", key="consent", secret="")
        shop = Shop(name=WOO, platform="woocommerce", app=app, account="woo")
        shops = (*self.configuration.shops, replace(shop, host="https://htxvidu.vn"))
        self.configuration = replace(self.configuration, shops=shops)
        self.context = replace(self.context, listing_page=listing_page, tells_of=WOO)

    async def stands(self, *listings: Listing, seen: bool = True) -> None:
        """Let these stand in the shop, and others no more; unless `seen`, we only wrote them."""
        self.later(seconds=2)
        lease = await self.store.leases.take(WOO, "this test", self.now(), 1.0)
        assert lease is not None
        links = [
            Link(shop=WOO, code=x.code, remote_id=x.remote_id, applied=x, applied_at=self.now())
            for x in listings
        ]
        await self.store.links.put(lease, links)
        if seen:
            await self.store.observations.replace(lease, listings, self.now())
        else:
            await self.store.observations.forget(lease, [x.remote_id or "" for x in listings])

    def there(self, at: int, price: int, quantity: int, status: Status = "live") -> Listing:
        product = self.configuration.products[at]
        offers = tuple(
            Offer(sku=v.sku, options=v.options, price=Dong(price + 1000 * i), quantity=quantity)
            for i, v in enumerate(product.variants)
        )
        title = f"{product.name} ở cửa hàng"
        return Listing(
            shop=WOO, code=product.code, title=title, offers=offers, remote_id=f"{70 + at}",
            status=status,
        )  # fmt: skip

    def written(self) -> dict[str, dict[str, str]]:
        """Read both feeds by SKU: they say the same."""
        folder = self.folder / "tep-hang" / "feeds"
        meta = csv.DictReader(io.StringIO((folder / "meta-vi.csv").read_text("utf-8")))
        rows = {row["id"]: row for row in meta}
        items = ElementTree.parse(folder / "google-vi.xml").getroot().iter("item")
        google = {item.findtext(f"{G}id") or "": item for item in items}
        assert google.keys() == rows.keys()
        for sku, item in google.items():
            for name in ("title", "price", "link", "image_link", "brand"):
                assert item.findtext(f"{G}{name}") == rows[sku][name]
            told = (item.findtext(f"{G}availability") or "").replace("_", " ")
            assert told == rows[sku]["availability"]
        return rows


@pytest.fixture
async def feeds(tmp_path: Path) -> AsyncIterator[Feeds]:
    async with stall_of(Feeds, tmp_path, "site", settings=SETTINGS, stock_rule=SHOWN) as stall:
        stall.begin()
        await stall.stands(stall.there(0, 50_000, 3), stall.there(1, 80_000, 5))
        yield stall


async def done(stall: Feeds) -> None:
    report = await stall.round()
    assert not report.plan.held, report.plan.held
    assert {outcome.status for outcome in report.outcomes} <= {"done"}, report.problems
    assert (await stall.round()).plan.changes == ()


async def test_rows_lead_to_that_shop_at_its_prices_and_no_page_is_written(feeds: Feeds) -> None:
    await done(feeds)
    rows, (first, second) = feeds.written(), feeds.configuration.products
    assert rows.keys() == {v.sku for p in (first, second) for v in p.variants}
    row = rows[first.variants[0].sku]
    assert (row["link"], row["price"], row["availability"]) == (
        f"{PAGE}70", "50000 VND", "in stock",
    )  # fmt: skip
    assert row["title"] == f"{first.name} ở cửa hàng"
    assert row["image_link"].startswith("https://htxvidu.vn/tep-hang/anh/")
    assert rows[second.variants[1].sku]["price"] == "81000 VND"
    folder = feeds.folder / "tep-hang"
    kinds = {file.suffix for file in folder.rglob("*") if file.is_file()}
    assert kinds == {".xml", ".csv", ".jpg"}
    pictures = {row["image_link"].rpartition("/")[2] for row in rows.values()}
    assert pictures <= {file.name for file in (folder / "anh").iterdir()}


@pytest.mark.parametrize("known", ["seen", "written"])
async def test_a_price_goes_along_however_far_it_moved_there(feeds: Feeds, known: str) -> None:
    await done(feeds)
    stand = [feeds.there(0, 5_000, 3), feeds.there(1, 999_000, 5)]
    await feeds.stands(*stand, seen=known == "seen")
    await done(feeds)
    assert {row["price"] for row in feeds.written().values()} >= {"5000 VND", "999000 VND"}


async def test_what_is_sold_out_there_or_by_our_books_is_out_of_stock(feeds: Feeds) -> None:
    await feeds.stands(feeds.there(0, 50_000, 0), feeds.there(1, 80_000, 5))
    product = feeds.configuration.products[1]
    none = product.variants[0].sku

    def counted_out(variant: Any) -> Any:
        stock = variant.stock and replace(variant.stock, quantity=0)
        return replace(variant, stock=stock) if variant.sku == none else variant

    feeds.edit_variants(product.code, counted_out)
    await done(feeds)
    rows = feeds.written()
    out = {sku for sku, row in rows.items() if row["availability"] == "out of stock"}
    assert out == {none} | {v.sku for v in feeds.configuration.products[0].variants}


@pytest.mark.parametrize("status", ["hidden", "reviewing"])
async def test_what_is_not_on_sale_there_leaves_the_feed(feeds: Feeds, status: Status) -> None:
    await done(feeds)
    await feeds.stands(feeds.there(0, 50_000, 3, status), feeds.there(1, 80_000, 5))
    await feeds.round()
    one = feeds.configuration.products[0]
    assert feeds.written().keys().isdisjoint(v.sku for v in one.variants)
    notes = {note.code: note for note in await feeds.market.notices(feeds.now())}
    assert notes["site_feed_not_there"].values["codes"] == (one.code,)


async def test_an_empty_shop_leaves_the_full_feed_with_its_rows_sold_out(feeds: Feeds) -> None:
    await done(feeds)
    before = feeds.written()
    await feeds.stands()
    await feeds.round()
    after = feeds.written()
    assert after.keys() == before.keys()
    assert {row["availability"] for row in after.values()} == {"out of stock"}
    assert "site_feed_shrank" in {note.code for note in await feeds.market.notices(feeds.now())}


async def test_a_shop_that_is_not_there_changes_no_file(feeds: Feeds) -> None:
    await done(feeds)
    before = feeds.files()
    feeds.configuration = replace(feeds.configuration, shops=feeds.configuration.shops[:1])
    with pytest.raises(Rejected) as refused:
        await feeds.round()
    assert refused.value.problem.code == "told_shop_unknown"
    assert {n: c for n, c in feeds.files().items() if "tep-hang" in n} == {
        n: c for n, c in before.items() if "tep-hang" in n
    }


def test_an_entry_says_what_it_lacks_and_has_no_pages_of_lots() -> None:
    assert problems(SETTINGS) == []
    assert [each.code for each in problems({**SETTINGS, "feeds": []})] == ["site_setting_missing"]
    app = DeveloperApp(name="site", platform="site", key="", secret="")
    shop = Shop(name=ShopName("tep"), platform="site", app=app, account="tep", settings=SETTINGS)
    assert told_of_by(shop) == WOO
    assert list(sites_of_lots([shop])) == []

    assert told_of_by(replace(shop, settings=SITE)) is None

    def wrong(shop: Shop, *others: ShopName) -> str:
        found = telling_wrong(shop, WOO, {shop.name, *others})
        return found.code if found else ""

    assert wrong(shop) == "told_shop_unknown"
    assert wrong(shop, WOO) == "told_shop_shares"
    assert wrong(replace(shop, stock_rule=SHOWN), WOO) == ""
