"""What a take-over writes: a workbook to be filled in, and products of the catalog."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from openpyxl import load_workbook

from sync.catalog import load
from sync.model import (
    Code,
    DeveloperApp,
    Dong,
    Listing,
    Offer,
    Picture,
    PriceRule,
    Shop,
    ShopName,
    Sku,
)
from sync.planning.matching import match
from sync.running.adopt_catalog import (
    UNSORTED,
    file_for,
    not_sold_by,
    products_for,
    suffix_of,
    unsorted_category,
    with_pictures,
)
from sync.running.adopt_workbook import Answer, WorkbookUnread, read_workbook, write_workbook
from sync.running.catalog_edits import edit_files
from sync.wording import say
from tests.campaigns.typed import photograph
from tests.sync.planning.conftest import Make

TODAY = date(2026, 11, 30)
APP = DeveloperApp(name="a", platform="shopee", key="k", secret="s")
SHOP = Shop(name=ShopName("gian-hang"), platform="shopee", app=APP, account="1")


def listing(title: str = "Mật ong rừng", **more: Any) -> Listing:
    offers = more.pop("offers", (Offer(sku=Sku(""), price=Dong(65_000), quantity=7),))
    return Listing(
        shop=SHOP.name, code=Code(""), remote_id="11", title=title, offers=offers, **more
    )


SIZES = (
    Offer(sku=Sku("M-1"), options=("250 ml",), price=Dong(65_000), quantity=7, weight_g=300),
    Offer(sku=Sku(""), options=("500 ml",), price=Dong(120_000), gtin="8930001000017"),
)


def configured(folder: Path) -> Path:
    (folder / "catalog").mkdir()
    (folder / "categories.yaml").write_text(
        "mat-ong:\n  name: Mật ong\n  shopee: Mật ong\n", encoding="utf-8"
    )
    (folder / "settings.yaml").write_text("language: vi\n", encoding="utf-8")
    shops = "apps:\n  a: {platform: shopee, key: k, secret: s}\nshops:\n"
    shops += "  - {name: gian-hang, app: a, account: '1', sandbox: 'http://127.0.0.1:1'}\n"
    (folder / "shops.yaml").write_text(shops, encoding="utf-8")
    return folder


def test_a_listing_becomes_a_product_that_reads_back_as_it_stands(tmp_path: Path) -> None:
    config = configured(tmp_path)
    before = load(config, today=TODAY, environ={})
    shown = listing(
        description="Mật hoa tràm.", category="101", option_names=("Cỡ",), offers=SIZES,
        images=(Picture("", "p1"), Picture("", "p2")),
    )  # fmt: skip
    written = products_for([shown, listing()], before.shops[0], before, TODAY)
    folder = config / "catalog"
    contents = {"p1": photograph(random.Random(1)), "p2": b"<html>"}
    written = [with_pictures(each, contents, folder / "images") for each in written]
    with (config / "categories.yaml").open("a", encoding="utf-8") as file:
        file.write(unsorted_category(before.categories.keys(), written, "Chưa phân loại"))
    edit_files([file_for(before.shops[0], written, folder)], tmp_path / "home")
    after = load(config, today=TODAY, environ={})
    sizes, plain = after.products
    assert (sizes.code, sizes.title, sizes.story) == (
        "MAT-ONG-RUNG",
        "Mật ong rừng",
        "Mật hoa tràm.",
    )
    assert [(v.sku, v.options, v.price) for v in sizes.variants] == [
        ("M-1", ("250 ml",), 65_000),
        ("MAT-ONG-RUNG-500-ML", ("500 ml",), 120_000),
    ]
    count = sizes.variants[0].stock
    assert count is not None
    assert (count.quantity, count.counted_on) == (7, TODAY)
    assert sizes.variants[1].stock is None
    assert sizes.overrides["gian-hang"].category == "101"
    assert [file.path.name for file in sizes.images] == ["mat-ong-rung-1.jpg"]
    assert (plain.code, plain.variants[0].sku) == ("MAT-ONG-RUNG-2", "MAT-ONG-RUNG-2")
    assert not_sold_by(after.shops[0], after.products, written) == []
    picky = replace(after.shops[0], sells=frozenset({"MAT-ONG-RUNG"}))
    assert not_sold_by(picky, after.products, written) == ["MAT-ONG-RUNG-2"]


def test_a_price_that_the_shops_rule_would_change_is_kept_for_that_shop(tmp_path: Path) -> None:
    before = load(configured(tmp_path), today=TODAY, environ={})
    dearer = replace(SHOP, price_rule=PriceRule(percent=10))
    known = replace(dearer, categories={"mat-ong": "101"})
    (written,) = products_for([listing(category="101")], known, before, TODAY)
    assert written.values["category"] == "mat-ong"
    overrides: Any = written.values["overrides"]
    assert overrides["gian-hang"]["prices"] == {"MAT-ONG-RUNG": 65_000}
    assert unsorted_category((), [written], "x") == ""
    assert unsorted_category((UNSORTED,), [written], "x") == ""


def test_a_code_is_made_of_a_title_and_a_sku_that_is_there_is_kept(tmp_path: Path) -> None:
    before = load(configured(tmp_path), today=TODAY, environ={})
    own = replace(listing(), code=Code("MY-1"), offers=(Offer(sku=Sku("MY-1")),))
    long = listing("Ba khía muối Rạch Gốc Ngọc Hiển Cà Mau đặc biệt")
    other = listing("!!", offers=(Offer(sku=Sku("X9")),))
    codes = [(w.code, w.skus) for w in products_for([own, long, other], SHOP, before, TODAY)]
    assert codes == [
        ("MY-1", ("MY-1",)),
        ("BA-KHIA-MUOI-RACH-GOC-NGOC-HIEN", ("BA-KHIA-MUOI-RACH-GOC-NGOC-HIEN",)),
        ("SAN-PHAM", ("X9",)),
    ]


def test_pictures_are_told_by_their_bytes_and_never_written_over(tmp_path: Path) -> None:
    before = load(configured(tmp_path), today=TODAY, environ={})
    (written,) = products_for([listing(images=(Picture("", "p"),))], SHOP, before, TODAY)
    one, other = photograph(random.Random(1)), photograph(random.Random(2))
    names = [
        with_pictures(written, {"p": content}, tmp_path / "images").values["images"]
        for content in (one, one, other)
    ]
    assert names == [
        ["images/mat-ong-rung-1.jpg"],
        ["images/mat-ong-rung-1.jpg"],
        ["images/mat-ong-rung-1-1.jpg"],
    ]
    assert suffix_of(b"GIF89a") is None


def test_a_workbook_comes_back_with_what_a_person_filled_in(tmp_path: Path) -> None:
    products = [Make().product("MATONG", name="Mật ong")]
    shown = listing("Mật ong, trà", option_names=("Cỡ",), offers=SIZES)
    found = match([shown], products, {})
    file = tmp_path / "hoi.xlsx"
    write_workbook(file, found, {Code("MATONG"): products[0]}, lambda code: say(code, {}).what)
    assert read_workbook(file) == {}
    cells = [
        str(c) for row in load_workbook(file).worksheets[0].iter_rows(values_only=True) for c in row
    ]
    assert "Giá" in cells
    assert not [cell for cell in cells if cell.startswith("word_")]
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["key"])
        sheet.write_row(1, 0, ["11#1", *[""] * 7, "MATONG", "A"])
        sheet.write_row(2, 0, ["11#2", *[""] * 7, "MATONG", 12])
        sheet.write_row(4, 0, ["12#1", *[""] * 7, "Mới"])
    answers = read_workbook(file)
    assert answers == {
        "11": Answer(Code("MATONG"), {0: Sku("A"), 1: Sku("12")}),
        "12": Answer(None),
    }


@pytest.mark.parametrize(
    ("rows", "code", "cell"),
    [
        ([["11#1", "MATONG"], ["11#2", "TRA"]], "adopt_two_answers", "I3"),
        ([["mười một", "MATONG"]], "adopt_cell_unread", "A2"),
    ],
)
def test_a_cell_that_makes_no_sense_is_named(
    tmp_path: Path, rows: list[list[str]], code: str, cell: str
) -> None:
    file = tmp_path / "hoi.xlsx"
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        for number, (key, said) in enumerate(rows, start=1):
            sheet.write_row(number, 0, [key, *[""] * 7, said])
    with pytest.raises(WorkbookUnread) as raised:
        read_workbook(file)
    assert (raised.value.code, raised.value.cell) == (code, cell)


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"no")
    for name in ("a.xlsx", "none.xlsx"):
        with pytest.raises(WorkbookUnread):
            read_workbook(tmp_path / name)
