"""English pages stand beside the Vietnamese: the same goods, each page naming the other."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from adapters.site.settings import problems
from adapters.site.theme import OURS
from adapters.site.words_en import EN
from sync.model import Certificate, Count, Dong, English, EnglishLabel, Lot, Product
from sync.model.in_english import FACTS, lacking_english
from sync.model.trace import lot_path
from tests.adapters.site.stall import SETTINGS, SiteStall, site_in

ENGLISH = {"name": "Ca Mau Specialities", "about": "Dried shrimp of the ponds."}
_LINK = re.compile(r'<link rel="alternate" hreflang="([\w-]+)" href="([^"]+)">')
ADDRESS = str(SETTINGS["address"])


@pytest.fixture
async def stall(tmp_path: Path) -> AsyncIterator[SiteStall]:
    async with site_in(tmp_path, en=ENGLISH) as opened:
        yield opened


def told(product: Product) -> Product:
    """A product with some English for each of its facts; its options are figures."""
    facts: dict[str, Any] = {
        name: tuple(f"{name} {n}" for n, _ in enumerate(said)) if isinstance(said, tuple) else name
        for name in FACTS
        if (said := getattr(product.label, name))
    }
    english = English(
        name="Dried shrimp of Ca Mau",
        story="Dried in the sun.",
        category="Dried seafood",
        label=EnglishLabel(**facts),
        options=tuple(f"Option {n}" for n, _ in enumerate(product.option_names)),
    )
    plain = tuple(replace(each, unit=None, pack=None) for each in product.variants)
    said = replace(product, english=english, variants=plain)
    assert lacking_english(said) == ()
    return said


def english_pages(stall: SiteStall) -> dict[str, str]:
    pages = sorted(stall.site.glob("en/products/*/index.html"))
    return {page.parent.name: page.read_text(encoding="utf-8") for page in pages}


def say_in_english(stall: SiteStall) -> None:
    first, *others = stall.configuration.products
    stall.sell([told(first), *others])


async def in_english(stall: SiteStall) -> str:
    """Publish with one product told in English; answers its page."""
    say_in_english(stall)
    report = await stall.round()
    assert {outcome.status for outcome in report.outcomes} == {"done"}, report.problems
    (page,) = english_pages(stall).values()
    return page


async def test_what_is_told_in_english_has_a_page_and_all_else_has_none(stall: SiteStall) -> None:
    page = await in_english(stall)
    assert '<html lang="en">' in page
    assert "Dried shrimp of Ca Mau" in page
    assert "Dried in the sun." in page
    assert len(stall.product_pages()) == 2
    assert "Dried shrimp of Ca Mau" in stall.page("en/index.html")
    assert "Dried shrimp of Ca Mau" in stall.page("en/categories/dried-seafood/index.html")
    assert "Dried shrimp" not in stall.page("index.html")
    first = await stall.round()
    assert (first.plan.changes, first.problems) == ((), ())


async def test_every_page_in_two_languages_names_both_and_itself_the_same(
    stall: SiteStall,
) -> None:
    await in_english(stall)
    named = {
        f"{ADDRESS}/{path.parent.relative_to(stall.site).as_posix()}/".replace("/./", "/"): dict(
            _LINK.findall(path.read_text(encoding="utf-8"))
        )
        for path in stall.site.rglob("index.html")
    }
    both = {page: links for page, links in named.items() if links}
    assert len(both) == 12  # home, all, search, contact, policies, one product: each twice
    for page, links in both.items():
        assert set(links) == {"vi", "en", "x-default"}
        assert page in {links["vi"], links["en"]}
        assert links["x-default"] == links["vi"]
        assert {tuple(sorted(named[there].items())) for there in links.values()} == {
            tuple(sorted(links.items()))
        }
    in_sitemap = _sitemap(stall)
    assert {page: links for page, links in in_sitemap.items() if links} == both


def _sitemap(stall: SiteStall) -> dict[str, dict[str, str]]:
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    link = "{http://www.w3.org/1999/xhtml}link"
    root = ElementTree.fromstring(stall.page("sitemap.xml"))
    return {
        str(url.findtext(f"{space}loc")): {
            each.get("hreflang", ""): each.get("href", "") for each in url.iter(link)
        }
        for url in root.iter(f"{space}url")
    }


async def test_prices_and_stock_are_those_of_the_vietnamese_page(stall: SiteStall) -> None:
    await in_english(stall)
    code = stall.configuration.products[0].code
    stall.edit_variants(code, lambda v: replace(v, stock=Count(0), price=Dong(v.price + 1000)))
    await stall.round()
    ((slug, english),) = english_pages(stall).items()
    vietnamese = stall.markup(stall.product_pages()[slug])[0]
    markup = stall.markup(english)[0]
    assert markup["name"] == "Dried shrimp of Ca Mau"
    for ours, theirs in zip(_packs(markup), _packs(vietnamese), strict=True):
        assert ours["sku"] == theirs["sku"]
        for name in ("price", "availability", "priceCurrency"):
            assert ours["offers"][name] == theirs["offers"][name]
    assert "In stock" not in english


def _packs(markup: dict[str, object]) -> list[dict[str, dict[str, str]]]:
    return markup.get("hasVariant", [markup])  # type: ignore[return-value]


async def test_english_that_is_missing_again_leaves_its_address_and_the_way_on(
    stall: SiteStall,
) -> None:
    await in_english(stall)
    product = stall.configuration.products[0]
    stall.edit(product.code, english=None)
    report = await stall.round()
    assert [change.fields for change in report.plan.changes] == [("english",)]
    ((slug, page),) = english_pages(stall).items()
    assert "noindex" in page
    assert "Dried in the sun." not in page
    assert f"san-pham/{slug}/index.html" in page
    assert not _LINK.findall(stall.product_pages()[slug])
    assert "Dried shrimp of Ca Mau" not in stall.page("en/index.html")
    assert f"/en/products/{slug}/" not in stall.page("sitemap.xml")


async def test_an_english_page_that_was_deleted_or_edited_is_written_again(
    stall: SiteStall,
) -> None:
    before = await in_english(stall)
    (file,) = stall.site.glob("en/products/*/index.html")
    file.unlink()
    report = await stall.round()
    assert [(c.fields, c.reason) for c in report.plan.changes] == [(("english",), "drift")]
    assert file.read_text(encoding="utf-8") == before


async def test_the_stars_end_on_their_day_in_english_too(stall: SiteStall) -> None:
    ends = stall.now().date() + timedelta(days=30)
    certificate = Certificate(
        stars=4,
        decision_no="12/QĐ-UBND",
        issued_by="UBND tỉnh Cà Mau",
        issued_on=ends - timedelta(days=900),
        expires_on=ends,
    )
    stall.edit(stall.configuration.products[0].code, certificate=certificate)
    assert "4-star OCOP product" in await in_english(stall)
    assert "Provincial People" in next(iter(english_pages(stall).values()))
    stall.later(days=31)
    await stall.round()
    for file in stall.site.rglob("en/**/*.html"):
        assert "-star" not in file.read_text(encoding="utf-8"), file


async def test_a_site_that_says_nothing_in_english_has_no_english_page(tmp_path: Path) -> None:
    async with site_in(tmp_path) as stall:
        say_in_english(stall)
        await stall.round()
        assert not list(stall.site.glob("en/**/*"))
        assert "hreflang" not in stall.page("index.html")


def test_what_templates_ask_for_in_english_is_there() -> None:
    asked = re.compile(r"w\.(\w+)|w\['(\w+)'\]")
    for template in sorted(OURS.glob("*.html")):
        if template.name == "missing.html":
            continue  # it has no English page
        names = {one or other for one, other in asked.findall(template.read_text("utf-8"))}
        assert names <= set(EN), template.name


async def test_english_goods_are_found_by_their_english_names(stall: SiteStall) -> None:
    await in_english(stall)
    (slug,) = english_pages(stall)
    found = json.loads(stall.page("assets/search-en.json"))
    assert found == [["dried shrimp of ca mau", "Dried shrimp of Ca Mau", slug]]
    page = stall.page("en/search/index.html")
    assert 'data-index="../../assets/search-en.json" data-pages="../../en/products/"' in page
    assert len(json.loads(stall.page("assets/search.json"))) == 2


async def with_a_lot(stall: SiteStall, **more: Any) -> str:
    """Publish one product told in English, one lot of its first pack; answers the lot's path."""
    lot = Lot(number="L1", made_on=date(2026, 9, 3), place="Ấp 1", made_by="Tổ 1", **more)
    product = told(stall.configuration.products[0])
    first = replace(product.variants[0], lots=(lot,), gtin="8936012345674")
    stall.sell([replace(product, images=(), variants=(first, *product.variants[1:]))])
    await stall.round()
    return lot_path(first.sku, lot.number, first.gtin)


async def test_a_lot_has_an_english_page_that_says_the_same(stall: SiteStall) -> None:
    path = await with_a_lot(stall, recalled_on=date(2026, 11, 2), recall_reason="có vị lạ")
    page, vietnamese = stall.page(f"en/{path}/index.html"), stall.page(f"{path}/index.html")
    for text in ("3 Sep 2026", "RECALLED", "2 Nov 2026", '<span lang="vi">có vị lạ</span>'):
        assert text in page
    assert '<span lang="vi">Tổ 1</span>' in page
    assert "storage" in page  # of the label, in English
    links = {"vi": f"{ADDRESS}/{path}/", "en": f"{ADDRESS}/en/{path}/"}
    both = {**links, "x-default": links["vi"]}
    assert dict(_LINK.findall(page)) == dict(_LINK.findall(vietnamese)) == both
    (node,) = stall.markup(page)
    assert node["url"] == f"{ADDRESS}/en/{path}"
    assert node["hasGS1DigitalLink"] == f"{ADDRESS}/{path}"
    (of_product,) = english_pages(stall).values()
    assert f'href="../../../en/{path}/index.html"' in of_product
    assert "en/" + path.replace("/10/L1", "") + "/index.html" in {
        file.relative_to(stall.site).as_posix() for file in stall.site.rglob("*.html")
    }


async def test_what_is_told_in_english_no_more_leads_to_the_vietnamese_lot(
    stall: SiteStall,
) -> None:
    path = await with_a_lot(stall)
    stall.edit(stall.configuration.products[0].code, english=None)
    await stall.round()
    page = stall.page(f"en/{path}/index.html")
    assert f'href="../../../../../{path}/index.html"' in page
    assert "3 Sep" not in page
    assert "hreflang" not in stall.page(f"{path}/index.html")
    await stall.round()
    assert stall.page(f"en/{path}/index.html") == page


async def test_feeds_in_english_hold_what_is_told_in_it(tmp_path: Path) -> None:
    terms = {"payment": "a", "delivery": "b", "returns": "c"}
    english = {**ENGLISH, "policies": terms}
    ways = {"orders": "checkout", "checkout": "https://htxvidu.vn/mua?sku={sku}"}
    more = {**ways, "policies": terms, "feeds": ["google", "meta"], "en": english}
    async with site_in(tmp_path, **more) as stall:
        await in_english(stall)
        (slug,) = english_pages(stall)
        product = stall.configuration.products[0]
        rows = list(csv.DictReader(io.StringIO(stall.page("feeds/meta-en.csv"))))
        items = list(ElementTree.fromstring(stall.page("feeds/google-en.xml")).iter("item"))
        vietnamese = csv.DictReader(io.StringIO(stall.page("feeds/meta-vi.csv")))
        in_vietnamese = {row["id"]: row for row in vietnamese}
        assert {row["id"] for row in rows} == {v.sku for v in product.variants}
        for row, item in zip(rows, items, strict=True):
            link = f"{ADDRESS}/en/products/{slug}/"
            assert (row["override"], row["link"]) == ("en_XX", link)
            assert row["title"].startswith("Dried shrimp of Ca Mau")
            g = {each.tag.partition("}")[2]: each.text for each in item}
            assert (g["id"], g["link"], g["title"]) == (row["id"], link, row["title"])
            assert g["price"] == in_vietnamese[row["id"]]["price"]
            details = "".join(each.text or "" for each in item.iter())
            assert "Thông tin" not in details
        stall.edit(product.code, english=None)
        await stall.round()
        assert "out_of_stock" in stall.page("feeds/google-en.xml")  # the last row is asked about


def test_terms_are_asked_for_in_both_languages_where_the_site_takes_orders() -> None:
    terms = {"payment": "a", "delivery": "b", "returns": "c"}
    settings = {**SETTINGS, "orders": "contact", "policies": terms, "en": ENGLISH}
    missing = {problem.values["setting"] for problem in problems(settings)}
    assert missing == {"en.policies.payment", "en.policies.delivery", "en.policies.returns"}
