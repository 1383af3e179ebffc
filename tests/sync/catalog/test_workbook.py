"""A workbook changes what was typed into it: value by value, and nothing that cannot be read."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest

from sync.catalog.legacy_text import ENCODINGS, Encoding
from sync.catalog.workbook import BY_KEY, changes_in, known_rows, today_where_counted
from sync.catalog.workbook.cells import UNSHOWN, read_cell, shown, value_of
from sync.catalog.workbook.headings import answered, book_of_foreign, read_foreign
from sync.catalog.workbook.reading import ReadBook
from sync.catalog.workbook.targets import coined_code
from sync.marketplace.spreadsheet import Unreadable, read_grid
from tests.sync.catalog.test_legacy_text import written_in
from tests.sync.catalog.workbooks import WORDS, changes_of, exported, taken_in, typed_into

CATALOG = """\
cooperative: {name: HTX Hoa}   # chủ thể

products:
  # trà đầu mùa
  - code: TRA
    name: 'Trà tuyết'      # tên
    category: tra
    story: >-
      Một dòng.
    price: 65000
    stock: 40              # đếm hôm qua
    label:
      storage: nơi khô
      shelf_life: {value: 6, unit: tháng}
    overrides: {shopee: {price: 70000}}

  - code: TOM
    name: Tôm khô
    category: tom-kho
    options: [Cỡ]
    variants:
      - {sku: TOM-1, options: [nhỏ], price: 90000, size_mm: [180, 120, 40]}   # rẻ
      - {sku: TOM-2, options: [to], price: 120000, stock: {count: 5, date: 2026-11-20}}
""".encode()


def _imported(cells: Mapping[tuple[str, str, str], Any], now: bytes = CATALOG, **book: Any) -> Any:
    """Type into a workbook of the catalog and read it against the catalog of now."""
    return changes_of(typed_into(exported(CATALOG, **book), cells), now)[1]


def _codes(changes: Any) -> dict[str, str]:
    return {problem.code: str(problem.values.get("cell")) for problem in changes.problems}


def test_a_workbook_that_nobody_touched_changes_nothing() -> None:
    changes = _imported({})

    assert (changes.products, changes.problems, changes.notes) == ((), (), ())


@pytest.mark.parametrize(
    ("cell", "value", "old", "new"),
    [
        (("TRA", "", "name"), "Trà: loại một", "'Trà tuyết' ", "'Trà: loại một' "),
        (("TRA", "", "price"), 70000, "price: 65000\n", "price: 70000\n"),
        (("TRA", "", "price"), "75.000đ", "price: 65000\n", "price: 75000\n"),
        (("TRA", "", "label.storage"), None, "      storage: nơi khô\n", ""),
        (("TRA", "", "label.shelf_life"), "12 tháng", "{value: 6,", "{value: 12,"),
        (("TRA", "", "sold"), "không", "category: tra\n", "category: tra\n    sold: no\n"),
        (("TRA", "", "category"), "Tôm khô, ruốc khô", "category: tra\n", "category: tom-kho\n"),
        (("TOM", "TOM-1", "price"), "95 nghìn", "price: 90000,", "price: 95000,"),
        (("TOM", "TOM-1", "size_mm"), "20 x 12 x 4 cm", "[180,", "[200,"),
        (("TOM", "TOM-1", "options"), "bé", "[nhỏ]", "[bé]"),
    ],
)
def test_a_typed_cell_is_written_and_every_other_byte_stays(
    cell: tuple[str, str, str], value: Any, old: str, new: str
) -> None:
    changes = _imported({cell: value})

    assert changes.problems == ()
    assert taken_in(changes, CATALOG).decode() == CATALOG.decode().replace(old, new, 1)


def test_a_new_stock_counts_from_today_unless_a_day_is_typed() -> None:
    changes = _imported({("TRA", "", "stock"): "hết", ("TOM", "TOM-2", "counted_on"): "29/11/2026"})
    done = taken_in(today_where_counted(changes, date(2026, 11, 30)), CATALOG).decode()

    assert "stock: {count: 0, date: 2026-11-30}              # đếm hôm qua" in done
    assert "stock: {count: 5, date: 2026-11-29}}" in done
    assert {note.code for note in changes.notes} == {"understood_none_left", "understood_day"}


def test_a_new_product_and_a_new_variant_come_in_the_house_s_form() -> None:
    new = {"code": "MUOI", "name": "Muối", "category": "Trà", "price": 12000}
    one = taken_in(_imported({("", "", key): value for key, value in new.items()}), CATALOG)
    more = {"code": "TOM", "sku": "TOM-3", "options": "vừa", "price": 99000}
    two = taken_in(_imported({("", "", key): value for key, value in more.items()}), CATALOG)

    block = "\n  - code: MUOI\n    name: Muối\n    category: tra\n    price: 12000\n"
    assert one == CATALOG + block.encode()
    assert two == CATALOG + b"      - {sku: TOM-3, options: [v\xe1\xbb\xaba], price: 99000}\n"


def test_a_shop_s_own_price_is_changed_where_it_stands() -> None:
    cells = {("TRA", "", "price@shopee"): 72000, ("TOM", "TOM-1", "price@lazada"): 93000}
    changes = _imported(cells, kind="prices", channels=["shopee", "lazada"])
    done = taken_in(changes, CATALOG).decode()

    assert "overrides: {shopee: {price: 72000}}" in done
    assert "overrides: {lazada: {prices: {TOM-1: 93000}}}" in done
    gone = _imported({("TRA", "", "price@shopee"): None}, kind="prices", channels=["shopee"])
    assert "overrides" not in taken_in(gone, CATALOG).decode()


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        (("TRA", "", "price"), 65, "workbook_unreadable_price"),
        (("TRA", "", "price"), "khoảng 70", "workbook_unreadable_price"),
        (("TRA", "", "stock"), "chừng 5", "workbook_unreadable_count"),
        (("TRA", "", "category"), "Bánh", "workbook_unreadable_choice"),
        (("TRA", "", "sold"), "chắc có", "workbook_unreadable_yes_no"),
        (("TRA", "", "counted_on"), "11/29/2026", "workbook_unreadable_day"),
        (("TRA", "", "weight_g"), "nặng", "workbook_unreadable_whole"),
        (("TRA", "", "size_mm"), "to", "workbook_unreadable_size"),
        (("TRA", "", "attributes"), "mặn", "workbook_unreadable_pairs"),
        (("TRA", "", "label.alcohol_percent"), "nhẹ", "workbook_unreadable_decimal"),
        (("TRA", "", "gtin"), 8936012345678, "workbook_unreadable_barcode"),
        (("TRA", "", "price"), "=60000+5000", "workbook_uncomputed"),
    ],
)
def test_what_cannot_be_read_is_named_by_its_cell_and_its_product_stays(
    cell: tuple[str, str, str], value: Any, code: str
) -> None:
    changes = _imported({cell: value, ("TRA", "", "name"): "Tên khác"})

    (named,) = changes.problems
    assert (named.code, named.about) == (code, "TRA")
    assert str(named.values["cell"]).endswith("3")
    assert changes.products == ()


def test_what_was_edited_in_the_catalog_meanwhile_is_not_written_over() -> None:
    now = CATALOG.replace(b"price: 65000\n", b"price: 68000\n")
    theirs = _imported({("TRA", "", "price"): 70000}, now)
    assert set(_codes(theirs)) == {"workbook_changed_meanwhile"}

    beside = _imported({("TRA", "", "name"): "Trà"}, now)
    assert b"price: 68000\n" in taken_in(beside, now)
    same = _imported({("TRA", "", "price"): 68000}, now)
    assert (same.products, same.problems) == ((), ())


def test_a_code_that_was_written_over_is_no_new_product() -> None:
    assert set(_codes(_imported({("TRA", "", "code"): "TRA-2"}))) == {"workbook_code_changed"}


def test_a_line_that_is_gone_takes_nothing_out() -> None:
    book = openpyxl.load_workbook(io.BytesIO(exported(CATALOG)))
    book["SanPham"].delete_rows(3)
    out = io.BytesIO()
    book.save(out)

    assert changes_of(out.getvalue(), CATALOG)[1].products == ()


def test_a_line_that_stands_twice_is_named() -> None:
    more = {"code": "TOM", "sku": "TOM-1", "price": 99000}
    changes = _imported({("", "", key): value for key, value in more.items()})

    assert "workbook_line_twice" in _codes(changes)


# Sheets of another hand.


def _sheet(*rows: Any, merged: str = "") -> Any:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    if merged:
        sheet.merge_cells(merged)
    out = io.BytesIO()
    book.save(out)
    return read_grid(out.getvalue())


def _read(grid: Any, profile: Mapping[str, str] | None = None) -> tuple[ReadBook, Any]:
    sheet = read_foreign(grid, profile or {})
    assert sheet is not None
    book = book_of_foreign(sheet)
    known = known_rows(())
    return book, changes_in(book, known, WORDS)


def test_a_clerk_s_sheet_is_understood_through_titles_totals_and_merged_cells() -> None:
    grid = _sheet(
        ["HTX HOA"],
        [],
        ["STT", "Tên hàng", "Quy cách", "Đơn giá (nghìn đồng)", "SL tồn", "Ngày kiểm"],
        [1, "Mật ong", "500 ml", 120, "hết", datetime(2026, 11, 29)],  # noqa: DTZ001 as cells are
        [None, None, "1 lít", 220, 7, "28/11/2026"],
        ["I. ĐỒ KHÔ"],
        [],
        [2, "Tôm khô", None, "155.5", 3, None],
        [None, "Tổng cộng", None, 340, 10, None],
        merged="B4:B5",
    )
    _, changes = _read(grid)

    assert _codes(changes) == {"workbook_unreadable_price": "D8"}
    done = taken_in(changes, b"").decode()
    assert (
        "      - {sku: MAT-ONG-500-ML, options: [500 ml], price: 120000,"
        " stock: {count: 0, date: 2026-11-29}}\n" in done
    )
    assert "stock: {count: 7, date: 2026-11-28}" in done
    assert "TOM-KHO" not in done


def test_a_heading_that_is_not_certain_is_asked_about_and_remembered() -> None:
    grid = _sheet(["Tên", "Giá bán", "ĐG sỉ"], ["Trà", 65000, 60000])
    sheet = read_foreign(grid, {})
    assert sheet is not None
    assert [column.heading for column in sheet.unknown()] == ["ĐG sỉ"]
    assert answered(sheet, {"ĐG sỉ": "list_price"}).unknown() == []

    _, changes = _read(grid, {"dg si": "list_price"})
    assert {c.column.key: c.after for p in changes.products for c in p.cells} == {
        "name": "Trà",
        "price": 65000,
        "list_price": 60000,
    }
    again = read_foreign(grid, {"dg si": "-"})
    assert again is not None
    assert again.unknown() == []


def test_a_sheet_in_vni_is_turned_into_unicode_and_said() -> None:
    grid = _sheet(["Teân haøng", "Giaù baùn"], ["Maät ong röøng U Minh", 65000])
    _, changes = _read(grid)

    assert "name: Mật ong rừng U Minh\n" in taken_in(changes, b"").decode()
    assert {note.code for note in changes.notes} == {"understood_encoding"}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_headings_and_words_too_short_to_tell_are_read_as_the_rest_of_their_sheet(
    encoding: Encoding,
) -> None:
    def old(*texts: str) -> list[Any]:
        return [written_in(encoding, text) for text in texts]

    row = old("MẬT ONG RỪNG", "chai", "Nơi khô ráo, tránh ánh nắng mặt trời, đậy kín sau khi mở")
    grid = _sheet(old("TÊN HÀNG", "ĐVT", "Bảo quản") + old("Giá", "Tồn kho"), [*row, 65000, 3])
    _, changes = _read(grid)
    said = {c.column.key: c.after for p in changes.products for c in p.cells}
    assert (said["name"], said["price"], said["stock"]) == ("MẬT ONG RỪNG", 65000, 3)
    assert said["label.storage"] == "Nơi khô ráo, tránh ánh nắng mặt trời, đậy kín sau khi mở"


def test_a_sheet_without_headings_is_not_guessed_at() -> None:
    assert read_foreign(_sheet(["Trà", 65000], ["Tôm", 90000]), {}) is None


def test_one_column_of_codes_names_products_and_variants_alike() -> None:
    grid = _sheet(["Mã", "Giá"], ["TRA", 66000], ["TOM-1", 91000])
    sheet = read_foreign(grid, {})
    assert sheet is not None
    from sync.catalog.editing import values_in
    from sync.catalog.workbook import rows_of

    known = known_rows(rows_of("htx", values_in(CATALOG)["products"]))
    done = taken_in(changes_in(book_of_foreign(sheet), known, WORDS), CATALOG).decode()
    assert "price: 66000\n" in done
    assert "price: 91000," in done


def test_codes_are_coined_of_names_and_never_twice() -> None:
    assert coined_code("Mật ong rừng U Minh (500 ml)", ()) == "MAT-ONG-RUNG-U-MINH-500-ML"
    assert coined_code("Đậu", {"DAU", "DAU-2"}) == "DAU-3"
    assert coined_code("???", ()) == "SP"
    assert len(coined_code("rất dài " * 20, ())) <= 30


@pytest.mark.parametrize(
    ("key", "raw", "cell", "value"),
    [
        ("price", "65.000đ", 65000, 65000),
        ("price", "65\u00a0nghìn", 65000, 65000),
        ("price", "1,2 triệu", 1_200_000, 1_200_000),
        ("price", 65000.0, 65000, 65000),
        ("stock", "Hết hàng", 0, 0),
        ("weight_g", "0,5 kg", 500, 500),
        ("counted_on", "29/11/2026", "2026-11-29", date(2026, 11, 29)),
        ("label.alcohol_percent", 29.5, "29.5", "29.5"),
        ("images", "a.png; b.png", "a.png\nb.png", ["a.png", "b.png"]),
        ("sold", "X", "có", "yes"),
        ("attributes", "Vị: mặn\nLoại: một; hai", "Vị: mặn\nLoại: một; hai",
         {"Vị": "mặn", "Loại": "một; hai"}),
        ("certificate.issued_level", "TỈNH", "tỉnh", "province"),
        ("name", "  Trà\u00a0“xanh” ", "Trà “xanh”", "Trà “xanh”"),
    ],
)  # fmt: skip
def test_a_cell_is_understood_where_one_thing_alone_can_be_meant(
    key: str, raw: Any, cell: Any, value: Any
) -> None:
    column = BY_KEY[key]

    assert read_cell(column, raw, WORDS).cell == cell
    assert value_of(column, cell, WORDS) == value


@pytest.mark.parametrize(("key", "raw"), [("price", True), ("stock", 10**10), ("weight_g", "0 kg")])
def test_what_may_mean_several_things_is_no_guess(key: str, raw: Any) -> None:
    with pytest.raises(Unreadable):
        read_cell(BY_KEY[key], raw, WORDS)


@pytest.mark.parametrize(
    ("key", "raw"),
    [("price", ["1"]), ("images", ["a\nb"]), ("story", "x" * 40_000), ("size_mm", {"a": "1"})],
)
def test_what_no_cell_can_hold_is_left_to_yaml(key: str, raw: Any) -> None:
    assert shown(BY_KEY[key], raw, WORDS) == "\u2400"


@pytest.mark.parametrize(
    ("raw", "cell"),
    [
        ({"Vị": "mặn; ngọt"}, '"Vị: mặn; ngọt"'),
        ({"Vị": "mặn;", "Màu": "đỏ"}, "Vị: mặn;\nMàu: đỏ"),
        (["một; hai"], '"một; hai"'),
        (["một; hai", "ba"], "một; hai\nba"),
        (["một"], "một"),
        (['"một"; hai'], UNSHOWN),
    ],
)
def test_one_thing_with_a_semicolon_comes_back_as_one(raw: Any, cell: Any) -> None:
    column = BY_KEY["attributes" if isinstance(raw, dict) else "images"]
    assert shown(column, raw, WORDS) == cell
    if cell is not UNSHOWN:
        assert value_of(column, read_cell(column, cell, WORDS).cell, WORDS) == raw
