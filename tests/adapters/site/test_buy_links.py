"""A page leads to the very listings that stand in other shops now, and to no other."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sync.model import DeveloperApp, Link, Listing, Shop, ShopName, Status
from sync.platforms import listing_page
from sync.store import Lease
from sync.wording.listing import buy_links
from tests.adapters.site.stall import SiteStall

SHOPEE = ShopName("shopee-ca-mau")
ADDRESS = "https://shopee.vn/product/227000001/34"


def elsewhere(**more: Any) -> Shop:
    app = DeveloperApp(name="shopee", platform="shopee", key="", secret="")
    return Shop(name=SHOPEE, platform="shopee", app=app, account="227000001", **more)


class OtherShop:
    """A shop elsewhere, as our store knows it: what we wrote there, what was seen there."""

    def __init__(self, stall: SiteStall) -> None:
        self.stall, self.product = stall, stall.configuration.products[0]
        shops = (*stall.configuration.shops, elsewhere())
        stall.configuration = replace(stall.configuration, shops=shops)
        stall.context = replace(stall.context, listing_page=listing_page)

    async def lease(self) -> Lease:
        self.stall.later(seconds=2)  # the one taken before is over
        at = self.stall.now()
        taken = await self.stall.store.leases.take(SHOPEE, "this test", at, 1.0)
        assert taken is not None
        return taken

    def listing(self, status: Status) -> Listing:
        return Listing(
            shop=SHOPEE, code=self.product.code, offers=(), remote_id="34", status=status
        )

    async def wrote(self, status: Status) -> None:
        lease, at = await self.lease(), self.stall.now()
        applied = self.listing(status)
        link = Link(
            shop=SHOPEE, code=applied.code, remote_id="34", applied=applied, applied_at=at
        )  # fmt: skip
        await self.stall.store.links.put(lease, [link])
        await self.stall.store.observations.forget(lease, ["34"])

    async def saw(self, *statuses: Status) -> None:
        seen = [self.listing(status) for status in statuses]
        await self.stall.store.observations.replace(await self.lease(), seen, self.stall.now())

    async def linked(self) -> bool:
        """Whether the page of the product leads there, and no other page does."""
        report = await self.stall.round()
        assert {outcome.status for outcome in report.outcomes} <= {"done"}, report.problems
        pages = self.stall.product_pages().values()
        leading = [page for page in pages if f'href="{ADDRESS}"' in page]
        assert all(self.product.name in page for page in leading)
        assert ("Shopee</a>" in "".join(leading)) == bool(leading)
        return bool(leading)


@pytest.fixture
def other(published: SiteStall) -> OtherShop:
    return OtherShop(published)


async def test_a_listing_is_linked_once_it_was_seen_live(other: OtherShop) -> None:
    await other.wrote("live")
    assert not await other.linked()  # it may still be under review
    await other.saw("live")
    assert await other.linked()
    assert (await other.stall.round()).plan.changes == ()


async def test_a_sale_or_a_new_price_there_does_not_unlink_it(other: OtherShop) -> None:
    await other.saw("live")
    await other.wrote("live")
    assert await other.linked()


@pytest.mark.parametrize("status", ["hidden", "banned", "reviewing"])
async def test_a_link_goes_with_what_is_no_longer_on_sale(other: OtherShop, status: Status) -> None:
    await other.wrote("live")
    await other.saw("live")
    assert await other.linked()
    await other.saw(status)
    assert not await other.linked()


async def test_what_we_hid_is_linked_no_more_though_nobody_looked_again(other: OtherShop) -> None:
    await other.wrote("live")
    await other.saw("live")
    assert await other.linked()
    await other.wrote("hidden")
    assert not await other.linked()


async def test_what_is_gone_there_is_linked_no_more(other: OtherShop) -> None:
    await other.wrote("live")
    await other.saw("live")
    assert await other.linked()
    await other.saw()
    assert not await other.linked()


def test_a_listing_of_a_replica_is_never_looked_for_on_the_real_platform() -> None:
    assert listing_page(elsewhere(), "34") == ("Shopee", ADDRESS)
    replica = elsewhere(sandbox="http://127.0.0.1:8711")
    assert listing_page(replica, "34") == (
        "Shopee", "http://127.0.0.1:8711/product/227000001/34",
    )  # fmt: skip
    assert listing_page(replace(replica, platform="site"), "34") is None


def test_two_shops_of_one_platform_are_told_apart() -> None:
    pages = [("Shopee", "https://a"), ("Lazada", "https://b"), ("Shopee", "https://c")]
    assert buy_links(pages) == {
        "Mua tại Shopee": "https://a",
        "Mua tại Lazada": "https://b",
        "Mua tại Shopee (2)": "https://c",
    }


def test_a_page_of_ones_own_shop_is_found_by_its_number_wherever_that_shop_lies() -> None:
    app = DeveloperApp(name="web", platform="woocommerce", key="consent", secret="")
    shop = Shop(name=ShopName("web"), platform="woocommerce", app=app, account="web")
    shop = replace(shop, host="https://htx.example/cua-hang/")
    assert listing_page(shop, "34") == (
        "WooCommerce",
        "https://htx.example/cua-hang/?post_type=product&p=34",
    )
