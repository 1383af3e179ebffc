"""What goes out: sheets, types, lists, twins, pictures, manifest; nothing that is a formula."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from adapters.sheet.profiles import BUILT_IN, DEFAULT, profile_of
from adapters.sheet.records import SkuRecord
from adapters.sheet.runs import RunRow
from adapters.sheet.workbook import as_csv, workbook
from adapters.sheet.writing import normalize, row_hash, row_of, safe
from sync.marketplace import Rejected
from sync.model import Code, Dong, Form, FormColumn, Listing, Offer, Picture, ShopName, Sku
from tests.adapters.sheet.stall import Stall, stall_in

META = {"format": "ocop-sheet/1", "shop": "s", "run": "r0001", "created_at": "2026-11-23T09:15:42"}
LISTING = Listing(
    shop=ShopName("s"),
    code=Code("TOMKHO"),
    title="Tôm khô Tân Tiến loại một",
    description="Tôm đất Đầm Dơi phơi nắng. Rất ngon.\n\nThông tin",
    category="Thực phẩm và đặc sản > Thủy sản khô",
    attributes={"Trọng lượng": "Hộp 100 g", "Xuất xứ": "Việt Nam", "Chứng nhận OCOP": "4 sao"},
    images=(Picture("ab" * 32, "x.png"),),
    offers=(
        Offer(sku=Sku("0123"), price=Dong(72000), quantity=5, weight_g=150, gtin="8936003721777"),
    ),
)


def written(listing: Listing = LISTING, form: Form | None = None) -> Any:
    """The product sheet of a workbook with one row, as openpyxl reads it."""
    profile = profile_of(form)
    listing = normalize(listing)
    row = row_of(listing, listing.offers[0])
    entry = SkuRecord(sku=listing.offers[0].sku, code=listing.code, row=row, run_row="r0001-001")
    content = workbook(profile, [RunRow(entry=entry, listing=listing)], META)
    return openpyxl.load_workbook(io.BytesIO(content))


def cells(book: Any) -> dict[str, Any]:
    sheet = book["SanPham"]
    return {sheet.cell(2, n).value: sheet.cell(3, n) for n in range(1, sheet.max_column + 1)}


def test_the_sheets_stand_in_their_order_and_the_last_is_hidden() -> None:
    book = written()
    assert book.sheetnames == ["SanPham", "HuongDan", "DanhMuc", "BanHang", "_meta"]
    assert book["_meta"].sheet_state == "hidden"
    assert book["SanPham"].freeze_panes == "A3"
    assert book["SanPham"].auto_filter.ref.startswith("A2:")
    assert not book["SanPham"].merged_cells.ranges


def test_codes_stay_text_and_numbers_are_numbers() -> None:
    row = cells(written())
    assert (row["sku"].value, row["sku"].data_type) == ("0123", "s")
    assert (row["gtin"].value, row["gtin"].data_type) == ("8936003721777", "s")
    assert (row["price"].value, row["price"].data_type) == (72000, "n")
    assert row["price"].number_format == "#,##0"


@pytest.mark.parametrize("text", ["=1+1", "+84", "-5", "@SUM(A1)", "\tx", "=HYPERLINK(1)"])
def test_a_text_that_looks_like_a_formula_stays_a_text(text: str) -> None:
    attributes = {**(LISTING.attributes or {}), "Thành phần": f"{text} muối"}
    row = cells(written(replace(LISTING, attributes=attributes)))
    assert row["ingredients"].data_type == "s"
    assert row["ingredients"].value == f"{text} muối".strip()
    if not text.startswith("\t"):  # the tab is trimmed off: what is left is no formula
        assert row["ingredients"].quotePrefix
        (line,) = csv.reader(io.StringIO(as_csv([[text]], ",").decode("utf-8-sig")))
        assert line == [f"'{text}"]


def test_no_cell_of_the_whole_workbook_is_a_formula() -> None:
    nasty = replace(LISTING, title="=cmd|' /C calc'!A0 và hơn nữa", description="=1\n@x")
    book = written(nasty)
    types = {cell.data_type for sheet in book for line in sheet for cell in line}
    assert "f" not in types


def test_choices_have_lists_and_numbers_have_bounds() -> None:
    book = written()
    rules = book["SanPham"].data_validations.dataValidation
    lists = {rule.formula1 for rule in rules if rule.type == "list"}
    assert lists >= {"ds_hanh_dong", "ds_ket_qua", "ds_don_vi", "ds_hang_sao", "ds_danh_muc"}
    assert set(book.defined_names) >= {name.strip("=") for name in lists}
    assert {rule.type for rule in rules} == {"list", "whole", "date", "textLength"}
    assert all(rule.error for rule in rules)


def test_the_same_rows_make_the_same_bytes() -> None:
    profile, row = DEFAULT, row_of(LISTING, LISTING.offers[0])
    task = RunRow(entry=SkuRecord(sku=Sku("0123"), code=Code("T"), row=row), listing=LISTING)
    assert workbook(profile, [task], META) == workbook(profile, [task], META)


def test_a_row_hash_names_the_content_but_neither_price_nor_stock() -> None:
    row = row_of(LISTING, LISTING.offers[0])
    named = row_hash(LISTING, row)
    assert len(named) == 16
    assert row_hash(LISTING, {**row, "price": 1, "stock": 1}) == named
    assert row_hash(LISTING, {**row, "name": "khác"}) != named
    assert row_hash(replace(LISTING, images=(Picture("cd" * 32),)), row) != named


def test_stars_are_claimed_with_their_decision_or_not_at_all() -> None:
    assert cells(written())["stars"].value is None
    papers = {
        **(LISTING.attributes or {}),
        "Số quyết định OCOP": "12/QĐ-UBND",
        "Ngày công nhận OCOP": "05/08/2026",
    }
    row = cells(written(replace(LISTING, attributes=papers)))
    assert row["stars"].value == "4"
    assert row["issued_on"].value.strftime("%d/%m/%Y") == "05/08/2026"


def test_postmart_names_products_by_its_custom_and_weighs_in_kilograms() -> None:
    row = cells(written(form=Form(name="postmart", base="postmart")))
    assert BUILT_IN["postmart"].title.parts == ("ocop", "name", "place", "pack")
    assert BUILT_IN["postmart"].title.separator == " - "
    assert row["weight_g"].value == "0.150"
    assert (row["category_1"].value, row["category_2"].value) == (
        "Thực phẩm và đặc sản",
        "Thủy sản khô",
    )


def test_a_users_own_columns_stand_under_their_own_headings() -> None:
    form = Form(
        name="san-tinh",
        columns={
            "Tên hàng hoá": FormColumn(key="name"),
            "Nhóm": FormColumn(value="Thực phẩm"),
            "Trọng lượng (kg)": FormColumn(key="weight_g", unit="kg", decimals=2),
        },
    )
    sheet = written(form=form)["SanPham"]
    line = {sheet.cell(1, n).value: sheet.cell(3, n).value for n in range(1, sheet.max_column + 1)}
    assert line["Tên hàng hoá"] == LISTING.title
    assert line["Nhóm"] == "Thực phẩm"
    assert line["Trọng lượng (kg)"] == "0.15"
    assert {"Mã dòng", "Mã SKU", "Kết quả"} <= line.keys()


def test_a_profile_or_a_key_that_does_not_exist_is_named() -> None:
    with pytest.raises(Rejected) as unknown:
        profile_of(Form(name="la", base="la"))
    assert unknown.value.problem.code == "profile_unknown"
    with pytest.raises(Rejected) as strange:
        profile_of(Form(name="la", columns={"Tên": FormColumn(key="nam")}))
    assert strange.value.problem.values["keys"] == ("nam",)


def test_two_skus_never_share_a_file_name() -> None:
    assert safe(Sku("TOM-100_a.b")) == "TOM-100_a.b"
    assert safe(Sku("a/b")) != safe(Sku("a_b"))
    assert "/" not in safe(Sku("../../etc"))


async def test_a_run_lies_there_with_twins_pictures_and_manifest(stall: Stall) -> None:
    await stall.round()
    folder = stall.folder / "gui-di"
    (manifest,) = folder.glob("*.json")
    told = json.loads(manifest.read_text(encoding="utf-8"))
    assert told["format"] == "ocop-sheet/1"
    assert [row["sku"] for row in told["rows"]] == [row["sku"] for row in stall.rows()]
    for file in told["files"]:
        content = (folder / file["name"]).read_bytes()
        assert file["sha256"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    named = {name for row in stall.rows() for name in row["images"].split("; ")}
    (pictures,) = folder.glob("*_anh.zip")
    with zipfile.ZipFile(pictures) as archive:
        assert {Path(name).name for name in archive.namelist()} == named
    (text,) = (f for f in folder.glob("*.csv") if "semicolon" not in f.name)
    assert text.read_bytes().startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(text.read_text(encoding="utf-8-sig"), newline="")))
    assert len(lines) == len(stall.skus) + 2
    assert {path.name for path in folder.iterdir() if path.name.startswith(".")} == set()


async def test_more_than_a_thousand_rows_become_several_workbooks_of_one_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.sheet.run_files.ROWS", 2)
    async with stall_in(tmp_path) as stall:
        await stall.round()
        parts = stall.sent()
        assert len(parts) == (len(stall.skus) + 1) // 2
        skus = [row["sku"] for part in parts for row in stall.rows(part)]
        assert sorted(skus) == sorted(stall.skus)
        for part in parts:
            stall.hand_in("Đã đăng", part)
        await stall.is_true()


@pytest.mark.parametrize(
    ("unit", "typed", "column"),
    [(None, None, "cái"), ("gói", None, "gói"), ("gói", "hộp", "hộp")],
)
def test_a_unit_is_the_packs_and_never_a_word_of_a_name(
    unit: str | None, typed: str | None, column: str
) -> None:
    offer = replace(LISTING.offers[0], unit=unit)
    attributes = {"Đơn vị tính": typed} if typed else {}
    listing = replace(LISTING, title="Mắm cá lóc Cái Nước", offers=(offer,), attributes=attributes)
    assert row_of(listing, offer)["unit"] == column


def test_each_row_tells_what_is_in_its_own_pack_and_what_it_costs_elsewhere() -> None:
    offer = replace(
        LISTING.offers[0],
        net_content="5 kg",
        pack="10 gói × 500 g",
        list_price=Dong(60_000),
        options=("Lốc 10 gói",),
    )
    row = row_of(LISTING, offer)
    assert (row["net_content"], row["pack"], row["list_price"]) == (
        "5 kg", "10 gói × 500 g", 60_000
    )  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "pack"),
    [
        ({"net_content": "500 g", "unit": "túi"}, "túi 500 g"),
        ({"net_content": "1 kg", "unit": "kg"}, "1 kg"),
        ({"net_content": "500 g"}, "500 g"),
        ({"options": ("Cỡ lớn",)}, "Cỡ lớn"),
        ({}, None),
    ],
)
def test_a_pack_is_named_by_its_unit_and_what_is_in_it(
    facts: dict[str, Any], pack: str | None
) -> None:
    row = row_of(LISTING, replace(LISTING.offers[0], **facts))
    assert row["pack"] == pack
