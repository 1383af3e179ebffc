"""A website is a shop like any other: true, whole, and the same in every word that it says."""

from __future__ import annotations

import csv
import io
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from adapters.site.folder import SiteFolder
from adapters.site.product import slug_of
from adapters.site.settings import problems
from adapters.site.theme import dong
from sync.model import Certificate, Code, Count, Dong
from sync.store import Decision
from tests.adapters.folder_stall import NAME
from tests.adapters.site.stall import SETTINGS, SiteStall, site_in


def offers_in(stall: SiteStall, page: str) -> dict[str, tuple[int, str]]:
    """Price and availability of each SKU, as a machine reads them."""
    (product, _) = stall.markup(page)
    packs = product.get("hasVariant", [product])
    return {
        pack["sku"]: (
            int(pack["offers"]["price"]),
            pack["offers"]["availability"].rpartition("/")[2],
        )
        for pack in packs
    }


def all_offers(stall: SiteStall) -> dict[str, tuple[int, str]]:
    pages = stall.product_pages().values()
    return {sku: offer for page in pages for sku, offer in offers_in(stall, page).items()}


async def test_published_and_planned_again_is_empty(published: SiteStall) -> None:
    before = published.whole()
    published.reopen()
    report = await published.round()
    assert (report.plan.changes, report.problems) == ((), ())
    assert published.whole() == before


async def test_page_markup_and_feed_say_the_same(published: SiteStall) -> None:
    rows = list(csv.DictReader(io.StringIO(published.page("feeds/meta-vi.csv"))))
    pages = published.product_pages()
    told = {
        sku: offer for page in pages.values() for sku, offer in offers_in(published, page).items()
    }
    variants = [v for p in published.configuration.products for v in p.variants]
    assert {row["id"] for row in rows} == told.keys() == {variant.sku for variant in variants}
    for row in rows:
        price, availability = told[row["id"]]
        assert row["price"] == f"{price} VND"
        assert row["availability"].replace(" ", "").lower() == availability.lower()
        assert any(dong(price) in page for page in pages.values())
    assert {variant.price for variant in variants} == {price for price, _ in told.values()}


async def test_nothing_is_in_stock_that_the_ledger_does_not_have(published: SiteStall) -> None:
    for product in published.configuration.products:
        published.edit_variants(product.code, lambda v: replace(v, stock=Count(0)))
    await published.round()
    assert "in stock" not in published.page("feeds/meta-vi.csv")
    for page in published.product_pages().values():
        assert {stock for _, stock in offers_in(published, page).values()} == {"OutOfStock"}
        assert "Còn hàng" not in page


async def test_a_price_changes_its_own_pages_and_what_lists_them(published: SiteStall) -> None:
    before = published.whole()
    product = published.configuration.products[0]
    published.edit_variants(product.code, lambda v: replace(v, price=Dong(v.price + 1000)))
    await published.round()
    after = published.whole()
    changed = {name for name in after if after[name] != before.get(name)}
    own = [name for name in changed if name.startswith("san-pham/")]
    assert len(own) == 1
    assert "index.html" in changed
    assert "feeds/meta-vi.csv" in changed
    assert not any(name.startswith(("anh/", "assets/style", "lien-he")) for name in changed)


async def test_stars_leave_every_file_on_the_day_after_their_end(published: SiteStall) -> None:
    product = published.configuration.products[0]
    ends = published.at.date()
    certificate = Certificate(
        stars=4, decision_no="12/QĐ-UBND", issued_by="UBND tỉnh Cà Mau",
        issued_on=ends.replace(year=ends.year - 3), expires_on=ends,
    )  # fmt: skip
    published.edit(product.code, certificate=certificate)
    await published.round()
    claims = (b"OCOP", b"Certification")
    assert any(b"4 tr\xc3\xaan 5 sao OCOP" in file for file in published.whole().values())
    published.later(days=1)
    await published.round()
    for name, content in published.whole().items():
        assert not any(claim in content for claim in claims), name


async def test_what_is_withdrawn_keeps_its_page_and_leaves_lists_and_feeds(
    published: SiteStall,
) -> None:
    gone, kept = published.configuration.products[:2]
    title = gone.title or gone.name
    published.sell([kept])
    assert (await published.round()).plan.held == ()
    (page,) = (page for page in published.product_pages().values() if title in page)
    assert "Ngừng bán" in page
    assert "offers" not in published.markup(page)[0]
    assert title not in published.page("tat-ca/index.html")


async def test_a_renamed_product_keeps_its_address(published: SiteStall) -> None:
    before = set(published.product_pages())
    product = published.configuration.products[0]
    published.edit(product.code, name="Tên mới hoàn toàn")
    await published.round()
    assert set(published.product_pages()) == before


async def test_a_page_that_somebody_edited_is_seen_and_kept_aside(published: SiteStall) -> None:
    slug, page = next(iter(published.product_pages().items()))
    file = published.site / "san-pham" / slug / "index.html"
    typed = page.replace('<h1 data-field="title">', '<h1 data-field="title">RẺ NHẤT ')
    file.write_text(typed, encoding="utf-8")
    (found,) = [each async for each in published.market.listings({}) if each.remote_id == slug]
    assert (found.title or "").startswith("RẺ NHẤT")
    assert [each.code for each in await published.market.notices(published.at)] == [
        "site_page_edited"
    ]
    await published.round()
    assert "RẺ NHẤT" not in published.product_pages()[slug]
    kept = published.folder / "sua-tay" / "san-pham" / slug / "index.html"
    assert "RẺ NHẤT" in kept.read_text(encoding="utf-8")


async def test_a_file_that_is_not_ours_is_never_written_over(stall: SiteStall) -> None:
    stall.site.mkdir(parents=True)
    (stall.site / "index.html").write_text("trang cũ của hợp tác xã", encoding="utf-8")
    report = await stall.round()
    assert {o.problem.code for o in report.outcomes if o.problem} == {"site_file_foreign"}
    assert [file.name for file in stall.site.iterdir()] == ["index.html"]


@pytest.mark.parametrize("broken_at", [0, 1, 3])
async def test_a_publish_that_breaks_off_leaves_old_files_or_new_and_is_gone_through_with(
    published: SiteStall, monkeypatch: pytest.MonkeyPatch, broken_at: int
) -> None:
    product, named = published.configuration.products[0], 0
    published.edit(product.code, name="Tên mới hoàn toàn")
    name = SiteFolder._name

    def breaks(self: SiteFolder, file: Any) -> Any:
        nonlocal named
        named += 1
        if named > broken_at:
            raise KeyboardInterrupt
        return name(self, file)

    monkeypatch.setattr(SiteFolder, "_name", breaks)
    with pytest.raises(KeyboardInterrupt):
        await published.round()
    monkeypatch.undo()
    published.reopen()
    await published.round()
    (page,) = (p for p in published.product_pages().values() if "Tên mới hoàn toàn" in p)
    assert "Tên mới" in published.markup(page)[0]["name"]
    assert not (published.site / ".dang-ghi").exists()


async def test_a_command_that_fails_is_told_and_tried_again(tmp_path: Path) -> None:
    flag = tmp_path / "online"
    command = [
        sys.executable,
        "-c",
        f"import sys, pathlib; sys.exit(not pathlib.Path({str(flag)!r}).exists())",
    ]
    async with site_in(tmp_path, after=command) as stall:
        report = await stall.round()
        assert {o.problem.code for o in report.outcomes if o.problem} == {"site_upload_failed"}
        flag.touch()
        stall.later(hours=1)
        report = await stall.round()
        assert {outcome.status for outcome in report.outcomes} == {"done"}
        assert (await stall.round()).plan.changes == ()


async def test_google_gets_no_feed_from_a_site_that_sells_nothing_itself(tmp_path: Path) -> None:
    async with site_in(tmp_path, feeds=["google", "meta"]) as stall:
        await stall.round()
        assert not (stall.site / "feeds" / "google-vi.xml").exists()
        assert (stall.site / "feeds" / "meta-vi.csv").exists()


async def test_with_a_checkout_of_its_own_google_reads_what_the_page_says(tmp_path: Path) -> None:
    terms = {"payment": "Chuyển khoản", "delivery": "2 ngày", "returns": "7 ngày"}
    more = {"orders": "checkout", "policies": terms, "checkout": "https://htxvidu.vn/mua?sku={sku}"}
    async with site_in(tmp_path, feeds=["google"], **more) as stall:
        await stall.round()
        feed = ElementTree.fromstring(stall.page("feeds/google-vi.xml"))
        g = "{http://base.google.com/ns/1.0}"
        rows = {
            item.findtext(f"{g}id"): (item.findtext(f"{g}price"), item.findtext(f"{g}availability"))
            for item in feed.iter("item")
        }
        told = {
            sku: (f"{price} VND", "in_stock" if stock == "InStock" else "out_of_stock")
            for sku, (price, stock) in all_offers(stall).items()
        }
        assert rows == told


async def test_a_text_cannot_leave_its_place(published: SiteStall) -> None:
    product = published.configuration.products[0]
    published.edit(
        product.code, name='Khô </script><script>alert(1)</script> "&', story="<img src=x>"
    )
    await published.round()
    for page in published.product_pages().values():
        assert "<script>alert" not in page
        assert "<img src=x>" not in page


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"address": "http://htxvidu.vn"}, "site_address_wrong"),
        ({"address": ""}, "site_address_wrong"),
        ({"address": "https://[htxvidu.vn"}, "site_address_wrong"),
        ({"name": ""}, "site_setting_wrong"),
        ({"sellers": {}}, "site_setting_wrong"),
        ({"seller": {"name": "A", "address": "B", "tax_code": "1"}}, "site_setting_missing"),
        ({"seller": {**SETTINGS["seller"], "tax_code": "2001234567"}}, "site_tax_code_form"),
        ({"orders": "contact"}, "site_setting_missing"),
        ({"feeds": ["google"]}, "site_feed_off"),
    ],
)
def test_what_is_wrong_in_the_settings_is_said(changes: dict[str, Any], code: str) -> None:
    assert problems(SETTINGS) == []
    assert code in {problem.code for problem in problems({**SETTINGS, **changes})}


def test_an_address_is_plain_letters_and_given_once() -> None:
    assert slug_of("Mật ong Đất Mũi – 500 ml", set(), "A") == "mat-ong-dat-mui-500-ml"
    assert slug_of("Mật ong", {"mat-ong"}, "MO-1") == "mat-ong-mo-1"
    assert slug_of("!!!", set(), "MO 2") == "mo-2"


async def test_what_is_sold_to_order_says_so_to_people_and_machines(tmp_path: Path) -> None:
    terms = {"payment": "Chuyển khoản", "delivery": "2 ngày", "returns": "7 ngày"}
    more = {"orders": "checkout", "policies": terms, "checkout": "https://htxvidu.vn/mua?sku={sku}"}
    async with site_in(tmp_path, feeds=["google"], **more) as stall:
        product = stall.configuration.products[0]
        stall.edit(product.code, prepare_days=7)
        await stall.round()
        page = next(p for p in stall.product_pages().values() if "trong 7 ngày" in p)
        markup = stall.markup(page)[0]
        pack = markup.get("hasVariant", [markup])[0]
        assert pack["offers"]["deliveryLeadTime"]["maxValue"] == 7
        told = "<g:max_handling_time>7</g:max_handling_time>"
        assert stall.page("feeds/google-vi.xml").count(told) == len(product.variants)


async def test_a_price_that_waits_is_shown_by_no_page_that_is_written_for_another_reason(
    published: SiteStall,
) -> None:
    product = published.configuration.products[0]
    before = all_offers(published)
    name = f"{product.title or product.name} mới"
    published.edit(product.code, name=name, title=None)
    published.edit_variants(product.code, lambda v: replace(v, price=Dong(v.price * 10)))
    report = await published.round()
    assert [h.change.kind for h in report.plan.held] == ["reprice"]
    assert [c.kind for c in report.plan.changes] == ["revise"]
    assert all_offers(published) == before
    assert any(name in page for page in published.product_pages().values())


async def test_a_changed_theme_alone_makes_every_page_anew_once_visitors_can_have_it(
    tmp_path: Path,
) -> None:
    theme, sent = tmp_path / "theme", tmp_path / "sent"
    theme.mkdir()
    (theme / "style.css").write_text("body { color: teal }", encoding="utf-8")
    check = f"import pathlib, sys; sys.exit(not pathlib.Path({str(sent)!r}).exists())"
    sent.touch()
    async with site_in(tmp_path, theme=theme, after=(sys.executable, "-c", check)) as stall:
        await stall.round()
        before = stall.product_pages()
        sent.unlink()
        (theme / "style.css").write_text("body { color: maroon }", encoding="utf-8")
        stall.reopen()
        looked = await stall.round(purpose="look")
        assert [each.code for each in looked.problems] == ["pages_outdated"]
        assert stall.product_pages() == before
        told = [[each.code for each in (await stall.round()).problems]]  # the upload fails
        sent.touch()
        told += [[each.code for each in (await stall.round()).problems] for _ in range(2)]
        assert told == [["site_upload_failed"], ["pages_renewed"], []]
        assert all("style." in page for page in stall.product_pages().values())
        assert all(stall.product_pages()[slug] != page for slug, page in before.items())


@pytest.mark.parametrize("held", [True, False])
async def test_pages_of_a_shop_that_is_held_back_or_only_reports_stay(
    tmp_path: Path, *, held: bool
) -> None:
    theme = tmp_path / "theme"
    theme.mkdir()
    async with site_in(tmp_path, theme=theme) as stall:
        await stall.round()
        (theme / "style.css").write_text("body { color: maroon }", encoding="utf-8")
        if held:
            word = Decision(verdict="hold", who="Lan", origin="test", at=stall.at, shop=NAME)
            await stall.store.decisions.add([word])
        else:
            only_reports = replace(stall.shop, policy="report")
            stall.configuration = replace(stall.configuration, shops=(only_reports,))
        stall.reopen()
        before = stall.whole()
        assert "pages_outdated" in [each.code for each in (await stall.round()).problems]
        assert stall.whole() == before


@pytest.mark.parametrize("wrong", ["{% nonsense %}", "{{ 1 / 0 }}"])
async def test_a_broken_theme_is_told_with_each_round_and_the_old_pages_stay(
    tmp_path: Path, wrong: str
) -> None:
    theme = tmp_path / "theme"
    theme.mkdir()
    async with site_in(tmp_path, theme=theme) as stall:
        await stall.round()
        before = stall.whole()
        (theme / "product.html").write_text(wrong, encoding="utf-8")
        stall.reopen()
        for _ in range(2):
            assert [p.code for p in (await stall.round()).problems] == ["site_theme_broken"]
        assert stall.whole() == before


async def test_what_has_no_page_any_more_stands_in_no_list_and_no_feed(
    published: SiteStall,
) -> None:
    gone, left = published.configuration.products
    slug = next(s for s, page in published.product_pages().items() if gone.name in page)
    (published.site / "san-pham" / slug / "index.html").unlink()
    published.edit(left.code, name=f"{left.name} loại một")
    report = await published.round()
    assert [held.problem.code for held in report.plan.held] == ["deleted_by_seller"]
    for name in ("index.html", "tat-ca/index.html", "sitemap.xml", "tin.xml", "feeds/meta-vi.csv"):
        assert slug not in published.page(name), name


async def test_a_product_of_another_code_goes_on_where_its_page_lies(published: SiteStall) -> None:
    first, second = published.configuration.products
    pages = published.product_pages().keys()
    fewer = tuple(replace(variant, stock=Count(0)) for variant in first.variants)
    published.sell(
        [replace(first, code=Code("MOI"), name=f"{first.name} mới", variants=fewer), second]
    )
    await published.round()
    assert published.product_pages().keys() == pages
    offers = all_offers(published)
    assert {offers[variant.sku][1] for variant in fewer} == {"OutOfStock"}
    published.reopen()
    assert (await published.round()).plan.changes == ()
