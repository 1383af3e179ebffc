"""What pages and feeds say, read by programs of others, is what the catalog and the ledger say."""

from __future__ import annotations

import asyncio
import csv
import io
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import extruct
import feedparser
import pytest

from adapters.site.theme import dong
from sync.model import Count, Dong, Product
from tests.adapters.folder_stall import shipped
from tests.adapters.site.readers import (
    ADDRESS,
    Told,
    assert_stands,
    in_google,
    in_markup,
    in_meta,
    links_of,
    seen,
)
from tests.adapters.site.stall import SiteStall, site_in

TERMS = {"payment": "Chuyển khoản", "delivery": "2 ngày", "returns": "7 ngày"}
SELLING: dict[str, Any] = {
    "orders": "checkout",
    "policies": TERMS,
    "checkout": "https://htxvidu.vn/mua?sku={sku}",
    "feeds": ["google", "meta"],
}
ATOM = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}"


@pytest.fixture(scope="module")
def gold(tmp_path_factory: pytest.TempPathFactory) -> SiteStall:
    """A site with its own checkout: many products, one sold out, one with a list price."""
    return asyncio.run(_written(tmp_path_factory.mktemp("gold")))


async def _written(home: Path) -> SiteStall:
    async with site_in(home, **SELLING) as stall:
        stall.sell([product for product in shipped().products if product.images][:8])
        first, second = stall.configuration.products[:2]
        stall.edit_variants(first.code, lambda v: replace(v, stock=Count(0)))
        stall.edit_variants(second.code, lambda v: replace(v, list_price=Dong(v.price + 9000)))
        report = await stall.round()
        assert {outcome.status for outcome in report.outcomes} == {"done"}, report.problems
        return stall


def packs(stall: SiteStall) -> dict[str, tuple[Product, Any]]:
    return {v.sku: (p, v) for p in stall.configuration.products for v in p.variants}


def ledger(stall: SiteStall) -> dict[str, Told]:
    """What catalog and ledger say: one shop, so that it may offer all there is."""
    return {
        sku: Told(variant.price, "in_stock" if variant.stock.quantity else "out_of_stock")
        for sku, (_, variant) in packs(stall).items()
    }


@pytest.mark.parametrize("read", [in_markup, seen, in_google, in_meta])
def test_every_place_says_what_catalog_and_ledger_say(gold: SiteStall, read: Any) -> None:
    carried = ledger(gold)
    assert read(gold) == carried
    assert {told.stock for told in carried.values()} == {"in_stock", "out_of_stock"}


def test_markup_names_what_the_catalog_names(gold: SiteStall) -> None:
    pages = gold.product_pages().values()
    nodes = [n for page in pages for n in extruct.extract(page, syntaxes=["json-ld"])["json-ld"]]
    goods = [node for node in nodes if node["@type"] in {"Product", "ProductGroup"}]
    by_name = {node["name"]: node for node in goods}
    assert len(by_name) == len(gold.configuration.products)
    for product in gold.configuration.products:
        (node,) = (
            node for name, node in by_name.items() if (product.title or product.name) in name
        )
        assert node["url"].startswith(f"{ADDRESS}/san-pham/")
        assert product.story.split("\n")[0][:40] in node["description"]
        assert len(node["image"]) == len({image.sha256 for image in product.images})
        assert "aggregateRating" not in node
        assert "review" not in node


def test_open_graph_says_the_same_price(gold: SiteStall) -> None:
    for page in gold.product_pages().values():
        told = extruct.extract(page, syntaxes=["opengraph", "json-ld"], uniform=True)
        (graph,) = told["opengraph"]
        offers = [
            pack["offers"]
            for node in told["json-ld"]
            for pack in node.get("hasVariant", [node] if node.get("sku") else [])
        ]
        assert int(graph["product:price:amount"]) == min(int(each["price"]) for each in offers)
        assert graph["og:url"].startswith(ADDRESS)


def test_every_link_of_pages_and_files_leads_to_what_is_there(gold: SiteStall) -> None:
    for name in gold.whole():
        if name.endswith(".html"):
            for link in links_of(gold.page(name)):
                assert_stands(gold, name, link)
    sitemap = ElementTree.fromstring(gold.page("sitemap.xml"))
    for place in (*sitemap.iter(f"{ATOM}loc"), *sitemap.iter(f"{IMAGE}loc")):
        assert_stands(gold, "", str(place.text))
    for row in feedparser.parse(str(gold.site / "feeds" / "google-vi.xml")).entries:
        assert_stands(gold, "", row["link"] if "link" in row else row["g_link"])
        assert_stands(gold, "", row["g_image_link"])


def test_news_are_what_was_added_last(gold: SiteStall) -> None:
    news = feedparser.parse(str(gold.site / "tin.xml"))
    assert not news.bozo, news.get("bozo_exception")
    assert len(news.entries) == len(gold.configuration.products)
    for entry in news.entries:
        assert_stands(gold, "", entry.link)
    assert news.entries[0].published.startswith("Mon, 23 Nov 2026")


async def test_two_builds_are_the_same_to_the_byte(tmp_path: Path) -> None:
    built = []
    for name in ("mot", "hai"):
        (tmp_path / name).mkdir()
        async with site_in(tmp_path / name, **SELLING) as stall:
            await stall.round()
            built.append(stall.whole())
    assert built[0] == built[1]


def test_a_list_price_is_struck_through_everywhere(gold: SiteStall) -> None:
    product = gold.configuration.products[1]
    sku, listed = product.variants[0].sku, product.variants[0].price + 9000
    (page,) = (p for p in gold.product_pages().values() if f'data-sku="{sku}"' in p)
    assert f"{dong(listed)}</s>" in page
    rows = csv.DictReader(io.StringIO(gold.page("feeds/meta-vi.csv")))
    (row,) = (row for row in rows if row["id"] == sku)
    assert (row["price"], row["sale_price"]) == (f"{listed} VND", f"{listed - 9000} VND")
