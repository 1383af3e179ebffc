"""A label says what the catalog says; its code is read by another program, and fits its sheet."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape
from itertools import product as every

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from sync.app import load_configuration
from sync.labels import (
    SHEETS,
    LabelContent,
    SheetTooSmall,
    concerns,
    content_of,
    english_content_of,
    is_over,
    policy_of,
    sheet_page,
    single_code,
)
from sync.labels.sheets import LEAST_CODE_MM, LEAST_MODULE_MM, QUIET_MODULES
from sync.model import Lot, Product
from sync.model.in_english import lacking_english
from sync.model.trace import lot_path
from tests.adapters.folder_stall import CONFIG

SITE = "https://htxtantien.vn"
LOT = Lot(number="L261130", made_on=date(2026, 11, 28), best_before=date(2027, 5, 28))
PRODUCT = load_configuration(CONFIG, {}).products[0]


def content(lot: Lot = LOT, site: str = SITE, of: Product = PRODUCT) -> LabelContent:
    return content_of(of, of.variants[0], lot, site)


def read_back(svg: bytes) -> str:
    """Draw the code as a printer does, and read it with a reader that is none of ours."""
    size, scale, *_ = measured(svg)
    strokes = re.search(rb'stroke="#000" d="([^"]*)"', svg)
    assert strokes
    pixels = 8
    image = Image.new("L", (round(size / scale) * pixels,) * 2, 255)
    x = y = 0.0
    for command, numbers in re.findall(
        r"([Mmh])([\d. -]+)", strokes[1].decode().replace("-", " -")
    ):
        values = [float(number) for number in numbers.split()]
        if command == "h":
            box = (
                x * pixels,
                (y - 0.5) * pixels,
                (x + values[0]) * pixels - 1,
                (y + 0.5) * pixels - 1,
            )
            ImageDraw.Draw(image).rectangle(box, fill=0)
            x += values[0]
        else:
            x, y = (values[0], values[1]) if command == "M" else (x + values[0], y + values[1])
    (found,) = zxingcpp.read_barcodes(image)
    return str(found.text)


def measured(svg: bytes) -> tuple[float, float]:
    """How many millimetres it is wide, and one of its modules."""
    wide = re.search(rb'width="([\d.]+)mm" height="([\d.]+)mm"', svg)
    module = re.search(rb"scale\(([\d.]+)\)", svg)
    assert wide
    assert module
    assert wide[1] == wide[2]
    return float(wide[1]), float(module[1])


@pytest.mark.parametrize("gtin", ["8936012345674", None])
def test_a_code_is_read_back_as_the_address_of_its_lot(gtin: str | None) -> None:
    address = f"{SITE}/{lot_path('TK-500', 'L261130', gtin)}"
    assert read_back(single_code(address)) == address


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=60))
def test_a_code_is_never_too_small_to_be_read(host: str) -> None:
    wide, module = measured(single_code(f"https://{host}.vn/01/08936012345674/10/L261130"))
    assert wide >= LEAST_CODE_MM
    assert module >= LEAST_MODULE_MM - 1e-9
    assert QUIET_MODULES == 4


def test_the_whole_label_says_what_the_law_asks_for() -> None:
    page = unescape(sheet_page([content()], SHEETS["cut"], 2))
    label = PRODUCT.label
    wanted = [*label.ingredients, *label.allergens, label.storage, PRODUCT.cooperative.name]
    wanted += ["L261130", "28/11/2026", "28/05/2027", content().net_content]
    for text in filter(None, wanted):
        assert page.count(text) >= 2, text
    assert "sao" not in re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    assert content().missing == ()


def test_what_nobody_wrote_is_said_to_be_missing_and_left_blank() -> None:
    bare = replace(PRODUCT, label=replace(PRODUCT.label, ingredients=()))
    found = content(Lot(number="L1"), of=bare)
    assert found.missing == ("ingredients", "made_on", "best_before")
    assert {each.code for each in concerns(found)} == {"label_incomplete"}
    assert "…………" in sheet_page([found], SHEETS["cut"], 1)


@pytest.mark.parametrize(
    ("site", "codes"),
    [
        (SITE, []),
        ("http://127.0.0.1:8000", ["label_address_local"]),
        ("https://htx.github.io/trang", ["label_address_borrowed"]),
    ],
)
def test_a_code_on_what_is_not_our_own_is_warned_of(site: str, codes: list[str]) -> None:
    assert [each.code for each in concerns(content(site=site))] == codes


def test_nobody_prints_for_a_lot_that_is_recalled_or_over() -> None:
    assert not is_over(LOT, date(2027, 5, 28))
    assert is_over(LOT, date(2027, 5, 29))
    assert is_over(replace(LOT, recalled_on=date(2026, 12, 1)), date(2026, 12, 1))


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_holds_all_its_labels_on_its_paper(name: str) -> None:
    sheet = SHEETS[name]
    across = sheet.left_mm + sheet.columns * sheet.label_width_mm
    assert across + (sheet.columns - 1) * sheet.gap_mm <= sheet.width_mm
    assert sheet.top_mm + sheet.rows * (sheet.label_height_mm or 0) <= sheet.height_mm
    if sheet.label_height_mm:
        page = sheet_page([content()], sheet, sheet.fits + 1)
        assert page.count('<div class="paper fixed">') == 2
        assert page.count("<section") == sheet.fits + 1


def test_what_does_not_fit_is_refused_and_never_cut_off() -> None:
    long = replace(content(), name="Mắm ba khía Đầm Dơi " * 12)
    with pytest.raises(SheetTooSmall):
        sheet_page([long], SHEETS["roll-35x22"], 1)
    far = replace(content(), address=f"{SITE}/{'x' * 120}")
    with pytest.raises(SheetTooSmall):
        sheet_page([far], SHEETS["a4-65"], 1)
    assert "ba khía" in sheet_page([long], SHEETS["cut"], 1)


def test_a_text_cannot_leave_its_place_and_a_browser_runs_nothing() -> None:
    page = sheet_page([replace(content(), name="<script>alert(1)</script>")], SHEETS["cut"], 1)
    assert "<script" not in page
    for name, other in every(SHEETS, SHEETS):
        assert (policy_of(SHEETS[name]) == policy_of(SHEETS[other])) == (name == other)


def test_a_label_for_export_says_in_english_what_the_vietnamese_says_and_no_more() -> None:
    products = load_configuration(CONFIG, {}).products
    told = next(each for each in products if each.english and not lacking_english(each))
    vietnamese = content_of(told, told.variants[0], LOT, SITE)
    english = english_content_of(told, told.variants[0], LOT, SITE)
    assert english.address == vietnamese.address
    assert english.net_content == vietnamese.net_content == "100 g"
    facts = dict(english.facts)
    assert facts.keys() - dict(vietnamese.facts).keys() == {"hs_code"}
    assert facts["allergens"] == "crustaceans"
    assert facts["opened"] == "1 month"
    assert facts["origin"].startswith("Product of Viet Nam")
    page = unescape(sheet_page([english], SHEETS["cut"], 1, "en"))
    for words in ("Net weight", "Contains", "Storage", "Best before", "HS code", "Lot"):
        assert words in page
    assert "OCOP" not in page
    assert "Bảo quản" not in page


def test_goods_whose_origin_nobody_wrote_were_completed_somewhere() -> None:
    known = replace(PRODUCT, label=replace(PRODUCT.label, origin="Việt Nam", finished_in=None))
    untold = replace(known, label=replace(known.label, origin=None, finished_in="Việt Nam"))
    nowhere = replace(known, label=replace(known.label, origin=None))

    def of(product: Product) -> tuple[str | None, str | None, bool]:
        label = content_of(product, product.variants[0], LOT, SITE)
        facts = dict(label.facts)
        return facts.get("origin"), facts.get("finished"), "origin" in label.missing

    assert of(known) == ("Việt Nam", None, False)
    assert of(untold) == (None, "Việt Nam", False)
    assert of(nowhere) == (None, None, True)
