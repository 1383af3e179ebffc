"""The page that a code on a box leads to: it tells what is written, and it is there for ever."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from sync.model import Certificate, Lot, Product
from sync.model.trace import lot_path
from tests.adapters.site.stall import SiteStall

MADE, ENDS = date(2026, 9, 3), date(2099, 3, 15)
UNTOLD = "chưa có dữ liệu"
GTIN = "8936012345674"


def with_lots(stall: SiteStall, *lots: Lot, **of_variant: Any) -> Product:
    """Sell one product, its first pack of these lots; without pictures, which take their time."""
    product = stall.configuration.products[0]
    first = replace(product.variants[0], lots=lots, **of_variant)
    stall.sell([replace(product, images=(), variants=(first, *product.variants[1:]))])
    return stall.configuration.products[0]


def lot_page(stall: SiteStall, product: Product, number: str = "L1") -> str:
    variant = product.variants[0]
    return stall.page(f"{lot_path(variant.sku, number, variant.gtin)}/index.html")


async def test_a_lot_has_a_page_that_says_what_is_written_and_no_more(stall: SiteStall) -> None:
    told = Lot(number="L260903", quantity=77, made_on=MADE, best_before=ENDS, made_by="Tổ Ấp 1")
    product = with_lots(stall, told, Lot(number="L1", quantity=3), gtin=GTIN)
    await stall.round()
    page = stall.page("01/08936012345674/10/L260903/index.html")
    assert all(text in page for text in ("L260903", "03/09/2026", "15/03/2099", "Tổ Ấp 1"))
    assert page.count(UNTOLD) == 1  # of the place
    assert "77" not in page.replace(GTIN, "")
    assert lot_page(stall, product).count(UNTOLD) == 4
    (node,) = stall.markup(page)
    assert node["hasGS1DigitalLink"] == "https://htxvidu.vn/01/08936012345674/10/L260903"
    assert node["productionDate"] == "2026-09-03"
    (of_product,) = (p for p in stall.product_pages().values() if "L260903" in p)
    assert '../../01/08936012345674/10/L260903/index.html"' in of_product
    assert "10/L1/index.html" in stall.page("01/08936012345674/index.html")


async def test_a_lot_that_left_the_catalog_keeps_its_page(stall: SiteStall) -> None:
    product = with_lots(stall, Lot(number="L1", made_on=MADE), Lot(number="L2"), gtin=None)
    await stall.round()
    before = lot_page(stall, product)
    with_lots(stall)
    report = await stall.round()
    assert {field for change in report.plan.changes for field in change.fields} == {"lots"}
    assert lot_page(stall, product) == before
    assert "L1" in stall.page(f"t/{product.variants[0].sku}/index.html")
    assert not any("10/L1" in page or "/L1/" in page for page in stall.product_pages().values())
    stall.sell([])
    await stall.round()
    assert "03/09/2026" in lot_page(stall, product)


async def test_a_recalled_lot_says_so_also_once_it_is_written_no_more(stall: SiteStall) -> None:
    lot = Lot(number="L1", quantity=5, made_on=MADE)
    product = with_lots(stall, lot)
    await stall.round()
    assert "THU HỒI" not in lot_page(stall, product)
    recalled = replace(lot, recalled_on=date(2026, 12, 1), recall_reason="có vị lạ")
    with_lots(stall, recalled)
    await stall.round()
    assert all(t in lot_page(stall, product) for t in ("ĐÃ THU HỒI", "01/12/2026", "có vị lạ"))
    with_lots(stall)
    await stall.round()
    assert "ĐÃ THU HỒI" in lot_page(stall, product)
    with_lots(stall, lot)
    await stall.round()
    assert "ĐÃ THU HỒI" in lot_page(stall, product)
    with_lots(stall, replace(lot, word="lifted"))
    await stall.round()
    assert "THU HỒI" not in lot_page(stall, product)


async def test_a_gtin_that_comes_later_leaves_the_printed_path_as_it_is(stall: SiteStall) -> None:
    product = with_lots(stall, Lot(number="L1"), gtin=None)
    await stall.round()
    printed = f"t/{product.variants[0].sku}/L1/index.html"
    assert "GTIN" not in stall.page(printed)
    with_lots(stall, Lot(number="L1", recalled_on=MADE), gtin=GTIN)
    await stall.round()
    canonical = '<link rel="canonical" href="https://htxvidu.vn/01/08936012345674/10/L1">'
    for path in (printed, "01/08936012345674/10/L1/index.html"):
        assert canonical in stall.page(path)
        assert "ĐÃ THU HỒI" in stall.page(path)


async def test_a_renamed_sku_leaves_the_printed_path_as_it_is(stall: SiteStall) -> None:
    product = with_lots(stall, Lot(number="L1"), gtin=None)
    await stall.round()
    with_lots(stall, Lot(number="L1", recalled_on=MADE), gtin=None, sku="MA-MOI")
    await stall.round()
    for sku in (product.variants[0].sku, "MA-MOI"):
        assert "ĐÃ THU HỒI" in stall.page(f"t/{sku}/L1/index.html")


async def test_stars_leave_the_pages_of_lots_on_the_day_after_their_end(stall: SiteStall) -> None:
    ends = stall.at.date()
    product = with_lots(stall, Lot(number="L1"), Lot(number="L2"))
    certificate = Certificate(
        stars=4, decision_no="12/QĐ-UBND", issued_by="UBND tỉnh Cà Mau",
        issued_on=ends.replace(year=ends.year - 3), expires_on=ends,
    )  # fmt: skip
    stall.edit(product.code, certificate=certificate)
    await stall.round()
    with_lots(stall, Lot(number="L1"))
    await stall.round()
    for number in ("L1", "L2"):
        assert "4 trên 5 sao OCOP" in lot_page(stall, product, number)
    stall.later(days=1)
    await stall.round()
    for number in ("L1", "L2"):
        assert "OCOP" not in lot_page(stall, product, number)


async def test_a_lot_that_is_over_says_so_from_the_next_day(stall: SiteStall) -> None:
    product = with_lots(stall, Lot(number="L1", best_before=stall.at.date()))
    await stall.round()
    assert "Đã quá hạn" not in lot_page(stall, product)
    stall.later(days=1)
    await stall.round()
    assert "Đã quá hạn" in lot_page(stall, product)
    stall.later(days=1)
    assert (await stall.round()).plan.changes == ()


async def test_what_the_lots_are_many_of_is_nobodys_business(stall: SiteStall) -> None:
    with_lots(stall, Lot(number="L1", quantity=5, best_before=ENDS))
    await stall.round()
    with_lots(stall, Lot(number="L1", quantity=4, best_before=ENDS))
    changes = (await stall.round()).plan.changes
    assert not any("lots" in change.fields for change in changes)
